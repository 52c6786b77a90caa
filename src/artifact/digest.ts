import { createHash } from 'node:crypto'
import { Failure } from '../failure.ts'

/** What an artifact is: `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = `sha256:${string}`

export function isDigest(text: string): text is Digest {
  return /^sha256:[0-9a-f]{64}$/.test(text)
}

export function parseDigest(text: string): Digest {
  if (isDigest(text)) return text
  throw new Failure('invalid-input', `not a digest: "${text}"; wanted sha256: and 64 hexadecimal digits`)
}

export function digestOf(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length)
}

/** Shortens a digest for people: 12 hexadecimal digits, as Docker shows them. Never parsed back. */
export function formatShortDigest(digest: Digest): string {
  return hexOf(digest).slice(0, 12)
}

/** A digest under construction, for bytes that pass by in chunks. */
export function hashing(): { update(chunk: Uint8Array): void; digest(): Digest } {
  const hash = createHash('sha256')
  return {
    update: (chunk) => void hash.update(chunk),
    digest: () => `sha256:${hash.digest('hex')}`,
  }
}
