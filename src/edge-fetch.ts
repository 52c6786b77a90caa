import http from 'node:http'
import type { Edge, Fetch, FetchInit } from './edge.ts'
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
      const answer = await fetchOnce(url, init).catch((error: unknown) => {
        if (last || init.signal?.aborted) throw error
        return error as Failure
      })
      if (answer instanceof Response) {
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

async function fetchOnce(url: string | URL, init: FetchInit): Promise<Response> {
  const { timeout = defaultTimeout, body, ...rest } = init
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout / 1000} s`)), timeout)
  const signal = init.signal ? AbortSignal.any([init.signal, controller.signal]) : controller.signal
  try {
    return init.redirect === 'manual' || isStream(body)
      ? await request(new URL(url), { ...rest, body, signal })
      : await fetch(url, { ...rest, body, signal })
  } catch (cause) {
    // What the source of a stream fails with is its own to tell.
    if (isFailure(cause)) throw cause
    throw new Failure('unavailable', `${requestLine(url, init)}: ${reasonOf(cause)}`, { cause })
  } finally {
    clearTimeout(timer)
  }
}

function canSendTwice({ method = 'GET', body, idempotent, retry }: FetchInit): boolean {
  if (retry === false || isStream(body)) return false
  return idempotent ?? ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'].includes(method.toUpperCase())
}

/** Milliseconds to wait before this answer is asked for again; undefined means that it is final. */
function pauseOf(answer: Response, attempt: number): number | undefined {
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

// Undici puts the reason (ECONNREFUSED, a certificate's fault…) into the cause of a bare "fetch failed".
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof AggregateError && cause.errors.length > 0) return messageOf(cause.errors[0])
  return messageOf(cause ?? error) || 'no answer'
}
