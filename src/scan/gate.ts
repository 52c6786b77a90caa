import { reachesCutoff, type SeverityCutoff, severities } from '../evidence/predicate/vulnerabilities.ts'
import { Failure } from '../failure.ts'
import type { Finding } from './findings.ts'

/** The severities that can be asked for, from the least to the worst. */
export const severityCutoffs: SeverityCutoff[] = severities.filter((severity) => severity !== 'unknown')

/** What a scan must not find, in Anchore's words. */
export type Gate = {
  /** From here on a finding fails the scan. */
  severityCutoff: SeverityCutoff
  /** Findings that no version fixes do not fail it. */
  onlyFixed: boolean
}

/**
 * Says which findings fail a scan, by the same comparison that a promotion makes: what nobody has rated may be
 * anything, and so reaches every cutoff.
 */
export function gate(
  findings: readonly Finding[],
  { severityCutoff, onlyFixed }: Gate,
): { passed: boolean; failing: Finding[] } {
  const failing = findings.filter(
    ({ severity, fixedIn }) => reachesCutoff(severity, severityCutoff) && (!onlyFixed || fixedIn.length > 0),
  )
  return { passed: failing.length === 0, failing }
}

/** Makes the refusal that a step fails with: every reason, each with its way out. */
export function refusalOf(failing: readonly Finding[], { severityCutoff }: Gate): Failure {
  const problems = failing.map(({ id, package: { name, version }, severity, fixedIn }) => {
    const way = fixedIn.length === 0 ? 'no version fixes it yet' : `update to ${fixedIn.join(' or ')}`
    return { message: `${name} ${version}: ${severity} ${id}; ${way}` }
  })
  const found = failing.length === 1 ? '1 finding reaches' : `${failing.length} findings reach`
  return new Failure('denied', `the scan failed: ${found} the severity cutoff "${severityCutoff}"`, {
    problems,
  })
}
