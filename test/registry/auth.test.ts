import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { withDigest, withTag } from '../../src/artifact/reference.ts'
import { parseChallenge } from '../../src/registry/auth.ts'
import type { CredentialSource, Credentials } from '../../src/registry/credentials.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'

const basic = { username: 'octocat', password: 'hunter2-hunter2' }

function connect(
  credentials?: Credentials,
  edge = testEdge(),
  options: { insecureRegistries?: string[] } = {},
) {
  const source: CredentialSource = async () => credentials
  return connectRegistry({ credentials: source, timeout: 1000, ...options }, edge)
}

function shop({ host }: RegistryServer) {
  return { registry: host, repository: 'acme/shop' }
}

function blob(text: string) {
  async function* open() {
    yield Buffer.from(text)
  }
  return { descriptor: { mediaType: 'text/plain', digest: digestOf(text), size: text.length }, open }
}

describe('a challenge', () => {
  it.each([
    [
      'of GHCR',
      'Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:acme/shop:pull,push"',
      {
        scheme: 'bearer',
        realm: 'https://ghcr.io/token',
        service: 'ghcr.io',
        scope: 'repository:acme/shop:pull,push',
      },
    ],
    ['in other letters', 'bearer REALM="https://a/t"', { scheme: 'bearer', realm: 'https://a/t' }],
    [
      'without quotes',
      'Bearer realm=https://a/t, service=a',
      { scheme: 'bearer', realm: 'https://a/t', service: 'a' },
    ],
    [
      'with blanks',
      'Bearer realm = "https://a/t" , service = "a"',
      { scheme: 'bearer', realm: 'https://a/t', service: 'a' },
    ],
    [
      'with an escaped quote',
      'Bearer realm="https://a/t",service="a \\"b\\""',
      { scheme: 'bearer', realm: 'https://a/t', service: 'a "b"' },
    ],
    ['Basic', 'Basic realm="Registry Realm"', { scheme: 'basic' }],
    [
      'Basic and Bearer',
      'Basic realm="x", Bearer realm="https://a/t",service="a"',
      { scheme: 'bearer', realm: 'https://a/t', service: 'a' },
    ],
    ['of a scheme unknown', 'Negotiate abc=', undefined],
    ['Bearer without a realm', 'Bearer service="a"', undefined],
    ['empty', '', undefined],
    ['missing', null, undefined],
  ])('%s is read', (_, header, challenge) => {
    expect(parseChallenge(header)).toEqual(challenge)
  })
})

describe('a registry with a token server', () => {
  it('gets one token for all requests of one kind', async () => {
    await using server = await startRegistry({ token: true, basic })
    const image = server.store.addImage('acme/shop', { tag: 'v1' })
    const registry = connect(basic)
    await registry.resolve(withTag(shop(server), 'v1'))
    await registry.fetchManifest(withDigest(shop(server), image.digest))
    await registry.pushBlob(shop(server), blob('one'))
    await registry.pushBlob(shop(server), blob('two'))
    const asked = server.requests
      .filter(({ path }) => path === '/token')
      .map(({ query }) => query.get('scope'))
    expect(asked).toEqual(['repository:acme/shop:pull', 'repository:acme/shop:pull,push'])
    expect(server.requests.filter(({ status }) => status === 401)).toHaveLength(1)
  })

  it('is told which service the token is for', async () => {
    await using server = await startRegistry({ token: true })
    await connect().resolve(withTag(shop(server), 'v1'))
    expect(server.requests.find(({ path }) => path === '/token')?.query.get('service')).toBe(server.host)
  })

  it('asks for the right to push from the start where it is going to push', async () => {
    await using server = await startRegistry({ token: true, basic })
    const source: CredentialSource = async () => basic
    const registry = connectRegistry({ credentials: source, pushTo: shop(server) }, testEdge())
    await registry.resolve(withTag(shop(server), 'missing'))
    const scopes = server.requests.flatMap(({ query }) => query.getAll('scope'))
    expect(scopes).toEqual(['repository:acme/shop:pull,push'])
  })

  it('lets those pull who are not logged in', async () => {
    await using server = await startRegistry({ token: true, basic, anonymousPull: true })
    const image = server.store.addImage('acme/shop', { tag: 'v1' })
    expect(await connect().resolve(withTag(shop(server), 'v1'))).toEqual(image)
  })

  it('gets a new token when the old one is worth nothing any more', async () => {
    await using server = await startRegistry({ token: true, basic })
    const registry = connect(basic)
    await registry.pushBlob(shop(server), blob('one'))
    server.tokens.revoke()
    await registry.pushBlob(shop(server), blob('two'))
    expect(server.store.repository('acme/shop').blobs.size).toBe(2)
  })

  it('gets a new token, and opens the blob again, when the old one dies during an upload', async () => {
    await using server = await startRegistry({ token: true, basic })
    server.fault({
      match: ({ method }) => method === 'PUT',
      times: 1,
      answer: {
        status: 401,
        headers: { 'www-authenticate': `Bearer realm="${server.url}/token",service="x"` },
      },
    })
    await connect(basic).pushBlob(shop(server), blob('one'))
    expect(server.requests.filter(({ method }) => method === 'PUT').map(({ status }) => status)).toEqual([
      401, 201,
    ])
  })

  it('gets a new token before the old one expires', async () => {
    await using server = await startRegistry({ token: true, basic, tokenLifetime: 0.001 })
    server.fault({
      match: ({ path }) => path === '/token',
      times: 1,
      answer: { status: 200, body: '{"token":"short-lived","expires_in":0.000001}' },
    })
    const registry = connect(basic)
    server.fault({
      match: ({ headers }) => headers.authorization === 'Bearer short-lived',
      times: 1,
      answer: { status: 404 },
    })
    await registry.resolve(withTag(shop(server), 'v1'))
    server.fault({ match: ({ path }) => path !== '/token', answer: { status: 404 } })
    await registry.resolve(withTag(shop(server), 'v1'))
    const used = server.requests.filter(({ headers }) => headers.authorization === 'Bearer short-lived')
    expect(used).toHaveLength(1)
  })

  it('is asked again once and no more', async () => {
    await using server = await startRegistry({ token: true, basic })
    const challenge = { 'www-authenticate': `Bearer realm="${server.url}/token"` }
    server.fault({ match: ({ path }) => path !== '/token', answer: { status: 401, headers: challenge } })
    await expect(connect(basic).resolve(withTag(shop(server), 'v1'))).rejects.toMatchObject({
      code: 'unauthorized',
    })
    expect(server.lines().filter((line) => line.startsWith('HEAD'))).toHaveLength(2)
  })

  it('takes an identity token by POST and gets to see no password', async () => {
    await using server = await startRegistry({ token: true, basic, identityToken: 'identity' })
    const image = server.store.addImage('acme/shop', { tag: 'v1' })
    expect(await connect({ token: 'identity' }).resolve(withTag(shop(server), 'v1'))).toEqual(image)
    const [asked] = server.requests.filter(({ path }) => path === '/token')
    expect(asked).toMatchObject({ method: 'POST', status: 200 })
    expect(asked?.headers.authorization).toBeUndefined()
  })

  it.each([
    ['a wrong password', { ...basic, password: 'guessed' }],
    ['a wrong identity token', { token: 'guessed' }],
    ['nobody logged in', undefined],
  ])('refuses %s', async (_, credentials) => {
    await using server = await startRegistry({ token: true, basic, identityToken: 'identity' })
    const failure = connect(credentials).resolve(withTag(shop(server), 'v1'))
    await expect(failure).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(failure).rejects.toThrow(
      /no token for "repository:acme\/shop:pull": the registry answered 40[13]/,
    )
  })

  it('refuses to let one push who may only pull, and says so', async () => {
    await using server = await startRegistry({ token: true, basic, access: 'pull' })
    const failure = connect(basic).pushBlob(shop(server), blob('one'))
    await expect(failure).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(failure).rejects.toThrow(`check that the login to ${server.host} is allowed to push`)
  })

  it.each([
    [{ status: 500 }, 'unavailable'],
    [{ status: 429 }, 'unavailable'],
    ['hang', 'unavailable'],
    ['reset', 'unavailable'],
    [{ status: 200, body: '<html>' }, 'unavailable'],
    [{ status: 200, body: '{}' }, 'unauthorized'],
    [{ status: 200, body: '{"token":"a\\r\\nb"}' }, 'unauthorized'],
    [{ status: 307, headers: { location: 'http://127.0.0.1:1/' } }, 'unavailable'],
  ] as const)('fails when its token server answers %j', async (answer, code) => {
    await using server = await startRegistry({ token: true, basic })
    server.fault({ match: ({ path }) => path === '/token', answer })
    const edge = testEdge()
    // Where an answer comes, a slow machine is no fault.
    const timeout = answer === 'hang' ? 100 : 30_000
    const failure = connectRegistry({ credentials: async () => basic, timeout }, edge).resolve(
      withTag(shop(server), 'v1'),
    )
    await expect(failure).rejects.toMatchObject({ code })
    await expect(failure).rejects.not.toThrow(basic.password)
  })

  it('takes an access_token for a token', async () => {
    await using server = await startRegistry({ token: true, basic })
    server.fault({
      match: ({ path }) => path === '/token',
      answer: { status: 200, body: '{"access_token":"abc"}' },
    })
    server.fault({ match: ({ headers }) => headers.authorization === 'Bearer abc', answer: { status: 404 } })
    expect(await connect(basic).resolve(withTag(shop(server), 'v1'))).toBeUndefined()
  })

  it('is asked for the scopes of its own too', async () => {
    await using server = await startRegistry({ token: true })
    const challenge = { 'www-authenticate': `Bearer realm="${server.url}/token",scope="aws"` }
    server.fault({
      match: ({ path }) => path !== '/token',
      times: 1,
      answer: { status: 401, headers: challenge },
    })
    await connect().resolve(withTag(shop(server), 'v1'))
    const asked = server.requests.find(({ path }) => path === '/token')
    expect(asked?.query.getAll('scope')).toEqual(['repository:acme/shop:pull', 'aws'])
  })
})

describe('a registry with passwords', () => {
  it('gets the password when it asks for it', async () => {
    await using server = await startRegistry({ basic })
    const image = server.store.addImage('acme/shop', { tag: 'v1' })
    const registry = connect(basic)
    expect(await registry.resolve(withTag(shop(server), 'v1'))).toEqual(image)
    expect(await registry.resolve(withTag(shop(server), 'v1'))).toEqual(image)
    expect(server.requests.map(({ status }) => status)).toEqual([401, 200, 200])
  })

  it.each([
    ['a wrong password', { ...basic, password: 'guessed' }, 'check that the login to'],
    ['an identity token', { token: 'identity' }, 'wants a password'],
    ['nobody logged in', undefined, 'docker login'],
  ])('refuses %s', async (_, credentials, told) => {
    await using server = await startRegistry({ basic })
    const failure = connect(credentials).resolve(withTag(shop(server), 'v1'))
    await expect(failure).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(failure).rejects.toThrow(told)
  })
})

describe('credentials', () => {
  it('are asked for once for each registry', async () => {
    await using server = await startRegistry({ basic })
    const asked: string[] = []
    const credentials: CredentialSource = async (registry) => {
      asked.push(registry)
      return basic
    }
    const registry = connectRegistry({ credentials }, testEdge())
    await Promise.all([1, 2, 3].map(() => registry.resolve(withTag(shop(server), 'v1'))))
    expect(asked).toEqual([server.host])
  })

  it('are not sent anywhere before the registry asks', async () => {
    await using server = await startRegistry()
    await connect(basic).pushBlob(shop(server), blob('one'))
    expect(server.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([])
  })

  it.each([
    'http://token.example/token',
    'ftp://token.example',
    'https://user:pass@token.example/',
    'nowhere',
  ])('are not sent to the token server %s of a registry with TLS', async (realm) => {
    const sent: string[] = []
    const fetch = async (url: string | URL) => {
      sent.push(new URL(url).host)
      return new Response(null, { status: 401, headers: { 'www-authenticate': `Bearer realm="${realm}"` } })
    }
    const registry = connect(basic, testEdge({ fetch }))
    const failure = registry.resolve({ registry: 'ghcr.io', repository: 'acme/shop', tag: 'v1' })
    await expect(failure).rejects.toMatchObject({ code: 'unauthorized' })
    expect(sent).toEqual(['ghcr.io'])
  })

  it('are not sent after a redirect to another host', async () => {
    await using server = await startRegistry({ basic })
    await using other = await startRegistry({ basic })
    const location = `${other.url}/v2/acme/shop/manifests/v1`
    server.fault({
      match: ({ headers }) => headers.authorization !== undefined,
      answer: { status: 307, headers: { location } },
    })
    await expect(connect(basic).resolve(withTag(shop(server), 'v1'))).rejects.toMatchObject({
      code: 'unauthorized',
    })
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })
})

describe('credentials and other hosts', () => {
  it('have nothing to do with the token server that another host names after a redirect', async () => {
    await using server = await startRegistry()
    await using other = await startRegistry({ token: true })
    const location = `${other.url}/v2/acme/shop/manifests/v1`
    server.fault({ match: () => true, answer: { status: 307, headers: { location } } })
    const failure = connect(basic).resolve(withTag(shop(server), 'v1'))
    await expect(failure).rejects.toMatchObject({ code: 'unauthorized' })
    expect(other.lines()).toEqual(['HEAD /v2/acme/shop/manifests/v1'])
  })

  it('have nothing to do with where a token server redirects to', async () => {
    await using server = await startRegistry({ token: true, basic, identityToken: 'identity' })
    await using other = await startRegistry({ token: true })
    const location = `${other.url}/token`
    server.fault({ match: ({ path }) => path === '/token', answer: { status: 307, headers: { location } } })
    for (const credentials of [basic, { token: 'identity' }]) {
      const failure = connect(credentials).resolve(withTag(shop(server), 'v1'))
      await expect(failure).rejects.toMatchObject({ code: 'unavailable' })
    }
    expect(other.requests).toEqual([])
  })
})

describe('where a registry is', () => {
  it.each([
    ['ghcr.io', 'acme/shop', 'https://ghcr.io/v2/acme/shop/manifests/v1'],
    ['docker.io', 'acme/shop', 'https://registry-1.docker.io/v2/acme/shop/manifests/v1'],
    ['docker.io', 'alpine', 'https://registry-1.docker.io/v2/library/alpine/manifests/v1'],
    ['registry.example:5000', 'a', 'https://registry.example:5000/v2/a/manifests/v1'],
    ['insecure.example:80', 'a', 'http://insecure.example/v2/a/manifests/v1'],
    ['insecure.example', 'a', 'https://insecure.example/v2/a/manifests/v1'],
    ['localhost:5000', 'a', 'http://localhost:5000/v2/a/manifests/v1'],
    ['127.0.0.1', 'a', 'http://127.0.0.1/v2/a/manifests/v1'],
    ['[::1]:5000', 'a', 'http://[::1]:5000/v2/a/manifests/v1'],
    ['localhost.example', 'a', 'https://localhost.example/v2/a/manifests/v1'],
    ['127.0.0.1.example', 'a', 'https://127.0.0.1.example/v2/a/manifests/v1'],
  ])('%s/%s is at %s', async (registry, repository, address) => {
    const asked: string[] = []
    const fetch = async (url: string | URL) => {
      asked.push(String(url))
      return new Response(null, { status: 404 })
    }
    const client = connect(undefined, testEdge({ fetch }), { insecureRegistries: ['insecure.example:80'] })
    await client.resolve({ registry, repository, tag: 'v1' })
    expect(asked).toEqual([address])
  })

  it('is not left for an address without TLS', async () => {
    const asked: string[] = []
    const fetch = async (url: string | URL) => {
      asked.push(String(url))
      return new Response(null, { status: 307, headers: { location: 'http://ghcr.io/v2/' } })
    }
    const failure = connect(basic, testEdge({ fetch })).resolve({
      registry: 'ghcr.io',
      repository: 'a',
      tag: 'v1',
    })
    await expect(failure).rejects.toMatchObject({ code: 'unavailable' })
    expect(asked).toHaveLength(1)
  })
})

describe('advice', () => {
  it.each([
    ['pull', basic, 'give the job permission packages: read'],
    ['push', basic, 'give the job permission packages: write'],
    ['push', undefined, 'log in to ghcr.io'],
  ])('for GHCR names the permission to %s', async (verb, credentials, told) => {
    const denied = { errors: [{ code: 'DENIED', message: 'installation not allowed' }] }
    const fetch = async () => Response.json(denied, { status: 403 })
    const registry = connect(credentials, testEdge({ fetch }))
    const image = { registry: 'ghcr.io', repository: 'acme/shop' }
    const failure =
      verb === 'pull' ? registry.resolve({ ...image, tag: 'v1' }) : registry.pushBlob(image, blob('one'))
    await expect(failure).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(failure).rejects.toThrow(told)
  })

  it('is to wait where GHCR says 403 for a rate limit', async () => {
    const limited = { errors: [{ code: 'DENIED', message: 'You have exceeded a secondary rate limit.' }] }
    const registry = connect(basic, testEdge({ fetch: async () => Response.json(limited, { status: 403 }) }))
    const failure = registry.fetchManifest({ registry: 'ghcr.io', repository: 'a', digest: digestOf('a') })
    await expect(failure).rejects.toMatchObject({ code: 'unavailable' })
  })
})
