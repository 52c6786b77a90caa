import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Descriptor, Platform } from '../../src/artifact/descriptor.ts'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import { formatManifest } from '../../src/artifact/manifest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { type DigestReference, parseRepository } from '../../src/artifact/reference.ts'
import { type BuildRequest, build } from '../../src/build/build.ts'
import { parsePlatforms } from '../../src/build/image.ts'
import { parseFileLine } from '../../src/build/source.ts'
import type { ProvenanceCheck } from '../../src/build/tags.ts'
import { Failure } from '../../src/failure.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { entriesOf, failureOf } from './make-files.ts'
import { cloneWorkingTree, createWorkingTree, temporaryDirectory, type WorkingTree } from './working-tree.ts'

const unsigned: ProvenanceCheck = {
  verifiedCommitOf: async () => undefined,
  hasEvidence: async () => false,
}

function signedFor(commit: string): ProvenanceCheck {
  return { verifiedCommitOf: async () => commit, hasEvidence: async () => true }
}

type Options = Partial<Omit<BuildRequest, 'recipe'>> & { recipe?: Partial<BuildRequest['recipe']> }

const edge = testEdge()

/** Builds `site` of a working tree into `acme/shop`. */
async function run(
  tree: WorkingTree,
  server: RegistryServer,
  { recipe, ...options }: Options = {},
  provenance = unsigned,
) {
  using temporary = temporaryDirectory()
  const registry = connectRegistry({ credentials: async () => undefined }, edge)
  const request: BuildRequest = {
    image: parseRepository(`${server.host}/acme/shop`),
    builder: 'auto',
    recipe: {
      context: tree.path,
      files: [parseFileLine('site:/www')],
      ...recipe,
    },
    tags: [],
    ifTagExists: 'reuse',
    source: 'https://github.com/acme/shop',
    temporary: temporary.path,
    ...options,
  }
  try {
    return await build(request, { registry, provenance }, edge)
  } finally {
    expect(readdirSync(temporary.path)).toEqual([])
  }
}

function createSite(): WorkingTree {
  return createWorkingTree({ 'site/index.html': '<html>', '*site/run': '#!' })
}

const tagsOf = (server: RegistryServer) => Object.fromEntries(server.store.repository('acme/shop').tags)
const writesOf = (server: RegistryServer) =>
  server.requests.filter(({ method }) => !['GET', 'HEAD'].includes(method))

describe('a commit', () => {
  it('becomes an image under its tag, which is put last', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const built = await run(tree, server, { tags: ['v1', 'v1.0'] })
    const tag = `sha-${tree.commit}`
    expect(built).toMatchObject({
      tag,
      tags: [tag, 'v1', 'v1.0'],
      reused: false,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      commit: tree.commit,
      source: 'https://github.com/acme/shop',
      platforms: [],
      replaced: [],
    })
    const { digest } = built.image
    expect(tagsOf(server)).toEqual({ [tag]: digest, v1: digest, 'v1.0': digest })
    const puts = writesOf(server).map(({ path }) => path.replace('/v2/acme/shop/', ''))
    expect(puts.slice(-4)).toEqual([
      `manifests/${digest}`,
      'manifests/v1.0',
      'manifests/v1',
      `manifests/${tag}`,
    ])
  })

  it('has the size of all that it is made of', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const { image, size, layers } = await run(tree, server)
    const { manifests, blobs } = server.store.repository('acme/shop')
    const stored = [...blobs].reduce((total, digest) => total + (server.store.sizeOf(digest) ?? 0), 0)
    expect(size).toBe(stored + (manifests.get(image.digest)?.bytes.length ?? 0))
    expect(layers).toEqual([
      { digest: expect.any(String), size: expect.any(Number), diffId: expect.any(String), existed: false },
    ])
  })

  it('becomes the same in another registry', async () => {
    using tree = createSite()
    await using one = await startRegistry()
    await using other = await startRegistry({ token: true })
    expect((await run(tree, other)).image.digest).toBe((await run(tree, one)).image.digest)
  })

  it('is dated as told', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const { image } = await run(tree, server, { sourceDateEpoch: 0 })
    const manifest = server.store.repository('acme/shop').manifests.get(image.digest)
    expect(manifest?.bytes.toString()).toContain('"org.opencontainers.image.created":"1970-01-01T00:00:00Z"')
  })

  it('is refused with modified files, before anything is asked', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    tree.write({ 'site/index.html': 'changed' })
    const failure = await failureOf(run(tree, server))
    expect(failure).toMatchObject({ code: 'mismatch', problems: [{ place: { file: 'site/index.html' } }] })
    expect(server.requests).toEqual([])
  })

  it('is refused when the run is for another one', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const failure = await failureOf(run(tree, server, { tokenCommit: 'f'.repeat(40) }))
    expect(failure).toMatchObject({ code: 'mismatch', message: expect.stringContaining('f'.repeat(40)) })
    expect(await run(tree, server, { tokenCommit: tree.commit })).toMatchObject({ reused: false })
  })

  it('is refused with nothing to build', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const failure = await failureOf(run(tree, server, { recipe: { files: [] } }))
    expect(failure).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('no Dockerfile'),
    })
  })
})

/** Puts something else under a tag, as a stranger or a former run did. */
function occupy(server: RegistryServer, tag: string, annotations?: Record<string, string>): Digest {
  return server.store.addImage('acme/shop', { tag, annotations, layers: ['stranger'] }).digest
}

describe('a commit whose tag exists', () => {
  it('is not built where verified provenance says that it was', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const tag = `sha-${tree.commit}`
    const digest = occupy(server, tag)
    const built = await run(tree, server, { tags: ['v1'] }, signedFor(tree.commit))
    expect(built).toMatchObject({ reused: true, image: { digest }, tags: [tag, 'v1'] })
    expect(tagsOf(server)).toEqual({ [tag]: digest, v1: digest })
    expect(writesOf(server)).toHaveLength(1)
  })

  it('is told in full where it is an index', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const platforms = ['amd64', 'arm64'].map((architecture) => ({ os: 'linux', architecture }))
    const manifests = platforms.map((platform) => {
      const config = { architecture: platform.architecture }
      return { ...server.store.addImage('acme/shop', { config, layers: ['shared'] }), platform }
    })
    const type = 'application/vnd.oci.image.index.v1+json'
    const index = JSON.stringify({ schemaVersion: 2, mediaType: type, manifests })
    const { digest } = server.store.addManifest('acme/shop', type, index, `sha-${tree.commit}`)
    const built = await run(tree, server, {}, signedFor(tree.commit))
    const layer = { digest: digestOf('shared'), size: 6 }
    expect(built).toMatchObject({ reused: true, image: { digest }, platforms, mediaType: type })
    expect(built.layers).toEqual(platforms.map((platform) => ({ ...layer, platform })))
    const configs = platforms.map(({ architecture }) => JSON.stringify({ architecture }).length)
    const parts = [index.length, ...manifests.map(({ size }) => size), ...configs, layer.size]
    expect(built.size).toBe(parts.reduce((total, size) => total + size))
  })

  it('is built again where it was not, and is fine if that gives the same', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const first = await run(tree, server)
    const again = await run(tree, server)
    expect(again).toEqual({ ...first, layers: first.layers.map((layer) => ({ ...layer, existed: true })) })
    expect(again.reused).toBe(false)
  })

  it('is always built with rebuild', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    await run(tree, server)
    const again = await run(tree, server, { ifTagExists: 'rebuild' }, signedFor(tree.commit))
    expect(again.reused).toBe(false)
  })

  const other = 'e'.repeat(40)
  it.each<[BuildRequest['ifTagExists'], string, ProvenanceCheck, Failure['code'], RegExp]>([
    ['reuse', 'unsigned', unsigned, 'mismatch', /replace-unsigned/],
    ['reuse', 'signed for another commit', signedFor(other), 'mismatch', /verified provenance/],
    ['rebuild', 'unsigned', unsigned, 'mismatch', /commit alone/],
    ['replace-unsigned', 'signed for another commit', signedFor(other), 'mismatch', /carries evidence/],
    ['fail', 'unsigned', unsigned, 'denied', /"if-tag-exists" is "fail"/],
  ])(
    'is refused with %s if what is there is %s and different',
    async (ifTagExists, _, provenance, ...failure) => {
      using tree = createSite()
      await using server = await startRegistry()
      const tag = `sha-${tree.commit}`
      const digest = occupy(server, tag)
      const [code, message] = failure
      expect(await failureOf(run(tree, server, { ifTagExists }, provenance))).toMatchObject({
        code,
        message: expect.stringMatching(message),
      })
      expect(tagsOf(server)).toEqual({ [tag]: digest })
      expect(writesOf(server)).toEqual([])
    },
  )

  it('is refused with fail even if it would be the same', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    await run(tree, server)
    const failure = await failureOf(run(tree, server, { ifTagExists: 'fail' }, signedFor(tree.commit)))
    expect(failure.code).toBe('denied')
  })

  it('replaces what carries no evidence with replace-unsigned, and says so', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const tag = `sha-${tree.commit}`
    const digest = occupy(server, tag)
    const built = await run(tree, server, { ifTagExists: 'replace-unsigned' })
    expect(built.replaced).toEqual([{ tag, digest }])
    expect(tagsOf(server)).toEqual({ [tag]: built.image.digest })
    expect(edge.logged.findLast((line) => line.startsWith('warning'))).toContain(digest)
  })

  it('is refused when the evidence cannot be asked for', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    occupy(server, `sha-${tree.commit}`)
    const away = async () => {
      throw new Failure('unavailable', 'no answer')
    }
    const provenance = { verifiedCommitOf: away, hasEvidence: away }
    expect((await failureOf(run(tree, server, {}, provenance))).code).toBe('unavailable')
  })
})

describe('another tag', () => {
  it('of another artifact is never moved, and nothing is pushed', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const digest = occupy(server, 'v1')
    for (const ifTagExists of ['reuse', 'rebuild', 'replace-unsigned'] as const) {
      const failure = await failureOf(run(tree, server, { tags: ['v1'], ifTagExists }))
      expect(failure.code).toBe('mismatch')
    }
    expect(tagsOf(server)).toEqual({ v1: digest })
    expect(writesOf(server)).toEqual([])
  })

  it('that a former run of this commit left unsigned may be replaced', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    occupy(server, 'v1', { 'org.opencontainers.image.revision': tree.commit })
    const built = await run(tree, server, { tags: ['v1'], ifTagExists: 'replace-unsigned' })
    expect(tagsOf(server).v1).toBe(built.image.digest)
  })

  it('that names the artifact already is left as it is', async () => {
    using tree = createSite()
    await using server = await startRegistry({ immutableTags: true })
    await run(tree, server, { tags: ['v1'] })
    expect(await run(tree, server, { tags: ['v1', 'v2'] })).toMatchObject({ reused: false })
  })
})

describe('a tag that somebody else puts meanwhile', () => {
  /** Does something when the registry is asked for the n-th time what the commit's tag names. */
  function meddle(server: RegistryServer, tag: string, count: number, meddling: () => void) {
    let asked = 0
    server.fault({
      match: ({ method, path }) => {
        if (method === 'HEAD' && path.endsWith(`/${tag}`) && ++asked === count) meddling()
        return false
      },
      answer: 'hang',
    })
  }

  it.each([
    ['before ours', 2],
    ['after ours', 3],
  ])('%s is a mismatch', async (_, count) => {
    using tree = createSite()
    await using server = await startRegistry()
    const tag = `sha-${tree.commit}`
    meddle(server, tag, count, () => void occupy(server, tag))
    const failure = await failureOf(run(tree, server))
    expect(failure).toMatchObject({ code: 'mismatch', message: expect.stringContaining('somebody else') })
  })

  it('on the same artifact is what was wanted, even if ours is then refused', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const { image, tag } = await run(tree, server)
    const { tags } = server.store.repository('acme/shop')
    tags.clear()
    server.fault({
      match: ({ method, path }) => {
        const isOurs = method === 'PUT' && path.endsWith(`/${tag}`)
        if (isOurs) tags.set(tag, image.digest)
        return isOurs
      },
      answer: { status: 409 },
    })
    expect((await run(tree, server)).image).toEqual(image)
  })

  it('is not there when the registry just refuses ours', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    server.fault({
      match: ({ method, path }) => method === 'PUT' && path.endsWith(`/sha-${tree.commit}`),
      answer: { status: 409 },
    })
    expect((await failureOf(run(tree, server))).message).toContain('409')
  })
})

describe('an image for several platforms', () => {
  const recipe = {
    platforms: parsePlatforms('linux/amd64,linux/arm/v7'),
    files: ['dist/$TARGETARCH:/app', 'site:/www/$TARGETPLATFORM'].map((line) => parseFileLine(line)),
  }

  function createDist(): WorkingTree {
    const tree = createSite()
    tree.write({ '*dist/amd64/app': 'for amd64', '*dist/arm/app': 'for arm' })
    return tree
  }

  it('is an index, put after the images that it lists', async () => {
    using tree = createDist()
    await using server = await startRegistry()
    const built = await run(tree, server, { recipe, tags: ['v1'] })
    const [amd64, arm] = childrenOf(server, built.image.digest)
    const puts = writesOf(server).map(({ path }) => path.replace('/v2/acme/shop/', ''))
    expect(puts.slice(-5)).toEqual([
      `manifests/${amd64?.digest}`,
      `manifests/${arm?.digest}`,
      `manifests/${built.image.digest}`,
      'manifests/v1',
      `manifests/sha-${tree.commit}`,
    ])
    expect(built.mediaType).toBe('application/vnd.oci.image.index.v1+json')
    expect([amd64?.platform, arm?.platform]).toEqual([
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm', variant: 'v7' },
    ])
  })

  it('holds for each platform what its variables name, and says where it is from', async () => {
    using tree = createDist()
    await using server = await startRegistry()
    const built = await run(tree, server, { recipe: { ...recipe, annotations: { note: 'x' } } })
    const index = manifestOf(server, built.image.digest)
    const children = childrenOf(server, built.image.digest).map(({ digest }) => manifestOf(server, digest))
    for (const { annotations } of [index, ...children]) {
      expect(annotations).toMatchObject({
        note: 'x',
        'org.opencontainers.image.created': '2023-11-14T22:13:20Z',
        'org.opencontainers.image.revision': tree.commit,
        'org.opencontainers.image.source': 'https://github.com/acme/shop',
      })
    }
    const layers = children.map(({ layers: [layer] }) => server.store.readBlob(layer.digest))
    const [amd64, arm] = await Promise.all(layers.map(entriesOf))
    expect(amd64).toMatchObject({ 'app/app': '* for amd64', 'www/linux/amd64/run': '* #!' })
    expect(arm).toMatchObject({ 'app/app': '* for arm', 'www/linux/arm/v7/run': '* #!' })
    const configs = children.map(({ config }) => JSON.parse(server.store.readBlob(config.digest).toString()))
    expect(configs).toMatchObject([{ architecture: 'amd64' }, { architecture: 'arm', variant: 'v7' }])
  })

  it('shares a layer without variables, made and pushed once', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const platforms = parsePlatforms('linux/amd64,linux/arm64,linux/riscv64')
    const { layers, size, image } = await run(tree, server, { recipe: { platforms } })
    expect(layers.map(({ platform }) => platform?.architecture)).toEqual(['amd64', 'arm64', 'riscv64'])
    expect(new Set(layers.map(({ digest }) => digest)).size).toBe(1)
    const uploads = writesOf(server).filter(
      ({ method, path }) => method === 'PUT' && path.includes('/blobs/'),
    )
    expect(uploads).toHaveLength(1 + platforms.length)
    const { manifests, blobs } = server.store.repository('acme/shop')
    const stored = [...blobs].map((digest) => server.store.sizeOf(digest) ?? 0)
    const written = [...manifests.values()].map(({ bytes }) => bytes.length)
    expect(size).toBe([...stored, ...written].reduce((total, size) => total + size))
    expect(manifests.has(image.digest)).toBe(true)
  })

  it('has the same digest in another clone', async () => {
    using tree = createDist()
    await using server = await startRegistry()
    using clone = cloneWorkingTree(tree)
    clone.write({ '*dist/arm/app': 'for arm', '*dist/amd64/app': 'for amd64' })
    const first = await run(tree, server, { recipe })
    expect((await run(clone, server, { recipe })).image).toEqual(first.image)
  })

  it('is one image, as without the input, where one platform is named', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const first = await run(tree, server)
    const named = await run(tree, server, { recipe: { platforms: parsePlatforms('linux/amd64') } })
    expect(named.image).toEqual(first.image)
    const files = [parseFileLine('site:/www$$'), parseFileLine('site:/$TARGETARCH')]
    const { layers, image } = await run(tree, server, { recipe: { files }, ifTagExists: 'replace-unsigned' })
    expect(manifestOf(server, image.digest).mediaType).toContain('manifest')
    const entries = await entriesOf(server.store.readBlob(layers[0]?.digest ?? image.digest))
    expect(entries).toMatchObject({ 'amd64/run': '* #!', 'www$/run': '* #!' })
  })

  it('is described in full where it is taken as it is', async () => {
    using tree = createDist()
    await using server = await startRegistry()
    const { layers, ...built } = await run(tree, server, { recipe })
    const again = await run(tree, server, { recipe }, signedFor(tree.commit))
    expect(again).toMatchObject({ ...built, reused: true })
    expect(again.layers).toEqual(layers.map(({ digest, size, platform }) => ({ digest, size, platform })))
  })

  it('is told what a platform lacks', async () => {
    using tree = createDist()
    await using server = await startRegistry()
    const platforms = parsePlatforms('linux/amd64,linux/s390x')
    const failure = await failureOf(run(tree, server, { recipe: { ...recipe, platforms } }))
    expect(failure).toMatchObject({ code: 'not-found', message: expect.stringContaining('"dist/s390x"') })
    expect(writesOf(server)).toEqual([])
  })

  it('stands on each platform’s own image of a base', async () => {
    using tree = createDist()
    await using server = await startRegistry()
    const base = addBaseIndex(server, recipe.platforms)
    const built = await run(tree, server, { recipe: { ...recipe, base } })
    const children = childrenOf(server, built.image.digest).map(({ digest }) => manifestOf(server, digest))
    expect(children.map(({ layers }) => layers[0].digest)).toEqual([digestOf('amd64'), digestOf('arm')])
    for (const { annotations } of [manifestOf(server, built.image.digest), ...children]) {
      expect(annotations).toMatchObject({ 'org.opencontainers.image.base.digest': base.digest })
    }
    expect(built.base).toEqual(base)
  })

  it('is refused on a base that is for one of them', async () => {
    using tree = createDist()
    await using server = await startRegistry()
    const { digest } = addBaseImage(server, { os: 'linux', architecture: 'amd64' })
    const base = { ...parseRepository(`${server.host}/acme/base`), digest }
    expect(await failureOf(run(tree, server, { recipe: { ...recipe, base } }))).toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining('linux/arm/v7'),
    })
  })

  it('is not made where variables would describe no image', async () => {
    using tree = createDist()
    await using server = await startRegistry()
    const { files } = recipe
    const failure = await failureOf(
      run(tree, server, { recipe: { files, artifactType: 'application/x.test' } }),
    )
    expect(failure).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('$TARGET…') })
  })
})

function manifestOf(server: RegistryServer, digest: Digest) {
  return JSON.parse(server.store.repository('acme/shop').manifests.get(digest)?.bytes.toString() ?? '')
}

function childrenOf(server: RegistryServer, digest: Digest): Descriptor[] {
  return manifestOf(server, digest).manifests
}

function addBaseImage(server: RegistryServer, platform: Platform) {
  const layer = platform.architecture
  const config = { ...platform, rootfs: { type: 'layers', diff_ids: [digestOf(layer)] } }
  return server.store.addImage('acme/base', { config, layers: [layer] })
}

function addBaseIndex(server: RegistryServer, platforms: readonly Platform[]): DigestReference {
  const manifests = platforms.map((platform) => ({ ...addBaseImage(server, platform), platform }))
  const bytes = formatManifest({ kind: 'index', mediaType: mediaType.imageIndex, manifests })
  const { digest } = server.store.addManifest('acme/base', mediaType.imageIndex, bytes)
  return { ...parseRepository(`${server.host}/acme/base`), digest }
}

describe('an image on a base', () => {
  const amd64 = { os: 'linux', architecture: 'amd64' }

  function addBase(server: RegistryServer, config: object = {}, repository = 'acme/base'): DigestReference {
    const { digest } = server.store.addImage(repository, {
      config: {
        ...amd64,
        rootfs: { type: 'layers', diff_ids: [digestOf('one'), digestOf('two')] },
        ...config,
      },
      layers: ['one', 'two'],
    })
    return { ...parseRepository(`${server.host}/${repository}`), digest }
  }

  function configOf(server: RegistryServer, digest: Digest) {
    const manifest = JSON.parse(
      server.store.repository('acme/shop').manifests.get(digest)?.bytes.toString() ?? '',
    )
    return { manifest, config: JSON.parse(server.store.readBlob(manifest.config.digest).toString()) }
  }

  it('has its layers below, copied to its own repository, and names it', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const base = addBase(server)
    const built = await run(tree, server, { recipe: { base } })
    const { manifest, config } = configOf(server, built.image.digest)
    expect(manifest.layers.map(({ digest }: { digest: string }) => digest)).toEqual([
      digestOf('one'),
      digestOf('two'),
      built.layers[2]?.digest,
    ])
    expect(config.rootfs.diff_ids.slice(0, 2)).toEqual([digestOf('one'), digestOf('two')])
    expect(manifest.annotations).toMatchObject({
      'org.opencontainers.image.base.digest': base.digest,
      'org.opencontainers.image.base.name': `${server.host}/acme/base@${base.digest}`,
    })
    expect(server.store.repository('acme/shop').blobs).toContain(digestOf('one'))
    expect(built.base).toEqual(base)
  })

  it('keeps what its recipe does not change', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const base = addBase(server, {
      config: {
        User: 'root',
        Env: ['PATH=/bin', 'A=1'],
        Entrypoint: ['/base'],
        Cmd: ['--base'],
        WorkingDir: '/srv',
        ExposedPorts: { '80/tcp': {} },
        Labels: { team: 'base', 'org.opencontainers.image.title': 'base' },
      },
      history: [{ created_by: 'one' }, { created_by: 'env', empty_layer: true }, { created_by: 'two' }],
    })
    const built = await run(tree, server, { recipe: { base, env: ['A=2'], entrypoint: ['/www/run'] } })
    const { config } = configOf(server, built.image.digest)
    expect(config.config).toEqual({
      User: '65532:65532',
      Env: ['PATH=/bin', 'A=2'],
      Entrypoint: ['/www/run'],
      WorkingDir: '/srv',
      ExposedPorts: { '80/tcp': {} },
      Labels: expect.objectContaining({ team: 'base' }),
    })
    expect(config.config.Labels).not.toHaveProperty(['org.opencontainers.image.title'])
    expect(config.history).toHaveLength(4)
  })

  it('takes its platform from an index', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const { digest } = addBase(server)
    const child = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 1 }
    const index = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [
        { ...child, digest: digestOf('arm'), platform: { os: 'linux', architecture: 'arm64' } },
        { ...child, platform: amd64 },
      ],
    })
    const type = 'application/vnd.oci.image.index.v1+json'
    const added = server.store.addManifest('acme/base', type, index)
    const base = { ...parseRepository(`${server.host}/acme/base`), digest: added.digest }
    expect((await run(tree, server, { recipe: { base } })).layers).toHaveLength(3)
    const platform = { os: 'linux', architecture: 's390x' }
    const failure = await failureOf(run(tree, server, { recipe: { base, platforms: [platform] } }))
    expect(failure).toMatchObject({ code: 'not-found', message: expect.stringContaining('linux/arm64') })
  })

  it.each([
    ['another platform', { architecture: 'arm64' }, 'mismatch'],
    ['fewer digests than layers', { rootfs: { type: 'layers', diff_ids: [digestOf('one')] } }, 'mismatch'],
  ])('is refused with a base of %s', async (_, config, code) => {
    using tree = createSite()
    await using server = await startRegistry()
    expect((await failureOf(run(tree, server, { recipe: { base: addBase(server, config) } }))).code).toBe(
      code,
    )
  })

  it('is refused where a directory would replace a symlink that bases have', async () => {
    using tree = createSite()
    await using server = await startRegistry()
    const base = addBase(server)
    const files = [parseFileLine('site/run:/bin/run')]
    expect((await failureOf(run(tree, server, { recipe: { base, files } }))).message).toContain('"/bin"')
    expect((await run(tree, server, { recipe: { files } })).reused).toBe(false)
  })
})
