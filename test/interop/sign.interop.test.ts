import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DigestReference, formatReference } from '../../src/artifact/reference.ts'
import { githubIssuer } from '../../src/evidence/identity.ts'
import { pushSubject } from './support/client.ts'
import {
  addressOf,
  fileOf,
  servicesBy,
  sign,
  type Verdict,
  verifyWithCosign,
  verifyWithGh,
} from './support/evidence.ts'
import { freshFolder, runProgram } from './support/program.ts'
import { type RealRegistry, startDockerRegistry, startOlareg } from './support/registries.ts'
import { type Log, type PrivateSigstore, startSigstore, type Witness, witnesses } from './support/sigstore.ts'

const identity = 'https://github.com/acme/shop/.github/workflows/deploy.yml@refs/heads/main'
const byIdentity = ['--certificate-identity', identity, '--certificate-oidc-issuer', githubIssuer]
const provenance = ['--type', 'slsaprovenance1']

let sigstore: PrivateSigstore
/** As GitHub's own, which has timestamps and neither a log nor certificate transparency. */
let unlogged: PrivateSigstore

beforeAll(async () => {
  sigstore = await startSigstore()
  unlogged = await startSigstore({ organization: 'GitHub, Inc.', logs: false })
})
afterAll(async () => {
  await sigstore?.[Symbol.asyncDispose]()
  await unlogged?.[Symbol.asyncDispose]()
})

const instanceOf = (witness: Witness) => (witness === 'no log' ? unlogged : sigstore)

/** What our action signs by, and checks itself by before it keeps a bundle. */
const services = (witness: Witness, by: keyof typeof servicesBy) => {
  const instance = instanceOf(witness)
  return { 'trusted-root': instance.trustedRoot, ...servicesBy[by](instance, witness) }
}

/** What cosign must be told where there is no log. */
const withoutLog = ['--insecure-ignore-tlog', '--use-signed-timestamps', '--insecure-ignore-sct']

describe.each(witnesses)('provenance of a file, signed by us keyless with %s', (witness) => {
  let file: string
  let bundle: string

  beforeAll(async () => {
    file = fileOf(`a file with ${witness}`)
    const inputs = { 'subject-path': file, ...services(witness, 'a signing config') }
    bundle = await sign(inputs, instanceOf(witness))
  })

  const askGh = (flags: readonly string[], given = bundle, artifact = file) =>
    verifyWithGh(artifact, { bundle: given, trustedRoot: instanceOf(witness).trustedRoot, flags })

  const askCosign = (flags: readonly string[], given = bundle, artifact = file) =>
    verifyWithCosign('verify-blob-attestation', [
      ...['--bundle', given, '--trusted-root', instanceOf(witness).trustedRoot, ...provenance, ...flags],
      ...(witness === 'no log' ? withoutLog : []),
      artifact,
    ])

  it('is accepted by gh and by cosign', async () => {
    accepts(await askGh(['--repo', 'acme/shop', '--signer-workflow', identity.slice(19).split('@')[0] ?? '']))
    accepts(await askGh(['--owner', 'acme', '--source-ref', 'refs/heads/main', '--deny-self-hosted-runners']))
    accepts(await askCosign(byIdentity))
    accepts(await askCosign([...byIdentity, '--certificate-github-workflow-repository', 'acme/shop']))
  })

  it('is refused for another repository', async () => {
    refuses(await askGh(['--repo', 'acme/blog']))
    refuses(await askCosign([...byIdentity, '--certificate-github-workflow-repository', 'acme/blog']))
  })

  it('is refused for another signer', async () => {
    const [flag = '', , ...issuer] = byIdentity
    const other = identity.replace('deploy', 'release')
    refuses(await askGh(['--repo', 'acme/shop', '--cert-identity', other]))
    refuses(await askCosign([flag, other, ...issuer]))
  })

  it('is refused for another file', async () => {
    const other = fileOf('another file')
    refuses(await askGh(['--repo', 'acme/shop'], bundle, other))
    refuses(await askCosign(byIdentity, bundle, other))
  })

  it('is refused once anything that was signed has changed', async () => {
    const changed = fileOf(changePayload(readFileSync(bundle, 'utf8')))
    refuses(await askGh(['--repo', 'acme/shop'], changed))
    refuses(await askCosign(byIdentity, changed))
  })
})

type KeyPair = { key: string; publicKey: string; env?: Record<string, string> }

const keys: Record<string, () => Promise<KeyPair>> = {
  'P-256': async () => filesOf(generateKeyPairSync('ec', { namedCurve: 'P-256' })),
  'P-384': async () => filesOf(generateKeyPairSync('ec', { namedCurve: 'P-384' })),
  Ed25519: async () => filesOf(generateKeyPairSync('ed25519')),
  RSA: async () => filesOf(generateKeyPairSync('rsa', { modulusLength: 2048 })),
  "cosign's own, with a password": makeWithCosign,
}

/** Which log takes signatures by which key. */
const logged: [keyof typeof keys, Log][] = [
  ...Object.keys(keys).map((kind): [string, Log] => [kind, 'Rekor v1']),
  ['P-256', 'Rekor v2'],
  ['RSA', 'Rekor v2'],
  ["cosign's own, with a password", 'Rekor v2'],
]

function filesOf({ privateKey, publicKey }: KeyPairKeyObjectResult): KeyPair {
  return {
    key: fileOf(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
    publicKey: fileOf(publicKey.export({ type: 'spki', format: 'pem' }).toString()),
  }
}

async function makeWithCosign(): Promise<KeyPair> {
  const cwd = freshFolder('key')
  const env = { COSIGN_PASSWORD: 'correct horse' }
  await runProgram('cosign', ['generate-key-pair'], { cwd, env })
  return { key: join(cwd, 'cosign.key'), publicKey: join(cwd, 'cosign.pub'), env }
}

describe.each([
  ['olareg', startOlareg],
  ['docker-registry', startDockerRegistry],
])('provenance of an image in %s', (_, start) => {
  let registry: RealRegistry

  beforeAll(async () => {
    registry = await start()
  })
  afterAll(() => registry?.[Symbol.asyncDispose]())

  const askCosign = (image: DigestReference, flags: readonly string[]) =>
    verifyWithCosign('verify-attestation', [...provenance, ...flags, formatReference(image)])

  it.each(witnesses)('that we have signed keyless with %s is found and accepted', async (witness) => {
    const { trustedRoot } = instanceOf(witness)
    const [image, other] = [await pushSubject(registry.host), await pushSubject(registry.host)]
    const inputs = { image: formatReference(image), ...services(witness, 'addresses') }
    await sign(inputs, instanceOf(witness))
    const flags = ['--trusted-root', trustedRoot, ...(witness === 'no log' ? withoutLog : [])]
    accepts(await askCosign(image, [...flags, ...byIdentity]))
    refuses(await askCosign(other, [...flags, ...byIdentity]))
    const [flag = '', , ...issuer] = byIdentity
    refuses(await askCosign(image, [...flags, flag, `${identity}s`, ...issuer]))

    const askGh = (flags: readonly string[]) =>
      verifyWithGh(`oci://${formatReference(image)}`, { trustedRoot, flags: ['--bundle-from-oci', ...flags] })
    accepts(await askGh(['--repo', 'acme/shop']))
    refuses(await askGh(['--repo', 'acme/blog']))
  })

  it.each(Object.entries(keys))(
    'that we have signed with a key is found and accepted: %s',
    async (_, make) => {
      const image = await pushSubject(registry.host)
      const { key, publicKey, env } = await make()
      await sign({ image: formatReference(image), key }, sigstore, { env })
      accepts(await askCosign(image, ['--key', publicKey, '--insecure-ignore-tlog']))
      const other = await makeWithCosign()
      refuses(await askCosign(image, ['--key', other.publicKey, '--insecure-ignore-tlog']))
    },
  )
})

it.each(logged)(
  'a signature by a key of kind %s, witnessed by %s, is accepted by cosign',
  async (kind, log) => {
    const file = fileOf('a file')
    const { key, publicKey, env } = (await keys[kind]?.()) ?? (await makeWithCosign())
    const { rekorUrls, tsaUrl, trustedRoot } = sigstore
    const inputs = {
      'rekor-url': addressOf(log, rekorUrls),
      'tsa-url': tsaUrl,
      'trusted-root': trustedRoot,
    }
    const bundle = await sign({ 'subject-path': file, key, ...inputs }, sigstore, { env })
    const ask = (given: string) => {
      const by = ['--bundle', given, '--key', publicKey, '--trusted-root', trustedRoot]
      return verifyWithCosign('verify-blob-attestation', [...by, ...provenance, file])
    }
    accepts(await ask(bundle))
    refuses(await ask(fileOf(changePayload(readFileSync(bundle, 'utf8')))))
  },
)

function accepts({ accepted, said }: Verdict): void {
  expect(accepted, said).toBe(true)
}

function refuses({ accepted, said }: Verdict): void {
  expect(accepted, said).toBe(false)
}

/** Another commit in what was signed, and everything else as it was. */
function changePayload(bundle: string): string {
  const { dsseEnvelope, ...rest } = JSON.parse(bundle)
  const statement = Buffer.from(dsseEnvelope.payload, 'base64').toString()
  const payload = Buffer.from(statement.replaceAll('1'.repeat(40), '2'.repeat(40))).toString('base64')
  expect(payload).not.toBe(dsseEnvelope.payload)
  return JSON.stringify({ ...rest, dsseEnvelope: { ...dsseEnvelope, payload } })
}
