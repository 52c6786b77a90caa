import { randomUUID } from 'node:crypto'
import { access, constants, link, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../../failure.ts'
import { ignoreMissing } from './files.ts'
import { formatMarker, markerName, type Owner } from './marker.ts'
import { refusal } from './refusal.ts'

/** Says whether a directory is ours yet; one that belongs to something else is a failure. */
export async function isOurs(path: string, owner: Owner): Promise<boolean> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw refusal.unreadable(path, error.message, error)
  })
  if (found === undefined) return false
  if (!found.isDirectory()) throw refusal.notDirectory(path)
  const text = await readFile(join(path, markerName), 'utf8').catch(ignoreMissing)
  if (text === undefined) return isClaimedSince(path, owner)
  if (text === formatMarker(owner)) return true
  throw refusal.ofAnother(path, owner)
}

/** Looks into a directory that had no marker a moment ago. */
async function isClaimedSince(path: string, owner: Owner): Promise<boolean> {
  const names = await readdir(path)
  // One that is about to be claimed holds the beginning of a marker, or several.
  if (names.every((name) => name.startsWith(`${markerName}.`))) return false
  if (names.includes(markerName)) return isOurs(path, owner)
  throw refusal.foreign(path)
}

/** Makes an empty or new directory ours. */
export async function claim(path: string, owner: Owner): Promise<void> {
  refuseWindows()
  const known = await isOurs(path, owner)
  try {
    await mkdir(path, { recursive: true })
    // First of all: a directory that holds anything else is not ours.
    if (!known) await writeMarker(path, owner)
    await mkdir(join(path, 'releases'), { recursive: true })
    await access(path, constants.W_OK)
  } catch (cause) {
    throw new Failure('unauthorized', `target path "${path}" is not writable by this runner's user`, {
      cause,
    })
  }
  // Of two who claim it at once, one is refused.
  if (!known) await isOurs(path, owner)
}

/** Releases hold links and permissions that Windows does not have. */
export function refuseWindows(): void {
  if (process.platform !== 'win32') return
  throw new Failure(
    'invalid-input',
    'target kind "directory" needs symbolic links that can be replaced; use a runner with Linux or macOS',
  )
}

/** Puts a marker there whole, unless there is one. */
async function writeMarker(path: string, owner: Owner): Promise<void> {
  const begun = join(path, `${markerName}.${randomUUID()}`)
  await writeFile(begun, formatMarker(owner))
  try {
    await link(begun, join(path, markerName))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(begun, { force: true })
  }
}
