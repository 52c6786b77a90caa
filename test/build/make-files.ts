import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { extract } from 'tar-stream'
import { formatManifest } from '../../src/artifact/manifest.ts'
import { parseRepository } from '../../src/artifact/reference.ts'
import type { BuildJob, Recipe } from '../../src/build/builder.ts'
import { files } from '../../src/build/files.ts'
import { readCheckout } from '../../src/build/git.ts'
import { parseFileLine } from '../../src/build/source.ts'
import { Failure } from '../../src/failure.ts'
import type { Blob } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { commitTime, temporaryDirectory, type WorkingTree } from './working-tree.ts'

const offline = {
  resolve: () => Promise.reject(new Error('asked the registry')),
  fetchManifest: () => Promise.reject(new Error('asked the registry')),
  readBlob: () => Promise.reject(new Error('asked the registry')),
  fetchBlob: (): never => {
    throw new Error('asked the registry')
  },
}

export type Options = Partial<Recipe & Pick<BuildJob, 'image' | 'tags'>>

/** Makes what lines of `files` say, of a working tree and without a registry. */
export async function make(
  tree: Pick<WorkingTree, 'path'>,
  lines: readonly string[],
  { image = parseRepository('ghcr.io/acme/shop'), tags = [], ...options }: Options = {},
  edge = testEdge(),
) {
  using temporary = temporaryDirectory()
  const recipe: Recipe = { context: tree.path, files: lines.map((line) => parseFileLine(line)), ...options }
  const checkout = await readCheckout(recipe.context, edge)
  const source = 'https://github.com/acme/shop'
  const job = { recipe, checkout, image, tags, source, time: commitTime, temporary: temporary.path }
  const made = await files.make(job, offline, edge)
  // Layers are files that are gone afterwards.
  const blobs = new Map<string, Buffer>()
  for (const blob of made.blobs) blobs.set(blob.descriptor.digest, await bytesOf(blob))
  return { ...made, blobs, logged: edge.logged }
}

/** Makes an image or an artifact of one layer, and shows what is in it. */
export async function makeOne(...parameters: Parameters<typeof make>) {
  const { manifest, blobs, logged } = await make(...parameters)
  if (manifest.kind === 'index') throw new Error('an index was made')
  return {
    manifest,
    logged,
    text: Buffer.from(formatManifest(manifest)).toString(),
    config: JSON.parse(blobs.get(manifest.config.digest)?.toString() ?? ''),
    layer: blobs.get(manifest.layers[0]?.digest ?? '') ?? Buffer.alloc(0),
  }
}

/** What a layer holds, by path: the content, `* ` before that of a program, `-> ` and `=> ` before where links lead. */
export async function entriesOf(layer: Buffer): Promise<Record<string, string>> {
  const tar = extract()
  tar.end(gunzipSync(layer))
  const entries: Record<string, string> = {}
  for await (const entry of tar) {
    const { name, type, mode = 0, linkname } = entry.header
    const content = (await buffer(entry)).toString()
    if (type === 'directory') entries[`${name.replace(/\/$/, '')}/`] = ''
    else if (type === 'symlink') entries[name] = `-> ${linkname}`
    else if (type === 'link') entries[name] = `=> ${linkname}`
    else entries[name] = mode === 0o755 ? `* ${content}` : content
  }
  return entries
}

export function withoutDirectories(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !name.endsWith('/')))
}

export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (error: unknown) => error,
  )
  if (error instanceof Failure) return error
  throw error
}

async function bytesOf({ open }: Blob): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(open()))
}
