import { gzipSync } from 'node:zlib'
import { digestOf } from '../../src/artifact/digest.ts'
import { formatManifest, type ImageManifest } from '../../src/artifact/manifest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { type DigestReference, type Repository, withDigest } from '../../src/artifact/reference.ts'
import type { Registry } from '../../src/registry/registry.ts'
import { type HeaderArgument, pack } from './tar.ts'

export type TarEntry = HeaderArgument & { content?: string }

/** Pushes an image whose layers are these tars, whatever they hold. */
export async function pushImage(
  registry: Registry,
  repository: Repository,
  layers: readonly (readonly TarEntry[])[],
): Promise<DigestReference> {
  const tars = await Promise.all(layers.map((entries) => pack(entries)))
  const blobs = tars.map((tar) => gzipSync(tar))
  const config = new TextEncoder().encode(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      config: { User: '65532:65532' },
      rootfs: { type: 'layers', diff_ids: tars.map((tar) => digestOf(tar)) },
    }),
  )
  const manifest: ImageManifest = {
    kind: 'manifest',
    mediaType: mediaType.imageManifest,
    config: await pushBytes(registry, repository, mediaType.imageConfig, config),
    layers: await Promise.all(
      blobs.map((blob) => pushBytes(registry, repository, mediaType.layerTarGzip, blob)),
    ),
  }
  return pushManifest(registry, repository, manifest)
}

export async function pushManifest(
  registry: Registry,
  repository: Repository,
  manifest: ImageManifest,
): Promise<DigestReference> {
  const bytes = formatManifest(manifest)
  const reference = withDigest(repository, digestOf(bytes))
  await registry.pushManifest(reference, { mediaType: manifest.mediaType, bytes })
  return reference
}

export async function pushBytes(
  registry: Registry,
  repository: Repository,
  mediaType: string,
  bytes: Uint8Array,
) {
  const descriptor = { mediaType, digest: digestOf(bytes), size: bytes.length }
  await registry.pushBlob(repository, {
    descriptor,
    open: async function* () {
      yield bytes
    },
  })
  return descriptor
}
