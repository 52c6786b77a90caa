import { describe, expect, it } from 'vitest'
import { sharesOf } from '../../src/target/shares.ts'

describe('shares of the traffic', () => {
  it.each<[Record<string, number>, Record<string, number>]>([
    [{}, {}],
    [{ a: 0 }, {}],
    [{ a: 3 }, { a: 100 }],
    [{ a: 3, b: 0 }, { a: 100 }],
    [
      { a: 10, b: 90 },
      { a: 10, b: 90 },
    ],
    [
      { a: 1, b: 2 },
      { a: 33, b: 67 },
    ],
    [
      { a: 1, b: 1, c: 1 },
      { a: 34, b: 33, c: 33 },
    ],
    [
      { a: 1, b: 299 },
      { a: 1, b: 99 },
    ],
    [
      { a: 256, b: 1 },
      { a: 99, b: 1 },
    ],
  ])('of the weights %j are %j', (weights, percents) => {
    const shares = sharesOf(Object.entries(weights))
    expect(Object.fromEntries(shares.map(({ digest, percent }) => [digest, percent]))).toEqual(percents)
  })

  it('of one that is named twice are told once', () => {
    expect(
      sharesOf([
        ['a', 1],
        ['b', 2],
        ['a', 1],
      ]),
    ).toEqual([
      { digest: 'a', percent: 50 },
      { digest: 'b', percent: 50 },
    ])
  })

  it.each([3, 7, 99, 100])('of %i that weigh the same add up', (count) => {
    const many = Array.from({ length: count }, (_, index) => [index, 1] as const)
    expect(sharesOf(many).reduce((sum, { percent }) => sum + percent, 0)).toBe(100)
  })
})
