import { join, posix } from 'node:path'
import type { Descriptor, Platform } from '../artifact/descriptor.ts'
import { formatManifest, type ImageManifest } from '../artifact/manifest.ts'
import { Failure } from '../failure.ts'
import type { Blob, Registry } from '../registry/registry.ts'
import { type Base, fetchBase } from './base.ts'
import type { BuildEdge, Builder, BuildJob, Made, MadeManifest, Recipe } from './builder.ts'
import { type GitBlob, listTracked, listUntracked, readBlobs, type TrackedFile } from './git.ts'
import { buildConfig, buildManifest, type Config, emptyConfig, workdirOf } from './image.ts'
import { type LayerEntry, type SpooledLayer, spoolLayer } from './layer.ts'
import { longestPointer, parsePointer, readLarge } from './lfs.ts'
import { type Placed, placeSources } from './placement.ts'
import { checkSymlink, findSources, readGenerated, type Source } from './source.ts'

/** Puts files into one layer, upon a base image or alone; no daemon is needed. */
export const files: Builder = {
  description: 'files of the commit, or that earlier steps made, as one layer upon a base image or alone',
  reads: [
    ...['files', 'base', 'artifactType', 'platforms', 'labels', 'annotations'],
    ...['entrypoint', 'cmd', 'env', 'workdir', 'user'],
  ] as (keyof Recipe)[],
  reproducible: true,
  applies: ({ files = [] }) => files.length > 0,
  async make(job, registry, edge) {
    const { recipe } = job
    checkRecipe(recipe)
    const platform = platformOf(recipe)
    const base = recipe.base && (await fetchBase(recipe.base, platform, registry))
    const placed = await placeFiles(job, base, edge)
    const targets = await readTargets(placed, job, edge)
    const layer = await spoolLayer(layerEntries(placed, targets, job, edge), {
      file: join(job.temporary, 'layer.tar.gz'),
      time: job.time,
    })
    edge.log.info(
      `one layer of ${placed.length} entries: ${layer.unpackedSize} bytes, ${layer.descriptor.size} compressed`,
    )
    return recipe.artifactType === undefined
      ? assembleImage(job, platform, layer, base, registry)
      : assembleArtifact(job, layer)
  },
}

const defaultPlatform: Platform = { os: 'linux', architecture: 'amd64' }

function platformOf({ platforms = [] }: Recipe): Platform {
  const [platform = defaultPlatform, ...more] = platforms
  if (more.length === 0) return platform
  throw new Failure('invalid-input', 'several platforms are named; one can be built at a time')
}

function checkRecipe({ files = [], artifactType, platforms = [], env = [], labels = {}, ...image }: Recipe) {
  if (files.length === 0) {
    throw new Failure('invalid-input', 'input "files" is empty; name what goes into the artifact')
  }
  if (artifactType === undefined) return
  const given = [
    ...(['base', 'entrypoint', 'cmd', 'workdir', 'user'] as const).filter(
      (name) => image[name] !== undefined,
    ),
    ...(platforms.length > 0 ? ['platforms'] : []),
    ...(env.length > 0 ? ['env'] : []),
    ...(Object.keys(labels).length > 0 ? ['labels'] : []),
  ]
  if (given.length === 0) return
  throw new Failure(
    'invalid-input',
    `with "artifact-type" no image is made, which "${given.join('", "')}" would describe; leave out one or the other`,
  )
}

async function placeFiles(job: BuildJob, base: Base | undefined, edge: BuildEdge): Promise<Placed[]> {
  const { recipe, checkout } = job
  const tracked = await listTracked(checkout, edge)
  const sources = await findSources(recipe.files ?? [], { context: recipe.context, checkout, tracked })
  for (const source of sources) await tellUntracked(source, job, edge)
  return placeSources(sources, { workdir: workdirOf(recipe, base), onBase: base !== undefined })
}

// Left out on purpose: a checkout may hold credentials and caches that nobody meant to ship. But not in silence.
async function tellUntracked({ path, isDirectory, entries }: Source, job: BuildJob, edge: BuildEdge) {
  if (!isDirectory || entries[0]?.kind !== 'tracked') return
  const untracked = await listUntracked(job.checkout, path, edge)
  if (untracked.length === 0) return
  const shown = untracked.slice(0, 5).map((name) => `"${name}"`)
  const more = untracked.length > shown.length ? ` and ${untracked.length - shown.length} more` : ''
  edge.log.info(
    `"${path || '.'}" has tracked files, and only those are taken; left out are ${shown.join(', ')}${more}: name in "files" what is wanted of it`,
  )
}

/** Reads where tracked symlinks lead, by their object, and refuses what leads out of the context or the root. */
async function readTargets(
  placed: readonly Placed[],
  { checkout }: BuildJob,
  edge: BuildEdge,
): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  const objects = placed.flatMap(({ entry }) => trackedOf(entry, 'symlink')?.object ?? [])
  for await (const { object, bytes } of readBlobs(checkout, objects, edge)) {
    targets.set(object, Buffer.concat(await Array.fromAsync(bytes)).toString('utf8'))
  }
  for (const { path, entry } of placed) {
    const tracked = trackedOf(entry, 'symlink')
    const target = tracked === undefined ? undefined : targets.get(tracked.object)
    if (tracked && target !== undefined) checkSymlink(tracked.path, target, checkout.prefix)
    if (target !== undefined) checkPlacedSymlink(path, target)
    if (entry?.kind === 'generated-symlink') checkPlacedSymlink(path, entry.target)
  }
  return targets
}

function checkPlacedSymlink(path: string, target: string): void {
  const resolved = posix.join(posix.dirname(path), target)
  if (resolved !== '..' && !resolved.startsWith('../')) return
  throw new Failure('invalid-input', `"/${path}" would be a symlink to "${target}", which is above the root`)
}

async function* layerEntries(
  placed: readonly Placed[],
  targets: ReadonlyMap<string, string>,
  job: BuildJob,
  edge: BuildEdge,
): AsyncGenerator<LayerEntry> {
  // In the order in which they are wanted below, so that one process answers while the layer is written.
  const objects = placed.flatMap(({ entry }) => trackedOf(entry, 'file')?.object ?? [])
  const blobs = readBlobs(job.checkout, objects, edge)
  try {
    for (const one of placed) yield await layerEntry(one, blobs, targets, job)
  } finally {
    await blobs.return(undefined)
  }
}

async function layerEntry(
  { path, entry }: Placed,
  blobs: AsyncGenerator<GitBlob>,
  targets: ReadonlyMap<string, string>,
  job: BuildJob,
): Promise<LayerEntry> {
  if (entry === undefined || entry.kind === 'generated-directory') return { kind: 'directory', path }
  if (entry.kind === 'generated-symlink') return { kind: 'symlink', path, target: entry.target }
  if (entry.kind === 'generated') {
    const { executable, size } = entry
    const bytes = readGenerated(join(job.checkout.root, entry.path), size)
    return { kind: 'file', path, executable, size, bytes }
  }
  const { file } = entry
  const target = file.kind === 'symlink' ? targets.get(file.object) : undefined
  if (target !== undefined) return { kind: 'symlink', path, target }
  const { value, done } = await blobs.next()
  if (done || value.object !== file.object) throw new Error(`git answered out of order for "${file.path}"`)
  return { kind: 'file', path, executable: file.executable, ...(await trackedContent(file, value, job)) }
}

async function trackedContent(file: TrackedFile, { size, bytes }: GitBlob, { checkout }: BuildJob) {
  if (size > longestPointer) return { size, bytes }
  const content = Buffer.concat(await Array.fromAsync(bytes))
  const pointer = parsePointer(content)
  return pointer === undefined
    ? { size, bytes: once(content) }
    : { size: pointer.size, bytes: readLarge(checkout, file.path, pointer) }
}

async function assembleImage(
  job: BuildJob,
  platform: Platform,
  layer: SpooledLayer,
  base: Base | undefined,
  registry: Pick<Registry, 'fetchBlob'>,
): Promise<Made> {
  const inherited = base?.layers ?? []
  const diffIds = [...inherited.map(({ diffId }) => diffId), layer.diffId]
  const config = buildConfig(job, platform, diffIds, base)
  const descriptors = [...inherited.map(({ descriptor }) => descriptor), layer.descriptor]
  const copied =
    base === undefined ? [] : inherited.map(({ descriptor }) => baseBlob(base, descriptor, registry))
  return {
    ...written(buildManifest(job, config, descriptors, base)),
    children: [],
    blobs: [...copied, layerBlob(layer), configBlob(config)],
    layers: descriptors.map(({ digest, size }, index) => ({ digest, size, diffId: diffIds[index] })),
    ...(base && { base: base.reference }),
  }
}

function assembleArtifact(job: BuildJob, layer: SpooledLayer): Made {
  // Without a title `oras pull` passes a layer over.
  const annotations = { 'org.opencontainers.image.title': 'files.tar.gz' }
  const { digest, size } = layer.descriptor
  return {
    ...written(buildManifest(job, emptyConfig, [{ ...layer.descriptor, annotations }])),
    children: [],
    blobs: [layerBlob(layer), configBlob(emptyConfig)],
    layers: [{ digest, size, diffId: layer.diffId }],
  }
}

function written(manifest: ImageManifest): MadeManifest {
  return { manifest, bytes: formatManifest(manifest) }
}

function baseBlob(base: Base, descriptor: Descriptor, registry: Pick<Registry, 'fetchBlob'>): Blob {
  return {
    descriptor,
    open: (offset) => registry.fetchBlob(base.reference, descriptor, offset),
    mountFrom: base.reference,
  }
}

function layerBlob({ descriptor, open }: SpooledLayer): Blob {
  return { descriptor, open }
}

function configBlob({ descriptor, bytes }: Config): Blob {
  return { descriptor, open: (offset = 0) => once(bytes.subarray(offset)) }
}

function trackedOf(entry: Placed['entry'], kind: TrackedFile['kind']): TrackedFile | undefined {
  return entry?.kind === 'tracked' && entry.file.kind === kind ? entry.file : undefined
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
