import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageManifest } from '../../artifact/manifest.ts'
import { mediaType } from '../../artifact/media-type.ts'
import { type DigestReference, formatReference } from '../../artifact/reference.ts'
import { Failure } from '../../failure.ts'
import type { Registry } from '../../registry/registry.ts'
import { unpackLayer } from './unpack.ts'

/** Unpacks an image or an OCI artifact into a folder and makes it read-only. */
export async function unpackRelease(
  registry: Registry,
  artifact: DigestReference,
  folder: string,
): Promise<void> {
  const { manifest } = await registry.fetchManifest(artifact)
  if (manifest.kind === 'index') {
    throw new Failure(
      'invalid-input',
      `${formatReference(artifact)} is an index of several platforms; a directory takes one image or artifact`,
    )
  }
  const diffIds = await fetchDiffIds(registry, artifact, manifest)
  const unpacked = { entries: 0, bytes: 0 }
  for (const [index, layer] of manifest.layers.entries()) {
    const digest = await unpackLayer(registry.fetchBlob(artifact, layer), layer.mediaType, folder, unpacked)
    if (diffIds !== undefined && diffIds[index] !== digest) {
      throw new Failure(
        'mismatch',
        `layer ${index + 1} of ${formatReference(artifact)} unpacks to ${digest}; its config says ${diffIds[index]}`,
      )
    }
  }
  await makeReadOnly(folder)
}

/** An image's config names the digest of each layer as it is unpacked; an artifact has none. */
async function fetchDiffIds(registry: Registry, artifact: DigestReference, { config }: ImageManifest) {
  if (config.mediaType !== mediaType.imageConfig && config.mediaType !== mediaType.dockerConfig)
    return undefined
  const text = new TextDecoder().decode(await registry.readBlob(artifact, config))
  const parsed = JSON.parse(text) as { rootfs?: { diff_ids?: unknown } }
  if (!Array.isArray(parsed.rootfs?.diff_ids)) {
    throw new Failure('mismatch', `the config of ${formatReference(artifact)} has no rootfs.diff_ids`)
  }
  return parsed.rootfs.diff_ids.map(String)
}

async function makeReadOnly(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeReadOnly(join(folder, entry.name))
  }
  await chmod(folder, 0o555)
}
