import { expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { withDigest, withTag } from '../../src/artifact/reference.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, type RegistryServerOptions, startRegistry } from '../support/registry.ts'

const user = { username: 'ada', password: 'secret' }

/** A registry with two images, the first of them under the tag. */
async function start(options: RegistryServerOptions = {}) {
  const server = await startRegistry(options)
  const first = server.store.addImage('acme/shop', { tag: 'production' })
  const second = server.store.addImage('acme/shop', { annotations: { second: 'yes' } })
  const { manifests, tags } = server.store.repository('acme/shop')
  const { mediaType: type, bytes } = manifests.get(second.digest) ?? { mediaType: '', bytes: Buffer.of() }
  const shop = { registry: server.host, repository: 'acme/shop' }
  return {
    server,
    registry: connectRegistry({ credentials: async () => user, pushTo: shop }, testEdge()),
    shop,
    tag: withTag(shop, 'production'),
    tags,
    first,
    second,
    content: { mediaType: type, bytes },
  }
}

const headersOf = ({ requests }: RegistryServer, method: string) =>
  requests.filter((request) => request.method === method).map(({ headers }) => headers)

it('a tag is fetched with the bytes that it stands for, and the word by which they are replaced', async () => {
  const { server, registry, tag, shop, first } = await start()
  await using _ = server
  const fetched = await registry.fetchTag(tag)
  expect(fetched).toMatchObject({ descriptor: first, etag: `"${first.digest}"` })
  expect(digestOf(fetched?.bytes ?? '')).toBe(first.digest)
  expect(await registry.fetchTag(withTag(shop, 'staging'))).toBeUndefined()
})

it('a tag moves from what was seen, and not from anything else', async () => {
  const { server, registry, tag, tags, first, second, content } = await start()
  await using _ = server
  const seen = await registry.fetchTag(tag)
  expect(await registry.moveTag(tag, content, seen)).toBe(true)
  expect(tags.get('production')).toBe(second.digest)
  tags.set('production', digestOf('of another'))
  expect(await registry.moveTag(tag, content, seen)).toBe(false)
  expect(tags.get('production')).toBe(digestOf('of another'))
  expect(headersOf(server, 'PUT').map((headers) => headers['if-match'])).toEqual(
    [1, 2].map(() => `"${first.digest}"`),
  )
})

it('a tag that was not there is not taken from who was first', async () => {
  const { server, registry, shop, tags, content } = await start()
  await using _ = server
  const staging = withTag(shop, 'staging')
  expect(await registry.moveTag(staging, content, undefined)).toBe(true)
  tags.set('staging', digestOf('of another'))
  expect(await registry.moveTag(staging, content, undefined)).toBe(false)
  expect(tags.get('staging')).toBe(digestOf('of another'))
})

it('a tag moves where the registry compares nothing, or what it says can never match', async () => {
  const { server, registry, tag, tags, second, content } = await start({ ifMatch: false })
  await using _ = server
  expect(await registry.moveTag(tag, content, { ...(await seenOf()), etag: 'W/"weak"' })).toBe(true)
  expect(tags.get('production')).toBe(second.digest)
  expect(headersOf(server, 'PUT')[0]).not.toHaveProperty('if-match')

  async function seenOf() {
    const seen = await registry.fetchTag(tag)
    if (seen === undefined) throw new Error('the tag is not there')
    return seen
  }
})

it('a tag whose type was not asked for is there all the same', async () => {
  const { server, registry, shop } = await start()
  await using _ = server
  const type = 'application/vnd.docker.distribution.manifest.v1+prettyjws'
  server.store.addManifest('acme/shop', type, '{"schemaVersion":1}', 'old')
  const old = withTag(shop, 'old')
  await expect(registry.resolve(old)).rejects.toMatchObject({ code: 'mismatch' })
  await expect(registry.fetchTag(old)).rejects.toMatchObject({ code: 'mismatch' })
})

it('a manifest is deleted with its tags and nothing else, and once more without harm', async () => {
  const { server, registry, shop, tags, first, second } = await start()
  await using _ = server
  await registry.deleteManifest(withDigest(shop, first.digest))
  await registry.deleteManifest(withDigest(shop, first.digest))
  expect(tags.has('production')).toBe(false)
  expect([...server.store.repository('acme/shop').manifests.keys()]).toEqual([second.digest])
})

it('a manifest is deleted by a token with that right alone, also where others may push', async () => {
  const { server, registry, shop, first } = await start({
    token: true,
    basic: user,
    access: 'pull,push,delete',
  })
  await using _ = server
  await registry.deleteManifest(withDigest(shop, first.digest))
  expect(server.store.repository('acme/shop').manifests.has(first.digest)).toBe(false)
  const scopes = server.requests.flatMap(({ path, query }) =>
    path === '/token' ? query.getAll('scope') : [],
  )
  expect(scopes).toEqual(['repository:acme/shop:delete'])
})

it.each([
  ['deletes nothing', { deletion: false }, 'denied', 'UNSUPPORTED'],
  ['lets us push and no more', { token: true, basic: user }, 'unauthorized', 'allowed to delete'],
])('a registry that %s says so', async (_, options, code, reason) => {
  const { server, registry, shop, first } = await start(options)
  await using _server = server
  const deleting = registry.deleteManifest(withDigest(shop, first.digest))
  await expect(deleting).rejects.toMatchObject({ code })
  await expect(deleting).rejects.toThrow(reason)
})
