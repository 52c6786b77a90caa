import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatReference } from '../../src/artifact/reference.ts'
import { parseIdentityToken } from '../../src/evidence/identity-token.ts'
import { buildProvenance } from '../../src/evidence/predicate/provenance.ts'
import { connect, pushSubject } from './support/client.ts'
import { fileOf, signWithCosign, type Verdict, verify } from './support/evidence.ts'
import type { Claims } from './support/issuer.ts'
import { freshFolder, runProgram } from './support/program.ts'
import { type RealRegistry, startDockerRegistry, startOlareg } from './support/registries.ts'
import { type PrivateSigstore, startSigstore, type Witness, witnesses } from './support/sigstore.ts'

const reviewType = 'https://acme.example/review/v1'
const signatureType = 'https://sigstore.dev/cosign/sign/v1'

/** What our action is told of whom to trust where it should say no. */
const wrong: [string, Record<string, string>][] = [
  ['another repository', { repo: 'acme/blog' }],
  ['another workflow', { repo: 'acme/shop', 'signer-workflow': 'acme/shop/.github/workflows/release.yml' }],
  ['another ref', { repo: 'acme/shop', 'source-ref': 'refs/tags/v1' }],
  ['another issuer', { repo: 'acme/shop', 'cert-oidc-issuer': 'https://issuer.acme.example' }],
]

let sigstore: PrivateSigstore
/** As GitHub's own, which has timestamps and neither a log nor certificate transparency. */
let unlogged: PrivateSigstore
const review = fileOf(JSON.stringify({ reviewer: 'ada' }))

beforeAll(async () => {
  sigstore = await startSigstore()
  unlogged = await startSigstore({ organization: 'GitHub, Inc.', logs: false })
})
afterAll(async () => {
  await sigstore?.[Symbol.asyncDispose]()
  await unlogged?.[Symbol.asyncDispose]()
})

const instanceOf = (witness: Witness) => (witness === 'no log' ? unlogged : sigstore)

/** Flags by which cosign signs as a job. */
function asJob(witness: Witness, claims: Claims = {}): string[] {
  const { issuer, signingConfigs, trustedRoot } = instanceOf(witness)
  const config = ['--signing-config', signingConfigs[witness] ?? '', '--trusted-root', trustedRoot]
  return [...config, '--identity-token', fileOf(issuer.tokenOf(claims))]
}

/** What a job's provenance says. */
function provenanceOf(claims: Claims = {}): string {
  const token = parseIdentityToken(sigstore.issuer.tokenOf(claims), 'sigstore', new Date())
  return fileOf(JSON.stringify(buildProvenance(token.claims, 'https://github.com')))
}

describe.each(witnesses)('what cosign signs keyless with %s about a file', (witness) => {
  const file = fileOf(`a file with ${witness}`)
  const ask = (bundle: string, trust: Record<string, string>, artifact = file) =>
    verify({
      'subject-path': artifact,
      bundle,
      'custom-trusted-root': instanceOf(witness).trustedRoot,
      ...trust,
    })

  it('is accepted by us as a statement, for whom it was and nobody else', async () => {
    const bundle = fileOf('')
    await signWithCosign([
      ...['attest-blob', '--bundle', bundle, '--type', 'slsaprovenance1', '--predicate', provenanceOf()],
      ...[...asJob(witness), file],
    ])
    accepts(await ask(bundle, { repo: 'acme/shop' }))
    for (const [, trust] of wrong) refuses(await ask(bundle, trust))
    refuses(await ask(bundle, { repo: 'acme/shop' }, fileOf('another file')))
  })

  it('is refused by us where provenance says something else than the certificate', async () => {
    const bundle = fileOf('')
    const predicate = provenanceOf({ sha: '2'.repeat(40) })
    await signWithCosign([
      ...['attest-blob', '--bundle', bundle, '--type', 'slsaprovenance1', '--predicate', predicate],
      ...[...asJob(witness), file],
    ])
    refuses(await ask(bundle, { repo: 'acme/shop' }))
  })

  it('is accepted by us as a plain signature, for whom it was and nobody else', async () => {
    const bundle = fileOf('')
    await signWithCosign(['sign-blob', '--bundle', bundle, ...asJob(witness), file])
    accepts(await ask(bundle, { repo: 'acme/shop' }))
    for (const [, trust] of wrong) refuses(await ask(bundle, trust))
    refuses(await ask(bundle, { repo: 'acme/shop' }, fileOf('another file')))
  })
})

describe.each([
  ['olareg', startOlareg],
  ['docker-registry', startDockerRegistry],
])('what cosign signs about an image in %s', (_, start) => {
  let registry: RealRegistry

  beforeAll(async () => {
    registry = await start()
  })
  afterAll(() => registry?.[Symbol.asyncDispose]())

  const ask = (image: string, trustedRoot: string, inputs: Record<string, string>) =>
    verify({ image, 'bundle-from-oci': 'true', 'custom-trusted-root': trustedRoot, ...inputs })

  it.each(witnesses)('keyless with %s is found and accepted', async (witness) => {
    const image = formatReference(await pushSubject(registry.host))
    const { trustedRoot } = instanceOf(witness)
    const attest = ['attest', '--type', reviewType, '--predicate', review]
    await signWithCosign([...attest, ...asJob(witness), image])
    await signWithCosign(['sign', ...asJob(witness), image])
    for (const type of [reviewType, signatureType]) {
      accepts(await ask(image, trustedRoot, { repo: 'acme/shop', 'predicate-type': type }))
      refuses(await ask(image, trustedRoot, { repo: 'acme/blog', 'predicate-type': type }))
    }
    refuses(await ask(image, trustedRoot, { repo: 'acme/shop' }))
  })

  it('with a key is found and accepted, by that key alone', async () => {
    const image = formatReference(await pushSubject(registry.host))
    const [keys, others] = [await makeKeys(), await makeKeys()]
    const by = ['--key', keys.key, '--signing-config', sigstore.signingConfigs['Rekor v2'] ?? '']
    const root = ['--trusted-root', sigstore.trustedRoot]
    await signWithCosign(['attest', '--type', reviewType, '--predicate', review, ...by, ...root, image])
    await signWithCosign(['sign', ...by, ...root, image])
    for (const type of [reviewType, signatureType]) {
      const inputs = { 'predicate-type': type }
      accepts(await ask(image, sigstore.trustedRoot, { ...inputs, key: keys.publicKey }))
      refuses(await ask(image, sigstore.trustedRoot, { ...inputs, key: others.publicKey }))
    }
  })

  it('with a key in the older way is found under tags and accepted, by that key alone', async () => {
    const subject = await pushSubject(registry.host)
    const image = formatReference(subject)
    const [keys, others] = [await makeKeys(), await makeKeys()]
    const by = [
      '--key',
      keys.key,
      '--use-signing-config=false',
      '--new-bundle-format=false',
      '--tlog-upload=false',
    ]
    await signWithCosign(['attest', '--type', reviewType, '--predicate', review, ...by, image])
    await signWithCosign(['sign', ...by, image])
    expect(await connect().listReferrers(subject)).toEqual([])
    for (const type of [reviewType, signatureType]) {
      const inputs = { 'predicate-type': type }
      accepts(await ask(image, sigstore.trustedRoot, { ...inputs, key: keys.publicKey }))
      refuses(await ask(image, sigstore.trustedRoot, { ...inputs, key: others.publicKey }))
    }
  })

  it('keyless in the older way is found under tags and accepted, for whom it was and nobody else', async () => {
    const image = formatReference(await pushSubject(registry.host))
    const { fulcioUrl, rekorUrls, issuer, trustedRoot } = sigstore
    const by = [
      ...['--use-signing-config=false', '--new-bundle-format=false', '--fulcio-url', fulcioUrl],
      ...['--rekor-url', rekorUrls['Rekor v1'] ?? '', '--trusted-root', trustedRoot],
      ...['--identity-token', fileOf(issuer.tokenOf())],
    ]
    await signWithCosign(['attest', '--type', reviewType, '--predicate', review, ...by, image])
    await signWithCosign(['sign', ...by, image])
    for (const type of [reviewType, signatureType]) {
      accepts(await ask(image, trustedRoot, { repo: 'acme/shop', 'predicate-type': type }))
      refuses(await ask(image, trustedRoot, { repo: 'acme/blog', 'predicate-type': type }))
    }
  })
})

async function makeKeys(): Promise<{ key: string; publicKey: string }> {
  const cwd = freshFolder('keys')
  await runProgram('cosign', ['generate-key-pair'], { cwd, env: { COSIGN_PASSWORD: '' } })
  return { key: join(cwd, 'cosign.key'), publicKey: join(cwd, 'cosign.pub') }
}

function accepts({ accepted, said }: Verdict): void {
  expect(accepted, said).toBe(true)
}

function refuses({ accepted, said }: Verdict): void {
  expect(accepted, said).toBe(false)
}
