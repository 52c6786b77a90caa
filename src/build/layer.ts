import type { Descriptor } from '../artifact/descriptor.ts'
import type { Digest } from '../artifact/digest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { Failure } from '../failure.ts'
import { readFrom } from './file-bytes.ts'
import { writeGzip } from './gzip.ts'

/** One entry of a layer; the path is relative to the root and uses `/`. */
export type LayerEntry =
  | { kind: 'file'; path: string; executable: boolean; size: number; bytes: AsyncIterable<Uint8Array> }
  | { kind: 'directory'; path: string }
  | { kind: 'symlink'; path: string; target: string }
  /** Another name of a file that comes earlier, whose path is `target`. */
  | { kind: 'link'; path: string; executable: boolean; target: string }

/** A compressed layer in a file. */
export type SpooledLayer = {
  descriptor: Descriptor
  /** The digest before compression. */
  diffId: Digest
  /** Bytes before compression. */
  unpackedSize: number
  open(offset?: number): AsyncIterable<Uint8Array>
}

/**
 * Writes entries, sorted by path, as a compressed layer into a new file. The same entries and time give the same
 * bytes everywhere; only a buffer's worth of them is in memory.
 */
export async function spoolLayer(
  entries: AsyncIterable<LayerEntry>,
  { file, time }: { file: string; time: number },
): Promise<SpooledLayer> {
  return spoolTar(tarOf(entries, time), file)
}

/** Compresses a layer that is a tar already into a new file, in the same way. */
export async function spoolTar(tar: AsyncIterable<Uint8Array>, file: string): Promise<SpooledLayer> {
  const { digest, size, plainDigest, plainSize } = await writeGzip(tar, file)
  return {
    descriptor: { mediaType: mediaType.layerTarGzip, digest, size },
    diffId: plainDigest,
    unpackedSize: plainSize,
    open: (offset) => readFrom(file, offset),
  }
}

/** Orders paths by their bytes, as git and the layer do; UTF-16 would put some emoji before other letters. */
export function comparePaths(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (x !== y) return rankOf(x) - rankOf(y)
  }
  return a.length - b.length
}

/** The order of UTF-8 for a code unit of UTF-16: halves of what is beyond the basic plane come after all of it. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

async function* tarOf(entries: AsyncIterable<LayerEntry>, time: number): AsyncGenerator<Uint8Array> {
  let before: string | undefined
  for await (const entry of entries) {
    if (before !== undefined && comparePaths(before, entry.path) >= 0) {
      throw new Error(`entries of a layer are not in order: "${entry.path}" after "${before}"`)
    }
    before = entry.path
    yield headerOf(entry, time)
    if (entry.kind === 'file') yield* contentOf(entry)
  }
  yield new Uint8Array(2 * 512)
}

async function* contentOf({ path, size, bytes }: LayerEntry & { kind: 'file' }): AsyncGenerator<Uint8Array> {
  let passed = 0
  for await (const chunk of bytes) {
    passed += chunk.length
    if (passed <= size) yield chunk
  }
  if (passed !== size) {
    throw new Failure('mismatch', `"${path}" changed while it was read: ${passed} bytes in place of ${size}`)
  }
  yield padding(size)
}

/** A POSIX header; an extended one goes before it where a name or size does not fit. */
function headerOf(entry: LayerEntry, time: number): Uint8Array {
  const name = entry.kind === 'directory' ? `${entry.path}/` : entry.path
  const size = entry.kind === 'file' ? entry.size : 0
  const target = entry.kind === 'symlink' || entry.kind === 'link' ? entry.target : ''
  const extended = Buffer.concat([
    fits(name) ? Buffer.alloc(0) : paxRecord('path', name),
    fits(target) ? Buffer.alloc(0) : paxRecord('linkpath', target),
    size <= largestSize ? Buffer.alloc(0) : paxRecord('size', String(size)),
  ])
  const type = { file: '0', link: '1', symlink: '2', directory: '5' }[entry.kind]
  const header = ustar({ name, type, mode: modeOf(entry), size, target, time })
  if (extended.length === 0) return header
  const before = ustar({ name: 'PaxHeader', type: 'x', mode: 0o644, size: extended.length, target: '', time })
  return Buffer.concat([before, extended, padding(extended.length), header])
}

function modeOf(entry: LayerEntry): number {
  if (entry.kind === 'symlink') return 0o777
  if (entry.kind === 'directory') return sharedDirectories[entry.path] ?? 0o755
  return entry.executable ? 0o755 : 0o644
}

// A layer's directory entry replaces the mode that a base gave it, and these are of no use without theirs.
const sharedDirectories: Record<string, number> = { tmp: 0o1777, 'var/tmp': 0o1777 }

// https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
// The bytes are spelled here rather than left to a library, since every digest depends on each of them.
type Ustar = { name: string; type: string; mode: number; size: number; target: string; time: number }

const largestSize = 0o77777777777

function ustar({ name, type, mode, size, target, time }: Ustar): Uint8Array {
  const header = Buffer.alloc(512)
  header.write(fallback(name), 0, 100, 'latin1')
  header.write(octal(mode, 8), 100, 'latin1')
  header.write(octal(0, 8), 108, 'latin1')
  header.write(octal(0, 8), 116, 'latin1')
  header.write(octal(size <= largestSize ? size : 0, 12), 124, 'latin1')
  header.write(octal(time, 12), 136, 'latin1')
  header.write('        ', 148, 'latin1')
  header.write(type, 156, 'latin1')
  header.write(fallback(target), 157, 100, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  header.write(octal(0, 8), 329, 'latin1')
  header.write(octal(0, 8), 337, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\0`
}

// What stands in a plain field beside an extended header, for readers that do not know those.
function fallback(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '_').slice(0, 100)
}

function fits(text: string): boolean {
  return text.length <= 100 && /^[\x20-\x7e]*$/.test(text)
}

/** `length key=value\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest + String(rest).length
  if (String(length).length > String(rest).length) length = rest + String(length).length
  return Buffer.from(`${length} ${key}=${value}\n`)
}

function padding(size: number): Uint8Array {
  return new Uint8Array((512 - (size % 512)) % 512)
}
