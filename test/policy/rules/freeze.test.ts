import { describe, expect, it } from 'vitest'
import type { Freeze } from '../../../src/policy/freeze.ts'
import { parseRecurrence } from '../../../src/policy/recurrence.ts'
import { freeze as rule } from '../../../src/policy/rules/freeze.ts'
import { ago, facts } from '../example.ts'

const range = (from: number, until: number, reason = 'holidays', override?: string): Freeze => ({
  kind: 'range',
  from: ago(-from),
  until: ago(-until),
  reason,
  ...(override !== undefined && { override }),
})

// The example's now is a Saturday, 12:00 in UTC.
function recurring(every: string): Freeze {
  const recurrence = parseRecurrence(every, 'UTC')
  if (recurrence === undefined) throw new Error(`not a window: ${every}`)
  return { kind: 'recurring', recurrence, reason: 'weekend', override: 'hotfix' }
}

it.each([
  ['before it', [range(1, 5)], true],
  ['at its first instant', [range(0, 5)], false],
  ['within it', [range(-5, 5)], false],
  ['at its last instant', [range(-5, 1)], false],
  ['at its end', [range(-5, 0)], true],
  ['between two', [range(-9, -5), range(5, 9)], true],
  ['within the second of two', [range(-9, -5), range(-1, 9)], false],
  ['within a window that comes again', [recurring('Fri 16:00 - Mon 08:00')], false],
  ['outside of one', [recurring('Sun 16:00 - Mon 08:00')], true],
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

it('tells to wait until no other one has begun', () => {
  const policy = { freeze: [range(-1, 9_000), range(8_000, 20_000), recurring('Sat 12:00 - Sat 12:01')] }
  expect(rule.evaluate(facts({ policy })).way).toContain('2026-11-21T12:01:00.000Z')
})

it('tells the last window that is looked at where windows follow each other for ever', () => {
  const policy = { freeze: [recurring('00:00 - 12:30'), recurring('12:00 - 00:30')] }
  expect(rule.evaluate(facts({ policy }))).toMatchObject({ passed: false })
})

describe('an override', () => {
  const override = { name: 'hotfix', reason: 'the shop is down' }

  it('lets a promotion pass under the name that the policy gives, and says by whom and why', () => {
    const policy = { freeze: [recurring('Fri 16:00 - Mon 08:00')] }
    expect(rule.evaluate(facts({ policy, override }))).toEqual({
      passed: true,
      reason: 'frozen: weekend; overridden by octocat as "hotfix": the shop is down',
      override: { ...override, by: 'octocat' },
    })
  })

  it.each([
    ['the freeze names another', [range(-1, 9, 'audit', 'board')], /only "board" overrides; found "hotfix"/],
    ['the freeze names none', [range(-1, 9)], /which nothing overrides; found "hotfix"/],
    [
      'one of two freezes names none',
      [range(-1, 9, 'audit'), range(-1, 9, 'sales', 'hotfix')],
      /nothing overrides/,
    ],
  ])('is refused where %s', (_, freeze, reason) => {
    const verdict = rule.evaluate(facts({ policy: { freeze }, override }))
    expect(verdict).toMatchObject({ passed: false, reason: expect.stringMatching(reason) })
    expect(verdict.override).toBeUndefined()
  })

  it('is not recorded where nothing is frozen', () => {
    expect(rule.evaluate(facts({ policy: { freeze: [range(5, 9)] }, override })).override).toBeUndefined()
  })

  it('is offered as the way out, where there is one', () => {
    const policy = { freeze: [range(-1, 9_000, 'audit', 'board')] }
    expect(rule.evaluate(facts({ policy })).way).toBe(
      'wait until 2026-11-21T12:00:09.000Z, or promote with override: board and a reason',
    )
  })
})
