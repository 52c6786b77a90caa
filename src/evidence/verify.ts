import { type KeyObject, X509Certificate } from 'node:crypto'
import type { Bundle } from '@sigstore/bundle'
import type { TrustedRoot } from '@sigstore/protobuf-specs'
import type { SignedEntity, Verifier } from '@sigstore/verify'
import { type Digest, digestOf } from '../artifact/digest.ts'
import { Failure, isFailure, messageOf } from '../failure.ts'
import { envelopeOf, parseBundle, preAuthEncoding } from './bundle.ts'
import type { Evidence } from './evidence.ts'
import { checkIdentity, checkSource, namesIdentity, type Trust } from './identity.ts'
import { fingerprintOf, isSignedBy, parsePublicKey } from './key.ts'
import { parsePromotion, promotionType } from './predicate/promotion.ts'
import { parseProvenance, provenanceType } from './predicate/provenance.ts'
import { buildSbom, isSbomType } from './predicate/sbom.ts'
import { parseVerificationSummary, verificationSummaryType } from './predicate/verification-summary.ts'
import { parseVulnerabilities, vulnerabilitiesType } from './predicate/vulnerabilities.ts'
import { checkClaims, claimedSource } from './provenance-claims.ts'
import { readCertificateSigner, type Signer } from './signer.ts'
import { isAbout, parseStatement, type Statement } from './statement.ts'
import { loadTrustMaterial, type TrustMaterialSource, thresholdsOf } from './trust.ts'

export { commitOf, type Evidence, type Rejection } from './evidence.ts'
export type { SourceRepository, Trust } from './identity.ts'
export type { CertificateSigner, Signer } from './signer.ts'

export type BlobSignature = Pick<Evidence, 'subject' | 'signer' | 'signedAt' | 'digest' | 'source'>

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
  options: Omit<VerifyOptions, 'subject'> & { bytes: Uint8Array },
): Promise<BlobSignature> {
  const { bytes, trust, roots, source = 'bundle' } = options
  const { bundle, digest } = await parseBundle(json)
  if (bundle.content.$case !== 'messageSignature') {
    throw new Failure('mismatch', 'the bundle holds a statement; wanted a signature over a file')
  }
  const { messageDigest, signature } = bundle.content.messageSignature
  const subject = digestOf(bytes)
  if (subject !== `sha256:${messageDigest.digest.toString('hex')}`) {
    throw new Failure('mismatch', `the signature is about another file; wanted ${subject}`)
  }
  const { signer, times } = await verifySignature({ bundle, bytes, signature }, trust, roots)
  if (signer.kind === 'certificate') checkIdentity(signer, trust)
  return { subject, signer, signedAt: earliest(times), digest, source }
}

type Signed = { bundle: Bundle; bytes: Uint8Array; signature: Uint8Array }

type Verified = { signer: Signer; times: Date[] }

async function verifySignature(signed: Signed, trust: Trust, others: TrustMaterialSource): Promise<Verified> {
  const key = trust.key === undefined ? undefined : parsePublicKey(trust.key)
  const { verificationMaterial } = signed.bundle
  const certified = verificationMaterial.content.$case !== 'publicKey'
  checkMaterial(certified, trust)

  const { tlogEntries, timestampVerificationData } = verificationMaterial
  const witnessed = tlogEntries.length + (timestampVerificationData?.rfc3161Timestamps.length ?? 0) > 0
  // A key with nothing beside it is verified by itself: no root is needed, and no network.
  const source = trust.roots ?? others
  const roots =
    certified || witnessed ? await loadTrustMaterial(source, issuerOf(signed.bundle)) : [emptyRoot]
  const verified = await verifyByAny(roots, signed, key)
  if (!certified || key === undefined || verified.key.equals(key)) return verified
  throw new Failure('denied', 'the certificate is for another key than the one that is trusted')
}

function checkMaterial(certified: boolean, trust: Trust): void {
  if (trust.key === undefined && !namesIdentity(trust)) {
    throw new Failure(
      'invalid-input',
      'nobody is trusted: name a signing workflow, a repository, an identity or a key',
    )
  }
  if (certified && !namesIdentity(trust)) {
    throw new Failure('denied', 'signed with a certificate; wanted a signature by the key that is trusted')
  }
  if (!certified && namesIdentity(trust)) {
    throw new Failure('denied', 'signed with a key; wanted a certificate that names the signer')
  }
}

async function verifyByAny(
  roots: readonly TrustedRoot[],
  signed: Signed,
  key: KeyObject | undefined,
): Promise<Verified & { key: KeyObject }> {
  const reasons = new Set<string>()
  for (const root of roots) {
    try {
      return await verifyByRoot(root, signed, key)
    } catch (error) {
      // Whatever a forged bundle makes the parsers of certificates and timestamps throw, it is no evidence.
      reasons.add(isFailure(error) ? error.message : describe(error))
    }
  }
  throw new Failure('mismatch', `not verified: ${[...reasons].join('; ')}`)
}

async function verifyByRoot(
  root: TrustedRoot,
  { bundle, bytes, signature }: Signed,
  trusted: KeyObject | undefined,
): Promise<Verified & { key: KeyObject }> {
  const { toSignedEntity, toTrustMaterial, Verifier } = await import('@sigstore/verify')
  const certified = bundle.verificationMaterial.content.$case !== 'publicKey'
  const material = toTrustMaterial(root, () => {
    if (trusted === undefined) throw new Failure('denied', 'signed with a key, and no key is trusted')
    return { publicKey: trusted, validFor: () => true }
  })
  const thresholds = certified ? thresholdsOf(root) : noThresholds
  const entity = toSignedEntity(bundle, Buffer.from(bytes))
  const { key, identity } = new Verifier(material, thresholds).verify(
    withDigestOfKey(entity, bytes, signature),
  )
  const signer: Signer = certified
    ? readCertificateSigner(
        identity?.subjectAlternativeName,
        (identity?.oids ?? []).map(({ oid, value }) => ({ id: oid?.id ?? [], value })),
      )
    : { kind: 'key', fingerprint: fingerprintOf(key) }
  return { signer, times: timesOf(entity), key }
}

// The library verifies every signature with SHA-256; a P-384 key's is by SHA-384.
function withDigestOfKey(entity: SignedEntity, bytes: Uint8Array, signature: Uint8Array): SignedEntity {
  const content = entity.signature
  return {
    ...entity,
    signature: {
      signature: content.signature,
      compareSignature: (other) => content.compareSignature(other),
      compareDigest: (digest) => content.compareDigest(digest),
      compareSignedDigest: (digest) => content.compareSignedDigest(digest),
      verifySignature: (key) => isSignedBy(bytes, signature, key),
    },
  }
}

// Asked after the verification, so each of these was verified: a log's time only counts where it was signed.
function timesOf(entity: SignedEntity): Date[] {
  return entity.timestamps.flatMap((timestamp) => {
    if (timestamp.$case === 'timestamp-authority') return [timestamp.timestamp.signingTime]
    const { inclusionPromise, integratedTime } = timestamp.tlogEntry
    return inclusionPromise === undefined ? [] : [new Date(Number(integratedTime) * 1000)]
  })
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

const noThresholds = {
  ctlogThreshold: 0,
  tlogThreshold: 0,
  timestampThreshold: 0,
} satisfies ConstructorParameters<typeof Verifier>[1]

const emptyRoot: TrustedRoot = {
  mediaType: '',
  tlogs: [],
  certificateAuthorities: [],
  ctlogs: [],
  timestampAuthorities: [],
}

function issuerOf({ verificationMaterial: { content } }: Bundle): string {
  const certificate =
    content.$case === 'certificate'
      ? content.certificate
      : content.$case === 'x509CertificateChain'
        ? content.x509CertificateChain.certificates[0]
        : undefined
  if (certificate === undefined) return ''
  try {
    return new X509Certificate(certificate.rawBytes).issuer
  } catch (cause) {
    throw new Failure('mismatch', `not a certificate: ${messageOf(cause)}`, { cause })
  }
}

function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${messageOf(error)}${cause}`
}
