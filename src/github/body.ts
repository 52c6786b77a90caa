import { Failure } from '../failure.ts'

/** Reads a stream whole, unless it turns out to be longer than is sensible. */
export async function readLimited(body: unknown, limit: number, what: string): Promise<Uint8Array> {
  if (!isStream(body)) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > limit) throw new Failure('invalid-input', `${what} is larger than ${limit} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}
