import type { Digest } from '../artifact/digest.ts'
import type { DigestReference } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { Failure, isFailure } from '../failure.ts'
import type { Rejection } from './evidence.ts'
import { isObject, parseJsonOrLines } from './shape.ts'
import { type EvidenceStores, type FoundBundle, findBundles, verifyAll } from './store.ts'
import type { TrustMaterialSource } from './trust.ts'
import { type BlobSignature, type Evidence, type Signer, type Trust, verifyBlob } from './verify.ts'

export type VerifyRequest = {
  subject: Digest
  image?: DigestReference
  /** The file's content, where a file is verified: a plain signature over it is enough. */
  bytes?: Uint8Array
  /** The content of a bundle file: one, or one in each line. Nothing else is asked then. */
  bundles?: string
  /** Undefined takes statements of any type. */
  predicateType?: string
  trust: Trust
  roots: TrustMaterialSource
}

export type Verification = {
  subject: Digest
  statements: Evidence[]
  /** Plain signatures over a file. */
  signatures: BlobSignature[]
  rejected: Rejection[]
  /** Statements of another type than was asked for. */
  passedOver: { source: string; predicateType: string }[]
}

/** Finds what is said about an artifact and verifies each; what does not hold is told with its reason. */
export async function verifyArtifact(
  request: VerifyRequest,
  stores: Omit<EvidenceStores, 'roots'>,
): Promise<Verification> {
  const { subject, image, bytes, bundles, predicateType, trust, roots } = request
  const found = bundles === undefined ? findBundles(subject, image, stores) : readBundles(bundles)
  const plain: FoundBundle[] = []
  const other = bytes === undefined ? found : setPlainAside(found, plain)
  const trustFor = (type: string) => (predicateType === undefined || type === predicateType ? [trust] : [])
  const { accepted, rejected, passedOver } = await verifyAll(other, subject, trustFor, roots)
  const signed = await verifyBlobs(plain, bytes ?? new Uint8Array(), trust, roots)
  return {
    subject,
    statements: accepted,
    signatures: signed.signatures,
    rejected: [...rejected, ...signed.rejected],
    passedOver,
  }
}

/** Writes verified statements with their signers as JSON. */
export function formatStatements({ statements, signatures }: Verification): string {
  const verified = statements.map(({ statement, signer, signedAt, subject, digest, source }) => {
    return { statement, signer, signedAt, subject, bundle: digest, source }
  })
  const plain = signatures.map(({ digest, ...signature }) => ({
    statement: null,
    ...signature,
    bundle: digest,
  }))
  return JSON.stringify([...verified, ...plain], null, 2)
}

/** Tells each statement that holds and each bundle that does not; fails unless there is one that does. */
export function requireVerified(verification: Verification, log: Edge['log']): void {
  const { statements, signatures, rejected, passedOver } = verification
  for (const { predicateType, signer, source } of statements) {
    log.info(`verified ${predicateType} by ${nameOf(signer)} in ${source}`)
  }
  for (const { signer, source } of signatures)
    log.info(`verified a signature by ${nameOf(signer)} in ${source}`)
  for (const { source, reason } of rejected) log.info(`rejected ${source}: ${reason}`)
  for (const { source, predicateType } of passedOver)
    log.info(`passed over ${source}: it is a ${predicateType}`)
  if (statements.length + signatures.length > 0) return
  throw new Failure('denied', refusalOf(verification), {
    problems: rejected.map(({ source, reason }) => ({ message: `${source}: ${reason}` })),
  })
}

function refusalOf({ subject, rejected, passedOver }: Verification): string {
  if (rejected.length + passedOver.length === 0) {
    return `nothing is said about ${subject} where it was looked for; sign it first, or give its bundle`
  }
  const types = [...new Set(passedOver.map(({ predicateType }) => predicateType))].join(', ')
  const found = types === '' ? '' : `; found statements of other types: ${types}`
  return `nothing that is said about ${subject} holds${found}`
}

function nameOf(signer: Signer): string {
  return signer.kind === 'key' ? `key ${signer.fingerprint}` : signer.subjectAlternativeName
}

async function verifyBlobs(
  found: readonly FoundBundle[],
  bytes: Uint8Array,
  trust: Trust,
  roots: TrustMaterialSource,
): Promise<{ signatures: BlobSignature[]; rejected: Rejection[] }> {
  const signatures: BlobSignature[] = []
  const rejected: Rejection[] = []
  for (const { json, source } of found) {
    try {
      signatures.push(await verifyBlob(json, { bytes, trust, roots, source }))
    } catch (error) {
      if (!isFailure(error) || error.code === 'unavailable' || error.code === 'invalid-input') throw error
      rejected.push({ source, reason: error.message })
    }
  }
  return { signatures, rejected }
}

function readBundles(content: string): FoundBundle[] {
  return parseJsonOrLines(content, 'the bundle').map((json, index) => ({
    json,
    source: `bundle ${index + 1}`,
  }))
}

// What is set aside is complete when the others have been taken.
async function* setPlainAside(
  found: Iterable<FoundBundle | Rejection> | AsyncIterable<FoundBundle | Rejection>,
  plain: FoundBundle[],
): AsyncIterable<FoundBundle | Rejection> {
  for await (const bundle of found) {
    if ('json' in bundle && isPlainSignature(bundle)) plain.push(bundle)
    else yield bundle
  }
}

function isPlainSignature({ json }: FoundBundle): boolean {
  return isObject(json) && 'messageSignature' in json
}
