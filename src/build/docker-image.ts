import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatPlatform } from '../artifact/descriptor.ts'
import { type Digest, digestOf } from '../artifact/digest.ts'
import { formatManifest, type ImageManifest } from '../artifact/manifest.ts'
import { mediaType } from '../artifact/media-type.ts'
import type { DigestReference } from '../artifact/reference.ts'
import { Failure, isFailure } from '../failure.ts'
import { type Blob, blobOf, type Registry } from '../registry/registry.ts'
import { fetchBase } from './base.ts'
import { failedBuild } from './build-failure.ts'
import type { BaseLayer, BuildEdge, Made } from './builder.ts'
import type { ImageBuild } from './buildkit.ts'
import { readSavedImage, type SavedImage } from './docker-archive.ts'
import { baseAnnotationsOf, type DockerfileBase } from './dockerfile-base.ts'
import { readFrom } from './file-bytes.ts'
import { sorted } from './image.ts'
import { spoolTar } from './layer.ts'
import { diffIdsOf } from './oci-layout.ts'
import { runProgram } from './program.ts'

/**
 * Builds with Docker's own builder and takes the image out with `docker save`. Its configuration stays as it is; its
 * layers, which Docker keeps uncompressed, are compressed as all of ours are, except for those that a base has.
 */
export async function buildWithDocker(
  build: ImageBuild,
  base: DockerfileBase | undefined,
  directory: string,
  registry: BaseRegistry,
  edge: BuildEdge,
): Promise<Made> {
  refuseUnknown(build)
  const id = await runDockerBuild(build, join(directory, 'image-id'), edge)
  const image = await readSavedImage(id, directory, edge)
  if (digestOf(image.config) !== id) {
    throw new Failure(
      'mismatch',
      `docker save gave ${digestOf(image.config)} for the image ${id}; add docker/setup-buildx-action before this step`,
    )
  }
  const inherited = base && (await inheritedLayers(base, image, build, registry, edge))
  const layers = await readLayers(image, inherited ?? [], directory)
  const annotations = { ...build.annotations, ...(base && inherited && baseAnnotationsOf(base)) }
  return {
    ...assemble(image.config, layers, annotations),
    ...(base && inherited && { base: base.reference }),
  }
}

type BaseRegistry = Pick<Registry, 'fetchManifest' | 'readBlob' | 'fetchBlob'>

/** A layer that is in a registry or in a file already. */
type Layer = Blob & { diffId: Digest }

/** The layers of the base where the image does begin with them: Docker takes what it has under that name. */
async function inheritedLayers(
  { reference, name }: DockerfileBase,
  { config }: SavedImage,
  { platforms: [platform] }: ImageBuild,
  registry: BaseRegistry,
  { log }: BuildEdge,
): Promise<Layer[] | undefined> {
  if (platform === undefined) return undefined
  try {
    const { layers } = await fetchBase(reference, platform, registry)
    assertBegins(diffIdsOf(config), layers, reference)
    return layers.map(({ descriptor, diffId }) => ({
      descriptor,
      diffId,
      open: (offset) => registry.fetchBlob(reference, descriptor, offset),
      mountFrom: reference,
    }))
  } catch (error) {
    if (!isFailure(error)) throw error
    log.warning(`the base "${name}" is not named in the image: ${error.message}`)
    return undefined
  }
}

function assertBegins(diffIds: readonly Digest[], base: readonly BaseLayer[], { digest }: DigestReference) {
  if (base.every(({ diffId }, index) => diffId === diffIds[index])) return
  throw new Failure('mismatch', `what Docker has under that name is not ${digest}, as in the registry`)
}

/** Refuses what only BuildKit has a meaning for. */
function refuseUnknown({ platforms, secrets, cacheFrom, cacheTo }: ImageBuild): void {
  const given = [
    ...(platforms.length > 1 ? ['several platforms'] : []),
    ...(secrets.length > 0 ? ['"secrets"'] : []),
    ...(cacheFrom.length > 0 ? ['"cache-from"'] : []),
    ...(cacheTo.length > 0 ? ['"cache-to"'] : []),
  ]
  if (given.length === 0) return
  throw new Failure(
    'invalid-input',
    `${given.join(', ')} cannot be had from plain "docker build"; add docker/setup-buildx-action before this step`,
  )
}

async function runDockerBuild(build: ImageBuild, idFile: string, edge: BuildEdge): Promise<string> {
  const said: string[] = []
  const tell = (line: string) => {
    said.push(line)
    edge.log.info(line)
  }
  try {
    const options = { cwd: build.context, env: build.env, onStdout: tell, onStderr: tell }
    await runProgram('docker', buildArguments(build, idFile), options, edge)
  } catch (cause) {
    throw failedBuild(said, build, cause)
  }
  return (await readFile(idFile, 'utf8')).trim()
}

/** https://docs.docker.com/reference/cli/docker/build-legacy/ */
function buildArguments(build: ImageBuild, idFile: string): string[] {
  return [
    ...['build', '--iidfile', idFile, '--file', build.file],
    ...['--platform', build.platforms.map(formatPlatform).join()],
    ...(build.target === undefined ? [] : ['--target', build.target]),
    ...build.buildArgs.flatMap((pair) => ['--build-arg', pair]),
    ...Object.entries(build.labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    build.context,
  ]
}

async function readLayers(
  { config, layers }: SavedImage,
  inherited: readonly Layer[],
  directory: string,
): Promise<Layer[]> {
  const diffIds = diffIdsOf(config)
  if (diffIds.length !== layers.length) {
    throw new Failure('mismatch', `docker save gave ${layers.length} layers for ${diffIds.length} digests`)
  }
  const read = [...inherited]
  for (const [index, file] of layers.entries()) {
    if (index < inherited.length) continue
    const layer = await spoolTar(readFrom(file), join(directory, `layer-${index}.tar.gz`))
    if (layer.diffId !== diffIds[index]) {
      throw new Failure(
        'mismatch',
        `docker save gave the layer ${layer.diffId} in place of ${diffIds[index]}`,
      )
    }
    read.push(layer)
  }
  return read
}

function assemble(
  config: Uint8Array,
  layers: readonly Layer[],
  annotations: Readonly<Record<string, string>>,
): Made {
  const descriptor = { mediaType: mediaType.imageConfig, digest: digestOf(config), size: config.length }
  const manifest: ImageManifest = {
    kind: 'manifest',
    mediaType: mediaType.imageManifest,
    config: descriptor,
    layers: layers.map((layer) => layer.descriptor),
    annotations: sorted(annotations),
  }
  return {
    manifest,
    bytes: formatManifest(manifest),
    children: [],
    blobs: [...layers, blobOf(descriptor, config)],
    layers: layers.map(({ descriptor: { digest, size }, diffId }) => ({ digest, size, diffId })),
  }
}
