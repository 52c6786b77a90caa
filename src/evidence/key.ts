import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { type Digest, digestOf } from '../artifact/digest.ts'
import { Failure, messageOf } from '../failure.ts'

/** Reads a public key, or the public half of a private one, in PEM. */
export function parsePublicKey(pem: string): KeyObject {
  try {
    return checkedKey(createPublicKey(pem))
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('invalid-input', `not a public key in PEM: ${messageOf(cause)}`, { cause })
  }
}

/** Reads a private key in PEM, opening it with the passphrase where it is encrypted. */
export function parsePrivateKey(pem: string, passphrase?: string): KeyObject {
  if (/BEGIN ENCRYPTED (SIGSTORE|COSIGN) PRIVATE KEY/.test(pem)) {
    throw new Failure(
      'invalid-input',
      'the key is in the format of cosign alone; wanted PKCS #8 PEM, as "openssl genpkey -algorithm EC" writes it',
    )
  }
  const encrypted = pem.includes('ENCRYPTED')
  if (encrypted && passphrase === undefined) {
    throw new Failure('invalid-input', 'the key is encrypted and no passphrase was given')
  }
  try {
    return checkedKey(createPrivateKey({ key: pem, ...(encrypted && { passphrase }) }))
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    // OpenSSL's own words name its routines, never the key.
    throw new Failure(
      'invalid-input',
      `not a private key in PEM, or the wrong passphrase: ${messageOf(cause)}`,
      {
        cause,
      },
    )
  }
}

/** Signs with the digest that belongs to the kind of key. */
export function signBytes(bytes: Uint8Array, key: KeyObject): Buffer {
  return sign(algorithmsOf(key)[0] ?? null, bytes, key)
}

/** Says whether a signature over the bytes is by this key. */
export function isSignedBy(bytes: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  return algorithmsOf(key).some((algorithm) => {
    try {
      return verify(algorithm, bytes, key, signature)
    } catch {
      // A signature of the wrong form is simply not one by this key.
      return false
    }
  })
}

function publicKeyBytes(key: KeyObject): Buffer {
  const half = key.type === 'private' ? createPublicKey(key) : key
  return half.export({ format: 'der', type: 'spki' })
}

export function fingerprintOf(key: KeyObject): Digest {
  return digestOf(publicKeyBytes(key))
}

/** How a bundle hints at the key that signed it: Sigstore's own clients write it so. */
export function hintOf(key: KeyObject): string {
  return Buffer.from(fingerprintOf(key).slice('sha256:'.length), 'hex').toString('base64')
}

type Algorithm = 'sha256' | 'sha384' | 'sha512' | null

// The first is what we sign with: https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/algorithm_registry.go
// The others are what older clients signed with.
const curves: Record<string, Algorithm[]> = {
  prime256v1: ['sha256'],
  secp384r1: ['sha384', 'sha256'],
  secp521r1: ['sha512', 'sha256'],
}

function algorithmsOf(key: KeyObject): Algorithm[] {
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return [null]
    case 'rsa':
      return ['sha256']
    case 'ec':
      return curves[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? []
    default:
      return []
  }
}

function checkedKey(key: KeyObject): KeyObject {
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {}
  if (algorithmsOf(key).length === 0) {
    const kind = namedCurve ?? key.asymmetricKeyType ?? key.type
    throw new Failure(
      'invalid-input',
      `a key of kind "${kind}"; wanted ECDSA P-256/P-384/P-521, Ed25519 or RSA`,
    )
  }
  if (modulusLength !== undefined && modulusLength < 2048) {
    throw new Failure('invalid-input', `an RSA key of ${modulusLength} bits; wanted at least 2048`)
  }
  return key
}
