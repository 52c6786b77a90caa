import { describe, expect, it } from 'vitest'
import { selectServices } from '../../src/evidence/signing-config.ts'

const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json'
const now = new Date('2026-06-01T00:00:00Z')

type Service = Record<string, unknown>

const service = (url: string, more: Service = {}): Service => ({
  url,
  majorApiVersion: 1,
  validFor: { start: '2026-01-01T00:00:00Z' },
  operator: new URL(url).hostname,
  ...more,
})

const select = (config: object) => selectServices(JSON.stringify({ mediaType, ...config }), now)
const logs = (rekorTlogUrls: Service[], rekorTlogConfig: object) =>
  select({ rekorTlogUrls, rekorTlogConfig }).logs.map(({ url, version }) => `${url} v${version}`)

describe('a signing config', () => {
  it('names the services of each kind', () => {
    const config = {
      caUrls: [service('https://fulcio.example/')],
      oidcUrls: [service('https://issuer.example')],
      rekorTlogUrls: [service('https://rekor.example/', { majorApiVersion: 2 })],
      rekorTlogConfig: { selector: 'ANY' },
      tsaUrls: [service('https://tsa.example/api/v1/timestamp')],
      tsaConfig: { selector: 'ANY' },
    }
    expect(select(config)).toEqual({
      fulcioUrl: 'https://fulcio.example',
      logs: [{ url: 'https://rekor.example', version: 2 }],
      tsaUrls: ['https://tsa.example/api/v1/timestamp'],
    })
  })

  it('may name nothing, as cosign writes it for a key without witnesses', () => {
    expect(select({ rekorTlogConfig: {}, tsaConfig: {} })).toEqual({ logs: [], tsaUrls: [] })
  })

  it.each<[string, Service[], object, string[]]>([
    [
      'any: the highest version that we speak',
      [
        service('https://a'),
        service('https://b', { majorApiVersion: 2 }),
        service('https://c', { majorApiVersion: 3 }),
      ],
      { selector: 'ANY' },
      ['https://b v2'],
    ],
    [
      'any: the newest of one version',
      [service('https://a'), service('https://b', { validFor: { start: '2026-05-01T00:00:00Z' } })],
      { selector: 'ANY' },
      ['https://b v1'],
    ],
    [
      'any: one that is valid now',
      [
        service('https://past', { validFor: { start: '2025-01-01T00:00:00Z', end: '2026-01-01T00:00:00Z' } }),
        service('https://now'),
        service('https://later', { validFor: { start: '2027-01-01T00:00:00Z' } }),
      ],
      { selector: 'ANY' },
      ['https://now v1'],
    ],
    [
      'exact: of as many operators',
      [service('https://a'), service('https://a2', { operator: 'a' }), service('https://b')],
      { selector: 'EXACT', count: 2 },
      ['https://a v1', 'https://b v1'],
    ],
    [
      'all: one of each operator',
      [
        service('https://a', { operator: 'x' }),
        service('https://b', { operator: 'x' }),
        service('https://c'),
      ],
      { selector: 'ALL' },
      ['https://a v1', 'https://c v1'],
    ],
  ])('chooses %s', (_, services, choice, chosen) => {
    expect(logs(services, choice)).toEqual(chosen)
  })

  it.each<[string, () => unknown, RegExp]>([
    [
      'another version of itself',
      () => select({ mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.1+json' }),
      /is of type ".*v0\.1\+json"; wanted ".*v0\.2\+json"/,
    ],
    ['no JSON', () => selectServices('{', now), /not JSON/],
    ['services and no selector', () => logs([service('https://a')], {}), /not how many are wanted/],
    ['another selector', () => logs([service('https://a')], { selector: 'SOME' }), /selector: wanted/],
    [
      'fewer operators than it asks for',
      () =>
        logs([service('https://a', { operator: 'x' }), service('https://b', { operator: 'x' })], {
          selector: 'EXACT',
          count: 2,
        }),
      /asks for 2 log, and 1 can be used now/,
    ],
    ['a count of nothing', () => logs([service('https://a')], { selector: 'EXACT' }), /asks for 0 log/],
    [
      'only services of a version that we do not speak',
      () => logs([service('https://a', { majorApiVersion: 7 })], { selector: 'ANY' }),
      /0 can be used now/,
    ],
    [
      'an address that is none',
      () => logs([service('https://a', { url: 'rekor' })], { selector: 'ANY' }),
      /http or https/,
    ],
    [
      'a date that is none',
      () => logs([service('https://a', { validFor: { start: 'soon' } })], { selector: 'ANY' }),
      /a time as in/,
    ],
  ])('is refused with %s', (_, work, reason) => {
    expect(work).toThrow(reason)
  })
})
