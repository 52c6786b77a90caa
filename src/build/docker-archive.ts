import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extract, type Header } from 'tar-stream'
import { Failure } from '../failure.ts'
import type { BuildEdge } from './builder.ts'

/** An image as `docker save` gives it: its configuration, and the files of its layers, which are tars. */
export type SavedImage = { config: Uint8Array; layers: string[] }

/**
 * Takes an image out of Docker. What it is made of is told by `manifest.json`, in the archive of old and in the OCI
 * layout that newer ones write.
 * https://github.com/moby/moby/blob/v28.0.0/image/spec/spec.md#combined-image-json--filesystem-changeset-format
 */
export async function readSavedImage(id: string, directory: string, edge: BuildEdge): Promise<SavedImage> {
  const members = await unpack(id, join(directory, 'saved'), edge)
  const [image, ...others] = parseContents(await readMember('manifest.json', members))
  if (image === undefined || others.length > 0) throw malformed('it does not hold one image')
  return {
    config: await readMember(image.Config, members),
    layers: image.Layers.map((layer) => fileOf(layer, members)),
  }
}

/** By its name in the archive, the file that holds a member, or another member that it stands for. */
type Members = Map<string, { file: string; size: number } | { link: string }>

/** Writes members to files whose names are ours, so that theirs mean nothing outside of the archive. */
async function unpack(id: string, directory: string, { spawn }: BuildEdge): Promise<Members> {
  await mkdir(directory)
  const members: Members = new Map()
  const running = spawn('docker', ['save', id])
  const tar = extract()
  const unpacked = (async () => {
    for await (const entry of tar) {
      const { name, type, linkname = '' }: Header = entry.header
      if (type === 'file') {
        const file = join(directory, String(members.size))
        await pipeline(entry, createWriteStream(file, { flags: 'wx' }))
        members.set(name, { file, size: entry.header.size ?? 0 })
      } else if (type === 'symlink') {
        members.set(name, { link: posix.join(posix.dirname(name), linkname) })
      }
      entry.resume()
    }
  })()
  try {
    running.stdin.end()
    await Promise.all([pipeline(running.stdout, tar), unpacked])
    await running.ended
  } catch (error) {
    // Why it ended says more than that its archive did.
    await running.ended
    throw error instanceof Failure ? error : malformed((error as Error).message, error)
  } finally {
    running.kill()
    tar.destroy()
  }
  return members
}

const readLimit = 16 * 1024 * 1024

async function readMember(name: string, members: Members): Promise<Uint8Array> {
  const member = members.get(name)
  if (member === undefined || 'link' in member) throw malformed(`"${name}" is missing`)
  if (member.size > readLimit)
    throw malformed(`"${name}" has ${member.size} bytes, which is more than 16 MiB`)
  return readFile(member.file)
}

/** The file of a layer; two that are the same are there once. */
function fileOf(name: string, members: Members): string {
  const member = members.get(name)
  const real = member !== undefined && 'link' in member ? members.get(member.link) : member
  if (real === undefined || 'link' in real) throw malformed(`"${name}" is missing`)
  return real.file
}

function parseContents(bytes: Uint8Array): { Config: string; Layers: string[] }[] {
  const list: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
  if (!Array.isArray(list)) throw malformed('"manifest.json" is not a list')
  return list.map((entry: unknown) => {
    const { Config, Layers } = Object(entry) as { Config?: unknown; Layers?: unknown }
    if (typeof Config !== 'string' || !Array.isArray(Layers))
      throw malformed('"manifest.json" names no image')
    return { Config, Layers: Layers.filter((layer) => typeof layer === 'string') }
  })
}

function malformed(reason: string, cause?: unknown): Failure {
  return new Failure('mismatch', `what docker save gave cannot be read: ${reason}`, { cause })
}
