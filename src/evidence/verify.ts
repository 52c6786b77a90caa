import { type Digest, digestOf } from '../artifact/digest.ts'
import { Failure } from '../failure.ts'
import { envelopeOf, parseBundle, preAuthEncoding } from './bundle.ts'
import type { Evidence } from './evidence.ts'
import { checkIdentity, checkSource, type Trust } from './identity.ts'
import { parsePromotion, promotionType } from './predicate/promotion.ts'
import { parseProvenance, provenanceType } from './predicate/provenance.ts'
import { buildSbom, isSbomType } from './predicate/sbom.ts'
import { parseVerificationSummary, verificationSummaryType } from './predicate/verification-summary.ts'
import { parseVulnerabilities, vulnerabilitiesType } from './predicate/vulnerabilities.ts'
import { checkClaims, claimedSource } from './provenance-claims.ts'
import { isDigestOf, verifySignature } from './signature.ts'
import type { Signer } from './signer.ts'
import { parseSimpleSigning } from './simple-signing.ts'
import { isAbout, parseStatement, type Statement } from './statement.ts'
import type { TrustMaterialSource } from './trust.ts'

export { commitOf, type Evidence, type Rejection } from './evidence.ts'
export type { SourceRepository, Trust } from './identity.ts'
export type { CertificateSigner, Signer } from './signer.ts'

/** A signature that makes no statement but that of its existence. */
export type PlainSignature = Pick<Evidence, 'subject' | 'signer' | 'signedAt' | 'digest' | 'source'>

export type VerifyOptions = {
  subject: Digest
  trust: Trust
  roots: TrustMaterialSource
  source?: string
}

/** Verifies that a bundle holds a statement about an artifact by a signer we trust, or fails with the reason. */
export async function verifyBundle(json: unknown, options: VerifyOptions): Promise<Evidence> {
  const { subject, trust, roots, source = 'bundle' } = options
  const { bundle, digest } = await parseBundle(json)
  const envelope = envelopeOf(bundle)
  const statement = parseStatement(envelope.payload)
  if (!isAbout(statement, subject)) {
    throw new Failure('mismatch', `the statement is about another artifact; wanted ${subject}`)
  }

  const bytes = preAuthEncoding(envelope)
  const { signer, times } = await verifySignature(
    { bundle, bytes, signature: envelope.signature },
    trust,
    roots,
  )

  checkStatement(statement, signer, trust)
  const { predicateType, predicate } = statement
  const signedAt = earliest(signer.kind === 'key' ? [...times, ...timesIn(statement)] : times)
  return { statement, predicateType, predicate, subject, signer, signedAt, digest, source }
}

/** Verifies a plain signature over a file's bytes, as `cosign sign-blob` makes it. */
export async function verifyBlob(
  json: unknown,
  { bytes, ...options }: Omit<VerifyOptions, 'subject'> & { bytes: Uint8Array },
): Promise<PlainSignature> {
  return { subject: digestOf(bytes), ...(await verifyMessage(json, bytes, options)) }
}

/** Verifies a signature over a document that names an image, as `cosign sign` made them before it made statements. */
export async function verifyImageSignature(
  json: unknown,
  { subject, document, ...options }: VerifyOptions & { document: Uint8Array },
): Promise<PlainSignature> {
  if (parseSimpleSigning(document) !== subject) {
    throw new Failure('mismatch', `the signature is about another artifact; wanted ${subject}`)
  }
  return { subject, ...(await verifyMessage(json, document, options)) }
}

async function verifyMessage(
  json: unknown,
  bytes: Uint8Array,
  { trust, roots, source = 'bundle' }: Omit<VerifyOptions, 'subject'>,
): Promise<Omit<PlainSignature, 'subject'>> {
  const { bundle, digest } = await parseBundle(json)
  if (bundle.content.$case !== 'messageSignature') {
    throw new Failure('mismatch', 'the bundle holds a statement; wanted a plain signature')
  }
  const { messageDigest, signature } = bundle.content.messageSignature
  if (!isDigestOf(messageDigest.digest, bytes)) {
    throw new Failure('mismatch', `the signature is about another file; wanted ${digestOf(bytes)}`)
  }
  const { signer, times } = await verifySignature({ bundle, bytes, signature }, trust, roots)
  if (signer.kind === 'certificate') checkIdentity(signer, trust)
  return { signer, signedAt: earliest(times), digest, source }
}

// The earliest, because anyone can have an old signature stamped again to make it look fresh.
function earliest(times: readonly Date[]): Date {
  return times.length === 0 ? new Date(0) : new Date(Math.min(...times.map((time) => time.getTime())))
}

function checkStatement(statement: Statement, signer: Signer, trust: Trust): void {
  const provenance =
    statement.predicateType === provenanceType ? parseProvenance(statement.predicate) : undefined
  if (signer.kind === 'certificate') {
    checkIdentity(signer, trust)
    if (provenance !== undefined) checkClaims(provenance, signer)
  } else if (provenance !== undefined) {
    const source = claimedSource(provenance)
    if (source !== undefined) checkSource(source, trust)
  }
}

function timesIn({ predicateType, predicate }: Statement): Date[] {
  return ownTimes(predicateType, predicate)
    .filter((time) => time !== undefined)
    .map((time) => new Date(time))
}

function ownTimes(predicateType: string, predicate: unknown): (string | Date | undefined)[] {
  if (predicateType === vulnerabilitiesType) return [parseVulnerabilities(predicate).metadata.scanFinishedOn]
  if (predicateType === verificationSummaryType) return [parseVerificationSummary(predicate).timeVerified]
  if (predicateType === promotionType) return [parsePromotion(predicate).observedAt]
  if (predicateType === provenanceType) return [parseProvenance(predicate).runDetails.metadata?.finishedOn]
  return isSbomType(predicateType) ? [buildSbom(predicate).createdAt] : []
}
