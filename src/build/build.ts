import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Platform } from '../artifact/descriptor.ts'
import type { Digest } from '../artifact/digest.ts'
import { digestOf } from '../artifact/digest.ts'
import { artifactTypeOf, type Manifest } from '../artifact/manifest.ts'
import { mediaType } from '../artifact/media-type.ts'
import {
  commitTagOf,
  type DigestReference,
  formatReference,
  type Repository,
  withDigest,
  withTag,
} from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import type { Registry } from '../registry/registry.ts'
import type { BuildEdge, Made, MadeLayer, MadeManifest, Recipe } from './builder.ts'
import { type Checkout, listModified, readCheckout } from './git.ts'
import { type BuilderName, type ChosenBuilder, chooseBuilder } from './index.ts'
import {
  type FoundTag,
  findTags,
  type IfTagExists,
  type ProvenanceCheck,
  planTags,
  putTag,
  refuseExisting,
  refuseTaken,
  tellReplaced,
} from './tags.ts'

export type BuildRequest = {
  /** Where the artifact goes. */
  image: Repository
  builder: BuilderName | 'auto'
  recipe: Recipe
  /** More tags, each put once and never moved, like the commit's own. */
  tags: readonly string[]
  ifTagExists: IfTagExists
  /** Where the commit's repository is: `https://github.com/acme/shop`. */
  source: string
  /** The commit that the job's identity token names, which is the one to be checked out. */
  tokenCommit?: string
  /** What everything is dated, in seconds since 1970; the commit's time unless told. */
  sourceDateEpoch?: number
  /** Variables by which a program reaches the runner's cache. */
  cacheAccess?: Readonly<Record<string, string>>
  /** An existing directory for a directory of our own. */
  temporary: string
}

export type Built = {
  image: DigestReference
  /** The commit's tag. */
  tag: string
  /** All tags that were asked for and now name the artifact, the commit's first. */
  tags: string[]
  /** The artifact was there, verified, and nothing was built. */
  reused: boolean
  mediaType: string
  /** What it is of where it is no image. */
  artifactType?: string
  platforms: Platform[]
  /** Bytes of manifests, configurations and layers. */
  size: number
  layers: (MadeLayer & { existed?: boolean })[]
  commit: string
  /** Where the commit's repository is. */
  source: string
  /** What it was built upon, as far as that is known. */
  base?: DigestReference
  /** Tags that named an artifact without evidence before, and which. */
  replaced: { tag: string; digest: Digest }[]
}

export type BuildServices = {
  registry: Pick<
    Registry,
    'resolve' | 'fetchManifest' | 'fetchBlob' | 'readBlob' | 'assertCanPush' | 'pushBlobs' | 'pushManifest'
  >
  provenance: ProvenanceCheck
}

/** A build under way: what is asked, how and of which commit, and what the tags named when it began. */
type Task = { request: BuildRequest; chosen: ChosenBuilder; checkout: Checkout; found: readonly FoundTag[] }

/** An artifact in full, whether it is in the registry yet or not. */
type Artifact = Pick<Made, 'manifest' | 'bytes' | 'children' | 'layers' | 'base'> & { image: DigestReference }

/** Turns the commit that is checked out into an artifact under the commit's tag, or finds it there. */
export async function build(request: BuildRequest, services: BuildServices, edge: BuildEdge): Promise<Built> {
  keepYoungGenerationSmall()
  const checkout = await readCommit(request, edge)
  const chosen = await chooseBuilder(request.builder, request.recipe)
  const tags = [...new Set([commitTagOf(checkout.commit), ...request.tags])]
  const found = await findTags(request.image, tags, services.registry)
  if (request.ifTagExists === 'fail') refuseExisting(request.image, found)

  const task = { request, chosen, checkout, found }
  const existing = await findReusable(task, services, edge)
  if (existing) return describe(existing, task, await storeAndTag(existing, undefined, task, services, edge))
  if (!chosen.builder.reproducible) await refuseInVain(task, services)
  return inTemporary(request.temporary, async (temporary) => {
    const made = await make(task, temporary, services, edge)
    const artifact = { ...made, image: withDigest(request.image, digestOf(made.bytes)) }
    return describe(artifact, task, await storeAndTag(artifact, made, task, services, edge))
  })
}

// Reading throws away as many buffers as it reads, and V8 answers that by doubling its young generation again and
// again, with ever more of them waiting in it: tens of megabytes, and no faster. It looks at this flag whenever it would
// grow, so from here on it does not. No result depends on it.
function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

async function readCommit({ recipe, tokenCommit }: BuildRequest, edge: BuildEdge): Promise<Checkout> {
  const checkout = await readCheckout(recipe.context, edge)
  if (tokenCommit !== undefined && tokenCommit !== checkout.commit) {
    throw new Failure(
      'mismatch',
      `checked out is ${checkout.commit}, and this run is for ${tokenCommit}, as its provenance will say; check out without "ref"`,
    )
  }
  const modified = await listModified(checkout, edge)
  if (modified.length === 0) return checkout
  const more = modified.length > 1 ? ` and ${modified.length - 1} more` : ''
  throw new Failure(
    'mismatch',
    `tracked files differ from commit ${checkout.commit}: "${modified[0]}" is modified${more}; build before they are changed, or commit the change`,
    {
      problems: modified.slice(0, 20).map((file) => ({ message: `"${file}" is modified`, place: { file } })),
    },
  )
}

async function findReusable(
  { request, chosen: { builder }, checkout: { commit }, found }: Task,
  { registry, provenance }: BuildServices,
  { log }: BuildEdge,
): Promise<Artifact | undefined> {
  const { tag, digest } = found.find(({ tag }) => tag === commitTagOf(commit)) ?? {}
  if (tag === undefined || digest === undefined || request.ifTagExists === 'rebuild') return undefined
  const image = withDigest(request.image, digest)
  const verified = await provenance.verifiedCommitOf(image)
  if (verified !== commit) {
    const state = verified === undefined ? 'no verified provenance' : `provenance for commit ${verified}`
    const next = builder.reproducible ? 'it is built again and compared' : 'it is not taken'
    log.info(`${formatReference(withTag(image, tag))} is ${digest} with ${state}: ${next}`)
    return undefined
  }
  log.info(`${formatReference(image)} has verified provenance for this commit: it is taken as it is`)
  const { manifest, bytes } = await registry.fetchManifest(image)
  const children = await fetchChildren(image, manifest, registry)
  return { image, manifest, bytes, children, layers: layersOf(manifest, children) }
}

async function fetchChildren(
  image: DigestReference,
  manifest: Manifest,
  registry: BuildServices['registry'],
): Promise<MadeManifest[]> {
  if (manifest.kind === 'manifest') return []
  const fetched: MadeManifest[] = []
  for (const { digest } of manifest.manifests) {
    fetched.push(await registry.fetchManifest(withDigest(image, digest)))
  }
  return fetched
}

/** Refuses what would be made for nothing: what a builder never makes twice is never what a tag names already. */
async function refuseInVain(
  { request, chosen: { name }, checkout: { commit }, found }: Task,
  { registry, provenance }: BuildServices,
): Promise<void> {
  const { image, ifTagExists } = request
  if (ifTagExists === 'rebuild') {
    throw new Failure(
      'invalid-input',
      `"if-tag-exists: rebuild" compares two builds of one commit, and builder "${name}" never makes the same twice; use "reuse"`,
    )
  }
  await refuseTaken(image, found, { commit, ifTagExists, provenance }, registry)
  await registry.assertCanPush(image)
}

async function make(
  { request, chosen: { builder }, checkout }: Task,
  temporary: string,
  { registry }: BuildServices,
  edge: BuildEdge,
): Promise<Made> {
  const { recipe, image, tags, source, sourceDateEpoch: time = checkout.time, cacheAccess } = request
  const job = { recipe, checkout, image, tags, source, time, cacheAccess, temporary }
  return builder.make(job, registry, edge)
}

/** What storing an artifact came to; of one that was there already, `existed` is not known. */
type Stored = { replaced: Built['replaced']; existed?: ReadonlySet<Digest> }

/**
 * Pushes what was made and puts the tags, the commit's last: whoever finds that one finds everything. Nothing is
 * pushed before it is known that every tag may be put.
 */
async function storeAndTag(
  { image, manifest, bytes }: Artifact,
  made: Made | undefined,
  { request, checkout: { commit }, found }: Task,
  { registry, provenance }: BuildServices,
  { log }: BuildEdge,
): Promise<Stored> {
  const rules = { commit, ifTagExists: request.ifTagExists, provenance }
  const wanted = await planTags(image, found, rules, registry)
  const existed = made && (await push(image, made, registry))
  for (const tag of wanted.toReversed()) {
    tellReplaced(image, tag, log)
    await putTag(image, tag, { mediaType: manifest.mediaType, bytes }, registry)
  }
  const replaced = wanted.flatMap(({ tag, digest }) => (digest === undefined ? [] : [{ tag, digest }]))
  return { replaced, ...(existed && { existed }) }
}

/** Pushes content before what names it; returns which of it was there already. */
async function push(
  image: DigestReference,
  { blobs, children, manifest, bytes }: Made,
  registry: BuildServices['registry'],
): Promise<Set<Digest>> {
  const pushed = await registry.pushBlobs(image, blobs)
  for (const one of [...children, { manifest, bytes }]) {
    const { mediaType } = one.manifest
    await registry.pushManifest(withDigest(image, digestOf(one.bytes)), { mediaType, bytes: one.bytes })
  }
  return new Set(blobs.flatMap(({ descriptor }, index) => (pushed[index]?.existed ? descriptor.digest : [])))
}

const imageTypes: readonly string[] = [mediaType.imageConfig, mediaType.dockerConfig]

function describe(
  { image, manifest, bytes, children, layers, base }: Artifact,
  { request: { source }, checkout: { commit }, found }: Task,
  { replaced, existed }: Stored,
): Built {
  const artifactType = artifactTypeOf(manifest)
  return {
    image,
    tag: commitTagOf(commit),
    tags: found.map(({ tag }) => tag),
    reused: existed === undefined,
    mediaType: manifest.mediaType,
    ...(artifactType !== undefined && !imageTypes.includes(artifactType) && { artifactType }),
    platforms: manifest.kind === 'index' ? manifest.manifests.flatMap(({ platform }) => platform ?? []) : [],
    size: sizeOf({ manifest, bytes }, children),
    layers: layers.map(({ digest, size, diffId, platform }) => ({
      digest,
      size,
      ...(diffId && { diffId }),
      ...(platform && { platform }),
      ...(existed && { existed: existed.has(digest) }),
    })),
    commit,
    source,
    ...(base && { base }),
    replaced,
  }
}

/** The layers of an artifact; each with its platform where there are several. */
function layersOf(manifest: Manifest, children: readonly MadeManifest[]): MadeLayer[] {
  if (manifest.kind === 'manifest') return manifest.layers
  return children.flatMap(({ manifest: child }, index) => {
    const { platform } = manifest.manifests[index] ?? {}
    const layers = child.kind === 'manifest' ? child.layers : []
    return layers.map(({ digest, size }) => ({ digest, size, ...(platform && { platform }) }))
  })
}

/** Counts what has the same digest once, as a registry stores it. */
function sizeOf(top: MadeManifest, children: readonly MadeManifest[]): number {
  const manifests = [top, ...children]
  const parts = manifests.flatMap(({ manifest }) =>
    manifest.kind === 'index' ? [] : [manifest.config, ...manifest.layers],
  )
  const sizes = new Map([
    ...manifests.map(({ bytes }) => [digestOf(bytes), bytes.length] as const),
    ...parts.map(({ digest, size }) => [digest, size] as const),
  ])
  return [...sizes.values()].reduce((total, size) => total + size, 0)
}

async function inTemporary<T>(parent: string, work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(parent, 'immutable-deploy-build-'))
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
