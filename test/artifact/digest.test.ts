import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  digestOf,
  formatShortDigest,
  hashing,
  hexOf,
  isDigest,
  parseDigest,
} from '../../src/artifact/digest.ts'

// The digest of no bytes: `printf '' | sha256sum`.
const hex = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const empty = `sha256:${hex}` as const

describe('parseDigest', () => {
  it('takes sha256 and 64 hexadecimal digits', () => {
    expect(parseDigest(empty)).toBe(empty)
  })

  it.each([
    ['empty', ''],
    ['without its algorithm', hex],
    ['of another algorithm', `sha512:${hex}${hex}`],
    ['in capitals', `sha256:${hex.toUpperCase()}`],
    ['of an algorithm in capitals', `SHA256:${hex}`],
    ['too short', `sha256:${hex.slice(1)}`],
    ['too long', `sha256:${hex}0`],
    ['with another letter', `sha256:${hex.slice(1)}g`],
    ['with a blank', ` ${empty}`],
    // "$" without the m flag does match before a final line break in some languages; not here.
    ['with a line break', `${empty}\n`],
    ['on the second line', `x\n${empty}`],
    ['in a reference', `ghcr.io/acme/shop@${empty}`],
  ])('refuses one that is %s', (_, text) => {
    expect(isDigest(text)).toBe(false)
    expect(() => parseDigest(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })
})

describe('a digest', () => {
  it('is that of the bytes, whether they are text or not', () => {
    expect(digestOf('')).toBe(empty)
    expect(digestOf('ä')).toBe(digestOf(new Uint8Array([0xc3, 0xa4])))
  })

  it('is shown as its hexadecimal digits, or the first 12 of them', () => {
    expect(hexOf(empty)).toBe(hex)
    expect(formatShortDigest(empty)).toBe('e3b0c44298fc')
  })

  it('is the same however the bytes are cut into chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (chunks) => {
        const hash = hashing()
        for (const chunk of chunks) hash.update(chunk)
        expect(hash.digest()).toBe(digestOf(Buffer.concat(chunks)))
      }),
    )
  })
})
