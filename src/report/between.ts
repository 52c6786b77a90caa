import type { Between, CommitsBetween, Unread } from '../deployment/between.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { isSbomType } from '../evidence/predicate/sbom.ts'
import {
  parseVulnerabilities,
  type Vulnerabilities,
  vulnerabilitiesType,
} from '../evidence/predicate/vulnerabilities.ts'
import { isFailure } from '../failure.ts'
import { compareFindings, type FindingChanges } from '../scan/finding-changes.ts'
import { comparePackages, type PackageChanges } from '../scan/package-changes.ts'
import { readSbom } from '../scan/sbom.ts'

/** What lies between two artifacts, as far as verified statements about both say. */
export type Difference = {
  service: string
  commits: CommitsBetween | Unread
  packages: PackageChanges | Unread
  vulnerabilities: VulnerabilityChanges | Unread
}

export type VulnerabilityChanges = FindingChanges & {
  /** The scans that are compared. */
  scans: { from: ScanOf; to: ScanOf }
}

export type ScanOf = { scanner: string; signedAt: Date }

/** Compares SBOM with SBOM and scan with scan. What is missing or cannot be read is told, and fails nothing. */
export function differenceOf({ service, commits, evidence: { from, to } }: Between): Difference {
  return {
    service,
    commits,
    packages: unlessUnreadable(() => packageChanges(from, to)),
    vulnerabilities: unlessUnreadable(() => vulnerabilityChanges(from, to)),
  }
}

function packageChanges(from: readonly Evidence[], to: readonly Evidence[]): PackageChanges | Unread {
  const [before] = newestFirst(from, isSbomType)
  const [after] = newestFirst(to, isSbomType)
  if (before === undefined) return { unread: 'no verified SBOM lies beside what serves' }
  if (after === undefined) return { unread: 'it carries no verified SBOM' }
  return comparePackages(readSbom(before.predicate).packages, readSbom(after.predicate).packages)
}

function vulnerabilityChanges(
  from: readonly Evidence[],
  to: readonly Evidence[],
): VulnerabilityChanges | Unread {
  const after = scansIn(to)[0]
  if (after === undefined) return { unread: 'it carries no verified scan' }
  // Two scanners call the same thing by different names: the same one's word is worth more than a newer one.
  const earlier = scansIn(from)
  const before = earlier.find(({ scanner }) => scanner === after.scanner) ?? earlier[0]
  if (before === undefined) return { unread: 'no verified scan lies beside what serves' }
  const changes = compareFindings(before.scan, after.scan)
  return { ...changes, scans: { from: scanOf(before), to: scanOf(after) } }
}

type Scan = ScanOf & { scan: Vulnerabilities }

function scansIn(evidence: readonly Evidence[]): Scan[] {
  return newestFirst(evidence, (type) => type === vulnerabilitiesType).map(({ predicate, signedAt }) => {
    const scan = parseVulnerabilities(predicate)
    return { scan, scanner: scan.scanner.uri.replace(/(?<=.)@[^@/]*$/, ''), signedAt }
  })
}

function scanOf({ scanner, signedAt }: Scan): ScanOf {
  return { scanner, signedAt }
}

function newestFirst(evidence: readonly Evidence[], isType: (type: string) => boolean): Evidence[] {
  return evidence
    .filter(({ predicateType }) => isType(predicateType))
    .toSorted((one, other) => other.signedAt.getTime() - one.signedAt.getTime())
}

function unlessUnreadable<T>(read: () => T): T | Unread {
  try {
    return read()
  } catch (error) {
    if (isFailure(error)) return { unread: error.message }
    throw error
  }
}
