import { formatDuration } from '../../duration.ts'
import type { Evidence } from '../../evidence/evidence.ts'
import {
  parseVulnerabilities,
  reachesCutoff,
  type Severity,
  severities,
  severityOf,
  type Vulnerabilities,
  type VulnerabilityResult,
  vulnerabilitiesType,
} from '../../evidence/predicate/vulnerabilities.ts'
import { isObject } from '../../evidence/shape.ts'
import { evidenceOf, type Facts, type Finding, missing, oneLine, type Rule } from '../facts.ts'
import type { ScanRequirement } from '../policy.ts'

export const scan: Rule = {
  description:
    'The newest verified scan is younger than `max-age` and found nothing from `severity-cutoff` upwards.',
  timed: true,
  applies: ({ require }) => require.scan !== undefined,
  evaluate: (facts) => evaluateScan(facts, facts.environment.policy.require.scan),
}

const way = 'scan it again with the scan action, with attest on'

/** A key may sign with a clock of its own; one that is ahead by more than this would make its scan last. */
const clockTolerance = 10 * 60_000

type Scan = { evidence: Evidence; scan: Vulnerabilities }

/** Finds the newest scans: one, unless several were signed at the same instant. Older ones are not even read. */
export function newestScans(facts: Facts, scanner?: string): Scan[] {
  const found: Scan[] = []
  for (const evidence of evidenceOf(facts, isVulnerabilities)) {
    if (found[0] !== undefined && evidence.signedAt < found[0].evidence.signedAt) break
    const scan = parseVulnerabilities(evidence.predicate)
    if (scanner === undefined || isBy(scan, scanner)) found.push({ evidence, scan })
  }
  return found
}

/** Counts findings by severity, over all of several scans of the same instant. */
export function countSeverities(scans: readonly Scan[]): Record<Severity, number> {
  const found = scans.flatMap(({ scan }) => scan.scanner.result).map(({ severity }) => severityOf(severity))
  const count = (severity: Severity) => found.filter((one) => one === severity).length
  return {
    unknown: count('unknown'),
    negligible: count('negligible'),
    low: count('low'),
    medium: count('medium'),
    high: count('high'),
    critical: count('critical'),
  }
}

function evaluateScan(facts: Facts, requirement: ScanRequirement | undefined): Finding {
  if (requirement === undefined) throw new Error('no scan is required')
  const { scanner, maxAge } = requirement
  const scans = newestScans(facts, scanner)
  const [newest] = scans
  if (newest === undefined)
    return { passed: false, reason: missing(facts, `scan${by(scanner)}`, isVulnerabilities), way }
  const evidence = scans.map(({ evidence }) => evidence.digest)
  const tooOld = ageFault(newest.evidence.signedAt, facts.now, maxAge)
  if (tooOld !== undefined) return { passed: false, reason: tooOld, way, evidence }
  const refusing = scans.flatMap(({ scan }) => scan.scanner.result).filter((one) => refuses(one, requirement))
  if (refusing.length === 0) return { passed: true, reason: `${told(scans)}, none refuses`, evidence }
  return {
    passed: false,
    reason: oneLine(`${told(scans)}; ${refusing.length} refuse: ${named(refusing)}`),
    way: 'update what is affected and build again',
    evidence,
  }
}

function ageFault(signedAt: Date, now: Date, maxAge: number | undefined): string | undefined {
  const age = now.getTime() - signedAt.getTime()
  const scanned = `the newest scan is of ${signedAt.toISOString()}`
  if (age < -clockTolerance) return `${scanned}, which has not come yet`
  return maxAge !== undefined && age > maxAge
    ? `${scanned}; wanted one of the last ${formatDuration(maxAge)}`
    : undefined
}

function refuses(result: VulnerabilityResult, { severityCutoff, onlyFixed }: ScanRequirement): boolean {
  return reachesCutoff(severityOf(result.severity), severityCutoff) && (!onlyFixed || mayBeFixed(result))
}

/** Says whether a finding has a fix; one that does not say so is not known to have none. */
function mayBeFixed({ annotations }: VulnerabilityResult): boolean {
  const notes = Array.isArray(annotations) ? annotations : [annotations]
  const stated = notes.filter(isObject).flatMap(({ fixedIn }) => (Array.isArray(fixedIn) ? [fixedIn] : []))
  return stated.length === 0 || stated.some((versions) => versions.length > 0)
}

function isVulnerabilities(predicateType: string): boolean {
  return predicateType === vulnerabilitiesType
}

// Scanners name themselves by an address: https://osv.dev, pkg:github/anchore/grype@v0.117.0.
function isBy({ scanner }: Vulnerabilities, name: string): boolean {
  return scanner.uri
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .includes(name)
}

function by(scanner: string | undefined): string {
  return scanner === undefined ? '' : ` by ${scanner}`
}

function told(scans: readonly Scan[]): string {
  const counts = countSeverities(scans)
  const some = severities.toReversed().filter((severity) => counts[severity] > 0)
  return some.length === 0
    ? 'no findings'
    : some.map((severity) => `${counts[severity]} ${severity}`).join(', ')
}

function named(results: readonly VulnerabilityResult[]): string {
  const shown = [...new Set(results.map(({ id }) => id))]
  return `${shown.slice(0, 5).join(', ')}${shown.length > 5 ? ', …' : ''}`
}
