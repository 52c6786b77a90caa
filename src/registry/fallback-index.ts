import type { Descriptor } from '../artifact/descriptor.ts'
import { hexOf } from '../artifact/digest.ts'
import { formatManifest, type ImageIndex } from '../artifact/manifest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { type DigestReference, formatReference, withTag } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { isFailure, messageOf } from '../failure.ts'
import type { Connection } from './connection.ts'
import { getManifest, ifMatch, putManifest } from './manifests.ts'
import { failed, type Purpose } from './refusal.ts'

// Where a registry does not list referrers itself, its clients keep an index of them under a tag of the subject.
// https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#referrers-tag-schema

const fallbackAttempts = 30

type Fallback = { index?: ImageIndex; etag?: string; digest: string }

/** Reads the index that lists the referrers of a subject; undefined where there is none. */
export async function readFallback(
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

/** Adds entries to the index that lists the referrers of a subject, and sees to it that they stay. */
export async function addToFallback(
  subject: DigestReference,
  referrers: readonly Descriptor[],
  edge: Pick<Edge, 'sleep'>,
  connection: Connection,
): Promise<void> {
  const purpose = purposeOf('attach to', subject)
  let refused: { digest: string | undefined; cause: unknown } | undefined
  for (let attempt = 1; attempt <= fallbackAttempts; attempt++) {
    const current = await readFallback(subject, purpose, connection)
    const missing = missingFrom(current?.index?.manifests ?? [], referrers)
    if (missing.length === 0) return
    if (current !== undefined && current.index === undefined)
      throw failed(
        purpose,
        'denied',
        `tag "${fallbackTag(subject).tag}" is taken by something that is no index`,
      )
    // Refused twice although nobody has changed it: that is no race.
    if (refused !== undefined && refused.digest === current?.digest) throw immutable(subject, refused.cause)
    refused = await replaceFallback(subject, missing, current, connection)
    // Whoever read before this write may write after it, where If-Match is not known: so it is read once more.
    await pause(edge)
  }
  throw failed(purpose, 'unavailable', 'others kept changing the list of referrers at the same time')
}

/** Writes the index with these entries more; returns the refusal if the registry did not take it. */
async function replaceFallback(
  subject: DigestReference,
  more: readonly Descriptor[],
  current: Fallback | undefined,
  connection: Connection,
): Promise<{ digest: string | undefined; cause: unknown } | undefined> {
  const index: ImageIndex = {
    kind: 'index',
    mediaType: mediaType.imageIndex,
    ...current?.index,
    manifests: [...(current?.index?.manifests ?? []), ...more],
  }
  try {
    const bytes = formatManifest(index)
    await putManifest(
      fallbackTag(subject),
      { mediaType: index.mediaType, bytes },
      ifMatch(current?.etag),
      connection,
    )
    return undefined
  } catch (cause) {
    if (!isFailure(cause, 'denied')) throw cause
    return { digest: current?.digest, cause }
  }
}

/** Waits long enough for others to end what they are at, and not all for the same time. */
export function pause({ sleep }: Pick<Edge, 'sleep'>): Promise<void> {
  return sleep(500 + Math.random() * 500)
}

/** Names what of a list is wanted and is not there. */
export function missingFrom<T extends { digest: string }>(
  listed: readonly Descriptor[],
  wanted: readonly T[],
): T[] {
  return wanted.filter(({ digest }) => !listed.some((known) => known.digest === digest))
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

/** Says what is being done with the referrers of a subject. */
export function purposeOf(verb: string, subject: DigestReference): Purpose {
  return { verb, subject: formatReference(subject) }
}
