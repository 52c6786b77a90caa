import { compareSeverity, type Severity, severities } from '../evidence/predicate/vulnerabilities.ts'

/** One vulnerability of one package. */
export type Finding = {
  id: string
  /** Other names of the same vulnerability. */
  aliases: string[]
  package: { name: string; version: string; purl?: string }
  /** Where the package was found in the image: files, and the layer that brought them in. */
  locations?: { path?: string; layer?: string }[]
  severity: Severity
  /** Who rated it, as the scanner says: `nvd`, `ghsa`, `debian`… */
  ratedBy?: string
  score?: number
  vector?: string
  /** Versions that do not have it any more; none means that there is no fix. */
  fixedIn: string[]
  summary?: string
  links: string[]
}

/**
 * Merges what a scanner tells about one package in several places, and under several names: what is to be updated is
 * told once, with every place.
 */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const byPackage = Map.groupBy(
    findings,
    ({ package: { name, version, purl } }) => purl ?? `${name}@${version}`,
  )
  return [...byPackage.values()].flatMap(mergeAliases)
}

export type Counts = Record<Severity, number>

export function countFindings(findings: readonly Pick<Finding, 'severity'>[]): Counts {
  const counts = Object.fromEntries(severities.map((severity) => [severity, 0])) as Counts
  for (const { severity } of findings) counts[severity]++
  return counts
}

/**
 * Merges findings of one package that are the same vulnerability under several names: databases of GitHub, a
 * language and a distribution often hold a record each. The worst rating and all fixes are kept.
 */
export function mergeAliases(findings: readonly Finding[]): Finding[] {
  const byName = new Map<string, Group>()
  for (const finding of findings) {
    const names = [finding.id, ...finding.aliases]
    // One record may show that groups which had nothing in common until now are the same.
    const same = new Set(names.map((name) => byName.get(name)).filter((group) => group !== undefined))
    const group: Group = { names: [...names], findings: [finding] }
    for (const other of same) {
      group.names.push(...other.names)
      group.findings.push(...other.findings)
    }
    for (const name of group.names) byName.set(name, group)
  }
  return [...new Set(byName.values())].map(merge)
}

type Group = { names: string[]; findings: Finding[] }

/** Orders findings the same way every time: the worst first, then by package and name. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      compareSeverity(b.severity, a.severity) ||
      compareText(a.package.name, b.package.name) ||
      compareText(a.package.version, b.package.version) ||
      compareText(a.id, b.id),
  )
}

function merge({ names, findings }: Group): Finding {
  const [first, ...others] = findings.toSorted((a, b) => compareIds(a.id, b.id))
  if (first === undefined) throw new Error('a group of findings is never empty')
  const all = [first, ...others]
  const worst = all.reduce((a, b) => (compareSeverity(b.severity, a.severity) > 0 ? b : a))
  return {
    ...first,
    ...pickRating(worst),
    aliases: [...new Set(names)].filter((name) => name !== first.id).sort(compareIds),
    fixedIn: [...new Set(all.flatMap(({ fixedIn }) => fixedIn))],
    summary: all.find(({ summary }) => summary !== undefined)?.summary,
    links: [...new Set(all.flatMap(({ links }) => links))],
    ...locationsOf(all),
  }
}

function pickRating({
  severity,
  ratedBy,
  score,
  vector,
}: Finding): Pick<Finding, 'severity' | 'ratedBy' | 'score' | 'vector'> {
  return { severity, ratedBy, score, vector }
}

function locationsOf(findings: readonly Finding[]): Pick<Finding, 'locations'> {
  const all = findings.flatMap(({ locations = [] }) => locations)
  const places = new Map(all.map((one) => [`${one.layer} ${one.path}`, one]))
  return places.size === 0 ? {} : { locations: [...places.values()] }
}

// GitHub's name first, for it leads to a page with the fix; then the one that everybody knows.
const knownNames = ['GHSA-', 'CVE-']

function compareIds(a: string, b: string): number {
  return rank(a) - rank(b) || compareText(a, b)
}

function rank(id: string): number {
  const index = knownNames.findIndex((prefix) => id.startsWith(prefix))
  return index < 0 ? knownNames.length : index
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
