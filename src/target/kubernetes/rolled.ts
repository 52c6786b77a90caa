import { Failure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import { sharesOf } from '../shares.ts'
import type { Share } from '../shift.ts'
import { isReady } from './diagnose.ts'
import type { Identify } from './identity.ts'
import type { Group, Kubectl } from './kubectl.ts'
import { readList } from './look.ts'
import type { CronJob, Metadata, Pod, PodTemplate, Workload } from './objects.ts'
import type { Options } from './options.ts'
import { labelIn, names, type Owner, refuseForeign } from './release.ts'
import { containerIn, digestIn } from './template.ts'

/** One workload that the policy names: it is never made or removed, only rolled. */
export type Rolled = {
  /** As `deployment/web`, which is how kubectl names it, and people. */
  object: string
  group: Group
  path: string
  kind: 'deployment' | 'statefulset' | 'cronjob'
}

/** What is seen of it. */
export type RolledLook = Rolled & {
  metadata: Metadata
  template: PodTemplate
  container: string
  /** Undefined of a CronJob, which has none. */
  workload: Workload | undefined
  /** Its pods, old and new. */
  pods: readonly Pod[]
  /** What its ready pods run; of a CronJob, what its next run will. */
  shares: readonly Share[]
  /** Whether it is to run at all: with no replicas, or suspended, it is not. */
  isOn: boolean
}

/** The workloads of a policy, in the order in which they are rolled. */
export function rolledIn({ deployment = [], ...options }: Options): Rolled[] {
  const rolled = (kind: Rolled['kind'], group: Group) => (name: string) => {
    return { object: `${kind}/${name}`, group, path: `${kind}s/${name}`, kind }
  }
  return [
    ...(options['stateful-set'] ?? []).map(rolled('statefulset', 'apps')),
    ...deployment.map(rolled('deployment', 'apps')),
    ...(options['cron-job'] ?? []).map(rolled('cronjob', 'batch')),
  ]
}

export type RolledParts = { options: Options; owner: Owner; kubectl: Kubectl; identify: Identify }

/**
 * Reads a workload and what its pods run; `asked`: only what it is asked to run, as long as its controller says that all
 * of its pods do. That is what a change is compared with, and what it is refused by.
 */
export async function lookAtRolled(
  rolled: Rolled,
  parts: RolledParts,
  what: 'running' | 'asked' = 'running',
): Promise<RolledLook> {
  const { options, owner, kubectl } = parts
  const read = await kubectl.read<Workload | CronJob>(rolled.group, rolled.path)
  if (read === undefined)
    throw new Failure('not-found', `there is no ${rolled.object} in namespace "${kubectl.namespace}"`)
  refuseForeign(rolled.object, read.metadata, owner)
  const template = 'jobTemplate' in read.spec ? read.spec.jobTemplate.spec.template : read.spec.template
  const container = containerIn(template.spec, options.container, rolled.object).name
  const common = { ...rolled, metadata: read.metadata, template, container }
  if ('jobTemplate' in read.spec) {
    const isOn = read.spec.suspend !== true
    return { ...common, workload: undefined, pods: [], shares: sharesOfCronJob(common, isOn), isOn }
  }
  const workload = read as Workload
  const isOn = (workload.spec.replicas ?? 1) > 0
  const digest = digestIn(template.spec.containers.find(({ name }) => name === container)?.image)
  if (what === 'asked' && digest !== undefined && isComplete(workload)) {
    const shares = isOn ? [{ digest, percent: 100 }] : []
    return { ...common, workload, pods: [], shares, isOn }
  }
  const pods = await podsOf(workload, kubectl)
  const shares = await sharesOfPods(pods, container, parts)
  return { ...common, workload, pods, shares, isOn }
}

/** Says whether a controller has seen what is asked of it, and has done it. */
function isComplete({ metadata, spec, status = {} }: Workload): boolean {
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0 } = status
  const counts = [replicas, updatedReplicas, readyReplicas]
  return (
    (status.observedGeneration ?? 0) >= (metadata.generation ?? 1) &&
    counts.every((count) => count === (spec.replicas ?? 1))
  )
}

async function podsOf({ metadata, spec }: Workload, kubectl: Kubectl): Promise<Pod[]> {
  const { matchLabels = {}, matchExpressions = [] } = spec.selector ?? {}
  if (matchExpressions.length > 0 || Object.keys(matchLabels).length === 0) {
    throw new Failure(
      'invalid-input',
      `"${metadata.name}" selects its pods by something else than labels, so which are its own is not known; give it a selector with matchLabels alone`,
    )
  }
  const labelSelector = Object.entries(matchLabels)
    .map((pair) => pair.join('='))
    .join(',')
  const label = labelIn(spec.template)
  const found = await readList<Pod>(kubectl, 'core', 'pods', { labelSelector })
  // Releases of ours that stood beside it have its labels as well.
  return found.filter(({ metadata }) => metadata.labels?.[names.release] === label)
}

async function sharesOfPods(
  pods: readonly Pod[],
  container: string,
  { identify }: RolledParts,
): Promise<Share[]> {
  const digests = await Promise.all(pods.filter(isReady).map((pod) => identify(pod, container)))
  return sharesOf(digests.map((digest) => [digest, 1]))
}

/** A CronJob serves by what its next run will be: runs that have begun end as they are. */
function sharesOfCronJob(
  { template, container, object }: Pick<RolledLook, 'template' | 'container' | 'object'>,
  isOn: boolean,
): Share[] {
  if (!isOn) return []
  const image = template.spec.containers.find(({ name }) => name === container)?.image
  const digest = digestIn(image)
  if (digest !== undefined) return [{ digest, percent: 100 }]
  throw new Failure(
    'denied',
    `${object} names its image "${inert(image ?? '')}" by a tag, so what its next run will be is not known; name it by digest once`,
  )
}

/** The shares of several workloads as one: what each of them runs entirely is what serves. */
export function joinShares(all: readonly (readonly Share[])[]): Share[] {
  const sums = new Map<Share['digest'], number>()
  for (const { digest, percent } of all.flat()) sums.set(digest, (sums.get(digest) ?? 0) + percent)
  return [...sums].map(([digest, sum]) => ({ digest, percent: Math.floor(sum / all.length) }))
}
