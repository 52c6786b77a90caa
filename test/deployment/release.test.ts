import { describe, expect, it } from 'vitest'
import {
  assertServices,
  formatDigests,
  formatRelease,
  isSameRelease,
  parseRelease,
  placedIn,
} from '../../src/deployment/release.ts'
import { isFailure } from '../../src/failure.ts'

const digest = `sha256:${'a'.repeat(64)}` as const
const image = { registry: 'ghcr.io', repository: 'acme/shop', digest }

describe('parseRelease', () => {
  it('reads one reference as the service app', () => {
    expect(parseRelease(`ghcr.io/acme/shop@${digest}`)).toEqual({ app: image })
  })

  it('reads a line per service', () => {
    const text = `web=ghcr.io/acme/shop@${digest}\n\n  worker=ghcr.io/acme/shop@${digest}\n`
    expect(parseRelease(text)).toEqual({ web: image, worker: image })
  })

  it.each([
    ['a tag', 'ghcr.io/acme/shop:v1'],
    ['a tag of a service', 'web=ghcr.io/acme/shop:v1'],
    ['nothing', '  \n '],
    ['two references without services', `ghcr.io/acme/shop@${digest}\nghcr.io/acme/api@${digest}`],
    ['a service twice', `web=ghcr.io/acme/shop@${digest}\nweb=ghcr.io/acme/shop@${digest}`],
  ])('refuses %s', (_, text) => {
    expect(() => parseRelease(text)).toThrowError(
      expect.toSatisfy((error) => isFailure(error, 'invalid-input')),
    )
  })
})

describe('isSameRelease', () => {
  const other = { ...image, digest: `sha256:${'b'.repeat(64)}` as const }

  it.each([
    ['the same digest elsewhere', { app: image }, { app: { ...image, repository: 'acme/copy' } }, true],
    ['another digest', { app: image }, { app: other }, false],
    ['a service more', { app: image }, { app: image, worker: image }, false],
    ['nothing on both sides', {}, {}, true],
  ])('compares %s', (_, one, two, expected) => {
    expect(isSameRelease(one, two)).toBe(expected)
  })
})

describe('formatRelease', () => {
  it('writes what parseRelease reads', () => {
    expect(parseRelease(`app=${formatRelease({ app: image }).app}`)).toEqual({ app: image })
  })
})

describe('what an environment with services takes', () => {
  const other = { ...image, digest: `sha256:${'b'.repeat(64)}` as const }
  const target = { kind: 'directory', options: {} }
  const place = { registry: 'ghcr.io', repository: 'acme/live/web' }
  const policy = {
    services: { web: { target, checks: [], registry: place }, worker: { target, checks: [] } },
  }

  it('is put where each service keeps its images', () => {
    expect(placedIn(policy, { web: image, worker: other })).toEqual({
      web: { ...place, digest },
      worker: other,
    })
  })

  it('is one or all of them', () => {
    expect(() => assertServices({ web: image }, policy, 'production')).not.toThrow()
  })

  it.each([
    ['a service that it does not have', { api: image }, policy, /services "web", "worker".*found "api"/],
    ['one image for all', { app: image }, policy, /services "web", "worker".*found "app"/],
    [
      'services where there is one target',
      { web: image },
      { services: { app: { target, checks: [] } } },
      /one target.*found "web"/,
    ],
  ])('is not %s', (_, release, policy, message) => {
    expect(() => assertServices(release, policy, 'production')).toThrow(message)
  })

  it('is told by its digests', () => {
    expect(formatDigests({ app: image })).toBe(digest)
    expect(formatDigests({ web: image, worker: other })).toBe(`web=${digest}\nworker=${other.digest}`)
    expect(formatDigests({})).toBeUndefined()
  })
})
