import type { Digest } from '../artifact/digest.ts'
import type { DigestReference } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'
import type { FoundBundle, Rejection } from './evidence.ts'
import { type BundleStores, findBundles } from './find.ts'
import type { Trust } from './identity.ts'
import { readDocuments } from './json.ts'
import { type Judged, judgeAll } from './judge.ts'
import type { Signer } from './signer.ts'
import { signatureType } from './simple-signing.ts'
import type { TrustMaterialSource } from './trust.ts'
import type { Verifiable } from './verifiable.ts'

export type VerifyRequest = Verifiable & {
  image?: DigestReference
  /** The content of a bundle file: one, a list, or one in each line. Nothing else is asked then. */
  bundles?: string
  /** Undefined takes statements of any type. */
  predicateType?: string
  trust: Trust
  roots: TrustMaterialSource
}

/** As much as may be kept about one artifact elsewhere. */
export const bundleFileLimit = 256 * 1024 * 1024

export type Verification = Omit<Judged, 'accepted'> & { subject: Digest; statements: Judged['accepted'] }

/** Finds what is said about an artifact and verifies each; what does not hold is told with its reason. */
export async function verifyArtifact(request: VerifyRequest, stores: BundleStores): Promise<Verification> {
  const { subject, readContent, image, bundles, trust, roots } = request
  const asksFor = typesOf(request)
  const signatures = asksFor(signatureType)
  const found =
    bundles === undefined ? findBundles(subject, image, stores, { signatures }) : readBundles(bundles)
  const { accepted, ...judged } = await judgeAll(found, {
    subject,
    trustFor: (type) => (asksFor(type) ? [trust] : []),
    roots,
    readContent,
  })
  return { subject, statements: accepted, ...judged }
}

// Of a file a plain signature says all that a statement of any type could: that it is the one that was signed.
function typesOf({ predicateType, readContent }: VerifyRequest): (type: string) => boolean {
  return (type) =>
    predicateType === undefined ||
    type === predicateType ||
    (type === signatureType && readContent !== undefined)
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

function readBundles(content: string): (FoundBundle | Rejection)[] {
  const documents = readDocuments(content, 'the bundle')
  const found = documents.map((document, index) => {
    const source = `bundle ${index + 1}`
    return 'reason' in document ? { source, reason: document.reason } : { json: document.value, source }
  })
  if (found.some((bundle) => 'json' in bundle)) return found
  throw new Failure(
    'invalid-input',
    'the bundle file holds no JSON; wanted one Sigstore bundle, a list of them, or one in each line',
  )
}
