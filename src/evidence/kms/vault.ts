import { Failure } from '../../failure.ts'
import { type Hash, parsePublicKey } from '../key.ts'
import { isObject } from '../shape.ts'
import { askFor, digestHashOf, hashed, type KeyService, splitLocation, textIn } from './key-service.ts'

/**
 * The transit engine of HashiCorp Vault, or of OpenBao where that is called `vault`.
 * https://developer.hashicorp.com/vault/api-docs/secret/transit#sign-data
 */
export const vaultTransit: KeyService = {
  form: 'hashivault://<key>',
  open: async (location, env, edge) => {
    const [name = ''] = splitLocation(location, pattern, vaultTransit.form)
    // As Sigstore's own clients call it.
    const engine = (env.TRANSIT_SECRET_ENGINE_PATH || 'transit').replace(/^\/+|\/+$/g, '')
    const ask = async (...args: string[]) => {
      const { data } = await askFor(location, 'vault', args, edge)
      if (isObject(data)) return data
      throw new Failure('mismatch', `key ${location}: the answer has no "data"`)
    }
    const version = latestOf(await ask('read', '-format=json', `${engine}/keys/${name}`), location)
    const hash = digestHashOf(version.publicKey, location)
    return {
      publicKey: version.publicKey,
      sign: async (bytes) => {
        const { signature } = await ask(
          'write',
          '-format=json',
          `${engine}/sign/${name}/${names[hash]}`,
          `input=${hashed(bytes, hash).toString('base64')}`,
          'prehashed=true',
          `key_version=${version.number}`,
          // Vault's own choice for RSA is PSS.
          version.publicKey.asymmetricKeyType === 'rsa'
            ? 'signature_algorithm=pkcs1v15'
            : 'marshaling_algorithm=asn1',
        )
        return Buffer.from(String(signature).replace(/^vault:v\d+:/, ''), 'base64')
      },
    }
  },
}

// https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/kms/hashivault/client.go
const pattern = /^hashivault:\/\/(\w(?:[\w.-]*\w)?)$/

const names = { sha256: 'sha2-256', sha384: 'sha2-384', sha512: 'sha2-512' } satisfies Record<Hash, string>

function latestOf({ latest_version: number, keys, type }: Record<string, unknown>, location: string) {
  const latest = isObject(keys) ? keys[String(number)] : undefined
  if (!isObject(latest)) throw new Failure('mismatch', `key ${location}: the answer has no latest version`)
  const text = textIn(latest, 'public_key', location)
  if (!text.includes('BEGIN PUBLIC KEY')) {
    throw new Failure('invalid-input', `${location} is a key of type "${String(type)}"; wanted ECDSA or RSA`)
  }
  return { number: String(number), publicKey: parsePublicKey(text) }
}
