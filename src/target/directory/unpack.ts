import { createWriteStream } from 'node:fs'
import { chmod, link, lstat, mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises'
import { posix } from 'node:path'
import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { type Digest, hashing } from '../../artifact/digest.ts'
import { mediaType } from '../../artifact/media-type.ts'
import { Failure } from '../../failure.ts'

/** What one release may hold in all. A layer that unpacks to more is an attack or a mistake. */
const limits = { entries: 1_000_000, bytes: 32 * 1024 ** 3 }

/** What has been unpacked so far, over all layers of a release. */
export type Unpacked = { entries: number; bytes: number }

/**
 * Unpacks one layer into a folder, on top of the layers before it, and returns the digest of the tar itself.
 * Nothing is written outside of the folder, whatever the tar says.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md
 */
export async function unpackLayer(
  layer: AsyncIterable<Uint8Array>,
  type: string,
  folder: string,
  unpacked: Unpacked,
): Promise<Digest> {
  const hash = hashing()
  const tar = extract()
  const entries = (async () => {
    for await (const entry of tar) {
      count(entry.header, unpacked)
      await unpackEntry(entry.header, entry, folder)
      entry.resume()
    }
  })()
  const hashed = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  const source = Readable.from(layer, { objectMode: false })
  const decompress = decompressorOf(type)
  const written =
    decompress === undefined ? pipeline(source, hashed, tar) : pipeline(source, decompress, hashed, tar)
  await Promise.all([written, entries]).catch((error: unknown) => {
    tar.destroy()
    throw error instanceof Failure
      ? error
      : new Failure('mismatch', `layer cannot be unpacked: ${(error as Error).message}`, { cause: error })
  })
  return hash.digest()
}

function decompressorOf(type: string): Transform | undefined {
  switch (type) {
    case mediaType.layerTar:
      return undefined
    case mediaType.layerTarGzip:
    case mediaType.dockerLayer:
      return createGunzip()
    case mediaType.layerTarZstd:
      return createZstdDecompress()
    default:
      throw new Failure(
        'mismatch',
        `a layer of type "${type}" cannot be unpacked; wanted a tar, plain or compressed by gzip or zstd`,
      )
  }
}

function count({ name, size }: Header, unpacked: Unpacked): void {
  unpacked.entries += 1
  unpacked.bytes += size ?? 0
  if (unpacked.entries > limits.entries || unpacked.bytes > limits.bytes) {
    throw new Failure(
      'denied',
      `release is too large to unpack: at "${name}" it passed ${limits.entries} entries or ${limits.bytes} bytes`,
    )
  }
}

async function unpackEntry(header: Header, content: AsyncIterable<unknown>, folder: string): Promise<void> {
  const name = insideOf(header.name, header.name)
  if (name === '.') return
  const path = `${folder}/${name}`
  await enterParents(folder, name)
  if (await applyWhiteout(path)) return
  if (header.type !== 'directory') await rm(path, { recursive: true, force: true })
  switch (header.type) {
    case 'directory':
      return makeDirectory(path)
    case 'file':
    case 'contiguous-file':
      await pipeline(content, createWriteStream(path, { flags: 'wx' }))
      return chmod(path, (header.mode ?? 0) & 0o111 ? 0o555 : 0o444)
    case 'symlink':
      return symlink(targetInside(name, header.linkname ?? ''), path)
    case 'link':
      return linkFile(name, header.linkname ?? '', folder)
    default:
      throw new Failure(
        'denied',
        `layer holds "${header.name}", a ${header.type}; wanted only files, folders and links`,
      )
  }
}

/** Gives a file of the release another name; another name of a link would lead elsewhere than that link does. */
async function linkFile(name: string, linkname: string, folder: string): Promise<void> {
  const original = insideOf(linkname, name)
  await enterParents(folder, original)
  const found = await lstat(`${folder}/${original}`).catch(() => undefined)
  if (found?.isFile()) return link(`${folder}/${original}`, `${folder}/${name}`)
  const what = found === undefined ? 'not there before it' : 'not a file'
  throw new Failure('denied', `layer holds "${name}", another name of "${linkname}", which is ${what}`)
}

async function makeDirectory(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  if (found?.isDirectory()) return
  await rm(path, { force: true })
  await mkdir(path)
}

/** Normalises a path of a tar and refuses one that leaves the folder. */
function insideOf(path: string, entry: string): string {
  const normal = posix.normalize(path.replace(/^\.\//, '')).replace(/\/$/, '')
  if (
    path === '' ||
    path.includes('\0') ||
    posix.isAbsolute(normal) ||
    normal === '..' ||
    normal.startsWith('../')
  ) {
    throw new Failure('denied', `layer holds "${entry}", which leaves the release: "${path}"`)
  }
  return normal
}

/** Refuses a symbolic link that points out of the folder; returns its target as it was written. */
function targetInside(name: string, target: string): string {
  if (target === '' || posix.isAbsolute(target)) {
    throw new Failure(
      'denied',
      `layer holds the link "${name}" to "${target}"; wanted a relative target inside the release`,
    )
  }
  insideOf(posix.join(posix.dirname(name), target), name)
  return target
}

/** Creates missing parents; refuses to write through a link, which may lead anywhere by the time it is used. */
async function enterParents(folder: string, name: string): Promise<void> {
  let path = folder
  for (const part of name.split('/').slice(0, -1)) {
    path = `${path}/${part}`
    const found = await lstat(path).catch(() => undefined)
    if (found === undefined) await mkdir(path)
    else if (!found.isDirectory()) {
      const what = found.isSymbolicLink() ? `a link to "${await readlink(path)}"` : 'not a folder'
      throw new Failure('denied', `layer holds "${name}" below "${part}", which is ${what}`)
    }
  }
}

/** A `.wh.` entry removes what a layer below put there. */
async function applyWhiteout(path: string): Promise<boolean> {
  const { dir, base } = posix.parse(path)
  if (!base.startsWith('.wh.')) return false
  if (base === '.wh..wh..opq') {
    for (const name of await readdir(dir)) await rm(`${dir}/${name}`, { recursive: true, force: true })
  } else {
    const removed = base.slice('.wh.'.length)
    if (removed === '' || removed === '.' || removed === '..')
      throw new Failure('denied', `layer holds the whiteout "${base}"`)
    await rm(`${dir}/${removed}`, { recursive: true, force: true })
  }
  return true
}
