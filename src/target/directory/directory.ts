import { randomUUID } from 'node:crypto'
import {
  access,
  chmod,
  constants,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { type Digest, formatShortDigest, hexOf, isDigest } from '../../artifact/digest.ts'
import { type DigestReference, formatReference } from '../../artifact/reference.ts'
import { Failure } from '../../failure.ts'
import type { Adapter, Observation, Staged, Target, TargetContext, TargetEdge } from '../target.ts'
import { startPreview } from './preview.ts'
import { unpackRelease } from './release.ts'

const options = z.strictObject({
  path: z
    .string()
    .refine(isAbsolute, 'wanted an absolute path')
    .describe('Absolute path of the directory; it holds `releases/<hex>` and the link `current`.'),
  root: z
    .string()
    .regex(/^(?!\/)(?!.*\.\.)/, 'wanted a relative path without ".."')
    .default('.')
    .describe('Folder inside a release that is served, as in `srv/www`.'),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where the directory is served; asked by checks after the swap.'),
  reload: z
    .string()
    .min(1)
    .optional()
    .describe('Command run after each swap, as in `systemctl reload nginx`.'),
})

type Options = z.infer<typeof options>

/** The file by which a directory is known as ours, and whose it is. */
const marker = '.immutable-deploy.json'

/**
 * A directory on this machine: each release is unpacked read-only to `releases/<hex>`, and the link `current`,
 * replaced by one rename, is what serves. A web server that follows the link needs to know nothing more.
 */
export const directory: Adapter = {
  description: 'A directory on the runner’s machine, swapped by a symbolic link',
  options,
  can: { preview: true, weights: false },
  connect: (written, context, edge) => connectDirectory(options.parse(written), context, edge),
}

function connectDirectory(options: Options, context: TargetContext, edge: TargetEdge): Target {
  const { path } = options
  const current = join(path, 'current')
  const releaseOf = (digest: Digest) => join(path, 'releases', hexOf(digest))

  async function observe(): Promise<Observation> {
    if (!(await isOurs(path, context))) return { serving: [], standing: [], url: options.url }
    const standing = await standingIn(path)
    const digest = await readCurrent(current)
    // A link to a release that is gone serves nothing, whatever it says.
    const serving = digest !== undefined && standing.includes(digest) ? [{ digest, percent: 100 }] : []
    return { serving, standing, url: options.url }
  }

  async function stage(artifact: DigestReference): Promise<Staged> {
    await claim(path, context)
    const release = releaseOf(artifact.digest)
    if (!(await exists(release))) await stageRelease(artifact, release)
    return startPreview(join(release, options.root)).catch((cause) => {
      throw new Failure(
        'mismatch',
        `release ${formatShortDigest(artifact.digest)} has no folder "${options.root}"`,
        { cause },
      )
    })
  }

  // Unpacked under another name first: a release folder is complete from the moment it has its name.
  async function stageRelease(artifact: DigestReference, release: string): Promise<void> {
    await removeLeftovers(dirname(release), '.stage-')
    const partial = join(dirname(release), `.stage-${hexOf(artifact.digest)}-${randomUUID()}`)
    await mkdir(partial)
    edge.log.info(`unpacking ${formatReference(artifact)}`)
    try {
      await unpackRelease(context.registry, artifact, partial)
      await rename(partial, release)
    } catch (error) {
      await removeTree(partial)
      throw error
    }
  }

  async function shift(digest: Digest, percent: number, expected: Digest | undefined): Promise<void> {
    if (percent !== 0 && percent !== 100) {
      throw new Failure(
        'invalid-input',
        `a directory serves one release; wanted a shift to 100 or 0 percent, found ${percent}`,
      )
    }
    if (percent === 100 && !(await exists(releaseOf(digest)))) {
      throw new Failure(
        'not-found',
        `release ${formatShortDigest(digest)} does not stand in "${path}"; stage it first`,
      )
    }
    const goal = percent === 100 ? digest : undefined
    if ((await readCurrent(current)) !== goal) await swap(goal, expected)
    if (options.reload !== undefined) await edge.exec('sh', ['-c', options.reload], { cwd: path })
  }

  // The swap is the rename of a file that every other swap removes, once it has put its own there and before it
  // looks. Of two at once at most one finds its file still there and what serves unmoved; one that wakes up late
  // finds its file gone and changes nothing; one that dies leaves no lock behind.
  async function swap(goal: Digest | undefined, expected: Digest | undefined): Promise<void> {
    const name = `.swap-${randomUUID()}`
    const ticket = join(path, name)
    await symlink(goal === undefined ? 'nothing' : join('releases', hexOf(goal)), ticket)
    await removeLeftovers(path, '.swap-', name)
    const found = await readCurrent(current)
    if (found !== expected) {
      await unlink(ticket).catch(ignoreMissing)
      throw new Failure(
        'mismatch',
        `"${path}" serves ${nameOf(found)}; wanted to replace ${nameOf(expected)}, so nothing was changed`,
      )
    }
    await rename(ticket, goal === undefined ? `${ticket}-ended` : current).catch((cause) => {
      throw new Failure('mismatch', `another run swapped "${path}" in the meantime; nothing was changed`, {
        cause,
      })
    })
    if (goal === undefined) {
      await unlink(current).catch(ignoreMissing)
      await unlink(`${ticket}-ended`).catch(ignoreMissing)
    }
  }

  async function discard(digest: Digest): Promise<void> {
    const release = releaseOf(digest)
    if (!(await exists(release))) return
    if ((await readCurrent(current)) === digest) {
      throw new Failure(
        'denied',
        `release ${formatShortDigest(digest)} serves from "${path}"; it is not discarded`,
      )
    }
    // Renamed first: a folder that has its name is complete, also while it is being removed.
    const removed = join(path, 'releases', `.discard-${hexOf(digest)}-${randomUUID()}`)
    await rename(release, removed)
    await removeTree(removed)
  }

  return { observe, stage, shift, discard }
}

/** Says whether the directory is one of ours; one that belongs to something else is a failure. */
async function isOurs(path: string, { owner, environment }: TargetContext): Promise<boolean> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new Failure('invalid-input', `target path "${path}" cannot be read: ${error.message}`, {
      cause: error,
    })
  })
  if (found === undefined) return false
  if (!found.isDirectory()) throw new Failure('invalid-input', `target path "${path}" is not a directory`)
  const text = await readFile(join(path, marker), 'utf8').catch(ignoreMissing)
  if (text === undefined) {
    if ((await readdir(path)).length === 0) return false
    throw new Failure(
      'denied',
      `target path "${path}" holds files and no ${marker}, so it is not ours; name an empty or a new directory`,
    )
  }
  const claimed = `${owner} ${environment}`
  if (text.trim() !== markerText(owner, environment).trim()) {
    throw new Failure(
      'denied',
      `target path "${path}" belongs to another environment than "${claimed}"; see its ${marker}`,
    )
  }
  return true
}

/** Makes an empty or new directory ours. */
async function claim(path: string, context: TargetContext): Promise<void> {
  if (process.platform === 'win32') {
    throw new Failure(
      'invalid-input',
      'target kind "directory" needs symbolic links that can be replaced; use a runner with Linux or macOS',
    )
  }
  const known = await isOurs(path, context)
  try {
    await mkdir(join(path, 'releases'), { recursive: true })
    await access(path, constants.W_OK)
    if (!known) await writeFile(join(path, marker), markerText(context.owner, context.environment))
  } catch (cause) {
    throw new Failure('unauthorized', `target path "${path}" is not writable by this runner's user`, {
      cause,
    })
  }
}

function markerText(owner: string, environment: string): string {
  return `${JSON.stringify({ kind: 'directory', repository: owner, environment })}\n`
}

async function readCurrent(current: string): Promise<Digest | undefined> {
  const found = await lstat(current).catch(ignoreMissing)
  if (found === undefined) return undefined
  const digest = `sha256:${(found.isSymbolicLink() ? await readlink(current) : '').replace(/^releases\//, '')}`
  if (!isDigest(digest))
    throw new Failure(
      'denied',
      `"${current}" is not a link to one of our releases; it was made by something else`,
    )
  return digest
}

async function standingIn(path: string): Promise<Digest[]> {
  const names = await readdir(join(path, 'releases')).catch(ignoreMissing)
  return (names ?? [])
    .map((name) => `sha256:${name}`)
    .filter(isDigest)
    .sort()
}

/** Removes what other runs left behind, those that died and those that sleep. */
async function removeLeftovers(folder: string, prefix: string, except?: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(prefix) && name !== except) await removeTree(join(folder, name))
  }
}

/** Removes a tree whose folders are read-only. */
async function removeTree(path: string): Promise<void> {
  if ((await lstat(path).catch(ignoreMissing))?.isDirectory()) await makeWritable(path)
  await rm(path, { recursive: true, force: true })
}

async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(folder, entry.name))
  }
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(ignoreMissing)) !== undefined
}

function nameOf(digest: Digest | undefined): string {
  return digest === undefined ? 'nothing' : formatShortDigest(digest)
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
