import type { Descriptor } from '../artifact/descriptor.ts'
import { type DigestReference, formatRepository, withDigest } from '../artifact/reference.ts'
import type { Registry } from '../registry/registry.ts'
import { type Subject, subjectOf } from './statement.ts'

/**
 * Finds an image and, if it is an index, what it holds for each platform: whoever pulls by a platform's digest asks
 * for what is said about that.
 */
export async function fetchCoveredImages(
  image: DigestReference,
  registry: Pick<Registry, 'fetchManifest'>,
): Promise<DigestReference[]> {
  const { manifest } = await registry.fetchManifest(image)
  const children = manifest.kind === 'index' ? manifest.manifests.filter(isForPlatform) : []
  const digests = new Set([image.digest, ...children.map(({ digest }) => digest)])
  return [...digests].map((digest) => withDigest(image, digest))
}

/** Names images as the subjects of one statement. */
export function subjectsOf(images: readonly DigestReference[]): Subject[] {
  return images.map((image) => subjectOf(formatRepository(image), image.digest))
}

// BuildKit's attestations stand in the index beside the images, for no platform.
function isForPlatform({ platform }: Descriptor): boolean {
  return platform !== undefined && platform.os !== 'unknown'
}
