import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { preAuthEncoding } from '../../src/evidence/bundle.ts'
import { hintOf } from '../../src/evidence/key.ts'
import { verifyBundle } from '../../src/evidence/verify.ts'
import { identityToken, type Sigstore, startSigstore } from '../support/sigstore.ts'
import { rootsOf, signAs, signKeyless, subject } from './evidence-fixture.ts'

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

  it('of the curve P-384 signs with SHA-384, as cosign does', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const { dsseEnvelope } = await signAs({ kind: 'key', key: privateKey })
    const payload = Buffer.from(dsseEnvelope?.payload ?? '', 'base64')
    const bytes = preAuthEncoding({ payloadType: dsseEnvelope?.payloadType ?? '', payload })
    const signature = Buffer.from(dsseEnvelope?.signatures[0]?.sig ?? '', 'base64')
    expect(verify('sha384', bytes, publicKey, signature)).toBe(true)
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
})
