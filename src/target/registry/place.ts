import type { Digest } from '../../artifact/digest.ts'
import {
  formatReference,
  parseRepository,
  type Repository,
  type TagReference,
  withTag,
} from '../../artifact/reference.ts'
import { Failure, isFailure, messageOf } from '../../failure.ts'
import { inert } from '../../inert.ts'
import { pause } from '../../registry/fallback-index.ts'
import { emptyConfig } from '../../registry/referrers.ts'
import { blobOf, type ManifestContent, type TaggedManifest } from '../../registry/registry.ts'
import type { TargetContext, TargetEdge } from '../target.ts'
import { type Options, recordSuffix } from './options.ts'
import { formatRecord, isSameRecord, nothingDigest, parseRecord, type TagRecord } from './record.ts'

/** An environment's tag, and the tag beside it under which its record is kept. */
export type Place = {
  image: Repository
  tag: TagReference
  recordTag: TagReference
  adopt: boolean
  context: TargetContext
  edge: Pick<TargetEdge, 'sleep' | 'log'>
}

export function placeOf(
  { image: written, tag, adopt }: Options,
  context: TargetContext,
  edge: Place['edge'],
): Place {
  const image = parseRepository(written)
  const recordTag = withTag(image, `${tag}${recordSuffix}`)
  return { image, tag: withTag(image, tag), recordTag, adopt, context, edge }
}

/** What was seen of the tag and its record; nobody's tag yet has an empty one. */
export type Seen = {
  serving: Digest | undefined
  record: TagRecord
  tagged: TaggedManifest | undefined
  recorded: TaggedManifest | undefined
}

/** Reads what the tag stands for, by its bytes, and the record. */
export async function look(place: Place): Promise<Seen> {
  const { context, tag } = place
  // First the tag: whoever moves it has written the record before.
  const tagged = await context.registry.fetchTag(tag)
  const { record, recorded } = await readRecord(place)
  const serving = servedBy(tagged?.descriptor.digest)
  return { serving, record: ours(record, serving, place), tagged, recorded }
}

/** Reads what the tag resolves to, without its bytes, for who only looks, and often; and then the record. */
export async function glance(place: Place): Promise<Pick<Seen, 'serving' | 'record'>> {
  const { context, tag } = place
  const found = await context.registry.resolve(tag).catch(async (error: unknown) => {
    // It may only be hidden, which is for this one to find out.
    if (isFailure(error, 'unauthorized')) return (await context.registry.fetchTag(tag))?.descriptor
    throw error
  })
  const { record } = await readRecord(place)
  const serving = servedBy(found?.digest)
  return { serving, record: ours(record, serving, place) }
}

/**
 * Looks, does the next thing that is left to do, and looks again, until nothing is left: what a registry has taken
 * counts when it is seen, and whoever was overwritten by another writes once more.
 */
export async function settle(
  place: Place,
  next: (seen: Seen) => (() => Promise<void>) | undefined,
): Promise<void> {
  for (let done = 0; done < mostActs; done++) {
    const act = next(await look(place))
    if (act === undefined) return
    await act()
    if (done >= usualActs) await pause(place.edge)
  }
  throw new Failure(
    'unavailable',
    `cannot move ${formatReference(place.tag)}: others kept changing it at the same time, or the registry does not show what it has taken; try again`,
  )
}

/** The record and the tag are what one verb writes. */
const usualActs = 2
const mostActs = 10

/** Puts a manifest under the tag, if it still stands for what was seen. */
export async function putTag(content: ManifestContent, { tagged }: Seen, place: Place): Promise<void> {
  await put(place.tag, content, tagged, place)
}

/** Writes the record, if it is still the one that was seen; undefined where it would say the same. */
export function recordAs(
  change: Partial<Pick<TagRecord, 'fence' | 'standing'>>,
  { record, recorded }: Seen,
  place: Place,
): (() => Promise<void>) | undefined {
  const wanted = { ...record, ...change }
  if (recorded !== undefined && isSameRecord(record, wanted)) return undefined
  return async () => {
    await pushEmpty(place)
    await put(place.recordTag, formatRecord(wanted), recorded, place)
  }
}

/** Sees to it that there is the one blob of which manifests without content are made. */
export async function pushEmpty({ image, context }: Place): Promise<void> {
  await context.registry.pushBlob(image, blobOf(emptyConfig.descriptor, emptyConfig.bytes))
}

async function put(
  reference: TagReference,
  content: ManifestContent,
  from: TaggedManifest | undefined,
  { tag, recordTag, context }: Place,
): Promise<void> {
  try {
    await context.registry.moveTag(reference, content, from)
  } catch (cause) {
    if (from === undefined || !isFailure(cause, 'denied')) throw cause
    throw new Failure(
      'denied',
      `${messageOf(cause)}; leave "${tag.tag}" and "${recordTag.tag}" out of what the registry makes immutable: an environment's tag moves`,
      { cause },
    )
  }
}

function servedBy(digest: Digest | undefined): Digest | undefined {
  return digest === nothingDigest ? undefined : digest
}

type Recorded = { record: TagRecord | undefined; recorded: TaggedManifest | undefined }

async function readRecord({ recordTag, context }: Place): Promise<Recorded> {
  const recorded = await context.registry.fetchTag(recordTag).catch((cause: unknown) => {
    if (isFailure(cause, 'mismatch')) throw unreadable(recordTag, cause)
    throw cause
  })
  const record = recorded && parseRecord(recorded.manifest)
  if (recorded !== undefined && record === undefined) throw unreadable(recordTag)
  return { record, recorded }
}

function unreadable(tag: TagReference, cause?: unknown): Failure {
  return new Failure(
    'mismatch',
    `${formatReference(tag)} is no record of an environment that we can read${cause === undefined ? '' : ` (${messageOf(cause)})`}; remove that tag, and let the target say "adopt: true" where the tag beside it is the environment's`,
    { cause },
  )
}

/** Refuses what belongs to another environment, or to nobody that is known. */
function ours(record: TagRecord | undefined, serving: Digest | undefined, place: Place): TagRecord {
  const { tag, recordTag, adopt, context } = place
  const { owner, environment, service } = context
  if (record === undefined) {
    if (serving === undefined || adopt) return { owner, environment, service, fence: 0, standing: [] }
    throw new Failure(
      'denied',
      `${formatReference(tag)} is there already, and was not put by this environment; if it is the environment's, let the target say "adopt: true"; if it is a version, name another tag, because versions never move`,
    )
  }
  if (record.owner === owner && record.environment === environment && record.service === service)
    return record
  throw new Failure(
    'denied',
    `${formatReference(tag)} is moved by service "${inert(record.service)}" of "${inert(record.environment)}" of ${inert(record.owner)}; name another tag, or remove "${recordTag.tag}" if that environment is no more`,
  )
}
