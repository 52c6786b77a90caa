import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hexOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { type DigestReference, formatReference, withTag } from '../../src/artifact/reference.ts'
import { type FailureCode, isFailure } from '../../src/failure.ts'
import { servingOf, type Target } from '../../src/target/target.ts'
import { pushImage } from '../support/artifacts.ts'
import { type DockerHost, type Service, startDockerHost } from './support/docker-host.ts'
import { ask } from './support/http-load.ts'
import { freshFolder } from './support/program.ts'

let host: DockerHost
let first: DigestReference
let second: DigestReference

beforeAll(async () => {
  host = await startDockerHost()
  first = await host.app('one')
  second = await host.app('two')
})
afterAll(() => host?.[Symbol.asyncDispose]())

async function stage(target: Target, artifact: DigestReference): Promise<void> {
  await using _ = await target.stage(artifact)
}

async function serve(target: Target, artifact: DigestReference): Promise<void> {
  await stage(target, artifact)
  await target.shift(artifact.digest, 100, undefined, 1)
}

const nameOf = ({ context }: Service, { digest }: DigestReference) =>
  `shop-${context.environment}-app-${hexOf(digest).slice(0, 12)}`

async function refused(verb: Promise<unknown>, code: FailureCode, message: RegExp): Promise<void> {
  const error = await verb.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toSatisfy((reason) => isFailure(reason))
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
  expect((error as Error).message).not.toMatch(/\p{Cc}/u)
}

const containers = () => host.engine.run('ps', '--all', '--format', '{{.Names}}')

describe('a release that cannot stand', () => {
  const shell = (script: string) => ({ Cmd: ['sh', '-c', script] })

  it.each<[string, Parameters<DockerHost['app']>[1], Record<string, unknown>, FailureCode, RegExp]>([
    [
      'exits at once',
      shell('echo "::error::boom" >&2; exit 7'),
      {},
      'denied',
      /exit code 7.*log ends with "error::boom/,
    ],
    [
      'exits at once, and is not started again',
      shell('exit 3'),
      { restart: 'no' },
      'denied',
      /exit code 3.*its log is empty/,
    ],
    ['gets never healthy', shell('sleep 1000'), {}, 'denied', /unhealthy by its health check/],
    [
      'takes too long',
      {
        Cmd: ['sh', '-c', 'sleep 1000'],
        Healthcheck: { Test: ['CMD', 'sleep', '1000'], Interval: 100e6, Timeout: 900e9 },
      },
      { 'ready-timeout': '2s' },
      'denied',
      /not healthy after 2s.*ready-timeout/,
    ],
    ['runs as root', { User: '' }, {}, 'denied', /runs as root.*"user"/],
    ['runs as root by number', { User: '0:65532' }, {}, 'denied', /runs as root/],
    ['has no such program', { Cmd: ['/no/such/program'] }, {}, 'not-found', /no such file|not found/],
    [
      'names a network that is not there',
      {},
      { network: 'elsewhere' },
      'not-found',
      /elsewhere.*docker network create/,
    ],
    [
      'mounts a secret that is not there',
      {},
      { secrets: { db: '/no/such/file' } },
      'not-found',
      /\/no\/such\/file/,
    ],
    [
      'wants a variable that is not set',
      {},
      { 'env-from': ['NOT_SET_ANYWHERE'] },
      'invalid-input',
      /NOT_SET_ANYWHERE/,
    ],
  ])('says why when it %s, and leaves nothing behind', async (_, config, options, code, message) => {
    const service = await host.fresh('kamal-proxy')
    await serve(service.target, first)
    const before = await containers()
    const artifact = await host.app(`broken ${Math.random()}`, config)
    await refused(service.connect(host.edge, {}, options).stage(artifact), code, message)
    expect(await containers()).toBe(before)
    expect(servingOf(await service.target.observe())).toBe(first.digest)
  })

  it('is for another platform', async () => {
    const { target } = await host.fresh('kamal-proxy')
    const other = await host.images.make('app', { Cmd: ['caddy'], User: '1' }, 'arm64')
    await refused(target.stage(other), 'mismatch', /linux\/arm64.*linux\/amd64.*"platform"/)
  })

  it('wants a port of the host that is taken', async () => {
    const service = await host.fresh('kamal-proxy')
    const options = { publish: ['127.0.0.1:7070:8080'] }
    await stage(service.connect(host.edge, {}, options), first)
    await refused(service.connect(host.edge, {}, options).stage(second), 'unavailable', /7070.*"publish"/)
  })
})

describe('an index', () => {
  it('stands for the image of this platform', async () => {
    const { target } = await host.fresh('kamal-proxy')
    const other = await host.images.make('app', { Cmd: ['caddy'], User: '1' }, 'arm64')
    const index = await pushIndex([
      [other, 'arm64'],
      [first, 'amd64'],
    ])
    await serve(target, index)
    expect(servingOf(await target.observe())).toBe(index.digest)
  })

  async function pushIndex(images: [DigestReference, string][]): Promise<DigestReference> {
    const manifests = await Promise.all(
      images.map(async ([image, architecture]) => {
        const found = await host.registry.resolve(image)
        return { ...found, platform: { os: 'linux', architecture } }
      }),
    )
    const content = { schemaVersion: 2, mediaType: mediaType.imageIndex, manifests }
    const bytes = Buffer.from(JSON.stringify(content))
    const { digest } = await host.registry.pushManifest(withTag(first, 'index'), {
      mediaType: mediaType.imageIndex,
      bytes,
    })
    return { ...first, digest }
  }
})

describe('a staged release', () => {
  it.each(['kamal-proxy', 'haproxy', 'caddy'] as const)(
    'answers at its preview, by way of %s',
    async (kind) => {
      const service = await host.fresh(kind)
      await serve(service.target, first)
      await using staged = await service.target.stage(second)
      const answers = await Promise.all([1, 2, 3].map(async () => (await fetch(`${staged.url}/`)).text()))
      expect(answers).toEqual(['two', 'two', 'two'])
      expect(await ask(service.asked)).toBe('one')
    },
  )

  it('is hardened', async () => {
    const service = await host.fresh('kamal-proxy')
    await serve(service.connect(host.edge, {}, { tmpfs: ['/scratch'], memory: '64m', cpus: 0.5 }), first)
    const name = nameOf(service, first)
    const inside = (script: string) => host.engine.run('exec', name, 'sh', '-c', script)
    expect(await inside('cat /proc/self/status')).toMatch(
      /Uid:\s+65532[\s\S]*CapEff:\s+0+\n[\s\S]*NoNewPrivs:\s+1/,
    )
    await expect(inside('echo x > /etc/x')).rejects.toThrow(/read-only|Read-only/i)
    await inside('echo x > /scratch/x')
    const [{ HostConfig }] = JSON.parse(await host.engine.run('inspect', name))
    expect(HostConfig).toMatchObject({ Memory: 64 * 1024 ** 2, NanoCpus: 5e8, PidsLimit: 1024 })
  })

  it('reads secrets and configuration as files, and nobody else sees their values', async () => {
    const service = await host.fresh('kamal-proxy')
    const folder = freshFolder('secrets')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'db'), 'hunter2-of-the-shop', { mode: 0o444 })
    const configuration = await pushImage(host.registry, { ...first, repository: 'acme/config' }, [
      [{ name: 'shop.conf', content: 'colour = green' }],
    ])
    const target = service.connect(
      host.edge,
      {},
      {
        secrets: { db: join(folder, 'db') },
        configuration: { image: formatReference(configuration), path: '/etc/shop' },
      },
    )
    await serve(target, first)
    const name = nameOf(service, first)
    const inside = (script: string) => host.engine.run('exec', name, 'sh', '-c', script)
    expect(await inside('cat /run/secrets/db /etc/shop/shop.conf')).toBe('hunter2-of-the-shopcolour = green')
    await expect(inside('echo x > /etc/shop/x')).rejects.toThrow(/read-only/i)
    await expect(inside('echo x > /run/secrets/db')).rejects.toThrow(/read-only/i)
    const told = [await host.engine.run('inspect', name), ...host.edge.logged].join('\n')
    expect(told).not.toContain('hunter2-of-the-shop')
    await target.shift(first.digest, 0, first.digest, 1)
    await target.discard(first.digest, 1)
    expect(await host.engine.run('volume', 'ls', '--quiet')).not.toContain(name)
  })

  it('is made anew where the policy has other settings, unless it serves', async () => {
    const service = await host.fresh('kamal-proxy')
    const changed = service.connect(host.edge, {}, { env: { COLOUR: 'green' } })
    const idOf = async () =>
      (await host.engine.run('inspect', '--format', '{{.Id}}', nameOf(service, first))).trim()
    await stage(service.target, first)
    const before = await idOf()
    await stage(service.target, first)
    expect(await idOf()).toBe(before)
    await stage(changed, first)
    const after = await idOf()
    expect(after).not.toBe(before)
    await changed.shift(first.digest, 100, undefined, 1)
    await stage(service.target, first)
    expect(await idOf()).toBe(after)
  })
})

describe('what stands by', () => {
  it('runs if it was just replaced, and is stopped if it is older; both serve again', async () => {
    const { target, asked } = await host.fresh('kamal-proxy')
    const third = await host.app('three')
    await serve(target, first)
    await stage(target, second)
    await target.shift(second.digest, 100, first.digest, 1)
    await stage(target, third)
    await target.shift(third.digest, 100, second.digest, 1)
    const running = await host.engine.run(
      'ps',
      '--format',
      '{{.Names}}',
      '--filter',
      'label=io.github.immutable-deploy.service',
    )
    expect(running).toContain(hexOf(second.digest).slice(0, 12))
    expect(running).not.toContain(hexOf(first.digest).slice(0, 12))
    expect((await target.observe()).standing).toHaveLength(3)
    await target.shift(first.digest, 100, third.digest, 2)
    expect(await ask(asked)).toBe('one')
  })
})

describe('a release that dies', () => {
  it.each(['kamal-proxy', 'haproxy', 'caddy'] as const)(
    'does not serve any more, behind %s',
    async (kind) => {
      const service = await host.fresh(kind)
      await serve(service.target, first)
      await host.engine.run('stop', '--time', '0', nameOf(service, first))
      expect(await service.target.observe()).toMatchObject({ serving: [], standing: [first.digest] })
      await stage(service.target, second)
      await service.target.shift(second.digest, 100, undefined, 2)
      expect(servingOf(await service.target.observe())).toBe(second.digest)
      expect(await ask(service.asked)).toBe('two')
    },
  )

  it('does not serve when somebody has removed it, and makes room for the next', async () => {
    const service = await host.fresh('kamal-proxy')
    await serve(service.target, first)
    await host.engine.run('rm', '--force', nameOf(service, first))
    expect(await service.target.observe()).toMatchObject({ serving: [], standing: [] })
    await stage(service.target, second)
    await service.target.shift(second.digest, 100, undefined, 2)
    expect(await ask(service.asked)).toBe('two')
  })

  it('does not serve when it is found unhealthy', async () => {
    const service = await host.fresh('kamal-proxy')
    const fragile = await host.app('fragile', {
      Healthcheck: {
        Test: ['CMD', 'sh', '-c', '! [ -e /scratch/ill ]'],
        Interval: 100e6,
        Timeout: 5e9,
        Retries: 2,
      },
    })
    await serve(service.connect(host.edge, {}, { tmpfs: ['/scratch'] }), fragile)
    await host.engine.run('exec', nameOf(service, fragile), 'sh', '-c', 'echo > /scratch/ill')
    while ((await service.target.observe()).serving.length > 0) await wait(200)
    await refused(service.target.stage(fragile), 'denied', /unhealthy/)
  })
})

describe('what is not ours', () => {
  it('is refused by its name, and never touched', async () => {
    const service = await host.fresh('kamal-proxy')
    const name = nameOf(service, first)
    await host.engine.run('run', '--detach', '--name', name, formatReference(second))
    try {
      await refused(service.target.stage(first), 'denied', /is not ours/)
      await refused(service.target.shift(first.digest, 100, undefined, 1), 'denied', /is not ours/)
      await service.target.discard(first.digest, 1)
      expect(await host.engine.run('ps', '--format', '{{.Names}}')).toContain(name)
    } finally {
      await host.engine.run('rm', '--force', name)
    }
  })

  it.each(['kamal-proxy', 'haproxy', 'caddy'] as const)(
    'is refused where somebody lets %s send traffic to it',
    async (kind) => {
      const service = await host.fresh(kind)
      await serve(service.target, first)
      await host.engine.run(
        'run',
        '--detach',
        '--network',
        'web',
        '--name',
        'intruder',
        formatReference(second),
      )
      try {
        await setByHand(kind, service.asked.host, service.context.environment)
        await refused(service.target.observe(), 'denied', /intruder:8080/)
        await refused(service.target.shift(first.digest, 100, first.digest, 2), 'denied', /intruder:8080/)
      } finally {
        await host.engine.run('rm', '--force', 'intruder')
      }
    },
  )

  async function setByHand(kind: string, name: string, environment: string): Promise<void> {
    const script: Record<string, string> = {
      'kamal-proxy': `kamal-proxy deploy shop-${environment}-app --host ${name} --target intruder:8080 --health-check-path /`,
      haproxy: `until bash -c 'exec 3<>/dev/tcp/127.0.0.1/9999; echo "set server shop/shop4 fqdn intruder; set server shop/shop4 weight 5; set server shop/shop4 state ready; show servers state shop" >&3; cat <&3' | grep -q '^3 shop 4 shop4 172[^ ]* 2'; do sleep 0.2; done`,
      caddy: `b='[{"dial":"intruder:8080"}]'; printf 'PATCH /id/shop/upstreams HTTP/1.0\\r\\nHost: localhost:2019\\r\\nContent-Type: application/json\\r\\nContent-Length: %s\\r\\n\\r\\n%s' \${#b} "$b" | nc 127.0.0.1 2019`,
    }
    await host.engine.run('exec', kind, 'sh', '-c', script[kind] ?? '')
  }

  it('is refused where a service of kamal-proxy is paused', async () => {
    const service = await host.fresh('kamal-proxy')
    await serve(service.target, first)
    const name = `shop-${service.context.environment}-app`
    await host.engine.run('exec', 'kamal-proxy', 'kamal-proxy', 'stop', name)
    await refused(service.target.observe(), 'mismatch', /kamal-proxy resume/)
    await host.engine.run('exec', 'kamal-proxy', 'kamal-proxy', 'resume', name)
    await host.engine.run(
      'exec',
      'kamal-proxy',
      'kamal-proxy',
      'rollout',
      'deploy',
      name,
      '--target',
      `${nameOf(service, first)}:8080`,
    )
    await host.engine.run('exec', 'kamal-proxy', 'kamal-proxy', 'rollout', 'set', name, '--percent', '30')
    await refused(service.target.observe(), 'mismatch', /rollout stop/)
  })
})

describe('a host that cannot be used', () => {
  it.each<[string, Record<string, unknown>, FailureCode, RegExp]>([
    [
      'an engine that is away',
      { host: 'tcp://127.0.0.1:1' },
      'unavailable',
      /on tcp:\/\/127.0.0.1:1.*DOCKER_HOST/,
    ],
    ['a host that ssh does not reach', { host: 'ssh://nobody@127.0.0.1:1' }, 'unavailable', /ssh/],
    ['a context that nobody made', { context: 'nowhere' }, 'unavailable', /nowhere/],
    [
      'a proxy that is not there',
      { proxy: { kind: 'kamal-proxy', container: 'nobody' } },
      'not-found',
      /"nobody"/,
    ],
    [
      'a backend that is not there',
      { proxy: { kind: 'haproxy', backend: 'nothing' } },
      'mismatch',
      /"nothing"/,
    ],
    [
      'an API where nothing listens',
      { proxy: { kind: 'haproxy', backend: 'shop', api: '127.0.0.1:1' } },
      'unavailable',
      /"haproxy"/,
    ],
    ['a handler that is not there', { proxy: { kind: 'caddy', id: 'nothing' } }, 'not-found', /"nothing"/],
    [
      'a proxy that lacks its program',
      { proxy: { kind: 'kamal-proxy', container: 'haproxy' } },
      'not-found',
      /kamal-proxy/,
    ],
  ])('is refused by every verb: %s', async (_, options, code, message) => {
    const { connect } = await host.fresh('kamal-proxy')
    const target = connect(host.edge, {}, options)
    await refused(target.observe(), code, message)
    await refused(target.shift(first.digest, 100, undefined, 1), code, message)
    await refused(target.discard(first.digest, 1), code, message)
  })

  it('is refused where a canary is wanted of kamal-proxy', async () => {
    const { connect } = await host.fresh('kamal-proxy')
    expect(() => connect(host.edge, { strategy: 'canary' })).toThrow(/"haproxy", or strategy "blue-green"/)
  })
})

describe('HAProxy', () => {
  it('remembers after a restart whom it sends the traffic to', async () => {
    const service = await host.fresh('haproxy')
    await serve(service.target, first)
    await host.engine.run('restart', '--time', '2', 'haproxy')
    while ((await service.target.observe().catch(() => ({ serving: [] }))).serving.length === 0)
      await wait(200)
    expect(servingOf(await service.target.observe())).toBe(first.digest)
  })
})
