import { type Digest, formatShortDigest } from '../../artifact/digest.ts'
import type { DigestReference } from '../../artifact/reference.ts'
import { Failure, messageOf } from '../../failure.ts'
import type { Observation, Staged, Target, TargetContext, TargetEdge } from '../target.ts'
import { assertExpected, assertFence, fenceIn, type Shift } from './fence.ts'
import { type Identify, identifyBy } from './identity.ts'
import type { Kubectl } from './kubectl.ts'
import { type Candidate, type Look, look, readList } from './look.ts'
import { type Manifests, readManifests } from './manifests.ts'
import type { Pod, PodTemplate, Service, Workload } from './objects.ts'
import type { Options } from './options.ts'
import { commitOf } from './origin.ts'
import { forwardPort } from './preview.ts'
import { formatOwner, labelOf, nameOf, names, type Owner, parseRelease, wasComplete } from './release.ts'
import { waitForRollout } from './rollout.ts'
import { trafficByRoute } from './route.ts'
import { trafficBySelector } from './selector.ts'
import { type Split, splitReplicas } from './share.ts'
import { assertDigests, assertSelector, buildRelease, containerIn, withArtifact } from './template.ts'
import type { Goal, Traffic } from './traffic.ts'
import { hardened } from './verdict.ts'

/** What the verbs of one target share. */
type Parts = {
  options: Options
  service: string
  owner: Owner
  context: TargetContext
  kubectl: Kubectl
  identify: Identify
  traffic: Traffic
  edge: TargetEdge
}

/** How long endpoints may take to follow what was written. Milliseconds. */
const settling = 60_000
const longestLook = 1_000

/**
 * Releases beside each other, each a Deployment of its own; traffic is led to one of them, or shared by two. What
 * serves and what served before it have all their pods, so that the way back is one write; older ones have none.
 */
export function connectBeside(
  options: Options & { service: string },
  context: TargetContext,
  kubectl: Kubectl,
  edge: TargetEdge,
): Target {
  const { service, route } = options
  const traffic =
    route === undefined
      ? trafficBySelector(service, context, kubectl)
      : trafficByRoute(route, service, context, kubectl)
  const identify = identifyBy(context.registry)
  const parts = { options, service, owner: context, context, kubectl, identify, traffic, edge }
  return {
    observe: () => observe(parts),
    stage: (artifact) => stage(artifact, parts),
    shift: (digest, percent, expected, fence) => shift({ digest, percent, expected, fence }, parts),
    discard: (digest, fence) => discard(digest, fence, parts),
  }
}

async function observe(parts: Parts): Promise<Observation> {
  const seen = await look(parts)
  const standing = new Set(standingIn(seen).map(({ digest }) => digest))
  return { serving: sharesIn(seen, parts), standing: [...standing].sort(), url: parts.options.url }
}

/** Without a Service nothing gets traffic yet; it may come with the manifests. */
function sharesIn(seen: Look, { traffic, options, service, kubectl }: Parts) {
  if (seen.service !== undefined) return traffic.shares(seen)
  if (options.manifests !== undefined) return []
  throw new Failure('not-found', `there is no Service "${service}" in namespace "${kubectl.namespace}"`)
}

/** What could serve, ours first: the first Deployment may run the same digest as one of them. */
function standingIn({ candidates }: Look): Candidate[] {
  return candidates.filter(({ isComplete }) => isComplete)
}

async function stage(artifact: DigestReference, parts: Parts): Promise<Staged> {
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
  if (existing === undefined) {
    const request = {
      ...{ base, template, artifact, label, owner, replicas: replicasFor(seen, base, parts) },
      deadline: Math.ceil(options.timeout / 1000),
      origin: { commit: await commitOf(artifact, parts.context.registry) },
    }
    await kubectl.apply(buildRelease(request))
  } else if (replicas !== undefined && existing.spec.replicas === 0) {
    await scale(name, replicas, kubectl)
  }
  const isNew = existing === undefined || !wasComplete({ deployment: existing })
  await settle(name, label, parts).catch(async (error: unknown) => {
    // What has never been complete would be in nobody's way but its own at the next attempt.
    if (isNew && !isLed) await remove(name, parts).catch((failed) => edge.log.warning(messageOf(failed)))
    throw error
  })
  if (options.preview === 'none') return { [Symbol.asyncDispose]: async () => {} }
  const port = options.port ?? portOf(withService.service, template, container)
  return forwardPort(name, port, kubectl, edge)
}

function ledTo(seen: Look, { traffic }: Parts): readonly string[] {
  const led = seen.service === undefined ? [] : traffic.ledTo(seen)
  return led === 'all' ? seen.candidates.flatMap(({ label }) => label ?? []) : led
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
  const spec = { ...service.spec, selector: { ...service.spec.selector, [names.release]: 'nothing' } }
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

/** Takes the pods of releases that are not needed for an instant rollback, and removes what never was complete. */
async function tidy(seen: Look, staged: string, parts: Parts): Promise<void> {
  const led = ledTo(seen, parts)
  const serving = new Set(sharesIn(seen, parts).map(({ digest }) => digest))
  for (const { ours, label = '', digest, isComplete, deployment } of seen.candidates) {
    if (!ours || label === staged || led.includes(label) || serving.has(digest)) continue
    const { name } = deployment.metadata
    if (!isComplete) {
      // It may be another run's, which waits for it.
      const age = parts.edge.now().getTime() - Date.parse(deployment.metadata.creationTimestamp ?? '')
      if (age > parts.options.timeout) await remove(name, parts)
    } else if (deployment.spec.replicas !== 0) await scale(name, 0, parts.kubectl)
  }
}

async function remove(name: string, { kubectl, traffic, edge }: Parts): Promise<void> {
  await traffic.forget(name).catch((error) => edge.log.warning(messageOf(error)))
  await kubectl.remove(`deployment/${name}`)
}

async function scale(name: string, replicas: number, kubectl: Kubectl): Promise<void> {
  await kubectl.patch(`deployment/${name}`, 'merge', { spec: { replicas } })
}

async function settle(name: string, label: string, { options, kubectl, edge }: Parts): Promise<void> {
  const read = async () => {
    const [workload, pods] = await Promise.all([
      kubectl.read<Workload>('apps', `deployments/${name}`),
      readList<Pod>(kubectl, 'core', 'pods', { labelSelector: `${names.release}=${label}` }),
    ])
    if (workload === undefined)
      throw new Failure('mismatch', `Deployment "${name}" was removed while it was waited for`)
    return { workload, pods }
  }
  const { timeout, pending } = options
  await waitForRollout({ object: `deployment/${name}`, look: read, timeout, pending }, kubectl, edge)
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

async function shift(wanted: Shift, parts: Parts): Promise<void> {
  const { traffic, options } = parts
  const seen = await look(parts)
  const led = ledTo(seen, parts)
  const behind = seen.candidates.filter(({ label = '' }) => led.includes(label))
  const alive = behind.filter(({ label = '' }) => (seen.ready.get(label) ?? 0) > 0)
  const digests = (candidates: readonly Candidate[]) => candidates.map(({ digest }) => digest)
  const object = `Service "${parts.service}"`
  const serving = { shares: sharesIn(seen, parts), led: digests(behind), alive: digests(alive) }
  assertExpected(serving, wanted, object)
  const goal = goalOf(seen, wanted, parts)
  const leader = traffic.leader(seen)
  assertFence(leader, wanted.fence, object)
  const isWritten = fenceIn(leader, object) === wanted.fence
  if (isWritten && isLedAs(led, goal) && traffic.isSettled(seen, goal)) return

  const counts = countsFor(goal, options)
  const raised = await give(goal, counts, parts)
  const now = await look(parts)
  // What was seen before is what the write is compared with, however long it took to get ready.
  await traffic.lead({ ...now, service: seen.service, route: seen.route }, raised, wanted.fence)
  await untilSettled(raised, parts)
  await lower(raised, counts, parts)
  if (options.route === undefined) sayShare(percentOf(counts), wanted.percent, parts)
}

/** Says what share pods can make, where it is not the one that was asked for. */
function sayShare(real: number, asked: number, { edge }: Parts): void {
  if (asked === 0 || asked === 100 || Math.round(real) === asked) return
  edge.log.notice(`${asked} % was asked for; with whole pods it is ${Math.round(real)} %`)
}

/** Finds the two releases that a shift names. */
function goalOf(seen: Look, { digest, percent, expected }: Shift, { service }: Parts): Goal {
  const find = (wanted: Digest): Candidate => {
    const found = standingIn(seen).find((candidate) => candidate.digest === wanted)
    if (found !== undefined) return found
    throw new Failure(
      'not-found',
      `release ${formatShortDigest(wanted)} does not stand behind Service "${service}"; stage it first`,
    )
  }
  const former = expected === undefined || expected === digest || percent === 100 ? undefined : find(expected)
  const goal = { candidate: find(digest), percent, former }
  if (percent > 0 && percent < 100 && former === undefined)
    throw new Failure('invalid-input', `${percent} % of the traffic can only be given where a release serves`)
  return goal
}

function isLedAs(led: readonly string[], { candidate, percent, former }: Goal): boolean {
  const wanted = percent === 100 ? [candidate.label] : percent === 0 ? [former?.label] : undefined
  if (wanted === undefined) return false
  const labels = wanted.filter((label) => label !== undefined)
  return labels.length === led.length && labels.every((label) => led.includes(label))
}

type Counts = Pick<Split, 'candidate' | 'former'>

/** How many pods each has at the goal. What gets all the traffic has all of its pods, by a route both have. */
function countsFor({ candidate, former, percent }: Goal, { route }: Options): Counts {
  const full = { candidate: candidate.replicas, former: former?.replicas ?? 0 }
  if (route !== undefined || former === undefined || percent === 0 || percent === 100) return full
  if (former.ours) return splitReplicas(percent, Math.max(full.candidate, full.former))
  // The first Deployment is its owner's: only what is ours is given more pods or fewer.
  const exact = Math.round((full.former * percent) / (100 - percent))
  return { ...full, candidate: Math.min(Math.max(exact, 1), full.candidate) }
}

function percentOf({ candidate, former }: Counts): number {
  return (100 * candidate) / (candidate + former)
}

/** Gives both what they need at the goal, and takes nothing yet: capacity comes before traffic. */
async function give(goal: Goal, counts: Counts, parts: Parts): Promise<Goal> {
  const raise = async (one: Candidate, wanted: number): Promise<Candidate> => {
    if (!one.ours || one.label === undefined) return one
    const { name } = one.deployment.metadata
    const has = one.deployment.spec.replicas ?? 1
    if (has < wanted) await scale(name, wanted, parts.kubectl)
    await settle(name, one.label, parts)
    return withReplicas(one, Math.max(has, wanted))
  }
  const { candidate, former, percent } = goal
  return {
    percent,
    candidate: percent > 0 ? await raise(candidate, counts.candidate) : candidate,
    former: former && (await raise(former, counts.former)),
  }
}

function withReplicas(one: Candidate, replicas: number): Candidate {
  const { deployment } = one
  return { ...one, deployment: { ...deployment, spec: { ...deployment.spec, replicas } } }
}

/** Takes the pods that make a share larger than it is to be, now that the others serve. */
async function lower(goal: Goal, counts: Counts, parts: Parts): Promise<void> {
  const { candidate, former, percent } = goal
  if (parts.options.route !== undefined || former === undefined || percent === 0) return
  const reduce = async (one: Candidate, wanted: number): Promise<Candidate> => {
    if (!one.ours || (one.deployment.spec.replicas ?? 1) <= wanted) return one
    await scale(one.deployment.metadata.name, wanted, parts.kubectl)
    return withReplicas(one, wanted)
  }
  const reduced = {
    percent,
    candidate: await reduce(candidate, counts.candidate),
    former: await reduce(former, counts.former),
  }
  await untilSettled(reduced, parts)
}

/** Waits until traffic goes where it was led: the write alone moves nothing. */
async function untilSettled(goal: Goal, parts: Parts): Promise<void> {
  const { edge, traffic, service } = parts
  const until = edge.now().getTime() + settling
  for (let pause = 100; ; pause = Math.min(pause * 2, longestLook)) {
    if (traffic.isSettled(await look(parts), goal)) return
    if (edge.now().getTime() >= until) {
      throw new Failure(
        'unavailable',
        `traffic did not follow within ${settling / 1000} s where it was led from "${service}"; see its EndpointSlices, or the status of the route`,
      )
    }
    await edge.sleep(pause)
  }
}

async function discard(digest: Digest, fence: number, parts: Parts): Promise<void> {
  const seen = await look(parts)
  if (seen.service !== undefined) assertFence(parts.traffic.leader(seen), fence, `Service "${parts.service}"`)
  const found = seen.candidates.filter((candidate) => candidate.digest === digest)
  const led = ledTo(seen, parts)
  const serves = sharesIn(seen, parts).some((share) => share.digest === digest)
  for (const { label = '', ours, deployment } of found) {
    const { name } = deployment.metadata
    if (led.includes(label) || serves) {
      throw new Failure(
        'denied',
        `Deployment "${name}" gets traffic of "${parts.service}"; it is not discarded`,
      )
    }
    if (ours) await remove(name, parts)
    else parts.edge.log.info(`Deployment "${name}" is not ours; it is left as it is`)
  }
}
