import { createPublicKey, type KeyObject } from 'node:crypto'
import type { SerializedBundle } from '@sigstore/bundle'
import type { Signer } from '@sigstore/sign'
import { mediaType } from '../artifact/media-type.ts'
import type { Edge } from '../edge.ts'
import { Failure, messageOf } from '../failure.ts'
import { hintOf, signBytes } from './key.ts'
import { isObject } from './shape.ts'
import type { Statement } from './statement.ts'

/** Who signs, and who witnesses it. A key may be certified too: then both a key and an identity can be asked for. */
export type SigningIdentity =
  | ({ kind: 'keyless'; identityToken: string; fulcioUrl: string; key?: KeyObject } & Witnesses)
  | ({ kind: 'key'; key: KeyObject } & Witnesses)

type Witnesses = { rekorUrl?: string; tsaUrl?: string }

/** A Sigstore bundle v0.3 as JSON. */
export type SignedBundle = SerializedBundle

/** Signs a statement and has it witnessed. */
export async function signStatement(
  statement: Statement,
  identity: SigningIdentity,
  edge: Pick<Edge, 'log'>,
): Promise<SignedBundle> {
  const { DSSEBundleBuilder } = await import('@sigstore/sign')
  const { bundleToJSON } = await import('@sigstore/bundle')
  const builder = new DSSEBundleBuilder({
    signer: await signerOf(identity),
    witnesses: await witnessesOf(identity),
  })
  const data = Buffer.from(JSON.stringify(statement))
  edge.log.debug(`signing ${statement.predicateType}, ${data.length} bytes, by ${describe(identity)}`)
  try {
    return withoutKeyId(bundleToJSON(await builder.create({ data, type: mediaType.inToto })))
  } catch (error) {
    throw signingFailure(error, identity)
  }
}

// The library repeats a key's hint as the envelope's `keyid`, which cosign compares with an id of its own and then
// refuses. Nothing signs it, and `publicKey.hint` says the same.
function withoutKeyId(bundle: SignedBundle): SignedBundle {
  const { dsseEnvelope } = bundle
  if (dsseEnvelope === undefined) return bundle
  const signatures = dsseEnvelope.signatures.map((signature) => ({ ...signature, keyid: '' }))
  return { ...bundle, dsseEnvelope: { ...dsseEnvelope, signatures } }
}

// The services are asked by the library itself: three more times, for up to 30 s each.
const patience = { timeout: 30_000, retry: { retries: 3, minTimeout: 500, maxTimeout: 5_000 } }

async function signerOf(identity: SigningIdentity): Promise<Signer> {
  if (identity.kind === 'key') return keySigner(identity.key)
  const { FulcioSigner } = await import('@sigstore/sign')
  const { identityToken, fulcioUrl, key } = identity
  return new FulcioSigner({
    fulcioBaseURL: baseOf(fulcioUrl),
    identityProvider: { getToken: async () => identityToken },
    ...(key !== undefined && { keyHolder: keySigner(key) }),
    ...patience,
  })
}

function keySigner(key: KeyObject): Signer {
  const publicKey = createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString()
  return {
    sign: async (data) => ({
      signature: signBytes(data, key),
      key: { $case: 'publicKey', publicKey, hint: hintOf(key) },
    }),
  }
}

async function witnessesOf({ rekorUrl, tsaUrl }: Witnesses) {
  const { RekorWitness, TSAWitness } = await import('@sigstore/sign')
  return [
    ...(rekorUrl === undefined ? [] : [new RekorWitness({ rekorBaseURL: baseOf(rekorUrl), ...patience })]),
    ...(tsaUrl === undefined ? [] : [new TSAWitness({ tsaBaseURL: baseOf(tsaUrl), ...patience })]),
  ]
}

function baseOf(url: string): string {
  return url.replace(/\/+$/, '')
}

function describe(identity: SigningIdentity): string {
  const by = identity.kind === 'key' ? 'a key' : identity.fulcioUrl
  return [by, identity.rekorUrl, identity.tsaUrl].filter((part) => part !== undefined).join(', ')
}

// https://github.com/sigstore/sigstore-js/blob/main/packages/sign/src/error.ts
const services: Record<string, (identity: SigningIdentity) => string> = {
  CA_CREATE_SIGNING_CERTIFICATE_ERROR: (identity) => (identity.kind === 'keyless' ? identity.fulcioUrl : ''),
  TLOG_CREATE_ENTRY_ERROR: ({ rekorUrl = '' }) => rekorUrl,
  TLOG_FETCH_ENTRY_ERROR: ({ rekorUrl = '' }) => rekorUrl,
  TSA_CREATE_TIMESTAMP_ERROR: ({ tsaUrl = '' }) => tsaUrl,
}

function signingFailure(error: unknown, identity: SigningIdentity): Error {
  // Its message holds the token.
  if (isObject(error) && error.code === 'IDENTITY_TOKEN_PARSE_ERROR') {
    return new Failure('unauthorized', 'the identity token names no subject that can be certified')
  }
  const service = isObject(error) ? services[String(error.code)] : undefined
  // Not one of the services: a bug, told as it is.
  if (service === undefined) return error instanceof Error ? error : new Error(String(error))
  const cause = error instanceof Error ? error.cause : undefined
  const status = isObject(cause) && typeof cause.statusCode === 'number' ? cause.statusCode : 0
  const refused = status >= 400 && status < 500 && status !== 408 && status !== 429
  const reason = `${messageOf(error)}${status === 0 && cause !== undefined ? ` - ${messageOf(cause)}` : ''}`
  return new Failure(refused ? 'denied' : 'unavailable', `${service(identity)}: ${reason}`, { cause: error })
}
