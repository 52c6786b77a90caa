import type { Descriptor } from '../artifact/descriptor.ts'
import { digestOf, hexOf } from '../artifact/digest.ts'
import {
  artifactTypeOf,
  formatManifest,
  type ImageIndex,
  type ImageManifest,
  parseManifest,
} from '../artifact/manifest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { type DigestReference, formatReference, withDigest, withTag } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { isFailure, messageOf } from '../failure.ts'
import { addressFrom, type Connection, type RegistryRequest } from './connection.ts'
import { fetchManifest, getManifest, manifestLimit, mediaTypeOf, putManifest, readAll } from './manifests.ts'
import { failed, type Purpose } from './refusal.ts'

/** What is attached to an artifact: one file with its type. */
export type Referrer = {
  artifactType: string
  mediaType: string
  bytes: Uint8Array
  annotations?: Record<string, string>
}

/** Who keeps the list: the registry, or an index under a tag made of the digest. */
type Listing = { by: 'api' | 'fallback'; referrers: Descriptor[] }

const pageLimit = 100
const listingAttempts = 6
const fallbackAttempts = 30
/** How long others that a registry serves at the same time may take to end. Milliseconds. */
const overlap = 200
/** The content of a configuration that there is none of. */
export const emptyConfig = {
  descriptor: { mediaType: mediaType.empty, digest: digestOf('{}'), size: 2 },
  bytes: new TextEncoder().encode('{}'),
}

/** Lists the manifests whose subject an artifact is. */
export async function listReferrers(
  subject: DigestReference,
  artifactType: string | undefined,
  connection: Connection,
): Promise<Descriptor[]> {
  const { referrers } = await list(subject, connection)
  if (artifactType === undefined) return referrers
  // Not every registry filters, and some by the wrong type, so none is asked to.
  const typed = await Promise.all(referrers.map((referrer) => withOwnType(subject, referrer, connection)))
  return typed.filter((referrer) => referrer?.artifactType === artifactType).filter(isPresent)
}

/** Lists referrers and says who keeps the list. */
async function list(subject: DigestReference, connection: Connection): Promise<Listing> {
  const known = await listByApi(subject, connection)
  if (known !== undefined) return { by: 'api', referrers: known }
  const fallback = await readFallback(subject, purposeOf('list the referrers of', subject), connection)
  return { by: 'fallback', referrers: fallback?.index?.manifests ?? [] }
}

/** Builds the manifest that attaches a file to its subject. */
export function buildReferrer(subject: Descriptor, referrer: Referrer): ImageManifest {
  const { artifactType, bytes, annotations = {} } = referrer
  return {
    kind: 'manifest',
    mediaType: mediaType.imageManifest,
    artifactType,
    config: emptyConfig.descriptor,
    layers: [{ mediaType: referrer.mediaType, digest: digestOf(bytes), size: bytes.length }],
    subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
    ...(Object.keys(annotations).length > 0 && { annotations }),
  }
}

/** Pushes a referrer's manifest and sees to it that it is listed. */
export async function pushReferrer(
  subject: DigestReference,
  manifest: ImageManifest,
  edge: Pick<Edge, 'sleep'>,
  connection: Connection,
): Promise<Descriptor> {
  const content = { mediaType: manifest.mediaType, bytes: formatManifest(manifest) }
  const descriptor = entryOf(manifest, content.bytes)
  for (let attempt = 1; ; attempt++) {
    const { by, referrers } = await list(subject, connection)
    if (referrers.some(({ digest }) => digest === descriptor.digest)) return descriptor
    if (attempt > listingAttempts) throw unlisted(subject)
    // Put again where the registry took it and lists it not: olareg loses some of those that come at once.
    if (attempt > 1) await pause(edge)
    const reference = withDigest(subject, descriptor.digest)
    const { subjectKnown } = await putManifest(reference, content, {}, connection)
    // ECR has answered OCI-Subject without having the API, so the header alone proves nothing.
    if (by === 'api' && subjectKnown) {
      // Whoever read the list before may write it after us, where that is no single step: olareg loses entries so.
      await edge.sleep(overlap)
      continue
    }
    await addToFallback(subject, descriptor, edge, connection)
    return descriptor
  }
}

/** How a manifest is listed: with its type and its annotations. */
function entryOf(manifest: ImageManifest, bytes: Uint8Array): Descriptor {
  const { mediaType, artifactType, annotations } = manifest
  return {
    mediaType,
    digest: digestOf(bytes),
    size: bytes.length,
    ...(artifactType !== undefined && { artifactType }),
    ...(annotations !== undefined && { annotations }),
  }
}

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers */
async function listByApi(
  subject: DigestReference,
  connection: Connection,
): Promise<Descriptor[] | undefined> {
  const purpose = purposeOf('list the referrers of', subject)
  const request: RegistryRequest = {
    repository: subject,
    access: 'pull',
    purpose,
    path: `referrers/${subject.digest}`,
    headers: { accept: mediaType.imageIndex },
    // 303: GHCR leads to a page for people, which ends in 404 or 429.
    accept: [303, 404, 405, 406, 501],
  }
  const referrers: Descriptor[] = []
  for (let page = 0; page < pageLimit; page++) {
    const answer = await connection.send(request)
    if (answer.status !== 200 || !isJson(mediaTypeOf(answer))) {
      await answer.discard()
      if (page === 0) return undefined
      throw failed(purpose, 'unavailable', `page ${page + 1} is not there`)
    }
    referrers.push(...parseIndex(await readAll(answer, manifestLimit, purpose), purpose).manifests)
    const next = parseNextLink(answer.headers.get('link'))
    if (next === undefined) return referrers
    request.path = addressFrom(next, answer.url, request, connection.origin(subject))
    if (request.path.origin !== connection.origin(subject))
      throw failed(purpose, 'unavailable', 'the registry leads to another host for the next page')
  }
  throw failed(purpose, 'mismatch', `there are more than ${pageLimit} pages`)
}

/** https://www.rfc-editor.org/rfc/rfc8288#section-3 */
export function parseNextLink(header: string | null): string | undefined {
  for (const [, target, parameters = ''] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;[^,<]*)?)/g)) {
    if (/;\s*rel\s*=\s*(?:next\b|"(?:[^"]*\s)?next(?:\s[^"]*)?")/i.test(parameters)) return target
  }
  return undefined
}

function parseIndex(bytes: Uint8Array, purpose: Purpose): ImageIndex {
  try {
    const index = parseManifest(bytes, mediaType.imageIndex)
    if (index.kind === 'index') return index
  } catch (cause) {
    throw failed(purpose, 'mismatch', messageOf(cause), cause)
  }
  throw failed(purpose, 'mismatch', 'the registry answered no image index')
}

/** Reads a referrer's type from its manifest where the list does not know it; undefined if it is gone. */
async function withOwnType(
  subject: DigestReference,
  referrer: Descriptor,
  connection: Connection,
): Promise<Descriptor | undefined> {
  // go-containerregistry's registry lists the type of the configuration, which is that of an empty one.
  if (referrer.artifactType !== undefined && referrer.artifactType !== mediaType.empty) return referrer
  try {
    const { manifest } = await fetchManifest(withDigest(subject, referrer.digest), connection)
    return { ...referrer, artifactType: artifactTypeOf(manifest) }
  } catch (error) {
    // The list may be older than what it lists.
    if (isFailure(error, 'not-found')) return undefined
    throw error
  }
}

type Fallback = { index?: ImageIndex; etag?: string; digest: string }

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#referrers-tag-schema */
async function readFallback(
  subject: DigestReference,
  purpose: Purpose,
  connection: Connection,
): Promise<Fallback | undefined> {
  const found = await getManifest(fallbackTag(subject), purpose, connection)
  // GitLab's registry answers such a tag with the subject itself.
  if (found === undefined || found.descriptor.digest === subject.digest) return undefined
  const { manifest, etag, descriptor } = found
  return { ...(manifest.kind === 'index' && { index: manifest }), etag, digest: descriptor.digest }
}

async function addToFallback(
  subject: DigestReference,
  referrer: Descriptor,
  edge: Pick<Edge, 'sleep'>,
  connection: Connection,
): Promise<void> {
  const purpose = purposeOf('attach to', subject)
  let refused: { digest: string | undefined; cause: unknown } | undefined
  for (let attempt = 1; attempt <= fallbackAttempts; attempt++) {
    const current = await readFallback(subject, purpose, connection)
    if (current?.index?.manifests.some(({ digest }) => digest === referrer.digest)) return
    if (current !== undefined && current.index === undefined)
      throw failed(
        purpose,
        'denied',
        `tag "${fallbackTag(subject).tag}" is taken by something that is no index`,
      )
    // Refused twice although nobody has changed it: that is no race.
    if (refused !== undefined && refused.digest === current?.digest) throw immutable(subject, refused.cause)
    refused = await replaceFallback(subject, referrer, current, connection)
    // Whoever read before this write may write after it, where If-Match is not known: so it is read once more.
    await pause(edge)
  }
  throw failed(purpose, 'unavailable', 'others kept changing the list of referrers at the same time')
}

/** Writes the index with one entry more; returns the refusal if the registry did not take it. */
async function replaceFallback(
  subject: DigestReference,
  referrer: Descriptor,
  current: Fallback | undefined,
  connection: Connection,
): Promise<{ digest: string | undefined; cause: unknown } | undefined> {
  const index: ImageIndex = {
    kind: 'index',
    mediaType: mediaType.imageIndex,
    ...current?.index,
    manifests: [...(current?.index?.manifests ?? []), referrer],
  }
  const conditions = current?.etag === undefined ? {} : { 'if-match': current.etag }
  try {
    const bytes = formatManifest(index)
    await putManifest(fallbackTag(subject), { mediaType: index.mediaType, bytes }, conditions, connection)
    return undefined
  } catch (cause) {
    if (!isFailure(cause, 'denied')) throw cause
    return { digest: current?.digest, cause }
  }
}

/** Waits long enough for others to end what they are at, and not all for the same time. */
function pause({ sleep }: Pick<Edge, 'sleep'>): Promise<void> {
  return sleep(500 + Math.random() * 500)
}

function unlisted(subject: DigestReference) {
  const reason = 'the registry took the referrer and does not list it'
  return failed(purposeOf('attach to', subject), 'unavailable', reason)
}

function immutable(subject: DigestReference, cause: unknown) {
  const { tag } = fallbackTag(subject)
  const reason = `the registry does not list referrers itself and refuses to change tag "${tag}"`
  const way = `leave tags that start with "sha256-" out of tag immutability`
  return failed(purposeOf('attach to', subject), 'denied', `${reason} (${messageOf(cause)}); ${way}`, cause)
}

function fallbackTag(subject: DigestReference) {
  return withTag(subject, `sha256-${hexOf(subject.digest)}`)
}

function purposeOf(verb: string, subject: DigestReference): Purpose {
  return { verb, subject: formatReference(subject) }
}

function isJson(type: string | undefined): boolean {
  return type === 'application/json' || type?.endsWith('+json') === true
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined
}
