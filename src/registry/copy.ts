import { type Digest, hexOf } from '../artifact/digest.ts'
import {
  type ImageIndex,
  type ImageManifest,
  type Manifest,
  manifestMediaTypes,
} from '../artifact/manifest.ts'
import {
  type DigestReference,
  formatReference,
  type Repository,
  type TagReference,
  withDigest,
  withTag,
} from '../artifact/reference.ts'
import { mapConcurrently } from '../concurrently.ts'
import type { Edge } from '../edge.ts'
import type { FailureCode } from '../failure.ts'
import { isFailure } from '../failure.ts'
import { failed } from './refusal.ts'
import type { FetchedManifest, Registry } from './registry.ts'

export type CopyRequest = {
  from: DigestReference
  to: Repository
  /** Tags to put on the copy, each only where it is free or says the same already. */
  tags?: readonly string[]
}

/** A copy, and how much had to be sent for it. */
export type Copied = { image: DigestReference; manifests: number; blobs: number; bytes: number }

type CopyRegistry = Pick<
  Registry,
  'resolve' | 'fetchManifest' | 'fetchBlob' | 'pushBlobs' | 'pushManifest' | 'listReferrers' | 'pushReferrers'
>

/** One copy under way. */
type Task = CopyRequest & {
  registry: CopyRegistry
  log: Edge['log']
  seen: Set<Digest>
  sent: Omit<Copied, 'image'>
}

/** How many of a list are copied at the same time. */
const atOnce = 4
/** How far an index may lead to others, and a referrer to its own; real ones need 3. */
const deepest = 8
/** A registry that lists more wants to keep us busy. */
const mostManifests = 10_000

/**
 * Copies an artifact to another repository with every byte kept: its platforms, its layers, whatever is attached to
 * any of it, and what older versions of cosign keep under tags. What is there already is not sent again, so that a
 * copy that broke off goes on.
 */
export async function copyArtifact(
  request: CopyRequest,
  registry: CopyRegistry,
  { log }: Pick<Edge, 'log'>,
): Promise<Copied> {
  const { from, to, tags = [] } = request
  const image = withDigest(to, from.digest)
  const task: Task = {
    ...request,
    registry,
    log,
    seen: new Set(),
    sent: { manifests: 0, blobs: 0, bytes: 0 },
  }
  await assertFree(image, tags, task)
  const images = await copyImage(from.digest, 0, task)
  const signatures = await mapConcurrently(images, atOnce, (digest) => copyCosignTags(digest, task))
  await copyAllAttached([...images, ...signatures.flat()], task)
  await putTags(image, tags, task)
  log.info(`${formatReference(image)}: copied ${task.sent.manifests} manifests and ${task.sent.blobs} blobs`)
  return { image, ...task.sent }
}

/** Copies an image or an index with all that it lists; returns the digests of the manifests that it has come by. */
async function copyImage(digest: Digest, depth: number, task: Task): Promise<Digest[]> {
  const { from, to, registry } = task
  assertBounded(depth, task)
  if (task.seen.has(digest)) return []
  task.seen.add(digest)
  const [fetched, present] = await Promise.all([
    registry.fetchManifest(withDigest(from, digest)),
    registry.resolve(withDigest(to, digest)),
  ])
  const listed = fetched.manifest.kind === 'index' ? await copyListed(fetched.manifest, depth, task) : []
  if (present === undefined) {
    if (fetched.manifest.kind === 'manifest') await copyBlobs(fetched.manifest, task)
    await pushCopied(fetched, task)
  }
  return [digest, ...listed]
}

async function copyListed({ manifests }: ImageIndex, depth: number, task: Task): Promise<Digest[]> {
  const isManifest = ({ mediaType }: { mediaType: string }) => manifestMediaTypes.includes(mediaType)
  // An index may list anything: build caches list layers.
  const blobs = manifests.filter((entry) => !isManifest(entry))
  const [found] = await Promise.all([
    mapConcurrently(manifests.filter(isManifest), atOnce, ({ digest }) => copyImage(digest, depth + 1, task)),
    pushFrom(blobs, task),
  ])
  return found.flat()
}

async function copyBlobs({ config, layers }: ImageManifest, task: Task): Promise<void> {
  // These are fetched from where their vendor has them, and no registry needs to hold them.
  const kept = layers.filter(({ mediaType }) => !/nondistributable|foreign/.test(mediaType))
  await pushFrom([...kept, config], task)
}

async function pushFrom(
  descriptors: ImageManifest['layers'],
  { from, to, registry, sent }: Task,
): Promise<void> {
  const blobs = descriptors.map((descriptor) => ({
    descriptor,
    open: (offset?: number) => registry.fetchBlob(from, descriptor, offset),
    mountFrom: from,
  }))
  const pushed = await registry.pushBlobs(to, blobs)
  for (const [index, { size }] of descriptors.entries()) {
    if (pushed[index]?.existed !== false) continue
    sent.blobs++
    sent.bytes += size
  }
}

async function pushCopied(
  { descriptor, bytes }: FetchedManifest,
  { to, registry, sent }: Task,
): Promise<void> {
  const { mediaType, digest } = descriptor
  await registry.pushManifest(withDigest(to, digest), { mediaType, bytes })
  sent.manifests++
}

/** Copies what is attached to manifests, what is attached to that, and so on. */
async function copyAllAttached(digests: readonly Digest[], task: Task): Promise<void> {
  let level = digests
  for (let depth = 1; level.length > 0; depth++) {
    assertBounded(depth, task)
    level = (await mapConcurrently(level, atOnce, (digest) => copyAttached(digest, task))).flat()
  }
}

/** Copies the referrers of one manifest; returns those that were not come by before. */
async function copyAttached(digest: Digest, task: Task): Promise<Digest[]> {
  const { from, to, registry, seen, sent } = task
  const listed = await registry.listReferrers(withDigest(from, digest))
  const fresh = listed.filter((referrer) => !seen.has(referrer.digest))
  if (fresh.length === 0) return []
  for (const referrer of fresh) seen.add(referrer.digest)
  const there = await registry.listReferrers(withDigest(to, digest))
  const missing = fresh.filter((referrer) => !there.some((known) => known.digest === referrer.digest))
  const fetched = await mapConcurrently(missing, atOnce, (referrer) =>
    fetchReferrer(referrer.digest, digest, task),
  )
  const contents = fetched.flatMap((one) => one ?? [])
  await registry.pushReferrers(
    withDigest(to, digest),
    contents.map(({ descriptor: { mediaType }, bytes }) => ({ mediaType, bytes })),
  )
  sent.manifests += contents.length
  return fresh.map((referrer) => referrer.digest)
}

/** Fetches a referrer, with its content at its destination; undefined for what is none, or is gone. */
async function fetchReferrer(
  digest: Digest,
  subject: Digest,
  task: Task,
): Promise<FetchedManifest | undefined> {
  const reference = withDigest(task.from, digest)
  const fetched = await task.registry.fetchManifest(reference).catch((error: unknown) => {
    if (!isFailure(error, 'not-found')) throw error
  })
  if (fetched?.manifest.subject?.digest !== subject) {
    const state = fetched === undefined ? 'is not there' : 'says another subject'
    task.log.warning(
      `${formatReference(reference)} is listed as attached to ${subject} and ${state}: not copied`,
    )
    return undefined
  }
  if (fetched.manifest.kind === 'index') await copyListed(fetched.manifest, 1, task)
  else await copyBlobs(fetched.manifest, task)
  return fetched
}

/**
 * Copies what cosign keeps about a manifest under tags made of its digest: by default before version 3.
 * https://github.com/sigstore/cosign/blob/v2.6.0/specs/SIGNATURE_SPEC.md#storage
 */
async function copyCosignTags(digest: Digest, task: Task): Promise<Digest[]> {
  const tags = ['sig', 'att', 'sbom'].map((suffix) => `sha256-${hexOf(digest)}.${suffix}`)
  const found = await mapConcurrently(tags, tags.length, async (tag) => {
    const there = await task.registry.resolve(withTag(task.from, tag))
    return there && { tag, digest: there.digest }
  })
  const copied = found.flatMap((one) => one ?? [])
  for (const { tag, digest } of copied) {
    await copyImage(digest, 1, task)
    await putCosignTag(withTag(task.to, tag), digest, task)
  }
  return copied.map(({ digest }) => digest)
}

/** Puts a tag that grows: cosign adds a layer to what it names with every signature. */
async function putCosignTag(tag: TagReference, digest: Digest, task: Task): Promise<void> {
  const { from, to, registry } = task
  const there = await registry.resolve(tag)
  if (there?.digest === digest) return
  const { descriptor, bytes, manifest } = await registry.fetchManifest(withDigest(from, digest))
  if (there !== undefined) {
    const { manifest: before } = await registry.fetchManifest(withDigest(to, there.digest))
    if (!isGrown(before, manifest)) throw taken(tag, there.digest, digest)
  }
  await registry.pushManifest(tag, { mediaType: descriptor.mediaType, bytes })
}

// Signatures of one image have the same bytes, and differ in their annotations.
function isGrown(before: Manifest, after: Manifest): boolean {
  if (before.kind !== 'manifest' || after.kind !== 'manifest') return false
  const kept = after.layers.map((layer) => JSON.stringify(layer))
  return before.layers.every((layer) => kept.includes(JSON.stringify(layer)))
}

async function assertFree(
  image: DigestReference,
  tags: readonly string[],
  { registry }: Task,
): Promise<void> {
  for (const tag of tags) {
    const reference = withTag(image, tag)
    const there = await registry.resolve(reference)
    if (there !== undefined && there.digest !== image.digest)
      throw taken(reference, there.digest, image.digest)
  }
}

/** Puts the tags, and looks that all of it is there: what a registry has taken counts when it is seen. */
async function putTags(image: DigestReference, tags: readonly string[], task: Task): Promise<void> {
  const { registry } = task
  await assertFree(image, tags, task)
  const { descriptor, bytes } = await registry.fetchManifest(image)
  for (const tag of tags) {
    await registry.pushManifest(withTag(image, tag), { mediaType: descriptor.mediaType, bytes })
    const there = await registry.resolve(withTag(image, tag))
    if (there?.digest !== image.digest) throw taken(withTag(image, tag), there?.digest, image.digest)
  }
}

function assertBounded(depth: number, { from, to, seen }: Task): void {
  const reason =
    depth > deepest
      ? `it leads to manifests ${depth} levels deep`
      : seen.size > mostManifests
        ? `it has more than ${mostManifests} manifests`
        : undefined
  if (reason !== undefined) throw refused(from, to, 'mismatch', reason)
}

function taken(tag: TagReference, found: Digest | undefined, wanted: Digest) {
  const reason = `it is ${found ?? 'gone'} and was to be ${wanted}; tags are never moved: delete it, or choose another`
  return failed({ verb: 'put tag', subject: formatReference(tag) }, 'mismatch', reason)
}

function refused(from: DigestReference, to: Repository, code: FailureCode, reason: string) {
  const subject = `${formatReference(from)} to ${to.registry}/${to.repository}`
  return failed({ verb: 'copy', subject }, code, reason)
}
