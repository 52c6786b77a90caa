import type { Descriptor } from '../artifact/descriptor.ts'
import { hashing } from '../artifact/digest.ts'
import { formatRepository, type Repository } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { type Failure, isFailure, messageOf } from '../failure.ts'
import { type Answer, collect, silence } from './answer.ts'
import { addressFrom, type Connection, type RegistryRequest } from './connection.ts'
import { failed, type Purpose } from './refusal.ts'

/** Content to push, which can be read again should the first try fail. */
export type Blob = {
  descriptor: Descriptor
  /** Reads it from an offset on, as often as that is asked for. */
  open(offset?: number): AsyncIterable<Uint8Array>
  /** A repository that has it: on the same registry it need not be sent. */
  mountFrom?: Repository
}

/** How often a transfer is taken up again that breaks. */
const attempts = 3
/** Bytes between two lines about a long upload. */
const progressStep = 64 * 1024 * 1024
/** `setTimeout` knows nothing longer; the upload is watched by its progress instead. */
const forever = 2 ** 31 - 1

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

/** Pushes a blob unless it is there. */
export async function pushBlob(
  repository: Repository,
  blob: Blob,
  options: { connection: Connection; timeout: number },
  edge: Pick<Edge, 'sleep' | 'log'>,
): Promise<{ existed: boolean }> {
  const purpose = purposeOf('push', repository, blob.descriptor)
  if (await hasBlob(repository, blob.descriptor, purpose, options.connection)) return { existed: true }
  for (let attempt = 1; ; attempt++) {
    try {
      await upload(repository, blob, purpose, options, edge)
      return { existed: false }
    } catch (error) {
      // A stream cannot be sent again by `fetch`; here it can be opened again.
      if (attempt === attempts || !isFailure(error, 'unavailable')) throw error
      edge.log.debug(`${error.message}; again`)
      await edge.sleep(1000 * attempt)
    }
  }
}

async function hasBlob(
  repository: Repository,
  { digest }: Descriptor,
  purpose: Purpose,
  { send, origin }: Connection,
): Promise<boolean> {
  const elsewhere = [301, 302, 307, 308]
  const path = `blobs/${digest}`
  const answer = await send({
    repository,
    // Asked for with the rights that the upload needs, so that one token does for both.
    access: 'pull,push',
    purpose,
    path,
    method: 'HEAD',
    accept: [404, 405, ...elsewhere],
  })
  await answer.discard()
  if (!elsewhere.includes(answer.status)) return answer.status === 200
  // A registry that leads to its storage has the blob; the signed address may not be made for HEAD.
  const location = answer.headers.get('location') ?? '/'
  return (
    URL.canParse(location, answer.url.href) && new URL(location, answer.url).origin !== origin(repository)
  )
}

/** Begins an upload and leaves it: registries forget those that nobody goes on with. */
export async function assertCanPush(repository: Repository, connection: Connection): Promise<void> {
  const purpose = { verb: 'push to', subject: formatRepository(repository) }
  await openUpload(uploadTo(repository, purpose), connection)
}

function uploadTo(repository: Repository, purpose: Purpose): RegistryRequest {
  return { repository, access: 'pull,push', purpose, path: 'blobs/uploads/' }
}

async function openUpload(request: RegistryRequest, { send }: Connection): Promise<Answer> {
  const session = await send({ ...request, method: 'POST', init: { idempotent: true } })
  await session.discard()
  return session
}

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#post-then-put */
async function upload(
  repository: Repository,
  blob: Blob,
  purpose: Purpose,
  { connection, timeout }: { connection: Connection; timeout: number },
  { log }: Pick<Edge, 'log'>,
): Promise<void> {
  const request = uploadTo(repository, purpose)
  const session = await openUpload(request, connection)
  const outgoing = outgoingStream(blob, purpose, timeout, log)
  try {
    const answer = await connection.send({
      ...request,
      path: uploadAddress(session, blob.descriptor, request, connection),
      method: 'PUT',
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(blob.descriptor.size),
      },
      body: outgoing.open,
      init: { signal: outgoing.signal, timeout: forever },
    })
    await answer.discard()
  } catch (error) {
    throw outgoing.fault() ?? error
  } finally {
    outgoing.close()
  }
}

function uploadAddress(
  session: Answer,
  { digest }: Descriptor,
  request: RegistryRequest,
  { origin }: Connection,
): URL {
  const location = session.headers.get('location')
  if (location === null)
    throw failed(request.purpose, 'unavailable', 'the registry names no place to upload to')
  const url = addressFrom(location, session.url, request, origin(request.repository))
  // What is there is kept as it is written: registries keep signed state in the query.
  url.search += `${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`
  return url
}

/** A blob as a request's body, with the reason should its source fail or its reader stop. */
function outgoingStream(blob: Blob, purpose: Purpose, idle: number, log: Edge['log']) {
  const controller = new AbortController()
  let fault: Failure | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const stop = (reason: Failure) => {
    fault ??= reason
    controller.abort(reason)
  }
  const touch = (time: number) => {
    clearTimeout(timer)
    // The answer may be there before the last of the source was asked for.
    if (closed) return
    timer = setTimeout(() => stop(failed(purpose, 'unavailable', silence(time).message)), time)
  }

  async function* source(): AsyncIterable<Uint8Array> {
    touch(idle)
    try {
      for await (const chunk of reported(
        verified(blob.open(), blob.descriptor, purpose),
        blob,
        purpose,
        log,
      )) {
        yield chunk
        touch(idle)
      }
    } catch (error) {
      if (isFailure(error)) stop(error)
      throw error
    }
    // All was sent: now the registry hashes and stores it, which takes its time for a large one.
    touch(idle * 5)
  }

  return {
    signal: controller.signal,
    open: () => ReadableStream.from(source()),
    fault: () => fault,
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}

async function* reported(
  chunks: AsyncIterable<Uint8Array>,
  { descriptor }: Blob,
  { subject }: Purpose,
  log: Edge['log'],
): AsyncIterable<Uint8Array> {
  let size = 0
  for await (const chunk of chunks) {
    const before = Math.floor(size / progressStep)
    size += chunk.length
    const percent = Math.floor((100 * size) / descriptor.size)
    if (Math.floor(size / progressStep) > before)
      log.info(`pushing ${subject}: ${megabytes(size)} (${percent} %)`)
    yield chunk
  }
}

function megabytes(size: number): string {
  return `${Math.round(size / 1_000_000)} MB`
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

function purposeOf(verb: string, repository: Repository, { digest }: Descriptor): Purpose {
  return { verb, subject: `blob ${formatRepository(repository)}@${digest}` }
}
