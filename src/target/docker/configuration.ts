import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { mediaType } from '../../artifact/media-type.ts'
import { type DigestReference, formatReference } from '../../artifact/reference.ts'
import { Failure } from '../../failure.ts'
import type { Registry } from '../../registry/registry.ts'
import type { Engine } from './engine.ts'
import type { Host } from './releases.ts'

/** Bytes of a layer once it is unpacked: configuration, not a program. */
const limit = { maxOutputLength: 64 * 1024 * 1024 }

/**
 * Makes a volume with the files of an artifact. It belongs to one container, which mounts it read-only: nobody else
 * reads it while it is filled, and it goes with that container.
 */
export async function fillConfiguration(
  { volume, image, labels }: { volume: string; image: string; labels: Readonly<Record<string, string>> },
  { engine, options, context }: Host,
): Promise<void> {
  const artifact = options.configuration?.image
  if (artifact === undefined) return
  const filler = `${volume}-filler`
  await removeConfiguration(volume, engine)
  const marks = Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`])
  await engine.run(['volume', 'create', ...marks, volume])
  // Never started: it only lends its name for a path into the volume. It keeps the engine from copying there what the
  // image has at that path, too.
  const mount = `type=volume,src=${volume},dst=/configuration,volume-nocopy`
  await engine.run(['create', '--pull', 'never', '--name', filler, ...marks, '--mount', mount, image, 'none'])
  try {
    for (const tar of await layersOf(artifact, context.registry))
      await engine.run(['cp', '-', `${filler}:/configuration`], { input: tar })
  } finally {
    await engine.try(['rm', '--force', filler])
  }
}

export async function removeConfiguration(volume: string, engine: Engine): Promise<void> {
  await engine.try(['rm', '--force', `${volume}-filler`])
  const { exitCode, stderr } = await engine.try(['volume', 'rm', volume])
  if (exitCode !== 0 && !/no such volume/i.test(stderr))
    throw engine.refusal('docker volume rm failed', stderr)
}

async function layersOf(artifact: DigestReference, registry: Registry): Promise<Uint8Array[]> {
  const { manifest } = await registry.fetchManifest(artifact)
  if (manifest.kind !== 'manifest')
    throw new Failure(
      'mismatch',
      `configuration ${formatReference(artifact)} is an index; wanted one artifact`,
    )
  return Promise.all(
    manifest.layers.map(async (layer) => unpacked(await registry.readBlob(artifact, layer), layer.mediaType)),
  )
}

function unpacked(bytes: Uint8Array, type: string): Uint8Array {
  switch (type) {
    case mediaType.layerTar:
      return bytes
    case mediaType.layerTarGzip:
    case mediaType.dockerLayer:
      return gunzipSync(bytes, limit)
    case mediaType.layerTarZstd:
      return zstdDecompressSync(bytes, limit)
    default:
      throw new Failure('mismatch', `configuration has a layer of type "${type}"; wanted a tar`)
  }
}
