import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { type Digest, digestOf } from '../artifact/digest.ts'
import { Failure, messageOf } from '../failure.ts'
import { decryptCosignKey, isCosignKey } from './cosign-key.ts'

/** Reads a public key, or the public half of a private one, in PEM. */
export function parsePublicKey(pem: string): KeyObject {
  try {
    return checkedKey(createPublicKey(pem))
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('invalid-input', `not a public key in PEM: ${messageOf(cause)}`, { cause })
  }
}

/** Reads a private key in PEM, opening it with the password where it is encrypted. An empty password is one. */
export async function parsePrivateKey(pem: string, password?: string): Promise<KeyObject> {
  const encrypted = /ENCRYPTED/.test(pem)
  if (/BEGIN (RSA |EC )?PUBLIC KEY|BEGIN CERTIFICATE/.test(pem)) {
    throw new Failure('invalid-input', 'the key is a public one; wanted the private key that belongs to it')
  }
  if (!/BEGIN [A-Z ]*PRIVATE KEY/.test(pem)) {
    throw new Failure('invalid-input', 'not a private key in PEM: there is no "BEGIN … PRIVATE KEY" in it')
  }
  if (encrypted && password === undefined) {
    throw new Failure(
      'invalid-input',
      'the key is encrypted and no password was given; set the variable COSIGN_PASSWORD, empty where it has none',
    )
  }
  if (isCosignKey(pem)) return checkedKey(await decryptCosignKey(pem, password ?? ''))
  try {
    return checkedKey(createPrivateKey({ key: pem, ...(encrypted && { passphrase: password }) }))
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    // OpenSSL's own words name its routines, never the key.
    const reason = encrypted ? 'the password does not open the key' : 'not a private key in PEM'
    throw new Failure('invalid-input', `${reason}: ${messageOf(cause)}`, { cause })
  }
}

/**
 * Signs with SHA-256, whatever the curve: by a key, cosign and Sigstore's own library verify with nothing else (even
 * what cosign itself has signed with SHA-384). Ed25519 has a hash of its own.
 */
export function signBytes(bytes: Uint8Array, key: KeyObject): Buffer {
  return sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', bytes, key)
}

/** Says whether a signature over the bytes is by this key. */
export function isSignedBy(bytes: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  return hashesOf(key).some((hash) => {
    try {
      return verify(hash, bytes, key, signature)
    } catch {
      // A signature of the wrong form is simply not one by this key.
      return false
    }
  })
}

/** The hash that belongs to a kind of key; Ed25519 signs the whole message. */
export function hashOf(key: KeyObject): Hash | undefined {
  return hashesOf(key)[0] ?? undefined
}

/** The bytes of its public half, as X.509 has it. */
export function publicKeyBytes(key: KeyObject): Buffer {
  const half = key.type === 'private' ? createPublicKey(key) : key
  return half.export({ format: 'der', type: 'spki' })
}

/** Its public half in PEM. */
export function formatPublicKey(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key
  return half.export({ format: 'pem', type: 'spki' }).toString()
}

export function fingerprintOf(key: KeyObject): Digest {
  return digestOf(publicKeyBytes(key))
}

/** How a bundle hints at the key that signed it: Sigstore's own clients write it so. */
export function hintOf(key: KeyObject): string {
  return Buffer.from(fingerprintOf(key).slice('sha256:'.length), 'hex').toString('base64')
}

/** Passes a key that Sigstore's clients can verify, or fails. */
export function checkedKey(key: KeyObject): KeyObject {
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {}
  if (hashesOf(key).length === 0) {
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

export type Hash = 'sha256' | 'sha384' | 'sha512'

// The first belongs to the curve: https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/algorithm_registry.go
// The others are what is signed with all the same.
const curves: Record<string, Hash[]> = {
  prime256v1: ['sha256'],
  secp384r1: ['sha384', 'sha256'],
  secp521r1: ['sha512', 'sha256'],
}

function hashesOf(key: KeyObject): (Hash | null)[] {
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
