import { formatDuration } from '../duration.ts'
import type { Answer, CheckEdge } from './check.ts'

/** `settled`: asking again would not change it. */
export type Attempt = Answer & { settled: boolean }

/** How often the log says what is waited for. Milliseconds. */
const progressInterval = 10_000

/** Asks again and again, until an answer is settled or the time is up. An attempt is told how much of it is left. */
export async function poll(
  { timeout, interval }: { timeout: number; interval: number },
  attempt: (left: number) => Promise<Attempt>,
  { now, sleep, log }: Pick<CheckEdge, 'now' | 'sleep' | 'log'>,
): Promise<Answer> {
  const start = now().getTime()
  const passed = () => now().getTime() - start
  let told = 0
  for (;;) {
    const { settled, ...answer } = await attempt(Math.max(timeout - passed(), 1))
    if (settled) return answer
    const time = passed()
    if (time + interval >= timeout)
      return { passed: false, reason: `${answer.reason}, after ${formatDuration(timeout)}` }
    if (time - told >= progressInterval) {
      log.info(`${answer.reason}; asked for ${formatDuration(time)}`)
      told = time
    }
    await sleep(interval)
  }
}
