import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { formatPlatform, type Platform } from '../../src/artifact/descriptor.ts'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import { parseManifest } from '../../src/artifact/manifest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { formatReference, parseRepository } from '../../src/artifact/reference.ts'
import { type Built, build } from '../../src/build/build.ts'
import type { Recipe } from '../../src/build/builder.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import {
  cloneWorkingTree,
  commitTime,
  createWorkingTree,
  temporaryDirectory,
  type WorkingTree,
} from '../build/working-tree.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { tool } from './tools.ts'

const runFile = promisify(execFile)
const folder = temporaryDirectory()
const pathTo = (name: string) => join(folder.path, name)
const edge = testEdge()
const environment = { ...process.env }
const started: ChildProcess[] = []
let server: RegistryServer
/** Of an index with busybox for two platforms. Both hold the same program, which runs on one of them. */
let base: Digest

const amd64: Platform = { os: 'linux', architecture: 'amd64' }
const arm64: Platform = { os: 'linux', architecture: 'arm64' }

beforeAll(async () => {
  server = await startRegistry()
  base = addBase()
  await Promise.all([startBuildKit(), startDocker()])
}, 120_000)

afterAll(async () => {
  for (const child of started) {
    child.kill('SIGTERM')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  await server[Symbol.asyncDispose]()
  folder[Symbol.dispose]()
})

afterEach(() => {
  process.env = { ...environment }
  edge.logged.length = 0
})

function addBase(): Digest {
  const root = pathTo('base')
  mkdirSync(join(root, 'bin'), { recursive: true })
  copyFileSync(tool('busybox'), join(root, 'bin/busybox'))
  for (const name of ['sh', 'cat', 'date', 'touch', 'echo', 'wc'])
    symlinkSync('busybox', join(root, 'bin', name))
  const flags = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner']
  const layer = execFileSync('tar', [...flags, '-C', root, '-c', '.'], { maxBuffer: 64 * 1024 ** 2 })
  const manifests = [amd64, arm64].map((platform) => {
    const config = { ...platform, config: {}, rootfs: { type: 'layers', diff_ids: [digestOf(layer)] } }
    return { ...server.store.addImage('acme/base', { config, layers: [layer] }), platform }
  })
  const index = { schemaVersion: 2, mediaType: mediaType.imageIndex, manifests }
  return server.store.addManifest('acme/base', mediaType.imageIndex, JSON.stringify(index), '1').digest
}

async function startBuildKit(): Promise<void> {
  const config = pathTo('buildkitd.toml')
  writeFileSync(
    config,
    `root = "${pathTo('buildkit')}"
     [grpc]
       address = ["${buildkitHost()}"]
     [worker.oci]
       enabled = true
       binary = "${tool('runc')}"
       networkMode = "host"
     [worker.containerd]
       enabled = false
     [registry."${server.host}"]
       http = true`,
  )
  start('buildkitd', ['--config', config])
  const ask = () => execFileSync(tool('buildctl'), ['--addr', buildkitHost(), 'debug', 'workers'])
  await vi.waitFor(ask, { timeout: 60_000, interval: 200 })
}

async function startDocker(): Promise<void> {
  start('dockerd', [
    ...['--data-root', pathTo('docker'), '--exec-root', pathTo('docker-exec')],
    ...['--pidfile', pathTo('docker.pid'), '--host', dockerHost(), '--insecure-registry', server.host],
    // Nothing here needs a network of its own, and none is left behind.
    ...['--bridge', 'none', '--iptables=false', '--ip6tables=false'],
  ])
  const ask = () => execFileSync(tool('docker'), ['--host', dockerHost(), 'version'])
  await vi.waitFor(ask, { timeout: 60_000, interval: 200 })
}

const buildkitHost = () => `unix://${pathTo('buildkit.sock')}`
const dockerHost = () => `unix://${pathTo('docker.sock')}`

function start(program: string, args: readonly string[]): void {
  const beside = ['containerd', 'containerd-shim-runc-v2', 'runc'].map((name) => dirname(tool(name)))
  const PATH = [...beside, process.env.PATH].join(delimiter)
  started.push(spawn(tool(program), args, { stdio: 'ignore', env: { ...process.env, PATH } }))
}

/** Lets builds find only these programs, and whatever else the variables say. */
function usePrograms(names: readonly string[], variables: Record<string, string>): void {
  const bin = pathTo(`bin-${names.join('-')}`)
  if (!existsSync(bin)) {
    mkdirSync(bin)
    symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(bin, 'git'))
    for (const name of names) symlinkSync(tool(name), join(bin, name))
  }
  const DOCKER_CONFIG = temporary('docker-config')
  process.env = { ...environment, PATH: bin, DOCKER_CONFIG, ...variables }
}

function useBuildctl(): void {
  usePrograms(['buildctl'], { BUILDKIT_HOST: buildkitHost() })
}

function useBuildx(): void {
  usePrograms(['docker'], { DOCKER_HOST: dockerHost() })
  const plugins = join(process.env.DOCKER_CONFIG ?? '', 'cli-plugins')
  mkdirSync(plugins)
  symlinkSync(tool('docker-buildx'), join(plugins, 'docker-buildx'))
  execFileSync(tool('docker'), ['buildx', 'create', '--use', '--driver', 'remote', buildkitHost()])
}

function useDocker(): void {
  usePrograms(['docker'], { DOCKER_HOST: dockerHost() })
}

let folders = 0
function temporary(name: string): string {
  const path = pathTo(`${name}-${folders++}`)
  mkdirSync(path)
  return path
}

/** Builds what is checked out in a working tree into a repository of its own. */
async function run(tree: WorkingTree, recipe: Partial<Recipe> = {}, repository = `acme/shop-${folders++}`) {
  const registry = connectRegistry({ credentials: async () => undefined }, edge)
  const provenance = { verifiedCommitOf: async () => undefined, hasEvidence: async () => false }
  return build(
    {
      image: parseRepository(`${server.host}/${repository}`),
      builder: 'auto',
      recipe: { context: tree.path, ...recipe },
      tags: [],
      ifTagExists: 'reuse',
      source: 'https://github.com/acme/shop',
      temporary: temporary('temporary'),
    },
    { registry, provenance },
    edge,
  )
}

/** What a registry has of an image: manifest, configuration, and everything as text, layers unpacked. */
function contentOf({ image }: Built) {
  const stored = server.store.repository(image.repository).manifests.get(image.digest)
  const manifest = parseManifest(stored?.bytes ?? Buffer.of(), stored?.mediaType)
  if (manifest.kind === 'index') throw new Error('wanted one image')
  const config = server.store.readBlob(manifest.config.digest)
  const layers = manifest.layers.map(({ digest }) => server.store.readBlob(digest))
  const unpacked = layers.map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes))
  const parts = [stored?.bytes ?? Buffer.of(), config, ...unpacked]
  const { config: runtime }: { config: { Labels: Record<string, string> } } = JSON.parse(config.toString())
  return { manifest, labels: runtime.Labels, text: parts.map((bytes) => bytes.toString('latin1')).join() }
}

function createShop(dockerfile: string): WorkingTree {
  return createWorkingTree({ Dockerfile: dockerfile, 'site/index.html': '<html>', 'extra.txt': 'extra' })
}

const stages = (host: string) => `# syntax is the builder's own
ARG VERSION=1
FROM ${host}/acme/base:\${VERSION} AS build
WORKDIR /src
COPY site ./site
RUN --mount=type=secret,id=token cat /run/secrets/token | cat > /dev/null; date > ./site/made; touch ./site/empty

FROM ${host}/acme/base:$VERSION
COPY --from=build /src/site/index.html /src/site/empty /www/
COPY extra.txt /www/
RUN echo ran > /www/ran
CMD ["cat", "/www/index.html"]
`

const copies = (host: string) => `FROM ${host}/acme/base:1\nCOPY site /www\nCMD ["cat", "/www/index.html"]\n`

const engines = [
  ['buildctl', useBuildctl],
  ['docker buildx', useBuildx],
] as const

describe.each(engines)('%s', (_, use) => {
  it('gives one commit one digest, at any time and in any folder', async () => {
    use()
    using tree = createShop(stages(server.host))
    const first = await run(tree)
    execFileSync(tool('buildctl'), ['--addr', buildkitHost(), 'prune', '--all'])
    await new Promise((resolve) => setTimeout(resolve, 1100))
    using clone = cloneWorkingTree(tree)
    const second = await run(clone)
    expect(second.image.digest).toBe(first.image.digest)
    expect(second.layers.map(({ diffId }) => diffId)).toEqual(first.layers.map(({ diffId }) => diffId))
    expect(first.layers).toHaveLength(4)
  })

  it('says what it is of and upon what, and takes just that', async () => {
    use()
    using tree = createShop(stages(server.host))
    const built = await run(tree, {
      labels: { team: 'shop' },
      annotations: { 'com.acme.note': 'one, "two"' },
    })
    const { manifest, labels } = contentOf(built)
    const origin = {
      'org.opencontainers.image.created': new Date(commitTime * 1000).toISOString().replace('.000', ''),
      'org.opencontainers.image.revision': tree.commit,
      'org.opencontainers.image.source': 'https://github.com/acme/shop',
    }
    expect(labels).toEqual({ ...origin, team: 'shop' })
    expect(manifest.annotations).toEqual({
      ...origin,
      'com.acme.note': 'one, "two"',
      'org.opencontainers.image.base.digest': base,
      'org.opencontainers.image.base.name': `${server.host}/acme/base:1`,
    })
    expect(built.base?.digest).toBe(base)
    expect(edge.logged.join()).toContain(`acme/base@${base}`)
  })

  it('keeps secrets out of the image and of the log', async () => {
    use()
    using tree = createShop(stages(server.host).replace('| cat > /dev/null', '> /src/site/index.html; wc -c'))
    const built = await run(tree, { secrets: [{ id: 'token', value: 'visible' }] })
    expect(contentOf(built).text).toContain('visible')
    // Another command than before, which BuildKit has not kept the result of.
    using careful = createShop(
      stages(server.host).replace('| cat > /dev/null', '| wc -c > /src/site/index.html'),
    )
    const secret = 'hunter2-of-the-shop'
    const kept = await run(careful, { secrets: [{ id: 'token', value: secret }] })
    expect(contentOf(kept).text).not.toContain(secret)
    expect(edge.logged.join()).not.toContain(secret)
  })

  it('builds for two platforms, and labels and annotates both', async () => {
    use()
    using tree = createShop(copies(server.host))
    const built = await run(tree, { platforms: [amd64, arm64] })
    expect(built.platforms).toEqual([amd64, arm64])
    expect(built.layers.map(({ platform }) => platform && formatPlatform(platform))).toEqual([
      ...['linux/amd64', 'linux/amd64', 'linux/arm64', 'linux/arm64'],
    ])
    const { manifests } = server.store.repository(built.image.repository)
    expect(manifests.size).toBe(3)
    for (const { bytes } of manifests.values()) {
      expect(JSON.parse(bytes.toString()).annotations).toMatchObject({
        'org.opencontainers.image.base.digest': base,
        'org.opencontainers.image.revision': tree.commit,
      })
    }
  })

  it('builds the stage that is asked for, with arguments', async () => {
    use()
    using tree = createShop(`ARG NAME=nobody\nFROM ${server.host}/acme/base:1 AS one
ARG NAME\nLABEL name=$NAME\nFROM scratch AS two\nCOPY extra.txt /\n`)
    const one = await run(tree, { target: 'one', buildArgs: ['NAME=ada'] })
    expect(contentOf(one).labels).toMatchObject({ name: 'ada' })
    const two = await run(tree)
    expect(two.base).toBeUndefined()
    expect(two.layers).toHaveLength(1)
  })

  it('says in which line it failed', async () => {
    use()
    using tree = createWorkingTree({ 'app/Dockerfile': `FROM ${server.host}/acme/base:1\nRUN exit 7\n` })
    await expect(run(tree, { context: join(tree.path, 'app') })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^"Dockerfile" could not be built: .*exit code: 7$/),
      problems: [{ place: { file: 'app/Dockerfile', line: 2 } }],
    })
  })

  it('makes an image that Docker pulls by its digest, and runs', async () => {
    use()
    using tree = createShop(copies(server.host))
    const { image } = await run(tree)
    expect(await runInDocker(formatReference(image))).toBe('<html>')
  })
})

describe('docker build alone', () => {
  it('makes an image that Docker pulls by its digest, and runs, with the layers of its base', async () => {
    useDocker()
    using tree = createShop(copies(server.host))
    const built = await run(tree)
    expect(edge.logged.join()).toContain('plain "docker build"')
    const { manifest, labels } = contentOf(built)
    expect(labels).toMatchObject({ 'org.opencontainers.image.revision': tree.commit })
    expect(manifest.annotations).toMatchObject({ 'org.opencontainers.image.base.digest': base })
    expect(server.store.repository('acme/base').blobs).toContain(manifest.layers[0]?.digest)
    expect(await runInDocker(formatReference(built.image))).toBe('<html>')
  })

  it('claims no base that Docker did not take', async () => {
    const other = execFileSync('tar', ['-C', pathTo('base'), '-c', '.'], { maxBuffer: 64 * 1024 ** 2 })
    useDocker()
    execFileSync(tool('docker'), ['import', '-', `${server.host}/acme/base:1`], { input: other })
    using tree = createShop(copies(server.host))
    const built = await run(tree)
    execFileSync(tool('docker'), ['rmi', `${server.host}/acme/base:1`])
    expect(built.base).toBeUndefined()
    expect(contentOf(built).manifest.annotations).not.toHaveProperty('org.opencontainers.image.base.digest')
    expect(edge.logged.find((line) => line.startsWith('warning: the base'))).toContain('not named')
  })

  it('refuses what it cannot do, and says how a build failed', async () => {
    useDocker()
    using tree = createShop(copies(server.host).replace('site', 'nowhere'))
    await expect(run(tree, { platforms: [amd64, arm64] })).rejects.toThrow(/setup-buildx-action/)
    await expect(run(tree)).rejects.toThrow(/could not be built: .*nowhere/)
  })
})

/** Pulls and runs; what asks our own registry must not hold up the thread that answers. */
async function runInDocker(reference: string): Promise<string> {
  await runFile(tool('docker'), ['--host', dockerHost(), 'pull', reference])
  const args = ['--host', dockerHost(), 'run', '--rm', '--network', 'none', reference]
  return (await runFile(tool('docker'), args)).stdout
}
