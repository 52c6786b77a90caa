import { describe, expect, it } from 'vitest'
import type { Digest } from '../../../src/artifact/digest.ts'
import type { Manifest } from '../../../src/artifact/manifest.ts'
import { mediaType } from '../../../src/artifact/media-type.ts'
import type { DigestReference } from '../../../src/artifact/reference.ts'
import { isFailure } from '../../../src/failure.ts'
import type { Registry } from '../../../src/registry/registry.ts'
import { identifyBy, parseImageId } from '../../../src/target/kubernetes/identity.ts'
import type { Pod } from '../../../src/target/kubernetes/objects.ts'

const digestOf = (letter: string): Digest => `sha256:${letter.repeat(64)}`
const [index, amd, arm, amdConfig, armConfig, other] = ['1', '2', '3', '4', '5', '6'].map(digestOf) as [
  Digest,
  Digest,
  Digest,
  Digest,
  Digest,
  Digest,
]
const descriptor = (digest: Digest, type: string = mediaType.imageManifest) => ({
  mediaType: type,
  digest,
  size: 1,
})
const image = (config: Digest): Manifest => ({
  kind: 'manifest',
  mediaType: mediaType.imageManifest,
  config: descriptor(config, mediaType.imageConfig),
  layers: [],
})
const manifests = new Map<Digest, Manifest>([
  [index, { kind: 'index', mediaType: mediaType.imageIndex, manifests: [descriptor(amd), descriptor(arm)] }],
  [amd, image(amdConfig)],
  [arm, image(armConfig)],
])

function registry(asked: Digest[] = []): Pick<Registry, 'fetchManifest'> {
  return {
    fetchManifest: async ({ digest }: DigestReference) => {
      asked.push(digest)
      const manifest = manifests.get(digest)
      if (manifest === undefined) throw new Error('not there')
      return { manifest } as never
    },
  } as Pick<Registry, 'fetchManifest'>
}

function podOf(image: string, imageID: string | undefined): Pod {
  return {
    metadata: { name: 'web-1' },
    spec: { containers: [{ name: 'web', image }] },
    status: { containerStatuses: [{ name: 'web', ...(imageID !== undefined && { imageID }) }] },
  }
}

const named = (digest: Digest) => `ghcr.io/acme/web@${digest}`

it.each([
  [named(amd), { digest: amd, kind: 'manifest' }],
  [`docker-pullable://${named(amd)}`, { digest: amd, kind: 'manifest' }],
  [`docker://${amdConfig}`, { digest: amdConfig, kind: 'config' }],
  [amdConfig, { digest: amdConfig, kind: 'config' }],
  ['', undefined],
  [undefined, undefined],
  ['ghcr.io/acme/web:v1', undefined],
  ['ghcr.io/acme/web@sha256:short', undefined],
])('the imageID %j is read as %j', (text, expected) => {
  expect(parseImageId(text)).toEqual(expected)
})

describe('what a pod runs', () => {
  it.each([
    ['the manifest that was asked for', named(amd), named(amd), amd],
    ['a manifest of the index that was asked for', named(index), named(arm), index],
    ['the index itself', named(index), named(index), index],
    ['the image of the manifest, by its configuration', named(amd), amdConfig, amd],
    ['an image of the index, by its configuration', named(index), `docker://${armConfig}`, index],
    ['something that the index does not hold', named(index), named(other), other],
    ['something else than the manifest', named(amd), named(arm), arm],
    ['an image that is not of the manifest', named(amd), armConfig, armConfig],
    ['whatever a tag was', 'ghcr.io/acme/web:v1', named(amd), amd],
  ])('is %s', async (_, declared, imageId, expected) => {
    expect(await identifyBy(registry())(podOf(declared, imageId), 'web')).toBe(expected)
  })

  it('is unknown, which is a failure, where its status does not say', async () => {
    for (const imageId of ['', undefined, 'web:v1']) {
      await expect(identifyBy(registry())(podOf(named(amd), imageId), 'web')).rejects.toSatisfy((error) =>
        isFailure(error, 'mismatch'),
      )
    }
  })

  it('is asked of the registry once, and again only where that failed', async () => {
    const asked: Digest[] = []
    const identify = identifyBy(registry(asked))
    await identify(podOf(named(index), named(amd)), 'web')
    await identify(podOf(named(index), named(amd)), 'web')
    expect(asked).toEqual([index])
    for (const _ of [1, 2]) await expect(identify(podOf(named(other), named(amd)), 'web')).rejects.toThrow()
    expect(asked).toEqual([index, other, other])
  })
})
