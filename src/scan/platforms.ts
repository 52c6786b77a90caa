import { formatPlatform } from '../artifact/descriptor.ts'
import { type DigestReference, formatReference, withDigest } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import type { Registry } from '../registry/registry.ts'

/** An image as one machine runs it; of an index there are several. */
export type PlatformImage = {
  image: DigestReference
  /** `linux/arm64`; several where they share an image. None: the image is no index. */
  platforms: string[]
}

/** Finds what an image is on each platform: whoever scanned one of them would know nothing about the others. */
export async function fetchPlatformImages(
  image: DigestReference,
  registry: Pick<Registry, 'fetchManifest'>,
): Promise<PlatformImage[]> {
  const { manifest } = await registry.fetchManifest(image)
  if (manifest.kind === 'manifest') return [{ image, platforms: [] }]
  const found = new Map<string, PlatformImage>()
  for (const { digest, platform } of manifest.manifests) {
    // BuildKit's attestations stand in the index beside the images, for no platform.
    if (platform === undefined || platform.os === 'unknown') continue
    const known = found.get(digest)
    const platforms = [...(known?.platforms ?? []), formatPlatform(platform)]
    found.set(digest, { image: withDigest(image, digest), platforms })
  }
  if (found.size > 0) return [...found.values()]
  throw new Failure(
    'invalid-input',
    `${formatReference(image)} is an index that names no image for a platform`,
  )
}
