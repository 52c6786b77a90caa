import http from 'node:http'
import type { Edge, Fetch, FetchInit, HttpResponse } from './edge.ts'
import { isStream, request } from './edge-request.ts'
import { Failure, isFailure, messageOf } from './failure.ts'

const defaultTimeout = 30_000
const attempts = 4
/** A server that asks for a longer wait than this gets its answer passed on instead. Milliseconds. */
const longestWait = 60_000

/** Builds a `fetch` that retries what can be sent twice: 408, 429, 5xx and answers that never came. */
export function retryingFetch({ sleep, log }: Pick<Edge, 'sleep' | 'log'>): Fetch {
  return async (url, init = {}) => {
    for (let attempt = 1; ; attempt++) {
      const last = attempt === attempts || !canSendTwice(init)
      const answer = await fetchOnce(url, init).catch((error: Error) => {
        if (last || init.signal?.aborted) throw error
        return error
      })
      if (!(answer instanceof Error)) {
        const pause = pauseOf(answer, attempt)
        if (last || pause === undefined) return answer
        log.debug(`${requestLine(url, init)} answered ${answer.status}; again in ${pause} ms`)
        await answer.body?.cancel()
        await sleep(pause)
      } else {
        log.debug(`${answer.message}; again`)
        await sleep(backOff(attempt))
      }
    }
  }
}

/**
 * Sends all requests of this process through the proxies that the environment names, but for those to this machine.
 * https://nodejs.org/docs/latest-v24.x/api/http.html#httpsetglobalproxyfromenvproxyenv
 */
export function useProxies(env: NodeJS.ProcessEnv): void {
  const named = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].some((name) => env[name])
  if (!named) return
  const direct = [env.no_proxy ?? env.NO_PROXY, 'localhost', '127.0.0.1', '[::1]', '::1']
    .filter(Boolean)
    .join(',')
  http.setGlobalProxyFromEnv({ ...env, no_proxy: direct, NO_PROXY: direct })
}

async function fetchOnce(url: string | URL, init: FetchInit): Promise<HttpResponse> {
  const { timeout = defaultTimeout, body, ...rest } = init
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout / 1000} s`)), timeout)
  const signal = init.signal ? AbortSignal.any([init.signal, controller.signal]) : controller.signal
  try {
    return await follow(new URL(url), { ...rest, body, signal })
  } catch (cause) {
    // What the source of a stream fails with is its own to tell.
    if (isFailure(cause)) throw cause
    throw new Failure('unavailable', `${requestLine(url, init)}: ${reasonOf(cause)}`, { cause })
  } finally {
    clearTimeout(timer)
  }
}

/** Follows redirects, unless they are asked for: to another origin without credentials, and never out of https. */
async function follow(start: URL, init: FetchInit): Promise<HttpResponse> {
  let [url, rest] = [start, init]
  for (let hops = 0; ; hops++) {
    const answer = await request(url, rest)
    const location = answer.headers.get('location')
    if (init.redirect === 'manual' || !redirects.includes(answer.status) || location === null) return answer
    await answer.body?.cancel()
    if (hops === redirectLimit)
      throw new Failure('unavailable', `redirected more than ${redirectLimit} times`)
    const next = redirectOf(location, url)
    rest = redirected(rest, answer.status, next.origin === url.origin)
    url = next
  }
}

function redirectOf(location: string, from: URL): URL {
  const to = URL.parse(location, from.href)
  if (to !== null && (to.protocol === 'https:' || to.protocol === from.protocol)) return to
  throw new Failure('unavailable', `redirected to what is not ${from.protocol.slice(0, -1)}`)
}

/** What is sent to where an answer leads. https://fetch.spec.whatwg.org/#http-redirect-fetch */
function redirected(init: FetchInit, status: number, sameOrigin: boolean): FetchInit {
  const { method = 'GET', headers = {}, body, ...rest } = init
  const names = Object.keys(headers).filter(
    (name) => sameOrigin || !secretHeaders.includes(name.toLowerCase()),
  )
  const kept = Object.fromEntries(names.map((name) => [name, headers[name] ?? '']))
  const becomesGet = status === 303 || (status < 303 && method.toUpperCase() === 'POST')
  if (becomesGet) return { ...rest, method: 'GET', headers: kept }
  if (isStream(body))
    throw new Failure('unavailable', 'redirected while a stream was sent, which cannot be sent again')
  return { ...rest, method, headers: kept, ...(body !== undefined && { body }) }
}

const redirects = [301, 302, 303, 307, 308]
const redirectLimit = 5
const secretHeaders = ['authorization', 'cookie', 'proxy-authorization']

function canSendTwice({ method = 'GET', body, idempotent, retry }: FetchInit): boolean {
  if (retry === false || isStream(body)) return false
  return idempotent ?? ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'].includes(method.toUpperCase())
}

/** Milliseconds to wait before this answer is asked for again; undefined means that it is final. */
function pauseOf(answer: HttpResponse, attempt: number): number | undefined {
  if (answer.status !== 408 && answer.status !== 429 && answer.status < 500) return undefined
  if (answer.status === 501 || answer.status === 505) return undefined
  const asked = answer.headers.get('retry-after')
  if (asked === null) return backOff(attempt)
  const pause = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now()
  if (Number.isNaN(pause)) return backOff(attempt)
  return pause > longestWait ? undefined : Math.max(pause, 0)
}

function backOff(attempt: number): number {
  return 500 * 2 ** (attempt - 1)
}

/** Names a request without its query, which may carry a signature. */
function requestLine(url: string | URL, { method = 'GET' }: FetchInit): string {
  const { origin, pathname } = new URL(url)
  return `${method} ${origin}${pathname}`
}

// Where a name has several addresses, each was refused for a reason of its own; an abort has it as its cause.
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0])
  const cause = error instanceof Error && error.name === 'AbortError' ? error.cause : undefined
  return messageOf(cause ?? error) || 'no answer'
}
