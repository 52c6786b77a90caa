import type { VexStatement } from '../../src/gate/vex.ts'
import { type Assessment, assess, type Grounds } from '../../src/scan/assess.ts'
import type { Finding } from '../../src/scan/findings.ts'
import type { Scanned } from '../../src/scan/merge.ts'
import { type Reported, reportedFinding } from '../../src/scan/reported.ts'

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

export const now = new Date('2026-11-21T12:00:00Z')

/** Findings that are judged as a test says. */
export function assessed(
  findings: readonly (Finding | Reported)[],
  said: Partial<Omit<Grounds, 'vex'>> & { vex?: VexStatement[] } = {},
): Assessment {
  const reported = findings.map((one) => ('kind' in one ? one : reportedFinding(one)))
  return assess(reported, { gate: { severityCutoff: 'high', onlyFixed: false }, vex: [], now, ...said })
}

/** What there is to tell of a scan beside its findings. */
export function scannedOf(findings: readonly Finding[] = []): Scanned {
  return {
    findings: findings.map(reportedFinding),
    platforms: [],
    packages: { scanned: 7, unidentified: 0, uncovered: {} },
    blindSpots: [],
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
