import { formatDuration } from '../../duration.ts'
import type { Evidence } from '../../evidence/evidence.ts'
import {
  parseVulnerabilities,
  type Severity,
  severities,
  type Vulnerabilities,
  vulnerabilitiesType,
} from '../../evidence/predicate/vulnerabilities.ts'
import { exceptionLookup, formatDay } from '../../gate/exceptions.ts'
import { type Excuses, judge, type Standing } from '../../gate/gate.ts'
import { parseSignedFinding, type SignedFinding } from '../../gate/signed-findings.ts'
import { evidenceOf, type Facts, type Finding, missing, oneLine, type Rule } from '../facts.ts'
import type { ScanRequirement } from '../policy.ts'

export const scan: Rule = {
  description:
    'The newest verified scan is younger than `max-age` and found nothing from `severity-cutoff` upwards, but for exceptions in force.',
  timed: true,
  applies: ({ require }) => require.scan !== undefined,
  evaluate: (facts) => evaluateScan(facts, facts.environment.policy.require.scan),
}

const way = 'scan it again with the scan action, with attest on'

/** A key may sign with a clock of its own; one that is ahead by more than this would make its scan last. */
const clockTolerance = 10 * 60_000

type Scan = { evidence: Evidence; scan: Vulnerabilities; findings: SignedFinding[] }

/** Finds the newest scans: one, unless several were signed at the same instant. Older ones are not even read. */
export function newestScans(facts: Facts, scanner?: string): Scan[] {
  const found: Scan[] = []
  for (const evidence of evidenceOf(facts, isVulnerabilities)) {
    if (found[0] !== undefined && evidence.signedAt < found[0].evidence.signedAt) break
    const scan = parseVulnerabilities(evidence.predicate)
    if (scanner === undefined || isBy(scan, scanner))
      found.push({ evidence, scan, findings: scan.scanner.result.map(parseSignedFinding) })
  }
  return found
}

/** Counts findings by severity, over all of several scans of the same instant. */
export function countSeverities(scans: readonly Scan[]): Record<Severity, number> {
  const found = scans.flatMap(({ findings }) => findings)
  const count = (wanted: Severity) => found.filter(({ severity }) => severity === wanted).length
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
  const judged = judgeAll(scans, requirement, facts)
  const refusing = judged.filter(({ standing }) => standing.kind === 'fails')
  const excepted = tellExcepted(judged)
  if (refusing.length === 0)
    return { passed: true, reason: oneLine(`${told(scans)}, none refuses${excepted}`), evidence }
  const lapsed = tellLapsed(refusing)
  return {
    passed: false,
    reason: oneLine(
      `${told(scans)}; ${refusing.length} refuse: ${named(refusing.map(({ finding }) => finding.id))}${lapsed}${excepted}`,
    ),
    way: 'update what is affected and build again, or add an exception on the default branch',
    evidence,
  }
}

type Judged = { finding: SignedFinding; standing: Standing }

function judgeAll(scans: readonly Scan[], requirement: ScanRequirement, facts: Facts): Judged[] {
  const excuses: Excuses = {
    exceptionsOf: exceptionLookup(facts.exceptions, facts.artifact.reference),
    now: facts.now,
  }
  return scans
    .flatMap(({ findings }) => findings)
    .filter(({ status }) => status === undefined)
    .map((finding) => ({ finding, standing: judge(finding, requirement, excuses) }))
}

function tellExcepted(judged: readonly Judged[]): string {
  const days = judged.flatMap(({ finding, standing }) =>
    standing.kind === 'excepted' ? [`${finding.id} until ${formatDay(standing.exception.expires)}`] : [],
  )
  return days.length === 0 ? '' : `; ${days.length} excepted: ${named(days)}`
}

function tellLapsed(refusing: readonly Judged[]): string {
  const days = refusing.flatMap(({ finding, standing }) => {
    if (standing.kind !== 'fails' || standing.lapsed === undefined) return []
    const { exception, term } = standing.lapsed
    const day = formatDay(exception.expires)
    return [
      `${finding.id} ${term === 'expired' ? `expired on ${day}` : `is for more than a year, until ${day}`}`,
    ]
  })
  return days.length === 0 ? '' : `; exceptions that do not hold: ${named(days)}`
}

function ageFault(signedAt: Date, now: Date, maxAge: number | undefined): string | undefined {
  const age = now.getTime() - signedAt.getTime()
  const scanned = `the newest scan is of ${signedAt.toISOString()}`
  if (age < -clockTolerance) return `${scanned}, which has not come yet`
  return maxAge !== undefined && age > maxAge
    ? `${scanned}; wanted one of the last ${formatDuration(maxAge)}`
    : undefined
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

function named(names: readonly string[]): string {
  const shown = [...new Set(names)]
  return `${shown.slice(0, 5).join(', ')}${shown.length > 5 ? ', …' : ''}`
}
