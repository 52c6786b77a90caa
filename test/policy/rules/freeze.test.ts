import { expect, it } from 'vitest'
import { freeze as rule } from '../../../src/policy/rules/freeze.ts'
import { ago, facts } from '../example.ts'

const range = (from: number, until: number, reason = 'holidays') => ({
  from: ago(-from),
  until: ago(-until),
  reason,
})

it.each([
  ['before it', [range(1, 5)], true],
  ['at its first instant', [range(0, 5)], false],
  ['within it', [range(-5, 5)], false],
  ['at its last instant', [range(-5, 1)], false],
  ['at its end', [range(-5, 0)], true],
  ['between two', [range(-9, -5), range(5, 9)], true],
  ['within the second of two', [range(-9, -5), range(-1, 9)], false],
])('%s, passes: %3$s', (_, freeze, passed) => {
  expect(rule.evaluate(facts({ policy: { freeze } })).passed).toBe(passed)
})

it('names every reason, and the end of the last', () => {
  const policy = { freeze: [range(-1, 9_000, 'audit'), range(-1, 5_000, 'sales')] }
  expect(rule.evaluate(facts({ policy }))).toMatchObject({
    reason: 'frozen: audit; sales',
    way: expect.stringContaining('2026-11-21T12:00:09.000Z'),
  })
})
