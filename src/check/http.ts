import { formatDuration } from '../duration.ts'
import { type Answer, type Asked, type Check, type CheckEdge, inert } from './check.ts'
import { type Options, options } from './http-options.ts'
import { request } from './http-request.ts'
import { type Attempt, poll } from './poll.ts'

export const http: Check = {
  description:
    'An HTTP request that must be answered with a status, and with headers, a text or in a time if they are named.',
  options,
  ask: (written, asked, edge) => askHttp(options.parse(written), asked, edge),
}

async function askHttp(options: Options, asked: Asked, edge: CheckEdge): Promise<Answer> {
  if (options.url !== undefined) {
    if (asked.phase === 'staged')
      return { passed: true, reason: `${options.url} is asked only after the swap` }
    return askAt(new URL(options.url), options, edge)
  }
  if (asked.url === undefined) {
    return {
      passed: false,
      reason: `${options.path} cannot be asked: the ${asked.phase} release has no known address; give one, or use a command`,
    }
  }
  return askAt(new URL(options.path ?? '/', asked.url), options, edge)
}

type Streak = { since: number; count: number }

/** Asks until the answers have been good for long enough, and often enough, or the time is up. */
function askAt(url: URL, options: Options, edge: CheckEdge): Promise<Answer> {
  const name = inert(`${url.origin}${url.pathname}`, 120)
  let good: Streak | undefined
  const attempt = async (left: number): Promise<Attempt> => {
    const start = edge.now().getTime()
    const { passed, reason } = await request(url, options, left, edge)
    good = passed ? { since: good?.since ?? start, count: (good?.count ?? 0) + 1 } : undefined
    const { settled, words } = lastingOf(good, edge.now().getTime(), options)
    return { passed, settled, reason: `${name} ${reason}${words}` }
  }
  return poll(options, attempt, edge)
}

/** Says whether answers have been good for what was asked, and in which words. */
function lastingOf(good: Streak | undefined, now: number, { for: long, successes }: Options) {
  if (good === undefined) return { settled: false, words: '' }
  const time = now - good.since
  if (time < long) return { settled: false, words: ` but not for ${formatDuration(long)} without a break` }
  if (good.count < successes) return { settled: false, words: ` but not ${successes} times without a break` }
  const lasting = long > 0 ? ` for ${formatDuration(time)}` : ''
  return { settled: true, words: `${lasting}${successes > 1 ? `, ${good.count} times` : ''}` }
}
