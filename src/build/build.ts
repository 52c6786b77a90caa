import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Descriptor } from '../artifact/descriptor.ts'
import type { Digest } from '../artifact/digest.ts'
import { digestOf } from '../artifact/digest.ts'
import type { Manifest } from '../artifact/manifest.ts'
import {
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
import { type BuilderName, chooseBuilder } from './index.ts'
import {
  commitTagOf,
  type FoundTag,
  findTags,
  type IfTagExists,
  type ProvenanceCheck,
  planTags,
  putTag,
  refuseExisting,
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
  /** Bytes of manifest, configuration and layers. */
  size: number
  layers: (MadeLayer & { existed?: boolean })[]
  commit: string
  /** What it was built upon, as far as that is known. */
  base?: DigestReference
  /** Tags that named an artifact without evidence before, and which. */
  replaced: { tag: string; digest: Digest }[]
}

export type BuildServices = {
  registry: Pick<
    Registry,
    'resolve' | 'fetchManifest' | 'fetchBlob' | 'readBlob' | 'pushBlobs' | 'pushManifest'
  >
  provenance: ProvenanceCheck
}

/** A build under way: what is asked, of which commit, and what the tags named when it began. */
type Task = { request: BuildRequest; checkout: Checkout; found: readonly FoundTag[] }

/** An artifact in full, whether it is in the registry yet or not. */
type Artifact = Pick<Made, 'manifest' | 'bytes' | 'children' | 'layers' | 'base'> & { image: DigestReference }

/** Turns the commit that is checked out into an artifact under the commit's tag, or finds it there. */
export async function build(request: BuildRequest, services: BuildServices, edge: BuildEdge): Promise<Built> {
  keepYoungGenerationSmall()
  const checkout = await readCommit(request, edge)
  const tags = [...new Set([commitTagOf(checkout.commit), ...request.tags])]
  const found = await findTags(request.image, tags, services.registry)
  if (request.ifTagExists === 'fail') refuseExisting(request.image, found)

  const task = { request, checkout, found }
  const existing = await findReusable(task, services, edge)
  if (existing) return describe(existing, task, await storeAndTag(existing, undefined, task, services, edge))
  return inTemporary(request.temporary, async (temporary) => {
    const made = await make(task, temporary, services, edge)
    const artifact = { ...made, image: withDigest(request.image, digestOf(made.bytes)) }
    return describe(artifact, task, await storeAndTag(artifact, made, task, services, edge))
  })
}

// Compressing throws away several times the bytes it reads, and V8 answers that by doubling its young generation again
// and again, with as many dropped buffers waiting in it: 60 MB more for 20 000 files, and no faster. It looks at this
// flag whenever it would grow, so from here on it does not. No result depends on it.
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
  { request, checkout: { commit }, found }: Task,
  { registry, provenance }: BuildServices,
  { log }: BuildEdge,
): Promise<Artifact | undefined> {
  const { tag, digest } = found.find(({ tag }) => tag === commitTagOf(commit)) ?? {}
  if (tag === undefined || digest === undefined || request.ifTagExists === 'rebuild') return undefined
  const image = withDigest(request.image, digest)
  const verified = await provenance.verifiedCommitOf(image)
  if (verified !== commit) {
    const state = verified === undefined ? 'no verified provenance' : `provenance for commit ${verified}`
    log.info(
      `${formatReference(withTag(image, tag))} is ${digest} with ${state}: it is built again and compared`,
    )
    return undefined
  }
  log.info(`${formatReference(image)} has verified provenance for this commit: it is taken as it is`)
  return fetchArtifact(image, registry)
}

async function fetchArtifact(
  image: DigestReference,
  registry: Pick<Registry, 'fetchManifest'>,
): Promise<Artifact> {
  const { manifest, bytes } = await registry.fetchManifest(image)
  if (manifest.kind === 'manifest') return { image, manifest, bytes, children: [], layers: manifest.layers }
  const children: MadeManifest[] = []
  const layers: MadeLayer[] = []
  for (const { digest, platform } of manifest.manifests) {
    const child = await registry.fetchManifest(withDigest(image, digest))
    children.push(child)
    const ofChild = child.manifest.kind === 'manifest' ? child.manifest.layers : []
    layers.push(...ofChild.map((layer) => ({ ...layer, platform })))
  }
  return { image, manifest, bytes, children, layers }
}

async function make(
  { request, checkout }: Task,
  temporary: string,
  { registry }: BuildServices,
  edge: BuildEdge,
): Promise<Made> {
  const { recipe, image, tags, source, sourceDateEpoch: time = checkout.time } = request
  const builder = await chooseBuilder(request.builder, recipe)
  return builder.make({ recipe, checkout, image, tags, source, time, temporary }, registry, edge)
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

function describe(
  { image, manifest, bytes, children, layers, base }: Artifact,
  { checkout: { commit }, found }: Task,
  { replaced, existed }: Stored,
): Built {
  return {
    image,
    tag: commitTagOf(commit),
    tags: found.map(({ tag }) => tag),
    reused: existed === undefined,
    mediaType: manifest.mediaType,
    size: sizeOf({ manifest, bytes, children }),
    layers: layers.map(({ digest, size, diffId, platform }) => ({
      digest,
      size,
      ...(diffId && { diffId }),
      ...(platform && { platform }),
      ...(existed && { existed: existed.has(digest) }),
    })),
    commit,
    ...(base && { base }),
    replaced,
  }
}

/** Adds up everything that a registry keeps of an artifact, what children share once. */
function sizeOf({ manifest, bytes, children }: Pick<Artifact, 'manifest' | 'bytes' | 'children'>): number {
  const parts = [manifest, ...children.map((child) => child.manifest)].flatMap(partsOf)
  const sizes = new Map(parts.map(({ digest, size }) => [digest, size]))
  return [...sizes.values()].reduce((total, size) => total + size, bytes.length)
}

function partsOf(manifest: Manifest): Descriptor[] {
  return manifest.kind === 'index' ? manifest.manifests : [manifest.config, ...manifest.layers]
}

async function inTemporary<T>(parent: string, work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(parent, 'immutable-deploy-build-'))
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
