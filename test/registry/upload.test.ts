import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, type RegistryServerOptions, startRegistry } from '../support/registry.ts'

const megabyte = 1024 * 1024
const bytes = Buffer.alloc(40 * megabyte, 'immutable')
const digest = digestOf(bytes)
const descriptor = { mediaType: mediaType.layerTar, digest, size: bytes.length }

async function* open(offset = 0): AsyncIterable<Uint8Array> {
  for (let start = offset; start < bytes.length; start += megabyte)
    yield bytes.subarray(start, start + megabyte)
}

const credentials = async () => ({ username: 'ada', password: 'secret' })

function push(server: RegistryServer, { from }: { from?: string } = {}) {
  const repository = { registry: server.host, repository: 'acme/shop' }
  const mountFrom = from === undefined ? {} : { mountFrom: { registry: server.host, repository: from } }
  return connectRegistry({ credentials }, testEdge()).pushBlob(repository, {
    descriptor,
    open,
    ...mountFrom,
  })
}

/** What was uploaded, as `PATCH bytes`. */
function uploads({ requests }: RegistryServer): string[] {
  return requests
    .filter(({ method }) => ['PUT', 'PATCH'].includes(method))
    .map(({ method, headers }) => `${method} ${Number(headers['content-length']) / megabyte}`)
}

const isPut = ({ method }: { method: string }) => method === 'PUT'

describe('an upload', () => {
  it('is sent at once as long as nothing breaks', async () => {
    await using server = await startRegistry()
    await push(server)
    expect(uploads(server)).toEqual(['PUT 40'])
  })

  it('goes on where a broken connection ended, in parts', async () => {
    await using server = await startRegistry()
    server.fault({ match: isPut, times: 1, answer: 'cut' })
    await push(server)
    expect(uploads(server)).toEqual(['PUT 40', 'PATCH 16', 'PATCH 4', 'PUT 0'])
    expect(digestOf(server.store.readBlob(digest))).toBe(digest)
  })

  it('loses one part at most to each further break', async () => {
    await using server = await startRegistry()
    server.fault({ match: isPut, times: 1, answer: 'reset' })
    server.fault({ match: ({ method }) => method === 'PATCH', times: 1, answer: 'cut' })
    await push(server)
    expect(uploads(server)).toEqual(['PUT 40', 'PATCH 16', 'PATCH 16', 'PATCH 16', 'PUT 0'])
  })

  it('begins anew where the registry has forgotten it', async () => {
    await using server = await startRegistry()
    server.fault({ match: isPut, times: 1, answer: 'cut' })
    server.fault({ match: ({ method }) => method === 'GET', times: 1, answer: { status: 404 } })
    await push(server)
    expect(uploads(server)).toEqual(['PUT 40', 'PATCH 16', 'PATCH 16', 'PATCH 8', 'PUT 0'])
  })

  it.each([
    ['when it asks', 'GET', 204],
    ['with an answer', 'PATCH', 202],
  ])('begins anew where the registry says %s that it has more than there is', async (_, method, status) => {
    await using server = await startRegistry()
    server.fault({ match: isPut, times: 1, answer: 'reset' })
    const headers = { location: '/v2/acme/shop/blobs/upload/upload-1', range: `0-${50 * megabyte}` }
    server.fault({ match: (call) => call.method === method, times: 1, answer: { status, headers } })
    await push(server)
    expect(digestOf(server.store.readBlob(digest))).toBe(digest)
  })

  it('has ended well if only the last answer was lost', async () => {
    await using server = await startRegistry()
    server.fault({ match: isPut, times: 1, answer: 'mute' })
    await push(server)
    expect(uploads(server)).toEqual(['PUT 40'])
  })

  it('asks again where the registry has other bytes than it seemed', async () => {
    await using server = await startRegistry()
    server.fault({ match: isPut, times: 1, answer: 'reset' })
    server.fault({ match: ({ method }) => method === 'PATCH', times: 1, answer: { status: 416 } })
    await push(server)
    expect(digestOf(server.store.readBlob(digest))).toBe(digest)
  })

  it('is sent in smaller parts to a registry that refuses large ones', async () => {
    await using server = await startRegistry({ uploadLimit: 10 * megabyte })
    await push(server)
    expect(uploads(server)).toEqual(['PUT 40', 'PATCH 16', ...Array(5).fill('PATCH 8'), 'PUT 0'])
  })

  it('is refused by a registry that takes nothing', async () => {
    await using server = await startRegistry({ uploadLimit: 10 })
    await expect(push(server)).rejects.toMatchObject({ code: 'denied' })
    await expect(push(server)).rejects.toThrow(/413 to an upload of 1 MB at once$/)
  })

  it('has no smaller parts than the registry takes', async () => {
    await using server = await startRegistry({ smallestPart: 30 * megabyte })
    server.fault({ match: isPut, times: 1, answer: 'reset' })
    await push(server)
    expect(uploads(server)).toEqual(['PUT 40', 'PATCH 30', 'PATCH 10', 'PUT 0'])
  })

  it('waits as long as a registry asks for', async () => {
    await using server = await startRegistry()
    const waited: number[] = []
    server.fault({ match: isPut, times: 1, answer: { status: 429, headers: { 'retry-after': '7' } } })
    const edge = { ...testEdge(), sleep: async (time: number) => void waited.push(time) }
    const repository = { registry: server.host, repository: 'acme/shop' }
    await connectRegistry({ credentials }, edge).pushBlob(repository, { descriptor, open })
    expect(waited).toContain(7000)
  })

  it('is given up after it has failed often without coming further', async () => {
    await using server = await startRegistry()
    server.fault({ match: ({ method }) => ['PUT', 'PATCH'].includes(method), answer: 'reset' })
    await expect(push(server)).rejects.toMatchObject({ code: 'unavailable' })
    expect(uploads(server)).toHaveLength(4)
  })
})

describe('a blob that another repository of the registry has', () => {
  const locked: RegistryServerOptions = { token: true, basic: { username: 'ada', password: 'secret' } }

  it('is mounted, and not sent', async () => {
    await using server = await startRegistry(locked)
    server.store.addBlob('acme/base', bytes)
    expect(await push(server, { from: 'acme/base' })).toEqual({ existed: true })
    expect(uploads(server)).toEqual([])
    expect(server.store.repository('acme/shop').blobs).toContain(digest)
  })

  it('is asked for with one token for both repositories', async () => {
    await using server = await startRegistry(locked)
    server.store.addBlob('acme/base', bytes)
    await push(server, { from: 'acme/base' })
    expect(
      server.requests.filter(({ path }) => path === '/token').map(({ query }) => query.getAll('scope')),
    ).toEqual([
      ['repository:acme/shop:pull,push'],
      ['repository:acme/shop:pull,push', 'repository:acme/base:pull'],
    ])
  })

  it('is sent where the registry does not mount', async () => {
    await using server = await startRegistry(locked)
    expect(await push(server, { from: 'acme/elsewhere' })).toEqual({ existed: false })
    expect(uploads(server)).toEqual(['PUT 40'])
  })

  it.each([400, 403, 404, 405])('is sent where the registry answers %i to the wish', async (status) => {
    await using server = await startRegistry(locked)
    server.fault({ match: ({ query }) => query.has('mount'), answer: { status } })
    await push(server, { from: 'acme/base' })
    expect(uploads(server)).toEqual(['PUT 40'])
  })
})
