import { createHash } from 'node:crypto'
import { type DigestReference, formatReference } from '../artifact/reference.ts'
import type { Severity } from '../evidence/predicate/vulnerabilities.ts'
import { formatDay } from '../gate/exceptions.ts'
import type { AssessedFinding, Assessment } from '../scan/assess.ts'
import { wayOut } from '../scan/gate.ts'
import type { Scanned } from '../scan/merge.ts'
import { blocks, code, escapeText, link, list, table, truncate } from './markdown.ts'

/** What GitHub takes. https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
export const sarifLimits = { results: 25_000, rules: 25_000, gzip: 10 * 1024 * 1024, text: 1024, name: 255 }

export type SarifRequest = {
  scanned: Pick<Scanned, 'scanner' | 'startedAt' | 'finishedAt'>
  assessment: Assessment
  image?: DigestReference
  /** Where the file of exceptions is, for whoever asks why something is suppressed. */
  exceptionsFile?: string
  /** Tells this analysis from the others of the commit: a later one takes the place of the same. */
  category: string
  /** What is not known to lie anywhere lies here. */
  artifact: string
  limit?: number
}

export type SarifLog = { log: object /** What was left out, in a sentence. */; cut?: string }

/**
 * Writes findings as a SARIF 2.1.0 log: those that fail first, so that they are what is left where a limit cuts.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function buildSarif(request: SarifRequest): SarifLog {
  const { scanned, assessment, category, limit = sarifLimits.results } = request
  const ordered = assessment.findings.toSorted((a, b) => rank(a) - rank(b))
  const shown = ordered.slice(0, limit)
  const left = ordered.length - shown.length
  const cut =
    left === 0 ? undefined : `${left} of ${ordered.length} findings are left out; the gate has judged all`
  const rules = new Map<string, { index: number; rule: object }>()
  for (const finding of shown) {
    const id = ruleIdOf(finding)
    if (!rules.has(id)) rules.set(id, { index: rules.size, rule: ruleOf(finding) })
  }
  const run = {
    tool: {
      driver: {
        name: 'Immutable Deploy',
        informationUri: 'https://github.com/immutable-deploy/immutable-deploy',
        rules: [...rules.values()].map(({ rule }) => rule),
      },
    },
    automationDetails: { id: `${category}/` },
    invocations: [
      {
        executionSuccessful: true,
        startTimeUtc: scanned.startedAt.toISOString(),
        endTimeUtc: scanned.finishedAt.toISOString(),
        ...(cut !== undefined && {
          toolExecutionNotifications: [{ level: 'warning', message: { text: cut } }],
        }),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: shown.map((finding) => resultOf(finding, rules.get(ruleIdOf(finding))?.index ?? 0, request)),
    properties: { scanner: scanned.scanner.uri, database: scanned.scanner.db.lastUpdate },
  }
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  }
  return { log, ...(cut !== undefined && { cut }) }
}

// Sorting is stable, so within each the worst stays first.
function rank({ standing }: AssessedFinding): number {
  if (standing.kind === 'fails') return 0
  return isSuppressed(standing) ? 2 : 1
}

function ruleIdOf({ id }: AssessedFinding): string {
  return truncate(oneLine(id), sarifLimits.name)
}

function ruleOf(finding: AssessedFinding): object {
  const { id, title, kind, severity, score, vector, aliases, ratedBy } = finding
  // A page's address is short; a longer one only takes room.
  const links = finding.links.filter((address) => address.length < 1000)
  const helpUri = links.find((address) => webAddress(address))
  const about = title === undefined ? `${severity} ${kind}` : truncate(title, sarifLimits.text / 2)
  return {
    id: ruleIdOf(finding),
    name: nameOf(kind),
    shortDescription: { text: message(`${id}: ${about}`) },
    fullDescription: { text: message(about) },
    help: {
      text: message(`${about}. ${sentence(wayOut(finding))}`),
      markdown: blocks(
        escapeText(about),
        table(
          ['', ''],
          [
            [
              'Severity',
              `${severity}${ratedBy === undefined ? '' : ` by ${escapeText(truncate(ratedBy, 255))}`}`,
            ],
            [
              'CVSS',
              [score === undefined ? '' : String(score), vector && code(truncate(vector, 255))]
                .filter(Boolean)
                .join(' '),
            ],
            [
              'Also known as',
              aliases
                .slice(0, 50)
                .map((alias) => code(truncate(alias, 255)))
                .join(', '),
            ],
          ].filter(([, value]) => value !== ''),
        ),
        list(links.slice(0, 20).map((address) => link(address, address))),
      ),
    },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      tags: ['security', kind, severity],
      ...securitySeverity(severity, score),
    },
  }
}

function resultOf(finding: AssessedFinding, ruleIndex: number, request: SarifRequest): object {
  const { severity, standing, isNew, package: of, platforms = [] } = finding
  return {
    ruleId: ruleIdOf(finding),
    ruleIndex,
    level: levelOf(severity),
    message: { text: message(describe(finding, request.image)) },
    locations: [locationOf(finding, request.artifact)],
    // Code scanning compares this one alone; it stays the same when a package gets another version.
    partialFingerprints: { primaryLocationLineHash: fingerprintOf(finding, request.category) },
    ...(isNew !== undefined && { baselineState: isNew ? 'new' : 'unchanged' }),
    suppressions: suppressionsOf(standing, request.exceptionsFile),
    properties: {
      standing: standing.kind,
      ...(of?.purl !== undefined && { purl: of.purl }),
      ...(platforms.length > 0 && { platforms }),
    },
  }
}

function describe(finding: AssessedFinding, image: DigestReference | undefined): string {
  const { id, severity, package: of, title, path } = finding
  const what = of === undefined ? (path ?? id) : `${of.name} ${of.version ?? ''}`.trim()
  const where = image === undefined ? '' : ` in ${formatReference(image)}`
  return `${what}${where}: ${severity} ${id}${title === undefined ? '' : `, ${title}`}. ${sentence(wayOut(finding))}`
}

function locationOf({ path, line, locations = [], package: of }: AssessedFinding, artifact: string): object {
  const found = path ?? locations.find(({ path }) => path !== undefined)?.path ?? artifact
  const named = of === undefined ? path : (of.purl ?? of.name)
  return {
    physicalLocation: { artifactLocation: { uri: relativeUri(found) }, region: { startLine: line ?? 1 } },
    ...(named !== undefined && { logicalLocations: [{ fullyQualifiedName: oneLine(named) }] }),
  }
}

/** Inside the image, as a relative reference: code scanning looks for it in the repository, and shows it by name. */
function relativeUri(path: string): string {
  const segments = path
    .toWellFormed()
    .split('/')
    .filter((segment) => !['', '.', '..'].includes(segment))
  const uri = segments.map(encodeURIComponent).join('/')
  return uri === '' ? 'image' : uri
}

function suppressionsOf(standing: AssessedFinding['standing'], file: string | undefined): object[] {
  if (standing.kind === 'excepted') {
    const { reason, owner, expires, line } = standing.exception
    return [
      {
        kind: 'external',
        status: 'accepted',
        justification: `${reason} (${owner}, until ${formatDay(expires)})`,
        ...(file !== undefined && {
          location: {
            physicalLocation: { artifactLocation: { uri: relativeUri(file) }, region: { startLine: line } },
          },
        }),
      },
    ]
  }
  if (standing.kind !== 'not-affected') return []
  const { reason = standing.vex.status, source } = standing.vex
  return [{ kind: 'external', status: 'accepted', justification: `${reason} (${source})` }]
}

function isSuppressed({ kind }: AssessedFinding['standing']): boolean {
  return kind === 'excepted' || kind === 'not-affected'
}

function fingerprintOf({ kind, id, package: of, path }: AssessedFinding, category: string): string {
  const purl = of?.purl?.replace(/@[^@/]*$/, '')
  const text = JSON.stringify([category, kind, id, purl ?? of?.name ?? path])
  return `${createHash('sha256').update(text).digest('hex').slice(0, 32)}:1`
}

// https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#reportingdescriptor-object
const scores: Partial<Record<Severity, number>> = { critical: 9.5, high: 8, medium: 5.5, low: 2 }
const bands: Partial<Record<Severity, [number, number]>> = {
  critical: [9, 10],
  high: [7, 8.9],
  medium: [4, 6.9],
  low: [0.1, 3.9],
}

/** A score by which GitHub shows the severity that the scanner says, even where its own score says another. */
function securitySeverity(severity: Severity, score: number | undefined): object {
  const band = bands[severity]
  if (band === undefined) return {}
  const fits = score !== undefined && score >= band[0] && score <= band[1]
  return { 'security-severity': String(fits ? score : scores[severity]) }
}

function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  if (severity === 'critical' || severity === 'high') return 'error'
  return severity === 'low' || severity === 'negligible' ? 'note' : 'warning'
}

function nameOf(kind: AssessedFinding['kind']): string {
  const names = {
    vulnerability: 'VulnerablePackage',
    secret: 'SecretInImage',
    misconfiguration: 'Misconfiguration',
  }
  return names[kind]
}

/** Plain text in which nothing is a link or a placeholder. Specification, section 3.11.6 and following. */
function message(text: string): string {
  return truncate(oneLine(text), sarifLimits.text / 2)
    .replace(/[[\]\\]/g, '\\$&')
    .replace(/[{}]/g, '$&$&')
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

function webAddress(text: string): boolean {
  return /^https?:\/\/[^\s<>"\\^`{|}]+$/.test(text) && URL.canParse(text)
}
