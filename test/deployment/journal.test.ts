import { describe, expect, it } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import { describeEnd, describeShift, mayServe } from '../../src/deployment/journal.ts'

const digest: Digest = `sha256:${'a'.repeat(64)}`
const changes = (...services: string[]) => services.map((service) => ({ service, to: { digest } }))
const many = Array.from({ length: 12 }, (_, index) => `a-rather-long-name-${index}`)
const journal = (...descriptions: string[]) => ({
  statuses: descriptions.toReversed().map((description) => ({ description })),
})

describe('a journal', () => {
  it.each([
    ['one service', changes('app'), 1, 100],
    ['a share', changes('web', 'worker'), 2, 10],
    ['all of many', changes(...many), many.length, 100],
    ['some of many', changes(...many.slice(1)), many.length, 50],
  ] as const)('says in what GitHub keeps whose traffic moves: %s', (_, moved, changed, percent) => {
    const described = describeShift(moved, { changed, percent })
    expect(described.filter((text) => text.length > 140)).toEqual([])
    const seen = journal(...described)
    expect(moved.filter(({ service }) => !mayServe(seen, service))).toEqual([])
  })

  it('does not name what stays', () => {
    const described = describeShift(changes(...many.slice(1)), { changed: many.length, percent: 100 })
    expect(mayServe(journal(...described), many[0] ?? '')).toBe(false)
    expect(mayServe(journal(...describeShift(changes('app'), { changed: 1, percent: 100 })), 'ap')).toBe(
      false,
    )
  })

  it.each([
    ['reverted', false],
    ['stopped', true],
    ['untouched', true],
  ] as const)('that ends %s says whether it may serve', (ending, expected) => {
    const [shift = ''] = describeShift(changes('app'), { changed: 1, percent: 100 })
    expect(mayServe(journal(shift, describeEnd('not healthy', ending)), 'app')).toBe(expected)
  })
})
