import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatReference,
  formatRepository,
  parseDigestReference,
  parseRepository,
  parseTag,
  withDigest,
  withTag,
} from '../../src/artifact/reference.ts'

const digest = `sha256:${'0123456789abcdef'.repeat(4)}` as const
const invalid = expect.objectContaining({ code: 'invalid-input' })

// Cases after https://github.com/distribution/reference/blob/v0.6.0/reference_test.go; here the registry is
// never guessed and the digest is always sha256.
const goodNames: [string, string, string][] = [
  ['ghcr.io/acme/shop', 'ghcr.io', 'acme/shop'],
  ['localhost/shop', 'localhost', 'shop'],
  ['localhost:5000/shop', 'localhost:5000', 'shop'],
  ['127.0.0.1:5000/acme/shop', '127.0.0.1:5000', 'acme/shop'],
  ['[::1]:5000/acme/shop', '[::1]:5000', 'acme/shop'],
  ['[2001:db8::1]/shop', '[2001:db8::1]', 'shop'],
  ['registry.example:5000/a/b/c/d', 'registry.example:5000', 'a/b/c/d'],
  ['sub-dom1.foo.example/bar/baz', 'sub-dom1.foo.example', 'bar/baz'],
  ['XN--N3H.example/shop', 'XN--N3H.example', 'shop'],
  ['ghcr.io/a.b/c_d/e__f/g-h/i---j/0', 'ghcr.io', 'a.b/c_d/e__f/g-h/i---j/0'],
  [
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    'shop',
  ],
  [`ghcr.io/${'a'.repeat(255)}`, 'ghcr.io', 'a'.repeat(255)],
]

const badNames: [string, string][] = [
  ['is empty', ''],
  ['has no registry', 'shop'],
  ['has no registry but an owner', 'acme/shop'],
  ['has no repository', 'ghcr.io/'],
  ['is a registry', 'ghcr.io'],
  ['has a scheme', 'https://ghcr.io/acme/shop'],
  ['has capitals', 'ghcr.io/Acme/shop'],
  ['has an empty component', 'ghcr.io/acme//shop'],
  ['ends with a slash', 'ghcr.io/acme/'],
  ['starts with a slash', '/ghcr.io/acme'],
  ['climbs', 'ghcr.io/../shop'],
  ['climbs in the middle', 'ghcr.io/acme/../shop'],
  ['has a component that starts with a separator', 'ghcr.io/-acme/shop'],
  ['has a component that ends with a separator', 'ghcr.io/acme_/shop'],
  ['has three underscores', 'ghcr.io/a___b'],
  ['has two dots', 'ghcr.io/a..b'],
  ['has a blank', 'ghcr.io/acme/shop '],
  ['has a line break', 'ghcr.io/acme/shop\n'],
  ['has a user', 'user@ghcr.io/acme/shop'],
  ['has a password', 'user:pass@ghcr.io/acme/shop'],
  ['has a query', 'ghcr.io/acme/shop?x=y'],
  ['has a fragment', 'ghcr.io/acme/shop#x'],
  ['has an escape', 'ghcr.io/acme%2fshop'],
  ['has a backslash', 'ghcr.io\\acme/shop'],
  ['has a letter of another alphabet', 'ghcr.io/аcme/shop'],
  ['has a host that starts with a hyphen', '-ghcr.io/acme'],
  ['has a host that ends with a hyphen', 'ghcr.io-/acme'],
  ['has an empty port', 'ghcr.io:/acme'],
  ['has a port that is no number', 'ghcr.io:http/acme'],
  ['has a port of six digits', 'ghcr.io:123456/acme'],
  ['has an open bracket', '[::1/acme'],
  ['has a zone', '[fe80::1%25eth0]/acme'],
  ['has a repository of 256 letters', `ghcr.io/${'a'.repeat(256)}`],
]

describe('a repository', () => {
  it.each(goodNames)('%s is read', (text, registry, repository) => {
    expect(parseRepository(text)).toEqual({ registry, repository })
    expect(formatRepository({ registry, repository })).toBe(text)
  })

  it.each(badNames)('that %s is refused', (_, text) => {
    expect(() => parseRepository(text)).toThrow(invalid)
  })

  it.each([`ghcr.io/acme/shop@${digest}`, 'ghcr.io/acme/shop:v1', `ghcr.io/acme/shop:v1@${digest}`])(
    '%s is refused as one image of it',
    (text) => {
      expect(() => parseRepository(text)).toThrow('without tag and digest')
    },
  )
})

describe('a reference by digest', () => {
  it.each(goodNames)('of %s is read', (text, registry, repository) => {
    expect(parseDigestReference(`${text}@${digest}`)).toEqual({ registry, repository, digest })
  })

  it('may carry a tag, which says nothing', () => {
    const reference = parseDigestReference(`localhost:5000/shop:v1@${digest}`)
    expect(formatReference(reference)).toBe(`localhost:5000/shop@${digest}`)
  })

  it.each(badNames)('that %s is refused', (_, text) => {
    expect(() => parseDigestReference(`${text}@${digest}`)).toThrow(invalid)
  })

  it.each([
    ['ghcr.io/acme/shop:v1', '"ghcr.io/acme/shop:v1" names a tag; use ghcr.io/acme/shop@sha256:…'],
    ['localhost:5000/shop', '"localhost:5000/shop" names no digest; use localhost:5000/shop@sha256:…'],
    ['', '"" names no digest; use registry/repository@sha256:…'],
  ])('%s is refused with the way out', (text, message) => {
    expect(() => parseDigestReference(text)).toThrow(message)
  })

  it.each(['', 'sha256:abc', `sha512:${'a'.repeat(128)}`, `${digest}@${digest}`, digest.toUpperCase()])(
    'with digest "%s" is refused',
    (text) => {
      expect(() => parseDigestReference(`ghcr.io/acme/shop@${text}`)).toThrow(invalid)
    },
  )

  it('is read again as it was written', () => {
    const component = fc.stringMatching(/^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/, { maxLength: 20 })
    const path = fc.array(component, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'))
    const host = fc.domain({ size: 'small' })
    const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
    fc.assert(
      fc.property(host, path, hex, (registry, repository, digits) => {
        const reference = { registry, repository, digest: `sha256:${digits}` as const }
        expect(parseDigestReference(formatReference(reference))).toEqual(reference)
      }),
    )
  })
})

describe('a tag', () => {
  it.each(['v1', 'latest', '_', 'A.b-c_d', '1', `sha-${'a'.repeat(40)}`, 'a'.repeat(128)])(
    '%s is read',
    (text) => {
      expect(parseTag(text)).toBe(text)
    },
  )

  it.each(['', '.a', '-a', 'a b', 'a/b', 'a:b', 'a@b', 'a\n', 'ä', '../x', 'a?b', 'a'.repeat(129)])(
    '"%s" is refused',
    (text) => {
      expect(() => parseTag(text)).toThrow(invalid)
      expect(() => withTag({ registry: 'ghcr.io', repository: 'a' }, text)).toThrow(invalid)
    },
  )
})

describe('a name in the same repository', () => {
  const reference = { registry: 'ghcr.io', repository: 'acme/shop', digest }

  it('by tag has no digest', () => {
    expect(withTag(reference, 'v1')).toEqual({ registry: 'ghcr.io', repository: 'acme/shop', tag: 'v1' })
    expect(formatReference(withTag(reference, 'v1'))).toBe('ghcr.io/acme/shop:v1')
  })

  it('by digest has no tag', () => {
    expect(withDigest(withTag(reference, 'v1'), digest)).toEqual(reference)
  })
})
