import type { Digest } from '../../artifact/digest.ts'
import type { DigestReference } from '../../artifact/reference.ts'
import { Failure, isFailure, messageOf } from '../../failure.ts'
import type { Origin, Staged, TargetEdge } from '../target.ts'
import { fenceIn } from './fence.ts'
import { type Candidate, type Look, look } from './look.ts'
import { type Manifests, readManifests } from './manifests.ts'
import type { PodTemplate, Service, Workload } from './objects.ts'
import type { Options } from './options.ts'
import { commitOf } from './origin.ts'
import { forwardPort } from './preview.ts'
import {
  formatOwner,
  labelOf,
  nameOf,
  names,
  nothing,
  type Owner,
  parseRelease,
  wasComplete,
} from './release.ts'
import { asSeen, ledTo, type Parts, remove, scale, settle, sharesIn } from './standing.ts'
import { assertDigests, assertSelector, buildRelease, containerIn, withArtifact } from './template.ts'
import { patchUnmoved } from './unmoved.ts'
import { hardened } from './verdict.ts'

/** Makes the Deployment of an artifact, or finds it, and waits until all of its pods are ready. */
export async function stage(artifact: DigestReference, parts: Parts, origin: Origin = {}): Promise<Staged> {
  const { options, owner, kubectl, traffic, edge } = parts
  const seen = await look(parts)
  const { deployment: base, service } = await readBase(seen, parts)
  const name = nameOf(base.metadata.name, artifact.digest)
  const existing = seen.deployments.find(({ metadata }) => metadata.name === name)
  if (existing !== undefined) refuseStranger(existing, artifact.digest, owner)
  const { template, container } = templateOf(base, artifact, options, edge)
  const label = labelOf(artifact.digest)
  const labels = { ...template.metadata?.labels, [names.release]: label }
  const withService = seen.service === undefined ? { ...seen, service: await create(service, parts) } : seen
  const isLed = ledTo(withService, parts).includes(label)
  if (!isLed) await traffic.prepare(withService, labels, name)
  await tidy(seen, label, parts)

  const replicas = existing && parseRelease(existing, owner)?.replicas
  if (replicas !== undefined && existing?.spec.replicas === 0) await scale(name, replicas, kubectl)
  const make = async () => {
    const request = {
      ...{ base, template, artifact, label, owner, replicas: replicasFor(seen, base, parts) },
      deadline: Math.ceil(options.timeout / 1000),
      origin: { ...origin, commit: await commitOf(artifact, parts.context.registry) },
    }
    return kubectl.apply<Workload>(buildRelease(request))
  }
  const deployment = existing ?? (await make())
  if (!isLed) await traffic.attach(withService, labels, deployment)
  const isNew = existing === undefined || !wasComplete({ deployment: existing })
  await settle(name, label, parts).catch(async (error: unknown) => {
    if (isNew && !isLed)
      await removeIncomplete(name, parts).catch((failed) => edge.log.warning(messageOf(failed)))
    throw error
  })
  if (options.preview === 'none') return { [Symbol.asyncDispose]: async () => {} }
  const port = options.port ?? portOf(withService.service, template, container)
  return forwardPort(name, port, kubectl, edge)
}

async function readBase(seen: Look, { options, kubectl }: Parts): Promise<Manifests> {
  if (options.manifests !== undefined) return readManifests(options.manifests)
  if (seen.base !== undefined) return { deployment: seen.base }
  throw new Failure(
    'not-found',
    `there is no Deployment "${options.deployment?.[0]}" in namespace "${kubectl.namespace}"`,
  )
}

function refuseStranger(existing: Workload, digest: Digest, owner: Owner): void {
  if (parseRelease(existing, owner)?.digest === digest) return
  throw new Failure(
    'denied',
    `Deployment "${existing.metadata.name}" has the name of a release and is not ours; it is not touched`,
  )
}

function templateOf(base: Workload, artifact: DigestReference, options: Options, edge: TargetEdge) {
  const object = `Deployment "${base.metadata.name}"`
  const { template, selector } = base.spec
  assertSelector(selector, template, object)
  const { name, image } = containerIn(template.spec, options.container, object)
  // What a manifest says of the artifact is replaced; a tag there would say what never runs.
  assertDigests(template.spec, options.manifests === undefined || image === undefined ? name : '', object)
  const spec = hardened(withArtifact(template.spec, name, artifact), object, options, edge)
  return { template: { ...template, spec } as PodTemplate, container: name }
}

/** Makes the Service that the manifests hold; it leads to nothing until a release is led to. */
async function create(service: Service | undefined, { owner, kubectl, service: name }: Parts) {
  if (service?.metadata.name !== name) {
    throw new Failure('not-found', `there is no Service "${name}", in the cluster or in the manifests`)
  }
  const { annotations } = service.metadata
  const metadata = {
    ...service.metadata,
    annotations: { ...annotations, [names.owner]: formatOwner(owner) },
  }
  const spec = { ...service.spec, selector: { ...service.spec.selector, [names.release]: nothing } }
  return kubectl.apply<Service>({ ...service, metadata, spec })
}

function replicasFor(seen: Look, { spec, metadata }: Workload, { options, traffic }: Parts): number {
  const [most] = (seen.service === undefined ? [] : traffic.shares(seen)).toSorted(
    (one, other) => other.percent - one.percent,
  )
  const serving = seen.candidates.find(({ digest, ours }) => ours && digest === most?.digest)
  const replicas = options.replicas ?? serving?.replicas ?? spec.replicas ?? 1
  if (replicas > 0) return replicas
  throw new Failure(
    'invalid-input',
    `Deployment "${metadata.name}" has 0 replicas, so it is not known how many a release has; set "replicas" in the policy`,
  )
}

/** Removes what has never been complete: it would be in nobody's way but its own at the next attempt. */
async function removeIncomplete(name: string, parts: Parts): Promise<void> {
  const deployment = await parts.kubectl.read<Workload>('apps', `deployments/${name}`)
  if (deployment !== undefined && !wasComplete({ deployment })) await remove(deployment, parts)
}

/** Takes the pods of releases that are not needed for an instant rollback, and removes what never was complete. */
async function tidy(before: Look, staged: string, parts: Parts): Promise<void> {
  const { kubectl, options, edge } = parts
  const spare = idleIn(before, parts).filter(
    ({ label, deployment, isComplete }) =>
      label !== staged && !(isComplete && deployment.spec.replicas === 0),
  )
  if (spare.length === 0) return
  const idle = new Set(idleIn(await look(parts), parts).map(({ label }) => label))
  const tidyUp = async ({ isComplete, deployment }: Candidate) => {
    if (isComplete) return patchUnmoved(asSeen(deployment), 'merge', { spec: { replicas: 0 } }, kubectl)
    // It may be another run's, which waits for it.
    const age = edge.now().getTime() - Date.parse(deployment.metadata.creationTimestamp ?? '')
    if (age > options.timeout) return remove(deployment, parts)
  }
  for (const one of spare.filter(({ label }) => idle.has(label))) {
    await tidyUp(one).catch((error: unknown) => {
      // Another run has done the same, or needs it now.
      if (!isFailure(error, 'mismatch')) throw error
      edge.log.debug(messageOf(error))
    })
  }
}

/** The releases of ours that get no traffic, and are not about to. */
function idleIn(seen: Look, parts: Parts): Candidate[] {
  const led = ledTo(seen, parts)
  const serving = new Set(sharesIn(seen, parts).map(({ digest }) => digest))
  const fence = seen.service === undefined ? 0 : fenceIn(parts.traffic.leader(seen), 'what leads traffic')
  return seen.candidates.filter(
    ({ ours, label = '', digest, deployment: { metadata } }) =>
      ours &&
      !led.includes(label) &&
      !serving.has(digest) &&
      fenceIn(metadata, `Deployment "${metadata.name}"`) <= fence,
  )
}

/** The port of a pod behind the Service's first one; it may be named there as the container names it. */
function portOf(service: Service | undefined, { spec }: PodTemplate, container: string): number {
  const [first] = service?.spec.ports ?? []
  const wanted = first?.targetPort ?? first?.port
  if (typeof wanted === 'number') return wanted
  const ports = spec.containers.find(({ name }) => name === container)?.ports ?? []
  const found = ports.find(({ name }) => name === wanted)?.containerPort
  if (found !== undefined) return found
  throw new Failure(
    'invalid-input',
    `container "${container}" has no port "${wanted}", which the Service names; set "port" in the policy`,
  )
}
