import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  type Stats,
} from 'node:fs'
import { lstat, readdir, realpath } from 'node:fs/promises'
import { isAbsolute, join, posix, relative, sep } from 'node:path'
import type { Platform } from '../artifact/descriptor.ts'
import { Failure, messageOf } from '../failure.ts'
import { type Excluder, type Exclusion, parseExclusion } from './exclusion.ts'
import type { Checkout, TrackedFile, TrackedTree } from './git.ts'
import { checkVariables, expandVariables } from './platform-variables.ts'
import { checkSymlink } from './symlink.ts'

/** What to take, and where it goes. */
export type FileMapping = {
  source: string
  /** Absolute in the image, or relative to its working directory; left out, it is the source's own path. */
  destination?: string
}

/** One line of the input `files`. */
export type FileLine = FileMapping | Exclusion

/** A mapping's source that was found, with paths relative to the working tree's top. */
export type Source = { mapping: FileMapping; path: string; isDirectory: boolean; entries: SourceEntry[] }

/** Something below a source, or the source itself; `path` is relative to the working tree's top. */
export type SourceEntry =
  | { kind: 'tracked'; path: string; file: TrackedFile }
  | { kind: 'generated'; path: string; executable: boolean; size: number; inode?: string }
  | { kind: 'generated-symlink'; path: string; target: string }
  | { kind: 'generated-directory'; path: string }

/** Where sources are looked for, and what is left out of them. */
export type Searched = { context: string; checkout: Checkout; tracked: TrackedTree; excluder: Excluder }

/**
 * Reads `path[:destination]` or `!pattern`. On Windows the colon of a drive is part of the path; there `./c:/app` is
 * how a directory called `c` is named.
 */
export function parseFileLine(text: string, windows = false): FileLine {
  if (hasControl(text)) throw refused(text, 'has a control character')
  checkVariables(text)
  return text.startsWith('!') ? parseExclusion(text, windows) : parseMapping(text, windows)
}

export function isExclusion(line: FileLine): line is Exclusion {
  return 'pattern' in line
}

/** Says what a line is for one platform. */
export function expandLine(line: FileLine, platform: Platform): FileLine {
  const expand = (text: string) => {
    const expanded = expandVariables(text, platform)
    if (expanded === '') throw refused(text, 'is nothing for a platform without a variant')
    return expanded
  }
  if (isExclusion(line)) return { pattern: expand(line.pattern) }
  const { source, destination } = line
  return { source: expand(source), ...(destination !== undefined && { destination: expand(destination) }) }
}

/**
 * Finds what each mapping means: a tracked file or directory of tracked files, whose bytes are git's, or else
 * something generated, which is on disk only. All that is wrong is collected before it fails.
 */
export async function findSources(mappings: readonly FileMapping[], searched: Searched): Promise<Source[]> {
  const found: Source[] = []
  const failures: Failure[] = []
  for (const mapping of mappings) {
    try {
      found.push(await findSource(mapping, searched))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      failures.push(error)
    }
  }
  if (failures.length > 0) throw combined(failures)
  return found
}

// Files are looked at and read in place rather than by Node's threads: nothing else is to be done meanwhile, and for
// a hundred thousand small ones handing each over takes ten times as long as reading it.

/** Reads a generated file, which must still be the regular file it was found to be. */
export async function* readGenerated(file: string, size: number): AsyncGenerator<Uint8Array> {
  const input = openFound(file)
  try {
    const stats = fstatSync(input)
    if (!stats.isFile() || stats.size !== size) throw changed(file)
    const buffer = new Uint8Array(Math.min(size + 1, 64 * 1024))
    for (let read = readSync(input, buffer); read > 0; read = readSync(input, buffer)) {
      yield buffer.subarray(0, read)
    }
  } finally {
    closeSync(input)
  }
}

/** Opens it without following a symlink or waiting for a pipe that may have taken its place; Windows has neither. */
function openFound(file: string): number {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  try {
    return openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (cause) {
    throw new Failure('mismatch', `"${file}" was found but cannot be opened: ${messageOf(cause)}`, { cause })
  }
}

function changed(file: string): Failure {
  return new Failure('mismatch', `"${file}" changed while it was read; build when nothing writes to it`)
}

function parseMapping(text: string, windows: boolean): FileMapping {
  const drive = windows && /^[A-Za-z]:[\\/]/.test(text) ? 2 : 0
  const colon = text.indexOf(':', drive)
  const source = (colon < 0 ? text : text.slice(0, colon)).trim()
  const destination = colon < 0 ? undefined : text.slice(colon + 1).trim()
  if (source === '') throw refused(text, 'names no path; wanted path[:destination]')
  if (destination === undefined) return { source: windows ? source.replaceAll('\\', '/') : source }
  if (destination === '') throw refused(text, 'has nothing after the colon; wanted path[:destination]')
  if (/\\|^[A-Za-z]:/.test(destination)) {
    throw refused(text, 'has a Windows path as destination; wanted one with "/"')
  }
  if (destination.split('/').includes('..')) throw refused(text, 'has ".." in its destination')
  return { source: windows ? source.replaceAll('\\', '/') : source, destination }
}

async function findSource(mapping: FileMapping, searched: Searched): Promise<Source> {
  const { context, checkout, tracked, excluder } = searched
  const path = `${checkout.prefix}${contextPathOf(mapping.source, context)}`.replace(/\/$/, '')
  let isWhole = true
  const excludes = (path: string) => {
    const excluded = excluder.excludes(path.slice(checkout.prefix.length))
    if (excluded) isWhole = false
    return excluded
  }
  const source =
    findTracked(mapping, path, tracked, excludes) ?? (await findGenerated(mapping, path, checkout, excludes))
  if (isWhole || source.entries.some(({ kind }) => kind !== 'generated-directory')) return source
  throw refused(mapping.source, 'is left out as a whole by the lines with "!"; leave out one or the other')
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

type Excludes = (path: string) => boolean

function findTracked(
  mapping: FileMapping,
  path: string,
  tracked: TrackedTree,
  excludes: Excludes,
): Source | undefined {
  const exact = tracked.at(path)
  const submodule = exact?.kind === 'submodule' ? exact : submoduleAbove(path, tracked)
  if (submodule) throw submoduleFailure(submodule)
  const files = exact ? [exact] : tracked.below(path)
  if (files.length === 0) return undefined
  const entries = files.filter((file) => !excludes(file.path)).map(trackedEntry)
  return { mapping, path, isDirectory: exact === undefined, entries }
}

function submoduleAbove(path: string, tracked: TrackedTree): TrackedFile | undefined {
  for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
    const above = tracked.at(path.slice(0, slash))
    if (above?.kind === 'submodule') return above
  }
  return undefined
}

async function findGenerated(
  mapping: FileMapping,
  path: string,
  checkout: Checkout,
  excludes: Excludes,
): Promise<Source> {
  const file = join(checkout.root, path)
  const stats = await lstat(file).catch(() => undefined)
  if (stats === undefined) {
    const pattern = /[*?[{]/.test(mapping.source) ? '; patterns are not read, name a directory' : ''
    throw new Failure('not-found', `"${mapping.source}" is neither in the commit nor on disk${pattern}`)
  }
  await refuseDetour(mapping.source, file, checkout.root, path)
  const entries = walk(checkout, path, excludes)
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

/** Lists what is on disk; what is left out is not even looked into. */
function walk(checkout: Checkout, from: string, excludes: Excludes): SourceEntry[] {
  const entries: SourceEntry[] = []
  const waiting = [from]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (excludes(path)) continue
    const entry = readEntry(checkout, path)
    entries.push(entry)
    if (entry.kind !== 'generated-directory') continue
    for (const name of readdirSync(join(checkout.root, path))) waiting.push(`${path}/${name}`)
  }
  return entries
}

function readEntry({ root, prefix }: Checkout, path: string): SourceEntry {
  if (hasGitDirectory(path)) {
    throw refused(path, 'is a git directory, which may hold credentials; name what is beside it')
  }
  if (path.includes('\ufffd')) throw refused(path, 'has a name that is not UTF-8')
  const file = join(root, path)
  const stats = lstatSync(file)
  if (stats.isFile()) {
    const inode = inodeOf(file, stats)
    const executable = (stats.mode & 0o100) !== 0
    return { kind: 'generated', path, executable, size: stats.size, ...(inode && { inode }) }
  }
  if (stats.isSymbolicLink()) {
    const target = readlinkSync(file).split(sep).join('/')
    checkSymlink(path, target, prefix)
    return { kind: 'generated-symlink', path, target }
  }
  if (!stats.isDirectory()) throw refused(path, `is ${typeOf(stats)}; wanted files, directories or symlinks`)
  return { kind: 'generated-directory', path }
}

// Two files must never be taken for one: a number would round the large inodes of some file systems, and Windows
// has such as are longer than what it tells.
function inodeOf(file: string, { nlink }: Stats): string | undefined {
  if (nlink === 1 || sep === '\\') return undefined
  const { dev, ino } = lstatSync(file, { bigint: true })
  return `${dev}:${ino}`
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
  return /(^|\/)\.git(\/|$)/i.test(path)
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
