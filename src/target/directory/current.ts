import { randomUUID } from 'node:crypto'
import { lstat, readlink, rename, symlink, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, hexOf, isDigest } from '../../artifact/digest.ts'
import { assertNotLate, raiseFence } from './fence.ts'
import { exists, ignoreMissing, removeLeftovers } from './files.ts'
import type { Swap } from './place.ts'
import { refusal } from './refusal.ts'

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
  throw refusal.notOurLink(path)
}

/**
 * Replaces the link, if what serves is what is expected and nobody with a greater fence was here. The swap is the
 * rename of a file that every other swap removes, once it has put its own there and raised the fence, and before it
 * looks. Of two at once at most one finds its file still there and what serves unmoved. One that wakes up late finds
 * its file gone, or, if it had none yet, the fence raised, and changes nothing; one that dies leaves no lock behind.
 */
export async function swapCurrent(path: string, { goal, expected, fence }: Swap): Promise<void> {
  await assertNotLate(path, fence)
  const ticket = `.swap-${randomUUID()}`
  await symlink(goal === undefined ? nowhere : join('releases', hexOf(goal)), join(path, ticket)).catch(
    refuseMissing(path),
  )
  await raiseFence(path, fence)
  await removeLeftovers(path, '.swap-', { except: ticket })
  try {
    await assertNotLate(path, fence)
    await assertServes(path, goal, expected)
    if (goal !== undefined) await assertStands(path, goal)
  } catch (error) {
    await unlink(join(path, ticket)).catch(ignoreMissing)
    throw error
  }
  await rename(join(path, ticket), join(path, name)).catch(refuseLate(path))
}

// What serves already is put there once more: whoever is late with another swap must find its file gone.
async function assertServes(
  path: string,
  goal: Digest | undefined,
  expected: Digest | undefined,
): Promise<void> {
  const found = await readCurrent(path)
  if (found === expected || found === goal) return
  throw refusal.moved(path, found, expected)
}

async function assertStands(path: string, digest: Digest): Promise<void> {
  if (await exists(join(path, 'releases', hexOf(digest)))) return
  throw refusal.notStanding(path, digest)
}

function refuseLate(path: string) {
  return (cause: NodeJS.ErrnoException): never => {
    if (cause.code !== 'ENOENT') throw refusal.notSwapped(path, cause.message, cause)
    throw refusal.swappedMeanwhile(path, cause)
  }
}

function refuseMissing(path: string) {
  return (cause: NodeJS.ErrnoException): never => {
    if (cause.code === 'ENOENT') throw refusal.missing(path, cause)
    throw refusal.unchangeable(path, cause.message, cause)
  }
}
