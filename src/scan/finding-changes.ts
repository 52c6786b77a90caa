import {
  compareSeverity,
  type Severity,
  severityOf,
  type Vulnerabilities,
  type VulnerabilityResult,
} from '../evidence/predicate/vulnerabilities.ts'
import { isObject } from '../evidence/shape.ts'

/** A finding as a signed scan has it. */
export type SignedFinding = {
  id: string
  severity: Severity
  /** The package's purl or name, where the scan says it. */
  package?: string
  fixedIn: string[]
}

/** How the findings about one artifact differ from those about another, the worst first. */
export type FindingChanges = { new: SignedFinding[]; fixed: SignedFinding[]; carried: SignedFinding[] }

/** Compares two scans. A finding is the same under any of its names, in any version of the package. */
export function compareFindings(before: Vulnerabilities, after: Vulnerabilities): FindingChanges {
  const were = before.scanner.result.map(read)
  const are = after.scanner.result.map(read)
  const [wasFound, isFound] = [isAmong(were), isAmong(are)]
  return {
    new: findingsOf(are.filter((entry) => !wasFound(entry))),
    carried: findingsOf(are.filter(wasFound)),
    fixed: findingsOf(were.filter((entry) => !isFound(entry))),
  }
}

type Entry = SignedFinding & { names: string[] }

function read({ id, severity, annotations }: VulnerabilityResult): Entry {
  const notes = (Array.isArray(annotations) ? annotations : [annotations]).filter(isObject)
  const named = notes.map((note) => note.package).find((name) => typeof name === 'string')
  return {
    id,
    severity: severityOf(severity),
    ...(named !== undefined && { package: named }),
    fixedIn: textsIn(notes, 'fixedIn'),
    names: [id, ...textsIn(notes, 'aliases')],
  }
}

function isAmong(entries: readonly Entry[]): (entry: Entry) => boolean {
  const known = new Set(entries.flatMap(keysOf))
  return (entry) => keysOf(entry).some((key) => known.has(key))
}

function keysOf({ names, package: purl = '' }: Entry): string[] {
  const [identity = ''] = purl.split(/(?<=.)@/, 1)
  return names.map((name) => `${name} ${identity}`)
}

function findingsOf(entries: readonly Entry[]): SignedFinding[] {
  return entries
    .map(({ names: _, ...finding }) => finding)
    .sort((one, other) => compareSeverity(other.severity, one.severity) || (one.id < other.id ? -1 : 1))
}

function textsIn(notes: readonly Record<string, unknown>[], key: string): string[] {
  return notes.flatMap((note) => {
    const list = note[key]
    return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : []
  })
}
