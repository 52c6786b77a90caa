import { expect, it } from 'vitest'
import {
  buildVulnerabilities,
  type VulnerabilityResult,
} from '../../src/evidence/predicate/vulnerabilities.ts'
import { compareFindings } from '../../src/scan/finding-changes.ts'

const found = (id: string, purl: string, severity = 'high', aliases: string[] = []): VulnerabilityResult => ({
  id,
  severity: [{ method: 'rating', score: severity }],
  annotations: [{ package: purl, fixedIn: ['9.9.9'], aliases }],
})
const scan = (...result: VulnerabilityResult[]) =>
  buildVulnerabilities({
    scanner: { uri: 'https://osv.dev' },
    result,
    startedAt: new Date(0),
    finishedAt: new Date(1),
  })
const idsOf = (before: VulnerabilityResult[], after: VulnerabilityResult[]) => {
  const { new: fresh, fixed, carried } = compareFindings(scan(...before), scan(...after))
  return [fresh, fixed, carried].map((list) => list.map(({ id }) => id))
}

it('tells what is new, what is fixed, and what is carried along, the worst first', () => {
  const before = [found('CVE-1', 'pkg:npm/a@1'), found('CVE-2', 'pkg:npm/b@1')]
  const after = [
    found('CVE-2', 'pkg:npm/b@1'),
    found('CVE-3', 'pkg:npm/c@1', 'low'),
    found('CVE-4', 'pkg:npm/c@1', 'critical'),
  ]
  expect(idsOf(before, after)).toEqual([['CVE-4', 'CVE-3'], ['CVE-1'], ['CVE-2']])
})

it.each([
  ['another version of the package', found('CVE-1', 'pkg:npm/a@2')],
  ['another of its names', found('GHSA-1', 'pkg:npm/a@1', 'high', ['CVE-1'])],
  ['another rating', found('CVE-1', 'pkg:npm/a@1', 'low')],
])('carries a finding along under %s', (_, after) => {
  expect(idsOf([found('CVE-1', 'pkg:npm/a@1')], [after])).toEqual([[], [], [after.id]])
})

it('does not take the same vulnerability of another package for the same finding', () => {
  expect(idsOf([found('CVE-1', 'pkg:npm/a@1')], [found('CVE-1', 'pkg:npm/%40acme/a@1')])).toEqual([
    ['CVE-1'],
    ['CVE-1'],
    [],
  ])
})

it('reads what says nothing of packages and fixes', () => {
  const bare = { id: 'CVE-1', severity: [] }
  expect(compareFindings(scan(), scan(bare)).new).toEqual([{ id: 'CVE-1', severity: 'unknown', fixedIn: [] }])
})
