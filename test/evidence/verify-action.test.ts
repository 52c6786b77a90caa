import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { digestOf, hexOf } from '../../src/artifact/digest.ts'
import { verifyArtifact } from '../../src/evidence/verify-artifact.ts'
import { type GitHubServer, startGitHub } from '../support/github.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { type ActionResult, runAction } from '../support/runner.ts'
import { type Sigstore, startSigstore } from '../support/sigstore.ts'
import { craft } from './craft.ts'

const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
const subject = digestOf('the file')
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'app.tar', digest: { sha256: hexOf(subject) } }],
  predicateType: 'https://example.com/statement/v1',
  predicate: {},
}

let registry: RegistryServer
let github: GitHubServer
let sigstore: Sigstore
let bundle: string

beforeAll(async () => {
  registry = await startRegistry()
  github = await startGitHub()
  sigstore = await startSigstore()
  bundle = JSON.stringify(await craft(sigstore, { payload: JSON.stringify(statement) }))
  const root = JSON.parse(sigstore.trustedRoot)
  const ended = structuredClone(root)
  ended.certificateAuthorities[0].validFor.end = '2021-01-01T00:00:00Z'
  const publicGood = new URL('../fixtures/evidence/trusted_root.json', import.meta.url)
  const files = {
    'app.tar': 'the file',
    'bundle.json': bundle,
    'lines.jsonl': `${bundle}\nnot JSON\n\n{"mediaType":"x"}\n`,
    'list.json': JSON.stringify([JSON.parse(bundle), 7]),
    'cut.json': bundle.slice(0, 500),
    'empty.json': '',
    'root.json': sigstore.trustedRoot,
    'ended.json': JSON.stringify(ended),
    'public-good.json': await readFile(publicGood, 'utf8'),
    'key.pub': 'not a key',
    'ed448.pub': generateKeyPairSync('ed448').publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(workspace, name), content)
  mkdirSync(join(workspace, 'folder'))
  writeFileSync(join(workspace, 'huge.json'), '')
  truncateSync(join(workspace, 'huge.json'), 256 * 1024 * 1024 + 1)
})

afterAll(async () => {
  await registry[Symbol.asyncDispose]()
  await github[Symbol.asyncDispose]()
  await sigstore[Symbol.asyncDispose]()
})

function verify(inputs: Record<string, string>): Promise<ActionResult> {
  const job = github.startJob({ sha: '1'.repeat(40), permissions: { attestations: 'read' } })
  return runAction('verify', { inputs, workspace, source: true, job })
}

const errors = (result: ActionResult) => result.annotations.map(({ message }) => message).join('\n')

const offline = {
  'subject-path': 'app.tar',
  bundle: 'bundle.json',
  'custom-trusted-root': 'root.json',
  'predicate-type': '',
}

describe('verify', () => {
  it.each(['bundle.json', 'lines.jsonl', 'list.json'])('takes the bundle out of %s', async (file) => {
    const result = await verify({ ...offline, bundle: file })
    expect(errors(result)).toBe('')
    expect(result.outputs).toMatchObject({ verified: 'true', count: '1' })
    if (file === 'lines.jsonl') expect(result.log).toMatch(/rejected bundle 2: the bundle is not JSON/)
    const [entry] = JSON.parse(await readFile(result.outputs['statements-path'] ?? '', 'utf8'))
    expect(entry).toMatchObject({ statement, subject, source: 'bundle 1', signer: { kind: 'certificate' } })
  })

  const image = () => `${registry.host}/acme/shop@${subject}`
  it.each<[string, () => Record<string, string>, RegExp]>([
    ['a tag', () => ({ image: `${registry.host}/acme/shop:v1` }), /input "image".*names a tag; use/],
    ['nothing', () => ({}), /exactly one of image, subject-path and subject-digest, found none/],
    ['two artifacts', () => ({ ...offline, image: image() }), /exactly one.*found more than one/],
    [
      'a digest that is none',
      () => ({ 'subject-digest': 'sha1:00' }),
      /input "subject-digest": not a digest/,
    ],
    [
      'a file that is not there',
      () => ({ ...offline, 'subject-path': 'missing.tar' }),
      /"missing.tar" cannot be read/,
    ],
    ['a folder', () => ({ ...offline, 'subject-path': 'folder' }), /"folder" is not a regular file/],
    [
      'a bundle that is not there',
      () => ({ ...offline, bundle: 'missing.json' }),
      /"missing.json" cannot be read/,
    ],
    [
      'a bundle that is none',
      () => ({ ...offline, bundle: 'app.tar' }),
      /the bundle file holds no JSON; wanted/,
    ],
    [
      'a bundle that is huge',
      () => ({ ...offline, bundle: 'huge.json' }),
      /"huge.json" has 268435457 bytes; wanted at most/,
    ],
    ['a bundle that is empty', () => ({ ...offline, bundle: 'empty.json' }), /the bundle file holds no JSON/],
    ['a bundle that is cut off', () => ({ ...offline, bundle: 'cut.json' }), /the bundle file holds no JSON/],
    [
      'something else for a bundle',
      () => ({ ...offline, bundle: 'root.json' }),
      /not a Sigstore bundle v0.1 to v0.3/,
    ],
    [
      'a root that is not there',
      () => ({ ...offline, 'custom-trusted-root': 'no.json' }),
      /"no.json" cannot be read/,
    ],
    [
      'a root that is no JSON',
      () => ({ ...offline, 'custom-trusted-root': 'app.tar' }),
      /the trusted root is not JSON/,
    ],
    [
      'something else for a root',
      () => ({ ...offline, 'custom-trusted-root': 'bundle.json' }),
      /not a trusted root: wanted .* found JSON with the media type/,
    ],
    [
      'a root that has ended',
      () => ({ ...offline, 'custom-trusted-root': 'ended.json' }),
      /no certificate authority that was valid when it was signed/,
    ],
    [
      'the root of another instance',
      () => ({ ...offline, 'custom-trusted-root': 'public-good.json' }),
      /whom the trusted root does not know; it is of another instance/,
    ],
    ['a key that is none', () => ({ ...offline, key: 'key.pub' }), /not a public key in PEM/],
    ['a key of another kind', () => ({ ...offline, key: 'ed448.pub' }), /a key of kind "ed448"; wanted/],
    [
      'a key that is not there',
      () => ({ ...offline, key: 'env://NOTHING' }),
      /"NOTHING" of the key is not set/,
    ],
    [
      'a repository without its owner',
      () => ({ ...offline, repo: 'shop' }),
      /input "repo": "shop" is not owner\/repository/,
    ],
    [
      'an owner with a repository',
      () => ({ ...offline, owner: 'acme/shop' }),
      /input "owner": "acme\/shop" is not the name/,
    ],
    [
      'a workflow without its path',
      () => ({ ...offline, 'signer-workflow': 'deploy.yml' }),
      /input "signer-workflow": "deploy.yml" is no workflow/,
    ],
    [
      'a pattern that is none',
      () => ({ ...offline, 'cert-identity-regex': '(' }),
      /input "cert-identity-regex": "\(" is not a regular/,
    ],
    [
      'neither yes nor no',
      () => ({ ...offline, 'deny-self-hosted-runners': 'maybe' }),
      /neither true nor false/,
    ],
  ])('refuses %s', async (_, inputs, reason) => {
    const result = await verify(inputs())
    expect(errors(result)).toMatch(reason)
    expect(result.failed).toBe(true)
    expect(result.log).not.toMatch(/\n\s+at /)
  })

  it('refuses a store that lists pages without end, and does not ask for all of them', async () => {
    const next = `${github.url}/repos/${github.repository}/attestations/${subject}?after=7`
    const answer = { status: 200, body: { attestations: [] }, headers: { link: `<${next}>; rel="next"` } }
    const end = github.fault({ path: /attestations/, answer, times: 1000 })
    const before = github.requests.length
    const result = await verify({ 'subject-digest': subject, 'custom-trusted-root': 'root.json' })
    end()
    expect(errors(result)).toMatch(/more than 100 pages of attestations at GitHub/)
    expect(github.requests.length - before).toBeLessThan(110)
  })

  it('tells each statement that counts and each that does not, in its summary', async () => {
    const result = await verify({ ...offline, bundle: 'lines.jsonl' })
    expect(result.summary).toMatch(
      /Verified: 1 statement[\s\S]*<details>[\s\S]*2 rejected bundles[\s\S]*media type/,
    )
  })
})

describe('offline', () => {
  afterEach(() => vi.restoreAllMocks())

  it('is verified from a file by a file without any connection', async () => {
    const refuse = () => {
      throw new Error('nothing may be asked')
    }
    vi.spyOn(globalThis, 'fetch').mockImplementation(refuse)
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(refuse)
    const verification = await verifyArtifact(
      {
        subject,
        bundles: bundle,
        trust: { signerRepository: 'acme/shop' },
        roots: { kind: 'file', json: sigstore.trustedRoot },
      },
      {},
    )
    expect(verification.rejected).toEqual([])
    expect(verification.statements).toHaveLength(1)
  })
})
