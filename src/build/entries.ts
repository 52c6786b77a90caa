import { join } from 'node:path'
import { Failure } from '../failure.ts'
import type { BuildEdge, BuildJob } from './builder.ts'
import { type GitBlob, readBlobs, type TrackedFile } from './git.ts'
import type { LayerEntry } from './layer.ts'
import { longestPointer, parsePointer, readLarge } from './lfs.ts'
import type { Placed } from './placement.ts'
import { readGenerated } from './source.ts'
import { checkSymlink } from './symlink.ts'

type Job = Pick<BuildJob, 'checkout'>

/** Reads where symlinks lead, tracked ones by their object, and refuses those that lead out of the context. */
export async function readTargets(
  placed: readonly Placed[],
  { checkout }: Job,
  edge: Pick<BuildEdge, 'spawn'>,
): Promise<Placed[]> {
  const targets = new Map<string, string>()
  const objects = placed.flatMap(({ entry }) => trackedOf(entry, 'symlink')?.object ?? [])
  for await (const { object, bytes } of readBlobs(checkout, objects, edge)) {
    targets.set(object, (await wholeOf(bytes)).toString('utf8'))
  }
  return placed.map((one) => {
    const { entry } = one
    if (entry?.kind === 'generated-symlink') return { ...one, target: entry.target }
    const tracked = trackedOf(entry, 'symlink')
    const target = tracked && targets.get(tracked.object)
    if (tracked === undefined || target === undefined) return one
    checkSymlink(tracked.path, target, checkout.prefix)
    return { ...one, target }
  })
}

/** Reads what was placed, in its order; what is one file under several names is so in a layer, where that is asked. */
export async function* readEntries(
  placed: readonly Placed[],
  { checkout }: Job,
  edge: Pick<BuildEdge, 'spawn'>,
  { hardLinks }: { hardLinks: boolean },
): AsyncGenerator<LayerEntry> {
  // In the order in which they are wanted below, so that one process answers while the layer is written.
  const objects = placed.flatMap(({ entry }) => trackedOf(entry, 'file')?.object ?? [])
  const blobs = readBlobs(checkout, objects, edge)
  const names = new Map<string, string>()
  try {
    for (const one of placed) {
      yield (hardLinks ? linkOf(one, names) : undefined) ?? (await readEntry(one, blobs, checkout))
    }
  } finally {
    await blobs.return(undefined)
  }
}

/** What every kind of archive can hold. */
export type PlainEntry = LayerEntry & { kind: 'file' | 'directory' }

/** Reads what was placed for an archive without links: one file under several names is several files. */
export async function* readPlain(
  placed: readonly Placed[],
  job: Job,
  edge: Pick<BuildEdge, 'spawn'>,
  archive: string,
): AsyncGenerator<PlainEntry> {
  for await (const entry of readEntries(placed, job, edge, { hardLinks: false })) {
    if (entry.kind === 'file' || entry.kind === 'directory') yield entry
    else {
      throw new Failure(
        'invalid-input',
        `"/${entry.path}" is a symlink, which ${archive} cannot hold; leave it out with "!" or put a file there`,
      )
    }
  }
}

/** Reads everything, also from those who use their buffer again. */
export async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(bytes, (chunk) => new Uint8Array(chunk)))
}

function linkOf({ path, entry }: Placed, names: Map<string, string>): LayerEntry | undefined {
  if (entry?.kind !== 'generated' || entry.inode === undefined) return undefined
  const target = names.get(entry.inode)
  if (target !== undefined) return { kind: 'link', path, executable: entry.executable, target }
  names.set(entry.inode, path)
  return undefined
}

async function readEntry(
  { path, entry, target }: Placed,
  blobs: AsyncGenerator<GitBlob>,
  checkout: BuildJob['checkout'],
): Promise<LayerEntry> {
  if (target !== undefined) return { kind: 'symlink', path, target }
  if (entry?.kind === 'generated') {
    const { executable, size } = entry
    return {
      kind: 'file',
      path,
      executable,
      size,
      bytes: readGenerated(join(checkout.root, entry.path), size),
    }
  }
  if (entry?.kind !== 'tracked') return { kind: 'directory', path }
  const { file } = entry
  const { value, done } = await blobs.next()
  if (done || value.object !== file.object) throw new Error(`git answered out of order for "${file.path}"`)
  return { kind: 'file', path, executable: file.executable, ...(await trackedContent(file, value, checkout)) }
}

async function trackedContent(file: TrackedFile, { size, bytes }: GitBlob, checkout: BuildJob['checkout']) {
  if (size > longestPointer) return { size, bytes }
  const content = await wholeOf(bytes)
  const pointer = parsePointer(content)
  return pointer === undefined
    ? { size, bytes: once(content) }
    : { size: pointer.size, bytes: readLarge(checkout, file.path, pointer) }
}

function trackedOf(entry: Placed['entry'], kind: TrackedFile['kind']): TrackedFile | undefined {
  return entry?.kind === 'tracked' && entry.file.kind === kind ? entry.file : undefined
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
