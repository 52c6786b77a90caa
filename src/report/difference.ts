import type { CommitsBetween, Unread } from '../deployment/between.ts'
import type { SignedFinding } from '../scan/finding-changes.ts'
import type { PackageChanges } from '../scan/package-changes.ts'
import type { Package } from '../scan/sbom.ts'
import type { Difference, VulnerabilityChanges } from './between.ts'
import {
  blocks,
  bold,
  code,
  details,
  escapeText,
  heading,
  link,
  plural,
  table,
  truncate,
} from './markdown.ts'

/** Rows of a table for one service; several share them, so that the page never outgrows a summary. */
const rowLimit = 100
/** Characters of a text that anyone wrote. */
const textLimit = 120

/** Shows what lies between what serves and what would: commits, packages, vulnerabilities. */
export function differenceSections(differences: readonly Difference[], repositoryUrl: string): string {
  const rows = Math.max(5, Math.floor(rowLimit / Math.max(1, differences.length)))
  return blocks(
    ...differences.flatMap((difference) => sections(difference, repositoryUrl, differences.length > 1, rows)),
  ).trimEnd()
}

function sections(
  { service, commits, packages, vulnerabilities }: Difference,
  repositoryUrl: string,
  isOneOfSeveral: boolean,
  rows: number,
): (string | undefined)[] {
  const of = isOneOfSeveral ? ` of ${code(service)}` : ''
  return [
    heading(3, `Commits${of}`),
    'unread' in commits ? unreadLine(commits) : commitsSection(commits, repositoryUrl, rows),
    heading(3, `Packages${of}`),
    'unread' in packages ? unreadLine(packages) : packagesSection(packages, rows),
    heading(3, `Vulnerabilities${of}`),
    'unread' in vulnerabilities ? unreadLine(vulnerabilities) : vulnerabilitiesSection(vulnerabilities, rows),
  ]
}

function unreadLine({ unread }: Unread): string {
  return `❔ not known: ${escapeText(unread)}`
}

function commitsSection(commits: CommitsBetween, repositoryUrl: string, rows: number): string {
  const { relation, ahead, behind, base, head, commits: listed, pulls } = commits
  if (relation === 'identical') return 'The same commit.'
  const all = link('all of them', `${repositoryUrl}/compare/${base}...${head}`)
  const shown = listed.slice(0, rows)
  const withPulls = !('unread' in pulls)
  const lines = shown.map(({ sha, nodeId, subject, author }) => {
    const pull = withPulls ? pulls.get(nodeId) : undefined
    return [
      link(sha.slice(0, 7), `${repositoryUrl}/commit/${sha}`),
      escapeText(truncate(subject, textLimit)),
      escapeText(truncate(author, 40)),
      ...(withPulls
        ? [pull === undefined ? '' : link(`#${pull.number} ${truncate(pull.title, textLimit)}`, pull.url)]
        : []),
    ]
  })
  const rest = ahead > shown.length ? `The oldest ${shown.length} of ${ahead} are shown; see ${all}.` : ''
  const back =
    behind === 0 ? '' : `⚠️ ${plural(behind, 'commit')} that serve now would be left out; see ${all}.`
  return blocks(
    ahead === 0 ? '' : `${plural(ahead, 'commit')}, the oldest first.`,
    back,
    table(['Commit', 'Subject', 'Author', ...(withPulls ? ['Pull request'] : [])], lines),
    rest,
    withPulls ? '' : `Pull requests are not known: ${escapeText(pulls.unread)}`,
  ).trimEnd()
}

function packagesSection({ added, removed, changed }: PackageChanges, rows: number): string {
  if (added.length + removed.length + changed.length === 0) return 'The same packages.'
  const versions = (all: readonly string[]) => named(all.join(', '))
  return blocks(
    `${bold(String(added.length))} added, ${bold(String(removed.length))} removed, ${bold(String(changed.length))} changed`,
    folded('changed', changed.length, rows, ['Package', 'From', 'To'], () =>
      changed.slice(0, rows).map(({ name, from, to }) => [named(name), versions(from), versions(to)]),
    ),
    folded('added', added.length, rows, ['Package', 'Version'], () => packageRows(added, rows)),
    folded('removed', removed.length, rows, ['Package', 'Version'], () => packageRows(removed, rows)),
  ).trimEnd()
}

function packageRows(packages: readonly Package[], rows: number): string[][] {
  return packages.slice(0, rows).map(({ name, version }) => [named(name), named(version)])
}

function vulnerabilitiesSection(changes: VulnerabilityChanges, rows: number): string {
  const { new: fresh, fixed, carried, scans } = changes
  const header = ['Severity', 'Vulnerability', 'Package', 'Fixed in']
  const rowsOf = (findings: readonly SignedFinding[]) => () => findings.slice(0, rows).map(findingRow)
  const { from, to } = scans
  return blocks(
    `${bold(String(fresh.length))} new, ${bold(String(fixed.length))} fixed, ${bold(String(carried.length))} carried along`,
    // What comes in is what an approver must see.
    fresh.length === 0 ? '' : table(header, rowsOf(fresh)()),
    fresh.length > rows ? moreLine(fresh.length - rows) : '',
    folded('fixed', fixed.length, rows, header, rowsOf(fixed)),
    folded('carried along', carried.length, rows, header, rowsOf(carried)),
    from.scanner === to.scanner
      ? `By ${code(to.scanner)}, signed at ${from.signedAt.toISOString()} and ${to.signedAt.toISOString()}.`
      : `⚠️ Two scanners are compared: ${code(from.scanner)} then, ${code(to.scanner)} now.`,
  ).trimEnd()
}

function findingRow({ id, severity, package: purl = '', fixedIn }: SignedFinding): string[] {
  return [
    severity,
    named(id),
    named(purl),
    fixedIn.length === 0 ? 'nothing yet' : escapeText(truncate(fixedIn.join(', '), textLimit)),
  ]
}

function folded(
  what: string,
  count: number,
  rows: number,
  header: string[],
  lines: () => string[][],
): string {
  if (count === 0) return ''
  const more = count > rows ? `\n\n${moreLine(count - rows)}` : ''
  return details(`${count} ${what}`, table(header, lines()) + more)
}

function moreLine(count: number): string {
  return `…and ${plural(count, 'other')}; the file at ${code('plan-path')} has all of them.`
}

function named(text: string): string {
  return code(truncate(text, textLimit))
}
