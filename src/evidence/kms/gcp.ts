import { createPublicKey } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkedKey } from '../key.ts'
import { digestHashOf, type KeyService, runFor, splitLocation, withFolder } from './key-service.ts'

/** https://cloud.google.com/sdk/gcloud/reference/kms/asymmetric-sign */
export const gcpKms: KeyService = {
  form: 'gcpkms://projects/<project>/locations/<location>/keyRings/<ring>/cryptoKeys/<key>/cryptoKeyVersions/<number>',
  open: async (location, _env, edge) => {
    const [project = '', place = '', ring = '', key = '', version = ''] = splitLocation(
      location,
      pattern,
      gcpKms.form,
    )
    const names = ['--key', key, '--keyring', ring, '--location', place, '--project', project, '--quiet']
    const publicKey = await withFolder(async (folder) => {
      const file = join(folder, 'key.pem')
      const args = ['kms', 'keys', 'versions', 'get-public-key', version, ...names, '--output-file', file]
      await runFor(location, 'gcloud', args, edge)
      return checkedKey(createPublicKey(await readFile(file, 'utf8')))
    })
    const hash = digestHashOf(publicKey, location)
    return {
      publicKey,
      sign: (bytes) =>
        withFolder(async (folder) => {
          const [input, output] = [join(folder, 'input'), join(folder, 'signature')]
          await writeFile(input, bytes)
          // It hashes the file itself, and sends the digest.
          const files = ['--digest-algorithm', hash, '--input-file', input, '--signature-file', output]
          const args = ['kms', 'asymmetric-sign', '--version', version, ...names, ...files]
          await runFor(location, 'gcloud', args, edge)
          return await readFile(output)
        }),
    }
  },
}

// The version is wanted, because each version of a key is another key.
// https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/kms/gcp/client.go
const pattern =
  /^gcpkms:\/\/projects\/([^/]+)\/locations\/([^/]+)\/keyRings\/([^/]+)\/cryptoKeys\/([^/]+)\/(?:cryptoKeyVersions|versions)\/(\d+)$/
