import type { Digest } from '../../artifact/digest.ts'
import { hexOf } from '../../artifact/digest.ts'
import { list, mapOf, oneOf, open, optional, text, time } from '../shape.ts'

/** https://slsa.dev/spec/v1.2/verification_summary */
export const verificationSummaryType = 'https://slsa.dev/verification_summary/v1'

/** Who judged, in summaries of ours. Consumers trust the pair of this and the signer. */
const verifierId = 'https://immutable-deploy.dev/verifier/v1'

const slsaVersion = '1.2'

export type VerificationSummary = ReturnType<typeof parseVerificationSummary>

/** Tells that an artifact was judged by a policy, on which evidence, and how. */
export function buildVerificationSummary(summary: {
  verifiedAt: Date
  /** What the judgement is for: `https://github.com/acme/shop#production`. */
  resourceUri: string
  policy: { uri: string; digest: Digest }
  inputAttestations: readonly { uri: string; digest: Digest }[]
  passed: boolean
  /** `SLSA_BUILD_LEVEL_2`, …; nothing when it did not pass. */
  verifiedLevels: readonly string[]
  verifierVersion?: string
}): VerificationSummary {
  const { verifiedAt, resourceUri, policy, inputAttestations, passed, verifiedLevels, verifierVersion } =
    summary
  return {
    verifier: {
      id: verifierId,
      ...(verifierVersion !== undefined && { version: { 'immutable-deploy': verifierVersion } }),
    },
    timeVerified: verifiedAt.toISOString(),
    resourceUri,
    policy: { uri: policy.uri, digest: { sha256: hexOf(policy.digest) } },
    inputAttestations: inputAttestations.map(({ uri, digest }) => ({
      uri,
      digest: { sha256: hexOf(digest) },
    })),
    verificationResult: passed ? 'PASSED' : 'FAILED',
    verifiedLevels: passed ? [...verifiedLevels] : ['FAILED'],
    slsaVersion,
  }
}

export function parseVerificationSummary(predicate: unknown) {
  return readVerificationSummary(predicate, 'verification summary')
}

const readVerificationSummary = open({
  verifier: open({ id: text, version: optional(mapOf(text)) }),
  timeVerified: optional(time),
  resourceUri: text,
  policy: open({ uri: optional(text), digest: optional(mapOf(text)) }),
  inputAttestations: optional(list(open({ uri: optional(text), digest: mapOf(text) }))),
  verificationResult: oneOf(['PASSED', 'FAILED']),
  verifiedLevels: list(text),
  slsaVersion: optional(text),
})
