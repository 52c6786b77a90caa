import { reachesCutoff, type SeverityCutoff, severities } from '../evidence/predicate/vulnerabilities.ts'
import { type Exception, type Term, termOf } from './exceptions.ts'
import type { Found } from './found.ts'
import type { VexStatement } from './vex.ts'

/** The severities that can be asked for, from the least to the worst. */
export const severityCutoffs: SeverityCutoff[] = severities.filter((severity) => severity !== 'unknown')

/** What must not be found, in Anchore's words. */
export type Gate = {
  /** From here on a finding fails. */
  severityCutoff: SeverityCutoff
  /** Vulnerabilities that no version fixes do not fail. */
  onlyFixed: boolean
  /** From where on what is no vulnerability fails; unless told, as one does. */
  secretCutoff?: SeverityCutoff
  misconfigurationCutoff?: SeverityCutoff
}

/** What a finding may be excused by. */
export type Excuses = {
  /** The exceptions that are about a finding, whether they still hold or not. */
  exceptionsOf(found: Found): readonly Exception[]
  now: Date
  /** What VEX documents say about a finding, where they say that it does no harm. */
  vexOf?(found: Found): VexStatement | undefined
  /** Whether what serves has it already; only where new findings alone are to fail. */
  isLive?(found: Found): boolean
}

/** What becomes of a finding, and why. */
export type Standing =
  | { kind: 'fails'; lapsed?: { exception: Exception; term: Exclude<Term, 'in-force'> } }
  | { kind: 'not-affected'; vex: VexStatement }
  | { kind: 'below-cutoff' }
  | { kind: 'no-fix' }
  | { kind: 'excepted'; exception: Exception }
  | { kind: 'carried' }

/**
 * Says what becomes of a finding; a step and a promotion ask the same. What nobody has rated may be anything, and so
 * reaches every cutoff; what nobody says has no fix may have one.
 */
export function judge(found: Found, gate: Gate, excuses: Excuses): Standing {
  const vex = excuses.vexOf?.(found)
  if (vex !== undefined) return { kind: 'not-affected', vex }
  if (!reachesCutoff(found.severity, cutoffFor(found.kind, gate))) return { kind: 'below-cutoff' }
  if (gate.onlyFixed && hasNoFix(found)) return { kind: 'no-fix' }
  const terms = excuses
    .exceptionsOf(found)
    .map((exception) => ({ exception, term: termOf(exception, excuses.now) }))
  const inForce = terms.find(({ term }) => term === 'in-force')
  if (inForce !== undefined) return { kind: 'excepted', exception: inForce.exception }
  if (excuses.isLive?.(found) === true) return { kind: 'carried' }
  const [lapsed] = terms
  if (lapsed === undefined || lapsed.term === 'in-force') return { kind: 'fails' }
  return { kind: 'fails', lapsed: { exception: lapsed.exception, term: lapsed.term } }
}

export function cutoffFor(kind: Found['kind'], gate: Gate): SeverityCutoff {
  switch (kind) {
    case 'vulnerability':
      return gate.severityCutoff
    case 'secret':
      return gate.secretCutoff ?? gate.severityCutoff
    case 'misconfiguration':
      return gate.misconfigurationCutoff ?? gate.severityCutoff
    default:
      return kind satisfies never
  }
}

// A secret is taken out, and a setting changed, whatever versions there are.
function hasNoFix({ kind, fixedIn }: Found): boolean {
  return kind === 'vulnerability' && fixedIn !== undefined && fixedIn.length === 0
}
