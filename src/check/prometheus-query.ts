import { z } from 'zod'
import { longestTimer } from '../duration.ts'
import { Failure } from '../failure.ts'
import { readStart } from './body.ts'
import { type CheckEdge, inert } from './check.ts'

/** One series of an answer, with the value that it has now: always a finite number. */
export type Sample = { labels: Record<string, string>; value: number }

export type Query = {
  /** Where the API is, without `/api/v1/query`. */
  url: string
  query: string
  token?: string | undefined
  /** Milliseconds for all of it. */
  timeout: number
}

/** An address longer than this is refused by some servers and proxies; then the query goes in the body. */
const addressLimit = 2000

// https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
const value = z.tuple([z.number(), z.string()])
const answerSchema = z.union([
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
  z.object({
    status: z.literal('success'),
    data: z.object({ resultType: z.string(), result: z.unknown() }),
    warnings: z.array(z.string()).optional(),
  }),
])
// A native histogram has no `value`, and is refused by that.
const vectorSchema = z.array(z.object({ metric: z.record(z.string(), z.string()), value }))

/**
 * Asks once. What may be otherwise a little later (no answer, no data, no number) is a `Failure` with code
 * `unavailable`; what stays as it is has another code.
 */
export async function fetchSamples(asked: Query, edge: Pick<CheckEdge, 'fetch' | 'log'>): Promise<Sample[]> {
  const { status, text } = await request(asked, edge)
  const answer = parseAnswer(text)
  if (answer?.status === 'error') {
    const said = `${answer.errorType}: ${answer.error}`
    throw new Failure(codeOf(status), `answered ${status}: ${inert(withoutToken(said, asked))}`)
  }
  if (status !== 200) throw new Failure(codeOf(status), `answered ${status}`)
  if (answer === undefined) throw new Failure('mismatch', 'answered what is no answer of the Prometheus API')
  for (const warning of answer.warnings ?? [])
    edge.log.warning(`prometheus: ${inert(withoutToken(warning, asked))}`)
  return samplesOf(answer.data)
}

async function request(
  { url, query, token, timeout }: Query,
  { fetch }: Pick<CheckEdge, 'fetch'>,
): Promise<{ status: number; text: string }> {
  // The edge's own limit ends with the headers.
  const signal = AbortSignal.timeout(Math.min(timeout, longestTimer))
  const address = new URL(`${url.replace(/\/+$/, '')}/api/v1/query`)
  const form = new URLSearchParams({ query }).toString()
  const isLong = address.href.length + form.length > addressLimit
  if (!isLong) address.search = form
  const headers = {
    accept: 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(isLong && { 'content-type': 'application/x-www-form-urlencoded' }),
  }
  try {
    const response = await fetch(address, {
      headers,
      ...(isLong && { method: 'POST', body: form }),
      // Whoever is elsewhere is not who was asked, and must not get the token.
      redirect: 'manual',
      retry: false,
      signal,
      timeout,
    })
    const text = await readStart(response)
    await response.body?.cancel()
    return { status: response.status, text }
  } catch (error) {
    if (signal.aborted) throw new Failure('unavailable', `did not answer within ${timeout} ms`)
    throw error
  }
}

function parseAnswer(text: string): z.output<typeof answerSchema> | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined // A page of a proxy, or cut off: the caller says what it wanted.
  }
}

function codeOf(status: number): 'unavailable' | 'mismatch' {
  return status >= 500 || status === 408 || status === 429 ? 'unavailable' : 'mismatch'
}

function samplesOf({ resultType, result }: { resultType: string; result?: unknown }): Sample[] {
  const series = seriesOf(resultType, result)
  if (series === undefined)
    throw new Failure(
      'mismatch',
      `answered with a ${inert(resultType, 40)} that has no plain numbers; wanted a vector or a scalar`,
    )
  if (series.length === 0) throw new Failure('unavailable', 'has no data')
  return series.map(({ metric, value: [, text] }) => {
    const number = text.trim() === '' ? Number.NaN : Number(text)
    // 0/0 where nothing was asked of the release: that is no measure of it.
    if (!Number.isFinite(number))
      throw new Failure('unavailable', `${formatLabels(metric)} is ${inert(text, 40)}, which is no number`)
    return { labels: metric, value: number }
  })
}

function seriesOf(resultType: string, result: unknown): z.output<typeof vectorSchema> | undefined {
  if (resultType === 'vector') return vectorSchema.safeParse(result).data
  if (resultType !== 'scalar') return undefined
  const scalar = value.safeParse(result).data
  return scalar && [{ metric: {}, value: scalar }]
}

/** The name of a series as PromQL writes it, inert. */
export function formatLabels(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, text]) => `${name}=${JSON.stringify(text)}`)
  return pairs.length === 0 ? 'the value' : inert(`{${pairs.join(', ')}}`, 160)
}

function withoutToken(text: string, { token }: Query): string {
  return token === undefined ? text : text.replaceAll(token, '***')
}
