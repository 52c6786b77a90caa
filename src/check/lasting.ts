import { z } from 'zod'
import { formatDuration } from '../duration.ts'
import { duration } from '../duration-schema.ts'
import type { Answer, CheckEdge } from './check.ts'
import { poll } from './poll.ts'

/** The options of a check that is asked until it has been good for long enough, and often enough. */
export const lasting = {
  for: duration.prefault('0s').describe('How long it must answer so without a break.'),
  successes: z
    .int()
    .min(1)
    .max(1000)
    .default(1)
    .describe('How many times it must answer so without a break.'),
  timeout: duration.prefault('60s').describe('How long to wait for that in all.'),
  interval: duration.prefault('1s').describe('Pause between two attempts.'),
}

export type Lasting = { for: number; successes: number; timeout: number; interval: number }

/** Tells what of these options could never be met. */
export function unmetIn(options: Lasting): { path: string[]; message: string }[] {
  const { successes, interval, timeout } = options
  return [
    ...(options.for < timeout ? [] : [{ path: ['for'], message: 'must be shorter than "timeout"' }]),
    ...((successes - 1) * interval < timeout
      ? []
      : [{ path: ['successes'], message: 'with this "interval" they take longer than "timeout"' }]),
  ]
}

type Streak = { since: number; count: number }

/** Asks until the answers have been good for long enough, and often enough, or the time is up. */
export function pollLasting(
  options: Lasting,
  ask: (left: number) => Promise<Answer>,
  edge: Pick<CheckEdge, 'now' | 'sleep' | 'log'>,
): Promise<Answer> {
  let good: Streak | undefined
  const attempt = async (left: number) => {
    const start = edge.now().getTime()
    const { passed, reason } = await ask(left)
    good = passed ? { since: good?.since ?? start, count: (good?.count ?? 0) + 1 } : undefined
    const { settled, words } = judge(good, edge.now().getTime(), options)
    return { passed, settled, reason: `${reason}${words}` }
  }
  return poll(options, attempt, edge)
}

function judge(good: Streak | undefined, now: number, { for: long, successes }: Lasting) {
  if (good === undefined) return { settled: false, words: '' }
  const time = now - good.since
  if (time < long) return { settled: false, words: ` but not for ${formatDuration(long)} without a break` }
  if (good.count < successes) return { settled: false, words: ` but not ${successes} times without a break` }
  const lasted = long > 0 ? ` for ${formatDuration(time)}` : ''
  return { settled: true, words: `${lasted}${successes > 1 ? `, ${good.count} times` : ''}` }
}
