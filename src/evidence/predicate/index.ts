import { hexOf } from '../../artifact/digest.ts'
import { Failure, isFailure } from '../../failure.ts'
import type { Subject } from '../statement.ts'
import { checkCosignVulnerabilities, cosignVulnerabilitiesType } from './cosign-vulnerabilities.ts'
import { checkCycloneDx } from './cyclonedx.ts'
import { checkOpenVex, openVexTypes } from './openvex.ts'
import { parsePromotion, promotionType } from './promotion.ts'
import { parseProvenance, provenanceType } from './provenance.ts'
import { cycloneDxType, parseSbom } from './sbom.ts'
import { checkSpdx2 } from './spdx2.ts'
import { checkSpdx3 } from './spdx3.ts'
import { checkTestResult, testResultType } from './test-result.ts'
import { parseVerificationSummary, verificationSummaryType } from './verification-summary.ts'
import { parseVulnerabilities, vulnerabilitiesType } from './vulnerabilities.ts'

/** Refuses a predicate of a type that is known here and that it is not, with the place that is wrong. */
export function checkPredicate(type: string, predicate: unknown, subjects: readonly Subject[]): void {
  const check = knownTypes.find(([known]) =>
    known instanceof RegExp ? known.test(type) : known === type,
  )?.[1]
  try {
    check?.(predicate, subjects, type)
  } catch (error) {
    if (!isFailure(error)) throw error
    throw new Failure('invalid-input', `the predicate is no "${type}": ${error.message}`, { cause: error })
  }
}

type Check = (predicate: unknown, subjects: readonly Subject[], type: string) => unknown

const knownTypes: readonly (readonly [string | RegExp, Check])[] = [
  [provenanceType, parseProvenance],
  [/^https:\/\/(spdx\.dev\/Document|cyclonedx\.org\/bom)(\/|$)/, checkSbom],
  [vulnerabilitiesType, parseVulnerabilities],
  [cosignVulnerabilitiesType, checkCosignVulnerabilities],
  [openVexTypes, checkOpenVex],
  [testResultType, checkTestResult],
  [verificationSummaryType, parseVerificationSummary],
  [promotionType, checkPromotion],
]

function checkSbom(predicate: unknown, _: readonly Subject[], type: string): void {
  const { predicateType } = parseSbom(type, predicate)
  // The type of an attached SBOM need not name the version.
  if (predicateType.startsWith(cycloneDxType)) checkCycloneDx(predicate)
  else if ('spdxVersion' in Object(predicate)) checkSpdx2(predicate)
  else checkSpdx3(predicate)
}

function checkPromotion(predicate: unknown, subjects: readonly Subject[]): void {
  const { digest } = parsePromotion(predicate)
  if (subjects.some((subject) => subject.digest.sha256 === hexOf(digest))) return
  const wanted = subjects.map((subject) => `sha256:${subject.digest.sha256}`).join(', ')
  throw new Failure('mismatch', `it is about ${digest}; the subject is ${wanted}`)
}
