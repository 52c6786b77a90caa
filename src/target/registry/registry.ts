import { type Digest, formatShortDigest } from '../../artifact/digest.ts'
import {
  type DigestReference,
  formatReference,
  formatRepository,
  withDigest,
} from '../../artifact/reference.ts'
import { mapConcurrently } from '../../concurrently.ts'
import { Failure, messageOf } from '../../failure.ts'
import type { ManifestContent } from '../../registry/registry.ts'
import { guarded } from '../guarded.ts'
import { goalOf, late, moved, type Shift } from '../shift.ts'
import type { Adapter, Staged } from '../target.ts'
import { options } from './options.ts'
import { glance, type Place, placeOf, pushEmpty, putTag, recordAs, type Seen, settle } from './place.ts'
import { nothing, nothingDigest } from './record.ts'

const can = { preview: false, weights: false }

/**
 * An environment's tag that something else follows. A swap puts the very bytes of a release's manifest under it, so
 * that whoever pulls the tag gets the digest that was promoted.
 */
export const registryTag: Adapter = {
  description: 'A tag in a registry that something else follows',
  options,
  can,
  connect: (written, context, edge) => {
    const parsed = options.parse(written)
    const place = placeOf(parsed, context, edge)
    const { url } = parsed
    return guarded(
      {
        observe: async () => ({ ...(await observe(place)), ...(url !== undefined && { url }) }),
        stage: (artifact) => stage(artifact, place),
        shift: (digest, percent, expected, fence) => shift({ digest, percent, expected, fence }, place),
        discard: (digest, fence) => discard(digest, fence, place),
      },
      can,
    )
  },
}

async function observe(place: Place) {
  const { serving, record } = await glance(place)
  return {
    serving: serving === undefined ? [] : [{ digest: serving, percent: 100 }],
    standing: standingIn({ serving, record }).toSorted(),
  }
}

/** What stands by, and what serves, also where somebody else has put that there. */
function standingIn({ serving, record: { standing } }: Pick<Seen, 'serving' | 'record'>): Digest[] {
  return [...new Set([...standing, ...(serving === undefined ? [] : [serving])])]
}

async function stage(artifact: DigestReference, place: Place): Promise<Staged> {
  assertHere(artifact, place)
  await assertWhole(artifact, place)
  await settle(place, (seen) => {
    const standing = [...standingIn(seen), artifact.digest]
    return recordAs({ standing }, seen, place)
  })
  return { [Symbol.asyncDispose]: async () => {} }
}

function assertHere(artifact: DigestReference, { image, tag }: Place): void {
  if (formatRepository(artifact) === formatRepository(image)) return
  throw new Failure(
    'invalid-input',
    `${formatReference(artifact)} is in another repository than the tag "${tag.tag}" of ${formatRepository(image)}; let the environment say "registry: ${formatRepository(image)}", so that it is copied there first, with all that is attached to it`,
  )
}

const atOnce = 4

/** Refuses a release that is not there; of an index every platform must be, or only some machines could pull it. */
async function assertWhole(artifact: DigestReference, { context }: Place): Promise<void> {
  const { registry } = context
  const { manifest } = await registry.fetchManifest(artifact)
  const listed = manifest.kind === 'index' ? manifest.manifests : []
  const found = await mapConcurrently(listed, atOnce, ({ digest }) =>
    registry.resolve(withDigest(artifact, digest)),
  )
  const missing = listed.find((_, index) => found[index] === undefined)
  if (missing === undefined) return
  throw new Failure(
    'not-found',
    `${formatReference(artifact)} lists ${missing.digest}, which is not there any more: machines of that platform could not pull it; build the commit again, or copy the image again`,
  )
}

async function shift(wanted: Shift, place: Place): Promise<void> {
  const { fence } = wanted
  const goal = goalOf(wanted)[0]?.digest
  const content = goal === undefined ? undefined : await fetchContent(withDigest(place.image, goal), place)
  await settle(place, (seen) => {
    assertNotLate(seen, fence, place)
    assertUnmoved(seen, wanted, place)
    assertStands(goal, seen, place)
    // The fence first: from then on whoever is late moves nothing any more.
    const recording = recordAs({ fence, standing: standingIn(seen) }, seen, place)
    if (recording !== undefined) return recording
    if (seen.serving === goal) return undefined
    return content === undefined ? () => putNothing(seen, place) : () => putTag(content, seen, place)
  })
  if (goal === undefined) await tidyUp(place)
}

async function fetchContent(release: DigestReference, { context }: Place): Promise<ManifestContent> {
  const { descriptor, bytes } = await context.registry.fetchManifest(release)
  return { mediaType: descriptor.mediaType, bytes }
}

function assertNotLate({ record }: Seen, fence: number, { tag, recordTag }: Place): void {
  if (record.fence <= fence) return
  const way = `remove "${recordTag.tag}" and let the target say "adopt: true"`
  throw late(formatReference(tag), fence, record.fence, way)
}

function assertUnmoved({ serving }: Seen, { digest, expected }: Shift, { tag }: Place): void {
  if (serving === undefined || serving === digest || serving === expected) return
  throw moved(`${formatReference(tag)} stands for ${formatShortDigest(serving)}`, expected)
}

function assertStands(goal: Digest | undefined, seen: Seen, { tag }: Place): void {
  if (goal === undefined || standingIn(seen).includes(goal)) return
  throw new Failure(
    'not-found',
    `release ${formatShortDigest(goal)} does not stand by for ${formatReference(tag)}; stage it first`,
  )
}

// To put something under a tag is what every registry can; few can take a tag away, and some take the image with it.
async function putNothing(seen: Seen, place: Place): Promise<void> {
  await pushEmpty(place)
  await putTag(nothing, seen, place)
}

/** Takes away the tag under which nothing serves, where the registry can: who follows it then sees that it is gone. */
async function tidyUp({ image, tag, context, edge }: Place): Promise<void> {
  try {
    await context.registry.deleteManifest(withDigest(image, nothingDigest))
  } catch (error) {
    // It serves nothing either way.
    edge.log.info(`${formatReference(tag)} stays, and stands for an empty manifest: ${messageOf(error)}`)
  }
}

async function discard(digest: Digest, fence: number, place: Place): Promise<void> {
  await settle(place, (seen) => {
    if (seen.serving === digest)
      throw new Failure(
        'denied',
        `${formatReference(place.tag)} stands for ${formatShortDigest(digest)}; it is not discarded`,
      )
    const { standing } = seen.record
    if (!standing.includes(digest)) return undefined
    assertNotLate(seen, fence, place)
    return recordAs({ fence, standing: standing.filter((other) => other !== digest) }, seen, place)
  })
}
