import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseSbom } from '../../src/scan/sbom.ts'
import { type ScanRequest, scan } from '../../src/scan/scan.ts'
import { testEdge } from '../support/edge.ts'
import { startOsv } from '../support/osv.ts'
import { npm, shopVulnerabilities } from './vulnerabilities.ts'

const shop = parseSbom(readFileSync('test/fixtures/scan/shop.cdx.json'))
const request = { sbom: shop, scanner: 'osv' } as const

it('looks and counts', async () => {
  const { result } = await scanned({})
  expect(result).toMatchObject({
    counts: { critical: 1, high: 1, medium: 1, low: 0, negligible: 0, unknown: 0 },
    packages: { scanned: 7, unidentified: 0, uncovered: {} },
    scanner: { name: 'osv', uri: 'https://osv.dev' },
    blindSpots: [],
  })
  expect(result.findings.map(({ id }) => id)).toEqual([
    'GHSA-xvch-5gv4-984h',
    'GHSA-35jh-r3h4-6jhm',
    'GHSA-29mw-wpgm-hmr9',
  ])
})

it('says when it began and when it was done', async () => {
  let minute = 0
  const edge = testEdge({ now: () => new Date(Date.UTC(2026, 0, 1, 0, minute++)) })
  await using server = await startOsv({ vulnerabilities: [] })
  const result = await scan({ ...request, osvUrl: server.url }, edge)
  expect(result.startedAt < new Date(result.scanner.db.lastUpdate)).toBe(true)
  expect(new Date(result.scanner.db.lastUpdate) < result.finishedAt).toBe(true)
})

it('says aloud what it could not see', async () => {
  const unrated = { id: 'GHSA-1', affected: [npm('ms', { introduced: '0' })] }
  const sbom = {
    ...shop,
    packages: [...shop.packages, { name: 'a', version: 'v1', purl: 'pkg:github/a/a@v1' }],
    unidentified: 3,
  }
  const { result, logged } = await scanned({ sbom }, [unrated])
  expect(result.blindSpots).toEqual([
    'findings without a severity, which every cutoff catches: 1',
    'packages without a purl or a version, which were not looked up: 3',
    'packages that osv knows nothing about: 1 of kind github',
  ])
  expect(logged.filter((line) => line.startsWith('warning'))).toEqual(
    result.blindSpots.map((blindSpot) => `warning: ${blindSpot}`),
  )
})

it('refuses to pass an SBOM of which the scanner knows no package', async () => {
  const sbom = { ...shop, packages: [{ name: 'a', version: 'v1', purl: 'pkg:github/a/a@v1' }] }
  await expect(scanned({ sbom })).rejects.toMatchObject({ code: 'invalid-input' })
})

async function scanned(said: Partial<ScanRequest>, vulnerabilities = shopVulnerabilities) {
  await using server = await startOsv({ vulnerabilities })
  const edge = testEdge()
  const result = await scan({ ...request, osvUrl: server.url, ...said }, edge)
  return { result, logged: edge.logged }
}
