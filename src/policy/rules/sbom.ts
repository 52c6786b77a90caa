import { isSbomType, parseSbom } from '../../evidence/predicate/sbom.ts'
import { isSpdx3, packagesOf } from '../../evidence/predicate/spdx3.ts'
import { evidenceOf, type Facts, type Finding, missing, type Rule } from '../facts.ts'

export const sbom: Rule = {
  description: 'The artifact carries a verified SBOM, CycloneDX or SPDX.',
  timed: false,
  applies: ({ require }) => require.sbom,
  evaluate: evaluateSbom,
}

export type SbomSummary = { format: 'cyclonedx' | 'spdx'; packages: number }

/** Tells what kind of SBOM a predicate is, and how many packages it lists. */
export function summarizeSbom(predicateType: string, predicate: unknown): SbomSummary {
  const document = parseSbom(predicateType, predicate).predicate
  const format = 'bomFormat' in document ? 'cyclonedx' : 'spdx'
  if (isSpdx3(document)) return { format, packages: packagesOf(document) }
  const packages = format === 'cyclonedx' ? document.components : document.packages
  return { format, packages: Array.isArray(packages) ? packages.length : 0 }
}

function evaluateSbom(facts: Facts): Finding {
  const [newest] = evidenceOf(facts, isSbomType)
  if (newest === undefined)
    return {
      passed: false,
      reason: missing(facts, 'SBOM', isSbomType),
      way: 'attach one with the scan action, or with the sign action and sbom-path',
    }
  const { format, packages } = summarizeSbom(newest.predicateType, newest.predicate)
  return {
    passed: true,
    reason: `${format} with ${packages} ${packages === 1 ? 'package' : 'packages'}`,
    evidence: [newest.digest],
  }
}
