import { readFileSync } from 'node:fs'
import { countFindings, type Finding } from '../../src/scan/findings.ts'
import { parseSbom } from '../../src/scan/sbom.ts'
import type { ScanResult } from '../../src/scan/scan.ts'

const shop = parseSbom(readFileSync('test/fixtures/scan/shop.cdx.json'))

/** A finding of which a test says what it is about. */
export function finding(said: Partial<Finding> = {}): Finding {
  return {
    id: 'GHSA-0000-0000-0000',
    aliases: [],
    package: { name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' },
    severity: 'high',
    fixedIn: ['4.17.21'],
    links: [],
    ...said,
  }
}

/** A result of which a test says what was found. */
export function resultOf(findings: Finding[], failing: Finding[]): ScanResult {
  return {
    verdict: failing.length === 0 ? 'passed' : 'failed',
    counts: countFindings(findings),
    findings,
    failing,
    gate: { severityCutoff: 'high', onlyFixed: false },
    packages: { scanned: 7, unidentified: 0, uncovered: {} },
    blindSpots: [],
    weaknesses: [],
    sbom: shop,
    scanner: {
      name: 'osv',
      uri: 'https://osv.dev',
      version: 'v1',
      db: { uri: 'https://api.osv.dev', lastUpdate: '2026-01-02T03:04:05.000Z' },
    },
    startedAt: new Date('2026-01-02T03:04:05Z'),
    finishedAt: new Date('2026-01-02T03:04:06.5Z'),
  }
}
