import type { KeyObject, X509Certificate } from 'node:crypto'
import type { SerializedBundle } from '@sigstore/bundle'
import { mediaType } from '../artifact/media-type.ts'
import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'
import { parseBundle, preAuthEncoding } from './bundle.ts'
import { type Applicant, fetchCertificate } from './fulcio.ts'
import { hintOf } from './key.ts'
import { assertLoggable, logSignature, type RekorLog, type SignedEnvelope } from './rekor.ts'
import type { SigningKey } from './signing-key.ts'
import type { Statement } from './statement.ts'
import { fetchTimestamp } from './timestamp.ts'

/** Who signs, and who witnesses it. */
export type SigningIdentity = {
  key: SigningKey
  /** Has the key certified for this job; then an identity can be asked for, and the key too. */
  certified?: { fulcioUrl: string } & Applicant
} & Witnesses

export type Witnesses = { logs: readonly RekorLog[]; tsaUrls: readonly string[] }

/** A Sigstore bundle v0.3 as JSON. */
export type SignedBundle = SerializedBundle

/** Signs a statement and has it witnessed. */
export async function signStatement(
  statement: Statement,
  identity: SigningIdentity,
  edge: Pick<Edge, 'fetch' | 'log'>,
): Promise<SignedBundle> {
  assertWitnessed(identity)
  const payload = Buffer.from(JSON.stringify(statement))
  edge.log.debug(`signing ${statement.predicateType}, ${payload.length} bytes, by ${describe(identity)}`)
  const { key, certified, logs, tsaUrls } = identity
  const certificate = certified && (await fetchCertificate(certified.fulcioUrl, certified, key, edge))
  const envelope = { payloadType: mediaType.inToto, payload }
  const signature = Buffer.from(await key.sign(preAuthEncoding(envelope)))

  const verifier = certificate ?? key.publicKey
  const signed: SignedEnvelope = { ...envelope, signature, verifier }
  // One after the other, so that nothing is still asked for once one of them has refused.
  const entries = await each(logs, (log) => logSignature(log, signed, edge))
  const timestamps = await each(tsaUrls, (url) => fetchTimestamp(url, signature, edge))

  return serialize({
    mediaType: mediaType.sigstoreBundle,
    verificationMaterial: {
      ...materialOf(certificate, key.publicKey),
      tlogEntries: entries,
      timestampVerificationData: {
        rfc3161Timestamps: timestamps.map((bytes) => ({ signedTimestamp: base64(bytes) })),
      },
    },
    dsseEnvelope: {
      payload: base64(payload),
      payloadType: envelope.payloadType,
      // cosign compares a key id with one of its own; nothing signs it, and the hint says the same.
      signatures: [{ sig: base64(signature), keyid: '' }],
    },
  })
}

// A certificate is valid for minutes, and only some witnesses tell the time.
function assertWitnessed({ key, certified, logs, tsaUrls }: SigningIdentity): void {
  assertLoggable(logs, key.publicKey)
  const timed = tsaUrls.length > 0 || logs.some(({ version }) => version === 1)
  if (timed || (certified === undefined && logs.length === 0)) return
  throw new Failure(
    'invalid-input',
    logs.length === 0
      ? 'a certificate is valid for minutes and needs a witness of its time; give rekor-url or tsa-url'
      : 'a Rekor v2 tells no time; give tsa-url too, or a signing config that names a timestamp authority',
  )
}

async function each<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = []
  for (const item of items) answers.push(await ask(item))
  return answers
}

function materialOf(certificate: X509Certificate | undefined, publicKey: KeyObject) {
  return certificate === undefined
    ? { publicKey: { hint: hintOf(publicKey) } }
    : { certificate: { rawBytes: base64(certificate.raw) } }
}

// Read back at once, so that nobody keeps what nobody could read.
async function serialize(json: object): Promise<SignedBundle> {
  const { bundleToJSON } = await import('@sigstore/bundle')
  return bundleToJSON((await parseBundle(json)).bundle)
}

function describe({ certified, logs, tsaUrls }: SigningIdentity): string {
  return [certified?.fulcioUrl ?? 'a key', ...logs.map(({ url }) => url), ...tsaUrls].join(', ')
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
