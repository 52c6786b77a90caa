import { formatDuration } from '../../duration.ts'
import { Failure, messageOf } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { TargetEdge } from '../target.ts'
import { describeUnready, diagnose, type Reason, type RolloutLook } from './diagnose.ts'
import type { Kubectl } from './kubectl.ts'
import type { Event, List } from './objects.ts'

export type Rollout = {
  /** As `deployment/web`. */
  object: string
  /** Looks at the workload and at those of its pods that are new. */
  look(): Promise<Omit<RolloutLook, 'events'>>
  /** Milliseconds. */
  timeout: number
  pending: number
}

/** Seconds between two looks; kubectl itself returns at once when a rollout is complete. */
const firstPause = 2
const longestPause = 8

/**
 * Waits until a rollout is complete. One that fails is not waited for: what its pods, its workload and its warnings
 * say is told, with the last lines of a container that crashes.
 */
export async function waitForRollout(
  { object, look, timeout, pending }: Rollout,
  kubectl: Kubectl,
  { now, log }: Pick<TargetEdge, 'now' | 'log'>,
): Promise<void> {
  const started = now().getTime()
  const since = new Map<string, number>()
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    if (await kubectl.awaitRollout(object, pause)) return
    const seen = await lookWithEvents(look, kubectl)
    const time = now().getTime()
    const reasons = diagnose(seen)
    for (const { text } of reasons) {
      if (!since.has(text)) log.info(`${object}: ${text}`)
    }
    const fatal = reasons.filter((reason) => isFatal(reason, since.get(reason.text), time, pending))
    if (fatal.length > 0) {
      throw new Failure('denied', `${object} does not roll out: ${await explain(fatal, kubectl)}`)
    }
    for (const { text } of reasons) since.set(text, since.get(text) ?? time)
    if (time - started >= timeout) {
      const found = reasons.length > 0 ? reasons.map(({ text }) => text).join('; ') : describeUnready(seen)
      throw new Failure(
        'denied',
        `${object} is not rolled out within ${formatDuration(timeout)}: ${found}; see "timeout" in the policy`,
      )
    }
  }
}

function isFatal({ counts }: Reason, since: number | undefined, time: number, pending: number): boolean {
  switch (counts) {
    case 'now':
      return true
    case 'again':
      return since !== undefined
    case 'pending':
      return since !== undefined && time - since >= pending
    default:
      return counts satisfies never
  }
}

async function lookWithEvents(look: Rollout['look'], kubectl: Kubectl): Promise<RolloutLook> {
  const { workload, pods } = await look()
  const about = new Set([workload.metadata.name, ...pods.map(({ metadata }) => metadata.name)])
  const listed = await kubectl.read<List<Event>>('core', 'events', { fieldSelector: 'type=Warning' })
  const events = (listed?.items ?? []).filter(({ involvedObject }) => about.has(involvedObject?.name ?? ''))
  return { workload, pods, events }
}

async function explain(reasons: readonly Reason[], kubectl: Kubectl): Promise<string> {
  const crashed = reasons.find((reason) => reason.crashed !== undefined)?.crashed
  const texts = reasons.map(({ text }) => text).join('; ')
  if (crashed === undefined) return texts
  const lines = await kubectl.lastWords(crashed.pod, crashed.container).then(
    (text) =>
      text
        .trim()
        .split('\n')
        .slice(-5)
        .map((line) => inert(line)),
    (error) => [`its log cannot be read: ${inert(messageOf(error), 300)}`],
  )
  return `${texts}; its last lines: ${lines.join(' / ')}`
}
