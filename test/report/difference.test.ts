import { describe, expect, it } from 'vitest'
import type { Between, CommitsBetween, Unread } from '../../src/deployment/between.ts'
import { cycloneDxType } from '../../src/evidence/predicate/sbom.ts'
import { type Difference, differenceOf } from '../../src/report/between.ts'
import { differenceSections } from '../../src/report/difference.ts'
import { ago, scan, statement } from '../policy/example.ts'

const url = 'https://github.com/acme/shop'
const reference = (letter: string) => ({
  registry: 'ghcr.io',
  repository: 'acme/shop',
  digest: `sha256:${letter.repeat(64)}` as const,
})
const sameCommit: CommitsBetween = {
  relation: 'identical',
  ahead: 0,
  behind: 0,
  commits: [],
  base: 'a'.repeat(40),
  head: 'a'.repeat(40),
  pulls: new Map(),
}

function sbomOf(packages: Record<string, string>) {
  const components = Object.entries(packages).map(([name, version]) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${encodeURIComponent(name)}@${version}`,
  }))
  return statement(cycloneDxType, { bomFormat: 'CycloneDX', specVersion: '1.6', components })
}

function between(from: Between['evidence']['from'], to: Between['evidence']['to']): Between {
  return {
    service: 'app',
    from: reference('a'),
    to: reference('b'),
    commits: sameCommit,
    evidence: { from, to },
  }
}

describe('differenceOf', () => {
  it('compares the newest SBOM of each, and the newest scan', () => {
    const older = { ...sbomOf({ left: '0' }), signedAt: ago(9_000_000) }
    const { packages, vulnerabilities } = differenceOf(
      between([sbomOf({ a: '1' }), older, scan(['low'])], [sbomOf({ a: '2' }), scan(['low', 'high'])]),
    )
    expect(packages).toEqual({ added: [], removed: [], changed: [{ name: 'a', from: ['1'], to: ['2'] }] })
    expect(vulnerabilities).toMatchObject({ new: [{ id: 'CVE-2026-1' }], carried: [{ id: 'CVE-2026-0' }] })
  })

  it.each<[string, Between, Partial<Record<'packages' | 'vulnerabilities', Unread>>]>([
    [
      'nothing is known about what serves',
      between([], [sbomOf({ a: '1' }), scan([])]),
      {
        packages: { unread: 'no verified SBOM lies beside what serves' },
        vulnerabilities: { unread: 'no verified scan lies beside what serves' },
      },
    ],
    [
      'nothing is known about what would',
      between([sbomOf({ a: '1' }), scan([])], []),
      {
        packages: { unread: 'it carries no verified SBOM' },
        vulnerabilities: { unread: 'it carries no verified scan' },
      },
    ],
    [
      'an SBOM cannot be read',
      between([sbomOf({})], [sbomOf({ a: '1' })]),
      { packages: { unread: expect.stringContaining('it lists no packages') } },
    ],
  ])('says so where %s', (_, one, expected) => {
    expect(differenceOf(one)).toMatchObject(expected)
  })

  it('compares with a scan of the same scanner rather than with a newer one of another', () => {
    const other = scan(['high'], { uri: 'pkg:github/anchore/grype@v1', signedAt: ago(0) })
    const { vulnerabilities } = differenceOf(between([other, scan(['low'])], [scan(['low'])]))
    expect(vulnerabilities).toMatchObject({ new: [], scans: { from: { scanner: 'https://osv.dev' } } })
  })

  it('says that two scanners are compared where there is no other way', () => {
    const other = scan(['high'], { uri: 'pkg:github/anchore/grype@v1' })
    const page = differenceSections([differenceOf(between([other], [scan(['low'])]))], url)
    expect(page).toMatch(/Two scanners are compared/)
  })
})

describe('differenceSections', () => {
  it('says what could not be read, where it would have stood', () => {
    const unread = { unread: 'missing permission `x`' }
    const page = differenceSections(
      [{ service: 'app', commits: unread, packages: unread, vulnerabilities: unread }],
      url,
    )
    expect(page.match(/❔ not known\\?: missing permission \\`x\\`/gu)).toHaveLength(3)
  })

  it('warns of commits that would be left out', () => {
    const commits = { ...sameCommit, relation: 'behind' as const, behind: 3, head: 'b'.repeat(40) }
    const page = differenceSections([{ ...differenceOf(between([], [])), commits }], url)
    expect(page).toContain('3 commits that serve now would be left out')
  })

  it('stays within a summary, however much there is and whatever it says', () => {
    const hostile = '<|`*_[@x](y)\u202e'.repeat(20)
    const before = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`p${at}${hostile}`, '1']))
    const after = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`p${at}${hostile}`, '2']))
    const commits = Array.from({ length: 100 }, (_, at) => ({
      sha: String(at).padStart(40, '0'),
      nodeId: `C_${at}`,
      subject: hostile,
      author: hostile,
    }))
    const pull = { number: 1, title: hostile, url: `${url}/pull/1` }
    const range = {
      ...sameCommit,
      relation: 'ahead' as const,
      ahead: 4_000,
      head: 'b'.repeat(40),
      commits,
      pulls: new Map(commits.map(({ nodeId }) => [nodeId, pull])),
    }
    const many = Array.from({ length: 500 }, () => 'critical')
    const one: Difference = {
      ...differenceOf(between([sbomOf(before), scan([])], [sbomOf(after), scan(many)])),
      commits: range,
    }
    expect(one.packages).toMatchObject({ changed: { length: 5_000 } })
    for (const count of [1, 20]) {
      const page = differenceSections(
        Array.from({ length: count }, () => one),
        url,
      )
      expect(Buffer.byteLength(page)).toBeLessThan(700_000)
      expect(page).toContain('of 4000 are shown')
    }
  })
})
