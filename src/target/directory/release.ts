import { chmod, readdir, readlink } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
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
  await seal(folder)
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

/** Takes the write permission from every folder, and refuses a link by which a reader would leave the release. */
async function seal(root: string, folder = root): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await seal(root, path)
    if (entry.isSymbolicLink()) await refuseEscape(root, path)
  }
  await chmod(folder, 0o555)
}

/** As many links as Linux follows in one path. */
const longestChain = 40

// Followed by hand, through every other link: only all of them together say where one leads, and one that leads
// out may do so to something that is not there yet.
async function refuseEscape(root: string, link: string): Promise<void> {
  const escapes = (reason: string) =>
    new Failure('denied', `the release holds the link "${relative(root, link)}", which ${reason}`)
  let at = root
  const rest = relative(root, link).split(sep)
  for (let followed = 0; rest.length > 0; ) {
    const part = rest.shift() ?? ''
    const next = part === '..' ? dirname(at) : join(at, part)
    if (next !== root && !next.startsWith(root + sep)) throw escapes('leads out of the release')
    const target = part === '..' ? undefined : await readlink(next).catch(() => undefined)
    if (target === undefined) at = next
    else {
      if (++followed > longestChain) throw escapes('leads in a circle')
      if (isAbsolute(target)) throw escapes('leads out of the release')
      rest.unshift(...target.split('/').filter((name) => name !== '' && name !== '.'))
    }
  }
}
