import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { formatPublicKey } from '../../src/evidence/key.ts'
import { parseStatement } from '../../src/evidence/statement.ts'
import { type GitHubServer, type JobRequest, startGitHub } from '../support/github.ts'
import { installPrograms } from '../support/programs.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { type ActionResult, runAction } from '../support/runner.ts'
import { type Sigstore, startSigstore } from '../support/sigstore.ts'

const sha = 'b'.repeat(40)
const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
const allPermissions = { 'id-token': 'write', attestations: 'write', 'artifact-metadata': 'write' } as const

let registry: RegistryServer
let github: GitHubServer
let sigstore: Sigstore

beforeAll(async () => {
  registry = await startRegistry()
  github = await startGitHub()
  sigstore = await startSigstore({ jwksUrl: `${new URL(github.url).origin}/.well-known/jwks` })
  writeFileSync(join(workspace, 'trusted_root.json'), sigstore.trustedRoot)
  writeFileSync(join(workspace, 'app.tar'), 'the file')
})

afterAll(async () => {
  await registry[Symbol.asyncDispose]()
  await github[Symbol.asyncDispose]()
  await sigstore[Symbol.asyncDispose]()
})

const newImage = () => nameOf(addImage().digest)
const nameOf = (digest: string) => `${registry.host}/acme/shop@${digest}`
const addImage = () => registry.store.addImage('acme/shop', { layers: [String(Math.random())] })

/** Adds an index of two platforms, with what BuildKit puts beside them. */
function addIndex(): { image: string; children: Digest[]; beside: Digest } {
  const [amd64, arm64, beside] = [addImage(), addImage(), addImage()]
  const manifests = [
    { ...amd64, platform: { os: 'linux', architecture: 'amd64' } },
    { ...arm64, platform: { os: 'linux', architecture: 'arm64' } },
    { ...beside, platform: { os: 'unknown', architecture: 'unknown' } },
  ]
  const index = JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests })
  const { digest } = registry.store.addManifest('acme/shop', mediaType.imageIndex, index)
  return { image: nameOf(digest), children: [amd64.digest, arm64.digest], beside: beside.digest }
}

type Run = { env?: Record<string, string>; job?: Partial<JobRequest>; on?: GitHubServer }

function run(name: 'sign' | 'verify', inputs: Record<string, string>, { env, job, on = github }: Run = {}) {
  const started = on.startJob({ sha, permissions: allPermissions, ...job })
  return runAction(name, { inputs, ...(env && { env }), workspace, source: true, job: started })
}

const privateSigstore = () => ({
  'fulcio-url': sigstore.fulcioUrl,
  'tsa-url': sigstore.tsaUrl,
  'rekor-url': sigstore.rekorUrl,
  'trusted-root': 'trusted_root.json',
})

const sign = (inputs: Record<string, string>, options: Run = {}) =>
  run('sign', { ...privateSigstore(), ...inputs }, options)
const verify = (inputs: Record<string, string>) =>
  run('verify', { 'custom-trusted-root': 'trusted_root.json', ...inputs })
const problems = (result: ActionResult) => result.annotations.map(({ message }) => message).join('\n')

const bundleOf = (result: ActionResult) =>
  JSON.parse(readFileSync(result.outputs['bundle-path'] ?? '', 'utf8'))
const statementIn = (result: ActionResult) =>
  parseStatement(Buffer.from(bundleOf(result).dsseEnvelope.payload, 'base64'))

describe('an index', () => {
  it('is signed for with its image of each platform, and each of them carries the bundle', async () => {
    const { image, children, beside } = addIndex()
    const signed = await sign({ image })
    expect(problems(signed)).toBe('')
    const digests = statementIn(signed).subject.map(({ digest }) => `sha256:${digest.sha256}`)
    expect(digests).toEqual([image.split('@')[1], ...children])
    for (const child of children) {
      const verified = await verify({ image: nameOf(child) })
      expect(problems(verified)).toBe('')
      expect(verified.outputs.count).toBe('1')
    }
    expect(problems(await verify({ image: nameOf(beside) }))).toMatch(/nothing is said about/)
  })

  it('is signed for alone by what is not of its build, unless that is said', async () => {
    const { image } = addIndex()
    const said = { image, 'predicate-type': 'https://acme.example/x', predicate: '{}' }
    expect(statementIn(await sign(said)).subject).toHaveLength(1)
    expect(statementIn(await sign({ ...said, recursive: 'true' })).subject).toHaveLength(3)
    expect(statementIn(await sign({ image, recursive: 'false' })).subject).toHaveLength(1)
  })
})

describe('signing again', () => {
  it('in another attempt of the run adds nothing, and tells what is there', async () => {
    const { image, children } = addIndex()
    const job = { runId: 77, attempt: 1 }
    const first = await sign({ image }, { job })
    expect(first.outputs.reused).toBe('false')
    const written = () => registry.lines().filter((line) => !/^(GET|HEAD) /.test(line)).length
    const state = () => [sigstore.requests.length, github.attestations.length, written()]
    const before = state()
    const second = await sign({ image }, { job: { ...job, attempt: 2 } })
    expect(problems(second)).toBe('')
    expect(second.outputs).toMatchObject({
      reused: 'true',
      'predicate-type': 'https://slsa.dev/provenance/v1',
    })
    expect(bundleOf(second)).toEqual(bundleOf(first))
    expect(state()).toEqual(before)
    for (const child of children) expect((await verify({ image: nameOf(child) })).outputs.count).toBe('1')
    expect(second.summary).toContain('nothing was signed again')
  })

  it('completes what an earlier attempt has kept only in part', async () => {
    const image = newImage()
    const job = { runId: 78, attempt: 1 }
    const end = github.fault({ method: 'POST', path: /attestations/, answer: { status: 500 }, times: 10 })
    expect((await sign({ image }, { job })).failed).toBe(true)
    end()
    const before = [sigstore.requests.length, github.attestations.length]
    const second = await sign({ image }, { job: { ...job, attempt: 2 } })
    expect(second.outputs).toMatchObject({ reused: 'true', 'attestation-id': expect.stringMatching(/^\d+$/) })
    expect([sigstore.requests.length, github.attestations.length]).toEqual([before[0], (before[1] ?? 0) + 1])
    expect((await verify({ image })).outputs.count).toBe('1')
  })

  it.each<[string, Partial<JobRequest>, Record<string, string>]>([
    ['in another run', { runId: 80 }, {}],
    ['at another commit', { sha: 'c'.repeat(40) }, {}],
    ['in another workflow', { workflow: 'other.yml' }, {}],
    ['of another type', {}, { 'predicate-type': 'https://acme.example/x', predicate: '{"a":1}' }],
  ])('%s is something else', async (_, job, inputs) => {
    const image = newImage()
    await sign({ image }, { job: { runId: 79 } })
    expect((await sign({ image, ...inputs }, { job: { runId: 79, ...job } })).outputs.reused).toBe('false')
  })

  it('says something else with another content', async () => {
    const image = newImage()
    const said = (predicate: string, runId = 81) =>
      sign({ image, 'predicate-type': 'https://acme.example/x', predicate }, { job: { runId } })
    await said('{"a":1,"b":2}')
    expect((await said('{"b":2,"a":1}')).outputs.reused).toBe('true')
    expect((await said('{"a":1,"b":3}')).outputs.reused).toBe('false')
    // Only the certificate says which run it was.
    expect((await said('{"a":1,"b":2}', 84)).outputs.reused).toBe('false')
  })

  it('does not believe that somebody else has said it', async () => {
    const image = newImage()
    const key = pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
    const job = { runId: 82 }
    await sign({ image, 'fulcio-url': '', key: 'env://KEY' }, { env: { KEY: key }, job })
    expect((await sign({ image }, { job })).outputs.reused).toBe('false')
  })

  it('adds nothing under a key where provenance names the run', async () => {
    const image = newImage()
    const env = { KEY: pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey) }
    const inputs = { image, 'fulcio-url': '', key: 'env://KEY' }
    await sign(inputs, { env, job: { runId: 83 } })
    expect((await sign(inputs, { env, job: { runId: 83, attempt: 2 } })).outputs.reused).toBe('true')
    const said = { ...inputs, 'predicate-type': 'https://acme.example/x', predicate: '{}' }
    await sign(said, { env, job: { runId: 83 } })
    expect((await sign(said, { env, job: { runId: 83 } })).outputs.reused).toBe('false')
  })
})

describe('subjects', () => {
  it('are read from checksums, given as a file or as they are', async () => {
    const [a, b] = [digestOf('a'), digestOf('b')].map((digest) => digest.slice(7))
    const text = `${a}  dist/a.tgz\n${b} *b.tgz\n\\${b}  with\\nline\n${a}  dist/a.tgz\n`
    writeFileSync(join(workspace, 'SHA256SUMS'), text)
    const expected = [
      { name: 'dist/a.tgz', digest: { sha256: a } },
      { name: 'b.tgz', digest: { sha256: b } },
      { name: 'with\nline', digest: { sha256: b } },
    ]
    for (const checksums of ['SHA256SUMS', text]) {
      expect(statementIn(await sign({ 'subject-checksums': checksums })).subject).toEqual(expected)
    }
  })

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'checksums of another kind',
      { 'subject-checksums': `${'a'.repeat(128)}  a.tgz\n` },
      /line 1 .*wanted a sha256 digest/,
    ],
    ['no checksums', { 'subject-checksums': '\n\n' }, /exactly one of image/],
    ['a file of checksums that is not there', { 'subject-checksums': 'nowhere' }, /"nowhere" cannot be read/],
    [
      'more than others read',
      {
        'subject-checksums': Array.from(
          { length: 1025 },
          (_, number) => `${digestOf(String(number)).slice(7)}  ${number}`,
        ).join('\n'),
      },
      /1025 subjects; wanted 1 to 1024, so sign them in several steps/,
    ],
  ])('are refused: %s', async (_, inputs, reason) => {
    expect(problems(await sign(inputs))).toMatch(reason)
  })
})

describe('the list of linked artifacts', () => {
  it('of an organisation is told where the image is kept', async () => {
    const image = newImage()
    const signed = await sign({ image })
    const record = github.storageRecords.find(({ digest }) => digest === image.split('@')[1])
    expect(record).toMatchObject({
      name: `${registry.host}/acme/shop`,
      registry_url: `https://${registry.host}`,
      github_repository: 'shop',
    })
    expect(signed.outputs['storage-record-ids']).toBe(String(record?.id))
  })

  it.each<[string, Record<string, string>]>([
    ['files', { 'subject-path': 'app.tar' }],
    ['an image that the bundle is not attached to', { 'push-to-registry': 'false' }],
    ['one that says so', { 'create-storage-record': 'false' }],
  ])('is not told of %s', async (_, inputs) => {
    const before = github.storageRecords.length
    expect(problems(await sign('subject-path' in inputs ? inputs : { image: newImage(), ...inputs }))).toBe(
      '',
    )
    expect(github.storageRecords.length).toBe(before)
  })

  it('is left alone without a warning where the job may not write it', async () => {
    const permissions = { 'id-token': 'write', attestations: 'write' } as const
    const signed = await sign({ image: newImage() }, { job: { permissions } })
    expect(signed.failed).toBe(false)
    expect(signed.annotations).toEqual([])
    expect(signed.log).toContain('missing permission artifact-metadata: write')
  })

  it('is missed with one warning where it is asked for', async () => {
    const permissions = { 'id-token': 'write', attestations: 'write' } as const
    const inputs = { image: newImage(), 'create-storage-record': 'true' }
    const signed = await sign(inputs, { job: { permissions } })
    expect(signed.failed).toBe(false)
    expect(signed.annotations).toHaveLength(1)
    expect(problems(signed)).toMatch(
      /missing permission artifact-metadata: write.*set create-storage-record to false/,
    )
  })

  it('is nothing that a user has', async () => {
    await using own = await startGitHub({ ownerType: 'User' })
    await using trusted = await startSigstore({ jwksUrl: `${new URL(own.url).origin}/.well-known/jwks` })
    const { fulcioUrl, tsaUrl, rekorUrl } = trusted
    const inputs = { image: newImage(), 'fulcio-url': fulcioUrl, 'tsa-url': tsaUrl, 'rekor-url': rekorUrl }
    const signed = await run('sign', inputs, {
      on: own,
      job: { permissions: { ...allPermissions, 'artifact-metadata': 'read' } },
    })
    expect(problems(signed)).toBe('')
    expect(own.requests.some(({ path }) => path.includes('storage-record'))).toBe(false)
  })
})

describe('the services', () => {
  it('are those of a signing config', async () => {
    const { fulcioUrl, rekorUrl, tsaUrl } = sigstore
    const service = (url: string, majorApiVersion = 1) => ({
      url,
      majorApiVersion,
      validFor: { start: '2020-01-01T00:00:00Z' },
      operator: 'test',
    })
    const config = {
      mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
      caUrls: [service(fulcioUrl)],
      rekorTlogUrls: [service(rekorUrl, 2)],
      rekorTlogConfig: { selector: 'ANY' },
      tsaUrls: [service(`${tsaUrl}/api/v1/timestamp`)],
      tsaConfig: { selector: 'ANY' },
    }
    writeFileSync(join(workspace, 'signing_config.json'), JSON.stringify(config))
    const image = newImage()
    const inputs = { image, 'signing-config': 'signing_config.json', 'trusted-root': 'trusted_root.json' }
    const signed = await run('sign', inputs)
    expect(problems(signed)).toBe('')
    expect(bundleOf(signed).verificationMaterial.tlogEntries[0].kindVersion).toEqual({
      kind: 'hashedrekord',
      version: '0.0.2',
    })
    expect(signed.log).toContain('signing-config names it')
    expect(signed.summary).toContain('signing-config names it')
    expect((await verify({ image })).outputs.verified).toBe('true')
  })

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a config and an address',
      { 'signing-config': 'x.json' },
      /both signing-config and fulcio-url name services/,
    ],
    ['two instances', { instance: 'github' }, /instance is "github" and fulcio-url names another/],
    [
      'an instance that nobody knows',
      { instance: 'staging' },
      /"staging" is none of auto, public-good, github/,
    ],
  ])('are refused: %s', async (_, inputs, reason) => {
    expect(problems(await sign({ 'subject-path': 'app.tar', ...inputs }))).toMatch(reason)
  })

  it('of a private repository are not public, unless that is said', async () => {
    await using own = await startGitHub({ visibility: 'private' })
    const env = { KEY: pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey) }
    const inputs = { 'subject-path': 'app.tar', 'rekor-url': 'https://rekor.sigstore.dev' }
    for (const [more, options] of [
      [{ 'fulcio-url': 'https://fulcio.sigstore.dev' }, {}],
      [{ key: 'env://KEY' }, { env }],
    ] as const) {
      const signed = await run('sign', { ...inputs, ...more }, { on: own, ...options })
      expect(problems(signed)).toMatch(
        /the repository is private, and https:\/\/(fulcio|rekor)\.sigstore\.dev writes to a log/,
      )
    }
  })
})

describe('a key', () => {
  it('in a service signs through the vendor’s program', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = JSON.stringify(pemOf(privateKey))
    // RSA over a digest is PKCS #1 v1.5 over its DigestInfo, which Node can do.
    const body = `
      const crypto = require('node:crypto')
      const key = crypto.createPrivateKey(${pem})
      if (args[1] === 'get-public-key') {
        console.log(JSON.stringify({ PublicKey: crypto.createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64') }))
      } else {
        const digest = fs.readFileSync(option('--message').replace('fileb://', ''))
        const info = Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), digest])
        console.log(JSON.stringify({ Signature: crypto.privateEncrypt({ key, padding: crypto.constants.RSA_PKCS1_PADDING }, info).toString('base64') }))
      }`
    using _programs = installPrograms({ aws: body })
    writeFileSync(join(workspace, 'kms.pub'), formatPublicKey(createPublicKey(privateKey)))
    const image = newImage()
    const said = { 'predicate-type': 'https://acme.example/x', predicate: '{}' }
    const signed = await run('sign', { image, key: 'awskms:///alias/release', ...said })
    expect(problems(signed)).toBe('')
    const verified = await verify({ image, key: 'kms.pub', 'predicate-type': said['predicate-type'] })
    expect(verified.outputs.count).toBe('1')
  })

  it('is opened by the password that is given, which is masked', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const encrypted = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'a secret' } as const
    writeFileSync(join(workspace, 'key.pem'), privateKey.export(encrypted))
    const inputs = { 'subject-path': 'app.tar', key: 'key.pem', 'attestations-api': 'false' }
    const signed = await run(
      'sign',
      { ...inputs, 'key-password': 'a secret' },
      { env: { COSIGN_PASSWORD: 'other' } },
    )
    expect(problems(signed)).toBe('')
    expect(signed.log).not.toContain('a secret')
    const refused = await run('sign', { ...inputs, 'key-password': 'wrong' })
    expect(problems(refused)).toMatch(/the password does not open the key/)
    expect(problems(await run('sign', inputs))).toMatch(/set the variable COSIGN_PASSWORD/)
  })
})

it('refuses a predicate that is not of its type before anybody is asked', async () => {
  const before = sigstore.requests.length
  const said = {
    'predicate-type': 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: '{"result":"OK"}',
  }
  expect(problems(await sign({ 'subject-path': 'app.tar', ...said }))).toMatch(
    /test result.result: wanted "PASSED"/,
  )
  expect(sigstore.requests.length).toBe(before)
})

it('says once that there is no store of attestations', async () => {
  await using own = await startGitHub({ attestations: 'none' })
  const env = { KEY: pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey) }
  const inputs = { image: newImage(), key: 'env://KEY', 'create-storage-record': 'false' }
  const signed = await run('sign', inputs, { on: own, env })
  expect(signed.failed).toBe(false)
  expect(signed.annotations).toHaveLength(1)
  expect(problems(signed)).toMatch(
    /no store of attestations at GitHub; the statement is kept beside the image/,
  )
  const insists = await run('sign', { ...inputs, 'attestations-api': 'true' }, { on: own, env })
  expect(problems(insists)).toMatch(/set attestations-api to auto or false/)
})

function pemOf(key: ReturnType<typeof generateKeyPairSync>['privateKey']): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString()
}
