import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Descriptor } from '../../src/artifact/descriptor.ts'
import { type Digest, digestOf, hashing } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'

export type StoredManifest = { mediaType: string; bytes: Buffer }

export type StoredRepository = {
  blobs: Set<Digest>
  manifests: Map<Digest, StoredManifest>
  tags: Map<string, Digest>
}

/** What a registry keeps: blobs in files, so that large ones do not fill the memory, the rest in maps. */
export type Store = ReturnType<typeof openStore>

/** An image to begin with: only what is told, an empty configuration and no layers otherwise. */
export type SeededImage = {
  tag?: string
  config?: unknown
  layers?: readonly (Uint8Array | string)[]
  annotations?: Record<string, string>
  artifactType?: string
  subject?: Descriptor
}

export function openStore() {
  const directory = mkdtempSync(join(tmpdir(), 'registry-'))
  const repositories = new Map<string, StoredRepository>()
  const fileOf = (name: string) => join(directory, name.replace(':', '-'))

  function repository(name: string): StoredRepository {
    const found = repositories.get(name) ?? { blobs: new Set(), manifests: new Map(), tags: new Map() }
    repositories.set(name, found)
    return found
  }

  function addBlob(
    name: string,
    content: Uint8Array | string,
    type: string = mediaType.layerTar,
  ): Descriptor {
    const bytes = Buffer.from(content)
    const digest = digestOf(bytes)
    writeFileSync(fileOf(digest), bytes)
    repository(name).blobs.add(digest)
    return { mediaType: type, digest, size: bytes.length }
  }

  function addManifest(name: string, type: string, content: Uint8Array | string, tag?: string): Descriptor {
    const bytes = Buffer.from(content)
    const digest = digestOf(bytes)
    repository(name).manifests.set(digest, { mediaType: type, bytes })
    if (tag !== undefined) repository(name).tags.set(tag, digest)
    return { mediaType: type, digest, size: bytes.length }
  }

  function addImage(name: string, image: SeededImage = {}): Descriptor {
    const { tag, config = {}, layers = [], annotations, artifactType, subject } = image
    const manifest = {
      schemaVersion: 2,
      mediaType: mediaType.imageManifest,
      artifactType,
      config: addBlob(name, JSON.stringify(config), mediaType.imageConfig),
      layers: layers.map((layer) => addBlob(name, layer)),
      subject,
      annotations,
    }
    return addManifest(name, manifest.mediaType, JSON.stringify(manifest), tag)
  }

  return {
    repositories,
    repository,
    addBlob,
    addManifest,
    addImage,
    fileOf,
    /** How many bytes a blob or an upload has; undefined if there is no such one. */
    sizeOf: (name: string) => statSync(fileOf(name), { throwIfNoEntry: false })?.size,
    readBlob: (digest: Digest) => readFileSync(fileOf(digest)),
    /** Puts other bytes where a blob was, as a broken or hostile registry would. */
    tamper: (digest: Digest, bytes: Uint8Array | string) => writeFileSync(fileOf(digest), bytes),
    /** Appends what comes to an upload. */
    append: (session: string, content: Readable) =>
      pipeline(content, createWriteStream(fileOf(session), { flags: 'a' })),
    /** Makes an upload a blob, if its bytes are those of the digest. */
    async finish(name: string, session: string, digest: Digest): Promise<boolean> {
      const hash = hashing()
      for await (const chunk of createReadStream(fileOf(session))) hash.update(chunk)
      if (hash.digest() !== digest) return false
      renameSync(fileOf(session), fileOf(digest))
      repository(name).blobs.add(digest)
      return true
    },
    close: () => rmSync(directory, { recursive: true, force: true }),
  }
}
