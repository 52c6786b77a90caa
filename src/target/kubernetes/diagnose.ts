import { inert } from '../../inert.ts'
import type { Condition, ContainerStatus, Event, Pod, Workload } from './objects.ts'

/** Why a rollout does not get on. */
export type Reason = {
  text: string
  /** `now`: it does not pass by itself. `again`: it may, and counts when it is seen twice. `pending`: it may take long. */
  counts: 'now' | 'again' | 'pending'
  /** The container whose last words say more. */
  crashed?: { pod: string; container: string }
}

/** What is seen of a rollout: the workload, the pods that are new, and its own warnings. */
export type RolloutLook = { workload: Workload; pods: readonly Pod[]; events: readonly Event[] }

// https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/images/types.go#L27
const waits: Record<string, Reason['counts']> = {
  ErrImagePull: 'again',
  ImagePullBackOff: 'now',
  InvalidImageName: 'now',
  ErrImageNeverPull: 'now',
  ImageInspectError: 'again',
  RegistryUnavailable: 'again',
  SignatureValidationFailed: 'now',
  CreateContainerConfigError: 'again',
  CreateContainerError: 'again',
  RunContainerError: 'again',
  CrashLoopBackOff: 'now',
}

/** Says why a rollout does not get on, as far as its objects tell. Pure. */
export function diagnose({ workload, pods, events }: RolloutLook): Reason[] {
  const alive = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const all = [...ofWorkload(workload), ...ofEvents(events), ...alive.flatMap(ofPod)]
  // Ten pods fail for one reason: it is told once.
  return all.filter(({ text }, index) => all.findIndex((reason) => reason.text === text) === index)
}

/** Says which pods are not ready, and what the warnings about them say: what there is when only time has run out. */
export function describeUnready({ pods, events }: RolloutLook): string {
  const unready = pods.filter((pod) => !isReady(pod) && pod.metadata.deletionTimestamp === undefined)
  const said = events.findLast(({ reason }) => reason === 'Unhealthy' || reason === 'FailedMount')?.message
  const count = `${unready.length} of ${pods.length} pods are not ready`
  return said === undefined ? count : `${count}: ${inert(said, 300)}`
}

export function isReady({ status, metadata }: Pod): boolean {
  const ready = conditionOf(status?.conditions, 'Ready')
  return metadata.deletionTimestamp === undefined && ready?.status === 'True'
}

export function conditionOf(conditions: readonly Condition[] = [], wanted: string): Condition | undefined {
  return conditions.find(({ type }) => type === wanted)
}

function ofWorkload({ metadata, status, spec }: Workload): Reason[] {
  if ((status?.observedGeneration ?? 0) < (metadata.generation ?? 1)) return []
  const failed = conditionOf(status?.conditions, 'ReplicaFailure')
  const stuck = conditionOf(status?.conditions, 'Progressing')
  return [
    ...(spec.paused ? [now('its rollouts are paused; resume them by "kubectl rollout resume"')] : []),
    ...(failed?.status === 'True' ? [again(`pods are refused: ${inert(failed.message ?? '', 300)}`)] : []),
    ...(stuck?.reason === 'ProgressDeadlineExceeded' ? [now('its progress deadline is exceeded')] : []),
  ]
}

function ofEvents(events: readonly Event[]): Reason[] {
  return events
    .filter(({ reason }) => reason === 'FailedCreate')
    .map(({ message = '' }) => again(`pods are refused: ${inert(withoutPod(message), 300)}`))
}

/** A StatefulSet's warnings name the pod, by which each would be another reason. */
function withoutPod(message: string): string {
  return message.replace(/^create Pod \S+ in StatefulSet \S+ failed error: /, '')
}

function ofPod(pod: Pod): Reason[] {
  const scheduled = conditionOf(pod.status?.conditions, 'PodScheduled')
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {}
  const waiting = [...initContainerStatuses, ...containerStatuses].flatMap((status) =>
    ofContainer(pod, status),
  )
  if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable') return waiting
  return [
    { text: `no node takes a pod: ${inert(scheduled.message ?? '', 300)}`, counts: 'pending' },
    ...waiting,
  ]
}

function ofContainer(pod: Pod, { name, state, lastState }: ContainerStatus): Reason[] {
  const { reason = '', message = '' } = state?.waiting ?? {}
  const counts = Object.hasOwn(waits, reason) ? waits[reason] : undefined
  if (counts === undefined) return []
  if (reason !== 'CrashLoopBackOff')
    return [{ text: `container "${name}": ${reason}${said(message)}`, counts }]
  const ended = lastState?.terminated
  const how =
    ended === undefined ? '' : `, it ended with ${ended.exitCode} (${inert(ended.reason ?? '', 60)})`
  const crashed = { pod: pod.metadata.name, container: name }
  return [{ text: `container "${name}": CrashLoopBackOff${how}`, counts, crashed }]
}

function said(message: string): string {
  return message === '' ? '' : `: ${inert(message, 300)}`
}

function now(text: string): Reason {
  return { text, counts: 'now' }
}

function again(text: string): Reason {
  return { text, counts: 'again' }
}
