import { expect, it } from 'vitest'
import { parseVulnerabilities, severityOf } from '../../src/evidence/predicate/vulnerabilities.ts'
import { countFindings, mergeAliases, sortFindings, vulnerabilityResultsOf } from '../../src/scan/findings.ts'
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

it.each([
  ['critical', 9.8, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'CVSS:3.1'],
  ['high', 7.5, 'AV:N/AC:L/Au:N/C:P/I:P/A:P', 'CVSS:2.0'],
  ['unknown', undefined, undefined, undefined],
] as const)(
  'writes a %s finding so that its severity can be read back',
  (severity, score, vector, method) => {
    const result = vulnerabilityResultsOf([finding({ id: 'CVE-1', severity, score, vector })])
    const { scanner } = parseVulnerabilities({
      scanner: { uri: 'https://osv.dev', result },
      metadata: { scanStartedOn: '2026-01-01T00:00:00Z', scanFinishedOn: '2026-01-01T00:00:01Z' },
    })
    expect(scanner.result.map((one) => severityOf(one.severity))).toEqual([severity])
    expect(scanner.result[0]?.severity[1]?.method).toBe(method)
    expect(scanner.result[0]?.annotations).toEqual([
      { package: 'pkg:npm/lodash@4.17.20', fixedIn: ['4.17.21'], aliases: [] },
    ])
  },
)
