import { Failure } from '../failure.ts'
import { inert } from '../inert.ts'
import type { Descriptor } from './descriptor.ts'
import { isDigest } from './digest.ts'
import { mediaType } from './media-type.ts'

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md */
export type ImageManifest = {
  kind: 'manifest'
  mediaType: string
  artifactType?: string
  config: Descriptor
  layers: Descriptor[]
  subject?: Descriptor
  annotations?: Record<string, string>
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md */
export type ImageIndex = {
  kind: 'index'
  mediaType: string
  artifactType?: string
  manifests: Descriptor[]
  subject?: Descriptor
  annotations?: Record<string, string>
}

export type Manifest = ImageManifest | ImageIndex

const indexTypes: readonly string[] = [mediaType.imageIndex, mediaType.dockerIndex]
const manifestTypes: readonly string[] = [mediaType.imageManifest, mediaType.dockerManifest]

/** The media types by which a manifest is asked for. */
export const manifestMediaTypes = [...manifestTypes, ...indexTypes]

/** Reads a manifest or an index; `declared` is the media type of the descriptor or header that led here. */
export function parseManifest(bytes: Uint8Array, declared?: string): Manifest {
  const content = parseObject(bytes)
  const said = optionalString(content.mediaType, 'mediaType')
  if (said !== undefined && declared !== undefined && said !== declared) {
    throw malformed(`it says mediaType "${inert(said)}" where "${inert(declared)}" was declared`)
  }
  const common = {
    mediaType: said ?? declared ?? '',
    artifactType: optionalString(content.artifactType, 'artifactType'),
    subject: content.subject === undefined ? undefined : parseDescriptor(content.subject, 'subject'),
    annotations: parseAnnotations(content.annotations, 'annotations'),
  }
  if (indexTypes.includes(common.mediaType)) {
    // An index with layers, or a manifest with children, is read differently by different clients.
    if ('layers' in content || 'config' in content) throw malformed('an index has "layers" or "config"')
    return { kind: 'index', ...common, manifests: parseDescriptors(content.manifests, 'manifests') }
  }
  if (manifestTypes.includes(common.mediaType)) {
    if ('manifests' in content) throw malformed('an image manifest has "manifests"')
    return {
      kind: 'manifest',
      ...common,
      config: parseDescriptor(content.config, 'config'),
      layers: parseDescriptors(content.layers, 'layers'),
    }
  }
  throw malformed(`its media type is "${inert(common.mediaType)}"; wanted an OCI or Docker manifest or index`)
}

/** Writes a manifest in the field order of the specification: the same value gives the same bytes. */
export function formatManifest(manifest: Manifest): Uint8Array {
  const { mediaType, artifactType, subject, annotations } = manifest
  const content =
    manifest.kind === 'index'
      ? { manifests: manifest.manifests }
      : { config: manifest.config, layers: manifest.layers }
  return new TextEncoder().encode(
    JSON.stringify({ schemaVersion: 2, mediaType, artifactType, ...content, subject, annotations }),
  )
}

/** What an artifact is of: its own type, or that of its configuration. */
export function artifactTypeOf(manifest: Manifest): string | undefined {
  return manifest.artifactType ?? (manifest.kind === 'manifest' ? manifest.config.mediaType : undefined)
}

export function parseDescriptor(value: unknown, at: string): Descriptor {
  if (!isObject(value)) throw malformed(`"${at}" is not a descriptor`)
  const { mediaType, digest, size, platform } = value
  if (typeof mediaType !== 'string' || mediaType === '') throw malformed(`"${at}.mediaType" is missing`)
  if (typeof digest !== 'string' || !isDigest(digest))
    throw malformed(`"${at}.digest" is not a sha256 digest`)
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw malformed(`"${at}.size" is not a size`)
  const artifactType = optionalString(value.artifactType, `${at}.artifactType`)
  const annotations = parseAnnotations(value.annotations, `${at}.annotations`)
  return {
    mediaType,
    digest,
    size,
    ...(artifactType !== undefined && { artifactType }),
    ...(annotations !== undefined && { annotations }),
    ...(platform !== undefined && { platform: parsePlatform(platform, `${at}.platform`) }),
  }
}

function parseDescriptors(value: unknown, at: string): Descriptor[] {
  if (!Array.isArray(value)) throw malformed(`"${at}" is not a list`)
  return value.map((entry, index) => parseDescriptor(entry, `${at}[${index}]`))
}

function parsePlatform(value: unknown, at: string): Descriptor['platform'] {
  if (!isObject(value)) throw malformed(`"${at}" is not a platform`)
  const variant = optionalString(value.variant, `${at}.variant`)
  return {
    os: optionalString(value.os, `${at}.os`) ?? 'unknown',
    architecture: optionalString(value.architecture, `${at}.architecture`) ?? 'unknown',
    ...(variant !== undefined && { variant }),
  }
}

function parseAnnotations(value: unknown, at: string): Record<string, string> | undefined {
  if (value === undefined || value === null) return undefined
  if (!isObject(value) || Object.values(value).some((text) => typeof text !== 'string')) {
    throw malformed(`"${at}" does not map strings to strings`)
  }
  return value as Record<string, string>
}

function optionalString(value: unknown, at: string): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw malformed(`"${at}" is not a string`)
  return value
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
  let content: unknown
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new Failure('mismatch', 'not a manifest: it is not JSON', { cause })
  }
  if (!isObject(content)) throw malformed('it is not a JSON object')
  return content
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function malformed(reason: string): Failure {
  return new Failure('mismatch', `not a manifest: ${reason}`)
}
