import { type DigestReference, formatReference } from '../artifact/reference.ts'
import { type Severity, severities } from '../evidence/predicate/vulnerabilities.ts'
import type { Finding } from '../scan/findings.ts'
import type { ScanResult } from '../scan/scan.ts'
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

/** Tells what a scan found: the verdict, what to do about it, and the rest folded. */
export function scanSummary(result: ScanResult, image?: DigestReference): string {
  const { failing, findings, blindSpots } = result
  const others = findings.filter((finding) => !failing.includes(finding))
  return blocks(
    heading(2, `${result.verdict === 'passed' ? '✅' : '❌'} ${verdictOf(result)}`),
    image === undefined ? undefined : `${shortDigest(image.digest)} · ${code(formatReference(image))}`,
    countsOf(result),
    findingsTable(failing),
    blindSpots.length === 0 ? undefined : list(blindSpots.map((text) => `⚠️ ${escapeText(text)}`)),
    details(`${plural(others.length, 'finding')} that did not fail the scan`, findingsTable(others)),
    details('About this scan', aboutTable(result)),
  )
}

// A summary holds a megabyte for all steps; the report file has them all.
const rowLimit = 200

const colours: Record<Severity, string> = {
  critical: '🟥',
  high: '🟧',
  medium: '🟨',
  low: '🟦',
  negligible: '⬜',
  unknown: '❔',
}

const worstFirst = severities.toReversed()

function verdictOf({ failing, findings, gate, packages }: ScanResult): string {
  const cutoff = `the cutoff ${gate.severityCutoff}${gate.onlyFixed ? ', counting only what has a fix' : ''}`
  if (failing.length > 0) {
    return `Scan failed: ${failing.length} of ${plural(findings.length, 'finding')} at or above ${cutoff}`
  }
  if (findings.length > 0)
    return `Scan passed: ${plural(findings.length, 'finding')}, none at or above ${cutoff}`
  return `Scan passed: nothing known about ${plural(packages.scanned, 'package')}`
}

function countsOf({ findings, counts }: ScanResult): string {
  if (findings.length === 0) return ''
  const words = worstFirst
    .filter((severity) => severity !== 'unknown' || counts.unknown > 0)
    .map((severity) => (counts[severity] === 0 ? `0 ${severity}` : bold(`${counts[severity]} ${severity}`)))
  return `${barOf(counts, findings.length)}\n\n${words.join(' · ')}`
}

// As wide as a line is on a telephone; every severity that occurs is seen.
const barWidth = 20

function barOf(counts: ScanResult['counts'], total: number): string {
  const width = Math.min(total, barWidth)
  const share = (count: number) => (count === 0 ? 0 : Math.max(1, Math.round((count / total) * width)))
  return worstFirst.map((severity) => colours[severity].repeat(share(counts[severity]))).join('')
}

function findingsTable(findings: readonly Finding[]): string {
  const rows = findings
    .slice(0, rowLimit)
    .map((finding) => [
      `${colours[finding.severity]} ${finding.severity}${finding.score === undefined ? '' : ` ${finding.score}`}`,
      code(`${finding.package.name} ${finding.package.version}`),
      vulnerabilityOf(finding),
      wayOut(finding),
    ])
  const more = findings.length - rows.length
  const rest = more === 0 ? '' : `\n\n…and ${plural(more, 'other')}; the report file has all of them.`
  return table(['Severity', 'Package', 'Vulnerability', 'How to fix'], rows) + rest
}

function vulnerabilityOf({ id, links, summary }: Finding): string {
  const named = link(id, links[0])
  return summary === undefined ? named : `${named} ${escapeText(truncate(summary, 120))}`
}

function wayOut({ package: { name }, fixedIn }: Finding): string {
  if (fixedIn.length === 0) return `no fix yet; replace or remove ${code(name)}`
  return `update to ${fixedIn.slice(0, 5).map(code).join(' or ')}`
}

function aboutTable({ scanner, packages, startedAt, finishedAt }: ScanResult): string {
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
