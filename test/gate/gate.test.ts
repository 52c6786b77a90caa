import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseRepository } from '../../src/artifact/reference.ts'
import type { Severity, SeverityCutoff } from '../../src/evidence/predicate/vulnerabilities.ts'
import type { Exception } from '../../src/gate/exceptions.ts'
import { type Gate, judge } from '../../src/gate/gate.ts'
import { formatSignedFinding } from '../../src/gate/signed-findings.ts'
import type { VexStatement } from '../../src/gate/vex.ts'
import { scan as rule } from '../../src/policy/rules/scan.ts'
import { outcomeOf } from '../../src/report/scan-formats.ts'
import { reportedFinding } from '../../src/scan/reported.ts'
import { ago, facts, now, scan, statement } from '../policy/example.ts'
import { assessed, finding } from '../scan/finding.ts'
import { projectRoot } from '../support/runner.ts'

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
    expect(passes(row.severity, row)).toBe(row.passes)
  },
)

it.each(order)('does not let what nobody has rated pass a cutoff of %s', (cutoff) => {
  expect(passes('unknown', { cutoff, onlyFixed: false, fixed: true })).toBe(false)
})

it('passes when there is nothing', () => {
  expect(assessed([], { gate: { severityCutoff: 'negligible', onlyFixed: false } })).toMatchObject({
    verdict: 'passed',
    failing: [],
  })
})

it('names those that fail, and no others', () => {
  const { verdict, failing } = assessed([
    finding({ id: 'A', severity: 'high' }),
    finding({ id: 'B', severity: 'low' }),
  ])
  expect([verdict, failing.map(({ id }) => id)]).toEqual(['failed', ['A']])
})

describe('what is no vulnerability', () => {
  const asked: Gate = { severityCutoff: 'critical', onlyFixed: true }
  it.each<['secret' | 'misconfiguration', Severity, Partial<Gate>, string]>([
    ['secret', 'high', {}, 'below-cutoff'],
    ['secret', 'critical', {}, 'fails'],
    ['secret', 'low', { secretCutoff: 'low' }, 'fails'],
    ['secret', 'low', { misconfigurationCutoff: 'low' }, 'below-cutoff'],
    ['misconfiguration', 'low', { misconfigurationCutoff: 'low' }, 'fails'],
    ['misconfiguration', 'unknown', {}, 'fails'],
  ])('%s of severity %s under %j: %s', (kind, severity, gate, standing) => {
    const found = { kind, id: 'x', aliases: [], severity, path: 'app/.env' }
    expect(judge(found, { ...asked, ...gate }, { exceptionsOf: () => [], now }).kind).toBe(standing)
  })
})

// The table of docs/scanning.md is what is tested here: each row as the step judges it, and as a promotion does.
describe('the truth table', () => {
  const rows = readTable()

  it('is there', () => expect(rows.length).toBeGreaterThan(20))

  it.each(rows)(
    'severity $severity, fix $fix, cutoff $cutoff, only-fixed $only, exception $exception, VEX $vex, live $live: $step, $promotion',
    (row) => {
      expect([stepSays(row), promotionDoes(row)]).toEqual([row.step, row.promotion])
    },
  )
})

type Row = Record<
  'severity' | 'fix' | 'cutoff' | 'only' | 'exception' | 'vex' | 'live' | 'step' | 'promotion',
  string
>

function readTable(): Row[] {
  const page = readFileSync(join(projectRoot, 'docs/scanning.md'), 'utf8')
  const lines = page.slice(page.indexOf('| severity | fix |')).split('\n')
  const cells = lines.slice(2, lines.indexOf('')).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  return cells.map(
    ([severity, fix, cutoff, only, exception, vex, live, step, promotion]) =>
      ({ severity, fix, cutoff, only, exception, vex, live, step, promotion }) as Row,
  )
}

const days = 86_400_000
const image = parseRepository('ghcr.io/acme/shop')

function foundIn({ severity, fix }: Row) {
  const { fixedIn: _, ...found } = reportedFinding(
    finding({ id: 'CVE-2026-1', severity: severity as Severity }),
  )
  if (fix === 'not said') return found
  return { ...found, fixedIn: fix === 'yes' ? ['4.17.21'] : [] }
}

function gateOf({ cutoff, only }: Row): Gate {
  return { severityCutoff: cutoff as SeverityCutoff, onlyFixed: only === 'yes' }
}

function exceptionsOf({ exception }: Row): Exception[] {
  const covering = { id: 'CVE-2026-1', package: 'lodash', reason: 'r', owner: 'o', line: 3 }
  const soon = ago(-30 * days)
  const known: Record<string, Exception[]> = {
    none: [],
    'in force': [{ ...covering, expires: soon }],
    expired: [{ ...covering, expires: ago(days) }],
    'for two years': [{ ...covering, expires: ago(-730 * days) }],
    'of another package': [{ ...covering, package: 'minimist', expires: soon }],
    'of another image': [{ ...covering, image: { ...image, repository: 'acme/other' }, expires: soon }],
  }
  const exceptions = known[exception]
  if (exceptions === undefined) throw new Error(`no such exception: ${exception}`)
  return exceptions
}

function vexOf({ vex }: Row): VexStatement[] {
  if (vex === 'none') return []
  const products = [{ identifiers: ['pkg:npm/lodash'], parts: [] }]
  const status = vex as VexStatement['status']
  return [{ names: ['CVE-2026-1'], status, products, timestamp: 0, source: 'vex.json' }]
}

function assessRow(row: Row) {
  const found = foundIn(row)
  return assessed([found], {
    gate: gateOf(row),
    exceptions: { file: 'exceptions.yml', list: exceptionsOf(row) },
    vex: vexOf(row),
    subject: { repository: image, digests: [] },
    now,
    // A baseline is given only where there is something live.
    ...(row.live === 'yes' && { baseline: [found] }),
  })
}

function stepSays(row: Row): string {
  const [judged] = assessRow(row).findings
  if (judged === undefined) throw new Error('the finding is gone')
  return outcomeOf(judged)
}

function promotionDoes(row: Row): string {
  const evidence = scan([])
  const predicate = JSON.parse(JSON.stringify(evidence.predicate))
  predicate.scanner.result = assessRow(row).findings.map(formatSignedFinding)
  const signed = statement(evidence.predicateType, JSON.parse(JSON.stringify(predicate)))
  const policy = { require: { scan: gateOf(row) } }
  const { passed } = rule.evaluate(facts({ evidence: [signed], policy, exceptions: exceptionsOf(row) }))
  return passed ? 'allows' : 'refuses'
}

function passes(
  severity: Severity,
  { cutoff, onlyFixed, fixed }: { cutoff: SeverityCutoff; onlyFixed: boolean; fixed: boolean },
): boolean {
  const found = finding({ severity, fixedIn: fixed ? ['2.0.0'] : [] })
  return assessed([found], { gate: { severityCutoff: cutoff, onlyFixed } }).verdict === 'passed'
}
