import { z } from 'zod'
import { formatDuration } from '../duration.ts'
import { duration } from '../duration-schema.ts'
import type { HttpResponse } from '../edge.ts'
import { Failure, isFailure, messageOf } from '../failure.ts'
import { isAllowedUrl } from './address.ts'
import { readStart } from './body.ts'
import { type Answer, type Asked, type Check, type CheckEdge, inert } from './check.ts'

const options = z
  .strictObject({
    path: z
      .string()
      // A second slash would make it the name of another host.
      .regex(/^\/(?![/\\])/, 'wanted a path that starts with one "/"')
      .optional()
      .describe('Asked of whichever release is looked at, before the swap and after.'),
    url: z
      .string()
      .refine(isAllowedUrl, 'wanted an https address, or http to this machine')
      .optional()
      .describe('Asked only after the swap: before it, the former release would answer.'),
    status: z
      .int()
      .min(100)
      .max(599)
      .default(200)
      .describe('Status that counts as healthy. A redirect within the host is followed to get there.'),
    for: duration.prefault('0s').describe('How long it must answer so without a break.'),
    timeout: duration.prefault('60s').describe('How long to wait for that in all.'),
    interval: duration.prefault('1s').describe('Pause between two requests.'),
    headers: z
      .record(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'wanted the name of a header'), z.string())
      .default({})
      .describe('Headers of the request. Never a secret: the file is read by everyone.'),
    body: z
      .string()
      .min(1)
      .refine(isSearch, 'wanted a regular expression between the slashes')
      .optional()
      .describe('Text that the answer contains, or `/expression/` that it matches.'),
  })
  .refine(({ path, url }) => (path === undefined) !== (url === undefined), 'wanted either "path" or "url"')
  .refine((check) => check.for < check.timeout, { message: 'must be shorter than "timeout"', path: ['for'] })

type Options = z.output<typeof options>

/** The longest one request may take, and how often the log says what is waited for. Milliseconds. */
const requestTimeout = 30_000
const progressInterval = 10_000
const mostRedirects = 5

export const http: Check = {
  description: 'An HTTP request that must be answered with a status, and with a text if one is named.',
  options,
  ask: (written, asked, edge) => askHttp(options.parse(written), asked, edge),
}

async function askHttp(options: Options, asked: Asked, edge: CheckEdge): Promise<Answer> {
  if (options.url !== undefined) {
    if (asked.phase === 'staged')
      return { passed: true, reason: `${options.url} is asked only after the swap` }
    return poll(new URL(options.url), options, edge)
  }
  if (asked.url === undefined) {
    return {
      passed: false,
      reason: `${options.path} cannot be asked: the ${asked.phase} release has no known address; give one, or use a command`,
    }
  }
  return poll(new URL(options.path ?? '/', asked.url), options, edge)
}

/** Asks until the answers have been good for long enough, or the time is up. */
async function poll(url: URL, options: Options, edge: CheckEdge): Promise<Answer> {
  const start = edge.now().getTime()
  const name = inert(`${url.origin}${url.pathname}`, 120)
  let goodSince: number | undefined
  let told = start
  for (;;) {
    const asked = edge.now().getTime()
    const left = start + options.timeout - asked
    const attempt = await request(url, options, Math.max(left, 1), edge)
    const now = edge.now().getTime()
    goodSince = attempt.passed ? (goodSince ?? asked) : undefined
    if (goodSince !== undefined && now - goodSince >= options.for) {
      const lasting = options.for > 0 ? ` for ${formatDuration(now - goodSince)}` : ''
      return { passed: true, reason: `${name} ${attempt.reason} in ${now - asked} ms${lasting}` }
    }
    if (now + options.interval - start >= options.timeout) return timedOut(name, attempt, options)
    if (now - told >= progressInterval) {
      edge.log.info(`${name} ${attempt.reason}; asked for ${formatDuration(now - start)}`)
      told = now
    }
    await edge.sleep(options.interval)
  }
}

function timedOut(name: string, last: Answer, { timeout, for: time }: Options): Answer {
  const wanted = last.passed ? ` but not for ${formatDuration(time)} without a break` : ''
  return { passed: false, reason: `${name} ${last.reason}${wanted}, after ${formatDuration(timeout)}` }
}

/** One request. Whatever goes wrong with it is an answer that did not pass. */
async function request(
  url: URL,
  options: Options,
  left: number,
  edge: Pick<CheckEdge, 'fetch'>,
): Promise<Answer> {
  // The edge's own limit ends with the headers; a body that never ends must not outlast the check either.
  const signal = AbortSignal.timeout(Math.min(left, requestTimeout))
  try {
    const response = await follow(url, options, signal, edge)
    const text = options.body === undefined ? undefined : await readStart(response)
    await response.body?.cancel()
    return judge(response.status, text, options)
  } catch (error) {
    if (signal.aborted)
      return { passed: false, reason: `did not answer within ${Math.min(left, requestTimeout)} ms` }
    if (isFailure(error)) return { passed: false, reason: inert(messageOf(error)) }
    throw error
  }
}

function judge(status: number, text: string | undefined, { status: wanted, body }: Options): Answer {
  if (status !== wanted) return { passed: false, reason: `answered ${status}, wanted ${wanted}` }
  if (body !== undefined && !isFound(body, text ?? ''))
    return { passed: false, reason: `answered ${status} without ${inert(body, 60)} in its body` }
  return { passed: true, reason: `answered ${status}` }
}

/** Follows redirects by hand: to another host, another release could answer, and our headers would leak. */
async function follow(
  start: URL,
  { status, headers }: Options,
  signal: AbortSignal,
  { fetch }: Pick<CheckEdge, 'fetch'>,
): Promise<HttpResponse> {
  let url = start
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(url, {
      headers,
      redirect: 'manual',
      signal,
      retry: false,
      timeout: requestTimeout,
    })
    const location = response.headers.get('location')
    if (response.status === status || !isRedirect(response.status) || location === null) return response
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

function isFound(search: string, text: string): boolean {
  const expression = expressionIn(search)
  return expression === undefined ? text.includes(search) : new RegExp(expression, 'u').test(text)
}

function expressionIn(search: string): string | undefined {
  return /^\/(.+)\/$/s.exec(search)?.[1]
}

function isSearch(search: string): boolean {
  try {
    new RegExp(expressionIn(search) ?? '', 'u')
    return true
  } catch {
    return false // That it does not compile is what was asked.
  }
}
