import { join } from 'node:path'
import { type Digest, hashing, isDigest } from '../artifact/digest.ts'
import { Failure, isFailure } from '../failure.ts'
import type { Checkout } from './git.ts'
import { readGenerated } from './source.ts'

/** What Git LFS keeps in the commit in place of a large file. */
export type LfsPointer = { digest: Digest; size: number }

/** No pointer is longer; what is need not be read whole. */
export const longestPointer = 1024

/**
 * Reads a pointer; undefined means that these bytes are a file of their own.
 * https://github.com/git-lfs/git-lfs/blob/v3.6.0/docs/spec.md#the-pointer
 */
export function parsePointer(bytes: Uint8Array): LfsPointer | undefined {
  const text = Buffer.from(bytes).toString('utf8')
  if (!text.startsWith('version https://git-lfs.github.com/spec/v1\n')) return undefined
  const digest = /^oid (sha256:[0-9a-f]{64})$/m.exec(text)?.[1]
  const size = /^size ([0-9]+)$/m.exec(text)?.[1]
  return digest !== undefined && isDigest(digest) && size !== undefined
    ? { digest, size: Number(size) }
    : undefined
}

/** Streams what a pointer points to from the working tree, where `git lfs` has put it. */
export async function* readLarge(
  checkout: Checkout,
  path: string,
  { digest, size }: LfsPointer,
): AsyncGenerator<Uint8Array> {
  const hash = hashing()
  try {
    for await (const chunk of readGenerated(join(checkout.root, path), size)) {
      hash.update(chunk)
      yield chunk
    }
  } catch (error) {
    if (isFailure(error, 'mismatch')) throw notCheckedOut(path, error)
    throw error
  }
  if (hash.digest() !== digest) throw notCheckedOut(path)
}

function notCheckedOut(path: string, cause?: unknown): Failure {
  return new Failure(
    'mismatch',
    `"${path}" is kept by Git LFS and its content is not on disk; check out with "lfs: true"`,
    { cause },
  )
}
