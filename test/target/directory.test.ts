import {
  chmod,
  lutimes,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { digestOf, hexOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { type DigestReference, withDigest } from '../../src/artifact/reference.ts'
import { isFailure } from '../../src/failure.ts'
import { connectRegistry, type Registry } from '../../src/registry/registry.ts'
import { directory } from '../../src/target/directory/directory.ts'
import type { TargetContext } from '../../src/target/target.ts'
import { pushBytes, pushImage, pushManifest, type TarEntry } from '../support/artifacts.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { targetContract } from './target-contract.ts'

let server: RegistryServer
let registry: Registry
const edge = testEdge()
const context = (): TargetContext => ({
  owner: 'acme/shop',
  environment: 'staging',
  service: 'app',
  strategy: 'blue-green',
  registry,
})
const repository = () => ({ registry: server.host, repository: 'acme/shop' })

beforeAll(async () => {
  server = await startRegistry()
  registry = connectRegistry({ credentials: async () => undefined }, edge)
})
afterAll(() => server[Symbol.asyncDispose]())

const anArtifact = (): DigestReference => withDigest(repository(), digestOf('an artifact'))

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'directory-test-'))
  onTestFinished(async () => {
    await edge.exec('chmod', ['-R', 'u+w', folder])
    await rm(folder, { recursive: true, force: true })
  })
  return join(folder, 'shop')
}

async function freshTarget(options: Record<string, string> = {}) {
  const path = await freshFolder()
  return { path, target: directory.connect({ path, ...options }, context(), edge) }
}

const page = (text: string): TarEntry[] => [
  { name: 'public/', type: 'directory' },
  { name: 'public/index.html', content: text },
]

targetContract('directory', async () => {
  const { path, target } = await freshTarget()
  return {
    target,
    artifacts: [
      await pushImage(registry, repository(), [page('one')]),
      await pushImage(registry, repository(), [page('two')]),
    ],
    connect: () => directory.connect({ path }, context(), edge),
    load: {
      // As a web server does that looks the link up for each request.
      ask: () => readFile(join(path, 'current/public/index.html'), 'utf8'),
      answers: ['one', 'two'],
    },
  }
})

async function staged(...layers: TarEntry[][]) {
  const { path, target } = await freshTarget()
  const artifact = await pushImage(registry, repository(), layers)
  const release = join(path, 'releases', hexOf(artifact.digest))
  return { path, target, artifact, release }
}

describe('a staged release', () => {
  it('is served on a port of its own before the swap', async () => {
    const { target, artifact } = await staged(page('one'))
    await using release = await target.stage(artifact)
    expect(await (await fetch(`${release.url}/public/`)).text()).toBe('one')
    expect((await fetch(`${release.url}/public/missing`)).status).toBe(404)
  })

  it('is served from the folder that the policy names', async () => {
    const { target } = await freshTarget({ root: 'public' })
    const artifact = await pushImage(registry, repository(), [page('one')])
    await using release = await target.stage(artifact)
    expect(await (await fetch(`${release.url}/`)).text()).toBe('one')
  })

  it.each(['/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2f.immutable-deploy.json', '/%00'])(
    'is left by no path such as %s',
    async (path) => {
      const { target, artifact } = await staged(page('one'))
      await using release = await target.stage(artifact)
      expect((await fetch(`${release.url}${path}`)).status).toBe(404)
    },
  )

  it('is read-only, and keeps the executable bit', async () => {
    const { target, artifact, release } = await staged([
      { name: 'run.sh', mode: 0o755, content: '#!/bin/sh\n' },
      { name: 'data', mode: 0o666, content: 'x' },
    ])
    await using _ = await target.stage(artifact)
    const modes = await Promise.all(
      ['', 'run.sh', 'data'].map(async (name) => (await stat(join(release, name))).mode & 0o777),
    )
    expect(modes).toEqual([0o555, 0o555, 0o444])
  })

  it('has its layers one on top of the other, with whiteouts applied', async () => {
    const { target, artifact, release } = await staged(
      [
        { name: 'kept', content: 'below' },
        { name: 'replaced', content: 'below' },
        { name: 'removed', content: 'below' },
        { name: 'emptied/', type: 'directory' },
        { name: 'emptied/old', content: 'below' },
      ],
      [
        { name: 'replaced', content: 'above' },
        { name: '.wh.removed', content: '' },
        { name: 'emptied/.wh..wh..opq', content: '' },
        { name: 'emptied/new', content: 'above' },
      ],
    )
    await using _ = await target.stage(artifact)
    expect((await readdir(release, { recursive: true })).sort()).toEqual([
      'emptied',
      'emptied/new',
      'kept',
      'replaced',
    ])
    expect(await readFile(join(release, 'replaced'), 'utf8')).toBe('above')
  })

  it('may hold links that stay inside', async () => {
    const { target, artifact, release } = await staged([
      { name: 'a/', type: 'directory' },
      { name: 'a/file', content: 'x' },
      { name: 'a/soft', type: 'symlink', linkname: '../a/file' },
      { name: 'hard', type: 'link', linkname: 'a/file' },
    ])
    await using _ = await target.stage(artifact)
    expect(await readFile(join(release, 'a/soft'), 'utf8')).toBe('x')
    expect(await readFile(join(release, 'hard'), 'utf8')).toBe('x')
  })
})

describe('a layer that reaches out of the release', () => {
  it.each([
    ['an absolute path', [{ name: '/etc/cron.d/evil', content: 'x' }]],
    ['a path with ..', [{ name: 'a/../../evil', content: 'x' }]],
    ['an absolute link', [{ name: 'passwd', type: 'symlink', linkname: '/etc/passwd' }]],
    ['a link that climbs out', [{ name: 'a/up', type: 'symlink', linkname: '../../up' }]],
    [
      'a file behind a link',
      [
        { name: 'here', type: 'symlink', linkname: '.' },
        { name: 'here/evil', content: 'x' },
      ],
    ],
    [
      'a hard link to a link',
      [
        { name: 'a/', type: 'directory' },
        { name: 'a/soft', type: 'symlink', linkname: 'file' },
        { name: 'b', type: 'link', linkname: 'a/soft' },
      ],
    ],
    ['a hard link to nothing', [{ name: 'b', type: 'link', linkname: 'a' }]],
    ['a hard link to itself', [{ name: 'b', type: 'link', linkname: 'b' }]],
    ['a hard link to outside', [{ name: 'shadow', type: 'link', linkname: '../../../etc/shadow' }]],
    [
      'a hard link through a link',
      [
        { name: 'd', type: 'symlink', linkname: 'e' },
        { name: 'x', type: 'link', linkname: 'd/file' },
      ],
    ],
    [
      'links that lead out only together',
      [
        { name: 'p/', type: 'directory' },
        { name: 'p/q/', type: 'directory' },
        { name: 'p/q/r/', type: 'directory' },
        { name: 'p/q/r/l', type: 'symlink', linkname: '../../..' },
        { name: 'm', type: 'symlink', linkname: 'p/q/r/l/../../../../etc/hostname' },
      ],
    ],
    [
      'links in a circle',
      [
        { name: 'a', type: 'symlink', linkname: 'b' },
        { name: 'b', type: 'symlink', linkname: 'a' },
      ],
    ],
    ['a device', [{ name: 'null', type: 'character-device', devmajor: 1, devminor: 3 }]],
    ['a fifo', [{ name: 'pipe', type: 'fifo' }]],
    ['a whiteout of the parent', [{ name: '.wh...', content: '' }]],
  ] satisfies [string, TarEntry[]][])('is refused: %s', async (_, entries) => {
    const { path, target, artifact } = await staged([...entries])
    await expect(target.stage(artifact)).rejects.toSatisfy((error) => isFailure(error, 'denied'))
    expect(await target.observe()).toMatchObject({ serving: [], standing: [] })
    expect(await readdir(join(path, 'releases'))).toEqual([])
  })

  it('is refused when it unpacks to something else than the config says', async () => {
    const { target } = await freshTarget()
    const honest = await pushImage(registry, repository(), [page('one')])
    const other = await pushImage(registry, repository(), [page('two')])
    const [one, two] = await Promise.all(
      [honest, other].map(async (image) => (await registry.fetchManifest(image)).manifest),
    )
    if (one?.kind !== 'manifest' || two?.kind !== 'manifest') throw new Error('images have manifests')
    const mixed = await pushManifest(registry, repository(), { ...one, layers: two.layers })
    await expect(target.stage(mixed)).rejects.toSatisfy((error) => isFailure(error, 'mismatch'))
  })

  it('is refused when it is no tar', async () => {
    const { target } = await freshTarget()
    const config = await pushBytes(registry, repository(), mediaType.empty, new TextEncoder().encode('{}'))
    const layer = await pushBytes(
      registry,
      repository(),
      mediaType.layerTarGzip,
      new TextEncoder().encode('no gzip'),
    )
    const artifact = await pushManifest(registry, repository(), {
      kind: 'manifest',
      mediaType: mediaType.imageManifest,
      config,
      layers: [layer],
    })
    await expect(target.stage(artifact)).rejects.toSatisfy((error) => isFailure(error, 'mismatch'))
  })
})

describe('a directory that is not ours', () => {
  it('is refused when it holds something else', async () => {
    const { path, target } = await freshTarget()
    await mkdir(path)
    await writeFile(join(path, 'index.html'), 'precious')
    await expect(target.observe()).rejects.toSatisfy((error) => isFailure(error, 'denied'))
    await expect(target.stage(anArtifact())).rejects.toSatisfy((error) => isFailure(error, 'denied'))
    expect(await readdir(path)).toEqual(['index.html'])
  })

  it('is not refused for what a run that died while it claimed it has left', async () => {
    const { path, target, artifact } = await staged(page('one'))
    await mkdir(path)
    await writeFile(join(path, '.immutable-deploy.json.begun'), '{')
    expect(await target.observe()).toMatchObject({ serving: [], standing: [] })
    await using _ = await target.stage(artifact)
    expect(await target.observe()).toMatchObject({ standing: [artifact.digest] })
  })

  it('is refused to the later of two who claim it at once', async () => {
    const { path, target, artifact } = await staged(page('one'))
    const production = directory.connect({ path }, { ...context(), environment: 'production' }, edge)
    const stage = async (by: typeof target) => {
      await using _ = await by.stage(artifact)
    }
    const claims = await Promise.allSettled([stage(target), stage(production)])
    expect(claims.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  })

  it('is refused when it is a file', async () => {
    const { path, target } = await freshTarget()
    await writeFile(path, 'precious')
    await expect(target.observe()).rejects.toSatisfy((error) => isFailure(error, 'invalid-input'))
  })

  it('is refused when it belongs to another environment', async () => {
    const { path, target, artifact } = await staged(page('one'))
    await using _ = await target.stage(artifact)
    const production = directory.connect({ path }, { ...context(), environment: 'production' }, edge)
    await expect(production.observe()).rejects.toSatisfy((error) => isFailure(error, 'denied'))
  })

  it.skipIf(process.getuid?.() === 0)('is refused when it is not writable', async () => {
    const { path, target, artifact } = await staged(page('one'))
    await mkdir(path, { mode: 0o555 })
    await expect(target.stage(artifact)).rejects.toSatisfy((error) => isFailure(error, 'unauthorized'))
    await chmod(path, 0o755)
  })

  it('is refused when its parent is a file', async () => {
    const path = join(await freshFolder(), 'below')
    await writeFile(join(path, '..'), 'a file')
    const target = directory.connect({ path }, context(), edge)
    await expect(target.stage(anArtifact())).rejects.toSatisfy((error) => isFailure(error))
  })
})

describe('a swap', () => {
  async function serving() {
    const fixture = await staged(page('one'))
    await using _ = await fixture.target.stage(fixture.artifact)
    await fixture.target.shift(fixture.artifact.digest, 100, undefined, 1)
    return fixture
  }

  it('is one link, relative, so that the directory may be mounted elsewhere', async () => {
    const { path, artifact } = await serving()
    expect(await readlink(join(path, 'current'))).toBe(`releases/${hexOf(artifact.digest)}`)
  })

  it('runs the command to reload, each time', async () => {
    const { path, target } = await freshTarget({ reload: 'echo reloaded >> reloads' })
    const artifact = await pushImage(registry, repository(), [page('one')])
    await using _ = await target.stage(artifact)
    await target.shift(artifact.digest, 100, undefined, 1)
    await target.shift(artifact.digest, 100, undefined, 1)
    expect(await readFile(join(path, 'reloads'), 'utf8')).toBe('reloaded\nreloaded\n')
  })

  it.each([
    ['', 0],
    [', also where the clock of its machine is ahead', 60],
  ])('is not done by a run that wakes up after another one swapped%s', async (_, ahead) => {
    const { path, target, artifact } = await serving()
    const late = join(path, '.swap-of-a-run-that-sleeps')
    await symlink(`releases/${'0'.repeat(64)}`, late)
    const written = Date.now() / 1000 + ahead
    await lutimes(late, written, written)
    const other = await pushImage(registry, repository(), [page('two')])
    await using _staged = await target.stage(other)
    await target.shift(other.digest, 100, artifact.digest, 1)
    await expect(rename(late, join(path, 'current'))).rejects.toThrow('ENOENT')
    expect(await target.observe()).toMatchObject({ serving: [{ digest: other.digest, percent: 100 }] })
  })

  it('is refused when the link was made by something else', async () => {
    const { path, target } = await serving()
    await unlink(join(path, 'current'))
    await symlink('/srv/elsewhere', join(path, 'current'))
    await expect(target.observe()).rejects.toSatisfy((error) => isFailure(error, 'denied'))
  })

  it('serves nothing where the release that the link names is gone', async () => {
    const { path, target, release } = await serving()
    await edge.exec('chmod', ['-R', 'u+w', path])
    await rm(release, { recursive: true })
    expect(await target.observe()).toMatchObject({ serving: [], standing: [] })
    const other = await pushImage(registry, repository(), [page('two')])
    await using _ = await target.stage(other)
    await target.shift(other.digest, 100, undefined, 1)
    expect(await target.observe()).toMatchObject({ serving: [{ digest: other.digest }] })
  })
})
