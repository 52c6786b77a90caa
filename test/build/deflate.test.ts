import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { deflate, deflatedLimit } from '../../src/build/deflate.ts'

/** An empty block that is the last, which `deflate` leaves to its caller. */
const end = Uint8Array.of(3, 0)

function deflated(block: Uint8Array): Uint8Array {
  const output = new Uint8Array(deflatedLimit(block.length))
  return output.slice(0, deflate(block, output))
}

function inflated(...parts: Uint8Array[]): Buffer {
  return inflateRawSync(Buffer.concat([...parts, end]))
}

/** Numbers without a pattern, the same each time. */
function noise(length: number, below = 256): Uint8Array {
  let state = 1
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 16) % below
  })
}

/** Bytes of which each is half as frequent as another, so that the rarest would get more bits than there may be. */
function unbalanced(): Uint8Array {
  const bytes = noise(65_535, 64)
  let at = 0
  for (let rare = 0; rare < 10; rare++) {
    for (let index = 0; index < 2 ** rare; index++) bytes[(at++ * 61) % bytes.length] = 200 + rare
  }
  return bytes
}

const words = 'the quick brown fox jumps over the lazy dog and over another one '

it.each([
  ['nothing', new Uint8Array()],
  ['one byte', Uint8Array.of(7)],
  ['three bytes', Uint8Array.of(7, 7, 7)],
  ['zeros', new Uint8Array(200_000)],
  ['text', Buffer.from(words.repeat(3000))],
  ['noise', noise(200_000)],
  ['noise of few kinds', noise(200_000, 5)],
  ['text between noise', Buffer.concat([noise(40_000), Buffer.from(words.repeat(900)), noise(40_000)])],
  ['bytes of very unequal frequency', unbalanced()],
  ['repetitions as far back as is allowed', Buffer.concat([noise(32_767), noise(32_767)])],
  ['repetitions farther back', Buffer.concat([noise(32_768), noise(32_768)])],
  ['the length of a part', noise(65_535, 64)],
  ['a byte more than a part', noise(65_536, 64)],
])('keeps %s', (_, bytes) => {
  expect(inflated(deflated(bytes)).equals(bytes)).toBe(true)
})

it('keeps any bytes', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 5000, size: 'max' }),
    fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(2000)).map(([bytes, times]) => {
      return Uint8Array.from({ length: bytes.length * times }, (_, index) => bytes[index % bytes.length] ?? 0)
    }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const bytes = Buffer.concat(pieces)
      expect(inflated(deflated(bytes)).equals(bytes)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

it('ends each block so that another one follows', () => {
  const blocks = [Buffer.from(words), noise(70_000), new Uint8Array(), Buffer.from(words.repeat(100))]
  expect(inflated(...blocks.map(deflated)).equals(Buffer.concat(blocks))).toBe(true)
})

it('gives the same bytes whatever came before', () => {
  const block = Buffer.concat([Buffer.from(words.repeat(2000)), noise(30_000)])
  const alone = deflated(block)
  deflated(noise(300_000, 7))
  expect(deflated(block)).toEqual(alone)
})

it('gives the bytes it gave when it was released', () => {
  // A change here gives every artifact of every user another digest without another commit.
  const block = Buffer.concat([
    Buffer.from(words.repeat(500)),
    noise(70_000),
    unbalanced(),
    new Uint8Array(9_000),
  ])
  expect(digestOf(deflated(block))).toMatchInlineSnapshot(
    `"sha256:790c0eeec3f08770ce1c0ab2223e98e75a62d004c98feacb07eddf8174f847e5"`,
  )
})

it('makes little more of what cannot be compressed', () => {
  expect(deflated(noise(500_000)).length).toBeLessThan(500_100)
})

it('never needs more room than it says', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000, size: 'max' }), (bytes) => {
      expect(deflated(bytes).length).toBeLessThanOrEqual(deflatedLimit(bytes.length))
    }),
  )
})

it('compresses text about as gzip does', () => {
  // Lines that differ, as those of source code do.
  const text = Buffer.from(Array.from({ length: 5000 }, (_, index) => `${words}${index * 7919}\n`).join(''))
  expect(deflated(text).length).toBeLessThan(text.length / 8)
})
