import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto'
import canonicalize from 'canonicalize'
import { preAuthEncoding } from '../../src/evidence/bundle.ts'
import { identityToken, type Sigstore } from '../support/sigstore.ts'

// Makes bundles from the services' own answers, step by step, so that each step can be made wrongly.

/** What is signed: a payload in an envelope, or bytes as they are. */
export type Content = { payload: string; payloadType?: string } | { message: Uint8Array }

export type Crafting = {
  claims?: Record<string, unknown>
  /** Signs by itself, with nobody to certify it. */
  key?: { privateKey: KeyObject; publicKey: KeyObject }
  /** Which log keeps the entry, if one does, and as what. */
  log?: 'v1' | 'v2' | 'v2 dsse' | 'none'
  stamped?: boolean
  /** Who the log is told to have signed, in DER; unless told, who did. */
  logged?: Uint8Array
  /** What the log is told to have been signed; unless told, what was. */
  loggedAs?: Uint8Array
  mediaType?: string
  chain?: boolean
}

type Json = Record<string, unknown>

export const inToto = 'application/vnd.in-toto+json'
const bundleV03 = 'application/vnd.dev.sigstore.bundle.v0.3+json'

/** Signs something, keyless unless there is a key, and puts what proves it into a bundle. */
export async function craft(
  sigstore: Sigstore,
  content: Content,
  { claims, log = 'v1', stamped = log !== 'v1', ...options }: Crafting = {},
): Promise<Json> {
  const { privateKey, publicKey } = options.key ?? generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificates = options.key ? [] : await certify(sigstore, claims, { privateKey, publicKey })
  const hash = publicKey.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256'
  const bytes = bytesOf(content)
  const signature = sign(hash, bytes, privateKey)
  const own = certificates[0]?.raw ?? publicKey.export({ format: 'der', type: 'spki' })
  const verifier = { certified: certificates.length > 0, der: options.logged ?? own }
  const entry: Entry = { content, bytes, hash, signature, verifier }
  const logEntry = { ...entry, bytes: options.loggedAs ?? bytes }
  const { mediaType = bundleV03, chain = false } = options
  const rawBytes = certificates.map(({ raw }) => ({ rawBytes: raw.toString('base64') }))
  return {
    mediaType,
    verificationMaterial: {
      ...(options.key && { publicKey: { hint: '' } }),
      ...(chain && { x509CertificateChain: { certificates: rawBytes } }),
      ...(!chain && !options.key && { certificate: rawBytes[0] }),
      tlogEntries: await logEntries(sigstore, log, logEntry),
      timestampVerificationData: {
        rfc3161Timestamps: stamped ? [{ signedTimestamp: await stamp(sigstore, signature) }] : [],
      },
    },
    ...contentOf(entry),
  }
}

type Entry = {
  content: Content
  bytes: Uint8Array
  hash: 'sha256' | 'sha384'
  signature: Buffer
  verifier: Verifier
}

type Verifier = { certified: boolean; der: Uint8Array }

function bytesOf(content: Content): Uint8Array {
  if ('message' in content) return content.message
  const { payload, payloadType = inToto } = content
  return preAuthEncoding({ payloadType, payload: Buffer.from(payload) })
}

function contentOf({ content, bytes, hash, signature }: Entry): Json {
  const sig = signature.toString('base64')
  if ('message' in content) {
    const algorithm = hash === 'sha256' ? 'SHA2_256' : 'SHA2_384'
    return {
      messageSignature: { messageDigest: { algorithm, digest: digestOf(hash, bytes) }, signature: sig },
    }
  }
  return { dsseEnvelope: envelopeOf(content, sig) }
}

function envelopeOf(
  { payload, payloadType = inToto }: { payload: string; payloadType?: string },
  sig: string,
) {
  return { payload: Buffer.from(payload).toString('base64'), payloadType, signatures: [{ sig }] }
}

async function certify(
  { fulcioUrl }: Sigstore,
  claims: Record<string, unknown> = {},
  { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject },
): Promise<X509Certificate[]> {
  const token = identityToken(claims)
  const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  const request = {
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content: publicKey.export({ format: 'pem', type: 'spki' }) },
      proofOfPossession: sign('sha256', Buffer.from(sub), privateKey).toString('base64'),
    },
  }
  const { signedCertificateEmbeddedSct } = await post(`${fulcioUrl}/api/v2/signingCert`, request)
  return signedCertificateEmbeddedSct.chain.certificates.map((pem: string) => new X509Certificate(pem))
}

async function stamp({ tsaUrl }: Sigstore, signature: Buffer): Promise<string> {
  const request = { artifactHash: digestOf('sha256', signature), hashAlgorithm: 'sha256', certificates: true }
  const answer = await fetch(`${tsaUrl}/api/v1/timestamp`, {
    method: 'POST',
    body: JSON.stringify(request),
    headers,
  })
  return Buffer.from(await answer.arrayBuffer()).toString('base64')
}

async function logEntries(sigstore: Sigstore, log: Crafting['log'], entry: Entry): Promise<Json[]> {
  switch (log) {
    case 'v1':
      return [await logV1(sigstore, entry)]
    case 'v2':
      return [await logV2(sigstore, entry)]
    case 'v2 dsse':
      return [logDsse(entry)]
    default:
      return []
  }
}

// https://github.com/sigstore/rekor/blob/v1.5.0/openapi.yaml
async function logV1({ rekorUrl }: Sigstore, entry: Entry): Promise<Json> {
  const { content, bytes, hash, signature, verifier } = entry
  const sig = signature.toString('base64')
  const pem = Buffer.from(pemOf(verifier)).toString('base64')
  const kind = 'message' in content ? 'hashedrekord' : 'dsse'
  const spec =
    'message' in content
      ? {
          data: {
            hash: { algorithm: hash, value: Buffer.from(digestOf(hash, bytes), 'base64').toString('hex') },
          },
          signature: { content: sig, publicKey: { content: pem } },
        }
      : { proposedContent: { envelope: JSON.stringify(envelopeOf(content, sig)), verifiers: [pem] } }
  const answer = await post(`${rekorUrl}/api/v1/log/entries`, { apiVersion: '0.0.1', kind, spec })
  const [logged] = Object.values<LoggedV1>(answer)
  if (logged === undefined) throw new Error(`nothing was logged: ${JSON.stringify(answer)}`)
  const { inclusionProof: proof, signedEntryTimestamp } = logged.verification
  return {
    logIndex: String(logged.logIndex),
    logId: { keyId: Buffer.from(logged.logID, 'hex').toString('base64') },
    kindVersion: { kind, version: '0.0.1' },
    integratedTime: String(logged.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
      treeSize: String(proof.treeSize),
      hashes: [],
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: logged.body,
  }
}

type LoggedV1 = {
  body: string
  logIndex: number
  logID: string
  integratedTime: number
  verification: {
    inclusionProof: { logIndex: number; rootHash: string; treeSize: number; checkpoint: string }
    signedEntryTimestamp: string
  }
}

// https://github.com/sigstore/rekor-tiles/blob/v2.2.0/api/openapi/rekor_service.swagger.json
async function logV2({ rekorUrl }: Sigstore, { bytes, hash, signature, verifier }: Entry): Promise<Json> {
  const request = {
    digest: digestOf(hash, bytes),
    signature: { content: signature.toString('base64'), verifier: verifierV2(hash, verifier) },
  }
  return post(`${rekorUrl}/api/v2/log/entries`, { hashedRekordRequestV002: request })
}

function verifierV2(hash: Entry['hash'], { certified, der }: Verifier): Json {
  const keyDetails = hash === 'sha256' ? 'PKIX_ECDSA_P256_SHA_256' : 'PKIX_ECDSA_P384_SHA_384'
  const rawBytes = Buffer.from(der).toString('base64')
  return { keyDetails, [certified ? 'x509Certificate' : 'publicKey']: { rawBytes } }
}

/** A log that still keeps envelopes, as Rekor v2 did at first: of one entry, whose hash is its root. */
export const dsseLog = makeDsseLog('http://127.0.0.1')

function makeDsseLog(baseUrl: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const rawBytes = publicKey.export({ format: 'der', type: 'spki' })
  const keyId = createHash('sha256').update(rawBytes).digest()
  const instance = {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: rawBytes.toString('base64'),
      keyDetails: 'PKIX_ED25519',
      validFor: { start: '2020-01-01T00:00:00Z' },
    },
    logId: { keyId: keyId.toString('base64') },
  }
  return {
    instance,
    keyId,
    origin: new URL(baseUrl).hostname,
    sign: (note: string) => sign(null, Buffer.from(note), privateKey),
  }
}

// https://github.com/sigstore/protobuf-specs/blob/v0.4.3/protos/rekor/v2/dsse.proto
function logDsse({ content, hash, signature, verifier }: Entry): Json {
  const payload = 'message' in content ? '' : content.payload
  const body = Buffer.from(
    canonicalize({
      apiVersion: '0.0.2',
      kind: 'dsse',
      spec: {
        dsseV002: {
          payloadHash: { algorithm: 'SHA2_256', digest: digestOf('sha256', Buffer.from(payload)) },
          signatures: [{ content: signature.toString('base64'), verifier: verifierV2(hash, verifier) }],
        },
      },
    }) ?? '',
  )
  const root = digestOf('sha256', Buffer.concat([new Uint8Array([0]), body]))
  const note = `${dsseLog.origin}\n1\n${root}\n`
  const line = Buffer.concat([dsseLog.keyId.subarray(0, 4), dsseLog.sign(note)]).toString('base64')
  return {
    logIndex: '0',
    logId: { keyId: dsseLog.keyId.toString('base64') },
    kindVersion: { kind: 'dsse', version: '0.0.2' },
    integratedTime: '0',
    inclusionProof: {
      logIndex: '0',
      rootHash: root,
      treeSize: '1',
      hashes: [],
      checkpoint: { envelope: `${note}\n\u2014 ${dsseLog.origin} ${line}\n` },
    },
    canonicalizedBody: body.toString('base64'),
  }
}

function pemOf({ certified, der }: Verifier): string {
  if (certified) return new X509Certificate(der).toString()
  const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
  return key.export({ format: 'pem', type: 'spki' }).toString()
}

function digestOf(hash: string, bytes: Uint8Array): string {
  return createHash(hash).update(bytes).digest('base64')
}

// A long test lets a connection go stale.
const headers = { connection: 'close' }

async function post(url: string, body: unknown) {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers })
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`)
  return JSON.parse(await answer.text())
}
