import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { resolve } from 'node:path'
import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'
import { readGivenFile } from './given-file.ts'
import { isSignedBy, parsePrivateKey, signBytes } from './key.ts'
import { keyServices } from './kms/index.ts'

/** A private key that signs, wherever it is kept; its public half is known. */
export type SigningKey = {
  publicKey: KeyObject
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/** Where a key may be, and what opens it. */
export type KeyStore = {
  workspace: string
  /** Where `env://` is looked up. */
  env: Record<string, string | undefined>
  password?: string
}

/** Opens a private key: in a PEM file, in a variable by `env://NAME`, or in a key management service. */
export async function openKey(
  location: string,
  store: KeyStore,
  edge: Pick<Edge, 'exec'>,
): Promise<SigningKey> {
  const service = keyServices.get(schemeOf(location) ?? '')
  if (service === undefined) {
    return localKey(await parsePrivateKey(await readKeyText(location, store), store.password))
  }
  const key = await service.open(location, store.env, edge)
  return { ...key, sign: (bytes) => signChecked(bytes, key, location) }
}

/** Takes a private key that is in this process. */
export function localKey(privateKey: KeyObject): SigningKey {
  return {
    publicKey: createPublicKey(privateKey),
    sign: async (bytes) => signBytes(bytes, privateKey),
  }
}

/** Makes a key for one signature, which nobody keeps. */
export function newKey(): SigningKey {
  return localKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
}

/** Reads the PEM text of a key: from a file, or from a variable by `env://NAME`. */
export async function readKeyText(
  location: string,
  { workspace, env }: Pick<KeyStore, 'workspace' | 'env'>,
): Promise<string> {
  const scheme = schemeOf(location)
  if (scheme === undefined) return (await readGivenFile(resolve(workspace, location))).toString('utf8')
  if (scheme !== 'env') {
    const known = ['env', ...keyServices.keys()].map((name) => `${name}://`).join(', ')
    throw new Failure('invalid-input', `keys by "${scheme}://" are not known; wanted a PEM file, or ${known}`)
  }
  const name = location.slice('env://'.length)
  const pem = env[name]
  if (!pem) throw new Failure('invalid-input', `the variable "${name}" of the key is not set`)
  return pem
}

function schemeOf(location: string): string | undefined {
  return /^([a-z0-9+.-]+):\/\//i.exec(location)?.[1]
}

// A key that was made for another algorithm signs as well, and nobody could verify it.
async function signChecked(bytes: Uint8Array, key: SigningKey, location: string): Promise<Uint8Array> {
  const signature = await key.sign(bytes)
  if (isSignedBy(bytes, signature, key.publicKey)) return signature
  throw new Failure(
    'mismatch',
    `the signature of ${location} does not verify by its public key; an RSA key must sign by PKCS #1 v1.5 with SHA-256`,
  )
}
