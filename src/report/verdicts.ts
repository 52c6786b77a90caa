import type { Verdict } from '../policy/facts.ts'
import { code, escapeText, table } from './markdown.ts'

/** Shows every rule with its outcome, its reason and, where it failed, the way out. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const failedFirst = verdicts.toSorted((one, other) => Number(one.passed) - Number(other.passed))
  const someFailed = verdicts.some(({ passed, reported }) => !passed && reported !== true)
  return table(
    ['', 'Rule', 'Reason', ...(someFailed ? ['Way out'] : [])],
    failedFirst.map(({ passed, rule, reason, way = '', reported = false }) => [
      passed ? '✅' : reported ? '➖' : '❌',
      code(rule),
      escapeText(passed || !reported ? reason : `not asked: ${reason}`),
      ...(someFailed ? [passed || reported ? '' : escapeText(way)] : []),
    ]),
  )
}
