import { posix } from 'node:path'
import { Failure } from '../failure.ts'
import { comparePaths } from './layer.ts'
import type { Source, SourceEntry } from './source.ts'

/** Something of a source and where it goes; a directory without a source only leads to others. */
export type Placed = {
  path: string
  entry?: SourceEntry
  /** Where a symlink leads. */
  target?: string
}

/** Where relative destinations start, and what the files are laid upon. */
export type Ground = { workdir: string; onBase: boolean }

/**
 * Decides where each source goes, as `COPY` does: a file to its destination, or into it if that ends in `/`;
 * a directory's content into its destination. Sorted as a layer is, with the directories that lead there.
 */
export function placeSources(sources: readonly Source[], ground: Ground): Placed[] {
  const placed = new Map<string, Placed>()
  for (const source of sources) {
    const destination = destinationOf(source, ground.workdir)
    for (const entry of source.entries) {
      const path = below(destination, belowSource(entry.path, source.path))
      if (path === '' && entry.kind === 'generated-directory') continue
      checkDestination(path, entry.path, ground)
      add(placed, { path, entry })
    }
  }
  for (const { path, entry } of [...placed.values()]) addParents(placed, path, entry)
  return [...placed.values()].sort((a, b) => comparePaths(a.path, b.path))
}

/** Reads a working directory of an image: absolute, without detours. */
export function parseWorkdir(text: string): string {
  const normal = posix.normalize(text).replace(/(?<=.)\/$/, '')
  if (text.startsWith('/') && !text.split('/').includes('..') && !text.includes('\\')) return normal
  throw new Failure('invalid-input', `"${text}" is not an absolute path in an image; wanted one such as /app`)
}

function belowSource(path: string, source: string): string {
  return source === '' ? path : path.slice(source.length + 1)
}

function below(directory: string, path: string): string {
  return directory === '' || path === '' ? `${directory}${path}` : `${directory}/${path}`
}

/** Where a source itself goes; what is below it follows. */
function destinationOf({ mapping, path, isDirectory }: Source, workdir: string): string {
  const { destination = mappedPath(mapping.source) } = mapping
  const absolute = posix.resolve('/', workdir, destination)
  const isInto = destination.endsWith('/') || destination === '.' || absolute === '/'
  const at = !isDirectory && isInto ? posix.join(absolute, posix.basename(path)) : absolute
  return at.slice(1)
}

// A source that is named by its absolute path has none of its own in the image.
function mappedPath(source: string): string {
  if (!/^\/|^[A-Za-z]:/.test(source)) return source
  throw refused(source, 'is an absolute path; say where it goes, as in path:/destination')
}

function checkDestination(path: string, source: string, { onBase }: Ground): void {
  if (path === '')
    throw refused(source, 'is a file and cannot be the root itself; end its destination in "/"')
  // https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#whiteouts
  if (path.split('/').some((part) => part.startsWith('.wh.'))) {
    throw refused(
      source,
      `would be "/${path}", and a name starting with ".wh." deletes from the layers below`,
    )
  }
  const linked = onBase
    ? linkedDirectories.find((directory) => `${path}/`.startsWith(`${directory}/`))
    : undefined
  if (linked !== undefined) {
    throw refused(
      source,
      `would be "/${path}", but "/${linked}" is a symlink in most base images; name what it leads to`,
    )
  }
}

// A layer has entries for the directories that lead to its files, and one of these would replace the symlink:
// a program put into /bin would be the only one there.
// https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html and the merged /usr of all current distributions
const linkedDirectories = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32', 'var/run', 'var/lock']

function add(placed: Map<string, Placed>, { path, entry }: Placed & { entry: SourceEntry }): void {
  const before = placed.get(path)?.entry
  if (before === undefined || before.path === entry.path) {
    placed.set(path, { path, entry })
  } else if (!isDirectory(before) || !isDirectory(entry)) {
    throw refused(`/${path}`, `comes from both "${before.path}" and "${entry.path}"; keep one in "files"`)
  }
}

function addParents(placed: Map<string, Placed>, path: string, entry: SourceEntry | undefined): void {
  for (let parent = posix.dirname(path); parent !== '.'; parent = posix.dirname(parent)) {
    const known = placed.get(parent)
    if (known?.entry !== undefined && !isDirectory(known.entry)) {
      throw refused(
        `/${parent}`,
        `is a file or symlink, from "${known.entry.path}", and a directory to "${entry?.path}"`,
      )
    }
    // What leads to a directory that is there has its turn, or has had it.
    if (known !== undefined) return
    placed.set(parent, { path: parent })
  }
}

function isDirectory({ kind }: SourceEntry): boolean {
  return kind === 'generated-directory'
}

function refused(subject: string, reason: string): Failure {
  return new Failure('invalid-input', `"${subject}" ${reason}`)
}
