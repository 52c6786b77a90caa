import { type Digest, digestOf, isDigest } from '../../artifact/digest.ts'
import { artifactTypeOf, formatManifest, type ImageManifest, type Manifest } from '../../artifact/manifest.ts'
import { mediaType } from '../../artifact/media-type.ts'
import { emptyConfig } from '../../registry/referrers.ts'
import type { ManifestContent } from '../../registry/registry.ts'
import type { TargetContext } from '../target.ts'

/** What is kept beside an environment's tag: whose it is, what stands by for it, and the greatest fence. */
export type TagRecord = Owner & { fence: number; standing: readonly Digest[] }

export type Owner = Pick<TargetContext, 'owner' | 'environment' | 'service'>

const recordType = 'application/vnd.immutable-deploy.tag-record.v1'
const nothingType = 'application/vnd.immutable-deploy.nothing.v1'

const prefix = 'io.github.immutable-deploy'
const key = {
  owner: `${prefix}.owner`,
  environment: `${prefix}.environment`,
  service: `${prefix}.service`,
  fence: `${prefix}.fence`,
  standing: `${prefix}.standing`,
}

/** What a tag stands for where nothing is to serve: no registry need be able to delete a tag. */
export const nothing = contentOf(nothingType, {
  'org.opencontainers.image.description': 'Nothing serves here.',
})
export const nothingDigest = digestOf(nothing.bytes)

/** Writes a record; the same one is always the same bytes. */
export function formatRecord({ owner, environment, service, fence, standing }: TagRecord): ManifestContent {
  return contentOf(recordType, {
    'org.opencontainers.image.description': `What stands by for "${environment}" of ${owner}.`,
    [key.owner]: owner,
    [key.environment]: environment,
    [key.service]: service,
    [key.fence]: String(fence),
    [key.standing]: [...new Set(standing)].sort().join(' '),
  })
}

/** Reads a record; undefined for a manifest that is none. */
export function parseRecord(manifest: Manifest): TagRecord | undefined {
  if (artifactTypeOf(manifest) !== recordType) return undefined
  const { annotations = {} } = manifest
  const [owner, environment, service] = [key.owner, key.environment, key.service].map(
    (name) => annotations[name],
  )
  const fence = /^\d+$/.test(annotations[key.fence] ?? '') ? Number(annotations[key.fence]) : Number.NaN
  const standing = annotations[key.standing]?.split(' ').filter((text) => text !== '')
  if (!owner || !environment || !service || !Number.isSafeInteger(fence) || !standing?.every(isDigest))
    return undefined
  return { owner, environment, service, fence, standing }
}

export function isSameRecord(one: TagRecord, other: TagRecord): boolean {
  return digestOf(formatRecord(one).bytes) === digestOf(formatRecord(other).bytes)
}

function contentOf(artifactType: string, annotations: Record<string, string>): ManifestContent {
  const manifest: ImageManifest = {
    kind: 'manifest',
    mediaType: mediaType.imageManifest,
    artifactType,
    config: emptyConfig.descriptor,
    // Not every registry takes a manifest without layers.
    layers: [emptyConfig.descriptor],
    annotations,
  }
  return { mediaType: manifest.mediaType, bytes: formatManifest(manifest) }
}
