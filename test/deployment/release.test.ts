import { describe, expect, it } from 'vitest'
import { formatRelease, isSameRelease, parseRelease } from '../../src/deployment/release.ts'
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
