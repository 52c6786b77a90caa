import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { withDigest, withTag } from '../../src/artifact/reference.ts'
import { connectRegistry, type Registry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'

const manifestBytes = (text: string) => new TextEncoder().encode(text)
const someDigest = digestOf('nothing is this')
/** Where an answer comes, a slow machine is no fault. Milliseconds. */
const patience = 30_000

function connect({ timeout }: { timeout?: number } = {}): Registry {
  return connectRegistry({ credentials: async () => undefined, timeout }, testEdge())
}

function shop({ host }: RegistryServer) {
  return { registry: host, repository: 'acme/shop' }
}

function content(bytes: Uint8Array | string, chunk = 1000) {
  const all = Buffer.from(bytes)
  async function* open(offset = 0) {
    for (let start = offset; start < all.length; start += chunk) yield all.subarray(start, start + chunk)
  }
  return { descriptor: { mediaType: mediaType.layerTar, digest: digestOf(all), size: all.length }, open }
}

async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

describe('resolve', () => {
  it('finds the digest of a tag with one HEAD', async () => {
    await using server = await startRegistry()
    const image = server.store.addImage('acme/shop', { tag: 'v1' })
    expect(await connect().resolve(withTag(shop(server), 'v1'))).toEqual(image)
    expect(server.lines()).toEqual(['HEAD /v2/acme/shop/manifests/v1'])
  })

  it.each(['v1', someDigest])('finds nothing for %s where nothing is', async (name) => {
    await using server = await startRegistry()
    const reference = name === 'v1' ? withTag(shop(server), name) : withDigest(shop(server), someDigest)
    expect(await connect().resolve(reference)).toBeUndefined()
  })

  it.each([
    ['says no digest', { status: 200, headers: { 'content-type': mediaType.imageManifest } }],
    ['knows no HEAD', { status: 405 }],
  ])('hashes the manifest itself where the registry %s', async (_, answer) => {
    await using server = await startRegistry()
    const image = server.store.addImage('acme/shop', { tag: 'v1' })
    server.fault({ match: ({ method }) => method === 'HEAD', answer })
    expect(await connect().resolve(withTag(shop(server), 'v1'))).toEqual(image)
  })

  it('refuses an answer about another digest than the one asked for', async () => {
    await using server = await startRegistry()
    const image = server.store.addImage('acme/shop')
    server.fault({ match: () => true, answer: 'wrong-digest' })
    await expect(connect().resolve(withDigest(shop(server), image.digest))).rejects.toMatchObject({
      code: 'mismatch',
    })
  })
})

describe('fetchManifest', () => {
  it('gives the bytes and what they say', async () => {
    await using server = await startRegistry()
    const image = server.store.addImage('acme/shop', { layers: ['a layer'], annotations: { a: 'b' } })
    const fetched = await connect().fetchManifest(withDigest(shop(server), image.digest))
    expect(fetched.descriptor).toEqual(image)
    expect(digestOf(fetched.bytes)).toBe(image.digest)
    expect(fetched.manifest).toMatchObject({ kind: 'manifest', annotations: { a: 'b' } })
  })

  it('says that a manifest is not there', async () => {
    await using server = await startRegistry()
    const failure = connect().fetchManifest(withDigest(shop(server), someDigest))
    await expect(failure).rejects.toMatchObject({ code: 'not-found' })
    await expect(failure).rejects.toThrow(`cannot fetch ${server.host}/acme/shop@${someDigest}: `)
  })

  it.each(['wrong-digest', 'wrong-bytes'] as const)('refuses an answer with %s', async (answer) => {
    await using server = await startRegistry()
    const image = server.store.addImage('acme/shop')
    server.fault({ match: () => true, answer })
    const failure = connect().fetchManifest(withDigest(shop(server), image.digest))
    await expect(failure).rejects.toMatchObject({ code: 'mismatch' })
  })

  it('refuses another manifest that is told with its own digest', async () => {
    await using server = await startRegistry()
    const image = server.store.addImage('acme/shop')
    const body = JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: [] })
    const headers = { 'content-type': mediaType.imageIndex, 'docker-content-digest': digestOf(body) }
    server.fault({ match: () => true, answer: { status: 200, headers, body } })
    const failure = connect().fetchManifest(withDigest(shop(server), image.digest))
    await expect(failure).rejects.toMatchObject({ code: 'mismatch' })
  })

  it('reads no more of a manifest than 4 MiB', async () => {
    await using server = await startRegistry()
    const huge = server.store.addManifest(
      'acme/shop',
      mediaType.imageManifest,
      Buffer.alloc(4 * 1024 * 1024 + 1),
    )
    const failure = connect().fetchManifest(withDigest(shop(server), huge.digest))
    await expect(failure).rejects.toMatchObject({ code: 'mismatch' })
    await expect(failure).rejects.toThrow('more than 4194304 bytes')
  })

  it('refuses a manifest that was declared as something else', async () => {
    await using server = await startRegistry()
    const image = server.store.addImage('acme/shop')
    const { manifests } = server.store.repository('acme/shop')
    const stored = manifests.get(image.digest)
    if (stored) manifests.set(image.digest, { ...stored, mediaType: mediaType.imageIndex })
    const failure = connect().fetchManifest(withDigest(shop(server), image.digest))
    await expect(failure).rejects.toMatchObject({ code: 'mismatch' })
  })
})

describe('fetchBlob', () => {
  it('streams a blob of many chunks', async () => {
    await using server = await startRegistry()
    const bytes = Buffer.alloc(1_000_000, 'immutable')
    const blob = server.store.addBlob('acme/shop', bytes)
    expect((await readAll(connect().fetchBlob(shop(server), blob))).equals(bytes)).toBe(true)
  })

  it('goes on where a broken transfer ended', async () => {
    await using server = await startRegistry()
    const bytes = Buffer.alloc(1_000_000, 'immutable')
    const blob = server.store.addBlob('acme/shop', bytes)
    server.fault({ match: () => true, times: 1, answer: 'truncate' })
    expect((await readAll(connect().fetchBlob(shop(server), blob))).equals(bytes)).toBe(true)
    expect(server.requests.map(({ status }) => status)).toEqual([200, 206])
  })

  it('goes on at a registry that sends everything again', async () => {
    await using server = await startRegistry()
    const bytes = Buffer.alloc(1_000_000, 'immutable')
    const blob = server.store.addBlob('acme/shop', bytes)
    server.fault({ match: () => true, times: 1, answer: 'truncate' })
    server.fault({ match: () => true, times: 1, answer: { status: 200, body: bytes.toString() } })
    expect((await readAll(connect().fetchBlob(shop(server), blob))).equals(bytes)).toBe(true)
  })

  it.each([
    ['truncate', 'unavailable'],
    ['stall', 'unavailable'],
    ['wrong-bytes', 'mismatch'],
  ] as const)('fails when the answer is always %s', async (answer, code) => {
    await using server = await startRegistry()
    const blob = server.store.addBlob('acme/shop', Buffer.alloc(100_000, 'x'))
    server.fault({ match: () => true, answer })
    const timeout = answer === 'stall' ? 300 : patience
    const reading = readAll(connect({ timeout }).fetchBlob(shop(server), blob))
    await expect(reading).rejects.toMatchObject({ code })
  })

  it.each([
    ['shorter', 'immutabl'],
    ['longer', 'immutable!'],
    ['another one', 'immutablE'],
  ])('refuses a blob that is %s than its descriptor says', async (_, bytes) => {
    await using server = await startRegistry()
    const blob = server.store.addBlob('acme/shop', 'immutable')
    server.store.tamper(blob.digest, bytes)
    await expect(readAll(connect().fetchBlob(shop(server), blob))).rejects.toMatchObject({ code: 'mismatch' })
  })

  it('counts the bytes itself where no length is declared', async () => {
    await using server = await startRegistry()
    const blob = server.store.addBlob('acme/shop', 'immutable')
    const chunked = { 'transfer-encoding': 'chunked' }
    server.fault({ match: () => true, times: 1, answer: { status: 200, headers: chunked, body: 'immutabl' } })
    server.fault({
      match: () => true,
      times: 1,
      answer: { status: 200, headers: chunked, body: 'immutable!' },
    })
    const registry = connect()
    await expect(registry.readBlob(shop(server), blob)).rejects.toThrow('8 of the declared 9 bytes')
    await expect(registry.readBlob(shop(server), blob)).rejects.toThrow('more than the declared 9 bytes')
  })

  it('follows a redirect to the storage without its credentials', async () => {
    await using server = await startRegistry({ token: true })
    await using storage = await startRegistry()
    const blob = server.store.addBlob('acme/shop', 'immutable')
    storage.store.addBlob('acme/shop', 'immutable')
    const location = `${storage.url}/v2/acme/shop/blobs/${blob.digest}?sig=secret`
    server.fault({
      match: ({ path, headers }) => path.includes('/blobs/') && headers.authorization !== undefined,
      answer: { status: 307, headers: { location } },
    })
    expect((await connect().readBlob(shop(server), blob)).toString()).toBe('immutable')
    expect(storage.requests.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })

  it('gives up a redirect that never ends', async () => {
    await using server = await startRegistry()
    const blob = server.store.addBlob('acme/shop', 'immutable')
    server.fault({ match: () => true, answer: { status: 302, headers: { location: '?again' } } })
    await expect(connect().readBlob(shop(server), blob)).rejects.toMatchObject({ code: 'unavailable' })
    expect(server.requests).toHaveLength(6)
  })
})

describe('readBlob', () => {
  it('asks for nothing that is larger than it may be', async () => {
    await using server = await startRegistry()
    const blob = server.store.addBlob('acme/shop', 'immutable')
    await expect(connect().readBlob(shop(server), blob, 8)).rejects.toMatchObject({ code: 'mismatch' })
    expect(server.requests).toEqual([])
  })
})

describe('pushBlob', () => {
  it.each([true, false])(
    'pushes a blob that is not there (whole upload addresses: %s)',
    async (absoluteUploads) => {
      await using server = await startRegistry({ absoluteUploads })
      const blob = content(Buffer.alloc(300_000, 'immutable'))
      expect(await connect().pushBlob(shop(server), blob)).toEqual({ existed: false })
      expect(digestOf(server.store.readBlob(blob.descriptor.digest))).toBe(blob.descriptor.digest)
      const put = server.requests.at(-1)
      expect(put?.headers['content-length']).toBe('300000')
      expect(put?.headers['transfer-encoding']).toBeUndefined()
      expect(put?.query.get('_state')).toBe('signed/state')
    },
  )

  it('pushes a blob without bytes', async () => {
    await using server = await startRegistry()
    expect(await connect().pushBlob(shop(server), content(''))).toEqual({ existed: false })
    expect(await connect().pushBlob(shop(server), content(''))).toEqual({ existed: true })
  })

  it('sends nothing of a blob that is there', async () => {
    await using server = await startRegistry()
    const blob = content('immutable')
    server.store.addBlob('acme/shop', 'immutable')
    expect(await connect().pushBlob(shop(server), blob)).toEqual({ existed: true })
    expect(server.requests.map(({ method }) => method)).toEqual(['HEAD'])
  })

  it('takes a redirect to the storage as the word that the blob is there', async () => {
    await using server = await startRegistry()
    const location = 'https://storage.example/signed-for-get'
    server.fault({ match: ({ method }) => method === 'HEAD', answer: { status: 307, headers: { location } } })
    expect(await connect().pushBlob(shop(server), content('immutable'))).toEqual({ existed: true })
  })

  it.each(['reset', { status: 503 }, { status: 429 }] as const)(
    'goes on when an upload ends in %j',
    async (answer) => {
      await using server = await startRegistry()
      server.fault({ match: ({ method }) => method === 'PUT', times: 1, answer })
      const blob = content(Buffer.alloc(300_000, 'immutable'))
      await connect().pushBlob(shop(server), blob)
      expect(digestOf(server.store.readBlob(blob.descriptor.digest))).toBe(blob.descriptor.digest)
      expect(server.requests.map(({ method }) => method)).toEqual(['HEAD', 'POST', 'PUT', 'GET', 'PUT'])
    },
  )

  it.each([
    ['shorter', 'immutabl'],
    ['longer', 'immutable!'],
    ['another', 'immutablE'],
  ])('refuses a source that is %s than its descriptor says', async (_, bytes) => {
    await using server = await startRegistry()
    const blob = { ...content(bytes), descriptor: content('immutable').descriptor }
    await expect(connect().pushBlob(shop(server), blob)).rejects.toMatchObject({ code: 'mismatch' })
    expect(server.store.repository('acme/shop').blobs.size).toBe(0)
  })

  it('tells the failure of the source rather than that of the connection', async () => {
    await using server = await startRegistry()
    async function* open(): AsyncIterable<Uint8Array> {
      yield Buffer.from('immu')
      throw new Error('the disk is gone')
    }
    const blob = { descriptor: content('immutable').descriptor, open }
    await expect(connect().pushBlob(shop(server), blob)).rejects.toThrow('the disk is gone')
  })

  it('gives up an upload whose registry takes no more bytes', async () => {
    await using server = await startRegistry()
    server.fault({ match: ({ method }) => method === 'PUT', answer: 'hang' })
    const blob = content(Buffer.alloc(20_000_000), 1_000_000)
    await expect(connect({ timeout: 100 }).pushBlob(shop(server), blob)).rejects.toMatchObject({
      code: 'unavailable',
    })
  })

  it('gives up an upload whose source gives nothing', async () => {
    await using server = await startRegistry()
    async function* open(): AsyncIterable<Uint8Array> {
      await new Promise(() => {})
    }
    const blob = { descriptor: content('immutable').descriptor, open }
    const pushing = connect({ timeout: 100 }).pushBlob(shop(server), blob)
    await expect(pushing).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('sends no credentials to an upload address of another host', async () => {
    await using server = await startRegistry({ token: true })
    await using storage = await startRegistry()
    const location = `${storage.url}/elsewhere`
    server.fault({
      match: ({ method, headers }) => method === 'POST' && headers.authorization !== undefined,
      answer: { status: 202, headers: { location } },
    })
    storage.fault({ match: () => true, answer: { status: 201 } })
    await connect().pushBlob(shop(server), content('immutable'))
    expect(storage.requests.map(({ method, headers }) => [method, headers.authorization])).toEqual([
      ['PUT', undefined],
    ])
  })

  it.each([undefined, 'ftp://127.0.0.1/', 'http://user:password@127.0.0.1/', 'http://'])(
    'refuses to upload to %s',
    async (location) => {
      await using server = await startRegistry()
      const headers: Record<string, string> = location === undefined ? {} : { location }
      server.fault({ match: ({ method }) => method === 'POST', answer: { status: 202, headers } })
      const pushing = connect().pushBlob(shop(server), content('immutable'))
      await expect(pushing).rejects.toMatchObject({ code: 'unavailable' })
    },
  )

  it('keeps the memory flat while a large blob passes in both directions', async () => {
    await using server = await startRegistry()
    const registry = connect()
    const size = 256 * 1024 * 1024
    const chunk = Buffer.alloc(1024 * 1024, 'immutable')
    async function* open(offset = 0) {
      for (let sent = offset; sent < size; sent += chunk.length) yield chunk.subarray(0, size - sent)
    }
    const { createHash } = await import('node:crypto')
    const hash = createHash('sha256')
    for await (const part of open()) hash.update(part)
    const descriptor = {
      mediaType: mediaType.layerTar,
      digest: `sha256:${hash.digest('hex')}` as const,
      size,
    }
    const before = process.memoryUsage.rss()
    let highest = before
    const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 20)
    await registry.pushBlob(shop(server), { descriptor, open })
    let read = 0
    for await (const part of registry.fetchBlob(shop(server), descriptor)) read += part.length
    clearInterval(watch)
    expect(read).toBe(size)
    expect(highest - before).toBeLessThan(size / 2)
  })
})

describe('pushManifest', () => {
  const bytes = manifestBytes(
    JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: [] }),
  )
  const manifest = { mediaType: mediaType.imageIndex, bytes }
  const other = {
    mediaType: mediaType.imageIndex,
    bytes: manifestBytes(`${new TextDecoder().decode(bytes)} `),
  }

  it('pushes under a tag and under a digest', async () => {
    await using server = await startRegistry()
    const registry = connect()
    const descriptor = { mediaType: mediaType.imageIndex, digest: digestOf(bytes), size: bytes.length }
    expect(await registry.pushManifest(withTag(shop(server), 'v1'), manifest)).toEqual(descriptor)
    expect(await registry.pushManifest(withDigest(shop(server), descriptor.digest), manifest)).toEqual(
      descriptor,
    )
    expect(server.store.repository('acme/shop').tags.get('v1')).toBe(descriptor.digest)
  })

  it('refuses a registry that says another digest than that of the bytes', async () => {
    await using server = await startRegistry()
    server.fault({ match: () => true, answer: 'wrong-digest' })
    const pushing = connect().pushManifest(withTag(shop(server), 'v1'), manifest)
    await expect(pushing).rejects.toMatchObject({ code: 'mismatch' })
  })

  it('sends nothing under a digest that is not that of the bytes', async () => {
    await using server = await startRegistry()
    const pushing = connect().pushManifest(withDigest(shop(server), someDigest), manifest)
    await expect(pushing).rejects.toMatchObject({ code: 'mismatch' })
    expect(server.requests).toEqual([])
  })

  it('is refused where a tag must not move', async () => {
    await using server = await startRegistry({ immutableTags: true })
    const registry = connect()
    await registry.pushManifest(withTag(shop(server), 'v1'), manifest)
    const pushing = registry.pushManifest(withTag(shop(server), 'v1'), other)
    await expect(pushing).rejects.toMatchObject({ code: 'denied' })
    await expect(pushing).rejects.toThrow(/:v1: .*TAG_INVALID.*immutable/)
  })

  it.each([
    [409, {}],
    [403, { errors: [{ code: 'DENIED', message: 'tag v1 is immutable' }] }],
    [412, { errors: [{ code: 'PRECONDITION', message: 'configured as immutable' }] }],
  ])('knows a tag that must not move by %s %j', async (status, body) => {
    await using server = await startRegistry()
    server.fault({ match: ({ method }) => method === 'PUT', answer: { status, body: JSON.stringify(body) } })
    const pushing = connect().pushManifest(withTag(shop(server), 'v1'), manifest)
    await expect(pushing).rejects.toMatchObject({ code: 'denied' })
  })

  it('counts a tag that stands for the same bytes already as pushed', async () => {
    await using server = await startRegistry()
    const registry = connect()
    const first = await registry.pushManifest(withTag(shop(server), 'v1'), manifest)
    server.fault({ match: ({ method }) => method === 'PUT', answer: { status: 409 } })
    expect(await registry.pushManifest(withTag(shop(server), 'v1'), manifest)).toEqual(first)
  })

  it('is refused when a blob of it is missing', async () => {
    await using server = await startRegistry()
    const { descriptor } = content('immutable')
    const lost = JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaType.imageIndex,
      manifests: [descriptor],
    })
    const pushing = connect().pushManifest(withTag(shop(server), 'v1'), {
      ...manifest,
      bytes: manifestBytes(lost),
    })
    await expect(pushing).rejects.toThrow('MANIFEST_BLOB_UNKNOWN')
  })
})

describe('every verb', () => {
  const verbs: [string, (registry: Registry, server: RegistryServer) => Promise<unknown>][] = [
    ['resolve', (registry, server) => registry.resolve(withTag(shop(server), 'v1'))],
    ['fetchManifest', (registry, server) => registry.fetchManifest(withDigest(shop(server), someDigest))],
    ['readBlob', (registry, server) => registry.readBlob(shop(server), content('immutable').descriptor)],
    ['pushBlob', (registry, server) => registry.pushBlob(shop(server), content('immutable'))],
    [
      'pushManifest',
      (registry, server) =>
        registry.pushManifest(withTag(shop(server), 'v1'), {
          mediaType: mediaType.imageIndex,
          bytes: manifestBytes('{}'),
        }),
    ],
    ['listReferrers', (registry, server) => registry.listReferrers(withDigest(shop(server), someDigest))],
    [
      'attach',
      (registry, server) =>
        registry.attach(withDigest(shop(server), someDigest), {
          artifactType: 'a/b',
          mediaType: 'a/b',
          bytes: Buffer.from('x'),
        }),
    ],
  ]
  const answers = [
    [{ status: 401 }, 'unauthorized'],
    [{ status: 403 }, 'unauthorized'],
    [{ status: 429 }, 'unavailable'],
    [{ status: 500 }, 'unavailable'],
    ['reset', 'unavailable'],
    ['hang', 'unavailable'],
  ] as const

  it.each(verbs.flatMap(([verb, call]) => answers.map(([answer, code]) => ({ verb, call, answer, code }))))(
    '$verb fails as $code when the registry answers $answer',
    async ({ call, answer, code }) => {
      await using server = await startRegistry()
      server.fault({ match: () => true, answer })
      const failure = call(connect({ timeout: answer === 'hang' ? 50 : patience }), server)
      await expect(failure).rejects.toMatchObject({ name: 'Failure', code })
      await expect(failure).rejects.toThrow(
        /^cannot [a-z ]+ (?:blob )?127\.0\.0\.1:\d+\/acme\/shop[:@][^\n]+$/,
      )
    },
  )

  it('tells what the registry says in one line, without control characters and query strings', async () => {
    await using server = await startRegistry()
    const message = 'no\n::error::pay \u001b[31mhttps://pay.example/x?sig=secret#a Bearer abcdefghij.klm'
    const body = JSON.stringify({ errors: [{ code: 'DENIED', message }] })
    server.fault({ match: () => true, answer: { status: 400, body } })
    const failure = connect().fetchManifest(withDigest(shop(server), someDigest))
    await expect(failure).rejects.toThrow(
      /: the registry answered 400 DENIED: no ::error::pay \[31mhttps:\/\/pay\.example\/x Bearer \*\*\*$/,
    )
  })
})
