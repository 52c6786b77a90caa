import { formatRepository, type Repository } from '../artifact/reference.ts'
import { longestTimer } from '../duration.ts'
import type { Edge } from '../edge.ts'
import { isFailure } from '../failure.ts'
import { type Answer, isSuccess } from './answer.ts'
import { type Blob, purposeOf } from './blobs.ts'
import { addressFrom, type Connection, type RegistryRequest } from './connection.ts'
import { nameOf } from './origin.ts'
import { megabytes, openOutgoing, patience } from './outgoing.ts'
import { failed, type Purpose, sanitize } from './refusal.ts'

export type UploadOptions = {
  connection: Connection
  /** Milliseconds without a byte after which an upload is given up. */
  timeout: number
}

/** Where the registry takes the next bytes of an upload, and how many it has. */
type Session = { address: URL; offset: number; smallestPart: number }

type Task = { blob: Blob; purpose: Purpose; request: RegistryRequest }

/** How often an upload is taken up again without having come further. */
const attempts = 4
/** Bytes of a part once something broke: what a further break costs at most. */
const partSize = 16 * 1024 * 1024
/** A registry that refuses even that at once takes no uploads. Bytes. */
const leastAtOnce = 1024 * 1024

/** Pushes a blob unless it is there: mounted from where it is, or else sent. */
export async function pushBlob(
  repository: Repository,
  blob: Blob,
  options: UploadOptions,
  edge: Pick<Edge, 'sleep' | 'log'>,
): Promise<{ existed: boolean }> {
  const purpose = purposeOf('push', repository, blob.descriptor)
  const task = { blob, purpose, request: uploadTo(repository, purpose) }
  if (await hasBlob(task, options.connection)) return { existed: true }
  const session = await mountOrOpen(task, options.connection)
  if (session === 'mounted') return { existed: true }
  await upload(task, session, options, edge)
  return { existed: false }
}

/** Begins an upload and leaves it: registries forget those that nobody goes on with. */
export async function assertCanPush(repository: Repository, connection: Connection): Promise<void> {
  const purpose = { verb: 'push to', subject: formatRepository(repository) }
  await openSession(uploadTo(repository, purpose), connection)
}

async function hasBlob({ request, blob }: Task, { send, origin }: Connection): Promise<boolean> {
  const elsewhere = [301, 302, 307, 308]
  // Asked for with the rights that the upload needs, so that one token does for both.
  const path = `blobs/${blob.descriptor.digest}`
  const answer = await send({ ...request, path, method: 'HEAD', accept: [404, 405, ...elsewhere] })
  await answer.discard()
  if (answer.status === 200) return isAbout(blob, answer)
  if (!elsewhere.includes(answer.status)) return false
  // A registry that leads to its storage has the blob; the signed address may not be made for HEAD.
  const ours = origin(request.repository)
  return addressFrom(answer.headers.get('location') ?? '', answer.url, request, ours).origin !== ours
}

/** Whether an answer tells of this blob, and is not the page of something that stands in between. */
function isAbout({ descriptor }: Blob, { headers }: Answer): boolean {
  const digest = headers.get('docker-content-digest')
  return digest === null
    ? headers.get('content-length') === String(descriptor.size)
    : digest === descriptor.digest
}

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#mounting-a-blob-from-another-repository */
async function mountOrOpen(task: Task, connection: Connection): Promise<Session | 'mounted'> {
  const { blob, request } = task
  const { mountFrom } = blob
  if (mountFrom === undefined || mountFrom.registry !== request.repository.registry)
    return openSession(request, connection)
  const from = nameOf(mountFrom)
  const query = new URLSearchParams({ mount: blob.descriptor.digest, from })
  try {
    const answer = await postUpload(
      { ...request, path: `blobs/uploads/?${query}`, alsoPull: from },
      connection,
    )
    return answer.status === 201 ? 'mounted' : sessionOf(answer, request, connection)
  } catch (error) {
    // Whoever may not read there can still send what was read elsewhere, and some registries know no mounts.
    if (!isFailure(error) || error.code === 'unavailable') throw error
    return openSession(request, connection)
  }
}

/**
 * Sends a blob at once, and after a break in parts: what the registry has is asked for, and only the rest is sent.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs
 */
async function upload(
  task: Task,
  first: Session,
  options: UploadOptions,
  edge: Pick<Edge, 'sleep' | 'log'>,
): Promise<void> {
  const { connection } = options
  let session = first
  let size = Number.POSITIVE_INFINITY
  for (let failures = 0; ; ) {
    try {
      const sent = await sendPart(task, session, size, options, edge)
      if (sent === 'all') return
      if (sent === 'too much') size = smallerPart(size, task.purpose)
      session = sent === 'too much' ? await openSession(task.request, connection) : sent
      failures = 0
    } catch (error) {
      if (!isFailure(error, 'unavailable') || ++failures === attempts) throw error
      size = Math.min(size, partSize)
      edge.log.debug(`${error.message}; again, in parts of ${megabytes(size)}`)
      await edge.sleep(1000 * 2 ** (failures - 1))
      const found = await askProgress(task, session, connection)
      // An upload that is not known any more may have ended well: then only the answer was lost.
      if (found === undefined && (await hasBlob(task, connection))) return
      const { smallestPart } = session
      session = { ...(found ?? (await openSession(task.request, connection))), smallestPart }
    }
  }
}

function smallerPart(size: number, purpose: Purpose): number {
  const smaller = Math.min(size / 2, partSize)
  if (smaller >= leastAtOnce) return smaller
  throw failed(purpose, 'denied', `the registry answered 413 to an upload of ${megabytes(size)} at once`)
}

/** Sends what comes next, at most `size` bytes, until the registry has all and has checked it. */
async function sendPart(
  task: Task,
  session: Session,
  size: number,
  options: UploadOptions,
  edge: Pick<Edge, 'sleep' | 'log'>,
): Promise<Session | 'all' | 'too much'> {
  const { descriptor } = task.blob
  const isWhole = session.offset === 0 && size >= descriptor.size
  const isLast = isWhole || session.offset === descriptor.size
  const end = isLast
    ? descriptor.size
    : Math.min(session.offset + Math.max(size, session.smallestPart), descriptor.size)
  const answer = await sendBytes(task, session, end, isLast ? 'PUT' : 'PATCH', options, edge)
  await answer.discard()
  if (answer.status === 413) return 'too much'
  if (answer.status === 429) await edge.sleep(retryAfterOf(answer))
  if (!isSuccess(answer)) throw failed(task.purpose, 'unavailable', reasons[answer.status] ?? '')
  if (isLast) return assertStored(answer, task)
  const next = sessionOf(answer, task.request, options.connection)
  // Without a range the answer says that all of it was taken.
  const offset = answer.headers.has('range') ? next.offset : end
  // What an earlier try sent may arrive after all, and be added to what a later one sends.
  if (offset > end || offset <= session.offset)
    throw failed(task.purpose, 'unavailable', `the registry has ${offset} bytes where ${end} were sent`)
  return { ...next, offset, smallestPart: session.smallestPart }
}

function assertStored({ headers }: Answer, { blob, purpose }: Task): 'all' {
  const said = headers.get('docker-content-digest')
  if (said === null || said === blob.descriptor.digest) return 'all'
  throw failed(purpose, 'mismatch', `the registry says that it has stored ${sanitize(said)}`)
}

const reasons: Record<number, string> = {
  416: 'the registry has lost part of it',
  429: 'the registry answered 429, too many requests',
}

/** Milliseconds, a minute at most. */
function retryAfterOf({ headers }: Answer): number {
  return Math.min(Number(headers.get('retry-after')) || 0, 60) * 1000
}

async function sendBytes(
  { blob, purpose, request }: Task,
  { address, offset }: Session,
  end: number,
  method: 'PUT' | 'PATCH',
  { connection, timeout }: UploadOptions,
  { log }: Pick<Edge, 'log'>,
): Promise<Answer> {
  const { digest } = blob.descriptor
  const url = new URL(address)
  // What is there is kept as it is written: registries keep signed state in the query.
  if (method === 'PUT') url.search += `${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`
  const outgoing = openOutgoing({ blob, offset, end, purpose }, timeout, log)
  try {
    return await connection.send({
      ...request,
      path: url,
      method,
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(end - offset),
        ...(method === 'PATCH' && { 'content-range': `${offset}-${end - 1}` }),
      },
      body: end > offset ? outgoing.open : new Uint8Array(),
      accept: [413, 416, 429],
      init: {
        signal: outgoing.signal,
        timeout: end > offset ? longestTimer : timeout * patience,
        retry: false,
      },
    })
  } catch (error) {
    throw outgoing.fault() ?? error
  } finally {
    outgoing.close()
  }
}

/** Asks how much of a broken upload has arrived; undefined where nothing can be added to it any more. */
async function askProgress(
  { request, blob }: Task,
  { address }: Session,
  connection: Connection,
): Promise<Session | undefined> {
  try {
    const answer = await connection.send({ ...request, path: address, method: 'GET' })
    await answer.discard()
    const session = sessionOf(answer, request, connection)
    return session.offset > blob.descriptor.size ? undefined : session
  } catch (error) {
    // Whatever it says, a new upload is what is left to do; if that fails too, its reason is the one to tell.
    if (isFailure(error)) return undefined
    throw error
  }
}

function uploadTo(repository: Repository, purpose: Purpose): RegistryRequest {
  return { repository, access: 'pull,push', purpose, path: 'blobs/uploads/' }
}

async function openSession(request: RegistryRequest, connection: Connection): Promise<Session> {
  return sessionOf(await postUpload(request, connection), request, connection)
}

async function postUpload(request: RegistryRequest, { send }: Connection): Promise<Answer> {
  const answer = await send({ ...request, method: 'POST', init: { idempotent: true } })
  await answer.discard()
  return answer
}

function sessionOf({ headers, url }: Answer, request: RegistryRequest, { origin }: Connection): Session {
  const location = headers.get('location')
  if (location === null)
    throw failed(request.purpose, 'unavailable', 'the registry names no place to upload to')
  const [, last] = /^(?:bytes=)?0-(\d+)$/.exec(headers.get('range') ?? '') ?? []
  return {
    address: addressFrom(location, url, request, origin(request.repository)),
    // "0-0" is said of one byte and of none; parts have more than one.
    offset: last === undefined || last === '0' ? 0 : Number(last) + 1,
    smallestPart: Number(headers.get('oci-chunk-min-length') ?? 0) || 0,
  }
}
