import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, realpath, rename, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { type Digest, hexOf, isDigest } from '../../artifact/digest.ts'
import type { TargetContext, TargetEdge } from '../target.ts'
import { readCurrent, swapCurrent } from './current.ts'
import { assertNotLate } from './fence.ts'
import { exists, ignoreMissing, removeLeftovers, removeTree } from './files.ts'
import { claim, isOurs } from './ownership.ts'
import type { FoundFile, Place } from './place.ts'
import { refusal } from './refusal.ts'

/** A folder that was begun is of a run that died once it is as old as this. Milliseconds. */
const longestStage = 60 * 60_000

/** A directory on this machine. */
export function localPlace(path: string, context: TargetContext, { exec }: TargetEdge): Place {
  const releases = join(path, 'releases')
  const folderOf = (digest: Digest) => join(releases, hexOf(digest))
  return {
    observe: async () => {
      if (!(await isOurs(path, context))) return { serving: undefined, standing: [] }
      const [serving, standing] = await Promise.all([readCurrent(path), standingIn(releases)])
      return { serving, standing }
    },
    claim: () => claim(path, context),
    holds: (digest, folder = '.') => isFolder(join(folderOf(digest), folder)),
    add: (digest, unpack) => add(releases, folderOf(digest), unpack),
    swap: (swap) => swapCurrent(path, swap),
    discard: (digest, fence) => discard(path, folderOf(digest), digest, fence),
    run: async (command) => void (await exec('sh', ['-c', command], { cwd: path })),
    read: (digest, name) => read(folderOf(digest), name),
  }
}

async function standingIn(releases: string): Promise<Digest[]> {
  const names = await readdir(releases).catch(ignoreMissing)
  return (names ?? [])
    .map((name) => `sha256:${name}`)
    .filter(isDigest)
    .sort()
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}

// Unpacked under another name first: a release folder is complete from the moment it has its name.
async function add(
  releases: string,
  release: string,
  unpack: (folder: string) => Promise<void>,
): Promise<void> {
  await removeLeftovers(releases, '.', { olderThan: longestStage })
  const partial = join(releases, `.stage-${randomUUID()}`)
  await mkdir(partial)
  try {
    await unpack(partial)
    await rename(partial, release)
  } catch (error) {
    await removeTree(partial)
    // Another run has put the same there in the meantime.
    if (isTaken(error) && (await exists(release))) return
    throw error
  }
}

function isTaken(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')
}

async function discard(path: string, release: string, digest: Digest, fence: number): Promise<void> {
  if (!(await exists(release))) return
  await assertNotLate(path, fence)
  if ((await readCurrent(path)) === digest) throw refusal.serves(path, digest)
  // Renamed first: a folder that has its name is complete, also while it is being removed.
  const removed = join(path, 'releases', `.discard-${randomUUID()}`)
  const found = await rename(release, removed).then(() => true, ignoreMissing)
  if (found) await removeTree(removed)
}

async function read(release: string, name: string): Promise<FoundFile | undefined> {
  try {
    const root = await realpath(release)
    const wanted = join(root, name)
    const path = await realpath((await isFolder(wanted)) ? join(wanted, 'index.html') : wanted)
    const found = await stat(path)
    if (!found.isFile() || !path.startsWith(root + sep)) return undefined
    return { name: basename(path), size: found.size, open: () => createReadStream(path) }
  } catch {
    // Not there, or no path at all: both are "not found" to whoever asks.
    return undefined
  }
}
