import { createHash, type KeyObject, type X509Certificate } from 'node:crypto'
import type { SerializedBundle } from '@sigstore/bundle'
import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'
import { type Envelope, preAuthEncoding } from './bundle.ts'
import { formatPublicKey, publicKeyBytes } from './key.ts'
import { integer, isObject, list, open, optional, text } from './shape.ts'
import { askService, parseAnswer, type ServiceAnswer } from './sigstore-service.ts'

/** A transparency log, and which of Rekor's interfaces it speaks. */
export type RekorLog = { url: string; version: 1 | 2 }

/** An envelope that was signed, and by what its signature is verified. */
export type SignedEnvelope = Envelope & { verifier: X509Certificate | KeyObject }

export type LogEntry = SerializedBundle['verificationMaterial']['tlogEntries'][number]

/** Has a log witness a signature, and gives its entry with the proof. */
export async function logSignature(
  log: RekorLog,
  signed: SignedEnvelope,
  edge: Pick<Edge, 'fetch'>,
): Promise<LogEntry> {
  const entry =
    log.version === 1 ? await logInV1(log.url, signed, edge) : await logInV2(log.url, signed, edge)
  if (signatureIn(entry, log.url) === signed.signature.toString('base64')) return entry
  throw new Failure('mismatch', `${log.url}: the log answered with the entry of another signature`)
}

/** Refuses a key whose signatures a log cannot take. */
export function assertLoggable(logs: readonly RekorLog[], key: KeyObject): void {
  const log = logs.find(({ version }) => version === 2)
  if (log === undefined || keyDetails[kindOf(key)] !== undefined) return
  throw new Failure(
    'invalid-input',
    `${log.url}: a Rekor v2 logs what ECDSA P-256, or RSA of 2048, 3072 or 4096 bits, signs; the key is ${kindOf(key)}`,
  )
}

/**
 * How the protocol names the kinds of keys that sign SHA-256.
 * https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_common.proto
 */
const keyDetails: Record<string, string> = {
  prime256v1: 'PKIX_ECDSA_P256_SHA_256',
  'rsa 2048': 'PKIX_RSA_PKCS1V15_2048_SHA256',
  'rsa 3072': 'PKIX_RSA_PKCS1V15_3072_SHA256',
  'rsa 4096': 'PKIX_RSA_PKCS1V15_4096_SHA256',
}

function kindOf({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): string {
  const { namedCurve, modulusLength } = asymmetricKeyDetails
  return namedCurve ?? `${asymmetricKeyType} ${modulusLength ?? ''}`.trim()
}

// https://github.com/sigstore/rekor/blob/v1.5.0/openapi.yaml
async function logInV1(
  base: string,
  { payloadType, payload, signature, verifier }: SignedEnvelope,
  edge: Pick<Edge, 'fetch'>,
): Promise<LogEntry> {
  const url = `${base}/api/v1/log/entries`
  const envelope = {
    payload: payload.toString('base64'),
    payloadType,
    signatures: [{ sig: signature.toString('base64'), keyid: '' }],
  }
  const pem = 'publicKey' in verifier ? verifier.toString() : formatPublicKey(verifier)
  const proposedContent = {
    envelope: JSON.stringify(envelope),
    verifiers: [Buffer.from(pem).toString('base64')],
  }
  const body = { apiVersion: '0.0.1', kind: 'dsse', spec: { proposedContent } }
  const answer = await askService(url, { body, taken: [404, 409] }, edge)
  // Which version a log speaks is not to be seen from its address.
  if (answer.status === 404) {
    const way = 'a Rekor v2 is given with its path, as https://rekor.example/api/v2, or by a signing config'
    throw new Failure('denied', `${url}: answered 404; ${way}`)
  }
  if (answer.status !== 409) return entryOfV1(answer, url)
  // It was there already: an earlier answer to us was lost.
  const [, id] = /([0-9a-f]{64,80})$/.exec(answer.location ?? '') ?? []
  if (id === undefined)
    throw new Failure('mismatch', `${url}: the entry is there already, and where is not said`)
  return entryOfV1(await askService(`${url}/${id}`, {}, edge), `${url}/${id}`)
}

function entryOfV1(answer: ServiceAnswer, url: string): LogEntry {
  const [entry] = Object.values(parseAnswer(answer, url))
  const { body, integratedTime, logID, logIndex, verification } = readEntry(entry, url)
  const { signedEntryTimestamp, inclusionProof } = verification
  const { kind, apiVersion } = readKind(parseBody(body, url), `${url}: body`)
  return {
    logIndex: String(logIndex),
    logId: { keyId: base64(logID) },
    kindVersion: { kind, version: apiVersion },
    integratedTime: String(integratedTime),
    inclusionPromise: signedEntryTimestamp === undefined ? undefined : { signedEntryTimestamp },
    inclusionProof:
      inclusionProof === undefined
        ? undefined
        : {
            logIndex: String(inclusionProof.logIndex),
            rootHash: base64(inclusionProof.rootHash),
            treeSize: String(inclusionProof.treeSize),
            hashes: inclusionProof.hashes.map(base64),
            checkpoint: { envelope: inclusionProof.checkpoint },
          },
    canonicalizedBody: body,
  }
}

const readEntry = open({
  body: text,
  integratedTime: integer,
  logID: text,
  logIndex: integer,
  verification: open({
    signedEntryTimestamp: optional(text),
    inclusionProof: optional(
      open({ logIndex: integer, rootHash: text, treeSize: integer, hashes: list(text), checkpoint: text }),
    ),
  }),
})

const readKind = open({ kind: text, apiVersion: text })

/**
 * An envelope is logged by the digest of what was signed, since 2026: other clients read nothing else.
 * https://github.com/sigstore/rekor-tiles/blob/v2.2.0/api/openapi/rekor_service.swagger.json
 */
async function logInV2(
  base: string,
  { signature, verifier, ...signed }: SignedEnvelope,
  edge: Pick<Edge, 'fetch'>,
): Promise<LogEntry> {
  const url = `${base}/api/v2/log/entries`
  const key = 'publicKey' in verifier ? verifier.publicKey : verifier
  const digest = createHash('sha256').update(preAuthEncoding(signed)).digest('base64')
  const named =
    'publicKey' in verifier
      ? { x509Certificate: { rawBytes: verifier.raw.toString('base64') } }
      : { publicKey: { rawBytes: publicKeyBytes(verifier).toString('base64') } }
  const body = {
    hashedRekordRequestV002: {
      digest,
      signature: {
        content: signature.toString('base64'),
        verifier: { keyDetails: keyDetails[kindOf(key)], ...named },
      },
    },
  }
  return readEntryV2(parseAnswer(await askService(url, { body }, edge), url), url)
}

// Written as a bundle has it already.
function readEntryV2(answer: Record<string, unknown>, url: string): LogEntry {
  const entry = openEntryV2(answer, url)
  return {
    ...entry,
    integratedTime: '0',
    inclusionPromise: undefined,
    inclusionProof: { ...entry.inclusionProof, hashes: entry.inclusionProof.hashes ?? [] },
  }
}

const openEntryV2 = open({
  // The first entry's index is left out: zero is what nothing means in its encoding.
  logIndex: (value: unknown) => (value === undefined ? '0' : String(value)),
  logId: open({ keyId: text }),
  kindVersion: open({ kind: text, version: text }),
  inclusionProof: open({
    logIndex: (value: unknown) => (value === undefined ? '0' : String(value)),
    rootHash: text,
    treeSize: text,
    hashes: optional(list(text)),
    checkpoint: open({ envelope: text }),
  }),
  canonicalizedBody: text,
})

function signatureIn({ canonicalizedBody }: LogEntry, url: string): unknown {
  const at = (value: unknown, name: string) => (isObject(value) ? value[name] : undefined)
  const spec = at(parseBody(canonicalizedBody, url), 'spec')
  const signatures = at(spec, 'signatures')
  if (Array.isArray(signatures)) return at(signatures[0], 'signature')
  return at(at(at(spec, 'hashedRekordV002'), 'signature'), 'content')
}

function parseBody(body: string, url: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'base64').toString())
  } catch (cause) {
    throw new Failure('mismatch', `${url}: the entry's body is not JSON`, { cause })
  }
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64')
}
