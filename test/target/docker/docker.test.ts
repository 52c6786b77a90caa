import { describe, expect, it } from 'vitest'
import type { Registry } from '../../../src/registry/registry.ts'
import { docker } from '../../../src/target/docker/docker.ts'
import { testEdge } from '../../support/edge.ts'

const base = { port: 8080, network: 'web' }
const context = {
  owner: 'acme/shop',
  environment: 'production',
  service: 'app',
  strategy: 'canary' as const,
  registry: {} as Registry,
}

describe('what a docker target can do', () => {
  it.each([
    ['nothing said, which is kamal-proxy', {}, false],
    ['kamal-proxy', { proxy: { kind: 'kamal-proxy' } }, false],
    ['haproxy', { proxy: { kind: 'haproxy', backend: 'shop' } }, true],
    ['caddy', { proxy: { kind: 'caddy', id: 'shop' } }, true],
    ['a proxy that nobody knows', { proxy: { kind: 'nginx' } }, false],
  ])('depends on its proxy: with %s', (_, proxy, weights) => {
    expect(docker.canWith?.({ ...base, ...proxy })).toEqual({ preview: true, weights })
  })

  it('is not more than it is asked for: kamal-proxy gives no shares', () => {
    expect(() => docker.connect(base, context, testEdge())).toThrow(/"canary".*"haproxy"/)
    expect(() =>
      docker.connect({ ...base, proxy: { kind: 'haproxy', backend: 'shop' } }, context, testEdge()),
    ).not.toThrow()
  })

  it('is refused where it is told two ways to the engine', () => {
    const both = { ...base, host: 'ssh://shop', context: 'shop' }
    expect(() => docker.connect(both, { ...context, strategy: 'blue-green' }, testEdge())).toThrow(
      /"host" and "context"/,
    )
  })
})
