import type { Descriptor } from '../artifact/descriptor.ts'
import { hashing } from '../artifact/digest.ts'
import { formatRepository, type Repository } from '../artifact/reference.ts'
import { isFailure, messageOf } from '../failure.ts'
import { type Answer, collect } from './answer.ts'
import type { Connection } from './connection.ts'
import { failed, type Purpose } from './refusal.ts'

/** Content to push, which can be read again should the first try fail. */
export type Blob = {
  descriptor: Descriptor
  /** Reads it from an offset on, as often as that is asked for. A chunk is good until the next is asked for. */
  open(offset?: number): AsyncIterable<Uint8Array>
  /** A repository that has it: on the same registry it need not be sent. */
  mountFrom?: Repository
}

/** A blob whose bytes are at hand. */
export function blobOf(descriptor: Descriptor, bytes: Uint8Array): Blob {
  return {
    descriptor,
    open: async function* (offset = 0) {
      yield bytes.subarray(offset)
    },
  }
}

/** How often a transfer is taken up again that breaks. */
const attempts = 3

/**
 * Fetches a blob in chunks, hashed and counted as they pass; a broken transfer goes on where it ended. From an offset
 * on they are only counted.
 */
export async function* fetchBlob(
  repository: Repository,
  descriptor: Descriptor,
  connection: Connection,
  offset = 0,
): AsyncIterable<Uint8Array> {
  const purpose = purposeOf('fetch', repository, descriptor)
  const chunks = resumed(repository, descriptor, purpose, connection, offset)
  yield* offset === 0 ? verified(chunks, descriptor, purpose) : chunks
}

/** Fetches a blob whole. */
export async function readBlob(
  repository: Repository,
  descriptor: Descriptor,
  limit: number,
  connection: Connection,
): Promise<Uint8Array> {
  if (descriptor.size > limit) {
    const purpose = purposeOf('fetch', repository, descriptor)
    throw failed(purpose, 'mismatch', `it has ${descriptor.size} bytes where at most ${limit} are read`)
  }
  return collect(fetchBlob(repository, descriptor, connection), limit)
}

/** Passes chunks on and fails, at the latest after the last one, if they are not what was declared. */
async function* verified(
  chunks: AsyncIterable<Uint8Array>,
  { digest, size }: Descriptor,
  purpose: Purpose,
): AsyncIterable<Uint8Array> {
  const hash = hashing()
  let passed = 0
  for await (const chunk of chunks) {
    passed += chunk.length
    if (passed > size) throw failed(purpose, 'mismatch', `more than the declared ${size} bytes came`)
    hash.update(chunk)
    yield chunk
  }
  if (passed < size) throw failed(purpose, 'mismatch', `${passed} of the declared ${size} bytes came`)
  const found = hash.digest()
  if (found !== digest) throw failed(purpose, 'mismatch', `wanted ${digest}, found ${found}`)
}

async function* resumed(
  repository: Repository,
  descriptor: Descriptor,
  purpose: Purpose,
  { send }: Connection,
  start: number,
): AsyncIterable<Uint8Array> {
  let offset = start
  for (let attempt = 1; ; attempt++) {
    const path = `blobs/${descriptor.digest}`
    const headers: Record<string, string> = offset > 0 ? { range: `bytes=${offset}-` } : {}
    const answer = await send({ repository, access: 'pull', purpose, path, headers })
    assertLength(answer, answer.status === 206 ? descriptor.size - offset : descriptor.size, purpose)
    try {
      for await (const chunk of fromOffset(answer, offset)) {
        offset += chunk.length
        yield chunk
      }
      return
    } catch (cause) {
      if (attempt === attempts || !isFailure(cause, 'unavailable'))
        throw failed(purpose, isFailure(cause) ? cause.code : 'unavailable', messageOf(cause), cause)
    }
  }
}

/** Skips what has come already if the registry answers the whole for a part. */
async function* fromOffset(answer: Answer, offset: number): AsyncIterable<Uint8Array> {
  let skip = answer.status === 206 ? 0 : offset
  for await (const chunk of answer.chunks()) {
    if (skip < chunk.length) yield skip > 0 ? chunk.subarray(skip) : chunk
    skip = Math.max(0, skip - chunk.length)
  }
}

function assertLength(answer: Answer, wanted: number, purpose: Purpose): void {
  const declared = answer.headers.get('content-length')
  if (declared === null || Number(declared) === wanted) return
  throw failed(purpose, 'mismatch', `wanted ${wanted} bytes, the registry declares ${declared}`)
}

/** Says of which blob something is told. */
export function purposeOf(verb: string, repository: Repository, { digest }: Descriptor): Purpose {
  return { verb, subject: `blob ${formatRepository(repository)}@${digest}` }
}
