import { anything, isObject, list, open, optional, text, time } from '../shape.ts'

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/vulns_02.md */
export const vulnerabilitiesType = 'https://in-toto.io/attestation/vulns/v0.2'

/** From the least to the worst. What nobody has rated is `unknown`, which may be anything. */
export const severities = ['unknown', 'negligible', 'low', 'medium', 'high', 'critical'] as const

export type Severity = (typeof severities)[number]

/** A severity that can be asked for. */
export type SeverityCutoff = Exclude<Severity, 'unknown'>

/** How a severity is marked that is the scanner's own word for it, rather than a score. */
export const ratingMethod = 'rating'

export type VulnerabilityScore = { method: string; score: string }

export type VulnerabilityResult = { id: string; severity: VulnerabilityScore[]; annotations?: unknown }

export type Vulnerabilities = {
  scanner: {
    uri: string
    version?: string
    db?: { uri?: string; version?: string; lastUpdate?: string }
    result: VulnerabilityResult[]
  }
  metadata: { scanStartedOn: string; scanFinishedOn: string }
}

export type ScannedWith = {
  uri: string
  version?: string
  db?: { uri?: string; version?: string; lastUpdate?: string }
}

/** Tells what a scanner found, and when it looked. */
export function buildVulnerabilities(scan: {
  scanner: ScannedWith
  result: readonly VulnerabilityResult[]
  startedAt: Date
  finishedAt: Date
}): Vulnerabilities {
  return {
    scanner: { ...scan.scanner, result: [...scan.result] },
    metadata: {
      scanStartedOn: scan.startedAt.toISOString(),
      scanFinishedOn: scan.finishedAt.toISOString(),
    },
  }
}

export function parseVulnerabilities(predicate: unknown): Vulnerabilities {
  return readVulnerabilities(predicate, 'vulnerabilities')
}

/** What a scan found and by which database, without when it looked. */
export function withoutTimes(predicate: unknown): unknown {
  if (!isObject(predicate) || !isObject(predicate.scanner)) return predicate
  const { db } = predicate.scanner
  const named = isObject(db) ? { uri: db.uri, version: db.version } : {}
  return { scanner: { ...predicate.scanner, db: named } }
}

/** Orders severities: negative when a is less severe than b. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b)
}

/** Says whether a severity reaches a cutoff. An unknown one does: it is not known to be harmless. */
export function reachesCutoff(severity: Severity, cutoff: SeverityCutoff): boolean {
  return severity === 'unknown' || compareSeverity(severity, cutoff) >= 0
}

/** Reads one severity out of a finding's scores: the worst of them, words before numbers. */
export function severityOf(scores: readonly VulnerabilityScore[]): Severity {
  const rated = scores.map(({ score }) => ratingOf(score)).sort(compareSeverity)
  return rated.at(-1) ?? 'unknown'
}

// The words of GitHub, Debian, Red Hat and NVD for the same scale.
const words: Record<string, Severity> = {
  none: 'negligible',
  negligible: 'negligible',
  unimportant: 'negligible',
  low: 'low',
  medium: 'medium',
  moderate: 'medium',
  high: 'high',
  important: 'high',
  critical: 'critical',
}

function ratingOf(score: string): Severity {
  const word = words[score.trim().toLowerCase()]
  if (word !== undefined) return word
  const number = /^\d+(\.\d+)?$/.test(score.trim()) ? Number(score) : Number.NaN
  // https://www.first.org/cvss/v4.0/specification-document#Qualitative-Severity-Rating-Scale
  if (number > 10 || Number.isNaN(number)) return 'unknown'
  if (number >= 9) return 'critical'
  if (number >= 7) return 'high'
  if (number >= 4) return 'medium'
  return number > 0 ? 'low' : 'negligible'
}

const readVulnerabilities = open({
  scanner: open({
    uri: text,
    version: optional(text),
    db: optional(open({ uri: optional(text), version: optional(text), lastUpdate: optional(text) })),
    result: list(
      open({ id: text, severity: list(open({ method: text, score: text })), annotations: anything }),
    ),
  }),
  metadata: open({ scanStartedOn: time, scanFinishedOn: time }),
})
