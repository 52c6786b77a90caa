import { describe, expect, it } from 'vitest'
import { createArguments, settingsDigest } from '../../../src/target/docker/create.ts'
import { type Options, options } from '../../../src/target/docker/options.ts'

const artifact = { registry: 'ghcr.io', repository: 'acme/shop', digest: `sha256:${'a'.repeat(64)}` } as const
const read = (written: Record<string, unknown> = {}): Options =>
  options.parse({ port: 8080, network: 'web', ...written })
const argumentsFor = (written: Record<string, unknown> = {}, configurationVolume?: string) =>
  createArguments(read(written), {
    name: 'shop-1',
    artifact,
    labels: { 'a.b': 'c' },
    ...(configurationVolume !== undefined && { configurationVolume }),
  })

/** Says whether a list holds these, side by side. */
const holds = (list: readonly string[], part: readonly string[]) =>
  list.some((_, at) => part.every((word, index) => list[at + index] === word))

describe('a container', () => {
  it('is hardened without being told', () => {
    expect(argumentsFor()).toEqual([
      ...['create', '--pull', 'never', '--name', 'shop-1', '--label', 'a.b=c'],
      ...['--network', 'web', '--restart', 'unless-stopped', '--stop-timeout', '30'],
      ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--pids-limit', '1024', '--read-only'],
      `ghcr.io/acme/shop@${artifact.digest}`,
    ])
  })

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a folder in memory', { tmpfs: ['/tmp:size=64m'] }, ['--tmpfs', '/tmp:size=64m']],
    ['a capability', { 'cap-add': ['NET_BIND_SERVICE'] }, ['--cap-add', 'NET_BIND_SERVICE']],
    ['a user', { user: '1000:1000' }, ['--user', '1000:1000']],
    ['memory, and no swap', { memory: '512m' }, ['--memory', '512m', '--memory-swap', '512m']],
    ['processors', { cpus: 1.5 }, ['--cpus', '1.5']],
    ['processes', { 'pids-limit': 64 }, ['--pids-limit', '64']],
    ['a variable', { env: { MODE: 'a b=c' } }, ['--env', 'MODE=a b=c']],
    ['a variable of the job, by its name only', { 'env-from': ['TOKEN'] }, ['--env', 'TOKEN']],
    ['a file of variables', { 'env-file': '/etc/shop.env' }, ['--env-file', '/etc/shop.env']],
    [
      'a secret, as a file',
      { secrets: { db: '/etc/shop/db' } },
      ['--mount', 'type=bind,src=/etc/shop/db,dst=/run/secrets/db,readonly'],
    ],
    ['a volume', { volumes: ['data:/data:ro'] }, ['--volume', 'data:/data:ro']],
    ['a port', { publish: ['127.0.0.1:9000-9009:9000'] }, ['--publish', '127.0.0.1:9000-9009:9000']],
    ['a platform', { platform: 'linux/arm64' }, ['--platform', 'linux/arm64']],
    ['no health check', { health: 'none' }, ['--no-healthcheck']],
    [
      'a health check',
      { health: { command: 'wget -q -O- localhost', retries: 2 } },
      [
        '--health-cmd',
        'wget -q -O- localhost',
        '--health-interval',
        '5s',
        '--health-timeout',
        '5s',
        '--health-retries',
        '2',
      ],
    ],
    [
      'arguments after the image',
      { command: ['serve', '--port=1'] },
      [`ghcr.io/acme/shop@${artifact.digest}`, 'serve', '--port=1'],
    ],
  ])('gets %s', (_, written, expected) => {
    expect(argumentsFor(written)).toSatisfy((list: string[]) => holds(list, expected))
  })

  it('may write to its root only when it is told so', () => {
    expect(argumentsFor({ 'read-only': false })).not.toContain('--read-only')
  })

  it('mounts its configuration read-only', () => {
    const configuration = { image: `ghcr.io/acme/config@${artifact.digest}`, path: '/etc/shop' }
    const expected = ['--mount', 'type=volume,src=shop-1-configuration,dst=/etc/shop,readonly']
    expect(argumentsFor({ configuration }, 'shop-1-configuration')).toSatisfy((list: string[]) =>
      holds(list, expected),
    )
  })
})

describe('settings', () => {
  it('are the same for the same options, and others for each that reaches the container', () => {
    const configuration = { image: `ghcr.io/acme/config@${artifact.digest}`, path: '/etc/shop' }
    const variants = [
      {},
      { memory: '1g' },
      { command: ['x'] },
      { networks: ['db'] },
      { configuration },
      { health: 'none' },
    ]
    const digests = variants.map((written) => settingsDigest(read(written)))
    expect(new Set(digests).size).toBe(variants.length)
    expect(variants.map((written) => settingsDigest(read(written)))).toEqual(digests)
  })

  it('do not change with what the proxy or the runner is told', () => {
    const other = {
      proxy: { kind: 'caddy', id: 'shop' },
      url: 'https://shop.example.com',
      'ready-timeout': '2m',
    }
    expect(settingsDigest(read(other))).toBe(settingsDigest(read()))
  })
})

describe('options', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a network where nothing has a name', { network: 'bridge' }],
    ['a secret that is no absolute path', { secrets: { db: 'etc/db' } }],
    ['a secret whose path would be read as more options', { secrets: { db: '/etc/db,readonly=false' } }],
    ['a secret under a path', { secrets: { '../x': '/etc/db' } }],
    ['a variable that would be read as another one', { env: { 'A=B': 'c' } }],
    ['a host that would be an option of ssh', { host: 'ssh://a b' }],
    ['configuration by a tag', { configuration: { image: 'ghcr.io/acme/config:latest', path: '/etc' } }],
    ['an unknown proxy', { proxy: { kind: 'nginx' } }],
    ['an option of another proxy', { proxy: { kind: 'caddy', id: 'shop', backend: 'x' } }],
    ['an unknown key', { privileged: true }],
  ])('refuse %s', (_, written) => {
    expect(options.safeParse({ port: 8080, network: 'web', ...written }).success).toBe(false)
  })
})
