import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DigestReference, formatReference } from '../../../src/artifact/reference.ts'
import type { Edge } from '../../../src/edge.ts'
import type { Registry } from '../../../src/registry/registry.ts'
import { docker as adapter } from '../../../src/target/docker/docker.ts'
import type { Target, TargetContext } from '../../../src/target/target.ts'
import { connect, realEdge } from './client.ts'
import { type DockerEngine, startDocker } from './docker.ts'
import type { Asked } from './http-load.ts'
import { type ImageConfig, type ImageMaker, imageMaker } from './images.ts'
import { findOnly, freshFolder } from './program.ts'
import { type RealRegistry, startOlareg } from './registries.ts'

export type ProxyKind = 'kamal-proxy' | 'haproxy' | 'caddy'

/** Docker Engine with a registry beside it, a network, and a proxy of each kind in it. */
export type DockerHost = AsyncDisposable & {
  engine: DockerEngine
  registry: Registry
  images: ImageMaker
  edge: Edge & { logged: string[] }
  /** Images of a small server that answers with this. */
  app(text: string, config?: Partial<ImageConfig>): Promise<DigestReference>
  /** A service of its own behind a proxy that knows none; what was there before is removed. */
  fresh(kind: ProxyKind, options?: Record<string, unknown>): Promise<Service>
}

export type Service = {
  target: Target
  connect(edge?: Edge, context?: Partial<TargetContext>, options?: Record<string, unknown>): Target
  context: TargetContext
  asked: Asked
}

const health = {
  Test: ['CMD', 'wget', '-q', '-O-', 'http://127.0.0.1:8080/'],
  Interval: 100e6,
  Timeout: 5e9,
  Retries: 3,
}

/** Starts all of it; `docker` of PATH is then the client, and leads there. */
export async function startDockerHost(): Promise<DockerHost> {
  const server: RealRegistry = await startOlareg()
  const engine = await startDocker()
  const registry = connect()
  const images = imageMaker(registry, server.host)
  const before = { ...process.env }
  process.env.PATH = `${findOnly('docker')}:${process.env.PATH}`
  process.env.DOCKER_HOST = engine.address
  process.env.DOCKER_CONFIG = freshFolder('docker-config')
  await engine.run('network', 'create', 'web')
  const addresses = await startProxies(engine, images)
  const edge = realEdge()
  let services = 0
  return {
    engine,
    registry,
    images,
    edge,
    app: (text, config = {}) =>
      images.make('app', {
        Cmd: ['caddy', 'respond', '--listen', ':8080', '--body', text],
        User: '65532:65532',
        Env: ['PATH=/bin', 'HOME=/tmp'],
        Healthcheck: health,
        ...config,
      }),
    fresh: async (kind, options = {}) => {
      await reset(kind, engine)
      const environment = `test-${services++}`
      const host = `${environment}.example.com`
      const context: TargetContext = {
        owner: 'acme/shop',
        environment,
        service: 'app',
        strategy: 'blue-green',
        registry,
      }
      const written = {
        port: 8080,
        network: 'web',
        'stop-timeout': '1s',
        proxy: proxyOptions(kind, host),
        ...options,
      }
      const connectTo: Service['connect'] = (own = edge, other = {}, more = {}) =>
        adapter.connect({ ...written, ...more }, { ...context, ...other }, own)
      return { target: connectTo(), connect: connectTo, context, asked: { address: addresses[kind], host } }
    },
    [Symbol.asyncDispose]: async () => {
      process.env = before
      await engine[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

export function proxyOptions(kind: ProxyKind, host: string): Record<string, unknown> {
  switch (kind) {
    case 'kamal-proxy':
      return { kind, hosts: [host], 'health-check-path': '/', 'drain-timeout': '5s', 'deploy-timeout': '10s' }
    case 'haproxy':
      return { kind, backend: 'shop', 'drain-timeout': '5s', 'state-file': '/tmp/state' }
    case 'caddy':
      return { kind, id: 'shop', 'drain-timeout': '5s' }
  }
}

const haproxyConfiguration = `global
  stats socket ipv4@127.0.0.1:9999 level admin
  server-state-file /tmp/state
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  timeout check 2s
  option redispatch
  load-server-state-from-file global
resolvers docker
  nameserver engine 127.0.0.11:53
  timeout resolve 200ms
  timeout retry 200ms
  hold valid 1s
frontend web
  bind :80
  default_backend shop
backend shop
  option httpchk GET /
  server-template shop 4 none.invalid:8080 check inter 1s fastinter 200ms resolvers docker init-addr none disabled
`

const caddyConfiguration = {
  apps: {
    http: {
      servers: {
        web: {
          listen: [':80'],
          routes: [{ handle: [{ '@id': 'shop', handler: 'reverse_proxy', upstreams: [] }] }],
        },
      },
    },
  },
}

async function startProxies(engine: DockerEngine, images: ImageMaker): Promise<Record<ProxyKind, string>> {
  const folder = freshFolder('proxies')
  writeFileSync(join(folder, 'haproxy.cfg'), haproxyConfiguration)
  writeFileSync(join(folder, 'caddy.json'), JSON.stringify(caddyConfiguration))
  const Env = ['PATH=/bin', 'HOME=/tmp']
  const proxies = {
    'kamal-proxy': await images.make('kamal-proxy', {
      Env,
      Cmd: ['kamal-proxy', 'run', '--http-port', '80'],
    }),
    haproxy: await images.makeHaproxy({ Env, Cmd: ['haproxy', '-W', '-db', '-f', '/proxies/haproxy.cfg'] }),
    caddy: await images.make('caddy', { Env, Cmd: ['caddy', 'run', '--config', '/proxies/caddy.json'] }),
  }
  const addresses: Partial<Record<ProxyKind, string>> = {}
  for (const [kind, image] of Object.entries(proxies)) {
    const options = ['--detach', '--network', 'web', '--volume', `${folder}:/proxies:ro`, '--name', kind]
    await engine.run('run', ...options, formatReference(image))
    const format = '{{.NetworkSettings.Networks.web.IPAddress}}'
    addresses[kind as ProxyKind] = (await engine.run('inspect', '--format', format, kind)).trim()
  }
  return addresses as Record<ProxyKind, string>
}

/** Removes all releases and what the proxy knows, as if nothing had been there. */
async function reset(kind: ProxyKind, engine: DockerEngine): Promise<void> {
  const ours = 'label=io.github.immutable-deploy.service'
  const left = (await engine.run('ps', '--all', '--quiet', '--filter', ours)).split('\n').filter(Boolean)
  if (left.length > 0) await engine.run('rm', '--force', '--volumes', ...left)
  const forget: Record<ProxyKind, string> = {
    'kamal-proxy': '',
    haproxy: [1, 2, 3, 4]
      .map((n) => `set server shop/shop${n} state maint; set server shop/shop${n} weight 0`)
      .join('; '),
    caddy: '[]',
  }
  const scripts: Record<ProxyKind, string> = {
    'kamal-proxy': 'true',
    haproxy: 'echo "$1" | bash -c "exec 3<>/dev/tcp/127.0.0.1/9999; cat >&3; cat <&3"',
    caddy: `printf 'PATCH /id/shop/upstreams HTTP/1.0\\r\\nHost: localhost:2019\\r\\nContent-Type: application/json\\r\\nContent-Length: 2\\r\\n\\r\\n%s' "$1" | nc 127.0.0.1 2019`,
  }
  const script = `for f in /tmp/immutable-deploy-*; do [ -e "$f" ] && rm "$f"; done; ${scripts[kind]}`
  await engine.run('exec', kind, 'sh', '-c', script, 'sh', forget[kind])
}

/** What a client on this machine says of a container, without docker. */
export function addressOf(engine: DockerEngine, name: string): string {
  return execFileSync(
    'docker',
    ['inspect', '--format', '{{.NetworkSettings.Networks.web.IPAddress}}', name],
    {
      env: { ...process.env, DOCKER_HOST: engine.address },
      encoding: 'utf8',
    },
  ).trim()
}
