import { join } from 'node:path'
import type { Descriptor, Platform } from '../artifact/descriptor.ts'
import { digestOf } from '../artifact/digest.ts'
import { formatManifest, type Manifest } from '../artifact/manifest.ts'
import { Failure } from '../failure.ts'
import { type Blob, blobOf, type Registry } from '../registry/registry.ts'
import { type Base, fetchBase } from './base.ts'
import type { BuildEdge, Builder, BuildJob, Made, MadeManifest, Recipe } from './builder.ts'
import { type Contents, openContents } from './contents.ts'
import { readEntries } from './entries.ts'
import { buildConfig, buildIndex, buildManifest, type Config, workdirOf } from './image.ts'
import { type SpooledLayer, spoolLayer } from './layer.ts'
import { packagingOf } from './packaging.ts'
import type { Ground } from './placement.ts'
import { expandVariables, hasVariables } from './platform-variables.ts'
import { expandLine, type FileLine, isExclusion } from './source.ts'

/** Puts files into one layer, upon a base image or alone; no daemon is needed. */
export const files: Builder = {
  description: 'files of the commit, or that earlier steps made, as one layer upon a base image or alone',
  // biome-ignore format: one a line says no more.
  reads: ['files', 'base', 'artifactType', 'platforms', 'labels', 'annotations', 'entrypoint', 'cmd', 'env', 'workdir', 'user'],
  reproducible: true,
  applies: ({ files = [] }) => files.length > 0,
  async make(job, registry, edge) {
    checkRecipe(job.recipe)
    const platforms = platformsOf(job.recipe)
    const contents = await openContents(job, edge)
    const made =
      job.recipe.artifactType === undefined
        ? await makeImages(job, platforms, contents, registry, edge)
        : await makeArtifact(job, job.recipe.artifactType, contents, edge)
    tellIdle(job.recipe, platforms, contents, edge)
    return made
  },
}

const defaultPlatform: Platform = { os: 'linux', architecture: 'amd64' }

function platformsOf({ platforms = [] }: Recipe): readonly Platform[] {
  return platforms.length > 0 ? platforms : [defaultPlatform]
}

function linesFor({ files = [] }: Recipe, platform: Platform): FileLine[] {
  return files.map((line) => expandLine(line, platform))
}

function checkRecipe({ files = [], artifactType, platforms = [], env = [], labels = {}, ...image }: Recipe) {
  if (files.every(isExclusion)) {
    const only = files.length > 0 ? 'has only lines that leave something out' : 'is empty'
    throw new Failure('invalid-input', `input "files" ${only}; name what goes into the artifact`)
  }
  if (artifactType === undefined) return
  const given = [
    ...(['base', 'entrypoint', 'cmd', 'workdir', 'user'] as const).filter(
      (name) => image[name] !== undefined,
    ),
    ...(platforms.length > 0 ? ['platforms'] : []),
    ...(env.length > 0 ? ['env'] : []),
    ...(Object.keys(labels).length > 0 ? ['labels'] : []),
    ...(files.some((line) => Object.values(line).some(hasVariables)) ? ['$TARGET… in files'] : []),
  ]
  if (given.length === 0) return
  throw new Failure(
    'invalid-input',
    `with "artifact-type" no image is made, which "${given.join('", "')}" would describe; leave out one or the other`,
  )
}

type Image = Omit<Made, 'children' | 'base'> & { platform: Platform; base: Base | undefined }

async function makeImages(
  job: BuildJob,
  platforms: readonly Platform[],
  contents: Contents,
  registry: Pick<Registry, 'fetchManifest' | 'fetchBlob' | 'readBlob'>,
  edge: BuildEdge,
): Promise<Made> {
  const { recipe } = job
  const images: Image[] = []
  const layers = new Map<string, SpooledLayer>()
  for (const platform of platforms) {
    const base = recipe.base && (await fetchBase(recipe.base, platform, registry))
    const ground = { workdir: workdirOf(recipe, base), onBase: base !== undefined }
    const lines = linesFor(recipe, platform)
    // What is chosen and placed alike is the same layer, however many platforms share it.
    const key = JSON.stringify([lines, ground])
    const file = join(job.temporary, `layer-${layers.size}.tar.gz`)
    const layer = layers.get(key) ?? (await spool(lines, ground, file, job, contents, edge))
    layers.set(key, layer)
    images.push(assembleImage(job, platform, layer, base, registry))
  }
  const [image, ...more] = images
  return image && more.length === 0 ? soleImage(image) : assembleIndex(job, images)
}

async function spool(
  lines: readonly FileLine[],
  ground: Ground,
  file: string,
  job: BuildJob,
  contents: Contents,
  edge: BuildEdge,
): Promise<SpooledLayer> {
  const placed = await contents.place(lines, ground)
  const entries = readEntries(placed, job, edge, { hardLinks: true })
  const layer = await spoolLayer(entries, { file, time: job.time })
  edge.log.info(
    `one layer of ${placed.length} entries: ${layer.unpackedSize} bytes, ${layer.descriptor.size} compressed`,
  )
  return layer
}

function assembleImage(
  job: BuildJob,
  platform: Platform,
  layer: SpooledLayer,
  base: Base | undefined,
  registry: Pick<Registry, 'fetchBlob'>,
): Image {
  const inherited = base?.layers ?? []
  const diffIds = [...inherited.map(({ diffId }) => diffId), layer.diffId]
  const config = buildConfig(job, platform, diffIds, base)
  const descriptors = [...inherited.map(({ descriptor }) => descriptor), layer.descriptor]
  const copied =
    base === undefined ? [] : inherited.map(({ descriptor }) => baseBlob(base, descriptor, registry))
  return {
    ...written(buildManifest(job, config, descriptors, { base })),
    blobs: [...copied, layer, configBlob(config)],
    layers: descriptors.map(({ digest, size }, index) => ({ digest, size, diffId: diffIds[index] })),
    platform,
    base,
  }
}

function soleImage({ platform: _, base, ...image }: Image): Made {
  return { ...image, children: [], ...(base && { base: base.reference }) }
}

function assembleIndex(job: BuildJob, images: readonly Image[]): Made {
  const base = images[0]?.base
  const children = images.map(({ manifest, bytes }) => ({ manifest, bytes }))
  const descriptors = images.map(({ manifest: { mediaType }, bytes, platform }) => {
    return { mediaType, digest: digestOf(bytes), size: bytes.length, platform }
  })
  const blobs = images.flatMap(({ blobs }) => blobs)
  return {
    ...written(buildIndex(job, descriptors, base)),
    children,
    blobs: [...new Map(blobs.map((blob) => [blob.descriptor.digest, blob])).values()],
    layers: images.flatMap(({ layers, platform }) => layers.map((layer) => ({ ...layer, platform }))),
    ...(base && { base: base.reference }),
  }
}

async function makeArtifact(job: BuildJob, type: string, contents: Contents, edge: BuildEdge): Promise<Made> {
  const lines = linesFor(job.recipe, defaultPlatform)
  const placed = await contents.place(lines, { workdir: '/', onBase: false })
  const pack = await packagingOf(type)
  const { config, layer, annotations } = await pack(placed, job, edge)
  const { digest, size } = layer.descriptor
  edge.log.info(`one layer of ${placed.length} entries: ${size} bytes`)
  return {
    ...written(buildManifest(job, config, [layer.descriptor], { annotations })),
    children: [],
    blobs: [layer, configBlob(config)],
    layers: [{ digest, size, ...(layer.diffId && { diffId: layer.diffId }) }],
  }
}

/** Warns of a pattern that was of no effect on any platform: somebody meant something by it. */
function tellIdle(
  { files = [] }: Recipe,
  platforms: readonly Platform[],
  { busy }: Contents,
  { log }: BuildEdge,
): void {
  for (const { pattern } of files.filter(isExclusion)) {
    if (platforms.some((platform) => busy.has(expandVariables(pattern, platform)))) continue
    log.warning(
      `"!${pattern}" in input "files" leaves out nothing that the other lines take in; patterns start at the context, and "**/" stands for any directory`,
    )
  }
}

function written(manifest: Manifest): MadeManifest {
  return { manifest, bytes: formatManifest(manifest) }
}

function baseBlob(base: Base, descriptor: Descriptor, registry: Pick<Registry, 'fetchBlob'>): Blob {
  return {
    descriptor,
    open: (offset) => registry.fetchBlob(base.reference, descriptor, offset),
    mountFrom: base.reference,
  }
}

function configBlob({ descriptor, bytes }: Config): Blob {
  return blobOf(descriptor, bytes)
}
