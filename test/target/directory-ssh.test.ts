import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { hexOf } from '../../src/artifact/digest.ts'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { isFailure } from '../../src/failure.ts'
import { connectRegistry, type Registry } from '../../src/registry/registry.ts'
import { directory } from '../../src/target/directory/directory.ts'
import * as scripts from '../../src/target/directory/ssh-scripts.ts'
import { servingOf, type Target, type TargetContext, type TargetEdge } from '../../src/target/target.ts'
import { pushImage, type TarEntry } from '../support/artifacts.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { describeTree, everything } from '../support/release-tree.ts'
import { knownHost, sshHere } from '../support/ssh.ts'
import { dyingEdge } from './dying-edge.ts'
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
const ssh = { host: 'web1.example.com', user: 'deploy', 'known-hosts': [knownHost] }

beforeAll(async () => {
  server = await startRegistry()
  registry = connectRegistry({ credentials: async () => undefined }, edge)
})
afterAll(() => server[Symbol.asyncDispose]())

async function freshPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'directory ssh-'))
  onTestFinished(async () => {
    await edge.exec('chmod', ['-R', 'u+w', folder])
    await rm(folder, { recursive: true, force: true })
  })
  return join(folder, "it's a $(shop)")
}

const page = (text: string): TarEntry[] => [
  { name: 'public/', type: 'directory' },
  { name: 'public/index.html', content: text },
]

async function freshTarget(options: Record<string, unknown> = {}, by: TargetEdge = sshHere(edge)) {
  const path = await freshPath()
  const connect = (own = by) => directory.connect({ path, ssh, ...options }, context(), own)
  return { path, connect, target: connect() }
}

const push = (...layers: TarEntry[][]): Promise<DigestReference> => pushImage(registry, repository(), layers)

targetContract('directory over ssh', async () => {
  const { path, target, connect } = await freshTarget()
  return {
    target,
    artifacts: [await push(page('one')), await push(page('two'))],
    connect,
    connectDying: (calls, last) => connect(dyingEdge(sshHere(edge), calls, last)),
    load: {
      ask: () => readFile(join(path, 'current/public/index.html'), 'utf8'),
      answers: ['one', 'two'],
    },
  }
})

describe('a release that is sent', () => {
  it('is the same as one on this machine, to each name, mode, link and byte', async () => {
    const artifact = await push(everything)
    const { path, target } = await freshTarget()
    const local = await freshTarget({ ssh: undefined })
    for (const one of [target, local.target]) await stage(one, artifact)
    const release = (folder: string) => join(folder, 'releases', hexOf(artifact.digest))
    expect(await describeTree(release(path))).toEqual(await describeTree(release(local.path)))
    const { nlink, mtimeMs } = await lstat(join(release(path), 'bin/run'))
    expect(nlink).toBe(2)
    // By their times it is known which folders a run that died has left.
    expect(mtimeMs).toBeGreaterThan(Date.parse('2000-01-01'))
  })

  it('is refused where it did not arrive whole, and leaves nothing', async () => {
    const { path, target } = await freshTarget(
      {},
      sshHere(edge, { programs: { tar: 'tar "$@"; rm -rf bin' } }),
    )
    await expect(target.stage(await push(everything))).rejects.toThrow(
      /did not arrive whole .* there are \d+ entries/,
    )
    expect(await readdir(join(path, 'releases'))).toEqual([])
  })

  it('is refused in the words of the host where there is no space, and leaves nothing', async () => {
    const full = 'echo "tar: run: Cannot write: No space left on device" >&2; exit 2'
    const { path, target } = await freshTarget({}, sshHere(edge, { programs: { tar: full } }))
    await expect(target.stage(await push(everything))).rejects.toThrow(
      /no space for "web1.example.com:.*free some/,
    )
    expect(await readdir(join(path, 'releases'))).toEqual([])
  })

  it('leaves nothing where its connection breaks, and is sent anew', async () => {
    const { path, target, connect } = await freshTarget()
    const artifact = await push(page('one'))
    const cut = sshHere(edge, { cutAfter: 700 })
    await expect(connect(cut).stage(artifact)).rejects.toSatisfy((error) => isFailure(error))
    expect(await readdir(join(path, 'releases'))).toEqual([])
    await using _ = await target.stage(artifact)
    expect(await target.observe()).toMatchObject({ standing: [artifact.digest] })
  })

  it('takes away what a run that died has left an hour ago, and nothing younger', async () => {
    const { path, target } = await freshTarget()
    await using _ = await target.stage(await push(page('one')))
    const folders = ['.stage-old', '.discard-old', '.stage-young'].map((name) => join(path, 'releases', name))
    for (const folder of folders) {
      await mkdir(join(folder, 'below'), { recursive: true })
      await writeFile(join(folder, 'below/file'), 'x')
    }
    const [old = '', discarded = ''] = folders
    const before = new Date(Date.now() - 2 * 3_600_000)
    for (const name of ['below/file', 'below', '']) {
      await utimes(join(old, name), before, before)
      await utimes(join(discarded, name), before, before)
    }
    await chmod(join(discarded, 'below'), 0o555)
    await using __ = await target.stage(await push(page('two')))
    const left = (await readdir(join(path, 'releases'))).filter((name) => name.startsWith('.'))
    expect(left).toEqual(['.stage-young'])
  })
})

describe('a directory that is used over ssh and on its own machine', () => {
  it('is the same to both', async () => {
    const { path, target } = await freshTarget()
    const local = directory.connect({ path }, context(), edge)
    const [one, two] = [await push(page('one')), await push(page('two'))]
    await stage(target, one)
    await stage(local, two)
    await target.shift(one.digest, 100, undefined, 4)
    expect(await local.observe()).toEqual(await target.observe())
    await local.shift(two.digest, 100, one.digest, 5)
    expect(await target.observe()).toEqual(await local.observe())
    await expect(target.shift(one.digest, 100, two.digest, 4)).rejects.toThrow('deployment 4 comes too late')
    await target.shift(one.digest, 100, two.digest, 6)
    await expect(local.discard(two.digest, 5)).rejects.toThrow('deployment 5 comes too late')
    await target.discard(two.digest, 6)
    expect(await local.observe()).toMatchObject({ standing: [one.digest] })
    expect((await readdir(path)).sort()).toEqual([
      '.fence-6',
      '.immutable-deploy.json',
      'current',
      'releases',
    ])
  })

  it('lets one of two swaps at once win, one from here and one from there', async () => {
    const { path, target } = await freshTarget()
    const local = directory.connect({ path }, context(), edge)
    const artifacts = [await push(page('one')), await push(page('two'))]
    for (const artifact of artifacts) await stage(target, artifact)
    const shifts = await Promise.allSettled(
      artifacts.map(({ digest }, index) => [target, local][index]?.shift(digest, 100, undefined, 1)),
    )
    const serving = servingOf(await target.observe())
    const won = artifacts.filter((_, index) => shifts[index]?.status === 'fulfilled')
    expect(won.map(({ digest }) => digest)).toEqual(serving === undefined ? [] : [serving])
  })
})

describe('what is refused on this machine', () => {
  const nobodys = { kind: 'directory', repository: 'acme/shop', environment: 'other', service: 'app' }
  const marker = JSON.stringify({ ...nobodys, environment: 'staging' })
  type Verb = (target: Target, artifact: DigestReference) => Promise<unknown>
  const observe: Verb = (target) => target.observe()
  const shift: Verb = (target, { digest }) => target.shift(digest, 100, undefined, 1)
  const discard: Verb = (target, { digest }) => target.discard(digest, 1)

  it.each<[string, string, Record<string, Verb>]>([
    ['that holds something else', 'mkdir "$0"; touch "$0/index.html"', { observe, stage }],
    ['that is a file', 'touch "$0"', { observe, stage }],
    ['that is a link', 'mkdir "$0.real"; ln -s "$0.real" "$0"', { observe, stage }],
    ['below a file', 'parent=$(dirname "$0"); rmdir "$parent"; touch "$parent"', { observe, stage }],
    [
      'of another environment',
      `mkdir "$0"; echo '${JSON.stringify(nobodys)}' > "$0/.immutable-deploy.json"`,
      { observe, stage },
    ],
    [
      'whose link is not ours',
      `mkdir "$0"; echo '${marker}' > "$0/.immutable-deploy.json"; ln -s /srv "$0/current"`,
      { observe },
    ],
    [
      'whose link is a folder',
      `mkdir -p "$0/current"; echo '${marker}' > "$0/.immutable-deploy.json"`,
      { observe },
    ],
    ['that is not there', 'true', { shift }],
    ['without the release', `mkdir "$0"; echo '${marker}' > "$0/.immutable-deploy.json"`, { shift }],
    [
      'of which a later deployment took hold',
      `mkdir "$0"; echo '${marker}' > "$0/.immutable-deploy.json"; touch "$0/.fence-3" "$0/.fence-12"`,
      { shift },
    ],
    [
      'that serves something else',
      `mkdir -p "$0/releases/${'0'.repeat(64)}"; echo '${marker}' > "$0/.immutable-deploy.json"; ln -s releases/${'0'.repeat(64)} "$0/current"`,
      { shift },
    ],
    [
      'that serves the release',
      `mkdir -p "$0/releases/RELEASE"; echo '${marker}' > "$0/.immutable-deploy.json"; ln -s releases/RELEASE "$0/current"`,
      { discard },
    ],
  ])('is refused over ssh in the same words: a directory %s', async (_, prepare, verbs) => {
    const artifact = await push(page('one'))
    const { path, target } = await freshTarget()
    await edge.exec('sh', ['-c', prepare.replaceAll('RELEASE', hexOf(artifact.digest)), path])
    const before = await edge.exec('find', [join(path, '..')])
    for (const verb of Object.values(verbs)) {
      const [here, there] = await Promise.all(
        [directory.connect({ path }, context(), edge), target].map((one) =>
          verb(one, artifact).then(
            () => new Error('it was done'),
            (error: Error) => error,
          ),
        ),
      )
      if (!isFailure(here) || !isFailure(there)) throw new Error(`${here?.message} / ${there?.message}`)
      expect(there.code).toBe(here.code)
      expect(firstWords(there.message.replaceAll(`web1.example.com:${path}`, path))).toBe(
        firstWords(here.message),
      )
    }
    const fences = (found: string) =>
      found
        .split('\n')
        .filter((name) => !name.includes('.fence-1'))
        .sort()
    expect(fences((await edge.exec('find', [join(path, '..')])).stdout)).toEqual(fences(before.stdout))
  })

  /** What the operating system says after them is its own. */
  function firstWords(message: string): string {
    return message.replace(/(cannot be read|cannot be changed): .*/, '$1')
  }
})

it('leaves a swap that slept nothing to put in place', async () => {
  const { path, target } = await freshTarget()
  const artifact = await push(page('one'))
  await stage(target, artifact)
  await symlink(`releases/${'0'.repeat(64)}`, join(path, '.swap-of-a-run-that-sleeps'))
  await target.shift(artifact.digest, 100, undefined, 1)
  expect((await readdir(path)).sort()).toEqual(['.fence-1', '.immutable-deploy.json', 'current', 'releases'])
})

describe('a reload over ssh', () => {
  it('is run in the directory after each swap, with its own language, and is not waited for by what it leaves', async () => {
    const reload = 'echo "[$LC_ALL]" >> reloads; sleep 300 & echo $! >> left; echo fine'
    const { path, target } = await freshTarget({ reload })
    const artifact = await push(page('one'))
    await stage(target, artifact)
    await target.shift(artifact.digest, 100, undefined, 1)
    await target.shift(artifact.digest, 100, undefined, 1)
    const left = (await readFile(join(path, 'left'), 'utf8')).trim().split('\n')
    for (const id of left) process.kill(Number(id))
    expect(left).toHaveLength(2)
    expect(await readFile(join(path, 'reloads'), 'utf8')).toBe('[]\n[]\n')
    expect(await readdir(join(path, 'releases'))).toEqual([hexOf(artifact.digest)])
  })

  it('says in one line how it failed', async () => {
    const { target } = await freshTarget({ reload: 'echo first >&2; echo "no such unit" >&2; exit 5' })
    const artifact = await push(page('one'))
    await stage(target, artifact)
    await expect(target.shift(artifact.digest, 100, undefined, 1)).rejects.toThrow(
      /^the command to reload "web1.example.com:.*" ended with exit code 5: no such unit$/,
    )
  })
})

// A script is run some dozen times in each, which takes a busy machine a while.
describe('a host that dies at any line of a script', { timeout: 240_000 }, () => {
  /** Where the first line stands that does anything. */
  const begin = (script: string) => script.split('\n').findIndex((line) => line.startsWith('enter ||'))

  type Death = {
    /** The script whose lines are counted, and which call of the verb it is. */
    script: string
    call: number
    verb(target: Target, fence: number): Promise<void>
    /** Undoes the verb, so that it can be tried with the next line. */
    back(target: Target, fence: number): Promise<void>
    holds(target: Target): Promise<void>
  }

  /** Lets a host die after one more line each time; each time the verb is called again, and must hold. */
  async function dieEverywhere(
    connect: (edge?: TargetEdge) => Target,
    { script, call, verb, back, holds }: Death,
  ) {
    for (let lines = begin(script); ; lines++) {
      const died = await verb(connect(sshHere(edge, { dieIn: { call, lines } })), 3 * lines).then(
        () => false,
        () => true,
      )
      if (!died) return expect(lines).toBeGreaterThan(begin(script) + 5)
      await holds(connect())
      await verb(connect(), 3 * lines + 1)
      await holds(connect())
      await back(connect(), 3 * lines + 2)
    }
  }

  async function prepared() {
    const { path, target, connect } = await freshTarget()
    const [one, two] = [await push(page('one')), await push(page('two'))]
    await stage(target, one)
    await target.shift(one.digest, 100, undefined, 1)
    return { path, target, connect, one, two }
  }

  it('serves the one or the other where it dies in a swap, and then swaps', async () => {
    const { path, target, connect, one, two } = await prepared()
    await stage(target, two)
    await dieEverywhere(connect, {
      script: scripts.swap,
      call: 1,
      verb: (by, fence) => by.shift(two.digest, 100, one.digest, fence),
      back: (by, fence) => by.shift(one.digest, 100, two.digest, fence),
      holds: async (by) => expect([one.digest, two.digest]).toContain(servingOf(await by.observe())),
    })
    expect(servingOf(await target.observe())).toBe(two.digest)
    expect((await readdir(path)).filter((name) => name.startsWith('.swap-'))).toEqual([])
  })

  it('serves what it served where it dies while it discards', async () => {
    const { target, connect, one, two } = await prepared()
    await stage(target, two)
    await dieEverywhere(connect, {
      script: scripts.discard,
      call: 1,
      verb: (by, fence) => by.discard(two.digest, fence),
      back: (by) => stage(by, two),
      holds: async (by) => expect(servingOf(await by.observe())).toBe(one.digest),
    })
    expect(await target.observe()).toMatchObject({ standing: [one.digest] })
  })

  it('has no release that is not whole where it dies while one is sent', async () => {
    const { path, target, connect, two } = await prepared()
    await dieEverywhere(connect, {
      script: scripts.add,
      call: 3,
      verb: (by) => stage(by, two),
      back: (by, fence) => by.discard(two.digest, fence),
      holds: async (by) => {
        const { standing } = await by.observe()
        if (!standing.includes(two.digest)) return
        const file = join(path, 'releases', hexOf(two.digest), 'public/index.html')
        expect(await readFile(file, 'utf8')).toBe('two')
      },
    })
    expect((await target.observe()).standing).toContain(two.digest)
  })

  it('can be claimed where it died while it was claimed', async () => {
    const one = await push(page('one'))
    for (let lines = begin(scripts.claim); ; lines++) {
      const { target, connect } = await freshTarget()
      const dying = connect(sshHere(edge, { dieIn: { call: 1, lines } }))
      const died = await stage(dying, one).then(
        () => false,
        () => true,
      )
      if (!died) return expect(lines).toBeGreaterThan(begin(scripts.claim) + 5)
      expect(await target.observe()).toMatchObject({ serving: [], standing: [] })
      await stage(target, one)
    }
  })
})

async function stage(target: Target, artifact: DigestReference): Promise<void> {
  await using _ = await target.stage(artifact)
}
