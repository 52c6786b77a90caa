import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { type DigestReference, type Repository, withDigest } from '../../src/artifact/reference.ts'
import { type FailureCode, isFailure } from '../../src/failure.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { formatRecord, nothingDigest, parseRecord } from '../../src/target/registry/record.ts'
import { registryTag } from '../../src/target/registry/registry.ts'
import type { Target, TargetContext, TargetEdge } from '../../src/target/target.ts'
import { pushImage } from '../support/artifacts.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, type RegistryServerOptions, startRegistry } from '../support/registry.ts'
import { dyingEdge } from './dying-edge.ts'
import { targetContract } from './target-contract.ts'

const edge = testEdge()
const contextOf = (over: Partial<TargetContext>, via: TargetEdge): TargetContext => ({
  owner: 'acme/shop',
  environment: 'production',
  service: 'app',
  strategy: 'blue-green',
  registry: connectRegistry({ credentials: async () => undefined }, via),
  ...over,
})

type Overrides = Partial<TargetContext> & { options?: Record<string, unknown>; via?: TargetEdge }

/** A repository of its own with two releases, and ways to the tag in it. */
async function freshPlace(server: RegistryServer, tag = 'production') {
  const image: Repository = { registry: server.host, repository: `acme/shop-${randomUUID().slice(0, 8)}` }
  const connect = ({ options = {}, via = edge, ...context }: Overrides = {}): Target =>
    registryTag.connect(
      { image: `${image.registry}/${image.repository}`, tag, ...options },
      contextOf(context, via),
      via,
    )
  const { registry } = contextOf({}, edge)
  const artifacts: [DigestReference, DigestReference] = [
    await pushImage(registry, image, [[{ name: 'page', content: 'one' }]]),
    await pushImage(registry, image, [[{ name: 'page', content: 'two' }]]),
  ]
  const stored = server.store.repository(image.repository)
  const tagged = (name = tag) => stored.tags.get(name)
  return { image, connect, artifacts, stored, tagged, registry }
}

async function serve(target: Target, { digest, ...place }: DigestReference, from?: Digest, fence = 1) {
  await target.stage({ ...place, digest })
  await target.shift(digest, 100, from, fence)
}

async function refusal(verb: Promise<unknown>, code: FailureCode): Promise<string> {
  const error = await verb.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toSatisfy((error) => isFailure(error, code))
  return (error as Error).message
}

const contracts: [string, RegistryServerOptions, { atomic: boolean }][] = [
  ['a registry that minds If-Match', {}, { atomic: true }],
  [
    'a registry that minds nothing and deletes nothing',
    { ifMatch: false, deletion: false },
    { atomic: false },
  ],
]

describe.each(contracts)('a tag in %s', (name, options, { atomic }) => {
  let server: RegistryServer
  beforeAll(async () => {
    server = await startRegistry(options)
  })
  afterAll(() => server[Symbol.asyncDispose]())

  targetContract(
    `a tag in ${name}`,
    async () => {
      const { connect, artifacts } = await freshPlace(server)
      return {
        target: connect(),
        artifacts,
        connect,
        connectDying: (calls, last) => connect({ via: dyingEdge(edge, calls, last) }),
      }
    },
    { atomic },
  )
})

describe('a tag that is followed', () => {
  let server: RegistryServer
  beforeAll(async () => {
    server = await startRegistry()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  const recordTag = 'production.immutable-deploy'
  const by = (digest: Digest) => [{ digest, percent: 100 }]

  it('stands for the very digest that was promoted, and no other tag moves', async () => {
    const { connect, artifacts, tagged, stored } = await freshPlace(server)
    const [first, second] = artifacts
    stored.tags.set('sha-of-the-commit', first.digest)
    await serve(connect(), first)
    await serve(connect(), second, first.digest)
    expect(tagged()).toBe(second.digest)
    expect([...stored.tags.keys()].sort()).toEqual(['production', recordTag, 'sha-of-the-commit'])
    expect(tagged('sha-of-the-commit')).toBe(first.digest)
  })

  it('is observed as what it resolves to, also where somebody else has moved it', async () => {
    const { connect, artifacts, stored } = await freshPlace(server)
    const [first, second] = artifacts
    await serve(connect(), first)
    stored.tags.set('production', second.digest)
    const { serving, standing } = await connect().observe()
    expect(serving).toEqual(by(second.digest))
    expect(standing).toEqual([first.digest, second.digest].sort())
  })

  it('is observed with the address that the policy names', async () => {
    const { connect } = await freshPlace(server)
    const url = 'https://shop.example.com'
    expect((await connect({ options: { url } }).observe()).url).toBe(url)
  })

  it('keeps no image from being pulled by its digest once that is discarded', async () => {
    const { connect, artifacts, registry } = await freshPlace(server)
    const [first, second] = artifacts
    await serve(connect(), first)
    await serve(connect(), second, first.digest)
    await connect().discard(first.digest, 1)
    expect((await connect().observe()).standing).toEqual([second.digest])
    expect(await registry.resolve(first)).toBeDefined()
  })

  it('moves back to what somebody else had put there before', async () => {
    const { connect, artifacts, stored, tagged } = await freshPlace(server)
    const [first, second] = artifacts
    stored.tags.set('production', first.digest)
    const target = connect({ options: { adopt: true } })
    await serve(target, second, first.digest)
    expect((await target.observe()).standing).toEqual([first.digest, second.digest].sort())
    await connect().shift(first.digest, 100, second.digest, 1)
    expect(tagged()).toBe(first.digest)
  })

  it('keeps whoever is late out of a tag that nothing was promoted to yet', async () => {
    const { connect, artifacts, stored, tagged } = await freshPlace(server)
    const [first, second] = artifacts
    stored.tags.set('production', first.digest)
    const target = connect({ options: { adopt: true } })
    await target.shift(first.digest, 100, first.digest, 7)
    await target.stage(second)
    await refusal(target.shift(second.digest, 100, first.digest, 6), 'mismatch')
    expect(tagged()).toBe(first.digest)
  })

  describe('and that somebody else has put there', () => {
    const verbs: [string, (target: Target, artifact: DigestReference) => Promise<unknown>][] = [
      ['observe', (target) => target.observe()],
      ['stage', (target, artifact) => target.stage(artifact)],
      ['shift', (target, { digest }) => target.shift(digest, 100, digest, 1)],
      ['discard', (target) => target.discard(digestOf('another'), 1)],
    ]
    it.each(verbs)('is refused by %s unless the policy adopts it', async (_, verb) => {
      const { connect, artifacts, stored } = await freshPlace(server, 'v1.2.3')
      stored.tags.set('v1.2.3', artifacts[0].digest)
      expect(await refusal(verb(connect(), artifacts[0]), 'denied')).toContain('"adopt: true"')
      await verb(connect({ options: { adopt: true } }), artifacts[0])
      expect(stored.tags.get('v1.2.3')).toBe(artifacts[0].digest)
    })

    it.each([{ environment: 'staging' }, { service: 'web' }, { owner: 'acme/other' }])(
      'is refused where it is moved by %j',
      async (other) => {
        const { connect, artifacts, tagged } = await freshPlace(server)
        await serve(connect(other), artifacts[0])
        for (const [, verb] of verbs)
          expect(await refusal(verb(connect(), artifacts[1]), 'denied')).toContain(Object.values(other)[0])
        expect(tagged()).toBe(artifacts[0].digest)
      },
    )

    it('is told whose it is in one line that commands nothing, whatever the record says', async () => {
      const { connect, artifacts, image, tagged } = await freshPlace(server)
      await serve(connect(), artifacts[0])
      const owner = 'acme\n::error::owned \u001b[31m##[group]'
      const standing = [artifacts[0].digest]
      const hostile = formatRecord({ owner, environment: 'production', service: 'app', fence: 1, standing })
      server.store.addManifest(image.repository, hostile.mediaType, hostile.bytes, recordTag)
      const message = await refusal(connect().observe(), 'denied')
      expect(message).toContain('acme ::error::owned')
      expect(message).not.toMatch(/\p{Cc}|##\[/u)
      expect(tagged()).toBe(artifacts[0].digest)
    })

    it('is told where it is no manifest at all', async () => {
      const { connect, image } = await freshPlace(server)
      const type = 'application/vnd.docker.distribution.manifest.v1+prettyjws'
      server.store.addManifest(image.repository, type, '{"schemaVersion":1}', 'production')
      await refusal(connect().observe(), 'mismatch')
    })

    it('is told in one line whatever type it says it has', async () => {
      const { connect, image } = await freshPlace(server)
      const text = JSON.stringify({ schemaVersion: 2, mediaType: 'a/b\n::error::owned' })
      server.store.addManifest(image.repository, 'application/json', text, 'production')
      expect(await refusal(connect().observe(), 'mismatch')).not.toMatch(/\p{Cc}/u)
    })
  })

  describe('whose record is not to be read', () => {
    const record = {
      owner: 'acme/shop',
      environment: 'production',
      service: 'app',
      fence: 3,
      standing: [digestOf('x')],
    }
    const written = Buffer.from(formatRecord(record).bytes).toString('utf8')
    const read = (text: string) =>
      parseRecord({ kind: 'manifest', layers: [], ...JSON.parse(text) } as Parameters<typeof parseRecord>[0])

    it('is read as it was written, if nothing is wrong with it', () => {
      expect(read(written)).toEqual(record)
    })

    it.each([
      ['says another type', written.replace('tag-record', 'other-record')],
      ['has no fence', written.replace('.fence', '.other')],
      ['has a fence that is no whole number', written.replace('.fence":"3', `.fence":"${'9'.repeat(17)}`)],
      ['has a fence that is no number', written.replace('.fence":"3', '.fence":"3e9')],
      [
        'names no environment',
        written.replace('production', '').replace('.environment":"production', '.environment":"'),
      ],
      ['holds a digest that is none', written.replace('.standing":"sha256:', '.standing":"sha256:zz')],
      ['does not say what stands', written.replace('.standing', '.other')],
      ['is an image', JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: [] })],
      ['is no manifest', '{"schemaVersion":1}'],
    ])('is refused where it %s, and left alone', async (_, text) => {
      const { connect, artifacts, image, tagged } = await freshPlace(server)
      await serve(connect(), artifacts[0])
      const { mediaType: type = 'application/octet-stream' } = JSON.parse(text)
      const { digest } = server.store.addManifest(image.repository, type, text, recordTag)
      const message = await refusal(connect().observe(), 'mismatch')
      expect(message).toContain(recordTag)
      expect(message).toContain('adopt: true')
      await refusal(connect().stage(artifacts[1]), 'mismatch')
      await refusal(connect().shift(artifacts[0].digest, 100, undefined, 9), 'mismatch')
      expect([tagged(), tagged(recordTag)]).toEqual([artifacts[0].digest, digest])
    })
  })

  describe('for a release', () => {
    it('refuses one that is in another repository, and says how it gets here', async () => {
      const { connect, image } = await freshPlace(server)
      const { artifacts } = await freshPlace(server)
      const message = await refusal(connect().stage(artifacts[0]), 'invalid-input')
      expect(message).toContain(`"registry: ${image.registry}/${image.repository}"`)
    })

    it('takes an index whose platforms are all there, and refuses it when one of them is gone', async () => {
      const { connect, artifacts, image, stored, tagged } = await freshPlace(server)
      const manifests = artifacts.map(({ digest }) => {
        const size = stored.manifests.get(digest)?.bytes.length
        return { mediaType: mediaType.imageManifest, digest, size }
      })
      const index = JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests })
      const { digest } = server.store.addManifest(image.repository, mediaType.imageIndex, index)
      await serve(connect(), withDigest(image, digest))
      expect(tagged()).toBe(digest)
      stored.manifests.delete(artifacts[1].digest)
      const message = await refusal(connect().stage(withDigest(image, digest)), 'not-found')
      expect(message).toContain(artifacts[1].digest)
    })
  })

  describe('where nothing is to serve', () => {
    it('is gone, with nothing but itself', async () => {
      const { connect, artifacts, tagged, registry, stored } = await freshPlace(server)
      const [first, second] = artifacts
      await serve(connect(), first)
      await connect().shift(first.digest, 0, first.digest, 1)
      expect([tagged(), stored.manifests.has(nothingDigest)]).toEqual([undefined, false])
      expect(await registry.resolve(first)).toBeDefined()
      await serve(connect(), second)
      expect(tagged()).toBe(second.digest)
    })

    it('stands for an empty manifest in a registry that deletes nothing, until something serves', async () => {
      await using keeping = await startRegistry({ deletion: false })
      const { connect, artifacts, tagged } = await freshPlace(keeping)
      const [first, second] = artifacts
      await serve(connect(), first)
      await connect().shift(first.digest, 0, first.digest, 1)
      expect(tagged()).toBe(nothingDigest)
      expect(await connect().observe()).toMatchObject({ serving: [], standing: [first.digest] })
      await serve(connect(), second)
      expect(tagged()).toBe(second.digest)
    })
  })

  describe('with others at it', () => {
    /** An edge by which something else happens right before the first request that matches. */
    function meanwhile(matches: (url: URL, method: string) => boolean, happens: () => void): TargetEdge {
      let done = false
      const fetch: TargetEdge['fetch'] = async (url, init) => {
        if (!done && matches(new URL(url), init?.method ?? 'GET')) {
          done = true
          happens()
        }
        return edge.fetch(url, init)
      }
      return { ...edge, fetch }
    }
    const putOf = (tag: string) => (url: URL, method: string) =>
      method === 'PUT' && url.pathname.endsWith(`/manifests/${tag}`)

    it('is not taken for somebody else’s when it is first put while somebody looks', async () => {
      const { connect, artifacts, image, stored } = await freshPlace(server)
      const [{ digest }] = artifacts
      const record = formatRecord({ ...contextOf({}, edge), fence: 1, standing: [digest] })
      let requests = 0
      const via = meanwhile(
        () => ++requests === 2,
        () => {
          server.store.addManifest(image.repository, record.mediaType, record.bytes, recordTag)
          stored.tags.set('production', digest)
        },
      )
      const seen = await connect({ via }).observe()
      expect(seen).toMatchObject({ serving: [], standing: [digest] })
    })

    it('is not taken from who moved it after it was looked at', async () => {
      const { connect, artifacts, image, stored, tagged } = await freshPlace(server)
      const [first, second] = artifacts
      const third = server.store.addImage(image.repository, { annotations: { third: 'yes' } })
      await serve(connect(), first)
      await connect().stage(second)
      const via = meanwhile(putOf('production'), () => stored.tags.set('production', third.digest))
      await refusal(connect({ via }).shift(second.digest, 100, first.digest, 1), 'mismatch')
      expect(tagged()).toBe(third.digest)
    })

    it('is not moved by who was late by the time that the record was to be written', async () => {
      const { connect, artifacts, stored, image, tagged } = await freshPlace(server)
      const [first, second] = artifacts
      await serve(connect(), first)
      await connect().stage(second)
      const record = parseRecordOf(tagged(recordTag))
      const newer = formatRecord({ ...record, fence: 9 })
      const via = meanwhile(putOf(recordTag), () => {
        server.store.addManifest(image.repository, newer.mediaType, newer.bytes, recordTag)
      })
      await refusal(connect({ via }).shift(second.digest, 100, first.digest, 2), 'mismatch')
      expect(tagged()).toBe(first.digest)

      function parseRecordOf(digest: Digest | undefined) {
        const { bytes = Buffer.from('{}') } = (digest && stored.manifests.get(digest)) || {}
        const parsed = parseRecord({ kind: 'manifest', ...JSON.parse(bytes.toString('utf8')) })
        if (parsed === undefined) throw new Error('the record cannot be read')
        return parsed
      }
    })

    it('writes its record again when somebody has overwritten it', async () => {
      await using careless = await startRegistry({ ifMatch: false })
      const { connect, artifacts, stored, tagged } = await freshPlace(careless)
      await connect().stage(artifacts[0])
      const before = tagged(recordTag) as Digest
      let puts = 0
      const fetch: TargetEdge['fetch'] = async (url, init) => {
        const response = await edge.fetch(url, init)
        if (putOf(recordTag)(new URL(url), init?.method ?? 'GET') && ++puts === 1)
          stored.tags.set(recordTag, before)
        return response
      }
      await connect({ via: { ...edge, fetch } }).stage(artifacts[1])
      expect(puts).toBe(2)
      const standing = artifacts.map(({ digest }) => digest).sort()
      expect((await connect().observe()).standing).toEqual(standing)
    })

    it('gives up where the registry never shows what it has taken', async () => {
      const { connect, artifacts, stored, tagged } = await freshPlace(server)
      const [first, second] = artifacts
      await serve(connect(), first)
      await connect().stage(second)
      let puts = 0
      const fetch: TargetEdge['fetch'] = async (url, init) => {
        const response = await edge.fetch(url, init)
        if (putOf('production')(new URL(url), init?.method ?? 'GET')) {
          puts++
          stored.tags.set('production', first.digest)
        }
        return response
      }
      await refusal(
        connect({ via: { ...edge, fetch } }).shift(second.digest, 100, first.digest, 1),
        'unavailable',
      )
      expect(puts).toBe(10)
      expect(tagged()).toBe(first.digest)
    })
  })

  it.each([
    ['says 503', { status: 503 }],
    ['says 429', { status: 429, headers: { 'retry-after': '1' } }],
    ['breaks off', 'reset' as const],
    ['takes it and says nothing', 'mute' as const],
  ])('moves, once, although the registry %s at the first write of each', async (_, answer) => {
    await using failing = await startRegistry()
    const { connect, artifacts, tagged } = await freshPlace(failing)
    const [first, second] = artifacts
    await serve(connect(), first)
    await connect().stage(second)
    for (const tag of ['production', recordTag])
      failing.fault({
        match: ({ method, path }) => method === 'PUT' && path.endsWith(`/${tag}`),
        times: 1,
        answer,
      })
    await connect().shift(second.digest, 100, first.digest, 2)
    expect(tagged()).toBe(second.digest)
    await refusal(connect().discard(first.digest, 1), 'mismatch')
  })

  it.each([
    ['all tags', true],
    ['the tag alone', /^production$/],
    ['the tag of the record alone', /immutable-deploy$/],
  ])('is refused, with what to do, in a registry that makes %s immutable', async (_, immutableTags) => {
    await using strict = await startRegistry({ immutableTags })
    const { connect, artifacts } = await freshPlace(strict)
    const [first, second] = artifacts
    const promotions = async () => {
      await serve(connect(), first)
      await serve(connect(), second, first.digest, 2)
    }
    const message = await refusal(promotions(), 'denied')
    expect(message).toContain('leave "production" and "production.immutable-deploy" out')
    expect(message).toContain('immutable')
  })

  it.each([
    ['the right to pull alone', { access: 'pull' as const }, 'allowed to push'],
    ['a wrong password', { password: 'wrong' }, 'check that the login'],
  ])(
    'says what is missing for %s',
    async (_, { access, password = 'secret' }: { access?: 'pull'; password?: string }, way) => {
      const basic = { username: 'ada', password: 'secret' }
      await using locked = await startRegistry({ token: true, basic, ...(access && { access }) })
      const repository = 'acme/shop'
      const { digest } = locked.store.addImage(repository)
      const registry = connectRegistry({ credentials: async () => ({ username: 'ada', password }) }, edge)
      const image = { registry: locked.host, repository }
      const options = { image: `${locked.host}/${repository}`, tag: 'production' }
      const target = registryTag.connect(options, contextOf({ registry }, edge), edge)
      const message = await refusal(target.stage(withDigest(image, digest)), 'unauthorized')
      expect(message).toContain(way)
      expect(message).not.toContain('wrong')
    },
  )

  it('is looked for in a repository that is yet to be made, which its registry hides from who only pulls', async () => {
    const basic = { username: 'ada', password: 'secret' }
    await using hiding = await startRegistry({ token: true, basic })
    hiding.fault({
      match: ({ path, query }) => path === '/token' && query.get('scope') === 'repository:acme/live:pull',
      answer: { status: 403, body: '{"errors":[{"code":"DENIED","message":"no access"}]}' },
    })
    const registry = connectRegistry({ credentials: async () => basic }, edge)
    const options = { image: `${hiding.host}/acme/live`, tag: 'production' }
    const target = registryTag.connect(options, contextOf({ registry }, edge), edge)
    expect(await target.observe()).toMatchObject({ serving: [], standing: [] })
  })

  it('takes a tag away with no more than the right to push, and says that it stays', async () => {
    const basic = { username: 'ada', password: 'secret' }
    await using locked = await startRegistry({ token: true, basic })
    const repository = 'acme/shop'
    const { digest } = locked.store.addImage(repository)
    const registry = connectRegistry({ credentials: async () => basic }, edge)
    const options = { image: `${locked.host}/${repository}`, tag: 'production' }
    const via = testEdge()
    const target = registryTag.connect(options, contextOf({ registry }, via), via)
    await serve(target, { registry: locked.host, repository, digest })
    await target.shift(digest, 0, digest, 1)
    expect((await target.observe()).serving).toEqual([])
    expect(via.logged.filter((line) => line.includes('stands for an empty manifest'))).toHaveLength(1)
  })
})

describe('the options of a tag', () => {
  const image = 'ghcr.io/acme/shop'
  const problems = (written: Record<string, unknown>) => {
    const { error } = registryTag.options.safeParse(written)
    return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
  }

  it.each(['production', 'latest', 'eu-1_blue.green', 'x'.repeat(111), 'sha-short', 'v1'])(
    'take the tag %s',
    (tag) => {
      expect(problems({ image, tag })).toEqual([])
    },
  )

  it.each([
    [`sha-${'0a'.repeat(20)}`, 'made of a commit'],
    ['0a'.repeat(20), 'made of a commit'],
    ['0a'.repeat(32), 'made of a commit'],
    [`sha256-${'0a'.repeat(32)}`, 'made of a commit'],
    [`sha256-${'0a'.repeat(32)}.sig`, 'made of a commit'],
    ['production.immutable-deploy', 'our own records'],
    ['x'.repeat(112), 'at most 111'],
    ['', 'not a tag'],
    ['.production', 'not a tag'],
    ['pro duction', 'not a tag'],
    ['../production', 'not a tag'],
  ])('refuse the tag "%s"', (tag, reason) => {
    expect(problems({ image, tag }).join()).toContain(reason)
  })

  it.each([
    ['ghcr.io/acme/shop:v1', 'without tag and digest'],
    [`ghcr.io/acme/shop@${digestOf('x')}`, 'without tag and digest'],
    ['nginx', 'names no registry'],
    ['ghcr.io/Acme/shop', 'no valid repository'],
    ['https://ghcr.io/acme/shop', 'names no registry'],
  ])('refuse the image %s', (written, reason) => {
    expect(problems({ image: written, tag: 'production' }).join()).toContain(reason)
  })

  it('refuse what they do not know, and a target without a repository', () => {
    expect(problems({ image, tag: 'production', tags: [] })).toHaveLength(1)
    expect(problems({ tag: 'production' })).toHaveLength(1)
  })
})
