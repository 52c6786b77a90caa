import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { Failure, messageOf } from '../../failure.ts'
import { checkedKey } from '../key.ts'
import { isObject } from '../shape.ts'
import { askFor, digestHashOf, hashed, type KeyService, splitLocation, textIn } from './key-service.ts'

/** https://learn.microsoft.com/en-us/cli/azure/keyvault/key#az-keyvault-key-sign */
export const azureKms: KeyService = {
  form: 'azurekms://<vault>.vault.azure.net/<key>[/<version>]',
  open: async (location, _env, edge) => {
    const [vault, name, version = ''] = splitLocation(location, pattern, azureKms.form)
    const id = `https://${vault}/keys/${name}${version}`
    const show = ['keyvault', 'key', 'show', '--id', id, '--output', 'json', '--only-show-errors']
    const { key } = await askFor(location, 'az', show, edge)
    if (!isObject(key)) throw new Failure('mismatch', `key ${location}: the answer has no "key"`)
    const publicKey = parseWebKey(key, location)
    // By its version, lest another one signs once the key was rotated.
    const kid = textIn(key, 'kid', location)
    const hash = digestHashOf(publicKey, location)
    const algorithm = `${publicKey.asymmetricKeyType === 'rsa' ? 'RS' : 'ES'}${hash.slice('sha'.length)}`
    return {
      publicKey,
      sign: async (bytes) => {
        const digest = hashed(bytes, hash).toString('base64')
        const what = ['--id', kid, '--algorithm', algorithm, '--digest', digest]
        const args = ['keyvault', 'key', 'sign', ...what, '--output', 'json', '--only-show-errors']
        const signature = textIn(await askFor(location, 'az', args, edge), 'signature', location)
        const raw = Buffer.from(signature, 'base64')
        return publicKey.asymmetricKeyType === 'rsa' ? raw : derOf(raw)
      },
    }
  },
}

// https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/kms/azure/client.go
const pattern = /^azurekms:\/\/([a-z0-9.-]+\.[a-z0-9.-]+)\/([a-z0-9-]+)(\/[a-z0-9]+)?$/i

/** Keys in hardware are told by another name. */
const kinds: Record<string, string> = { EC: 'EC', 'EC-HSM': 'EC', RSA: 'RSA', 'RSA-HSM': 'RSA' }

// The program writes plain base64 where a JSON Web Key has the one for URLs.
function parseWebKey(key: Record<string, unknown>, location: string): KeyObject {
  const numbers = ['n', 'e', 'x', 'y'].flatMap((name) => {
    const value = key[name]
    return typeof value === 'string' ? [[name, Buffer.from(value, 'base64').toString('base64url')]] : []
  })
  const webKey: JsonWebKey = {
    kty: kinds[String(key.kty)] ?? String(key.kty),
    ...(typeof key.crv === 'string' && { crv: key.crv }),
    ...Object.fromEntries(numbers),
  }
  try {
    return checkedKey(createPublicKey({ key: webKey, format: 'jwk' }))
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('mismatch', `key ${location}: not a public key: ${messageOf(cause)}`, { cause })
  }
}

/**
 * Writes the two numbers of an ECDSA signature as ASN.1, as everybody else does.
 * https://www.rfc-editor.org/rfc/rfc3279#section-2.2.3
 */
function derOf(raw: Buffer): Buffer {
  const half = raw.length / 2
  return tagged(0x30, Buffer.concat([integerOf(raw.subarray(0, half)), integerOf(raw.subarray(half))]))
}

function integerOf(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0)
  const digits = bytes.subarray(start < 0 ? bytes.length - 1 : start)
  // The highest bit would make it negative.
  return tagged(0x02, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits)
}

function tagged(tag: number, content: Buffer): Buffer {
  const length = content.length < 0x80 ? [content.length] : [0x81, content.length]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
