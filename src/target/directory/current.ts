import { randomUUID } from 'node:crypto'
import { lstat, readlink, rename, symlink, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, formatShortDigest, hexOf, isDigest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import { exists, ignoreMissing, removeLeftovers } from './files.ts'

/** The link that a web server follows. */
const name = 'current'

/** Where the link leads when nothing is to serve: it is replaced like any other, so that no swap takes two steps. */
const nowhere = 'nothing'

/** Reads which release serves; undefined if the link leads nowhere, or to a release that is gone. */
export async function readCurrent(path: string): Promise<Digest | undefined> {
  const current = join(path, name)
  const found = await lstat(current).catch(ignoreMissing)
  if (found === undefined) return undefined
  const target = found.isSymbolicLink() ? await readlink(current) : ''
  if (target === nowhere) return undefined
  const digest = `sha256:${target.replace(/^releases\//, '')}`
  if (isDigest(digest)) return (await exists(join(path, target))) ? digest : undefined
  throw new Failure(
    'denied',
    `"${current}" is not a link to one of our releases; it was made by something else`,
  )
}

/**
 * Replaces the link, if what serves is what is expected. The swap is the rename of a file that every other swap
 * removes, once it has put its own there and before it looks. Of two at once at most one finds its file still there
 * and what serves unmoved; one that wakes up late finds its file gone and changes nothing; one that dies leaves no
 * lock behind. A goal of undefined lets nothing serve.
 */
export async function swapCurrent(
  path: string,
  goal: Digest | undefined,
  expected: Digest | undefined,
): Promise<void> {
  const ticket = `.swap-${randomUUID()}`
  await symlink(goal === undefined ? nowhere : join('releases', hexOf(goal)), join(path, ticket))
  await removeLeftovers(path, '.swap-', ticket)
  const found = await readCurrent(path)
  if (found !== expected) {
    await unlink(join(path, ticket)).catch(ignoreMissing)
    throw new Failure(
      'mismatch',
      `"${path}" serves ${nameOf(found)}; wanted to replace ${nameOf(expected)}, so nothing was changed`,
    )
  }
  await rename(join(path, ticket), join(path, name)).catch(refuseLate(path))
}

function refuseLate(path: string) {
  return (cause: NodeJS.ErrnoException): never => {
    if (cause.code !== 'ENOENT') {
      throw new Failure('unavailable', `"${path}" could not be swapped: ${cause.message}`, { cause })
    }
    throw new Failure('mismatch', `another run swapped "${path}" in the meantime; nothing was changed`, {
      cause,
    })
  }
}

function nameOf(digest: Digest | undefined): string {
  return digest === undefined ? 'nothing' : formatShortDigest(digest)
}
