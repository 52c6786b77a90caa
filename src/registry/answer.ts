import type { HttpResponse } from '../edge.ts'
import { Failure } from '../failure.ts'

/** What a registry or a token server answered; its body is read once, in chunks or whole. */
export type Answer = {
  status: number
  headers: HttpResponse['headers']
  url: URL
  /** The body, which fails with `unavailable` when the connection breaks or nothing comes any more. */
  chunks(): AsyncIterable<Uint8Array>
  /** The whole body; a longer one than the limit is a `mismatch`. */
  read(limit: number): Promise<Uint8Array>
  /** Frees the connection without reading the body. */
  discard(): Promise<void>
}

/** Bytes. */
const discardLimit = 64 * 1024

/** Wraps a response; `idle` is how many milliseconds may pass without a byte. */
export function answerOf(response: HttpResponse, url: URL, idle: number): Answer {
  const chunks = () => chunksOf(response, idle)
  return {
    status: response.status,
    headers: response.headers,
    url,
    chunks,
    read: (limit) => collect(chunks(), limit),
    discard: () => discard(response, chunks),
  }
}

// Read to its end, a connection serves the next request; a long answer is not worth that.
async function discard(
  { body, headers }: HttpResponse,
  chunks: () => AsyncIterable<Uint8Array>,
): Promise<void> {
  const length = headers.get('content-length')
  try {
    if (length === null || Number(length) > discardLimit) await body?.cancel()
    else await collect(chunks(), discardLimit)
  } catch {
    // What nobody wants may break off.
  }
}

/** Says whether an answer tells that something was done. */
export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300
}

/** Puts chunks together, but not more than `limit` bytes. */
export async function collect(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > limit)
      throw new Failure('mismatch', `more than ${limit} bytes came where at most that many may`)
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

async function* chunksOf(response: HttpResponse, idle: number): AsyncIterable<Uint8Array> {
  if (response.body === null) return
  const chunks = response.body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await within(chunks.next(), idle)
      if (done) return
      yield value
    }
  } finally {
    // Whoever stops reading early must not keep the connection.
    await response.body.cancel()
  }
}

async function within<T>(promise: Promise<T>, idle: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(silence(idle)), idle)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The failure of a peer that stopped sending or taking bytes. */
export function silence(idle: number): Failure {
  return new Failure('unavailable', `nothing came or went for ${idle / 1000} s`)
}
