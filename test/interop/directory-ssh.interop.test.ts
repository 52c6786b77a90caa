import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { hexOf } from '../../src/artifact/digest.ts'
import type { DigestReference } from '../../src/artifact/reference.ts'
import type { Edge } from '../../src/edge.ts'
import { isFailure } from '../../src/failure.ts'
import type { Target } from '../../src/target/target.ts'
import { describeTree, everything } from '../support/release-tree.ts'
import { dyingEdge } from '../target/dying-edge.ts'
import { targetContract } from '../target/target-contract.ts'
import { freshFolder, runProgram } from './support/program.ts'
import { freePort, startServer } from './support/server.ts'
import { type SshHost, startSshHost, users } from './support/ssh-host.ts'

// A verb that dies at each of its calls is tried a dozen times, each over connections of its own.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

let host: SshHost

beforeAll(async () => {
  host = await startSshHost()
})
afterEach(() => void vi.unstubAllEnvs())
afterAll(() => host?.[Symbol.asyncDispose]())

for (const user of [users.dash, users.busybox]) {
  targetContract(`directory over ssh for ${user}`, async () => {
    const path = host.freshPath(user)
    const connect = (edge = host.edge) => host.connect(path, { user }, {}, edge)
    return {
      target: connect(),
      artifacts: [
        await host.push([{ name: 'index.html', content: 'one' }]),
        await host.push([{ name: 'index.html', content: 'two' }]),
      ],
      connect,
      // What the verbs call is the same for every shell.
      ...(user === users.dash && {
        connectDying: (calls: number, last: 'answered' | 'lost') =>
          connect(dyingEdge(host.edge, calls, last)),
      }),
      load: { ask: () => readFile(join(path, 'current/index.html'), 'utf8'), answers: ['one', 'two'] },
    }
  })
}

const page = (text: string) => host.push([{ name: 'index.html', content: text }])

async function stage(target: Target, artifact: DigestReference): Promise<void> {
  await using _ = await target.stage(artifact)
}

describe('a host that does not let us in', () => {
  it('is refused with another key than the one that is known', async () => {
    const target = host.connect(host.freshPath(), { 'known-hosts': [host.otherHost] })
    await expect(target.observe()).rejects.toThrow(/shows another key than "known-hosts" has/)
    await expect(target.observe()).rejects.toSatisfy((error) => isFailure(error, 'denied'))
  })

  it('is refused where no key is known, with the line to add', async () => {
    const line = host.knownHost.replace('127.0.0.1', 'web1.example.com')
    const target = host.connect(host.freshPath(), { 'known-hosts': [line] })
    await expect(target.observe()).rejects.toThrow(
      `never taken; add the line "[127.0.0.1]:${host.port} ssh-ed25519 AAAA…"`,
    )
  })

  it('says whose authorized_keys lack which key', async () => {
    vi.stubEnv('OTHER_KEY', host.keys.other)
    const target = host.connect(host.freshPath(), { 'key-env': 'OTHER_KEY' })
    await expect(target.observe()).rejects.toThrow(
      /takes no key of ours for user "deploy".* the key in OTHER_KEY/,
    )
  })

  it('says that a key is damaged', async () => {
    vi.stubEnv('OTHER_KEY', host.keys.other.replace(/\n.{20}/, '\n'))
    const target = host.connect(host.freshPath(), { 'key-env': 'OTHER_KEY' })
    await expect(target.observe()).rejects.toSatisfy((error) => isFailure(error))
    await expect(target.observe()).rejects.toThrow(/OTHER_KEY/)
  })

  it('is away where nobody listens', async () => {
    const port = await freePort()
    const known = host.knownHost.replace(String(host.port), String(port))
    const target = host.connect(host.freshPath(), { port, 'known-hosts': [known] })
    await expect(target.observe()).rejects.toThrow(/Connection refused; does its ssh server run/)
  })

  it('needs a login shell that runs sh', async () => {
    const target = host.connect(host.freshPath(), { user: users.none })
    await expect(target.observe()).rejects.toThrow(
      /wanted a login shell that runs sh, found: This account is/,
    )
  })
})

describe('a host that lets us in', () => {
  it('may greet on both outputs', async () => {
    const target = host.connect(host.freshPath(users.banner), { user: users.banner })
    const artifact = await page('one')
    await using staged = await target.stage(artifact)
    expect(await (await fetch(`${staged.url}/`)).text()).toBe('one')
    await target.shift(artifact.digest, 100, undefined, 1)
    expect(await target.observe()).toMatchObject({ serving: [{ digest: artifact.digest, percent: 100 }] })
  })

  it('may be known by an ssh agent', async () => {
    const socket = join(freshFolder('agent'), 'socket')
    await using _ = await startServer('ssh-agent', {
      args: ['-D', '-a', socket],
      ready: async () => existsSync(socket),
    })
    await runProgram('ssh-add', ['-q', '-'], { env: { SSH_AUTH_SOCK: socket }, input: host.keys.accepted })
    vi.stubEnv('SSH_AUTH_SOCK', socket)
    const target = host.connect(host.freshPath(), { 'key-env': undefined })
    expect(await target.observe()).toMatchObject({ serving: [], standing: [] })
  })

  it('may be behind another, which is known by its key as well', async () => {
    const jump = { host: 'localhost', port: host.port, user: users.busybox }
    const target = host.connect(host.freshPath(), { jump })
    await expect(target.observe()).rejects.toThrow(/host key is known for \[localhost\]/)
    const both = [host.knownHost, host.knownHost.replace('127.0.0.1', 'localhost')]
    const known = host.connect(host.freshPath(), { jump, 'known-hosts': both })
    expect(await known.observe()).toMatchObject({ serving: [], standing: [] })
  })

  it.each([users.dash, users.busybox])('has a release as it is on this machine, for %s', async (user) => {
    const path = host.freshPath(user)
    const artifact = await host.push(everything)
    await stage(host.connect(path, { user }), artifact)
    const local = freshFolder('local')
    await stage(host.connect(local, {}, { ssh: undefined }), artifact)
    const release = (folder: string) => join(folder, 'releases', hexOf(artifact.digest))
    expect(await describeTree(release(path))).toEqual(await describeTree(release(local)))
  })

  it.each([users.dash, users.busybox])(
    'reloads in the directory, and says how that failed, for %s',
    async (user) => {
      const path = host.freshPath(user)
      const artifact = await page('one')
      const reloading = host.connect(path, { user }, { reload: 'pwd > reloaded; sleep 600 & echo fine' })
      await stage(reloading, artifact)
      await reloading.shift(artifact.digest, 100, undefined, 1)
      expect(await readFile(join(path, 'reloaded'), 'utf8')).toBe(`${path}\n`)
      const failing = host.connect(path, { user }, { reload: 'echo "no such unit" >&2; exit 5' })
      await expect(failing.shift(artifact.digest, 100, undefined, 1)).rejects.toThrow(
        /ended with exit code 5: no such unit/,
      )
    },
  )

  it('refuses a directory that its user may not make or write', async () => {
    const target = host.connect('/srv/somewhere/shop')
    await expect(target.stage(await page('one'))).rejects.toThrow(
      /"\[127.0.0.1\]:\d+:\/srv\/somewhere\/shop" cannot be changed: .*Permission denied/,
    )
    await expect(target.stage(await page('one'))).rejects.toSatisfy((error) =>
      isFailure(error, 'unauthorized'),
    )
  })

  it.each([users.dash, users.busybox])(
    'says that its disk is full, and keeps nothing of the release, for %s',
    async (user) => {
      const path = host.freshPath(user)
      await mkdir(path)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=777', 'tmpfs', path])
      onTestFinished(() => void execFileSync('umount', [path]))
      const target = host.connect(path, { user })
      const large = await host.push([{ name: 'large', content: 'x'.repeat(3 * 1024 * 1024) }])
      await expect(target.stage(large)).rejects.toThrow(/no space for .*free some/)
      expect(await readdir(join(path, 'releases'))).toEqual([])
    },
  )

  it('is left clean where the connection is lost half-way', async () => {
    const path = host.freshPath()
    const large = await host.push([{ name: 'large', content: 'x'.repeat(64 * 1024 * 1024) }])
    const spawn: Edge['spawn'] = (command, args, options) => {
      const running = host.edge.spawn(command, args, options)
      void untilPartial(join(path, 'releases')).then(running.kill)
      return running
    }
    const target = host.connect(path, {}, {}, { ...host.edge, spawn })
    await expect(target.stage(large)).rejects.toThrow(/broke before it had answered/)
    await vi.waitFor(async () => expect(await readdir(join(path, 'releases'))).toEqual([]), {
      timeout: 30_000,
    })
    await stage(host.connect(path), large)
  })

  it('serves what is staged, byte for byte', async () => {
    const content = Array.from({ length: 300_000 }, (_, index) => String(index)).join(' ')
    const artifact = await host.push([
      { name: 'data/large.txt', content },
      { name: 'empty.txt', content: '' },
    ])
    await using staged = await host.connect(host.freshPath(), {}, { root: 'data' }).stage(artifact)
    const head = await fetch(`${staged.url}/large.txt`, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(content.length))
    expect(await (await fetch(`${staged.url}/large.txt`)).text()).toBe(content)
    expect((await fetch(`${staged.url}/../empty.txt`)).status).toBe(404)
  })
})

/** Waits until a good part of the file has arrived. */
async function untilPartial(releases: string): Promise<void> {
  for (;;) {
    const partial = (await readdir(releases).catch(() => [])).find((name) => name.startsWith('.stage-'))
    const found = partial && (await stat(join(releases, partial, 'large')).catch(() => undefined))
    if (found && found.size > 1024 * 1024) return
    await wait(5)
  }
}
