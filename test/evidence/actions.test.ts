import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GitHubServer, startGitHub } from '../support/github.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { type ActionResult, runAction } from '../support/runner.ts'
import { type Sigstore, startSigstore } from '../support/sigstore.ts'

const sha = 'a'.repeat(40)
const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))

let registry: RegistryServer
let github: GitHubServer
let sigstore: Sigstore

beforeAll(async () => {
  registry = await startRegistry()
  github = await startGitHub()
  sigstore = await startSigstore({ jwksUrl: `${new URL(github.url).origin}/.well-known/jwks` })
  writeFileSync(join(workspace, 'trusted_root.json'), sigstore.trustedRoot)
  writeFileSync(join(workspace, 'app.tar'), 'the file')
  const sbom = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [] }
  writeFileSync(join(workspace, 'sbom.json'), JSON.stringify(sbom))
})

afterAll(async () => {
  await registry[Symbol.asyncDispose]()
  await github[Symbol.asyncDispose]()
  await sigstore[Symbol.asyncDispose]()
})

function newImage(): string {
  const { digest } = registry.store.addImage('acme/shop', { layers: [String(Math.random())] })
  return `${registry.host}/acme/shop@${digest}`
}

function run(name: 'sign' | 'verify', inputs: Record<string, string>, env: Record<string, string> = {}) {
  const permissions = { 'id-token': 'write', attestations: 'write', 'artifact-metadata': 'write' } as const
  return runAction(name, { inputs, env, workspace, source: true, job: github.startJob({ sha, permissions }) })
}

const sign = (inputs: Record<string, string>) => {
  const { fulcioUrl, tsaUrl, rekorUrl } = sigstore
  const services = { 'fulcio-url': fulcioUrl, 'tsa-url': tsaUrl, 'rekor-url': rekorUrl }
  return run('sign', { ...services, 'trusted-root': 'trusted_root.json', ...inputs })
}

const verify = (inputs: Record<string, string>) =>
  run('verify', { 'custom-trusted-root': 'trusted_root.json', ...inputs })

const errors = (result: ActionResult) => result.annotations.map(({ message }) => message).join('\n')

describe('sign and verify', () => {
  it('sign the provenance of an image and find it to hold', async () => {
    const image = newImage()
    const signed = await sign({ image })
    expect(errors(signed)).toBe('')
    expect(signed.outputs).toMatchObject({
      'predicate-type': 'https://slsa.dev/provenance/v1',
      'attestation-url': `https://github.com/acme/shop/attestations/${signed.outputs['attestation-id']}`,
    })
    const bundle = JSON.parse(readFileSync(signed.outputs['bundle-path'] ?? '', 'utf8'))
    expect(bundle.mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json')
    expect(signed.summary).toContain('Signed')

    const verified = await verify({ image, 'source-digest': sha, 'deny-self-hosted-runners': 'true' })
    expect(errors(verified)).toBe('')
    expect(verified.outputs).toMatchObject({ verified: 'true', count: '1' })
    const [statement] = JSON.parse(readFileSync(verified.outputs['statements-path'] ?? '', 'utf8'))
    expect(statement).toMatchObject({
      statement: { predicateType: 'https://slsa.dev/provenance/v1' },
      signer: { kind: 'certificate', sourceDigest: sha },
    })
    expect(verified.summary).toContain('Verified')
  })

  it('sign an SBOM, which is not taken for provenance', async () => {
    const image = newImage()
    await sign({ image, 'sbom-path': 'sbom.json' })
    const provenance = await verify({ image })
    expect(provenance.failed).toBe(true)
    expect(provenance.outputs).toMatchObject({ verified: 'false', count: '0' })
    expect(errors(provenance)).toMatch(/statements of other types: https:\/\/cyclonedx.org\/bom/)
    expect((await verify({ image, 'predicate-type': 'https://cyclonedx.org/bom' })).failed).toBe(false)
    expect((await verify({ image, 'predicate-type': '' })).outputs.count).toBe('1')
  })

  it('sign a file, which is verified from its bundle without any store', async () => {
    const signed = await sign({ 'subject-path': '*.tar', 'attestations-api': 'false' })
    expect(errors(signed)).toBe('')
    const before = github.requests.length
    const verified = await verify({ 'subject-path': 'app.tar', bundle: signed.outputs['bundle-path'] ?? '' })
    expect(errors(verified)).toBe('')
    expect(verified.outputs.verified).toBe('true')
    expect(github.requests.length).toBe(before)
    const other = await verify({ 'subject-path': 'sbom.json', bundle: signed.outputs['bundle-path'] ?? '' })
    expect(errors(other)).toMatch(/another artifact/)
  })

  it('sign with an encrypted key and a statement of one’s own', async () => {
    const image = newImage()
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const encrypted = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'secret' } as const
    const env = { SIGNING_KEY: privateKey.export(encrypted).toString(), COSIGN_PASSWORD: 'secret' }
    writeFileSync(join(workspace, 'key.pub'), publicKey.export({ format: 'pem', type: 'spki' }))
    const statement = { 'predicate-type': 'https://example.com/x', predicate: '{"a":1}' }
    const signed = await run('sign', { image, key: 'env://SIGNING_KEY', ...statement }, env)
    expect(errors(signed)).toBe('')
    const type = { image, 'predicate-type': 'https://example.com/x' }
    expect((await verify({ ...type, key: 'key.pub' })).outputs.count).toBe('1')
    expect(errors(await verify(type))).toMatch(/signed with a key/)
  })

  it('tell every bundle that does not hold', async () => {
    const image = newImage()
    await sign({ image })
    const refused = await verify({ image, 'signer-workflow': 'acme/shop/.github/workflows/other.yml' })
    expect(refused.failed).toBe(true)
    expect(errors(refused)).toMatch(/nothing that is said about sha256:[0-9a-f]{64} holds/)
    expect(errors(refused)).toMatch(/wanted the workflow/)
    expect(refused.log).toMatch(/rejected .*wanted the workflow/)
    expect(refused.summary).toContain('Not verified')
  })
})

describe('sign', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['nothing to sign', {}, /exactly one of image/],
    [
      'two artifacts',
      { image: `x.example/y@sha256:${'0'.repeat(64)}`, 'subject-path': 'app.tar' },
      /exactly one/,
    ],
    ['a tag', { image: 'ghcr.io/acme/shop:v1' }, /input "image".*names a tag/],
    ['a name without a digest', { 'subject-name': 'x' }, /given together/],
    ['no such file', { 'subject-path': 'missing*' }, /names no file/],
    [
      'two predicates',
      { 'subject-path': 'app.tar', predicate: '{}', 'sbom-path': 'sbom.json' },
      /at most one/,
    ],
    ['a predicate without a type', { 'subject-path': 'app.tar', predicate: '{}' }, /not a URI/],
    [
      'a type without a predicate',
      { 'subject-path': 'app.tar', 'predicate-type': 'https://x' },
      /without a predicate/,
    ],
    [
      'a predicate that is not JSON',
      { 'subject-path': 'app.tar', 'predicate-type': 'https://x', predicate: '{' },
      /not JSON/,
    ],
    ['a key of an unknown service', { 'subject-path': 'app.tar', key: 'pkcs11://x' }, /are not known/],
    [
      'a key that is not there',
      { 'subject-path': 'app.tar', key: 'env://NOTHING' },
      /"NOTHING" of the key is not set/,
    ],
  ])('refuses %s', async (_, inputs, reason) => {
    const result = await run('sign', inputs)
    expect(errors(result)).toMatch(reason)
    expect(result.failed).toBe(true)
  })

  it('says which permission is missing', async () => {
    const job = github.startJob({ sha, permissions: { attestations: 'write' } })
    const inputs = { 'subject-path': 'app.tar' }
    const result = await runAction('sign', { inputs, workspace, source: true, job })
    expect(errors(result)).toMatch(/missing permission id-token: write/)
  })

  it('keeps nothing that its trusted root does not verify', async () => {
    await using stranger = await startSigstore()
    writeFileSync(join(workspace, 'other_root.json'), stranger.trustedRoot)
    const image = newImage()
    const written = () => registry.lines().filter((line) => !/^(GET|HEAD) /.test(line)).length
    const before = [written(), github.attestations.length]
    const result = await sign({ image, 'trusted-root': 'other_root.json' })
    expect(errors(result)).toMatch(/not verified/)
    expect([written(), github.attestations.length]).toEqual(before)
    expect(errors(await verify({ image }))).toMatch(/nothing is said about/)
  })
})
