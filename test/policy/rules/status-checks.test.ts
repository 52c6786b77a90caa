import { expect, it } from 'vitest'
import { statusChecks as rule } from '../../../src/policy/rules/status-checks.ts'
import { facts } from '../example.ts'

const passed = { name: 'test', passed: true, state: 'success' }
const failed = { name: 'test', passed: false, state: 'failure' }
const pending = { name: 'lint', passed: false, state: 'pending' }

it.each([
  ['nothing was reported', [], ['test'], '"test" was not reported on commit cccccccccccc'],
  ['it failed', [failed], ['test'], '"test" is failure on commit cccccccccccc'],
  ['one of the same name failed', [passed, failed], ['test'], '"test" is failure on commit cccccccccccc'],
  ['another is pending', [passed, pending], ['test', 'lint'], '"lint" is pending on commit cccccccccccc'],
  ['its name differs in case', [passed], ['Test'], '"Test" was not reported on commit cccccccccccc'],
])('refuses when %s', (_, statusChecks, wanted, reason) => {
  const policy = { require: { statusChecks: wanted } }
  expect(rule.evaluate(facts({ statusChecks, policy }))).toMatchObject({ passed: false, reason })
})

it('passes when all that are named have passed, whatever else failed', () => {
  const policy = { require: { statusChecks: ['test'] } }
  expect(rule.evaluate(facts({ statusChecks: [passed, pending], policy })).passed).toBe(true)
})

it('refuses without a commit', () => {
  const policy = { require: { statusChecks: ['test'] } }
  expect(rule.evaluate(facts({ statusChecks: [passed], policy, commit: undefined })).passed).toBe(false)
})
