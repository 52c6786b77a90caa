import { expect, it } from 'vitest'
import { countFindings, mergeAliases, sortFindings } from '../../src/scan/findings.ts'
import { finding } from './finding.ts'

it.each([
  [
    'one names the other',
    [
      ['GO-1', ['CVE-1']],
      ['CVE-1', []],
    ],
    ['CVE-1'],
  ],
  [
    'both name a third',
    [
      ['GO-1', ['CVE-1']],
      ['GHSA-1', ['CVE-1']],
    ],
    ['GHSA-1'],
  ],
  [
    'a third joins them',
    [
      ['GO-1', ['CVE-1']],
      ['GHSA-1', ['CVE-2']],
      ['PYSEC-1', ['CVE-1', 'CVE-2']],
    ],
    ['GHSA-1'],
  ],
  [
    'nothing is shared',
    [
      ['GHSA-1', ['CVE-1']],
      ['GHSA-2', ['CVE-2']],
    ],
    ['GHSA-1', 'GHSA-2'],
  ],
] as [string, [string, string[]][], string[]][])('merges findings where %s', (_, records, ids) => {
  const findings = records.map(([id, aliases]) => finding({ id, aliases }))
  expect(mergeAliases(findings).map(({ id }) => id)).toEqual(ids)
  // The order in which a database answers must not matter.
  const reversed = mergeAliases(findings.toReversed())
  expect(sortFindings(reversed)).toEqual(sortFindings(mergeAliases(findings)))
})

it('keeps the worst rating, all fixes and all names of what it merges', () => {
  const [merged] = mergeAliases([
    finding({ id: 'GHSA-1', aliases: ['CVE-1'], severity: 'low', score: 2, vector: 'a', fixedIn: ['1.1'] }),
    finding({
      id: 'GO-1',
      aliases: ['CVE-1', 'BIT-1'],
      severity: 'high',
      score: 8,
      vector: 'b',
      fixedIn: ['1.2'],
    }),
    finding({ id: 'PYSEC-1', aliases: ['CVE-1'], severity: 'unknown', fixedIn: ['1.1'], summary: 'Bad' }),
  ])
  expect(merged).toMatchObject({
    id: 'GHSA-1',
    aliases: ['CVE-1', 'BIT-1', 'GO-1', 'PYSEC-1'],
    severity: 'high',
    score: 8,
    vector: 'b',
    fixedIn: ['1.1', '1.2'],
    summary: 'Bad',
  })
})

it('orders the worst first, then by package and name', () => {
  const of = (id: string, severity: 'high' | 'low' | 'unknown', name: string) =>
    finding({ id, severity, package: { name, version: '1' } })
  const sorted = sortFindings([
    of('C', 'unknown', 'a'),
    of('B', 'high', 'b'),
    of('D', 'low', 'a'),
    of('A', 'high', 'b'),
    of('E', 'high', 'a'),
  ])
  expect(sorted.map(({ id }) => id)).toEqual(['E', 'A', 'B', 'D', 'C'])
})

it('counts by severity', () => {
  const findings = [
    finding({ severity: 'high' }),
    finding({ severity: 'high' }),
    finding({ severity: 'unknown' }),
  ]
  expect(countFindings(findings)).toEqual({
    unknown: 1,
    negligible: 0,
    low: 0,
    medium: 0,
    high: 2,
    critical: 0,
  })
})
