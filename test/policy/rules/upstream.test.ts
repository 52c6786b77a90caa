import { describe, expect, it } from 'vitest'
import { upstream as rule } from '../../../src/policy/rules/upstream.ts'
import { ago, digest, facts } from '../example.ts'

const minutes = 60_000

it.each([
  ['nothing upstream', undefined, [], false],
  ['one just now, without a soak', undefined, [ago(0)], true],
  ['one that has soaked to the instant', 30 * minutes, [ago(30 * minutes)], true],
  ['one that lacks a millisecond', 30 * minutes, [ago(30 * minutes - 1)], false],
  ['an old one, promoted there again just now', 30 * minutes, [ago(90 * minutes), ago(minutes)], false],
  ['one from the future', undefined, [ago(-1)], false],
])('over %s passes: %4$s', (_, soak, times, passed) => {
  const upstream = times.map((confirmedAt) => ({ confirmedAt, evidence: digest }))
  expect(rule.evaluate(facts({ policy: { after: 'staging', soak }, upstream })).passed).toBe(passed)
})

it('says until when to wait', () => {
  const policy = { after: 'staging', soak: 30 * minutes }
  const { reason, way } = rule.evaluate(facts({ policy, upstream: [{ confirmedAt: ago(10 * minutes) }] }))
  expect(reason).toBe('confirmed in "staging" since 2026-11-21T11:50:00.000Z, which is less than 30m ago')
  expect(way).toBe('wait until 2026-11-21T12:20:00.000Z')
})

describe('a digest that was rolled back from', () => {
  const rolledBack = { by: 'octocat', reason: 'carts are empty', at: ago(5 * minutes), run: '7' }
  const before = { confirmedAt: ago(60 * minutes), rolledBack }

  it('is refused, and told by whom, when and why', () => {
    expect(rule.evaluate(facts({ policy: { after: 'staging' }, upstream: [before] }))).toMatchObject({
      passed: false,
      reason:
        '"staging" was rolled back from it by octocat on 2026-11-21T11:55:00.000Z (run 7): carts are empty',
    })
  })

  it('passes once it was confirmed there again', () => {
    const upstream = [before, { confirmedAt: ago(minutes) }]
    expect(rule.evaluate(facts({ policy: { after: 'staging' }, upstream })).passed).toBe(true)
  })
})
