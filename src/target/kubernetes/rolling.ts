import { type Digest, formatShortDigest } from '../../artifact/digest.ts'
import { type DigestReference, formatReference, parseDigestReference } from '../../artifact/reference.ts'
import { Failure } from '../../failure.ts'
import { goalOf, type Share, type Shift } from '../shift.ts'
import type { Observation, Origin, Staged, Target, TargetContext, TargetEdge } from '../target.ts'
import { assertExpected, assertFence, fenceAnnotation, fenceIn } from './fence.ts'
import { type Identify, identifyBy } from './identity.ts'
import type { Kubectl } from './kubectl.ts'
import type { Options } from './options.ts'
import { commitOf } from './origin.ts'
import {
  annotationsFor,
  formatOwner,
  names,
  type Owner,
  parseReplicas,
  parseStanding,
  plannedKey,
  standingKey,
} from './release.ts'
import { joinShares, lookAtRolled, type Rolled, type RolledLook, rolledIn } from './rolled.ts'
import { waitForRollout } from './rollout.ts'
import { assertDigests, digestIn, withArtifact } from './template.ts'
import { patchUnmoved } from './unmoved.ts'
import { hardened } from './verdict.ts'

type Parts = {
  options: Options
  owner: Owner
  context: TargetContext
  kubectl: Kubectl
  identify: Identify
  edge: TargetEdge
}

/**
 * Workloads that exist, rolled by Kubernetes itself: one artifact after the other in the same place. Nothing stands
 * beside what serves; what may be rolled to is kept in an annotation.
 */
export function connectRolling(
  options: Options,
  context: TargetContext,
  kubectl: Kubectl,
  edge: TargetEdge,
): Target {
  const identify = identifyBy(context.registry)
  const parts = { options, owner: context, context, kubectl, identify, edge }
  return {
    observe: () => observe(parts),
    stage: (artifact, origin) => stage(artifact, parts, origin),
    shift: (digest, percent, expected, fence) => shift({ digest, percent, expected, fence }, parts),
    discard: (digest, fence) => discard(digest, fence, parts),
  }
}

function lookAtAll(parts: Parts, what?: 'running' | 'asked'): Promise<RolledLook[]> {
  return Promise.all(rolledIn(parts.options).map((rolled) => lookAtRolled(rolled, parts, what)))
}

async function observe(parts: Parts): Promise<Observation> {
  const all = await lookAtAll(parts)
  const serving = sharesOf(all)
  const known = all.map(({ metadata }) => parseStanding(metadata).map(({ digest }) => digest))
  const [first = []] = known
  const staged = first.filter((digest) => known.every((digests) => digests.includes(digest)))
  const standing = new Set([...staged, ...serving.map(({ digest }) => digest)])
  return { serving, standing: [...standing].sort(), url: parts.options.url }
}

function sharesOf(all: readonly RolledLook[]): Share[] {
  return joinShares(all.map(({ shares }) => shares))
}

async function stage(artifact: DigestReference, parts: Parts, { plan }: Origin = {}): Promise<Staged> {
  const all = await lookAtAll(parts)
  for (const seen of all) {
    assertRolls(seen)
    assertDigests(seen.template.spec, seen.container, seen.object)
    // Whoever refuses the new pods by their template refuses them now, before anything is rolled.
    const patch = await patchFor(seen, artifact, plan, parts)
    await parts.kubectl.tryPatch(seen.object, 'strategic', patch)
  }
  for (const seen of all) {
    const planned = plan === undefined ? {} : { [plannedKey(artifact.digest)]: plan }
    await noteStanding(seen, [...runningIn(seen), artifact], planned, parts)
  }
  return { [Symbol.asyncDispose]: async () => {} }
}

/** Refuses what would be patched and never rolled. */
function assertRolls({ workload, object, kind }: RolledLook): void {
  const { updateStrategy, paused } = workload?.spec ?? {}
  const { type = 'RollingUpdate', rollingUpdate } = updateStrategy ?? {}
  const reason =
    kind === 'statefulset' && type !== 'RollingUpdate'
      ? `its updateStrategy is "${type}"`
      : (rollingUpdate?.partition ?? 0) > 0
        ? `its partition is ${rollingUpdate?.partition}`
        : paused
          ? 'its rollouts are paused'
          : undefined
  if (reason === undefined) return
  throw new Failure('invalid-input', `${object} does not roll all of its pods: ${reason}`)
}

/** References to what runs now, so that it can be rolled back to. */
function runningIn({ template, container, pods, shares }: RolledLook): DigestReference[] {
  const declared = template.spec.containers.find(({ name }) => name === container)?.image ?? ''
  const ids = pods.flatMap(({ status }) =>
    (status?.containerStatuses ?? []).filter(({ name }) => name === container).map(({ imageID }) => imageID),
  )
  const written = [declared, ...ids.map((id = '') => id.replace(/^[a-z-]+:\/\//, ''))]
  return shares.flatMap(({ digest }) => {
    const found = written.find((text) => digestIn(text) === digest)
    return found === undefined ? [] : [parseDigestReference(found)]
  })
}

async function noteStanding(
  { object, metadata }: RolledLook,
  references: readonly DigestReference[],
  planned: Record<string, string>,
  { kubectl, owner }: Parts,
): Promise<void> {
  const notes = references.map((reference) => [standingKey(reference.digest), formatReference(reference)])
  const annotations = { ...Object.fromEntries(notes), ...planned, [names.owner]: formatOwner(owner) }
  if (Object.entries(annotations).every(([key, value]) => metadata.annotations?.[key] === value)) return
  await kubectl.patch(object, 'merge', { metadata: { annotations } })
}

/** The one change of a workload: the image, what says where it is from, and that it runs at all. */
async function patchFor(seen: RolledLook, artifact: DigestReference, plan: string | undefined, parts: Parts) {
  const { options, owner, context, edge } = parts
  const { template, container, object, kind, workload, metadata } = seen
  const spec = hardened(withArtifact(template.spec, container, artifact), object, options, edge)
  const images = (containers: typeof spec.containers = []) =>
    containers.map(({ name, image, securityContext }) => {
      return { name, image, ...(options.harden === 'enforce' && { securityContext }) }
    })
  const changed = {
    containers:
      options.harden === 'enforce'
        ? images(spec.containers)
        : [{ name: container, image: formatReference(artifact) }],
    ...(options.harden === 'enforce' &&
      spec.initContainers && { initContainers: images(spec.initContainers) }),
  }
  const origin = { commit: await commitOf(artifact, context.registry), plan }
  // What is not known of this one must not be left of the one before.
  const unknown = { [names.commit]: null, [names.plan]: null }
  const annotations = { ...unknown, ...annotationsFor(artifact, owner, origin) }
  if (kind === 'cronjob') {
    const jobTemplate = { spec: { template: { spec: changed } } }
    return { metadata: { annotations }, spec: { suspend: false, jobTemplate } }
  }
  const replicas = seen.isOn ? undefined : (options.replicas ?? parseReplicas(metadata) ?? 1)
  const deadline = kind === 'deployment' &&
    workload?.spec.progressDeadlineSeconds === undefined && {
      progressDeadlineSeconds: Math.ceil(options.timeout / 1000),
    }
  return {
    metadata: { annotations },
    spec: { ...(replicas !== undefined && { replicas }), ...deadline, template: { spec: changed } },
  }
}

async function shift({ digest, percent, expected, fence }: Shift, parts: Parts): Promise<void> {
  if (percent !== 0 && percent !== 100) {
    throw new Failure(
      'invalid-input',
      `what is rolled runs one release; wanted a shift to 100 or 0 percent, found ${percent}`,
    )
  }
  const all = await lookAtAll(parts, 'asked')
  const objects = all.map(({ object }) => object).join(', ')
  assertExpected(
    { shares: sharesOf(all), led: all.flatMap(askedFor), alive: [] },
    { digest, percent, expected },
    objects,
  )
  for (const seen of all) {
    refuseUnknown(seen, [digest, expected])
    assertFence(seen.metadata, fence, seen.object)
  }
  const goal = goalOf({ digest, percent, expected })[0]?.digest
  for (const seen of all) {
    if (goal === undefined) await switchOff(seen, fence, parts)
    else await roll(seen, goal, fence, parts)
  }
}

/** What a workload is asked to run, whether its pods do yet or not. */
function askedFor({ template, container, isOn }: RolledLook): Digest[] {
  const digest = digestIn(template.spec.containers.find(({ name }) => name === container)?.image)
  return isOn && digest !== undefined ? [digest] : []
}

/** Refuses to roll what somebody else has begun to roll to something else. */
function refuseUnknown(seen: RolledLook, known: readonly (Digest | undefined)[]): void {
  const [asked] = askedFor(seen)
  const running = seen.shares.some(({ digest }) => digest === asked)
  if (asked === undefined || known.includes(asked) || (known[1] === undefined && !running)) return
  throw new Failure(
    'mismatch',
    `${seen.object} was changed by somebody else to run ${formatShortDigest(asked)}; nothing was changed`,
  )
}

async function roll(seen: RolledLook, digest: Digest, fence: number, parts: Parts): Promise<void> {
  const reference = [...parseStanding(seen.metadata), ...runningIn(seen)].find((one) => one.digest === digest)
  if (reference === undefined) {
    throw new Failure(
      'not-found',
      `${seen.object} does not know release ${formatShortDigest(digest)}; stage it first`,
    )
  }
  const isAsked = askedFor(seen)[0] === digest
  const plan = seen.metadata.annotations?.[plannedKey(digest)]
  const { metadata, spec } = isAsked
    ? { metadata: {}, spec: {} }
    : await patchFor(seen, reference, plan, parts)
  await write(seen, 'strategic', { metadata, spec }, fence, parts)
  if (seen.kind === 'cronjob') return
  await untilRolled(seen, digest, parts)
}

async function untilRolled(rolled: Rolled, digest: Digest, parts: Parts): Promise<void> {
  const { kubectl, options, edge } = parts
  const look = async (what?: 'asked') => {
    const seen = await lookAtRolled(rolled, parts, what)
    const { workload, pods, container, object } = seen
    if (workload === undefined) throw new Error('only what has pods is waited for')
    if (askedFor(seen)[0] !== digest) {
      throw new Failure(
        'mismatch',
        `${object} was changed, or rolled back, by somebody else while it was rolled; that stays as it is`,
      )
    }
    // Old pods may be broken already: that is what is being mended.
    const isNew = ({ spec }: (typeof pods)[number]) =>
      digestIn(spec.containers.find(({ name }) => name === container)?.image) === digest
    return { workload, pods: pods.filter(isNew) }
  }
  const { timeout, pending } = options
  await waitForRollout({ object: rolled.object, look: () => look(), timeout, pending }, kubectl, edge)
  // That a rollout is complete does not say that it is ours.
  await look('asked')
}

async function switchOff(seen: RolledLook, fence: number, parts: Parts): Promise<void> {
  const replicas = String(seen.workload?.spec.replicas ?? 1)
  const annotations = { [names.replicas]: replicas }
  const patch =
    seen.kind === 'cronjob'
      ? { metadata: {}, spec: { suspend: true } }
      : { metadata: seen.isOn ? { annotations } : {}, spec: { replicas: 0 } }
  await write(seen, 'merge', patch, fence, parts)
}

type Patch = { metadata: { annotations?: Record<string, string | null> }; spec: object }

/** Writes one change with the fence that allows it; nothing where both are there already. */
async function write(
  seen: RolledLook,
  type: 'merge' | 'strategic',
  { metadata, spec }: Patch,
  fence: number,
  { kubectl }: Parts,
): Promise<void> {
  const isThere = Object.keys(spec).length === 0 && fenceIn(seen.metadata, seen.object) === fence
  if (isThere) return
  const annotations = { ...metadata.annotations, ...fenceAnnotation(fence) }
  await patchUnmoved({ ...seen, seen: seen.metadata }, type, { metadata: { annotations }, spec }, kubectl)
}

async function discard(digest: Digest, fence: number, parts: Parts): Promise<void> {
  const all = await lookAtAll(parts)
  for (const { metadata, object } of all) assertFence(metadata, fence, object)
  const object = all.find((seen) =>
    [...askedFor(seen), ...seen.shares.map((share) => share.digest)].includes(digest),
  )?.object
  if (object !== undefined)
    throw new Failure('denied', `${object} runs ${formatShortDigest(digest)}; it is not discarded`)
  const keys = [standingKey(digest), plannedKey(digest)]
  for (const { object, metadata } of all) {
    if (keys.every((key) => metadata.annotations?.[key] === undefined)) continue
    const annotations = Object.fromEntries(keys.map((key) => [key, null]))
    await parts.kubectl.patch(object, 'merge', { metadata: { annotations } })
  }
}
