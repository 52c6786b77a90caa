import type { Stats } from 'node:fs'
import { lstat, open, readdir, readlink, realpath } from 'node:fs/promises'
import { isAbsolute, join, posix, relative, sep } from 'node:path'
import { Failure, messageOf } from '../failure.ts'
import type { Checkout, TrackedFile } from './git.ts'

/** One line of the input `files`: what to take, and where it goes. */
export type FileMapping = {
  source: string
  /** Absolute in the image, or relative to its working directory; left out, it is the source's own path. */
  destination?: string
}

/** A mapping's source that was found, with paths relative to the working tree's top. */
export type Source = { mapping: FileMapping; path: string; isDirectory: boolean; entries: SourceEntry[] }

/** Something below a source, or the source itself; `path` is relative to the working tree's top. */
export type SourceEntry =
  | { kind: 'tracked'; path: string; file: TrackedFile }
  | { kind: 'generated'; path: string; executable: boolean; size: number }
  | { kind: 'generated-symlink'; path: string; target: string }
  | { kind: 'generated-directory'; path: string }

/**
 * Reads `path[:destination]`. On Windows the colon of a drive is part of the path; there `./c:/app` is how a
 * directory called `c` is named.
 */
export function parseFileMapping(text: string, windows = false): FileMapping {
  const drive = windows && /^[A-Za-z]:[\\/]/.test(text) ? 2 : 0
  const colon = text.indexOf(':', drive)
  const source = (colon < 0 ? text : text.slice(0, colon)).trim()
  const destination = colon < 0 ? undefined : text.slice(colon + 1).trim()
  if (source === '') throw refused(text, 'names no path; wanted path[:destination]')
  if (hasControl(text)) throw refused(text, 'has a control character')
  if (destination === undefined) return { source: windows ? source.replaceAll('\\', '/') : source }
  if (destination === '') throw refused(text, 'has nothing after the colon; wanted path[:destination]')
  if (/\\|^[A-Za-z]:/.test(destination)) {
    throw refused(text, 'has a Windows path as destination; wanted one with "/"')
  }
  if (destination.split('/').includes('..')) throw refused(text, 'has ".." in its destination')
  return { source: windows ? source.replaceAll('\\', '/') : source, destination }
}

/**
 * Finds what each mapping means: a tracked file or directory of tracked files, whose bytes are git's, or else
 * something generated, which is on disk only. All that is wrong is collected before it fails.
 */
export async function findSources(
  mappings: readonly FileMapping[],
  { context, checkout, tracked }: { context: string; checkout: Checkout; tracked: readonly TrackedFile[] },
): Promise<Source[]> {
  const found: Source[] = []
  const failures: Failure[] = []
  for (const mapping of mappings) {
    try {
      found.push(await findSource(mapping, context, checkout, tracked))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      failures.push(error)
    }
  }
  if (failures.length > 0) throw combined(failures)
  return found
}

/** Opens a generated file, which must still be the regular file it was found to be. */
export async function* readGenerated(file: string, size: number): AsyncGenerator<Uint8Array> {
  await using input = await open(file)
  const stats = await input.stat()
  if (!stats.isFile() || stats.size !== size) {
    throw new Failure('mismatch', `"${file}" changed while it was read; build when nothing writes to it`)
  }
  const buffer = new Uint8Array(64 * 1024)
  for (;;) {
    const { bytesRead } = await input.read(buffer)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

async function findSource(
  mapping: FileMapping,
  context: string,
  checkout: Checkout,
  tracked: readonly TrackedFile[],
): Promise<Source> {
  const inContext = contextPathOf(mapping.source, context)
  const path = `${checkout.prefix}${inContext}`.replace(/\/$/, '')
  const below = path === '' ? '' : `${path}/`
  const submodule = tracked.find(
    ({ kind, path: at }) => kind === 'submodule' && (at === path || below.startsWith(`${at}/`)),
  )
  if (submodule) throw submoduleFailure(submodule)

  const exact = tracked.find((file) => file.path === path)
  if (exact) return { mapping, path, isDirectory: false, entries: [trackedEntry(exact)] }
  const inside = tracked.filter((file) => file.path.startsWith(below))
  if (inside.length > 0) return { mapping, path, isDirectory: true, entries: inside.map(trackedEntry) }
  return findGenerated(mapping, path, checkout)
}

/** Where a source is below the context, in `/` form; nothing is the context itself. */
function contextPathOf(source: string, context: string): string {
  const path = isAbsolute(source) ? relative(context, source).split(sep).join('/') : source
  const normal = posix.normalize(path || '.').replace(/\/$/, '')
  if (normal === '..' || normal.startsWith('../') || isAbsolute(normal)) {
    throw refused(source, 'is outside of the context')
  }
  if (hasGitDirectory(normal)) throw refused(source, "is inside of git's own directory")
  return normal === '.' ? '' : normal
}

async function findGenerated(mapping: FileMapping, path: string, checkout: Checkout): Promise<Source> {
  const file = join(checkout.root, path)
  const stats = await lstat(file).catch(() => undefined)
  if (stats === undefined) {
    const pattern = /[*?[{]/.test(mapping.source) ? '; patterns are not read, name a directory' : ''
    throw new Failure('not-found', `"${mapping.source}" is neither in the commit nor on disk${pattern}`)
  }
  await refuseDetour(mapping.source, file, checkout.root, path)
  const entries = await walk(checkout, path, stats, checkout.prefix)
  // A symlink to a directory is a symlink, and stays one.
  return { mapping, path, isDirectory: stats.isDirectory(), entries }
}

// A path through a symlink, or in another case on a file system that ignores it, would read a tracked file from
// disk although git's bytes were meant, or leave the working tree.
async function refuseDetour(source: string, file: string, root: string, path: string): Promise<void> {
  const parent = posix.dirname(path)
  const wanted = join(await realpath(root), parent)
  const found = await realpath(join(root, parent))
  const names = await readdir(join(file, '..'))
  if (found === wanted && names.includes(posix.basename(path))) return
  throw refused(
    source,
    `leads to "${relative(root, found).split(sep).join('/')}/" by a detour; name that path`,
  )
}

async function walk(checkout: Checkout, path: string, stats: Stats, prefix: string): Promise<SourceEntry[]> {
  if (hasGitDirectory(path)) {
    throw refused(path, 'is a git directory, which may hold credentials; name what is beside it')
  }
  if (path.includes('\ufffd')) throw refused(path, 'has a name that is not UTF-8')
  const file = join(checkout.root, path)
  if (stats.isFile()) {
    return [{ kind: 'generated', path, executable: (stats.mode & 0o100) !== 0, size: stats.size }]
  }
  if (stats.isSymbolicLink()) {
    const target = (await readlink(file)).split(sep).join('/')
    checkSymlink(path, target, prefix)
    return [{ kind: 'generated-symlink', path, target }]
  }
  if (!stats.isDirectory()) throw refused(path, `is ${typeOf(stats)}; wanted files, directories or symlinks`)
  const entries: SourceEntry[] = [{ kind: 'generated-directory', path }]
  for (const name of await readdir(file)) {
    const child = `${path}/${name}`
    entries.push(...(await walk(checkout, child, await lstat(join(checkout.root, child)), prefix)))
  }
  return entries
}

/** Refuses a symlink that is absolute or whose target is outside of the directory that `prefix` names. */
export function checkSymlink(path: string, target: string, prefix: string): void {
  if (target.startsWith('/') || isAbsolute(target)) {
    throw refused(path, `is a symlink to the absolute path "${target}"`)
  }
  const resolved = posix.join(posix.dirname(path), target)
  if (resolved === '..' || resolved.startsWith('../') || !`${resolved}/`.startsWith(prefix)) {
    throw refused(path, `is a symlink to "${target}", which is outside of the context`)
  }
}

function trackedEntry(file: TrackedFile): SourceEntry {
  if (file.kind === 'submodule') throw submoduleFailure(file)
  if (file.path.includes('\ufffd')) throw refused(file.path, 'has a name that is not UTF-8')
  return { kind: 'tracked', path: file.path, file }
}

function submoduleFailure({ path }: TrackedFile): Failure {
  return refused(
    path,
    'is a submodule, whose files this commit does not hold; copy what is needed to a generated directory first',
  )
}

function typeOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isSocket()) return 'a socket'
  return 'a device'
}

// Git's own directory is found in any case on file systems that ignore it.
function hasGitDirectory(path: string): boolean {
  return path.split('/').some((part) => part.toLowerCase() === '.git')
}

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\x7f')
}

function refused(path: string, reason: string): Failure {
  return new Failure('invalid-input', `"${path}" ${reason}`)
}

function combined(failures: readonly Failure[]): Failure {
  const [first] = failures
  if (failures.length === 1 && first) return first
  const problems = failures.map((failure) => ({ message: messageOf(failure) }))
  return new Failure(
    'invalid-input',
    `input "files" has ${failures.length} problems, the first: ${problems[0]?.message}`,
    { problems },
  )
}
