import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Edge, FetchInit } from '../../src/edge.ts'
import { preAuthEncoding } from '../../src/evidence/bundle.ts'
import { formatPublicKey, hintOf } from '../../src/evidence/key.ts'
import { signStatement } from '../../src/evidence/sign.ts'
import { newKey } from '../../src/evidence/signing-key.ts'
import { buildStatement, subjectOf } from '../../src/evidence/statement.ts'
import { verifyBundle } from '../../src/evidence/verify.ts'
import { testEdge } from '../support/edge.ts'
import { type Answer, identityToken, type Sigstore, startSigstore } from '../support/sigstore.ts'
import { rootsOf, signAs, signKeyless, someType, subject } from './evidence-fixture.ts'

let sigstore: Sigstore

beforeAll(async () => {
  sigstore = await startSigstore()
})

afterAll(() => sigstore[Symbol.asyncDispose]())

const keys: [string, () => KeyObject][] = [
  ['ECDSA P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
  ['ECDSA P-384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
  ['ECDSA P-521', () => generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey],
  ['Ed25519', () => generateKeyPairSync('ed25519').privateKey],
  ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
]

describe('a key', () => {
  it.each(keys)('signs and verifies: %s', async (_, make) => {
    const privateKey = make()
    const key = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString()
    const bundle = await signAs({ kind: 'key', key: privateKey })
    expect(bundle).toMatchObject({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { publicKey: { hint: hintOf(privateKey) } },
    })
    const roots = { kind: 'file', json: 'never read' } as const
    expect((await verifyBundle(bundle, { subject, trust: { key }, roots })).signer.kind).toBe('key')
  })

  it.each(keys)('is witnessed by log and clock: %s', async (_, make) => {
    const privateKey = make()
    const { rekorUrl, tsaUrl } = sigstore
    const key = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString()
    const bundle = await signAs({ kind: 'key', key: privateKey, rekorUrl, tsaUrl })
    expect(bundle.verificationMaterial.tlogEntries).toHaveLength(1)
    const evidence = await verifyBundle(bundle, { subject, trust: { key }, roots: rootsOf(sigstore) })
    expect(evidence.signedAt.getTime()).toBeGreaterThan(Date.now() - 60_000)
  })

  it('of the curve P-384 signs with SHA-256, by which alone cosign verifies under a key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const { dsseEnvelope } = await signAs({ kind: 'key', key: privateKey })
    const payload = Buffer.from(dsseEnvelope?.payload ?? '', 'base64')
    const bytes = preAuthEncoding({ payloadType: dsseEnvelope?.payloadType ?? '', payload })
    const signature = Buffer.from(dsseEnvelope?.signatures[0]?.sig ?? '', 'base64')
    expect(verify('sha256', bytes, publicKey, signature)).toBe(true)
  })

  it('takes the entry that the log has already', async () => {
    // Ed25519 signs the same bytes the same way.
    const { privateKey } = generateKeyPairSync('ed25519')
    const identity = { kind: 'key', key: privateKey, rekorUrl: sigstore.rekorUrl } as const
    const [first, second] = [await signAs(identity), await signAs(identity)]
    expect(sigstore.requests.some(({ status }) => status === 409)).toBe(true)
    expect(second.verificationMaterial.tlogEntries).toEqual(first.verificationMaterial.tlogEntries)
  })
})

describe('a service', () => {
  it.each(['/api/v2/signingCert', '/api/v1/log/entries', '/api/v1/timestamp'])(
    'that fails once is asked again: %s',
    async (path) => {
      sigstore.fault(path, 503)
      expect((await signKeyless(sigstore)).verificationMaterial.tlogEntries).toHaveLength(1)
    },
  )

  it.each(['/api/v2/signingCert', '/api/v1/log/entries', '/api/v1/timestamp'])(
    'that refuses is not asked again: %s',
    async (path) => {
      sigstore.fault(path, 403)
      const before = sigstore.requests.length
      await expect(signKeyless(sigstore)).rejects.toMatchObject({ code: 'denied' })
      const asked = sigstore.requests.slice(before).filter((request) => request.path === path)
      expect(asked).toHaveLength(1)
    },
  )

  it('that cannot be reached is unavailable', async () => {
    const fulcioUrl = 'http://127.0.0.1:1'
    const { tsaUrl } = sigstore
    const work = signAs({ kind: 'keyless', identityToken: identityToken(), fulcioUrl, tsaUrl })
    await expect(work).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('is not given a token that it refuses twice', async () => {
    const work = signKeyless(sigstore, { claims: { aud: 'other' } })
    await expect(work).rejects.toMatchObject({ code: 'denied', message: /processing the identity token/ })
  })

  it('that answers slowly is asked again, and not for ever', async () => {
    const wait = async (answer: Answer) => {
      await new Promise((resolve) => setTimeout(resolve, 2_500))
      return answer
    }
    const edge = testEdge()
    const impatient = {
      ...edge,
      fetch: (url: string | URL, init?: FetchInit) => edge.fetch(url, { ...init, timeout: 1_000 }),
    }
    sigstore.intercept('/api/v1/timestamp', wait)
    expect((await signWith({}, impatient)).verificationMaterial.timestampVerificationData).toBeDefined()
    for (let time = 0; time < 4; time++) sigstore.intercept('/api/v1/timestamp', wait)
    await expect(signWith({}, impatient)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/api\/v1\/timestamp: no answer within 1 s/),
    })
  })

  it('that certifies another key is not believed', async () => {
    let other: Answer | undefined
    sigstore.intercept('/api/v2/signingCert', (answer) => {
      other = answer
      return answer
    })
    await signKeyless(sigstore)
    sigstore.intercept('/api/v2/signingCert', (answer) => other ?? answer)
    await expect(signKeyless(sigstore)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(/the certificate is for another key/),
    })
  })

  it('that certifies somebody else is not believed', async () => {
    await expect(
      signWith({ certIdentity: 'https://github.com/acme/shop/.github/workflows/other.yml@refs/heads/main' }),
    ).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(
        /the certificate names ".*deploy.yml@refs\/heads\/main"; wanted ".*other.yml/,
      ),
    })
  })

  it('that certifies names with commas and quotes is understood', async () => {
    const claims = { job_workflow_ref: 'acme/shop/.github/workflows/a.yml@refs/heads/a,"b' }
    await expect(signKeyless(sigstore, { claims })).resolves.toBeDefined()
  })

  it.each<[string, string, object, RegExp]>([
    [
      'no certificate',
      '/api/v2/signingCert',
      { signedCertificateEmbeddedSct: { chain: { certificates: [] } } },
      /has no certificate/,
    ],
    ['no chain', '/api/v2/signingCert', {}, /has no certificate/],
    [
      'what is no certificate',
      '/api/v2/signingCert',
      { signedCertificateEmbeddedSct: { chain: { certificates: ['x'] } } },
      /not a certificate/,
    ],
    ['no entry', '/api/v1/log/entries', {}, /wanted an object/],
    ['no timestamp', '/api/v1/timestamp', {}, /not a timestamp of this signature/],
  ])('that answers with %s is not believed', async (_, path, body, reason) => {
    sigstore.intercept(path, (answer) => ({ ...answer, body }))
    await expect(signKeyless(sigstore)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(reason),
    })
  })

  it.each(['/api/v1/log/entries', '/api/v1/timestamp'])(
    'that witnesses another signature is not believed: %s',
    async (path) => {
      let other: Answer | undefined
      sigstore.intercept(path, (answer) => {
        other = answer
        return answer
      })
      await signKeyless(sigstore)
      sigstore.intercept(path, (answer) => other ?? answer)
      await expect(signKeyless(sigstore)).rejects.toMatchObject({
        code: 'mismatch',
        message: expect.stringMatching(/another signature|of this signature/),
      })
    },
  )

  it('that redirects gets no token sent on', async () => {
    const headers = { location: `${sigstore.fulcioUrl}/elsewhere` }
    sigstore.intercept('/api/v2/signingCert', () => ({ status: 307, headers }))
    await expect(signKeyless(sigstore)).rejects.toMatchObject({
      message: expect.stringMatching(/answered 307/),
    })
    expect(sigstore.requests.some(({ path }) => path === '/elsewhere')).toBe(false)
  })

  it('that has no such path may be a Rekor v2, and how one is given is said', async () => {
    sigstore.intercept('/api/v1/log/entries', () => ({ status: 404 }))
    await expect(signKeyless(sigstore)).rejects.toThrow(/a Rekor v2 is given with its path/)
  })
})

describe('a Rekor v2', () => {
  it.each<[string, () => KeyObject | undefined]>([
    ['a job', () => undefined],
    ['a job with a key of its own', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
  ])('witnesses by the digest of what %s signed', async (_, key) => {
    const { fulcioUrl, tsaUrl, rekorUrl } = sigstore
    const made = key()
    const bundle = await signAs({
      kind: 'keyless',
      identityToken: identityToken(),
      fulcioUrl,
      tsaUrl,
      rekorUrl: `${rekorUrl}/api/v2`,
      ...(made !== undefined && { key: made }),
    })
    const [entry] = bundle.verificationMaterial.tlogEntries
    expect(entry?.kindVersion).toEqual({ kind: 'hashedrekord', version: '0.0.2' })
    const trust = { signerWorkflow: 'acme/shop/.github/workflows/deploy.yml' }
    await expect(verifyBundle(bundle, { subject, trust, roots: rootsOf(sigstore) })).resolves.toMatchObject({
      signer: { kind: 'certificate' },
    })
  })

  it.each<[string, () => KeyObject]>([
    ['ECDSA P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey],
  ])('witnesses what a key signed: %s', async (_, make) => {
    const privateKey = make()
    const { tsaUrl, rekorUrl } = sigstore
    const bundle = await signAs({ kind: 'key', key: privateKey, tsaUrl, rekorUrl: `${rekorUrl}/api/v2` })
    const trust = { key: formatPublicKey(privateKey) }
    const evidence = await verifyBundle(bundle, { subject, trust, roots: rootsOf(sigstore) })
    expect(evidence.signedAt.getTime()).toBeGreaterThan(Date.now() - 60_000)
  })

  it.each<[string, () => KeyObject]>([
    ['ECDSA P-384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
    ['Ed25519', () => generateKeyPairSync('ed25519').privateKey],
    ['RSA of another size', () => generateKeyPairSync('rsa', { modulusLength: 2560 }).privateKey],
  ])('is not asked to witness what it refuses: %s', async (_, make) => {
    const { tsaUrl, rekorUrl } = sigstore
    const before = sigstore.requests.length
    const work = signAs({ kind: 'key', key: make(), tsaUrl, rekorUrl: `${rekorUrl}/api/v2` })
    await expect(work).rejects.toThrow(/a Rekor v2 logs what ECDSA P-256, or RSA/)
    expect(sigstore.requests.length).toBe(before)
  })

  it('alone tells no time', async () => {
    const { fulcioUrl, rekorUrl } = sigstore
    const identity = { kind: 'keyless', identityToken: identityToken(), fulcioUrl } as const
    await expect(signAs({ ...identity, rekorUrl: `${rekorUrl}/api/v2` })).rejects.toThrow(
      /tells no time; give tsa-url/,
    )
    await expect(signAs(identity)).rejects.toThrow(/needs a witness of its time/)
  })
})

it('a curve that cannot be certified is refused before anybody is asked', async () => {
  const { fulcioUrl, tsaUrl } = sigstore
  const before = sigstore.requests.length
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  const work = signAs({ kind: 'keyless', identityToken: identityToken(), fulcioUrl, tsaUrl, key: privateKey })
  await expect(work).rejects.toThrow(/"secp384r1" cannot be certified/)
  expect(sigstore.requests.length).toBe(before)
})

function signWith(applicant: { certIdentity?: string }, edge: Pick<Edge, 'fetch' | 'log'> = testEdge()) {
  const { fulcioUrl, tsaUrl } = sigstore
  const certified = {
    fulcioUrl,
    identityToken: identityToken(),
    tokenSubject: 'repo:acme/shop:ref:refs/heads/main',
    certIdentity: 'https://github.com/acme/shop/.github/workflows/deploy.yml@refs/heads/main',
    ...applicant,
  }
  const statement = buildStatement([subjectOf('app', subject)], someType, {})
  return signStatement(statement, { key: newKey(), certified, logs: [], tsaUrls: [tsaUrl] }, edge)
}
