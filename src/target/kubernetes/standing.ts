import { Failure } from '../../failure.ts'
import type { TargetContext, TargetEdge } from '../target.ts'
import { fenceAnnotation } from './fence.ts'
import type { Identify } from './identity.ts'
import type { Kubectl } from './kubectl.ts'
import { type Candidate, type Look, readList } from './look.ts'
import type { Pod, Workload } from './objects.ts'
import type { Options } from './options.ts'
import { names, type Owner } from './release.ts'
import { waitForRollout } from './rollout.ts'
import type { Traffic } from './traffic.ts'
import { removeUnmoved, type Seen } from './unmoved.ts'

/** What the verbs of one target share. */
export type Parts = {
  options: Options
  service: string
  owner: Owner
  context: TargetContext
  kubectl: Kubectl
  identify: Identify
  traffic: Traffic
  edge: TargetEdge
}

/** Without a Service nothing gets traffic yet; it may come with the manifests. */
export function sharesIn(seen: Look, { traffic, options, service, kubectl }: Parts) {
  if (seen.service !== undefined) return traffic.shares(seen)
  if (options.manifests !== undefined) return []
  throw new Failure('not-found', `there is no Service "${service}" in namespace "${kubectl.namespace}"`)
}

/** What could serve, ours first: the first Deployment may run the same digest as one of them. */
export function standingIn({ candidates }: Look): Candidate[] {
  return candidates.filter(({ isComplete }) => isComplete)
}

/** The labels to which traffic is led; where to all, those of all that could get it. */
export function ledTo(seen: Look, { traffic }: Parts): readonly string[] {
  const led = seen.service === undefined ? [] : traffic.ledTo(seen)
  return led === 'all' ? seen.candidates.flatMap(({ label }) => label ?? []) : led
}

/**
 * Names a release for a change that takes something from it. Whoever leads traffic to a release touches it first, and
 * leaves his fence there: one that was not touched since, and had no traffic when that was looked up later, has none.
 */
export function asSeen({ metadata }: Workload): Seen {
  const { name } = metadata
  return { object: `deployment/${name}`, group: 'apps', path: `deployments/${name}`, seen: metadata }
}

/** Removes a release, and with it the Service that it owns where traffic is led by a route. */
export async function remove(deployment: Workload, { kubectl }: Parts): Promise<void> {
  await removeUnmoved(asSeen(deployment), kubectl)
}

/** Touches the releases of ours that are about to get traffic. */
export async function touch(
  receivers: readonly Candidate[],
  fence: number,
  { kubectl }: Parts,
): Promise<void> {
  const ours = receivers.filter(({ ours }) => ours)
  await Promise.all(
    ours.map(({ deployment: { metadata } }) =>
      kubectl.patch(`deployment/${metadata.name}`, 'merge', {
        metadata: { uid: metadata.uid, annotations: fenceAnnotation(fence) },
      }),
    ),
  )
}

/** Gives a release of ours another number of pods: the one thing about it that changes. */
export async function scale(name: string, replicas: number, kubectl: Kubectl): Promise<void> {
  await kubectl.patch(`deployment/${name}`, 'merge', { spec: { replicas } })
}

/** Waits until a release of ours is rolled out. */
export async function settle(name: string, label: string, { options, kubectl, edge }: Parts): Promise<void> {
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
