import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseTrustedRoots } from '../../src/evidence/trust.ts'
import { fetchFrom, type TufRepository, tufRepositories } from '../../src/evidence/tuf.ts'
import { startTuf, type TufServer } from '../support/tuf.ts'

async function world() {
  const server = await startTuf('{"of":"the repository"}')
  const warnings: string[] = []
  const cachePath = join(await mkdtemp(join(tmpdir(), 'cache-')), 'roots', 'test')
  const repository: TufRepository = {
    mirrorUrl: server.url,
    readRoot: async () => server.root,
    readCopy: async () => '{"of":"this release"}',
  }
  return {
    server,
    warnings,
    cachePath,
    fetch: (options: { cachePath?: string } = { cachePath }) =>
      fetchFrom(repository, 'the test trusted root', {
        ...options,
        warn: (text) => void warnings.push(text),
      }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

describe('a trusted root', () => {
  it('is fetched by its signatures, and a second time in the job without a single request', async () => {
    await using w = await world()
    expect(await w.fetch()).toBe('{"of":"the repository"}')
    const { length } = w.server.requests
    expect(length).toBeGreaterThan(0)
    expect(await w.fetch()).toBe('{"of":"the repository"}')
    expect(w.server.requests.length).toBe(length)
    expect(w.warnings).toEqual([])
  })

  it('leaves nothing behind but what the job may use again', async () => {
    await using w = await world()
    await w.fetch()
    expect(await readdir(join(w.cachePath, '..'))).toEqual(['test'])
  })

  it('is fetched anew where nothing is kept', async () => {
    await using w = await world()
    await w.fetch({})
    const { length } = w.server.requests
    await w.fetch({})
    expect(w.server.requests.length).toBe(2 * length)
  })

  it('is fetched anew when what was kept has expired', async () => {
    await using w = await world()
    w.server.renew(1)
    await w.fetch()
    w.server.publish('{"of":"tomorrow"}')
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect(await w.fetch()).toBe('{"of":"tomorrow"}')
  })

  it.each<[string, (server: TufServer) => unknown]>([
    ['breaks off', (server) => server.fail('break')],
    ['is down', (server) => server.fail(503)],
    ['is not to be had from here', (server) => server.fail(403)],
    ['is not there', (server) => server[Symbol.asyncDispose]()],
  ])('is the copy of this release, with one warning, where the repository %s', async (_, break_) => {
    await using w = await world()
    await break_(w.server)
    expect(await w.fetch()).toBe('{"of":"this release"}')
    expect(w.warnings).toEqual([expect.stringMatching(/cannot be reached .*the copy of this release/)])
  })

  it.each<[string, (server: TufServer) => void, RegExp]>([
    ['has expired', (server) => server.renew(-60), /expired/],
    ['is signed by another key', (server) => server.loseKey(), /signed/],
  ])('is refused, and no copy taken, where what is answered %s', async (_, spoil, reason) => {
    await using w = await world()
    spoil(w.server)
    await expect(w.fetch()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(reason),
    })
    expect(w.warnings).toEqual([])
  })

  it('is not what somebody put in its place in the folder', async () => {
    await using w = await world()
    await w.fetch()
    const [host = ''] = (await readdir(w.cachePath)).filter((name) => name.startsWith('127'))
    await writeFile(join(w.cachePath, host, 'targets', 'trusted_root.json'), '{"of":"somebody"}')
    expect(await w.fetch()).toBe('{"of":"the repository"}')
  })
})

it.each(['public-good', 'github'] as const)('the copy of the %s one is a trusted root', async (instance) => {
  const copy = await tufRepositories[instance].readCopy()
  const [root] = await parseTrustedRoots(copy)
  expect(root?.authorities.join()).toMatch(
    instance === 'github' ? /CN=Internal Services Root/ : /O=sigstore\.dev/,
  )
  expect(root?.thresholds.tlogThreshold).toBe(instance === 'github' ? 0 : 1)
  expect(JSON.parse(await tufRepositories[instance].readRoot()).signed._type).toBe('root')
})
