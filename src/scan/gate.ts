import { Failure, type Problem } from '../failure.ts'
import { formatDay } from '../gate/exceptions.ts'
import { cutoffFor } from '../gate/gate.ts'
import type { AssessedFinding, Assessment } from './assess.ts'

export { type Gate, severityCutoffs } from '../gate/gate.ts'

/** Makes the refusal that a step fails with: every reason, each with its way out. */
export function refusalOf({ failing, gate, compared }: Assessment, exceptionsFile?: string): Failure {
  const problems = failing.map((finding) => problemOf(finding, exceptionsFile))
  const cutoffs = [...new Set(failing.map(({ kind }) => `"${cutoffFor(kind, gate)}"`))].join(' or ')
  const what = compared === undefined ? 'finding' : 'new finding'
  const found = failing.length === 1 ? `1 ${what} reaches` : `${failing.length} ${what}s reach`
  return new Failure('denied', `the scan failed: ${found} the severity cutoff ${cutoffs}`, { problems })
}

/** What to do about a finding, in words. */
export function wayOut({ kind, fixedIn, remedy }: AssessedFinding): string {
  if (kind !== 'vulnerability') return remedy ?? 'take it out and build again'
  if (fixedIn === undefined) return 'look for a version that fixes it'
  return fixedIn.length === 0 ? 'no version fixes it yet' : `update to ${fixedIn.join(' or ')}`
}

function problemOf(finding: AssessedFinding, file: string | undefined): Problem {
  const { kind, id, package: of, path, severity, standing } = finding
  const where = of === undefined ? (path ?? kind) : `${of.name} ${of.version ?? ''}`.trim()
  const message = `${where}: ${severity} ${id}; ${wayOut(finding)}`
  if (standing.kind !== 'fails' || standing.lapsed === undefined) return { message }
  const { exception, term } = standing.lapsed
  const day = formatDay(exception.expires)
  const lapsed =
    term === 'expired'
      ? `its exception expired on ${day} (${exception.owner})`
      : `its exception until ${day} is for more than a year`
  const place = file === undefined ? {} : { place: { file, line: exception.line } }
  return { message: `${message}; ${lapsed}`, ...place }
}
