// Started by registry.ts, bundled as the actions are, as a process of its own: pushes files as the layers of an
// artifact, copies an artifact, or resolves tags.
import { stat } from 'node:fs/promises'
import { hashing } from '../../src/artifact/digest.ts'
import { formatManifest } from '../../src/artifact/manifest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { parseDigestReference, parseRepository, withTag } from '../../src/artifact/reference.ts'
import { readFrom } from '../../src/build/file-bytes.ts'
import { mapConcurrently } from '../../src/concurrently.ts'
import { nodeEdge } from '../../src/edge-node.ts'
import { copyArtifact } from '../../src/registry/copy.ts'
import { emptyConfig } from '../../src/registry/referrers.ts'
import { type Blob, blobOf, connectRegistry } from '../../src/registry/registry.ts'

const quiet = () => {}
const edge = nodeEdge({ debug: quiet, info: quiet, notice: quiet, warning: console.error })
const registry = connectRegistry({ credentials: async () => undefined }, edge)

const verbs: Record<string, (...args: string[]) => Promise<void>> = {
  async push(image, ...files) {
    const repository = parseRepository(image ?? '')
    const blobs = await mapConcurrently(files, 4, openFile)
    const config = blobOf(emptyConfig.descriptor, emptyConfig.bytes)
    await registry.pushBlobs(repository, [...blobs, config])
    const layers = blobs.map(({ descriptor }) => descriptor)
    const manifest = {
      kind: 'manifest' as const,
      mediaType: mediaType.imageManifest,
      artifactType: 'application/vnd.acme.files',
      config: config.descriptor,
      layers,
    }
    const bytes = formatManifest(manifest)
    await registry.pushManifest(withTag(repository, 'v1'), { mediaType: manifest.mediaType, bytes })
  },

  async copy(from, to) {
    await copyArtifact(
      { from: parseDigestReference(from ?? ''), to: parseRepository(to ?? ''), tags: ['v1'] },
      registry,
      edge,
    )
  },

  async resolve(image, ...tags) {
    const repository = parseRepository(image ?? '')
    await mapConcurrently(tags, 8, (tag) => registry.resolve(withTag(repository, tag)))
  },
}

async function openFile(file: string): Promise<Blob> {
  const hash = hashing()
  for await (const chunk of readFrom(file)) hash.update(chunk)
  const descriptor = {
    mediaType: 'application/octet-stream',
    digest: hash.digest(),
    size: (await stat(file)).size,
  }
  return { descriptor, open: (offset) => readFrom(file, offset) }
}

const [verb = '', ...args] = process.argv.slice(2)
await verbs[verb]?.(...args)
