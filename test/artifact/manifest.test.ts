import { describe, expect, it } from 'vitest'
import { formatPlatform } from '../../src/artifact/descriptor.ts'
import { digestOf } from '../../src/artifact/digest.ts'
import {
  artifactTypeOf,
  formatManifest,
  type Manifest,
  manifestMediaTypes,
  parseManifest,
} from '../../src/artifact/manifest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'

const bytesOf = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const config = { mediaType: mediaType.imageConfig, digest: digestOf('{}'), size: 2 }
const layer = { mediaType: mediaType.layerTar, digest: digestOf('layer'), size: 5 }
const manifest = { schemaVersion: 2, mediaType: mediaType.imageManifest, config, layers: [layer] }
const child = {
  mediaType: mediaType.imageManifest,
  digest: digestOf('child'),
  size: 5,
  platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
  artifactType: 'a/b',
  annotations: { a: 'b' },
}
const index = { schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: [child] }
const mismatch = expect.objectContaining({ code: 'mismatch' })

describe('parseManifest', () => {
  it('reads an image', () => {
    const expected = { kind: 'manifest', mediaType: mediaType.imageManifest, config, layers: [layer] }
    expect(parseManifest(bytesOf(manifest))).toEqual(expected)
  })

  it('reads an index', () => {
    const expected = { kind: 'index', mediaType: mediaType.imageIndex, manifests: [child] }
    expect(parseManifest(bytesOf(index))).toEqual(expected)
  })

  it.each([
    [mediaType.dockerManifest, manifest, 'manifest'],
    [mediaType.dockerIndex, index, 'index'],
  ])("reads Docker's %s", (type, content, kind) => {
    expect(parseManifest(bytesOf({ ...content, mediaType: type }))).toMatchObject({ kind, mediaType: type })
  })

  it('reads subject, artifact type and annotations', () => {
    const more = { artifactType: 'a/b', subject: child, annotations: { a: 'b' } }
    expect(parseManifest(bytesOf({ ...manifest, ...more }))).toMatchObject(more)
  })

  it('takes the declared media type where the manifest says none, as OCI allows', () => {
    const { mediaType: type, ...content } = index
    expect(parseManifest(bytesOf(content), type).kind).toBe('index')
  })

  // The confusion of CVE-2021-41190: the same bytes read as an image by one and as an index by another.
  // https://github.com/opencontainers/distribution-spec/security/advisories/GHSA-mc8v-mgrf-8f4m
  it.each<[string, unknown, string?]>([
    ['is declared as another kind', manifest, mediaType.imageIndex],
    ['is declared with parameters', manifest, `${mediaType.imageManifest}; charset=utf-8`],
    ['is an index with layers', { ...index, layers: [layer] }],
    ['is an index with a configuration', { ...index, config }],
    ['is an image with manifests', { ...manifest, manifests: [child] }],
    ['says no media type, nor does anyone', { ...manifest, mediaType: undefined }],
    ['is of a media type unknown', { ...manifest, mediaType: 'application/json' }],
    ['is of schema 1', { ...manifest, mediaType: 'application/vnd.docker.distribution.manifest.v1+json' }],
    ['has a media type that is no text', { ...manifest, mediaType: [mediaType.imageManifest] }],
  ])('refuses what %s', (_, content, declared) => {
    expect(() => parseManifest(bytesOf(content), declared)).toThrow(mismatch)
  })

  it.each<[string, unknown]>([
    ['is empty', ''],
    ['is no JSON', '{'],
    ['is no object', '[]'],
    ['is null', 'null'],
    ['has no configuration', { ...manifest, config: undefined }],
    ['has no layers', { ...manifest, layers: undefined }],
    ['has layers that are no list', { ...manifest, layers: {} }],
    ['has no manifests', { ...index, manifests: undefined }],
    ['has a layer that is null', { ...manifest, layers: [null] }],
    ['has a subject that is a digest', { ...manifest, subject: layer.digest }],
    ['has annotations that are no texts', { ...manifest, annotations: { a: 1 } }],
    ['has annotations that are a list', { ...manifest, annotations: ['a'] }],
    ['has an artifact type that is no text', { ...manifest, artifactType: 1 }],
    ['has a layer without a media type', { ...manifest, layers: [{ ...layer, mediaType: '' }] }],
    ['has a layer without a digest', { ...manifest, layers: [{ ...layer, digest: undefined }] }],
    [
      'has a layer with another digest',
      { ...manifest, layers: [{ ...layer, digest: `sha512:${'a'.repeat(128)}` }] },
    ],
    [
      'has a layer with a path for a digest',
      { ...manifest, layers: [{ ...layer, digest: '../../etc/passwd' }] },
    ],
    ['has a layer without a size', { ...manifest, layers: [{ ...layer, size: undefined }] }],
    ['has a layer of less than nothing', { ...manifest, layers: [{ ...layer, size: -1 }] }],
    ['has a layer of half a byte', { ...manifest, layers: [{ ...layer, size: 0.5 }] }],
    ['has a layer whose size is a text', { ...manifest, layers: [{ ...layer, size: '5' }] }],
    ['has a layer beyond all numbers', { ...manifest, layers: [{ ...layer, size: 1e300 }] }],
    ['has a platform that is a text', { ...index, manifests: [{ ...child, platform: 'linux' }] }],
  ])('refuses what %s', (_, content) => {
    expect(() => parseManifest(bytesOf(content), mediaType.imageManifest)).toThrow(mismatch)
  })

  it('refuses bytes that are not UTF-8', () => {
    expect(() => parseManifest(new Uint8Array([0x22, 0xff, 0x22]))).toThrow(mismatch)
  })

  it('does not trip over names that objects have of their own', () => {
    const text = JSON.stringify(manifest).replace('{', '{"__proto__":{"manifests":[]},')
    expect(parseManifest(bytesOf(text))).toMatchObject({ kind: 'manifest', layers: [layer] })
  })
})

describe('formatManifest', () => {
  it.each<[string, Manifest]>([
    [
      'an image',
      parseManifest(bytesOf({ ...manifest, subject: layer, artifactType: 'a/b', annotations: { a: 'b' } })),
    ],
    ['an index', parseManifest(bytesOf({ ...index, subject: layer, annotations: { a: 'b' } }))],
  ])('writes %s as it was read', (_, value) => {
    expect(parseManifest(formatManifest(value))).toEqual(value)
  })

  it('gives the same bytes whatever the order of the fields', () => {
    const value = parseManifest(bytesOf(manifest))
    const reversed = Object.fromEntries(Object.entries(value).reverse()) as Manifest
    expect(digestOf(formatManifest(reversed))).toBe(digestOf(formatManifest(value)))
  })

  it('writes the fields in the order of the specification', () => {
    const text = new TextDecoder().decode(formatManifest(parseManifest(bytesOf(manifest))))
    expect(text).toBe(JSON.stringify(manifest))
  })
})

describe('artifactTypeOf', () => {
  it.each([
    ['its own', { ...manifest, artifactType: 'a/b' }, 'a/b'],
    ['that of the configuration', manifest, mediaType.imageConfig],
    ['none for an index that says none', index, undefined],
  ])('is %s', (_, content, type) => {
    expect(artifactTypeOf(parseManifest(bytesOf(content)))).toBe(type)
  })
})

it('a manifest is asked for as image or index, of OCI or Docker', () => {
  expect(manifestMediaTypes).toHaveLength(4)
})

it.each([
  [{ os: 'linux', architecture: 'amd64' }, 'linux/amd64'],
  [{ os: 'linux', architecture: 'arm', variant: 'v7' }, 'linux/arm/v7'],
])('platform %j is written %s', (platform, text) => {
  expect(formatPlatform(platform)).toBe(text)
})
