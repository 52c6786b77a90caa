import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { formatPlatform, type Platform } from '../../src/artifact/descriptor.ts'
import type { Digest } from '../../src/artifact/digest.ts'
import type { ImageManifest } from '../../src/artifact/manifest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { formatReference, parseRepository, withDigest, withTag } from '../../src/artifact/reference.ts'
import type { Built } from '../../src/build/build.ts'
import type { Recipe } from '../../src/build/builder.ts'
import { cloneWorkingTree, commitTime, createWorkingTree, type WorkingTree } from '../build/working-tree.ts'
import { pushBytes, pushManifest } from '../support/artifacts.ts'
import { testEdge } from '../support/edge.ts'
import { buildFrom } from './support/build.ts'
import { type BuildKit, startBuildKit } from './support/buildkit.ts'
import { connect } from './support/client.ts'
import { type DockerEngine, startDocker } from './support/docker.ts'
import { findOnly, freshFolder } from './support/program.ts'
import { type RealRegistry, startOlareg } from './support/registries.ts'
import { tool } from './tools.ts'

const edge = testEdge()
const client = connect()
const environment = { ...process.env }
let registry: RealRegistry
let buildkit: BuildKit
let docker: DockerEngine
/** An index with busybox for two platforms. Both hold the same program, which runs on one of them. */
let base: { digest: Digest; layer: Digest; folder: string }

const amd64: Platform = { os: 'linux', architecture: 'amd64' }
const arm64: Platform = { os: 'linux', architecture: 'arm64' }

beforeAll(async () => {
  registry = await startOlareg()
  base = await pushBase()
  buildkit = await startBuildKit(registry.host)
  docker = await startDocker()
})

afterAll(async () => {
  for (const server of [docker, buildkit, registry]) await server?.[Symbol.asyncDispose]()
})

afterEach(() => {
  process.env = { ...environment }
  edge.logged.length = 0
})

async function pushBase(): Promise<typeof base> {
  const folder = freshFolder('base')
  mkdirSync(join(folder, 'bin'))
  copyFileSync(tool('busybox'), join(folder, 'bin/busybox'))
  for (const name of ['sh', 'cat', 'date', 'touch', 'echo', 'wc'])
    symlinkSync('busybox', join(folder, 'bin', name))
  const flags = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner']
  const bytes = execFileSync('tar', [...flags, '-C', folder, '-c', '.'], { maxBuffer: 64 * 1024 ** 2 })
  const repository = parseRepository(`${registry.host}/acme/base`)
  const layer = await pushBytes(client, repository, mediaType.layerTar, bytes)
  const manifests = []
  for (const platform of [amd64, arm64]) {
    const rootfs = { type: 'layers', diff_ids: [layer.digest] }
    const config = Buffer.from(JSON.stringify({ ...platform, config: {}, rootfs }))
    const manifest: ImageManifest = {
      kind: 'manifest',
      mediaType: mediaType.imageManifest,
      config: await pushBytes(client, repository, mediaType.imageConfig, config),
      layers: [layer],
    }
    const { digest } = await pushManifest(client, repository, manifest)
    const found = await client.resolve(withDigest(repository, digest))
    manifests.push({ ...found, platform })
  }
  const index = { schemaVersion: 2, mediaType: mediaType.imageIndex, manifests }
  const content = { mediaType: mediaType.imageIndex, bytes: Buffer.from(JSON.stringify(index)) }
  const { digest } = await client.pushManifest(withTag(repository, '1'), content)
  return { digest, layer: layer.digest, folder }
}

/** Lets builds find only these programs, and whatever else the variables say. */
function usePrograms(names: readonly string[], variables: Record<string, string>): void {
  const DOCKER_CONFIG = freshFolder('docker-config')
  process.env = { ...environment, PATH: findOnly(...names), DOCKER_CONFIG, ...variables }
}

function useBuildctl(): void {
  usePrograms(['buildctl'], { BUILDKIT_HOST: buildkit.address })
}

function useBuildx(): void {
  useDocker()
  const plugins = join(process.env.DOCKER_CONFIG ?? '', 'cli-plugins')
  mkdirSync(plugins)
  symlinkSync(tool('docker-buildx'), join(plugins, 'docker-buildx'))
  execFileSync(tool('docker'), ['buildx', 'create', '--use', '--driver', 'remote', buildkit.address])
}

function useDocker(): void {
  usePrograms(['docker'], { DOCKER_HOST: docker.address })
}

let repositories = 0

/** Builds what is checked out in a working tree into a repository of its own. */
function run({ path }: WorkingTree, recipe: Partial<Recipe> = {}): Promise<Built> {
  return buildFrom(`${registry.host}/acme/shop-${repositories++}`, { context: path, ...recipe }, edge)
}

/** What a registry has of an image: manifest, labels, and everything as text, layers unpacked. */
async function contentOf({ image }: Built) {
  const { manifest, bytes } = await client.fetchManifest(image)
  if (manifest.kind === 'index') throw new Error('wanted one image')
  const read = async (blob: typeof manifest.config) => Buffer.from(await client.readBlob(image, blob))
  const config = await read(manifest.config)
  const layers = await Promise.all(manifest.layers.map(read))
  const unpacked = layers.map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes))
  const parts = [Buffer.from(bytes), config, ...unpacked]
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
    using tree = createShop(stages(registry.host))
    const first = await run(tree)
    await buildkit.run('prune', '--all')
    await new Promise((resolve) => setTimeout(resolve, 1100))
    using clone = cloneWorkingTree(tree)
    const second = await run(clone)
    expect(second.image.digest).toBe(first.image.digest)
    expect(second.layers.map(({ diffId }) => diffId)).toEqual(first.layers.map(({ diffId }) => diffId))
    expect(first.layers).toHaveLength(4)
  })

  it('says what it is of and upon what, and takes just that', async () => {
    use()
    using tree = createShop(stages(registry.host))
    const built = await run(tree, {
      labels: { team: 'shop' },
      annotations: { 'com.acme.note': 'one, "two"' },
    })
    const { manifest, labels } = await contentOf(built)
    const origin = {
      'org.opencontainers.image.created': new Date(commitTime * 1000).toISOString().replace('.000', ''),
      'org.opencontainers.image.revision': tree.commit,
      'org.opencontainers.image.source': 'https://github.com/acme/shop',
    }
    expect(labels).toEqual({ ...origin, team: 'shop' })
    expect(manifest.annotations).toEqual({
      ...origin,
      'com.acme.note': 'one, "two"',
      'org.opencontainers.image.base.digest': base.digest,
      'org.opencontainers.image.base.name': `${registry.host}/acme/base:1`,
    })
    expect(built.base?.digest).toBe(base.digest)
    expect(edge.logged.join()).toContain(`acme/base@${base.digest}`)
  })

  it('keeps secrets out of the image and of the log', async () => {
    use()
    using tree = createShop(
      stages(registry.host).replace('| cat > /dev/null', '> /src/site/index.html; wc -c'),
    )
    const built = await run(tree, { secrets: [{ id: 'token', value: 'visible' }] })
    expect((await contentOf(built)).text).toContain('visible')
    // Another command than before, which BuildKit has not kept the result of.
    using careful = createShop(
      stages(registry.host).replace('| cat > /dev/null', '| wc -c > /src/site/index.html'),
    )
    const secret = 'hunter2-of-the-shop'
    const kept = await run(careful, { secrets: [{ id: 'token', value: secret }] })
    expect((await contentOf(kept)).text).not.toContain(secret)
    expect(edge.logged.join()).not.toContain(secret)
  })

  it('builds for two platforms, and labels and annotates both', async () => {
    use()
    using tree = createShop(copies(registry.host))
    const built = await run(tree, { platforms: [amd64, arm64] })
    expect(built.platforms).toEqual([amd64, arm64])
    expect(built.layers.map(({ platform }) => platform && formatPlatform(platform))).toEqual([
      ...['linux/amd64', 'linux/amd64', 'linux/arm64', 'linux/arm64'],
    ])
    const { manifest } = await client.fetchManifest(built.image)
    const manifests = manifest.kind === 'index' ? manifest.manifests : []
    expect(manifests).toHaveLength(2)
    for (const digest of [built.image.digest, ...manifests.map((one) => one.digest)]) {
      const { bytes } = await client.fetchManifest(withDigest(built.image, digest))
      expect(JSON.parse(Buffer.from(bytes).toString()).annotations).toMatchObject({
        'org.opencontainers.image.base.digest': base.digest,
        'org.opencontainers.image.revision': tree.commit,
      })
    }
  })

  it('builds the stage that is asked for, with arguments', async () => {
    use()
    using tree = createShop(`ARG NAME=nobody\nFROM ${registry.host}/acme/base:1 AS one
ARG NAME\nLABEL name=$NAME\nFROM scratch AS two\nCOPY extra.txt /\n`)
    const one = await run(tree, { target: 'one', buildArgs: ['NAME=ada'] })
    expect((await contentOf(one)).labels).toMatchObject({ name: 'ada' })
    const two = await run(tree)
    expect(two.base).toBeUndefined()
    expect(two.layers).toHaveLength(1)
  })

  it('says in which line it failed', async () => {
    use()
    using tree = createWorkingTree({ 'app/Dockerfile': `FROM ${registry.host}/acme/base:1\nRUN exit 7\n` })
    await expect(run(tree, { context: join(tree.path, 'app') })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^"Dockerfile" could not be built: .*exit code: 7$/),
      problems: [{ place: { file: 'app/Dockerfile', line: 2 } }],
    })
  })

  it('makes an image that Docker pulls by its digest, and runs', async () => {
    use()
    using tree = createShop(copies(registry.host))
    const { image } = await run(tree)
    expect(await runInDocker(formatReference(image))).toBe('<html>')
  })
})

describe('docker build alone', () => {
  it('makes an image that Docker pulls by its digest, and runs, with the layers of its base', async () => {
    useDocker()
    using tree = createShop(copies(registry.host))
    const built = await run(tree)
    expect(edge.logged.join()).toContain('plain "docker build"')
    const { manifest, labels } = await contentOf(built)
    expect(labels).toMatchObject({ 'org.opencontainers.image.revision': tree.commit })
    expect(manifest.annotations).toMatchObject({ 'org.opencontainers.image.base.digest': base.digest })
    expect(manifest.layers[0]?.digest).toBe(base.layer)
    expect(await runInDocker(formatReference(built.image))).toBe('<html>')
  })

  it('claims no base that Docker did not take', async () => {
    const other = execFileSync('tar', ['-C', base.folder, '-c', 'bin'], { maxBuffer: 64 * 1024 ** 2 })
    useDocker()
    execFileSync(tool('docker'), ['import', '-', `${registry.host}/acme/base:1`], { input: other })
    using tree = createShop(copies(registry.host))
    const built = await run(tree)
    await docker.run('rmi', `${registry.host}/acme/base:1`)
    expect(built.base).toBeUndefined()
    expect((await contentOf(built)).manifest.annotations).not.toHaveProperty(
      'org.opencontainers.image.base.digest',
    )
    expect(edge.logged.find((line) => line.startsWith('warning: the base'))).toContain('not named')
  })

  it('refuses what it cannot do, and says how a build failed', async () => {
    useDocker()
    using tree = createShop(copies(registry.host).replace('site', 'nowhere'))
    await expect(run(tree, { platforms: [amd64, arm64] })).rejects.toThrow(/setup-buildx-action/)
    await expect(run(tree)).rejects.toThrow(/could not be built: .*nowhere/)
  })
})

async function runInDocker(reference: string): Promise<string> {
  await docker.run('pull', '--quiet', reference)
  return docker.run('run', '--rm', '--network', 'none', reference)
}
