import { type Answer, type Asked, type Check, type CheckEdge, inert } from './check.ts'
import { type Options, options } from './http-options.ts'
import { request } from './http-request.ts'
import { pollLasting } from './lasting.ts'

export const http: Check = {
  description:
    'An HTTP request that must be answered with a status, and with headers, a text or in a time if they are named.',
  options,
  preview: { option: 'path', instead: 'url' },
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

function askAt(url: URL, options: Options, edge: CheckEdge): Promise<Answer> {
  const name = inert(`${url.origin}${url.pathname}`, 120)
  const ask = async (left: number) => {
    const { passed, reason } = await request(url, options, left, edge)
    return { passed, reason: `${name} ${reason}` }
  }
  return pollLasting(options, ask, edge)
}
