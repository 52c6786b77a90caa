import { createPrivateKey, type KeyObject, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { Failure, messageOf } from '../failure.ts'
import { integer, oneOf, open, type Shape, text } from './shape.ts'

/** Says whether PEM holds a private key as cosign writes it, encrypted in a way of its own. */
export function isCosignKey(pem: string): boolean {
  return body.test(pem)
}

/**
 * Opens a private key of cosign: PKCS #8 in a NaCl secret box, whose key scrypt makes of the password.
 * https://github.com/secure-systems-lab/go-securesystemslib/blob/v0.9.0/encrypted/encrypted.go
 */
export async function decryptCosignKey(pem: string, password: string): Promise<KeyObject> {
  const { kdf, cipher, ciphertext } = readEnvelope(parseEnvelope(pem), "cosign's key")
  const { N, r, p } = kdf.params
  if (N > largestCost || r > 32 || p > 16) {
    throw new Failure('invalid-input', `opening the key would take scrypt with N ${N}, r ${r} and p ${p}`)
  }
  const options = { N, r, p, maxmem: 256 * N * r }
  const key = await deriveKey(password, Buffer.from(kdf.salt, 'base64'), options)
  const { default: nacl } = await import('tweetnacl')
  const [box, nonce] = [ciphertext, cipher.nonce].map((part) => new Uint8Array(Buffer.from(part, 'base64')))
  if (nonce?.length !== nacl.secretbox.nonceLength || box === undefined) {
    throw new Failure('invalid-input', 'the key is damaged: its nonce has the wrong length')
  }
  const der = nacl.secretbox.open(box, nonce, key)
  if (der === null) throw new Failure('invalid-input', 'the password does not open the key')
  try {
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
  } catch (cause) {
    throw new Failure('invalid-input', `the key is not PKCS #8 inside: ${messageOf(cause)}`, { cause })
  }
}

const body = /-----BEGIN ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY-----([\s\S]*?)-----END/

/** Eight times what cosign takes itself, which is 2^16. */
const largestCost = 2 ** 19

const deriveKey = promisify<string, Buffer, object, Uint8Array>((password, salt, options, done) =>
  scrypt(password, salt, 32, options, (error, key) => done(error, new Uint8Array(key ?? []))),
)

const readEnvelope = open({
  kdf: open({
    name: oneOf(['scrypt']),
    params: open({ N: integer, r: integer, p: integer }),
    salt: text,
  }),
  cipher: open({ name: oneOf(['nacl/secretbox']), nonce: text }),
  ciphertext: text,
}) satisfies Shape<unknown>

function parseEnvelope(pem: string): unknown {
  const [, base64 = ''] = body.exec(pem) ?? []
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString())
  } catch (cause) {
    throw new Failure('invalid-input', 'the key is damaged: there is no JSON inside', { cause })
  }
}
