import type { HttpResponse } from '../edge.ts'
import { Failure, isFailure, messageOf } from '../failure.ts'
import { readStart } from './body.ts'
import { certificateFault } from './certificate.ts'
import { type Answer, type CheckEdge, inert } from './check.ts'
import type { Options } from './http-options.ts'
import { isFound } from './search.ts'
import { formatStatuses, isWanted } from './status.ts'

/** The longest one request may take. Milliseconds. */
const requestTimeout = 30_000
const mostRedirects = 5

/** One request. Whatever goes wrong with it is an answer that did not pass. */
export async function request(
  url: URL,
  options: Options,
  left: number,
  edge: Pick<CheckEdge, 'fetch' | 'now'>,
): Promise<Answer> {
  // The edge's own limit ends with the headers; a body that never ends must not outlast the check either.
  const signal = AbortSignal.timeout(Math.min(left, requestTimeout))
  const start = edge.now().getTime()
  try {
    const response = await follow(url, options, signal, edge)
    const text = options.body === undefined ? '' : await readStart(response)
    await response.body?.cancel()
    const time = edge.now().getTime() - start
    const seen = { text, time, now: edge.now() }
    const fault = faultOf(response, seen, options)
    return {
      passed: fault === undefined,
      reason: `answered ${response.status}${fault ?? ` in ${time} ms`}`,
    }
  } catch (error) {
    if (signal.aborted)
      return { passed: false, reason: `did not answer within ${Math.min(left, requestTimeout)} ms` }
    if (isFailure(error)) return { passed: false, reason: inert(messageOf(error)) }
    throw error
  }
}

/** What an answer lacks to count as healthy. */
function faultOf(
  { status, headers, certificate }: HttpResponse,
  { text, time, now }: { text: string; time: number; now: Date },
  { status: wanted, body, latency, ...options }: Options,
): string | undefined {
  if (!isWanted(status, wanted)) return `, wanted ${formatStatuses(wanted)}`
  for (const [name, search] of Object.entries(options['response-headers'])) {
    const value = headers.get(name)
    if (value === null) return ` without the header ${inert(name, 60)}`
    if (!isFound(search, value)) return ` without ${inert(search, 60)} in its header ${inert(name, 60)}`
  }
  if (body !== undefined && !isFound(body, text)) return ` without ${inert(body, 60)} in its body`
  if (latency !== undefined && time > latency) return ` in ${time} ms, wanted at most ${latency} ms`
  const fault = certificateFault(certificate, options['certificate-days'], now)
  return fault && ` ${fault}`
}

/** Follows redirects by hand: to another host, another release could answer, and our headers would leak. */
async function follow(
  start: URL,
  { status, headers, ca }: Options,
  signal: AbortSignal,
  { fetch }: Pick<CheckEdge, 'fetch'>,
): Promise<HttpResponse> {
  let url = start
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(url, {
      headers,
      ca,
      redirect: 'manual',
      signal,
      retry: false,
      timeout: requestTimeout,
    })
    const location = response.headers.get('location')
    if (isWanted(response.status, status) || !isRedirect(response.status) || location === null)
      return response
    await response.body?.cancel()
    if (redirects === mostRedirects)
      throw new Failure('mismatch', `redirected more than ${mostRedirects} times`)
    url = redirectOf(location, url)
  }
}

function redirectOf(location: string, from: URL): URL {
  const to = URL.parse(location, from.href)
  if (to === null) throw new Failure('mismatch', 'redirected to something that is no address')
  const weaker = from.protocol === 'https:' && to.protocol !== 'https:'
  if (to.hostname !== from.hostname || weaker)
    throw new Failure('mismatch', `redirected to ${to.origin}, which is not followed`)
  return to
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}
