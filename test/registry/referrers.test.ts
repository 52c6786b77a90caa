import { describe, expect, it } from 'vitest'
import type { Descriptor } from '../../src/artifact/descriptor.ts'
import { digestOf, hexOf } from '../../src/artifact/digest.ts'
import { parseManifest } from '../../src/artifact/manifest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { withDigest } from '../../src/artifact/reference.ts'
import { parseNextLink } from '../../src/registry/referrers.ts'
import { connectRegistry, type Referrer } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import {
  type FaultAnswer,
  type RegistryServer,
  type RegistryServerOptions,
  startRegistry,
} from '../support/registry.ts'

const sbomType = 'application/vnd.cyclonedx+json'

function connect() {
  return connectRegistry({ credentials: async () => undefined, timeout: 1000 }, testEdge())
}

function referrer(text: string, artifactType = sbomType): Referrer {
  return { artifactType, mediaType: 'text/plain', bytes: Buffer.from(text), annotations: { text } }
}

function seed(server: RegistryServer) {
  const image = server.store.addImage('acme/shop', { tag: 'v1' })
  return withDigest({ registry: server.host, repository: 'acme/shop' }, image.digest)
}

function fallbackTag(subject: { digest: `sha256:${string}` }) {
  return `sha256-${hexOf(subject.digest)}`
}

/** The index under the fallback tag, as it is stored. */
function fallback(server: RegistryServer, subject: { digest: `sha256:${string}` }) {
  const { tags, manifests } = server.store.repository('acme/shop')
  const digest = tags.get(fallbackTag(subject))
  const stored = digest && manifests.get(digest)
  return stored && parseManifest(stored.bytes, stored.mediaType)
}

const texts = (listed: Descriptor[]) => listed.map(({ annotations }) => annotations?.text).sort()

const kinds: [string, RegistryServerOptions][] = [
  ['lists them', {}],
  ['lists them by pages', { pageSize: 1 }],
  ['knows nothing of them', { referrers: false }],
  ['says OCI-Subject and keeps no list', { referrers: false, ociSubject: true }],
  ['lists them and says no OCI-Subject', { ociSubject: false }],
  ['knows nothing of them nor of If-Match', { referrers: false, ifMatch: false }],
  ['knows nothing of them, behind a proxy with weak ETags', { referrers: false, weakEtags: true }],
]

describe.each(kinds)('referrers in a registry that %s', (_, options) => {
  it('are found after they have been attached', async () => {
    await using server = await startRegistry(options)
    const subject = seed(server)
    const registry = connect()
    const attached = await registry.attach(subject, referrer('one'))
    await registry.attach(subject, referrer('two', 'text/other'))
    expect(texts(await registry.listReferrers(subject))).toEqual(['one', 'two'])
    expect(await registry.listReferrers(subject, sbomType)).toEqual([attached])
    expect(attached).toMatchObject({ artifactType: sbomType, annotations: { text: 'one' } })
  })

  it('carry their subject, their type and their file', async () => {
    await using server = await startRegistry(options)
    const subject = seed(server)
    const registry = connect()
    const { digest } = await registry.attach(subject, referrer('one'))
    const { manifest } = await registry.fetchManifest(withDigest(subject, digest))
    expect(manifest).toMatchObject({ artifactType: sbomType, subject: { digest: subject.digest } })
    const [layer] = manifest.kind === 'manifest' ? manifest.layers : []
    expect(layer && (await registry.readBlob(subject, layer)).toString()).toBe('one')
  })

  it('are there once when the same is attached twice', async () => {
    await using server = await startRegistry(options)
    const subject = seed(server)
    const registry = connect()
    expect(await registry.attach(subject, referrer('one'))).toEqual(
      await registry.attach(subject, referrer('one')),
    )
    expect(await registry.listReferrers(subject)).toHaveLength(1)
  })

  it('are none where none have been attached', async () => {
    await using server = await startRegistry(options)
    expect(await connect().listReferrers(seed(server))).toEqual([])
  })
})

describe('many writers at once', () => {
  const names = Array.from({ length: 20 }, (_, index) => `referrer ${String(index).padStart(2, '0')}`)

  it.each(kinds)('lose nothing with one client in a registry that %s', async (_, options) => {
    await using server = await startRegistry(options)
    const subject = seed(server)
    const registry = connect()
    await Promise.all(names.map((name) => registry.attach(subject, referrer(name))))
    expect(texts(await registry.listReferrers(subject))).toEqual(names)
    // In turn: nobody has to write the list again.
    const written = server.lines().filter((line) => line.startsWith('PUT') && line.includes('sha256-'))
    expect(written.length).toBeLessThanOrEqual(names.length)
  })

  it.each(kinds.filter(([, { ifMatch, weakEtags }]) => ifMatch !== false && !weakEtags))(
    'lose nothing with a client each in a registry that %s',
    async (_, options) => {
      await using server = await startRegistry(options)
      const subject = seed(server)
      await connect().attach(subject, referrer('first'))
      await Promise.all(names.map((name) => connect().attach(subject, referrer(name))))
      expect(texts(await connect().listReferrers(subject))).toEqual(['first', ...names])
    },
  )

  it('write again what another one has overwritten', async () => {
    await using server = await startRegistry({ referrers: false, ifMatch: false })
    const subject = seed(server)
    const registry = connect()
    await registry.attach(subject, referrer('one'))
    const before = server.store.repository('acme/shop').tags.get(fallbackTag(subject))
    let overwritten = false
    // The other one read the list before this write and writes its own after it.
    const overwrite = async () => {
      const { tags } = server.store.repository('acme/shop')
      if (!overwritten && before !== undefined) tags.set(fallbackTag(subject), before)
      overwritten = true
    }
    const slow = connectRegistry({ credentials: async () => undefined }, testEdge({ sleep: overwrite }))
    await slow.attach(subject, referrer('two'))
    expect(texts(await registry.listReferrers(subject))).toEqual(['one', 'two'])
  })
})

describe('the fallback index', () => {
  it('keeps the entries of others with their types and annotations', async () => {
    await using server = await startRegistry({ referrers: false })
    const subject = seed(server)
    const entry = {
      mediaType: mediaType.imageManifest,
      digest: digestOf('by another tool'),
      size: 15,
      artifactType: 'a/b',
      annotations: { a: 'b' },
    }
    const index = {
      schemaVersion: 2,
      mediaType: mediaType.imageIndex,
      manifests: [entry],
      annotations: { c: 'd' },
    }
    server.store.addManifest('acme/shop', mediaType.imageIndex, JSON.stringify(index), fallbackTag(subject))
    server.store.addManifest('acme/shop', entry.mediaType, 'by another tool')
    const attached = await connect().attach(subject, referrer('one'))
    expect(fallback(server, subject)).toMatchObject({ manifests: [entry, attached], annotations: { c: 'd' } })
  })

  it('is not written where the registry keeps the list', async () => {
    await using server = await startRegistry()
    const subject = seed(server)
    await connect().attach(subject, referrer('one'))
    expect(fallback(server, subject)).toBeUndefined()
  })

  it('is one clear failure where its tag must not move', async () => {
    await using server = await startRegistry({ referrers: false, immutableTags: /^sha256-/ })
    const subject = seed(server)
    const registry = connect()
    await registry.attach(subject, referrer('one'))
    const failure = registry.attach(subject, referrer('two'))
    await expect(failure).rejects.toMatchObject({ code: 'denied' })
    await expect(failure).rejects.toThrow('leave tags that start with "sha256-" out of tag immutability')
  })

  it('is one clear failure where its tag must not move and the answer is the one of a lost race', async () => {
    await using server = await startRegistry({ referrers: false })
    const subject = seed(server)
    await connect().attach(subject, referrer('one'))
    server.fault({
      match: ({ method, path }) => method === 'PUT' && path.includes('sha256-'),
      answer: {
        status: 412,
        body: '{"errors":[{"code":"PRECONDITION","message":"configured as immutable"}]}',
      },
    })
    const failure = connect().attach(subject, referrer('two'))
    await expect(failure).rejects.toMatchObject({ code: 'denied' })
    await expect(failure).rejects.toThrow('tag immutability')
  })

  it('is not taken from a tag that is something else', async () => {
    await using server = await startRegistry({ referrers: false })
    const subject = seed(server)
    server.store.addImage('acme/shop', { tag: fallbackTag(subject), layers: ['other'] })
    expect(await connect().listReferrers(subject)).toEqual([])
    await expect(connect().attach(subject, referrer('one'))).rejects.toMatchObject({ code: 'denied' })
  })

  it('is empty where the registry answers the subject itself', async () => {
    await using server = await startRegistry({ referrers: false })
    const manifests = [server.store.addImage('acme/shop')]
    const bytes = JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests })
    const image = server.store.addManifest('acme/shop', mediaType.imageIndex, bytes)
    const subject = withDigest({ registry: server.host, repository: 'acme/shop' }, image.digest)
    server.store.repository('acme/shop').tags.set(fallbackTag(subject), image.digest)
    expect(await connect().listReferrers(subject)).toEqual([])
  })

  it('fails rather than being taken for empty when it has been tampered with', async () => {
    await using server = await startRegistry({ referrers: false })
    const subject = seed(server)
    await connect().attach(subject, referrer('one'))
    server.fault({ match: ({ path }) => path.includes('sha256-'), answer: 'wrong-bytes' })
    await expect(connect().listReferrers(subject)).rejects.toMatchObject({ code: 'mismatch' })
  })
})

describe('the list of the registry', () => {
  const index = (manifests: unknown[]) =>
    JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests })
  const type = { 'content-type': mediaType.imageIndex }

  it.each<FaultAnswer>([
    { status: 404 },
    { status: 405 },
    { status: 406 },
    { status: 303, headers: { location: 'https://github.com/-/v2/packages/container/package/x' } },
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
  ])('does not count when it is answered with %j', async (answer) => {
    await using server = await startRegistry({ referrers: false })
    const subject = seed(server)
    server.fault({ match: ({ path }) => path.includes('/referrers/'), answer })
    const registry = connect()
    await registry.attach(subject, referrer('one'))
    expect(texts(await registry.listReferrers(subject))).toEqual(['one'])
  })

  it.each([
    ['no JSON', { status: 200, headers: type, body: '<html>' }, 'mismatch'],
    ['no index', { status: 200, headers: type, body: '{"manifests":[]}' }, undefined],
    ['another kind', { status: 200, headers: type, body: '{"mediaType":"a/b"}' }, 'mismatch'],
    ['a broken entry', { status: 200, headers: type, body: index([{ digest: 'sha256:1' }]) }, 'mismatch'],
    ['more than 4 MiB', { status: 200, headers: type, body: index(Array(600_000).fill({})) }, 'mismatch'],
    [
      'the same next page for ever',
      { status: 200, headers: { ...type, link: '<?n=1>; rel="next"' }, body: index([]) },
      'mismatch',
    ],
    [
      'a next page elsewhere',
      { status: 200, headers: { ...type, link: '<http://127.0.0.1:1/>; rel=next' }, body: index([]) },
      'unavailable',
    ],
    [
      'a next page without TLS',
      { status: 200, headers: { ...type, link: '<ftp://a/>; rel=next' }, body: index([]) },
      'unavailable',
    ],
  ])('that is %s is judged', async (_, answer, code) => {
    await using server = await startRegistry()
    const subject = seed(server)
    server.fault({ match: ({ path }) => path.includes('/referrers/'), answer })
    const listing = connect().listReferrers(subject)
    if (code === undefined) expect(await listing).toEqual([])
    else await expect(listing).rejects.toMatchObject({ code })
  })

  it('is not followed to another host', async () => {
    await using server = await startRegistry()
    await using other = await startRegistry()
    const headers = { ...type, link: `<${other.url}/v2/acme/shop/referrers/x>; rel="next"` }
    const answer = { status: 200, headers, body: index([]) }
    server.fault({ match: ({ path }) => path.includes('/referrers/'), answer })
    await expect(connect().listReferrers(seed(server))).rejects.toMatchObject({ code: 'unavailable' })
    expect(other.requests).toEqual([])
  })

  it('is filtered here, whatever the registry does', async () => {
    await using server = await startRegistry()
    const subject = seed(server)
    const registry = connect()
    await registry.attach(subject, referrer('one', 'text/one'))
    await registry.attach(subject, referrer('two', 'text/two'))
    expect(texts(await registry.listReferrers(subject, 'text/one'))).toEqual(['one'])
    expect(server.requests.filter(({ query }) => query.has('artifactType'))).toEqual([])
  })

  it('is corrected by the manifest where it names the type of the configuration', async () => {
    await using server = await startRegistry()
    const subject = seed(server)
    const registry = connect()
    const { artifactType: _, ...attached } = await registry.attach(subject, referrer('one'))
    const gone = { ...attached, digest: digestOf('gone') }
    const body = index([{ ...attached, artifactType: mediaType.empty }, gone])
    server.fault({
      match: ({ path }) => path.includes('/referrers/'),
      answer: { status: 200, headers: type, body },
    })
    expect(await registry.listReferrers(subject, sbomType)).toEqual([{ ...attached, artifactType: sbomType }])
  })
})

describe('attach', () => {
  const nothing = JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: [] })
  const empty = { status: 200, headers: { 'content-type': mediaType.imageIndex }, body: nothing }

  it('puts again what the registry took and does not list', async () => {
    await using server = await startRegistry()
    const subject = seed(server)
    server.fault({ match: ({ path }) => path.includes('/referrers/'), times: 2, answer: empty })
    await connect().attach(subject, referrer('one'))
    expect(server.lines().filter((line) => line.startsWith('PUT /v2/acme/shop/manifests/'))).toHaveLength(2)
  })

  it('puts again what another one has overwritten in the list of the registry', async () => {
    await using server = await startRegistry()
    const subject = seed(server)
    const lost = {
      match: ({ path }: { path: string }) => path.includes('/referrers/'),
      times: 1,
      answer: empty,
    }
    let overwritten = false
    // The other one read the list before this write and writes its own after it.
    const overwrite = async () => {
      if (!overwritten) server.fault(lost)
      overwritten = true
    }
    const slow = connectRegistry({ credentials: async () => undefined }, testEdge({ sleep: overwrite }))
    await slow.attach(subject, referrer('one'))
    expect(server.lines().filter((line) => line.startsWith('PUT /v2/acme/shop/manifests/'))).toHaveLength(2)
  })

  it('fails where the registry never lists what it took', async () => {
    await using server = await startRegistry()
    const subject = seed(server)
    server.fault({ match: ({ path }) => path.includes('/referrers/'), answer: empty })
    await expect(connect().attach(subject, referrer('one'))).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('says that its subject is not there', async () => {
    await using server = await startRegistry()
    const subject = withDigest({ registry: server.host, repository: 'acme/shop' }, digestOf('nothing'))
    await expect(connect().attach(subject, referrer('one'))).rejects.toMatchObject({ code: 'not-found' })
  })

  it('goes on with the next one after one that failed', async () => {
    await using server = await startRegistry()
    const subject = seed(server)
    const registry = connect()
    server.fault({ match: ({ method }) => method === 'POST', times: 1, answer: { status: 403 } })
    const [first, second] = await Promise.allSettled([
      registry.attach(subject, referrer('one')),
      registry.attach(subject, referrer('two')),
    ])
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled'])
  })
})

describe('a link to the next page', () => {
  it.each([
    ['</v2/a/referrers/x?last=1>; rel="next"', '/v2/a/referrers/x?last=1'],
    ['<https://a/b?c=d,e>; rel=next', 'https://a/b?c=d,e'],
    ['<a>; rel="prev", <b>; title="x"; rel="last next"', 'b'],
    ['<a>; rel="nextish"', undefined],
    ['<a>', undefined],
    ['', undefined],
    [null, undefined],
  ])('of %s is %s', (header, target) => {
    expect(parseNextLink(header)).toBe(target)
  })
})
