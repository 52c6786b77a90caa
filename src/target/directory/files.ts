import { chmod, lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

type Leftovers = {
  except?: string
  /** Milliseconds since it was changed last; without it, no clock is asked: those that disagree would spare some. */
  olderThan?: number
}

/** Removes what other runs left behind, those that died and those that sleep. */
export async function removeLeftovers(
  folder: string,
  prefix: string,
  { except, olderThan }: Leftovers = {},
): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || name === except) continue
    const path = join(folder, name)
    if (olderThan === undefined || (await isOlder(path, olderThan))) await removeTree(path)
  }
}

async function isOlder(path: string, age: number): Promise<boolean> {
  const found = await lstat(path).catch(ignoreMissing)
  return found !== undefined && Date.now() - found.mtimeMs >= age
}

/** Removes a tree whose folders are read-only. */
export async function removeTree(path: string): Promise<void> {
  if ((await lstat(path).catch(ignoreMissing))?.isDirectory()) await makeWritable(path)
  await rm(path, { recursive: true, force: true })
}

export async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(ignoreMissing)) !== undefined
}

/** For `catch`: what is not there is undefined, and every other error stays one. */
export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}

async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(folder, entry.name))
  }
}
