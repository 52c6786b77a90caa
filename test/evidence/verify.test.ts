import { generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { preAuthEncoding } from '../../src/evidence/bundle.ts'
import type { SignedBundle } from '../../src/evidence/sign.ts'
import { commitOf, type Trust, verifyBlob, verifyBundle } from '../../src/evidence/verify.ts'
import { isFailure } from '../../src/failure.ts'
import { identityToken, type Sigstore, startSigstore } from '../support/sigstore.ts'
import {
  change,
  drop,
  type Forge,
  flip,
  forge,
  put,
  rootsOf,
  signAs,
  signKeyless,
  signProvenance,
  someType,
  subject,
  take,
} from './evidence-fixture.ts'

const workflow = 'acme/shop/.github/workflows/deploy.yml'
const trusted: Trust = { signerWorkflow: workflow, sourceRepository: { name: 'acme/shop', id: '1001' } }

let sigstore: Sigstore
let bundle: SignedBundle
let other: SignedBundle

beforeAll(async () => {
  sigstore = await startSigstore()
  bundle = await signKeyless(sigstore)
  other = await signKeyless(sigstore)
})

afterAll(() => sigstore[Symbol.asyncDispose]())

const verify = (json: unknown, trust: Trust = trusted) =>
  verifyBundle(json, { subject, trust, roots: rootsOf(sigstore) })

async function refusal(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await work.then(
    () => new Error('accepted'),
    (reason: unknown) => reason,
  )
  if (!isFailure(error)) throw error
  return { code: error.code, message: error.message }
}

describe('a true bundle', () => {
  it('is evidence, with its signer and the time that was witnessed', async () => {
    const before = Date.now() - 60_000
    const evidence = await verify(bundle)
    expect(evidence).toMatchObject({ predicateType: someType, predicate: { said: true }, subject })
    expect(evidence.signer).toMatchObject({
      kind: 'certificate',
      issuer: 'https://token.actions.githubusercontent.com',
      subjectAlternativeName: `https://github.com/${workflow}@refs/heads/main`,
      sourceRepository: 'https://github.com/acme/shop',
      sourceRepositoryId: '1001',
      sourceDigest: '1'.repeat(40),
      buildTrigger: 'push',
      runnerEnvironment: 'github-hosted',
    })
    expect(evidence.signedAt.getTime()).toBeGreaterThan(before)
    expect(evidence.signedAt.getTime()).toBeLessThanOrEqual(Date.now())
  })

  it.each<[string, Trust]>([
    ['its workflow', { signerWorkflow: workflow }],
    ['its workflow at its ref', { signerWorkflow: `${workflow}@refs/heads/main` }],
    [
      'its workflow in other case of owner and repository',
      { signerWorkflow: workflow.replace('acme/shop', 'Acme/Shop') },
    ],
    ['the repository of its workflow', { signerRepository: 'ACME/shop' }],
    ['its source repository alone', { sourceRepository: { name: 'acme/shop' } }],
    ['the id of its source repository alone', { sourceRepository: { id: '1001' } }],
    ['the owner of its source repository alone', { sourceRepository: { owner: 'acme' } }],
    ['its id, whatever its name is now', { sourceRepository: { id: '1001', name: 'acme/renamed' } }],
    [
      'its ref, commit and event',
      { ...trusted, sourceRef: 'refs/heads/main', sourceDigest: '1'.repeat(40), events: ['release', 'push'] },
    ],
    ['the commit of its workflow', { ...trusted, signerDigest: '1'.repeat(40) }],
    ['a hosted runner', { ...trusted, denySelfHostedRunners: true }],
    ['its whole identity', { certIdentity: `https://github.com/${workflow}@refs/heads/main` }],
    [
      'a pattern of its whole identity',
      { certIdentityRegex: 'https://github\\.com/acme/.*@refs/heads/(main|release)' },
    ],
    ['a pattern without regard to case', { certIdentityRegex: '(?i)^https://github.com/ACME/.*' }],
  ])('is trusted by %s', async (_, trust) => {
    expect((await verify(bundle, trust)).signer.kind).toBe('certificate')
  })

  it('is verified by any of several roots, one in each line', async () => {
    await using stranger = await startSigstore()
    const json = `${stranger.trustedRoot}\n${sigstore.trustedRoot}\n`
    const evidence = await verifyBundle(bundle, { subject, trust: trusted, roots: { kind: 'file', json } })
    expect(evidence.subject).toBe(subject)
  })

  it('needs no log where the instance has none, as GitHub’s own', async () => {
    await using github = await startSigstore({ logs: false })
    const signed = await signKeyless(github)
    const evidence = await verifyBundle(signed, { subject, trust: trusted, roots: rootsOf(github) })
    expect(evidence.signer.kind).toBe('certificate')
  })

  it('has the same digest in whatever order its fields are', async () => {
    const turned = Object.fromEntries(Object.entries(bundle).reverse())
    expect((await verify(turned)).digest).toBe((await verify(bundle)).digest)
  })
})

describe('a signer who is not trusted', () => {
  it.each<[string, Trust, RegExp]>([
    ['another workflow', { signerWorkflow: 'acme/shop/.github/workflows/other.yml' }, /wanted the workflow/],
    ['the beginning of a workflow', { signerWorkflow: workflow.slice(0, -1) }, /wanted the workflow/],
    ['a workflow without its path', { signerWorkflow: 'acme/shop' }, /wanted the workflow/],
    [
      'a workflow in other case of its path',
      { signerWorkflow: workflow.replace('deploy', 'Deploy') },
      /wanted the workflow/,
    ],
    [
      'another ref of the workflow',
      { signerWorkflow: `${workflow}@refs/heads/release` },
      /wanted the workflow/,
    ],
    ['the beginning of the ref', { signerWorkflow: `${workflow}@refs/heads/mai` }, /wanted the workflow/],
    ['another repository of the workflow', { signerRepository: 'acme/shop2' }, /wanted a workflow of/],
    ['the beginning of a repository', { signerRepository: 'acme/sho' }, /wanted a workflow of/],
    ['another server', { ...trusted, serverUrl: 'https://github.example' }, /wanted the workflow/],
    ['another issuer', { ...trusted, issuer: 'https://accounts.example' }, /wanted issuer/],
    [
      'another repository by its id',
      { ...trusted, sourceRepository: { name: 'acme/shop', id: '9' } },
      /source repository's id "9"/,
    ],
    [
      'another repository by its name',
      { ...trusted, sourceRepository: { name: 'acme/store' } },
      /wanted source repository/,
    ],
    [
      'another owner by its id',
      { ...trusted, sourceRepository: { owner: 'acme', ownerId: '9' } },
      /owner of the source repository's id/,
    ],
    ['another owner by its name', { ...trusted, sourceRepository: { owner: 'acm' } }, /wanted owner/],
    ['another ref', { ...trusted, sourceRef: 'refs/heads/release' }, /wanted source ref/],
    ['another commit', { ...trusted, sourceDigest: '2'.repeat(40) }, /wanted source commit/],
    [
      'another commit of the workflow',
      { ...trusted, signerDigest: '2'.repeat(40) },
      /commit of the signing workflow/,
    ],
    ['another event', { ...trusted, events: ['release'] }, /wanted a build started by release/],
    [
      'another identity',
      { certIdentity: `https://github.com/${workflow}@refs/heads/mai` },
      /wanted identity/,
    ],
    [
      'a pattern that matches only a part',
      { certIdentityRegex: 'https://github.com/acme/shop' },
      /wanted an identity that matches/,
    ],
    [
      'a pattern whose alternatives match only a part',
      { certIdentityRegex: 'x|https://github.com/' },
      /wanted an identity that matches/,
    ],
    ['a key alone', { key: publicPem() }, /wanted a signature by the key/],
    ['a key beside the identity', { ...trusted, key: publicPem() }, /for another key/],
  ])('is refused: wanted %s', async (_, trust, reason) => {
    const { code, message } = await refusal(verify(bundle, trust))
    expect(message).toMatch(reason)
    expect(code).toBe('denied')
  })

  it.each<[string, Record<string, unknown>, Trust, RegExp]>([
    [
      'a self-hosted runner',
      { runner_environment: 'self-hosted' },
      { ...trusted, denySelfHostedRunners: true },
      /wanted runner/,
    ],
    [
      'no word of the runner',
      { runner_environment: undefined },
      { ...trusted, denySelfHostedRunners: true },
      /wanted runner/,
    ],
    ['no word of the event', { event_name: undefined }, { ...trusted, events: ['push'] }, /started by/],
    ['a pull request', { event_name: 'pull_request_target' }, { ...trusted, events: ['push'] }, /started by/],
    [
      'a shared workflow that another repository calls',
      { repository: 'evil/fork', repository_id: '666', job_workflow_ref: `${workflow}@refs/heads/main` },
      trusted,
      /source repository's id/,
    ],
    [
      'a workflow of another repository, where only the source is named',
      { job_workflow_ref: 'evil/actions/.github/workflows/sign.yml@refs/heads/main' },
      { sourceRepository: { id: '1001' } },
      /wanted a workflow of the source repository/,
    ],
    [
      'a repository that took over the name',
      { repository_id: '666' },
      { sourceRepository: { name: 'acme/shop', id: '1001' } },
      /source repository's id/,
    ],
  ])('is refused: found %s', async (_, claims, trust, reason) => {
    const { code, message } = await refusal(verify(await signKeyless(sigstore, { claims }), trust))
    expect(message).toMatch(reason)
    expect(code).toBe('denied')
  })

  it('tells every difference at once', async () => {
    const { message } = await refusal(
      verify(bundle, { ...trusted, sourceRef: 'refs/heads/x', events: ['release'] }),
    )
    expect(message).toMatch(/source ref.*started by/)
  })

  it.each<[string, Trust]>([
    ['nobody', {}],
    ['only conditions', { events: ['push'], sourceRef: 'refs/heads/main' }],
    ['a repository without a name', { sourceRepository: {} }],
    ['a pattern that is none', { certIdentityRegex: '(' }],
    ['a pattern that closes the anchors', { certIdentityRegex: 'x)|(?:.*' }],
  ])('is an error of the caller who trusts %s', async (_, trust) => {
    expect((await refusal(verify(bundle, trust))).code).toBe('invalid-input')
  })
})

describe('a bundle that is not true', () => {
  const material = 'verificationMaterial'
  const entry = 'verificationMaterial.tlogEntries.0'
  const rewrite = (base64: string, from: string | RegExp, to: string) =>
    Buffer.from(Buffer.from(base64, 'base64').toString().replace(from, to)).toString('base64')
  const doubled = (list: unknown[]) => [...list, ...list]

  it.each<[string, Forge, RegExp]>([
    [
      'another payload',
      change('dsseEnvelope.payload', (was) => rewrite(was, 'true', 'null')),
      /not verified/,
    ],
    ['another signature', change('dsseEnvelope.signatures.0.sig', (was) => flip(was)), /not verified/],
    ['the signature of another bundle', take('dsseEnvelope.signatures'), /not verified/],
    ['no signature', put('dsseEnvelope.signatures', []), /signatures/],
    ['two signatures', change('dsseEnvelope.signatures', doubled), /signatures/],
    ['the certificate of another bundle', take(`${material}.certificate`), /not verified/],
    [
      'a certificate that was changed',
      change(`${material}.certificate.rawBytes`, (was) => flip(was, 400)),
      /not verified|not a certificate/,
    ],
    ['a certificate that is none', put(`${material}.certificate.rawBytes`, 'AAAA'), /not a certificate/],
    ['no log entry', put(`${material}.tlogEntries`, []), /tlog entries/],
    ['the log entry of another bundle', take(`${material}.tlogEntries`), /not verified/],
    ['the log entry twice', change(`${material}.tlogEntries`, doubled), /duplicate/],
    [
      'a log entry about another payload',
      change(`${entry}.canonicalizedBody`, (was) =>
        rewrite(was, /"payloadHash":{[^}]*}/, '"payloadHash":{}'),
      ),
      /not verified/,
    ],
    [
      'a log entry at another time',
      change(`${entry}.integratedTime`, (was) => String(Number(was) + 1)),
      /inclusion promise/,
    ],
    [
      'another inclusion promise',
      change(`${entry}.inclusionPromise.signedEntryTimestamp`, (was) => flip(was)),
      /inclusion promise/,
    ],
    [
      'another inclusion proof',
      put(`${entry}.inclusionProof.hashes`, [Buffer.alloc(32).toString('base64')]),
      /not verified/,
    ],
    ['the inclusion proof of another entry', take(`${entry}.inclusionProof`), /not verified/],
    ['the timestamp of another bundle', take(`${material}.timestampVerificationData`), /timestamp/],
    [
      'a timestamp that is none',
      put(`${material}.timestampVerificationData.rfc3161Timestamps.0.signedTimestamp`, 'AAAA'),
      /not verified/,
    ],
    [
      'no verified time at all',
      (forged, from) => {
        put(`${material}.timestampVerificationData`, {})(forged, from)
        drop(`${entry}.inclusionPromise`)(forged, from)
      },
      /timestamps/,
    ],
    [
      'an unknown media type',
      put('mediaType', 'application/vnd.dev.sigstore.bundle.v0.9+json'),
      /media type/,
    ],
    ['a media type with something behind it', change('mediaType', (was) => `${was};x=y`), /media type/],
    ['no verification material', drop('verificationMaterial'), /not a Sigstore bundle/],
    ['no content', drop('dsseEnvelope'), /not a Sigstore bundle/],
    ['a text instead', () => 'bundle', /media type/],
    ['a list instead', (forged) => [forged], /media type/],
  ])('is refused: it has %s', async (_, forgery, reason) => {
    const { code, message } = await refusal(verify(forge(bundle, forgery, other)))
    expect(message).toMatch(reason)
    expect(code).toBe('mismatch')
  })

  it('is refused for another artifact', async () => {
    const work = verifyBundle(bundle, {
      subject: digestOf('another'),
      trust: trusted,
      roots: rootsOf(sigstore),
    })
    expect((await refusal(work)).message).toMatch(/another artifact/)
  })

  it('is refused by a root that does not know who certified it', async () => {
    await using stranger = await startSigstore()
    const work = verifyBundle(bundle, { subject, trust: trusted, roots: rootsOf(stranger) })
    expect((await refusal(work)).code).toBe('mismatch')
  })

  it.each(['tlogs', 'ctlogs', 'certificateAuthorities', 'timestampAuthorities'])(
    'is refused where the root knows no %s',
    async (part) => {
      const json = JSON.stringify({ ...JSON.parse(sigstore.trustedRoot), [part]: [] })
      const work = verifyBundle(bundle, { subject, trust: trusted, roots: { kind: 'file', json } })
      expect((await refusal(work)).code).toBe('mismatch')
    },
  )

  it('is refused without the SCT that its root asks for', async () => {
    await using github = await startSigstore({ logs: false })
    const signed = await signKeyless(github)
    const { ctlogs } = JSON.parse(sigstore.trustedRoot)
    const json = JSON.stringify({ ...JSON.parse(github.trustedRoot), ctlogs })
    const work = verifyBundle(signed, { subject, trust: trusted, roots: { kind: 'file', json } })
    expect((await refusal(work)).message).toMatch(/SCT/)
  })

  it.each([
    ['before', -3600_000],
    ['after', 3600_000],
  ])('is refused when it was stamped %s its certificate was valid', async (_, offset) => {
    const clocks = { timestamps: new Date(Date.now() + offset) }
    await using github = await startSigstore({ logs: false, clocks })
    const work = verifyBundle(await signKeyless(github), { subject, trust: trusted, roots: rootsOf(github) })
    expect((await refusal(work)).code).toBe('mismatch')
  })
})

describe('provenance', () => {
  it('gives the commit that its certificate names', async () => {
    const evidence = await verify(await signProvenance(sigstore, { sha: 'a'.repeat(40) }))
    expect(commitOf(evidence)).toBe('a'.repeat(40))
  })

  it.each<[string, Record<string, unknown>]>([
    ['commit', { sha: '2'.repeat(40) }],
    ['repository', { repository: 'acme/other' }],
    [
      'ref',
      {
        ref: 'refs/heads/release',
        workflow_ref: `${workflow}@refs/heads/main`,
        job_workflow_ref: `${workflow}@refs/heads/main`,
      },
    ],
    ['builder', { job_workflow_ref: 'acme/trusted/.github/workflows/build.yml@refs/heads/main' }],
  ])('is refused when it names another %s than its certificate', async (_, written) => {
    const { code, message } = await refusal(verify(await signProvenance(sigstore, {}, written)))
    expect(message).toMatch(/provenance says/)
    expect(code).toBe('denied')
  })

  it.each<[string, unknown[]]>([
    ['no commit', []],
    ['a commit of another repository', [gitDependency('https://github.com/evil/fork@refs/heads/main')]],
    ['a commit of another ref', [gitDependency('https://github.com/acme/shop@refs/heads/release')]],
  ])('is refused when it names %s', async (_, resolvedDependencies) => {
    const { predicate } = await verify(await signProvenance(sigstore))
    const forged = structuredClone(predicate) as { buildDefinition: Record<string, unknown> }
    forged.buildDefinition.resolvedDependencies = resolvedDependencies
    const signing = { predicateType: 'https://slsa.dev/provenance/v1', predicate: forged }
    expect((await refusal(verify(await signKeyless(sigstore, signing)))).code).toBe('mismatch')
  })

  it.each<[string, string, string | undefined]>([
    ['agrees', '1'.repeat(40), undefined],
    ['does not', '2'.repeat(40), 'denied'],
  ])('of another build type may name the commit, and %s', async (_, gitCommit, code) => {
    const predicate = {
      buildDefinition: {
        buildType: 'https://example.com/build',
        resolvedDependencies: [
          { uri: 'git+https://github.com/acme/shop.git@refs/heads/main', digest: { gitCommit } },
        ],
      },
      runDetails: { builder: { id: 'https://example.com/builder' } },
    }
    const work = verify(
      await signKeyless(sigstore, { predicateType: 'https://slsa.dev/provenance/v1', predicate }),
    )
    if (code === undefined) expect(commitOf(await work)).toBe(gitCommit)
    else expect((await refusal(work)).code).toBe(code)
  })

  it('gives no commit for other statements', async () => {
    expect(commitOf(await verify(bundle))).toBeUndefined()
  })
})

describe('a key', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  const resigned = (signed: SignedBundle, payloadType: string, payload: Buffer) => {
    const sig = sign('sha256', preAuthEncoding({ payloadType, payload }), privateKey).toString('base64')
    const dsseEnvelope = {
      payloadType,
      payload: payload.toString('base64'),
      signatures: [{ sig, keyid: '' }],
    }
    return { ...signed, dsseEnvelope }
  }
  const nowhere = { kind: 'file', json: 'never read' } as const

  it('verifies by itself, without any root', async () => {
    const signed = await signAs({ kind: 'key', key: privateKey })
    const evidence = await verifyBundle(signed, { subject, trust: { key }, roots: nowhere })
    expect(evidence.signer).toMatchObject({ kind: 'key' })
    expect(evidence.signedAt).toEqual(new Date(0))
  })

  it('verifies what witnesses there are', async () => {
    const { rekorUrl, tsaUrl } = sigstore
    const signed = await signAs({ kind: 'key', key: privateKey, rekorUrl, tsaUrl })
    const evidence = await verify(signed, { key })
    expect(evidence.signedAt.getTime()).toBeGreaterThan(Date.now() - 60_000)
    const forged = forge(signed, put('verificationMaterial.tlogEntries.0.integratedTime', '1'))
    expect((await refusal(verify(forged, { key }))).code).toBe('mismatch')
  })

  it('counts age from the statement’s own time when it was stamped later', async () => {
    const time = '2020-01-01T00:00:00Z'
    const predicateType = 'https://in-toto.io/attestation/vulns/v0.2'
    const predicate = {
      scanner: { uri: 'x', result: [] },
      metadata: { scanStartedOn: time, scanFinishedOn: time },
    }
    const signed = await signAs(
      { kind: 'key', key: privateKey, tsaUrl: sigstore.tsaUrl },
      { predicateType, predicate },
    )
    expect((await verify(signed, { key })).signedAt).toEqual(new Date(time))
  })

  it.each<[string, Trust, string]>([
    ['another key', { key: publicPem() }, 'mismatch'],
    ['an identity', trusted, 'denied'],
    ['the key and an identity', { ...trusted, key }, 'denied'],
  ])('is refused: wanted %s', async (_, trust, code) => {
    const signed = await signAs({ kind: 'key', key: privateKey })
    expect((await refusal(verify(signed, trust))).code).toBe(code)
  })

  it('satisfies both itself and an identity when it is certified', async () => {
    const { trustedRoot, fulcioUrl, rekorUrl, tsaUrl } = sigstore
    const identity = {
      kind: 'keyless',
      identityToken: identityToken(),
      fulcioUrl,
      rekorUrl,
      tsaUrl,
      key: privateKey,
    } as const
    const signed = await signAs(identity)
    const options = { subject, roots: { kind: 'file', json: trustedRoot } } as const
    expect((await verifyBundle(signed, { ...options, trust: { ...trusted, key } })).signer.kind).toBe(
      'certificate',
    )
    expect((await refusal(verify(signed, { ...trusted, key: publicPem() }))).code).toBe('denied')
  })

  it.each<[string, string, RegExp]>([
    ['another payload type', 'application/json', /payload's type/],
    ['an empty payload type', '', /payload's type/],
  ])('is refused for %s, though the signature is right', async (_, payloadType, reason) => {
    const signed = await signAs({ kind: 'key', key: privateKey })
    const payload = Buffer.from(signed.dsseEnvelope?.payload ?? '', 'base64')
    const forged = resigned(signed, payloadType, payload)
    expect((await refusal(verify(forged, { key }))).message).toMatch(reason)
  })

  it.each<[string, unknown]>([
    ['no statement type', { _type: 'https://in-toto.io/Statement/v2', subject: [], predicateType: 'x' }],
    ['no subject', { _type: 'https://in-toto.io/Statement/v1', subject: [], predicateType: 'x' }],
    ['no object', 'text'],
  ])('is refused for a payload that is %s', async (_, statement) => {
    const signed = await signAs({ kind: 'key', key: privateKey })
    const forged = resigned(signed, 'application/vnd.in-toto+json', Buffer.from(JSON.stringify(statement)))
    expect((await refusal(verify(forged, { key }))).code).toBe('mismatch')
  })

  it('compares what provenance under it says with what is trusted', async () => {
    const { predicate } = await verify(await signProvenance(sigstore, { event_name: 'pull_request_target' }))
    const signed = await signAs(
      { kind: 'key', key: privateKey },
      { predicateType: 'https://slsa.dev/provenance/v1', predicate },
    )
    expect(commitOf(await verify(signed, { key, sourceRepository: { id: '1001' } }))).toBe('1'.repeat(40))
    expect((await refusal(verify(signed, { key, events: ['push'] }))).code).toBe('denied')
    expect((await refusal(verify(signed, { key, sourceRepository: { id: '9' } }))).code).toBe('denied')
  })

  it('verifies a plain signature over a file', async () => {
    const bytes = Buffer.from('a file')
    const signature = sign('sha256', bytes, privateKey).toString('base64')
    const digest = Buffer.from(digestOf(bytes).slice(7), 'hex').toString('base64')
    const blob = {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { publicKey: { hint: '' }, tlogEntries: [] },
      messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest }, signature },
    }
    const options = { trust: { key }, roots: nowhere }
    expect((await verifyBlob(blob, { ...options, bytes })).subject).toBe(digestOf(bytes))
    const other = refusal(verifyBlob(blob, { ...options, bytes: Buffer.from('x') }))
    expect((await other).message).toMatch(/about another file/)
    expect((await refusal(verify(blob, { key }))).message).toMatch(/signs a blob/)
  })
})

function publicPem(): string {
  return generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }).toString()
}

function gitDependency(uri: string) {
  return { uri: `git+${uri}`, digest: { gitCommit: '1'.repeat(40) } }
}
