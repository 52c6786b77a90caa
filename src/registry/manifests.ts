import type { Descriptor } from '../artifact/descriptor.ts'
import { type Digest, digestOf, isDigest } from '../artifact/digest.ts'
import { type Manifest, manifestMediaTypes, parseManifest } from '../artifact/manifest.ts'
import { type DigestReference, formatReference, type Reference } from '../artifact/reference.ts'
import { isFailure, messageOf } from '../failure.ts'
import type { Answer } from './answer.ts'
import type { Connection, RegistryRequest } from './connection.ts'
import { type Access, failed, type Purpose, sanitize } from './refusal.ts'

/** A manifest with the bytes that its digest is of. */
export type FetchedManifest = { descriptor: Descriptor; bytes: Uint8Array; manifest: Manifest }

/** A manifest to push: its bytes as they are, and what they are. */
export type ManifestContent = { mediaType: string; bytes: Uint8Array }

/** What a registry said to a manifest that was pushed. */
export type PushedManifest = {
  descriptor: Descriptor
  /** Whether the registry keeps the list of the subject's referrers itself. */
  subjectKnown: boolean
}

/** What must hold of a tag for it to be written, where the registry compares. */
export type Conditions = { 'if-match'?: string; 'if-none-match'?: '*' }

/** Asks that what is replaced is still what was read. A weak ETag never matches: https://www.rfc-editor.org/rfc/rfc9110#name-if-match */
export function ifMatch(etag: string | undefined): Conditions {
  return etag?.startsWith('"') ? { 'if-match': etag } : {}
}

/** Bytes; what the specification asks registries to take at least, and most take at most. */
export const manifestLimit = 4 * 1024 * 1024

/** How often something is asked for whose answer breaks off. */
const attempts = 3

// Anything else too, as containerd asks: what is of a type that we cannot read is there all the same, and some
// registries answer 404 for what is not asked for.
const acceptManifests = { accept: [...manifestMediaTypes, '*/*'].join(', ') }

/** Finds what a reference stands for, or undefined when it is not there. */
export async function resolveManifest(
  reference: Reference,
  connection: Connection,
): Promise<Descriptor | undefined> {
  const purpose = { verb: 'resolve', subject: formatReference(reference) }
  // Some registries know no HEAD; 405 and 501 then mean nothing.
  const answer = await connection.send({
    ...request(reference, purpose),
    method: 'HEAD',
    accept: [404, 405, 501],
  })
  await answer.discard()
  if (answer.status === 404) return undefined
  const descriptor = headDescriptor(answer)
  if (descriptor === undefined) return (await getManifest(reference, purpose, connection))?.descriptor
  if ('digest' in reference) assertDigest(purpose, reference.digest, descriptor.digest)
  return descriptor
}

/** Fetches a manifest whose bytes hash to the digest asked for. */
export async function fetchManifest(
  reference: DigestReference,
  connection: Connection,
): Promise<FetchedManifest> {
  const purpose = { verb: 'fetch', subject: formatReference(reference) }
  const fetched = await getManifest(reference, purpose, connection)
  if (fetched === undefined) throw failed(purpose, 'not-found', 'the registry has no such manifest')
  return fetched
}

/** Fetches what a tag or a digest stands for, with the ETag by which it can be replaced. */
export async function getManifest(
  reference: Reference,
  purpose: Purpose,
  connection: Connection,
  access: Access = 'pull',
): Promise<(FetchedManifest & { etag?: string }) | undefined> {
  const asked = { ...request(reference, purpose), access, accept: [404] }
  const found = await fetchWhole(asked, manifestLimit, connection)
  if (found.status === 404) return undefined
  const { bytes, ...answer } = found
  const digest = digestOf(bytes)
  if ('digest' in reference) assertDigest(purpose, reference.digest, digest)
  assertSaidDigest(purpose, answer, digest)
  try {
    const manifest = parseManifest(bytes, mediaTypeOf(answer))
    const descriptor = { mediaType: manifest.mediaType, digest, size: bytes.length }
    return { descriptor, bytes, manifest, etag: answer.headers.get('etag') ?? undefined }
  } catch (cause) {
    throw failed(purpose, 'mismatch', messageOf(cause), cause)
  }
}

/** Pushes a manifest; a tag that already stands for the same bytes counts as pushed. */
export async function pushManifest(
  reference: Reference,
  manifest: ManifestContent,
  connection: Connection,
): Promise<PushedManifest> {
  try {
    return await putManifest(reference, manifest, {}, connection)
  } catch (cause) {
    if (!isFailure(cause, 'denied')) throw cause
    // A tag that must not move refuses its own manifest too, say when an answer was lost and asked for again.
    // If that cannot be told either, the refusal is what is to be told.
    const present = await resolveManifest(reference, connection).catch(() => undefined)
    if (present?.digest !== digestOf(manifest.bytes)) throw cause
    return { descriptor: present, subjectKnown: false }
  }
}

/** Puts a manifest as it is told; with `If-Match` a lost race is a failure with code `denied`. */
export async function putManifest(
  reference: Reference,
  content: ManifestContent,
  conditions: Conditions,
  connection: Connection,
): Promise<PushedManifest> {
  const answer = await sendManifest(reference, content, { conditions }, connection)
  return pushedBy(answer, reference, content, connection)
}

/** Sends a manifest; `accept` names what else than success is no failure. */
export function sendManifest(
  reference: Reference,
  { mediaType, bytes }: ManifestContent,
  { conditions, accept }: { conditions: Conditions; accept?: readonly number[] },
  { send }: Connection,
): Promise<Answer> {
  const purpose = pushOf(reference)
  if ('digest' in reference) assertDigest(purpose, reference.digest, digestOf(bytes))
  return send({
    ...request(reference, purpose),
    access: 'pull,push',
    method: 'PUT',
    headers: { 'content-type': mediaType, ...conditions },
    body: bytes,
    ...(accept !== undefined && { accept }),
  })
}

/** Reads what a registry said to a manifest that it took: it must have these very bytes. */
export async function pushedBy(
  answer: Answer,
  reference: Reference,
  { mediaType, bytes }: ManifestContent,
  connection: Connection,
): Promise<PushedManifest> {
  const purpose = pushOf(reference)
  const digest = digestOf(bytes)
  await answer.discard()
  // Without its digest the answer may be anybody's: then it is looked whether the registry has it.
  if (answer.headers.has('docker-content-digest')) assertSaidDigest(purpose, answer, digest)
  else assertDigest(purpose, digest, (await resolveManifest(reference, connection))?.digest ?? 'nothing')
  const subjectKnown = answer.headers.has('oci-subject')
  return { descriptor: { mediaType, digest, size: bytes.length }, subjectKnown }
}

/**
 * Deletes a manifest, and with it every tag that stands for it; what is not there counts as deleted.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#deleting-manifests
 */
export async function deleteManifest(reference: DigestReference, { send }: Connection): Promise<void> {
  const purpose = { verb: 'delete', subject: formatReference(reference) }
  const answer = await send({
    ...request(reference, purpose),
    access: 'delete',
    method: 'DELETE',
    accept: [404],
  })
  await answer.discard()
}

/** Asks for something small, and once more if the connection breaks while it comes. */
export async function fetchWhole(
  request: RegistryRequest,
  limit: number,
  { send }: Connection,
): Promise<Pick<Answer, 'status' | 'headers' | 'url'> & { bytes: Uint8Array }> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send(request)
    try {
      const { status, headers, url } = answer
      return { status, headers, url, bytes: await readAll(answer, limit, request.purpose) }
    } catch (error) {
      if (attempt === attempts || !isFailure(error, 'unavailable')) throw error
    }
  }
}

/** Reads a body whole, with a failure that says what was asked for. */
async function readAll(answer: Answer, limit: number, purpose: Purpose): Promise<Uint8Array> {
  const declared = answer.headers.get('content-length')
  try {
    const bytes = await answer.read(limit)
    if (declared === null || Number(declared) === bytes.length) return bytes
  } catch (cause) {
    throw failed(purpose, isFailure(cause) ? cause.code : 'unavailable', messageOf(cause), cause)
  }
  throw failed(purpose, 'mismatch', `${declared} bytes were declared and others came`)
}

/** The media type of an answer without its parameters. */
export function mediaTypeOf({ headers }: Pick<Answer, 'headers'>): string | undefined {
  return headers.get('content-type')?.split(';')[0]?.trim() || undefined
}

function pushOf(reference: Reference): Purpose {
  return { verb: 'push', subject: formatReference(reference) }
}

function request(reference: Reference, purpose: Purpose): RegistryRequest {
  const { registry, repository } = reference
  const path = `manifests/${'digest' in reference ? reference.digest : reference.tag}`
  return { repository: { registry, repository }, access: 'pull', purpose, path, headers: acceptManifests }
}

/** What a HEAD says, if it says all that a descriptor needs. */
function headDescriptor(answer: Answer): Descriptor | undefined {
  const digest = answer.headers.get('docker-content-digest')
  const size = answer.headers.get('content-length')
  const mediaType = mediaTypeOf(answer)
  if (answer.status !== 200 || digest === null || !isDigest(digest)) return undefined
  if (size === null || mediaType === undefined || !manifestMediaTypes.includes(mediaType)) return undefined
  return { mediaType, digest, size: Number(size) }
}

function assertSaidDigest(purpose: Purpose, answer: Pick<Answer, 'headers'>, digest: Digest): void {
  const said = answer.headers.get('docker-content-digest')
  if (said !== null) assertDigest(purpose, digest, said)
}

function assertDigest(purpose: Purpose, wanted: Digest, found: string): void {
  if (found === wanted) return
  throw failed(purpose, 'mismatch', `wanted ${wanted}, found ${sanitize(found)}`)
}
