import { compareSeverity } from '../evidence/predicate/vulnerabilities.ts'
import { identityOfReported, type Reported, reportedFinding, reportedWeakness } from './reported.ts'
import type { ScanResult } from './scan.ts'

/** A scan of what one or several platforms run. */
export type PlatformScan = { platforms: readonly string[]; result: ScanResult }

/** What the scans of all platforms found together. */
export type Scanned = Pick<ScanResult, 'packages' | 'blindSpots' | 'scanner' | 'startedAt' | 'finishedAt'> & {
  /** The worst first. */
  findings: Reported[]
  /** What was scanned, each for itself; none where the image is no index. */
  platforms: string[]
}

/** Puts the scans of an index's images together: one finding, and the platforms that have it. */
export function mergeScans(scans: readonly PlatformScan[]): Scanned {
  const [first] = scans
  if (first === undefined) throw new TypeError('there is at least one scan')
  const results = scans.map(({ result }) => result)
  const { scanner } = first.result
  return {
    findings: mergeFindings(scans),
    platforms: scans.flatMap(({ platforms }) => platforms),
    packages: {
      scanned: sum(results.map(({ packages }) => packages.scanned)),
      unidentified: sum(results.map(({ packages }) => packages.unidentified)),
      uncovered: sumEach(results.map(({ packages }) => packages.uncovered)),
    },
    blindSpots: [...new Set(scans.flatMap(({ platforms, result }) => toldOf(platforms, result)))],
    // By the oldest database: what it does not know is what the scan does not know.
    scanner: results.reduce(
      (oldest, { scanner }) => (scanner.db.lastUpdate < oldest.db.lastUpdate ? scanner : oldest),
      scanner,
    ),
    startedAt: first.result.startedAt,
    finishedAt: results.at(-1)?.finishedAt ?? first.result.finishedAt,
  }
}

function mergeFindings(scans: readonly PlatformScan[]): Reported[] {
  const merged = new Map<string, Reported>()
  for (const { platforms, result } of scans) {
    const found = [...result.findings.map(reportedFinding), ...result.weaknesses.map(reportedWeakness)]
    for (const one of found) {
      const identity = identityOfReported(one)
      const known = merged.get(identity)
      const where = [...(known?.platforms ?? []), ...platforms]
      merged.set(identity, { ...worse(known, one), ...(where.length > 0 && { platforms: where }) })
    }
  }
  return sortReported([...merged.values()])
}

// A distribution may rate the same differently for another architecture.
function worse(one: Reported | undefined, other: Reported): Reported {
  return one !== undefined && compareSeverity(one.severity, other.severity) >= 0 ? one : other
}

/** Orders findings the same way every time: the worst first, then by where they are and their name. */
function sortReported(findings: readonly Reported[]): Reported[] {
  const keyed = findings.map((finding) => ({
    finding,
    key: JSON.stringify([finding.package?.name ?? finding.path, finding.package?.version, finding.id]),
  }))
  return keyed
    .toSorted(
      (a, b) =>
        compareSeverity(b.finding.severity, a.finding.severity) ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
    )
    .map(({ finding }) => finding)
}

function toldOf(platforms: readonly string[], { blindSpots }: ScanResult): string[] {
  return platforms.length === 0 ? blindSpots : blindSpots.map((told) => `${platforms.join(', ')}: ${told}`)
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

function sumEach(counts: readonly Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const one of counts) {
    for (const [kind, count] of Object.entries(one)) total[kind] = (total[kind] ?? 0) + count
  }
  return total
}
