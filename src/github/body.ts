import { Failure } from '../failure.ts'

/** Reads a stream whole, unless it turns out to be longer than is sensible. */
export async function readLimited(body: unknown, limit: number, what: string): Promise<Uint8Array> {
  if (!(body instanceof ReadableStream)) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > limit) throw new Failure('invalid-input', `${what} is larger than ${limit} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
