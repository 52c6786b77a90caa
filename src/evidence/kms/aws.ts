import { createPublicKey } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkedKey, type Hash } from '../key.ts'
import {
  askFor,
  digestHashOf,
  hashed,
  type KeyService,
  splitLocation,
  textIn,
  withFolder,
} from './key-service.ts'

/** https://docs.aws.amazon.com/cli/latest/reference/kms/sign.html */
export const awsKms: KeyService = {
  form: 'awskms://[endpoint]/<key id, alias/name or ARN>',
  open: async (location, _env, edge) => {
    const [endpoint = '', id = ''] = splitLocation(location, pattern, awsKms.form)
    const [, region] = /^arn:[^:]+:kms:([^:]+):/.exec(id) ?? []
    const where = [
      ...(region === undefined ? [] : ['--region', region]),
      ...(endpoint === '' ? [] : ['--endpoint-url', `${schemeOf(endpoint)}://${endpoint}`]),
      '--output',
      'json',
    ]
    const key = ['--key-id', id]
    const answer = await askFor(location, 'aws', ['kms', 'get-public-key', ...key, ...where], edge)
    const der = Buffer.from(textIn(answer, 'PublicKey', location), 'base64')
    const publicKey = checkedKey(createPublicKey({ key: der, format: 'der', type: 'spki' }))
    const hash = digestHashOf(publicKey, location)
    const algorithm = `${publicKey.asymmetricKeyType === 'rsa' ? 'RSASSA_PKCS1_V1_5' : 'ECDSA'}_${names[hash]}`
    return {
      publicKey,
      sign: (bytes) =>
        // A file, because versions 1 and 2 of the program read the same argument differently.
        withFolder(async (folder) => {
          const digest = join(folder, 'digest')
          await writeFile(digest, hashed(bytes, hash))
          const message = ['--message', `fileb://${digest}`, '--message-type', 'DIGEST']
          const args = ['kms', 'sign', ...key, ...message, '--signing-algorithm', algorithm, ...where]
          return Buffer.from(
            textIn(await askFor(location, 'aws', args, edge), 'Signature', location),
            'base64',
          )
        }),
    }
  },
}

// https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/kms/aws/client.go
const pattern =
  /^awskms:\/\/([^/]*)\/((?:mrk-)?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias\/.+|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key|alias)\/.+)$/i

const names = { sha256: 'SHA_256', sha384: 'SHA_384', sha512: 'SHA_512' } satisfies Record<Hash, string>

// An emulator on this machine speaks no TLS; everything else does.
function schemeOf(endpoint: string): string {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(endpoint) ? 'http' : 'https'
}
