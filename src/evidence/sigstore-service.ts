import type { Edge, HttpResponse } from '../edge.ts'
import { Failure, isFailure, messageOf } from '../failure.ts'
import { isObject } from './shape.ts'

/** The answer of one of Sigstore's services. */
export type ServiceAnswer = { status: number; location?: string; bytes: Uint8Array }

/** Several attempts of up to 30 s each; more than that is nobody's patience. Milliseconds. */
const patience = 150_000
const answerLimit = 4 * 1024 * 1024

/**
 * Asks a service. What can be asked again is, by the edge: each of them may be asked twice. An answer that is no
 * success, and not one of those that are `taken`, is a failure with what the service said.
 */
export async function askService(
  url: string,
  { body, taken = [] }: { body?: object; taken?: readonly number[] },
  { fetch }: Pick<Edge, 'fetch'>,
): Promise<ServiceAnswer> {
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json, application/timestamp-reply',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body), idempotent: true }),
    // What we send may hold an identity token, which is for this service alone.
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  })
  const bytes = await readBody(answer, url)
  const { status } = answer
  const location = answer.headers.get('location') ?? undefined
  if (answer.ok || taken.includes(status))
    return { status, bytes, ...(location !== undefined && { location }) }
  const refused = status < 500 && status !== 408 && status !== 429
  throw new Failure(refused ? 'denied' : 'unavailable', `${url}: answered ${status}${wordsOf(bytes)}`)
}

/** Reads an answer as a JSON object. */
export function parseAnswer({ bytes }: ServiceAnswer, url: string): Record<string, unknown> {
  const value = parseObject(bytes)
  if (value !== undefined) return value
  throw new Failure('mismatch', `${url}: the answer is not a JSON object`)
}

async function readBody({ body }: HttpResponse, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of body ?? []) {
      size += chunk.length
      if (size > answerLimit)
        throw new Failure('mismatch', `${url}: the answer has more than ${answerLimit} bytes`)
      chunks.push(chunk)
    }
  } catch (cause) {
    if (!isFailure(cause, 'unavailable')) throw cause
    throw new Failure('unavailable', `${url}: the answer broke off: ${messageOf(cause)}`, { cause })
  }
  return Buffer.concat(chunks)
}

/** What a service says is wrong; none of them repeats the token, and none may break the line. */
function wordsOf(bytes: Uint8Array): string {
  const message = parseObject(bytes)?.message
  if (typeof message !== 'string') return ''
  return `: ${message.replace(/\s+/g, ' ').slice(0, 300)}`
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    return isObject(value) ? value : undefined
  } catch {
    // Not JSON, which the caller tells.
    return undefined
  }
}
