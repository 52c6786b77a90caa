import { type Descriptor, formatPlatform, type Platform } from '../artifact/descriptor.ts'
import { isDigest } from '../artifact/digest.ts'
import type { ImageIndex, ImageManifest } from '../artifact/manifest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { type DigestReference, formatReference, withDigest } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import type { Registry } from '../registry/registry.ts'
import type { BaseLayer } from './builder.ts'

/** An image to build upon. */
export type Base = {
  /** As it was named: of an index, where it is one. */
  reference: DigestReference
  layers: BaseLayer[]
  /** The image's whole configuration, as far as it is known to be well-formed. */
  config: BaseConfig
}

export type BaseConfig = Record<string, unknown> & {
  config: Record<string, unknown>
  history: unknown[]
}

/** Reads the manifest and configuration of a base, of one platform if it has several. */
export async function fetchBase(
  reference: DigestReference,
  platform: Platform,
  registry: Pick<Registry, 'fetchManifest' | 'readBlob'>,
): Promise<Base> {
  const manifest = await fetchImage(reference, platform, registry)
  const name = formatReference(reference)
  if (
    manifest.config.mediaType !== mediaType.imageConfig &&
    manifest.config.mediaType !== mediaType.dockerConfig
  )
    throw new Failure('invalid-input', `base "${name}" is not an image but "${manifest.config.mediaType}"`)
  const config = parseConfig(await registry.readBlob(reference, manifest.config), name)
  checkPlatform(config, platform, name)
  const diffIds = diffIdsOf(config)
  if (diffIds.length !== manifest.layers.length) {
    throw new Failure(
      'mismatch',
      `base "${name}" has ${manifest.layers.length} layers and ${diffIds.length} digests of them`,
    )
  }
  const layers = manifest.layers.map((layer, index) => ({
    descriptor: ociLayer(layer, name),
    diffId: diffIds[index] ?? layer.digest,
  }))
  return { reference, layers, config }
}

async function fetchImage(
  reference: DigestReference,
  platform: Platform,
  registry: Pick<Registry, 'fetchManifest'>,
): Promise<ImageManifest> {
  const { manifest } = await registry.fetchManifest(reference)
  if (manifest.kind === 'manifest') return manifest
  const child = await registry.fetchManifest(
    withDigest(reference, childOf(manifest, platform, reference).digest),
  )
  if (child.manifest.kind === 'manifest') return child.manifest
  throw new Failure('invalid-input', `base "${formatReference(reference)}" is an index of indexes`)
}

function childOf(index: ImageIndex, wanted: Platform, reference: DigestReference): Descriptor {
  const platforms = index.manifests.flatMap(({ platform }) => platform ?? [])
  const child = index.manifests.find(({ platform }) => platform !== undefined && matches(platform, wanted))
  if (child) return child
  throw new Failure(
    'not-found',
    `base "${formatReference(reference)}" has no ${formatPlatform(wanted)}; it has ${platforms.map(formatPlatform).join(', ')}`,
  )
}

function matches(found: Platform, wanted: Platform): boolean {
  if (found.os !== wanted.os || found.architecture !== wanted.architecture) return false
  return wanted.variant === undefined || found.variant === undefined || found.variant === wanted.variant
}

function checkPlatform({ os, architecture }: BaseConfig, wanted: Platform, name: string): void {
  if (os === wanted.os && architecture === wanted.architecture) return
  throw new Failure(
    'mismatch',
    `base "${name}" is for ${String(os)}/${String(architecture)}; wanted ${formatPlatform(wanted)}`,
  )
}

function parseConfig(bytes: Uint8Array, name: string): BaseConfig {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new Failure('mismatch', `base "${name}" has a configuration that is not JSON`, { cause })
  }
  if (!isObject(value)) throw new Failure('mismatch', `base "${name}" has a configuration that is no object`)
  const { config, history } = value
  return { ...value, config: isObject(config) ? config : {}, history: Array.isArray(history) ? history : [] }
}

function diffIdsOf({ rootfs }: BaseConfig) {
  const list = isObject(rootfs) && Array.isArray(rootfs.diff_ids) ? rootfs.diff_ids : []
  return list.filter((digest) => typeof digest === 'string').filter(isDigest)
}

// Docker's names for the same bytes; a manifest of OCI's names them as OCI does.
// https://github.com/opencontainers/image-spec/blob/v1.1.1/media-types.md#compatibility-matrix
const layerTypes: Record<string, string> = {
  [mediaType.layerTar]: mediaType.layerTar,
  [mediaType.layerTarGzip]: mediaType.layerTarGzip,
  [mediaType.layerTarZstd]: mediaType.layerTarZstd,
  [mediaType.dockerLayer]: mediaType.layerTarGzip,
  'application/vnd.docker.image.rootfs.diff.tar': mediaType.layerTar,
  'application/vnd.docker.image.rootfs.diff.tar.zstd': mediaType.layerTarZstd,
}

function ociLayer({ mediaType: found, digest, size }: Descriptor, name: string): Descriptor {
  const type = layerTypes[found]
  if (type !== undefined) return { mediaType: type, digest, size }
  throw new Failure('invalid-input', `base "${name}" has a layer of type "${found}", which cannot be copied`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
