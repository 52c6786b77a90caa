import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'
import { type Counts, countFindings, type Finding, sortFindings } from './findings.ts'
import { type ScannerName, scannerOf } from './index.ts'
import type { Sbom } from './sbom.ts'
import type { ScannerReport, ScannerRequest } from './scanner.ts'
import type { Weakness } from './weakness.ts'

export type ScanRequest = ScannerRequest & { scanner: ScannerName }

export type ScanResult = {
  counts: Counts
  /** The worst first. */
  findings: Finding[]
  /** What else was asked for and found. */
  weaknesses: Weakness[]
  /** What was looked at, and what could not be. */
  packages: { scanned: number; unidentified: number; uncovered: Record<string, number> }
  /** What the scan could not see, one sentence each: a reader must not take it for clean. */
  blindSpots: string[]
  /** What was looked at, as it was given or as the scanner found it. */
  sbom: Sbom
  scanner: { name: ScannerName; uri: string; version?: string; db: ScannerReport['db'] }
  startedAt: Date
  finishedAt: Date
}

/** Looks up what an SBOM lists, or into an image. */
export async function scan(
  { scanner: name, ...request }: ScanRequest,
  edge: Pick<Edge, 'fetch' | 'exec' | 'now' | 'log'>,
): Promise<ScanResult> {
  const startedAt = edge.now()
  const report = await scannerOf(name).scan(request, edge)
  const { findings: found, weaknesses = [], sbom, uncovered, blindSpots: unseen = [], ...who } = report
  const findings = sortFindings(found)
  const counts = countFindings(findings)
  const { unidentified } = sbom
  const packages = { scanned: scannedOf(sbom, uncovered), unidentified, uncovered }
  const blindSpots = [...blindSpotsOf(counts, packages, name), ...unseen]
  for (const blindSpot of blindSpots) edge.log.warning(blindSpot)
  return {
    counts,
    findings,
    weaknesses,
    packages,
    blindSpots,
    sbom,
    scanner: { name, ...who },
    startedAt,
    finishedAt: edge.now(),
  }
}

function blindSpotsOf(
  { unknown }: Counts,
  { unidentified, uncovered }: ScanResult['packages'],
  scanner: ScannerName,
): string[] {
  const kinds = Object.entries(uncovered).map(([kind, count]) => `${count} of kind ${kind}`)
  const unrated = `findings without a severity, which every cutoff catches: ${unknown}`
  const unseen = `packages without a purl or a version, which were not looked up: ${unidentified}`
  const unheard = `packages that ${scanner} knows nothing about: ${kinds.join(', ')}`
  return [
    ...(unknown === 0 ? [] : [unrated]),
    ...(unidentified === 0 ? [] : [unseen]),
    ...(kinds.length === 0 ? [] : [unheard]),
  ]
}

function scannedOf(sbom: Sbom, uncovered: Record<string, number>): number {
  const scanned = sbom.packages.length - Object.values(uncovered).reduce((sum, count) => sum + count, 0)
  // A scan that looked at nothing finds nothing, and must not pass for it.
  if (scanned === 0) {
    const kinds = Object.keys(uncovered).join(', ')
    throw new Failure(
      'invalid-input',
      `the scanner knows none of the SBOM's packages; they are of kind ${kinds}`,
    )
  }
  return scanned
}
