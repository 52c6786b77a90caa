import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Descriptor, Platform } from '../artifact/descriptor.ts'
import { type Digest, digestOf, hexOf, isDigest } from '../artifact/digest.ts'
import { parseManifest } from '../artifact/manifest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { Failure } from '../failure.ts'
import type { Blob } from '../registry/registry.ts'
import type { Made, MadeLayer, MadeManifest } from './builder.ts'
import { readFrom } from './file-bytes.ts'

/** What is read whole: manifests and configurations. Layers are not. */
const readLimit = 16 * 1024 * 1024

/**
 * Reads the one image of a layout, which must have this digest. Manifests and configurations are hashed here, layers
 * are measured, and hashed by the registry that takes them.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
 */
export async function readLayout(layout: string, digest: Digest): Promise<Made> {
  const top = await readManifest(layout, await findImage(layout, digest))
  const images = top.manifest.kind === 'index' ? await readChildren(layout, top.manifest.manifests) : [top]
  const contents: Content[] = []
  for (const image of images) contents.push(await readContent(layout, image))
  return {
    manifest: top.manifest,
    bytes: top.bytes,
    children: top.manifest.kind === 'index' ? images : [],
    blobs: contents.flatMap(({ blobs }) => blobs),
    layers: contents.flatMap(({ layers }) => layers),
  }
}

type Image = MadeManifest & { platform?: Platform }

/** What one manifest names. */
type Content = { blobs: Blob[]; layers: MadeLayer[] }

async function findImage(layout: string, digest: Digest): Promise<Descriptor> {
  const bytes = await readWhole(join(layout, 'index.json'))
  const index = parseManifest(bytes, mediaType.imageIndex)
  const [found, ...others] = index.kind === 'index' ? index.manifests : []
  if (found?.digest === digest && others.length === 0) return found
  throw malformed(layout, `it holds ${found?.digest ?? 'nothing'}; wanted ${digest} alone`)
}

async function readChildren(layout: string, descriptors: readonly Descriptor[]): Promise<Image[]> {
  const children: Image[] = []
  for (const descriptor of descriptors) {
    const child = await readManifest(layout, descriptor)
    if (child.manifest.kind === 'index')
      throw malformed(layout, `${descriptor.digest} is an index in an index`)
    children.push({ ...child, ...(descriptor.platform && { platform: descriptor.platform }) })
  }
  return children
}

async function readManifest(layout: string, descriptor: Descriptor): Promise<MadeManifest> {
  const bytes = await readBlob(layout, descriptor)
  return { manifest: parseManifest(bytes, descriptor.mediaType), bytes }
}

async function readContent(layout: string, { manifest, platform }: Image): Promise<Content> {
  if (manifest.kind === 'index') return { blobs: [], layers: [] }
  const diffIds = diffIdsOf(await readBlob(layout, manifest.config))
  const blobs: Blob[] = []
  for (const descriptor of [manifest.config, ...manifest.layers]) {
    blobs.push(await openBlob(layout, descriptor))
  }
  const layers = manifest.layers.map(({ digest, size }, index) => {
    const diffId = diffIds[index]
    return { digest, size, ...(diffId && { diffId }), ...(platform && { platform }) }
  })
  return { blobs, layers }
}

async function openBlob(layout: string, descriptor: Descriptor): Promise<Blob> {
  const file = fileOf(layout, descriptor)
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile() || found.size !== descriptor.size) {
    const size = found === undefined ? 'is missing' : `has ${found.size} bytes in place of ${descriptor.size}`
    throw malformed(layout, `${descriptor.digest} ${size}`)
  }
  return { descriptor, open: (offset) => readFrom(file, offset) }
}

async function readBlob(layout: string, descriptor: Descriptor): Promise<Uint8Array> {
  const bytes = await readWhole(fileOf(layout, descriptor))
  if (bytes.length === descriptor.size && digestOf(bytes) === descriptor.digest) return bytes
  throw malformed(layout, `what should be ${descriptor.digest} is ${digestOf(bytes)}`)
}

async function readWhole(file: string): Promise<Uint8Array> {
  try {
    await using input = await open(file)
    const { size } = await input.stat()
    if (size <= readLimit) return await input.readFile()
  } catch (cause) {
    throw new Failure('mismatch', `the exported image cannot be read: "${file}" is missing`, { cause })
  }
  throw new Failure('mismatch', `the exported image cannot be read: "${file}" is larger than 16 MiB`)
}

function fileOf(layout: string, { digest }: Descriptor): string {
  return join(layout, 'blobs', 'sha256', hexOf(digest))
}

/** Reads the digests before compression from a configuration; there are none where it is of no image. */
export function diffIdsOf(config: Uint8Array): Digest[] {
  const content: unknown = JSON.parse(Buffer.from(config).toString('utf8'))
  const { rootfs } = Object(content) as { rootfs?: unknown }
  const { diff_ids: list } = Object(rootfs) as { diff_ids?: unknown }
  return Array.isArray(list) ? list.filter((digest) => typeof digest === 'string').filter(isDigest) : []
}

function malformed(layout: string, reason: string): Failure {
  return new Failure('mismatch', `the image exported to "${layout}" cannot be read: ${reason}`)
}
