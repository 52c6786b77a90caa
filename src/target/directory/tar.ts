import { createReadStream } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/** How much a folder holds, itself among the entries; what has two names counts twice, as whoever reads it counts. */
export type Size = { entries: number; bytes: number }

type Entry = { name: string; type: Type; mode: number; size: number; linkname: string }

const types = { file: '0', link: '1', symlink: '2', directory: '5', longLink: 'K', longName: 'L' } as const
type Type = keyof typeof types

const block = 512
/** As many characters as a name has in a header; longer ones come before it in an entry of their own. */
const nameLimit = 100

export async function sizeOf(folder: string): Promise<Size> {
  const size = { entries: 1, bytes: 0 }
  for await (const { type, path } of walk(folder)) {
    size.entries += 1
    if (type === 'file') size.bytes += (await lstat(path)).size
  }
  return size
}

/**
 * Packs what a folder holds as tar, in the format of GNU: the one with long names that GNU, BSD and BusyBox all read.
 * Folders may be written to while they are filled; owners and times are nobody's.
 * https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
export async function* pack(folder: string): AsyncGenerator<Uint8Array> {
  const known = new Map<string, string>()
  for await (const { name, type, path } of walk(folder)) {
    if (type === 'directory') {
      yield* header({ name: `${name}/`, type, mode: 0o755, size: 0, linkname: '' })
    } else if (type === 'symlink') {
      yield* header({ name, type, mode: 0o777, size: 0, linkname: await readlink(path) })
    } else {
      const { dev, ino, nlink, mode, size } = await lstat(path)
      const original = known.get(`${dev} ${ino}`)
      if (nlink > 1) known.set(`${dev} ${ino}`, original ?? name)
      if (original !== undefined) {
        yield* header({ name, type: 'link', mode, size: 0, linkname: original })
      } else {
        yield* header({ name, type, mode, size, linkname: '' })
        yield* createReadStream(path)
        yield padding(size)
      }
    }
  }
  yield new Uint8Array(2 * block)
}

type Found = { name: string; path: string; type: 'file' | 'symlink' | 'directory' }

async function* walk(root: string, below = ''): AsyncGenerator<Found> {
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    const type = entry.isDirectory() ? 'directory' : entry.isSymbolicLink() ? 'symlink' : 'file'
    yield { name, path: join(root, name), type }
    if (type === 'directory') yield* walk(root, name)
  }
}

function* header(entry: Entry): Generator<Uint8Array> {
  yield* longName('longLink', entry.linkname)
  yield* longName('longName', entry.name)
  yield formatHeader(entry)
}

function* longName(type: 'longLink' | 'longName', name: string): Generator<Uint8Array> {
  const bytes = Buffer.from(`${name}\0`)
  if (bytes.length <= nameLimit) return
  yield formatHeader({ name: '././@LongLink', type, mode: 0, size: bytes.length, linkname: '' })
  yield bytes
  yield padding(bytes.length)
}

function formatHeader({ name, type, mode, size, linkname }: Entry): Uint8Array {
  const bytes = Buffer.alloc(block)
  bytes.set(Buffer.from(name).subarray(0, nameLimit), 0)
  bytes.write(octal(mode & 0o777, 8), 100)
  bytes.write(octal(0, 8), 108)
  bytes.write(octal(0, 8), 116)
  writeSize(bytes, size)
  bytes.write(octal(0, 12), 136)
  bytes.write(' '.repeat(8), 148)
  bytes.write(types[type], 156)
  bytes.set(Buffer.from(linkname).subarray(0, nameLimit), 157)
  bytes.write('ustar  \0', 257)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${octal(sum, 7)} `, 148)
  return bytes
}

/** Eleven octal digits take 8 GiB; what is larger is written in base 256, with the highest bit set. */
function writeSize(bytes: Buffer, size: number): void {
  if (size < 8 ** 11) bytes.write(octal(size, 12), 124)
  else {
    bytes.writeUInt8(0x80, 124)
    bytes.writeBigUInt64BE(BigInt(size), 128)
  }
}

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, '0')}\0`
}

function padding(size: number): Uint8Array {
  return new Uint8Array((block - (size % block)) % block)
}
