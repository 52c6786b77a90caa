import { expect, it } from 'vitest'
import type { Severity, SeverityCutoff } from '../../src/evidence/predicate/vulnerabilities.ts'
import { gate } from '../../src/scan/gate.ts'
import { finding } from './finding.ts'

const order: SeverityCutoff[] = ['negligible', 'low', 'medium', 'high', 'critical']
const table = order.flatMap((cutoff, at) =>
  order.flatMap((severity, index) => [
    { cutoff, severity, onlyFixed: false, fixed: true, passes: index < at },
    { cutoff, severity, onlyFixed: false, fixed: false, passes: index < at },
    { cutoff, severity, onlyFixed: true, fixed: true, passes: index < at },
    { cutoff, severity, onlyFixed: true, fixed: false, passes: true },
  ]),
)

it.each(table)(
  'cutoff $cutoff, only fixed $onlyFixed: $severity with a fix $fixed passes: $passes',
  (row) => {
    expect(judge(row.severity, row)).toBe(row.passes)
  },
)

it.each(order)('does not let what nobody has rated pass a cutoff of %s', (cutoff) => {
  expect(judge('unknown', { cutoff, onlyFixed: false, fixed: true })).toBe(false)
})

it('passes when there is nothing', () => {
  expect(gate([], { severityCutoff: 'negligible', onlyFixed: false })).toEqual({ passed: true, failing: [] })
})

it('names those that fail, and no others', () => {
  const findings = [finding({ id: 'A', severity: 'high' }), finding({ id: 'B', severity: 'low' })]
  expect(gate(findings, { severityCutoff: 'high', onlyFixed: false })).toEqual({
    passed: false,
    failing: [findings[0]],
  })
})

function judge(
  severity: Severity,
  { cutoff, onlyFixed, fixed }: { cutoff: SeverityCutoff; onlyFixed: boolean; fixed: boolean },
): boolean {
  const found = finding({ severity, fixedIn: fixed ? ['2.0.0'] : [] })
  return gate([found], { severityCutoff: cutoff, onlyFixed }).passed
}
