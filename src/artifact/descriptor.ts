import type { Digest } from './digest.ts'

/**
 * A pointer to content.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md
 */
export type Descriptor = {
  mediaType: string
  digest: Digest
  /** Bytes. */
  size: number
  artifactType?: string
  annotations?: Record<string, string>
  platform?: Platform
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md#image-index-property-descriptions */
export type Platform = { os: string; architecture: string; variant?: string }

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter(Boolean).join('/')
}
