import { formatReference } from '../artifact/reference.ts'
import { type Severity, severities } from '../evidence/predicate/vulnerabilities.ts'
import { daysLeft, formatDay } from '../gate/exceptions.ts'
import type { Found } from '../gate/found.ts'
import type { ArtifactScan } from '../scan/artifact-scan.ts'
import type { AssessedFinding, Assessment } from '../scan/assess.ts'
import { type Baseline, noteOf } from '../scan/baseline.ts'
import { countFindings } from '../scan/findings.ts'
import {
  blocks,
  bold,
  code,
  details,
  escapeText,
  heading,
  link,
  list,
  plural,
  shortDigest,
  table,
  truncate,
} from './markdown.ts'
import { outcomeOf } from './scan-formats.ts'

export type ScanSummaryRequest = {
  scanned: Pick<ArtifactScan, 'image' | 'platforms' | 'packages' | 'blindSpots' | 'scanner'> &
    Pick<ArtifactScan, 'startedAt' | 'finishedAt'>
  assessment: Assessment
  /** What it is compared with. */
  baseline?: Baseline
  now: Date
}

/** Tells what a scan found: the verdict, what to do about it, and the rest folded. */
export function scanSummary({ scanned, assessment, baseline, now }: ScanSummaryRequest): string {
  const { failing, findings, verdict, compared } = assessment
  const others = findings.filter(({ standing }) => standing.kind !== 'fails')
  const warnings = [...scanned.blindSpots, ...(baseline === undefined ? [] : [noteOf(baseline) ?? ''])]
  return blocks(
    heading(2, `${verdict === 'passed' ? '✅' : '❌'} ${verdictOf(assessment, scanned)}`),
    subjectOf(scanned),
    countsOf(findings),
    findingsTable(failing),
    comparisonOf(assessment, baseline),
    exceptionsOf(assessment, now),
    list(warnings.filter((text) => text !== '').map((text) => `⚠️ ${escapeText(text)}`)),
    details(`${plural(others.length, 'finding')} that did not fail the scan`, findingsTable(others)),
    details(`${plural(compared?.fixed.length ?? 0, 'finding')} fixed`, fixedTable(compared?.fixed ?? [])),
    details('About this scan', aboutTable(scanned)),
  )
}

// A summary holds a megabyte for all steps; the report file has them all.
const rowLimit = 200
const tableLimit = 100_000
/** Characters of a name, which an SBOM may make as long as it likes. */
const nameLimit = 150

const colours: Record<Severity, string> = {
  critical: '🟥',
  high: '🟧',
  medium: '🟨',
  low: '🟦',
  negligible: '⬜',
  unknown: '❔',
}

const worstFirst = severities.toReversed()

function verdictOf(
  { failing, findings, gate, compared }: Assessment,
  { packages }: ScanSummaryRequest['scanned'],
): string {
  const counted = [
    ...(gate.onlyFixed ? ['counting only what has a fix'] : []),
    ...(compared === undefined ? [] : ['counting only what is new']),
  ]
  const cutoff = [`the cutoff ${gate.severityCutoff}`, ...counted].join(', ')
  const found = plural(findings.length, 'finding')
  if (failing.length > 0) return `Scan failed: ${failing.length} of ${found} at or above ${cutoff}`
  if (findings.length > 0) return `Scan passed: ${found}, ${passingOf(findings)} at or above ${cutoff}`
  return `Scan passed: nothing known about ${plural(packages.scanned, 'package')}`
}

/** Whether nothing reached the cutoff, or only what is excused. */
function passingOf(findings: readonly AssessedFinding[]): string {
  const excused = findings.some(({ standing: { kind } }) => kind === 'excepted' || kind === 'not-affected')
  return excused ? 'none that is not excepted' : 'none'
}

function subjectOf({ image, platforms }: ScanSummaryRequest['scanned']): string {
  if (image === undefined) return ''
  const where = platforms.length === 0 ? '' : ` · ${platforms.map(code).join(', ')}`
  return `${shortDigest(image.digest)} · ${code(formatReference(image))}${where}`
}

function countsOf(findings: readonly AssessedFinding[]): string {
  if (findings.length === 0) return ''
  const counts = countFindings(findings)
  const words = worstFirst
    .filter((severity) => severity !== 'unknown' || counts.unknown > 0)
    .map((severity) => (counts[severity] === 0 ? `0 ${severity}` : bold(`${counts[severity]} ${severity}`)))
  return `${barOf(counts, findings.length)}\n\n${words.join(' · ')}`
}

// As wide as a line is on a telephone; every severity that occurs is seen.
const barWidth = 20

function barOf(counts: Record<Severity, number>, total: number): string {
  const width = Math.min(total, barWidth)
  const share = (count: number) => (count === 0 ? 0 : Math.max(1, Math.round((count / total) * width)))
  return worstFirst.map((severity) => colours[severity].repeat(share(counts[severity]))).join('')
}

function findingsTable(findings: readonly AssessedFinding[]): string {
  const others = findings.some(({ standing }) => standing.kind !== 'fails')
  const rows = firstRows(findings, (finding) => [
    `${colours[finding.severity]} ${finding.severity}${finding.score === undefined ? '' : ` ${finding.score}`}`,
    whereOf(finding),
    named(finding),
    others ? outcomeOf(finding) : fixOf(finding),
  ])
  const rest = restOf(findings.length - rows.length)
  return table(['Severity', 'Where', 'Finding', others ? 'Outcome' : 'How to fix'], rows) + rest
}

/** As many rows as a table may have, by their number and by how long they are. */
function firstRows<T>(items: readonly T[], rowOf: (item: T) => string[]): string[][] {
  const rows: string[][] = []
  let length = 0
  for (const item of items.slice(0, rowLimit)) {
    const row = rowOf(item)
    length += row.join('').length
    if (length > tableLimit) break
    rows.push(row)
  }
  return rows
}

function restOf(more: number): string {
  return more === 0 ? '' : `\n\n…and ${plural(more, 'other')}; the report file has all of them.`
}

function whereOf({ package: of, path = '', line, platforms = [] }: Found & AssessedFinding): string {
  const where =
    of === undefined ? `${path}${line === undefined ? '' : `:${line}`}` : `${of.name} ${of.version ?? ''}`
  const only = platforms.length === 0 ? '' : ` (${platforms.slice(0, 8).map(code).join(', ')})`
  return code(truncate(where.trim(), nameLimit)) + only
}

function named({ id, links, title, isNew }: AssessedFinding): string {
  const name = `${isNew === true ? '🆕 ' : ''}${link(truncate(id, nameLimit), links[0])}`
  return title === undefined ? name : `${name} ${escapeText(truncate(title, 120))}`
}

function fixOf({ kind, package: of, fixedIn, remedy, standing }: AssessedFinding): string {
  const lapsed = standing.kind === 'fails' ? standing.lapsed : undefined
  const day = lapsed === undefined ? '' : formatDay(lapsed.exception.expires)
  const note =
    lapsed === undefined
      ? ''
      : `; ⌛ its exception ${lapsed.term === 'expired' ? 'expired on' : 'is too long, until'} ${day}`
  if (kind !== 'vulnerability')
    return escapeText(truncate(remedy ?? 'take it out and build again', 200)) + note
  if (fixedIn === undefined) return `look for a version that fixes it${note}`
  if (fixedIn.length > 0) {
    const versions = fixedIn.slice(0, 5).map((version) => code(truncate(version, nameLimit)))
    return `update to ${versions.join(' or ')}${note}`
  }
  return `no fix yet; replace or remove ${code(truncate(of?.name ?? '', nameLimit))}${note}`
}

function comparisonOf({ compared }: Assessment, baseline: Baseline | undefined): string {
  if (compared === undefined || baseline === undefined) return ''
  const { name, image, scannedAt } = baseline
  const live = image === undefined ? '' : ` (${shortDigest(image.digest)})`
  const when = scannedAt === undefined ? '' : `, scanned ${code(scannedAt.toISOString())}`
  const counts = `${bold(`${compared.fresh} new`)} · ${compared.carried} carried · ${compared.fixed.length} fixed`
  return `Against ${code(truncate(name, nameLimit))}${live}${when}: ${counts}`
}

function exceptionsOf({ exceptions: { inForce }, findings }: Assessment, now: Date): string {
  const rows = firstRows(inForce, (exception) => {
    const days = daysLeft(exception, now)
    const count = findings.filter(
      ({ standing }) => standing.kind === 'excepted' && standing.exception === exception,
    ).length
    return [
      code(truncate(exception.id, nameLimit)),
      String(count),
      escapeText(truncate(exception.reason, 200)),
      escapeText(truncate(exception.owner, 80)),
      `${days <= 7 ? '⏳ ' : ''}${plural(days, 'day')} (${formatDay(exception.expires)})`,
    ]
  })
  const told = table(['Exception in force', 'Findings', 'Reason', 'Owner', 'Left'], rows)
  return told + restOf(inForce.length - rows.length)
}

function fixedTable(fixed: readonly Found[]): string {
  const rows = firstRows(fixed, ({ id, severity, package: of, path = '' }) => [
    `${colours[severity]} ${severity}`,
    code(truncate(of === undefined ? path : `${of.name} ${of.version ?? ''}`.trim(), nameLimit)),
    escapeText(truncate(id, nameLimit)),
  ])
  return table(['Severity', 'Where', 'Finding'], rows) + restOf(fixed.length - rows.length)
}

function aboutTable({ scanner, packages, startedAt, finishedAt }: ScanSummaryRequest['scanned']): string {
  const { name, uri, version, db } = scanner
  return table(
    ['', ''],
    [
      ['Scanner', `${code(name)}${version === undefined ? '' : ` ${escapeText(version)}`}, ${code(uri)}`],
      [
        'Database',
        `${code(db.uri)}${db.version === undefined ? '' : ` ${code(db.version)}`}, as of ${code(db.lastUpdate)}`,
      ],
      ['Packages', `${packages.scanned} looked up, ${packages.unidentified} without a purl or a version`],
      ['Time', `${code(startedAt.toISOString())}, ${seconds(startedAt, finishedAt)} s`],
    ],
  )
}

function seconds(from: Date, until: Date): string {
  return ((until.getTime() - from.getTime()) / 1000).toFixed(1)
}
