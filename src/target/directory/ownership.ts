import { access, constants, lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../../failure.ts'
import type { TargetContext } from '../target.ts'
import { ignoreMissing } from './files.ts'

/** The file by which a directory is known as ours, and whose it is. */
const marker = '.immutable-deploy.json'

type Owner = Pick<TargetContext, 'owner' | 'environment' | 'service'>

/** Says whether a directory is ours yet; one that belongs to something else is a failure. */
export async function isOurs(path: string, owner: Owner): Promise<boolean> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new Failure('invalid-input', `target path "${path}" cannot be read: ${error.message}`, {
      cause: error,
    })
  })
  if (found === undefined) return false
  if (!found.isDirectory()) throw new Failure('invalid-input', `target path "${path}" is not a directory`)
  const text = await readFile(join(path, marker), 'utf8').catch(ignoreMissing)
  if (text === undefined) return refuseForeign(path)
  if (text === markerOf(owner)) return true
  throw new Failure(
    'denied',
    `target path "${path}" belongs to another environment than "${owner.environment}" of ${owner.owner}, or to another service than "${owner.service}"; see its ${marker}`,
  )
}

async function refuseForeign(path: string): Promise<false> {
  if ((await readdir(path)).length === 0) return false
  throw new Failure(
    'denied',
    `target path "${path}" holds files and no ${marker}, so it is not ours; name an empty or a new directory`,
  )
}

/** Makes an empty or new directory ours. */
export async function claim(path: string, owner: Owner): Promise<void> {
  if (process.platform === 'win32') {
    throw new Failure(
      'invalid-input',
      'target kind "directory" needs symbolic links that can be replaced; use a runner with Linux or macOS',
    )
  }
  const known = await isOurs(path, owner)
  try {
    await mkdir(path, { recursive: true })
    // First of all: a directory that holds anything else is not ours.
    if (!known) await writeFile(join(path, marker), markerOf(owner))
    await mkdir(join(path, 'releases'), { recursive: true })
    await access(path, constants.W_OK)
  } catch (cause) {
    throw new Failure('unauthorized', `target path "${path}" is not writable by this runner's user`, {
      cause,
    })
  }
}

function markerOf({ owner, environment, service }: Owner): string {
  return `${JSON.stringify({ kind: 'directory', repository: owner, environment, service })}\n`
}
