import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto'
import type { Bundle } from '@sigstore/bundle'
import type { SignedEntity, Verifier } from '@sigstore/verify'
import { Failure, isFailure, messageOf } from '../failure.ts'
import { namesIdentity, type Trust } from './identity.ts'
import { fingerprintOf, isSignedBy, parsePublicKey } from './key.ts'
import { checkLoggedVerifier, type Verifier as LoggedVerifier } from './log-entry.ts'
import { readCertificateSigner, type Signer } from './signer.ts'
import { type LoadedRoot, loadTrustMaterial, noRoot, type TrustMaterialSource } from './trust.ts'

/** A bundle with the bytes that it should sign. */
export type Signed = { bundle: Bundle; bytes: Uint8Array; signature: Uint8Array }

/** Who signed, and when by each witness; a key needs none. */
export type Verified = { signer: Signer; times: Date[] }

/** Verifies a signature with all that is beside it, by a key that is trusted or by the roots. */
export async function verifySignature(
  signed: Signed,
  trust: Trust,
  others: TrustMaterialSource,
): Promise<Verified> {
  const key = trust.key === undefined ? undefined : parsePublicKey(trust.key)
  const { verificationMaterial } = signed.bundle
  const certificate = certificateOf(signed.bundle)
  checkMaterial(certificate !== undefined, trust)

  const { tlogEntries, timestampVerificationData } = verificationMaterial
  const witnessed = tlogEntries.length + (timestampVerificationData?.rfc3161Timestamps.length ?? 0) > 0
  // A key with nothing beside it is verified by itself: no root is needed, and no network.
  const roots =
    certificate !== undefined || witnessed
      ? await loadTrustMaterial(trust.roots ?? others, certificate?.issuer)
      : [noRoot]
  const verified = await verifyByAny(roots, signed, certificate, key)
  if (certificate === undefined || key === undefined || verified.key.equals(key)) return verified
  throw new Failure('denied', 'the certificate is for another key than the one that is trusted')
}

/** Says whether this is a digest of the bytes by SHA-256, SHA-384 or SHA-512: which, its length tells. */
export function isDigestOf(digest: Uint8Array, bytes: Uint8Array): boolean {
  const algorithm = { 32: 'sha256', 48: 'sha384', 64: 'sha512' }[digest.length]
  return algorithm !== undefined && createHash(algorithm).update(bytes).digest().equals(digest)
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
  roots: readonly LoadedRoot[],
  signed: Signed,
  certificate: X509Certificate | undefined,
  key: KeyObject | undefined,
): Promise<Verified & { key: KeyObject }> {
  const reasons = new Set<string>()
  for (const root of rootsFor(certificate, roots)) {
    try {
      return await verifyByRoot(root, signed, certificate, key)
    } catch (error) {
      // Whatever a forged bundle makes the parsers of certificates and timestamps throw, it is no evidence.
      reasons.add(isFailure(error) ? error.message : describe(error))
    }
  }
  throw new Failure('mismatch', `not verified: ${[...reasons].join('; ')}`)
}

// By name alone, to tell a root of another instance from a forgery; the signatures decide.
function rootsFor(
  certificate: X509Certificate | undefined,
  roots: readonly LoadedRoot[],
): readonly LoadedRoot[] {
  if (certificate === undefined) return roots
  const known = roots.filter(({ authorities }) => authorities.includes(certificate.issuer))
  if (known.length > 0) return known
  throw new Failure(
    'mismatch',
    `not verified: certified by "${oneLine(certificate.issuer)}", whom the trusted root does not know; it is of another instance of Sigstore`,
  )
}

async function verifyByRoot(
  { material, thresholds }: LoadedRoot,
  { bundle, bytes, signature }: Signed,
  certificate: X509Certificate | undefined,
  trusted: KeyObject | undefined,
): Promise<Verified & { key: KeyObject }> {
  const { toSignedEntity, Verifier } = await import('@sigstore/verify')
  const publicKey = () => {
    if (trusted === undefined) throw new Failure('denied', 'signed with a key, and no key is trusted')
    return { publicKey: trusted, validFor: () => true }
  }
  const entity = toSignedEntity(bundle, Buffer.from(bytes))
  const wanted = certificate === undefined ? noThresholds : thresholds
  const { key, identity } = new Verifier({ ...material, publicKey }, wanted).verify(
    withDigestsOfKey(entity, bytes, signature),
  )
  const verifier: LoggedVerifier =
    certificate === undefined
      ? { kind: 'key', der: key.export({ format: 'der', type: 'spki' }) }
      : { kind: 'certificate', der: certificate.raw }
  for (const entry of entity.tlogEntries) checkLoggedVerifier(entry, verifier)
  const signer: Signer =
    certificate === undefined
      ? { kind: 'key', fingerprint: fingerprintOf(key) }
      : readCertificateSigner(
          identity?.subjectAlternativeName,
          (identity?.oids ?? []).map(({ oid, value }) => ({ id: oid?.id ?? [], value })),
        )
  return { signer, times: timesOf(entity), key }
}

// The library signs and logs everything with SHA-256; a P-384 key does it with SHA-384.
function withDigestsOfKey(entity: SignedEntity, bytes: Uint8Array, signature: Uint8Array): SignedEntity {
  const content = entity.signature
  return {
    ...entity,
    signature: {
      signature: content.signature,
      compareSignature: (other) => content.compareSignature(other),
      compareDigest: (digest) => content.compareDigest(digest),
      compareSignedDigest: (digest) => isDigestOf(digest, bytes),
      verifySignature: (key) => isSignedBy(bytes, signature, key) || isPssSignedBy(bytes, signature, key),
    },
  }
}

// How keys of some services sign; cosign's own RSA keys sign as PKCS #1 v1.5 has it.
function isPssSignedBy(bytes: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  const padding = constants.RSA_PKCS1_PSS_PADDING
  return key.asymmetricKeyType === 'rsa' && verify('sha256', bytes, { key, padding }, signature)
}

// Asked after the verification, so each of these was verified: a log's time only counts where it was signed.
function timesOf(entity: SignedEntity): Date[] {
  return entity.timestamps.flatMap((timestamp) => {
    if (timestamp.$case === 'timestamp-authority') return [timestamp.timestamp.signingTime]
    const { inclusionPromise, integratedTime } = timestamp.tlogEntry
    return inclusionPromise === undefined ? [] : [new Date(Number(integratedTime) * 1000)]
  })
}

const noThresholds = {
  ctlogThreshold: 0,
  tlogThreshold: 0,
  timestampThreshold: 0,
} satisfies ConstructorParameters<typeof Verifier>[1]

function certificateOf({ verificationMaterial: { content } }: Bundle): X509Certificate | undefined {
  const certificate =
    content.$case === 'certificate'
      ? content.certificate
      : content.$case === 'x509CertificateChain'
        ? content.x509CertificateChain.certificates[0]
        : undefined
  return certificate && parseCertificate(certificate.rawBytes)
}

function parseCertificate(bytes: Buffer): X509Certificate {
  try {
    const certificate = new X509Certificate(bytes)
    // An authority that signs code may certify other things too, such as clocks.
    if (certificate.keyUsage?.includes(codeSigning)) return certificate
  } catch (cause) {
    throw new Failure('mismatch', `not a certificate: ${messageOf(cause)}`, { cause })
  }
  throw new Failure('mismatch', 'the certificate is not one for signing code')
}

/** Extended key usage id-kp-codeSigning: https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12 */
const codeSigning = '1.3.6.1.5.5.7.3.3'

function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined
  // No authority was left after those had been put aside that were not valid at the time.
  if (messageOf(error) === 'Failed to verify certificate chain' && cause === undefined) {
    return 'the trusted root has no certificate authority that was valid when it was signed; it may be out of date'
  }
  return cause === undefined ? messageOf(error) : `${messageOf(error)} (${cause})`
}

function oneLine(name: string): string {
  return name.split('\n').join(', ')
}
