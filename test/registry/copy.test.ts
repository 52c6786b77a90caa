import { describe, expect, it } from 'vitest'
import type { Descriptor } from '../../src/artifact/descriptor.ts'
import { digestOf, hexOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { withDigest } from '../../src/artifact/reference.ts'
import { type CopyRequest, copyArtifact } from '../../src/registry/copy.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, type RegistryServerOptions, startRegistry } from '../support/registry.ts'

const shop = ({ host }: RegistryServer) => ({ registry: host, repository: 'acme/shop' })
const production = ({ host }: RegistryServer) => ({ registry: host, repository: 'prod/shop' })

function copy(
  source: RegistryServer,
  destination: RegistryServer,
  { digest }: Descriptor,
  tags: string[] = [],
) {
  const edge = testEdge()
  const request: CopyRequest = { from: withDigest(shop(source), digest), to: production(destination), tags }
  const registry = connectRegistry({ credentials: async () => undefined }, edge)
  return copyArtifact(request, registry, edge)
}

/** An index of two platforms with a layer in common; something attached to each, and to what is attached. */
function addRelease({ store }: RegistryServer): Descriptor {
  const arm = store.addImage('acme/shop', { layers: ['common', 'arm'], config: { architecture: 'arm64' } })
  const amd = store.addImage('acme/shop', { layers: ['common', 'amd'], config: { architecture: 'amd64' } })
  const manifests = [amd, arm]
  const index = store.addManifest(
    'acme/shop',
    mediaType.imageIndex,
    // With a space, so that only bytes that are kept have the same digest.
    JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests }, null, 1),
    'v1',
  )
  const sbom = addReferrer({ store }, index, 'sbom')
  addReferrer({ store }, arm, 'sbom of arm')
  addReferrer({ store }, sbom, 'signature of the sbom')
  return index
}

function addReferrer(
  { store }: Pick<RegistryServer, 'store'>,
  subject: Descriptor,
  text: string,
): Descriptor {
  return store.addImage('acme/shop', { artifactType: 'a/b', subject, layers: [text], annotations: { text } })
}

/** All that a repository holds, by digest. */
function contentOf({ store }: RegistryServer, repository: string) {
  const { blobs, manifests } = store.repository(repository)
  return {
    blobs: [...blobs].sort(),
    manifests: [...manifests].map(([digest, { bytes }]) => `${digest} ${bytes}`).sort(),
  }
}

const writes = ({ requests }: RegistryServer) =>
  requests.filter(({ method }) => ['PUT', 'PATCH', 'POST'].includes(method))

describe('a copy', () => {
  it('has every byte: platforms, layers, and whatever is attached to any of it', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const release = addRelease(source)
    const { image } = await copy(source, destination, release)
    expect(image).toEqual(withDigest(production(destination), release.digest))
    expect(contentOf(destination, 'prod/shop')).toEqual(contentOf(source, 'acme/shop'))
  })

  const kinds: [string, RegistryServerOptions][] = [
    ['lists referrers', {}],
    ['lists referrers by pages', { pageSize: 1 }],
    ['knows nothing of referrers', { referrers: false }],
    ['lists referrers and says no OCI-Subject', { ociSubject: false }],
    ['says OCI-Subject and keeps no list', { referrers: false, ociSubject: true }],
  ]

  it.each(kinds)('has its referrers listed in a registry that %s', async (_, options) => {
    await using source = await startRegistry()
    await using destination = await startRegistry(options)
    const release = addRelease(source)
    await copy(source, destination, release)
    const registry = connectRegistry({ credentials: async () => undefined }, testEdge())
    const [sbom] = await registry.listReferrers(withDigest(production(destination), release.digest))
    expect(sbom).toMatchObject({ artifactType: 'a/b', annotations: { text: 'sbom' } })
    const above = await registry.listReferrers(
      withDigest(production(destination), sbom?.digest ?? release.digest),
    )
    expect(above.map(({ annotations }) => annotations?.text)).toEqual(['signature of the sbom'])
  })

  it('finds referrers that its source lists under a tag', async () => {
    await using source = await startRegistry({ referrers: false })
    await using destination = await startRegistry()
    const image = source.store.addImage('acme/shop')
    const subject = withDigest(shop(source), image.digest)
    const registry = connectRegistry({ credentials: async () => undefined }, testEdge())
    const { digest } = await registry.attach(subject, {
      artifactType: 'a/b',
      mediaType: 'a/b',
      bytes: Buffer.from('x'),
    })
    await copy(source, destination, image)
    expect(destination.store.repository('prod/shop').manifests.has(digest)).toBe(true)
  })

  it('is mounted, not sent, within one registry', async () => {
    await using server = await startRegistry()
    const release = addRelease(server)
    const { blobs, bytes } = await copy(server, server, release)
    expect({ blobs, bytes }).toEqual({ blobs: 0, bytes: 0 })
    expect(
      server.requests.filter(({ method, path }) => method === 'PUT' && path.includes('/blobs/')),
    ).toEqual([])
    expect(contentOf(server, 'prod/shop')).toEqual(contentOf(server, 'acme/shop'))
  })

  it('sends nothing a second time', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const release = addRelease(source)
    await copy(source, destination, release, ['v1'])
    const before = writes(destination).length
    expect(await copy(source, destination, release, ['v1'])).toMatchObject({
      manifests: 0,
      blobs: 0,
      bytes: 0,
    })
    const after = writes(destination).slice(before)
    expect(after.map(({ path }) => path)).toEqual(['/v2/prod/shop/manifests/v1'])
  })

  it('goes on where one before it broke off', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const release = addRelease(source)
    let allowed = 12
    destination.fault({
      match: ({ method }) => method === 'PUT' && --allowed < 0,
      answer: { status: 403, body: '{"errors":[{"code":"DENIED"}]}' },
    })
    await expect(copy(source, destination, release)).rejects.toMatchObject({ code: 'unauthorized' })
    const sent = contentOf(destination, 'prod/shop').blobs.length
    expect(sent).toBeGreaterThan(0)
    allowed = Number.POSITIVE_INFINITY
    await copy(source, destination, release)
    expect(contentOf(destination, 'prod/shop')).toEqual(contentOf(source, 'acme/shop'))
    const finished = destination.requests.filter(
      ({ method, path, status }) => method === 'PUT' && path.includes('/blobs/') && status === 201,
    )
    expect(finished).toHaveLength(contentOf(source, 'acme/shop').blobs.length)
  })

  it('brings what was attached since', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const release = addRelease(source)
    await copy(source, destination, release)
    const { digest } = addReferrer(source, release, 'attached later')
    expect(await copy(source, destination, release)).toMatchObject({ manifests: 1, blobs: 1 })
    expect(destination.store.repository('prod/shop').manifests.has(digest)).toBe(true)
  })

  it('leaves what a vendor hands out itself where it is', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const { store } = source
    const foreign = {
      mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar',
      digest: digestOf('w'),
      size: 1,
    }
    const manifest = {
      schemaVersion: 2,
      mediaType: mediaType.imageManifest,
      config: store.addBlob('acme/shop', '{}', mediaType.imageConfig),
      layers: [foreign, store.addBlob('acme/shop', 'layer')],
    }
    const image = store.addManifest('acme/shop', mediaType.imageManifest, JSON.stringify(manifest))
    destination.store.repository('prod/shop').blobs.add(foreign.digest)
    await copy(source, destination, image)
    expect(destination.store.repository('prod/shop').manifests.has(image.digest)).toBe(true)
  })

  it('passes over what is listed as attached and is not', async () => {
    await using source = await startRegistry({ referrers: false })
    await using destination = await startRegistry()
    const image = source.store.addImage('acme/shop')
    const other = source.store.addImage('acme/shop', { layers: ['other'] })
    const gone = { mediaType: mediaType.imageManifest, digest: digestOf('gone'), size: 4 }
    const index = { schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: [other, gone] }
    source.store.addManifest(
      'acme/shop',
      mediaType.imageIndex,
      JSON.stringify(index),
      `sha256-${hexOf(image.digest)}`,
    )
    await copy(source, destination, image)
    expect([...destination.store.repository('prod/shop').manifests.keys()]).toEqual([image.digest])
  })
})

describe('a tag of a copy', () => {
  it('is put where it is free', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const release = addRelease(source)
    await copy(source, destination, release, ['v1', 'sha-1'])
    const { tags } = destination.store.repository('prod/shop')
    expect(Object.fromEntries(tags)).toEqual({ v1: release.digest, 'sha-1': release.digest })
  })

  it('is never moved, and nothing is copied then', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const release = addRelease(source)
    const other = destination.store.addImage('prod/shop', { tag: 'v1', layers: ['other'] })
    await expect(copy(source, destination, release, ['v1'])).rejects.toMatchObject({ code: 'mismatch' })
    await expect(copy(source, destination, release, ['v1'])).rejects.toThrow(
      /:v1: it is sha256:.* tags are never moved/,
    )
    expect(destination.store.repository('prod/shop').tags.get('v1')).toBe(other.digest)
    expect(writes(destination)).toEqual([])
  })
})

describe('what cosign keeps under tags', () => {
  const signature = (annotation: string, size = 7) => ({
    mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
    digest: digestOf('payload'),
    size,
    annotations: { 'dev.cosignproject.cosign/signature': annotation },
  })

  function addSignatures(
    { store }: RegistryServer,
    repository: string,
    image: Descriptor,
    ...signed: string[]
  ) {
    store.addBlob(repository, 'payload')
    const config = store.addBlob(repository, '{}', mediaType.imageConfig)
    const layers = signed.map((annotation) => signature(annotation))
    const manifest = { schemaVersion: 2, mediaType: mediaType.imageManifest, config, layers }
    return store.addManifest(
      repository,
      manifest.mediaType,
      JSON.stringify(manifest),
      `sha256-${hexOf(image.digest)}.sig`,
    )
  }

  const tagOf = ({ store }: RegistryServer, { digest }: Descriptor) =>
    store.repository('prod/shop').tags.get(`sha256-${hexOf(digest)}.sig`)

  it('comes along, for each platform too', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const child = source.store.addImage('acme/shop')
    const index = { schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: [child] }
    const image = source.store.addManifest('acme/shop', mediaType.imageIndex, JSON.stringify(index))
    const signatures = [
      addSignatures(source, 'acme/shop', image, 'A'),
      addSignatures(source, 'acme/shop', child, 'B'),
    ]
    await copy(source, destination, image)
    expect([tagOf(destination, image), tagOf(destination, child)]).toEqual(
      signatures.map(({ digest }) => digest),
    )
  })

  it('grows with the signatures that are added at its source', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const image = source.store.addImage('acme/shop')
    addSignatures(destination, 'prod/shop', image, 'A')
    const both = addSignatures(source, 'acme/shop', image, 'A', 'B')
    await copy(source, destination, image)
    expect(tagOf(destination, image)).toBe(both.digest)
  })

  it('is not replaced where it holds what its source has not', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const image = source.store.addImage('acme/shop')
    const there = addSignatures(destination, 'prod/shop', image, 'C')
    addSignatures(source, 'acme/shop', image, 'A', 'B')
    await expect(copy(source, destination, image)).rejects.toMatchObject({ code: 'mismatch' })
    expect(tagOf(destination, image)).toBe(there.digest)
  })

  it('may name the image itself, as nothing but a joke would', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const image = source.store.addImage('acme/shop')
    source.store.repository('acme/shop').tags.set(`sha256-${hexOf(image.digest)}.sig`, image.digest)
    await copy(source, destination, image)
    expect(tagOf(destination, image)).toBe(image.digest)
  })
})

describe('a hostile source', () => {
  it('cannot lead ever deeper by indexes', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    let entry = source.store.addImage('acme/shop')
    for (let depth = 0; depth < 12; depth++) {
      const index = { schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: [entry] }
      entry = source.store.addManifest('acme/shop', mediaType.imageIndex, JSON.stringify(index))
    }
    await expect(copy(source, destination, entry)).rejects.toMatchObject({ code: 'mismatch' })
    await expect(copy(source, destination, entry)).rejects.toThrow('9 levels deep')
  })

  it('cannot lead ever deeper by referrers', async () => {
    await using source = await startRegistry()
    await using destination = await startRegistry()
    const image = source.store.addImage('acme/shop')
    let subject = image
    for (let depth = 0; depth < 12; depth++) subject = addReferrer(source, subject, `referrer ${depth}`)
    await expect(copy(source, destination, image)).rejects.toThrow('9 levels deep')
  })

  it('cannot lead in circles', async () => {
    await using source = await startRegistry({ referrers: false })
    await using destination = await startRegistry()
    const image = source.store.addImage('acme/shop')
    const referrer = addReferrer(source, image, 'one')
    const list = (manifests: Descriptor[], { digest }: Descriptor) =>
      source.store.addManifest(
        'acme/shop',
        mediaType.imageIndex,
        JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests }),
        `sha256-${hexOf(digest)}`,
      )
    list([referrer, image], image)
    list([image, referrer], referrer)
    await copy(source, destination, image)
    expect([...destination.store.repository('prod/shop').manifests.keys()].sort()).toEqual(
      [image.digest, referrer.digest].sort(),
    )
  })

  it.each(['wrong-bytes', 'wrong-digest'] as const)(
    'cannot pass off another layer or manifest by %s',
    async (answer) => {
      await using source = await startRegistry()
      await using destination = await startRegistry()
      const release = addRelease(source)
      const what = answer === 'wrong-bytes' ? '/blobs/' : '/manifests/'
      source.fault({ match: ({ method, path }) => method === 'GET' && path.includes(what), answer })
      await expect(copy(source, destination, release)).rejects.toMatchObject({ code: 'mismatch' })
      expect(destination.store.repository('prod/shop').manifests.has(release.digest)).toBe(false)
    },
  )
})
