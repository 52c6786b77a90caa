import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto'
import { HashAlgorithm, PublicKeyDetails, type TransparencyLogInstance } from '@sigstore/protobuf-specs'
import canonicalize from 'canonicalize'

export type RekorV2 = {
  /** What a trusted root says of it. */
  instance: TransparencyLogInstance
  /** Answers `POST /api/v2/log/entries`; an entry that it refuses is an error that says why. */
  addEntry(body: string): RekorV2Answer
  /** How many entries it holds. */
  size(): number
}

export type RekorV2Answer = { status: number; body: unknown }

/**
 * A log as rekor-tiles keeps one: `hashedrekord 0.0.2` alone, at consecutive indices of one Merkle tree, each answered
 * with its proof up to the root of a checkpoint that is signed with Ed25519. It promises nothing and tells no time.
 * Node verifies no signature over a digest, so of a signature it looks only whether it is the only thing there is.
 * https://github.com/sigstore/rekor-tiles/blob/v2.2.0/api/openapi/rekor_service.swagger.json
 */
export function createRekorV2(baseUrl: string): RekorV2 {
  // Verifiers compare a checkpoint's origin with the host, without its port.
  const origin = new URL(baseUrl).hostname
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const keyId = keyIdOf(origin, publicKey)
  const bodies: Buffer[] = []
  const known = new Map<string, number>()
  return {
    instance: {
      baseUrl,
      hashAlgorithm: HashAlgorithm.SHA2_256,
      logId: { keyId },
      publicKey: {
        rawBytes: publicKey.export({ format: 'der', type: 'spki' }),
        keyDetails: PublicKeyDetails.PKIX_ED25519,
        validFor: { start: new Date(0) },
      },
      checkpointKeyId: undefined,
      operator: 'test',
    },
    addEntry: (request) => {
      const body = Buffer.from(canonicalize(entryOf(JSON.parse(request))) ?? '')
      const index = known.get(body.toString())
      if (index !== undefined) {
        const message = `an equivalent entry already exists in the transparency log with index ${index}`
        return { status: 409, body: { code: 6, message, details: [] } }
      }
      known.set(body.toString(), bodies.length)
      bodies.push(body)
      const leaves = bodies.map(hashLeaf)
      const at = { index: leaves.length - 1, size: leaves.length, root: rootOf(leaves) }
      return {
        status: 201,
        body: {
          logIndex: String(at.index),
          logId: { keyId: keyId.toString('base64') },
          kindVersion: { kind: 'hashedrekord', version: '0.0.2' },
          integratedTime: '0',
          inclusionPromise: null,
          inclusionProof: {
            logIndex: String(at.index),
            rootHash: at.root.toString('base64'),
            treeSize: String(at.size),
            hashes: inclusionPath(at.index, leaves).map((hash) => hash.toString('base64')),
            checkpoint: { envelope: checkpoint(origin, at, keyId, privateKey) },
          },
          canonicalizedBody: body.toString('base64'),
        },
      }
    },
    size: () => bodies.length,
  }
}

type Request = {
  hashedRekordRequestV002?: {
    digest?: string
    signature?: { content?: string; verifier?: Verifier }
  }
}

type Verifier = {
  keyDetails?: string
  x509Certificate?: { rawBytes: string }
  publicKey?: { rawBytes: string }
}

/** By a key's details: the kind of key and the hash that goes with it. */
const algorithms: Record<string, { kind: string; hash: string; bytes: number }> = {
  PKIX_ECDSA_P256_SHA_256: { kind: 'prime256v1', hash: 'SHA2_256', bytes: 32 },
  PKIX_ECDSA_P384_SHA_384: { kind: 'secp384r1', hash: 'SHA2_384', bytes: 48 },
  PKIX_ECDSA_P521_SHA_512: { kind: 'secp521r1', hash: 'SHA2_512', bytes: 64 },
  PKIX_RSA_PKCS1V15_2048_SHA256: { kind: 'rsa 2048', hash: 'SHA2_256', bytes: 32 },
  PKIX_RSA_PKCS1V15_3072_SHA256: { kind: 'rsa 3072', hash: 'SHA2_256', bytes: 32 },
  PKIX_RSA_PKCS1V15_4096_SHA256: { kind: 'rsa 4096', hash: 'SHA2_256', bytes: 32 },
}

function entryOf({ hashedRekordRequestV002: request }: Request): object {
  if (request === undefined) throw new Error('invalid type, must be hashedrekord')
  const { digest = '', signature: { content = '', verifier } = {} } = request
  if (content === '') throw new Error('missing signature')
  if (verifier === undefined) throw new Error('missing verifier')
  const algorithm = algorithms[verifier.keyDetails ?? '']
  if (algorithm === undefined) throw new Error(`unsupported key algorithm: ${verifier.keyDetails}`)
  if (algorithm.kind !== kindOf(keyOf(verifier))) {
    throw new Error(`the key is not the one that ${verifier.keyDetails} says`)
  }
  const length = Buffer.from(digest, 'base64').length
  if (length !== algorithm.bytes) {
    throw new Error(
      `digest length (${length}) does not match expected size (${algorithm.bytes}) for ${algorithm.hash}`,
    )
  }
  return {
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: {
      hashedRekordV002: {
        data: { algorithm: algorithm.hash, digest },
        signature: { content, verifier },
      },
    },
  }
}

function keyOf({ x509Certificate, publicKey }: Verifier): KeyObject {
  if (x509Certificate !== undefined) {
    return new X509Certificate(Buffer.from(x509Certificate.rawBytes, 'base64')).publicKey
  }
  const der = Buffer.from(publicKey?.rawBytes ?? '', 'base64')
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}

function kindOf({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): string {
  const { namedCurve, modulusLength } = asymmetricKeyDetails
  return namedCurve ?? `${asymmetricKeyType} ${modulusLength ?? ''}`.trim()
}

// https://github.com/C2SP/C2SP/blob/main/signed-note.md#signatures
function keyIdOf(origin: string, publicKey: KeyObject): Buffer {
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const start = Buffer.from(`${origin}\n\u0001`)
  return createHash('sha256')
    .update(Buffer.concat([start, Buffer.from(x, 'base64url')]))
    .digest()
}

// https://github.com/C2SP/C2SP/blob/main/tlog-checkpoint.md
function checkpoint(
  origin: string,
  { size, root }: { size: number; root: Buffer },
  keyId: Buffer,
  privateKey: KeyObject,
): string {
  const note = `${origin}\n${size}\n${root.toString('base64')}\n`
  const signature = Buffer.concat([keyId.subarray(0, 4), sign(null, Buffer.from(note), privateKey)])
  return `${note}\n\u2014 ${origin} ${signature.toString('base64')}\n`
}

// https://www.rfc-editor.org/rfc/rfc6962#section-2.1
function hashLeaf(body: Uint8Array): Buffer {
  return createHash('sha256')
    .update(new Uint8Array([0]))
    .update(body)
    .digest()
}

function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves
  if (only !== undefined && leaves.length === 1) return only
  const [left, right] = halves(leaves)
  return createHash('sha256')
    .update(new Uint8Array([1]))
    .update(rootOf(left))
    .update(rootOf(right))
    .digest()
}

// https://www.rfc-editor.org/rfc/rfc6962#section-2.1.1
function inclusionPath(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return []
  const [left, right] = halves(leaves)
  return index < left.length
    ? [...inclusionPath(index, left), rootOf(right)]
    : [...inclusionPath(index - left.length, right), rootOf(left)]
}

/** Splits at the largest power of two that is smaller than their number. */
function halves(leaves: readonly Buffer[]): [Buffer[], Buffer[]] {
  const middle = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
  return [leaves.slice(0, middle), leaves.slice(middle)]
}
