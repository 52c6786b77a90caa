import { describe, expect, it } from 'vitest'
import { countFindings, mergeFindings } from '../../src/scan/findings.ts'
import { parseTrivyReport } from '../../src/scan/trivy-report.ts'
import { captured } from './programs.ts'

const report = () => JSON.parse(captured('trivy/findings.json'))

/** Trivy's own counts, of the tables whose heading matches. */
function totals(heading: RegExp): Record<string, number> {
  const sums: Record<string, number> = {}
  const parts = captured('trivy/table.txt').split(/\n(?=[^\n]+\n=+\n)/)
  for (const part of parts.filter((text) => heading.test(text.trimStart().split('\n')[0] ?? ''))) {
    for (const [, name = '', count] of part.matchAll(/(UNKNOWN|LOW|MEDIUM|HIGH|CRITICAL): (\d+)/g)) {
      sums[name.toLowerCase()] = (sums[name.toLowerCase()] ?? 0) + Number(count)
    }
  }
  return sums
}

it('counts what Trivy counts', () => {
  const { findings } = parseTrivyReport(report())
  const { negligible, ...counts } = countFindings(findings)
  expect(negligible).toBe(0)
  expect(counts).toEqual(totals(/\((debian 12\.5|node-pkg)\)$/))
})

it('tells a package that lies in two places once', () => {
  const found = mergeFindings(parseTrivyReport(report()).findings)
  const lodash = found.filter(({ package: { name } }) => name === 'lodash')
  expect(lodash).toMatchObject([
    {
      id: 'CVE-2021-23337',
      aliases: ['GHSA-35jh-r3h4-6jhm'],
      severity: 'high',
      ratedBy: 'ghsa',
      score: 7.2,
      fixedIn: ['4.17.21'],
    },
  ])
  expect(lodash[0]?.locations?.map(({ path }) => path).sort()).toEqual([
    'app/node_modules/lodash/package.json',
    'tools/node_modules/lodash/package.json',
  ])
  expect(lodash[0]?.locations?.[0]?.layer).toMatch(/^sha256:[0-9a-f]{64}$/)
})

it('keeps what nobody has rated as unknown, and what nothing mends without a fix', () => {
  const { findings } = parseTrivyReport(report())
  expect(findings.find(({ id }) => id === 'CVE-2099-0002')).toMatchObject({ severity: 'unknown' })
  expect(findings.find(({ id }) => id === 'CVE-2099-0002')).not.toHaveProperty('ratedBy')
  expect(findings.find(({ id }) => id === 'CVE-2099-0001')).toMatchObject({ severity: 'low', fixedIn: [] })
})

it('tells secrets and unsafe settings, where they are, and never the secret', () => {
  const { weaknesses } = parseTrivyReport(report())
  expect(weaknesses.filter(({ kind }) => kind === 'secret')).toMatchObject([
    { id: 'aws-access-key-id', severity: 'critical', path: 'app/.env', line: 1 },
  ])
  expect(weaknesses.filter(({ kind }) => kind === 'misconfiguration')).toContainEqual(
    expect.objectContaining({ id: 'DS-0002', severity: 'high', path: 'app/Dockerfile', line: 3 }),
  )
  expect(JSON.stringify(weaknesses)).not.toContain('AWS_ACCESS_KEY_ID=')
})

it('leaves out settings that are as they should be', () => {
  const said = report()
  for (const result of said.Results) for (const one of result.Misconfigurations ?? []) one.Status = 'PASS'
  expect(parseTrivyReport(said).weaknesses.map(({ kind }) => kind)).toEqual(['secret'])
})

it('takes the score of whom the severity is from, and of nobody else', () => {
  const one = { VulnerabilityID: 'CVE-1', PkgName: 'a', Severity: 'LOW', SeveritySource: 'debian' }
  const nvd = { V3Score: 9.8, V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }
  const [finding] = only({ ...one, CVSS: { nvd } })
  expect(finding).toMatchObject({ severity: 'low', ratedBy: 'debian' })
  expect(finding).not.toHaveProperty('score')
})

it('takes no number of a vendor for another name of a vulnerability', () => {
  const one = { VulnerabilityID: 'CVE-1', PkgName: 'a', VendorIDs: ['RHSA-2026:1', 'GHSA-1'] }
  expect(only(one)[0]?.aliases).toEqual(['GHSA-1'])
})

it('tells a distribution that gets no advisories any more', () => {
  const said = { SchemaVersion: 2, Metadata: { OS: { Family: 'debian', Name: '9', EOSL: true } } }
  expect(parseTrivyReport(said).system).toEqual({ name: 'debian 9', ended: true })
})

it.each([undefined, { Family: 'none' }])('tells no distribution where there is none', (OS) => {
  expect(parseTrivyReport({ SchemaVersion: 2, Metadata: { OS } })).not.toHaveProperty('system')
})

it('keeps hostile names as they are, as data', () => {
  const name = '<img src=x onerror=alert(1)>|`](x)\n::error::boo\u001b[31m'
  const [finding] = only({ VulnerabilityID: name, PkgName: name, Title: name, InstalledVersion: name })
  expect(finding).toMatchObject({ id: name, summary: name, package: { name, version: name } })
})

describe('refuses', () => {
  it.each([
    ['another schema', { SchemaVersion: 3, Results: [] }, 'schema version 3; known here: 2'],
    ['no schema', { Results: [] }, 'schema version none; known here: 2'],
    ['a list', [], 'schema version none; known here: 2'],
    ['results that are none', { SchemaVersion: 2, Results: {} }, 'Results: wanted a list'],
    [
      'a finding without an id',
      { SchemaVersion: 2, Results: [{ Target: 'a', Vulnerabilities: [{ PkgName: 'a' }] }] },
      'VulnerabilityID: wanted a text',
    ],
  ])('%s', (_, value, message) => {
    expect(() => parseTrivyReport(value)).toThrow(message)
  })
})

function only(vulnerability: object) {
  const Results = [{ Target: 'image', Class: 'os-pkgs', Vulnerabilities: [vulnerability] }]
  return parseTrivyReport({ SchemaVersion: 2, Results }).findings
}
