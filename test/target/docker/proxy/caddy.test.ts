import { describe, expect, it } from 'vitest'
import {
  formatRequest,
  handlerFor,
  parseAnswer,
  routesOf,
} from '../../../../src/target/docker/proxy/caddy.ts'

const goal = (host: string, percent: number) => ({ host, ip: '', percent })

describe('an answer of Caddy', () => {
  it('has a status, a tag and a body', () => {
    // GET /id/shop of Caddy 2.11
    const text =
      'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nEtag: "/config/apps/http/servers/web/routes/0/handle/0 8061e5e549db3262"\r\nContent-Length: 2\r\n\r\n{}'
    expect(parseAnswer(text, 'caddy')).toEqual({
      status: 200,
      etag: '"/config/apps/http/servers/web/routes/0/handle/0 8061e5e549db3262"',
      body: '{}',
    })
  })

  it.each(['', 'nc: connection refused', '<html>'])('is refused as %j', (text) => {
    expect(() => parseAnswer(text, 'caddy')).toThrow(/cannot be read/)
  })
})

describe('a request to Caddy', () => {
  it('changes only what it has seen', () => {
    expect(formatRequest('PATCH', '/id/shop', 'localhost:2019', { body: '"ä"', match: '"x 1"' })).toBe(
      'PATCH /id/shop HTTP/1.0\r\nHost: localhost:2019\r\nIf-Match: "x 1"\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n"ä"',
    )
  })
})

describe('a handler of Caddy', () => {
  const upstreams = [{ dial: 'app-1:8080' }, { dial: 'app-2:8080' }]
  const weighted = (weights: number[]) => ({
    load_balancing: { selection_policy: { policy: 'weighted_round_robin', weights } },
  })

  it.each([
    ['nobody', {}, []],
    ['one, whatever its weight', { upstreams: upstreams.slice(0, 1), ...weighted([0]) }, [['app-1:8080', 1]]],
    [
      'two by their weights',
      { upstreams, ...weighted([90, 10]) },
      [
        ['app-1:8080', 90],
        ['app-2:8080', 10],
      ],
    ],
    [
      'two alike',
      { upstreams },
      [
        ['app-1:8080', 1],
        ['app-2:8080', 1],
      ],
    ],
    ['not to one without a weight', { upstreams, ...weighted([90]) }, [['app-1:8080', 90]]],
  ])('sends to %s', (_, handler, routes) => {
    expect(routesOf(handler).map(({ address, weight }) => [address, weight])).toEqual(routes)
  })

  it('keeps everything else as it was', () => {
    const handler = {
      '@id': 'shop',
      handler: 'reverse_proxy',
      headers: { request: {} },
      upstreams,
      load_balancing: { retries: 2, ...weighted([1, 1]).load_balancing },
    }
    expect(handlerFor(handler, [goal('app-3', 100)], 8080)).toEqual({
      '@id': 'shop',
      handler: 'reverse_proxy',
      headers: { request: {} },
      upstreams: [{ dial: 'app-3:8080' }],
      load_balancing: { retries: 2 },
    })
    expect(handlerFor(handler, [goal('app-3', 10), goal('app-1', 90)], 8080)).toMatchObject({
      upstreams: [{ dial: 'app-3:8080' }, { dial: 'app-1:8080' }],
      load_balancing: { retries: 2, selection_policy: { weights: [10, 90] } },
    })
  })
})
