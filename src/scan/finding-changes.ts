import {
  compareSeverity,
  type Severity,
  type Vulnerabilities,
} from '../evidence/predicate/vulnerabilities.ts'
import { compareFindings as compare } from '../gate/baseline.ts'
import type { Found } from '../gate/found.ts'
import { parseSignedFinding } from '../gate/signed-findings.ts'

/** A finding as a signed scan has it. */
export type SignedFinding = {
  id: string
  severity: Severity
  /** The package's purl or name, or where a secret or a misconfiguration is, where the scan says it. */
  package?: string
  fixedIn: string[]
}

/** How the findings about one artifact differ from those about another, the worst first. */
export type FindingChanges = { new: SignedFinding[]; fixed: SignedFinding[]; carried: SignedFinding[] }

/** Compares two scans, as a scan does with its baseline. */
export function compareFindings(before: Vulnerabilities, after: Vulnerabilities): FindingChanges {
  const { fresh, carried, fixed } = compare(findingsIn(after), findingsIn(before))
  return { new: told(fresh), carried: told(carried), fixed: told(fixed) }
}

function findingsIn({ scanner }: Vulnerabilities): Found[] {
  return scanner.result.map(parseSignedFinding)
}

function told(findings: readonly Found[]): SignedFinding[] {
  return findings
    .map(({ id, severity, package: of, path, fixedIn = [] }) => {
      const version = of?.version === undefined ? '' : `@${of.version}`
      const where = of === undefined ? path : (of.purl ?? `${of.name}${version}`)
      return { id, severity, ...(where !== undefined && { package: where }), fixedIn: [...fixedIn] }
    })
    .sort((one, other) => compareSeverity(other.severity, one.severity) || (one.id < other.id ? -1 : 1))
}
