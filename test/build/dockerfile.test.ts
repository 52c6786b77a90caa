import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import { parseRepository } from '../../src/artifact/reference.ts'
import { build } from '../../src/build/build.ts'
import type { Recipe } from '../../src/build/builder.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { installPrograms, type Programs } from '../support/programs.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { projectRoot } from '../support/runner.ts'
import { pack } from '../support/tar.ts'
import { commitTime, createWorkingTree, temporaryDirectory, type WorkingTree } from './working-tree.ts'

const fixtures = join(projectRoot, 'test/fixtures/build')
const image: Digest = 'sha256:2323e9830920bbd387da8a5ef5705e396f30eb2b5c4c7626fdf1adef0a54148b'
const index: Digest = 'sha256:8dda1fdeec1cfd02019d1fbf33ef1a2c7837d61c6b239caa34689cce94ac78eb'

/** Exports one of the captured layouts, as BuildKit does. */
const exporting = (name = 'image', tamper = '') => `
  const secrets = args.flatMap((arg, at) => args[at - 1] === '--secret' ? [arg.split('src=')[1]] : [])
  for (const file of secrets) fs.appendFileSync('${seen}', fs.readFileSync(file, 'utf8') + ' ' + (fs.statSync(file).mode & 0o777).toString(8) + ' ' + file)
  const layout = /dest=([^,]+)/.exec(option('--output'))[1]
  fs.cpSync(fixtures + '/${name}/layout', layout, { recursive: true })
  fs.cpSync(fixtures + '/${name}/metadata.json', option('--metadata-file'))
  process.stderr.write(fs.readFileSync(fixtures + '/${name}/stderr.txt'))
  ${tamper}`

const folder = temporaryDirectory()
const seen = join(folder.path, 'seen')

const buildctl = (body = exporting()) => ({ buildctl: `if (args[0] === 'debug') process.exit(0)\n${body}` })

/** `docker` with buildx, whose current builder has this driver. */
const buildx = (driver: string, { build = exporting(), create = '', status = '[]' } = {}) => ({
  docker: `
    const command = args.slice(0, 2).join(' ')
    if (command === 'buildx inspect') console.log('Name:   default\\nDriver: ${driver}')
    if (args[0] === 'info') console.log(${JSON.stringify(status)})
    if (command === 'buildx create') { ${create} }
    if (command === 'buildx build') { ${build} }`,
})

/** `docker` without buildx, as `fixtures/docker` was captured from. */
const plainDocker = (saved = `fs.readFileSync(fixtures + '/docker/saved.tar')`) => ({
  docker: `
    if (args[0] === 'buildx') { console.error("docker: 'buildx' is not a docker command."); process.exit(1) }
    if (args[0] === 'build') fs.cpSync(fixtures + '/docker/image-id', option('--iidfile'))
    if (args[0] === 'save') process.stdout.write(${saved})`,
})

let programs: Programs | undefined
afterAll(() => folder[Symbol.dispose]())
afterEach(() => {
  programs?.[Symbol.dispose]()
  programs = undefined
})

function createShop(dockerfile = 'FROM scratch\nCOPY a.txt /a.txt\nCMD ["/a.txt"]\n'): WorkingTree {
  return createWorkingTree({ Dockerfile: dockerfile, 'a.txt': 'a\n' })
}

async function run(
  tree: WorkingTree,
  server: RegistryServer,
  bodies: Record<string, string>,
  recipe: Partial<Recipe> = {},
) {
  programs?.[Symbol.dispose]()
  programs = installPrograms(bodies)
  using temporary = temporaryDirectory()
  const edge = testEdge()
  const registry = connectRegistry({ credentials: async () => undefined }, edge)
  const built = await build(
    {
      image: parseRepository(`${server.host}/acme/shop`),
      builder: 'auto',
      recipe: { context: tree.path, ...recipe },
      tags: [],
      ifTagExists: 'reuse',
      source: 'https://github.com/acme/shop',
      cacheAccess: { ACTIONS_RUNTIME_TOKEN: 'runtime' },
      temporary: temporary.path,
    },
    {
      registry,
      provenance: { verifiedCommitOf: async () => undefined, hasEvidence: async () => false },
    },
    edge,
  )
  return { built, log: edge.logged }
}

/** The arguments of the one build, with those after each option beside it. */
function argumentsOf(program: string): string[] {
  const call = programs?.calls(program).find(({ args }) => args.includes('build'))
  if (call === undefined) throw new Error(`${program} built nothing`)
  return call.args.map((arg, at) => (arg.startsWith('-') ? `${arg} ${call.args[at + 1]}` : arg))
}

const tagsOf = (server: RegistryServer) => Object.fromEntries(server.store.repository('acme/shop').tags)

describe('a Dockerfile', () => {
  it('is built by buildctl where only that is there', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const { built, log } = await run(tree, server, buildctl())
    expect(built).toMatchObject({ image: { digest: image }, platforms: [], reused: false })
    expect(built.layers).toEqual([
      { digest: expect.any(String), size: 102, diffId: expect.any(String), existed: false },
    ])
    expect(tagsOf(server)).toEqual({ [`sha-${tree.commit}`]: image })
    expect(argumentsOf('buildctl')).toEqual(
      expect.arrayContaining([
        '--opt platform=linux/amd64',
        '--opt filename=Dockerfile',
        `--local context=${tree.path}`,
        `--opt build-arg:SOURCE_DATE_EPOCH=${commitTime}`,
        `--opt label:org.opencontainers.image.revision=${tree.commit}`,
      ]),
    )
    expect(log).toContain('info: building with buildctl: docker buildx is missing')
    expect(log).toContain('info: #1 [internal] load build definition from Dockerfile')
  })

  it('is built by docker buildx with the current builder', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const { built } = await run(tree, server, buildx('docker-container'), {
      target: 'web',
      buildArgs: ['A=1'],
      labels: { team: 'shop' },
      annotations: { 'com.Acme': 'one, two' },
      cacheFrom: ['ghcr.io/acme/cache'],
      cacheTo: ['type=inline'],
    })
    expect(built.image.digest).toBe(image)
    expect(argumentsOf('docker')).toEqual(
      expect.arrayContaining([
        '--target web',
        '--build-arg A=1',
        '--label team=shop',
        '--annotation manifest:com.Acme=one, two',
        `--annotation manifest:org.opencontainers.image.revision=${tree.commit}`,
        '--cache-from ghcr.io/acme/cache',
        '--cache-to type=inline',
        expect.stringMatching(/^--output type=oci,dest=.*,tar=false,rewrite-timestamp=true$/),
        expect.stringMatching(/^--provenance=false/),
      ]),
    )
    expect(argumentsOf('docker')).not.toContainEqual(expect.stringMatching(/^--builder/))
  })

  it('becomes an index for several platforms, pushed after what it lists', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const platforms = ['amd64', 'arm64'].map((architecture) => ({ os: 'linux', architecture }))
    const { built } = await run(tree, server, buildx('remote', { build: exporting('index') }), { platforms })
    expect(built).toMatchObject({ image: { digest: index }, platforms })
    expect(built.layers.map(({ platform }) => platform)).toEqual(platforms)
    const { manifests, blobs } = server.store.repository('acme/shop')
    const stored = [...blobs].reduce((total, digest) => total + (server.store.sizeOf(digest) ?? 0), 0)
    const bytes = [...manifests.values()].reduce((total, one) => total + one.bytes.length, 0)
    expect(built.size).toBe(stored + bytes)
    expect(argumentsOf('docker')).toEqual(
      expect.arrayContaining([
        '--platform linux/amd64,linux/arm64',
        `--annotation index:org.opencontainers.image.revision=${tree.commit}`,
      ]),
    )
  })

  it('is built by a builder of our own beside a Docker that cannot export, which is removed again', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const { built } = await run(tree, server, buildx('docker'))
    expect(built.image.digest).toBe(image)
    const named = programs?.calls('docker').flatMap(({ args }) => {
      return ['create', 'build', 'rm'].includes(args[1] ?? '')
        ? [args.find((arg) => /^immutable-deploy-build-/.test(arg))]
        : []
    })
    expect(named).toHaveLength(3)
    expect(new Set(named).size).toBe(1)
  })

  it('is built by Docker itself where it has the containerd image store', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const status = '[["driver-type","io.containerd.snapshotter.v1"]]'
    await run(tree, server, buildx('docker', { status }))
    expect(programs?.calls('docker').some(({ args }) => args[1] === 'create')).toBe(false)
  })

  it('is refused where no such builder can be started, and nothing of it is left', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const create = `console.error('ERROR: no such host'); process.exit(1)`
    const built = run(tree, server, buildx('docker', { create }))
    await expect(built).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/no such host.*setup-buildx-action/),
    })
    expect(programs?.calls('docker').at(-1)?.args.slice(0, 2)).toEqual(['buildx', 'rm'])
  })

  it.each([
    ['nothing that builds', {}, 'not-found', /neither docker buildx, buildctl nor docker/],
    [
      'a builder that does not answer',
      {
        docker: `if (args[1] === 'inspect') { console.error('ERROR: no builder "x" found'); process.exit(1) }`,
      },
      'unavailable',
      /no builder "x" found/,
    ],
    [
      'a Docker that does not answer',
      { docker: `console.log('Name: default\\nDriver: \\nError:  Cannot connect to the Docker daemon')` },
      'unavailable',
      /Cannot connect/,
    ],
  ])('is refused with %s', async (_, bodies, code, message) => {
    using tree = createShop()
    await using server = await startRegistry()
    await expect(run(tree, server, bodies)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })

  it('is refused with the line at which it failed', async () => {
    using tree = createWorkingTree({ 'app/Bad': 'FROM scratch\nRUN false\n' })
    await using server = await startRegistry()
    const failing = `process.stderr.write(fs.readFileSync(fixtures + '/failed.stderr.txt')); process.exit(1)`
    const context = join(tree.path, 'app')
    await expect(run(tree, server, buildctl(failing), { context, file: 'Bad' })).rejects.toMatchObject({
      code: 'unavailable',
      message:
        '"Bad" could not be built: process "/bin/sh -c false" did not complete successfully: exit code: 1',
      problems: [{ place: { file: 'app/Bad', line: 2 } }],
    })
    expect(server.store.repository('acme/shop').blobs.size).toBe(0)
  })

  it('is refused with the way out where the machine does not run the platform', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const failing = `console.error('ERROR: failed to solve: exec /bin/sh: exec format error'); process.exit(1)`
    await expect(run(tree, server, buildctl(failing))).rejects.toThrow(/"platforms".*setup-qemu-action/)
  })

  it.each<[string, Partial<Recipe>, RegExp]>([
    ['one that is not there', { file: 'docker/Other' }, /no Dockerfile "docker\/Other"/],
    ['a directory for one', { file: '.' }, /no Dockerfile/],
    ['a time of its own', { buildArgs: ['SOURCE_DATE_EPOCH=0'] }, /source-date-epoch/],
    ['what only files have', { file: 'Dockerfile', workdir: '/' }, /does not read "workdir"/],
    ['a name that buildctl would change', { annotations: { 'com.Acme': 'x' } }, /lower case/],
  ])('is refused with %s', async (_, recipe, message) => {
    using tree = createShop()
    await using server = await startRegistry()
    await expect(run(tree, server, buildctl(), recipe)).rejects.toMatchObject({
      message: expect.stringMatching(message),
    })
  })

  it('hands secrets over in files that are gone afterwards, and on no command line', async () => {
    using tree = createShop()
    writeFileSync(join(tree.path, '.npmrc'), 'given')
    await using server = await startRegistry()
    const secrets = [
      { id: 'token', value: 'hunter2' },
      { id: 'npmrc', path: '.npmrc' },
    ]
    // At the first upload: only what a push needs is still there.
    let left: boolean | undefined
    server.fault({
      match: ({ method }) => {
        if (method === 'POST')
          left ??= existsSync(/hunter2 600 (.*)given/.exec(readFileSync(seen, 'utf8'))?.[1] ?? '')
        return false
      },
      answer: 'hang',
    })
    const { log } = await run(tree, server, buildctl(), { secrets })
    const [, file = ''] = /^hunter2 600 (.*)given/.exec(readFileSync(seen, 'utf8')) ?? []
    expect(file).toContain('secret-0')
    expect(left).toBe(false)
    expect(JSON.stringify([programs?.calls(), log])).not.toContain('hunter2')
    expect(statSync(join(tree.path, '.npmrc')).isFile()).toBe(true)
  })

  it.each([
    [['type=gha'], 'runtime'],
    [['type=registry,ref=ghcr.io/acme/cache'], undefined],
  ])('gives the cache token only to a cache that takes it: %s', async (cacheFrom, token) => {
    using tree = createShop()
    await using server = await startRegistry()
    await run(tree, server, buildctl(), { cacheFrom })
    const call = programs?.calls('buildctl').find(({ args }) => args[0] === 'build')
    expect(call?.env.ACTIONS_RUNTIME_TOKEN).toBe(token)
  })
})

describe('an exported image', () => {
  const blob = (digest: string) => `layout + '/blobs/sha256/${digest}'`
  const layer = '67fced01c29c192af95a6f9a9b41179dcb4eb1c99fb3eba7f2e51f9b7a561ee6'
  const config = '0feca1c99ec6015bf19004b3b092c3f4552c626c2228892f1360b34da8b7a747'
  it.each([
    [
      'another digest than BuildKit says',
      `fs.cpSync(fixtures + '/index/metadata.json', option('--metadata-file'))`,
    ],
    ['no digest', `fs.writeFileSync(option('--metadata-file'), '{}')`],
    ['a manifest of other bytes', `fs.appendFileSync(${blob(image.slice(7))}, ' ')`],
    ['a configuration of other bytes', `fs.writeFileSync(${blob(config)}, '{}')`],
    ['a layer that is longer', `fs.appendFileSync(${blob(layer)}, 'x')`],
    ['a layer of other bytes', `fs.writeFileSync(${blob(layer)}, 'x'.repeat(102))`],
    ['no layer', `fs.rmSync(${blob(layer)})`],
    ['no list of images', `fs.rmSync(layout + '/index.json')`],
    ['a list that is endless', `fs.truncateSync(layout + '/index.json', 17 * 1024 * 1024)`],
  ])('is refused with %s, and no tag is put', async (_, tamper) => {
    using tree = createShop()
    await using server = await startRegistry()
    const built = run(tree, server, buildctl(exporting('image', tamper)))
    await expect(built).rejects.toMatchObject({ code: 'mismatch' })
    expect(tagsOf(server)).toEqual({})
  })
})

it('an exported image is measured in full before anything of it is pushed', async () => {
  using tree = createShop()
  await using server = await startRegistry()
  const tamper = `fs.appendFileSync(layout + '/blobs/sha256/67fced01c29c192af95a6f9a9b41179dcb4eb1c99fb3eba7f2e51f9b7a561ee6', 'x')`
  const built = run(tree, server, buildctl(exporting('image', tamper)))
  await expect(built).rejects.toThrow('has 103 bytes in place of 102')
  expect(server.requests.map(({ method }) => method)).toEqual(['HEAD'])
})

describe('the base of a Dockerfile', () => {
  function addBase(server: RegistryServer, tag = '1'): Digest {
    return server.store.addImage('acme/base', { tag, layers: ['base'] }).digest
  }

  it('is looked up once, pinned and named', async () => {
    await using server = await startRegistry()
    const digest = addBase(server)
    using tree = createShop(`ARG V\nFROM ${server.host}/acme/base:$V\n`)
    const { built } = await run(tree, server, buildctl(), { buildArgs: ['V=1'] })
    expect(built.base).toEqual({ registry: server.host, repository: 'acme/base', digest })
    const name = `${server.host}/acme/base:1`
    const args = argumentsOf('buildctl')
    expect(args).toContain(`--opt context:${name}=docker-image://${server.host}/acme/base@${digest}`)
    const output = args.find((arg) => arg.startsWith('--output'))
    expect(output).toContain(`annotation.org.opencontainers.image.base.digest=${digest}`)
    expect(output).toContain(`annotation.org.opencontainers.image.base.name=${name}`)
    expect(server.lines().filter((line) => line.endsWith('/base/manifests/1'))).toHaveLength(1)
  })

  it('is pinned for docker buildx by the name that it looks for', async () => {
    await using server = await startRegistry()
    const digest = addBase(server, 'latest')
    using tree = createShop(`FROM ${server.host}/acme/base\n`)
    await run(tree, server, buildx('remote'))
    const name = `${server.host}/acme/base`
    expect(argumentsOf('docker')).toContain(`--build-context ${name}=docker-image://${name}@${digest}`)
  })

  it('that is given by digest is taken at its word', async () => {
    await using server = await startRegistry()
    const name = `${server.host}/acme/base:1@${digestOf('x')}`
    using tree = createShop(`FROM ${name}\n`)
    const { built } = await run(tree, server, buildctl())
    expect(built.base?.digest).toBe(digestOf('x'))
    expect(argumentsOf('buildctl').join()).not.toContain('context:')
  })

  it.each([
    ['is not there', 'acme/base:2', [], 'has no'],
    ['has the name of a stage', 'acme/base AS HOST/acme/base', [], 'a stage is called'],
    ['depends on the platform', 'acme/base:$TARGETARCH', ['arm64', 'amd64'], 'not the same'],
    ['has an impossible name', 'acme/base:$$', [], 'not a tag'],
  ])('is neither pinned nor named when it %s', async (_, from, architectures, reason) => {
    await using server = await startRegistry()
    addBase(server, 'latest')
    using tree = createShop(`FROM ${server.host}/${from.replace('HOST', server.host)}\n`)
    const platforms = architectures.map((architecture) => ({ os: 'linux', architecture }))
    const { built, log } = await run(
      tree,
      server,
      buildctl(exporting(platforms.length > 0 ? 'index' : 'image')),
      { platforms },
    )
    expect(built.base).toBeUndefined()
    expect(log.find((line) => line.startsWith('warning: the base'))).toContain(reason)
    expect(argumentsOf('buildctl').join()).not.toContain('base.digest')
  })

  it('is left out without a word where there is none', async () => {
    await using server = await startRegistry()
    using tree = createShop()
    const { built, log } = await run(tree, server, buildctl())
    expect(built.base).toBeUndefined()
    expect(log.join()).not.toContain('warning')
  })
})

describe('plain docker build', () => {
  const id = readFileSync(join(fixtures, 'docker/image-id'), 'utf8')

  it('keeps the configuration and compresses the layers', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const { built, log } = await run(tree, server, plainDocker())
    const stored = server.store.repository('acme/shop').manifests.get(built.image.digest)
    const manifest = JSON.parse(stored?.bytes.toString() ?? '')
    expect(manifest.config.digest).toBe(id)
    expect(manifest.layers).toEqual([
      {
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        digest: built.layers[0]?.digest,
        size: built.layers[0]?.size,
      },
    ])
    expect(manifest.annotations).toMatchObject({ 'org.opencontainers.image.revision': tree.commit })
    expect(log.find((line) => line.startsWith('warning'))).toContain('setup-buildx-action')
    const again = await run(tree, server, plainDocker())
    expect(again.built.image).toEqual(built.image)
  })

  it.each<[string, Partial<Recipe>]>([
    [
      'several platforms',
      {
        platforms: [
          { os: 'linux', architecture: 'a' },
          { os: 'linux', architecture: 'b' },
        ],
      },
    ],
    ['"secrets"', { secrets: [{ id: 'a', value: 'b' }] }],
    ['"cache-from", "cache-to"', { cacheFrom: ['a'], cacheTo: ['b'] }],
  ])('refuses %s', async (given, recipe) => {
    using tree = createShop()
    await using server = await startRegistry()
    await expect(run(tree, server, plainDocker(), recipe)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(`${given} cannot be had`),
    })
  })

  const layer = Buffer.from(readTarMember('layer.tar'))
  const config = readTarMember('.json')

  it.each([
    ['as newer ones save it', 'blobs/sha256/c', 'blobs/sha256/l', undefined],
    ['with a layer that is a link to another', 'c.json', 'two/layer.tar', '../one/layer.tar'],
  ])('reads an image %s', async (_, configName, layerName, linkname) => {
    using tree = createShop()
    await using server = await startRegistry()
    const archive = await archiveOf(configName, layerName, { linkname })
    const { built } = await run(tree, server, plainDocker(`Buffer.from('${archive}', 'base64')`))
    expect(built.layers[0]?.diffId).toBe(digestOf(layer))
  })

  it.each([
    ['another configuration', { config: '{}' }],
    ['another layer', { layer: Buffer.from('x') }],
    ['no layers', { layers: [] }],
    ['a layer outside of it', { layers: ['../../etc/passwd'] }],
    ['two images', { images: 2 }],
    ['something that is no archive', { cut: 600 }],
  ])('refuses an archive with %s', async (_, options) => {
    using tree = createShop()
    await using server = await startRegistry()
    const archive = await archiveOf('c.json', 'one/layer.tar', options)
    const built = run(tree, server, plainDocker(`Buffer.from('${archive}', 'base64')`))
    await expect(built).rejects.toMatchObject({ code: 'mismatch' })
    expect(tagsOf(server)).toEqual({})
  })

  type Oddity = {
    config?: string
    layer?: Buffer
    layers?: string[]
    images?: number
    linkname?: string | undefined
    cut?: number
  }

  async function archiveOf(configName: string, layerName: string, oddity: Oddity): Promise<string> {
    const contents = { Config: configName, RepoTags: null, Layers: oddity.layers ?? [layerName] }
    const tarred = oddity.linkname === undefined ? layerName : 'one/layer.tar'
    const tar = await pack([
      { name: configName, content: oddity.config ?? config },
      { name: tarred, content: (oddity.layer ?? layer).toString('latin1') },
      ...(oddity.linkname === undefined
        ? []
        : [{ name: layerName, type: 'symlink' as const, linkname: oddity.linkname }]),
      { name: 'manifest.json', content: JSON.stringify(Array(oddity.images ?? 1).fill(contents)) },
    ])
    return tar.subarray(oddity.cut ?? 0).toString('base64')
  }

  function readTarMember(suffix: string): string {
    const tar = readFileSync(join(fixtures, 'docker/saved.tar'))
    for (let at = 0; at < tar.length; ) {
      const name = tar.toString('latin1', at, at + 100).replace(/\0.*/s, '')
      const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8) || 0
      if (name.endsWith(suffix)) return tar.toString('latin1', at + 512, at + 512 + size)
      at += 512 + Math.ceil(size / 512) * 512
    }
    throw new Error(`there is no "${suffix}"`)
  }
})
