import type { Descriptor } from '../artifact/descriptor.ts'
import { digestOf } from '../artifact/digest.ts'
import { artifactTypeOf, type ImageIndex, type ImageManifest, parseManifest } from '../artifact/manifest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { type DigestReference, withDigest } from '../artifact/reference.ts'
import { mapConcurrently } from '../concurrently.ts'
import type { Edge } from '../edge.ts'
import { isFailure, messageOf } from '../failure.ts'
import { addressFrom, type Connection, type RegistryRequest } from './connection.ts'
import { addToFallback, missingFrom, pause, purposeOf, readFallback } from './fallback-index.ts'
import {
  fetchManifest,
  fetchWhole,
  type ManifestContent,
  manifestLimit,
  mediaTypeOf,
  putManifest,
} from './manifests.ts'
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
/** How many are pushed at the same time. */
const atOnce = 4
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

/**
 * Pushes manifests whose subject is this one, and sees to it that they are listed. `overlap` is how many milliseconds
 * others may take that the registry serves at the same time: whoever read the list before may write it after us, where
 * that is no single step. olareg loses entries so.
 */
export async function pushReferrers(
  subject: DigestReference,
  manifests: readonly ManifestContent[],
  overlap: number,
  edge: Pick<Edge, 'sleep'>,
  connection: Connection,
): Promise<Descriptor[]> {
  const wanted = manifests.map((content) => ({ ...content, digest: digestOf(content.bytes) }))
  for (let attempt = 1; ; attempt++) {
    const { by, referrers } = await list(subject, connection)
    const missing = missingFrom(referrers, wanted)
    if (missing.length === 0) return wanted.map(entryOf)
    if (attempt > listingAttempts) throw unlisted(subject)
    // Put again where the registry took it and lists it not: olareg loses some of those that come at once.
    if (attempt > 2) await pause(edge)
    const pushed = await mapConcurrently(missing, attempt > 1 ? 1 : atOnce, (content) =>
      putManifest(withDigest(subject, content.digest), content, {}, connection),
    )
    // ECR has answered OCI-Subject without having the API, so the header alone proves nothing.
    const unlistedYet = missing.filter((_, index) => by === 'fallback' || !pushed[index]?.subjectKnown)
    if (unlistedYet.length < missing.length) await edge.sleep(overlap)
    if (unlistedYet.length === 0) continue
    await addToFallback(subject, unlistedYet.map(entryOf), edge, connection)
    if (unlistedYet.length === missing.length) return wanted.map(entryOf)
  }
}

/** How a manifest is listed: with its type and its annotations. */
function entryOf({ mediaType, bytes }: ManifestContent): Descriptor {
  const manifest = parseManifest(bytes, mediaType)
  const { annotations } = manifest
  const artifactType = artifactTypeOf(manifest)
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
    const answer = await fetchWhole(request, manifestLimit, connection)
    if (answer.status !== 200 || !isJson(mediaTypeOf(answer))) {
      if (page === 0) return undefined
      throw failed(purpose, 'unavailable', `page ${page + 1} is not there`)
    }
    referrers.push(...parseIndex(answer.bytes, purpose).manifests)
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

function unlisted(subject: DigestReference) {
  const reason = 'the registry took the referrer and does not list it'
  return failed(purposeOf('attach to', subject), 'unavailable', reason)
}

function isJson(type: string | undefined): boolean {
  return type === 'application/json' || type?.endsWith('+json') === true
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined
}
