import { createReadStream } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type Header, type Pack, pack } from 'tar-stream'

/** How much a folder holds, itself among the entries; what has two names counts twice, as whoever reads it counts. */
export type Size = { entries: number; bytes: number }

export async function sizeOf(folder: string): Promise<Size> {
  const size = { entries: 1, bytes: 0 }
  for await (const { type, path } of walk(folder)) {
    size.entries += 1
    if (type === 'file') size.bytes += (await lstat(path)).size
  }
  return size
}

/**
 * Packs what a folder holds as tar. Folders may be written to while they are filled; owners and times are nobody's.
 * Long names are in headers of pax, which GNU and BusyBox both read.
 */
export async function* packFolder(folder: string): AsyncGenerator<Uint8Array> {
  const archive = pack()
  fill(archive, folder).then(
    () => archive.finalize(),
    (error) => archive.destroy(error),
  )
  for await (const chunk of archive) yield chunk as Uint8Array
}

async function fill(archive: Pack, folder: string): Promise<void> {
  const known = new Map<string, string>()
  for await (const { name, type, path } of walk(folder)) {
    if (type === 'directory') await put(archive, { name: `${name}/`, type, mode: 0o755 })
    else if (type === 'symlink')
      await put(archive, { name, type, mode: 0o777, linkname: await readlink(path) })
    else {
      const { dev, ino, nlink, mode, size } = await lstat(path)
      const original = known.get(`${dev} ${ino}`)
      if (nlink > 1) known.set(`${dev} ${ino}`, original ?? name)
      if (original !== undefined) await put(archive, { name, type: 'link', mode, linkname: original })
      else await put(archive, { name, type, mode, size }, path)
    }
  }
}

function put(archive: Pack, header: Partial<Header> & Pick<Header, 'name'>, path?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve())
    const entry = archive.entry({ ...header, mtime: new Date(0), uid: 0, gid: 0 }, done)
    if (path !== undefined) createReadStream(path).on('error', reject).pipe(entry)
  })
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
