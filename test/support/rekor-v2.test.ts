import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { TransparencyLogEntry } from '@sigstore/protobuf-specs'
import { toTrustMaterial, Verifier } from '@sigstore/verify'
import { describe, expect, it } from 'vitest'
import { createRekorV2, type RekorV2 } from './rekor-v2.ts'

const baseUrl = 'http://127.0.0.1:1234'

describe('a Rekor v2', () => {
  it('proves each of its entries, whatever the size of its tree', () => {
    const log = createRekorV2(baseUrl)
    for (let size = 1; size <= 17; size++) {
      const { status, body } = log.addEntry(requestFor(`message ${size}`))
      expect(status).toBe(201)
      expect(body).toMatchObject({ logIndex: String(size - 1), inclusionProof: { treeSize: String(size) } })
      expect(() => verify(log, TransparencyLogEntry.fromJSON(body), `message ${size}`)).not.toThrow()
    }
  })

  it.each<[string, (entry: TransparencyLogEntry, log: RekorV2) => unknown, RegExp]>([
    [
      'another place in the tree',
      (entry) => Object.assign(entry.inclusionProof ?? {}, { logIndex: '1' }),
      /calculated root hash/,
    ],
    [
      'another hash on its way',
      (entry) => entry.inclusionProof?.hashes.splice(0, 1, Buffer.alloc(32)),
      /calculated root hash/,
    ],
    [
      'the checkpoint of another log',
      (entry) =>
        Object.assign(entry.inclusionProof ?? {}, {
          checkpoint: TransparencyLogEntry.fromJSON(createRekorV2(baseUrl).addEntry(requestFor('x')).body)
            .inclusionProof?.checkpoint,
        }),
      /invalid checkpoint signature/,
    ],
  ])('makes no proof that holds with %s', (_, change, reason) => {
    const log = createRekorV2(baseUrl)
    for (const message of ['a', 'b', 'c']) log.addEntry(requestFor(message))
    const entry = TransparencyLogEntry.fromJSON(log.addEntry(requestFor('d')).body)
    change(entry, log)
    expect(() => verify(log, entry, 'd')).toThrow(reason)
  })

  it('says that an entry is there already', () => {
    const log = createRekorV2(baseUrl)
    const request = requestFor('the same')
    log.addEntry(request)
    expect(log.addEntry(request)).toMatchObject({ status: 409, body: { message: /with index 0/ } })
    expect(log.size()).toBe(1)
  })

  it.each<[string, (request: ReturnType<typeof entryRequest>) => unknown, RegExp]>([
    ['a digest of another hash', (request) => ({ ...request, digest: 'AAAA' }), /digest length \(3\)/],
    [
      'another kind of key than it says',
      ({ signature, ...request }) => ({
        ...request,
        signature: {
          ...signature,
          verifier: { ...signature.verifier, keyDetails: 'PKIX_ECDSA_P384_SHA_384' },
        },
      }),
      /not the one/,
    ],
    [
      'a key that signs no digest',
      ({ signature, ...request }) => ({
        ...request,
        signature: { ...signature, verifier: { keyDetails: 'PKIX_ED25519' } },
      }),
      /unsupported key algorithm/,
    ],
  ])('refuses %s', (_, change, reason) => {
    const request = JSON.stringify({ hashedRekordRequestV002: change(entryRequest('x')) })
    expect(() => createRekorV2(baseUrl).addEntry(request)).toThrow(reason)
  })

  it('refuses an envelope, as its specification does since 2026', () => {
    expect(() => createRekorV2(baseUrl).addEntry('{"dsseRequestV002":{}}')).toThrow(/hashedrekord/)
  })
})

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

function entryRequest(message: string) {
  return {
    digest: createHash('sha256').update(message).digest('base64'),
    signature: {
      content: sign('sha256', Buffer.from(message), privateKey).toString('base64'),
      verifier: {
        keyDetails: 'PKIX_ECDSA_P256_SHA_256',
        publicKey: { rawBytes: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') },
      },
    },
  }
}

function requestFor(message: string): string {
  return JSON.stringify({ hashedRekordRequestV002: entryRequest(message) })
}

const noId = { keyId: Buffer.alloc(0) }
const noKind = { kind: '', version: '' }

function verify(log: RekorV2, entry: TransparencyLogEntry, message: string): void {
  const signature = Buffer.from(
    JSON.parse(entry.canonicalizedBody.toString()).spec.hashedRekordV002.signature.content,
    'base64',
  )
  const digest = createHash('sha256').update(message).digest()
  const root = {
    mediaType: '',
    tlogs: [log.instance],
    ctlogs: [],
    certificateAuthorities: [],
    timestampAuthorities: [],
  }
  const key: { publicKey: KeyObject; validFor: () => boolean } = { publicKey, validFor: () => true }
  new Verifier(
    toTrustMaterial(root, () => key),
    { ctlogThreshold: 0, tlogThreshold: 1, timestampThreshold: 0 },
  ).verify({
    key: { $case: 'public-key', hint: '' },
    tlogEntries: [{ ...entry, logId: log.instance.logId ?? noId, kindVersion: entry.kindVersion ?? noKind }],
    timestamps: [],
    signature: {
      signature,
      compareSignature: (other) => signature.equals(other),
      compareDigest: (other) => digest.equals(other),
      compareSignedDigest: (other) => digest.equals(other),
      verifySignature: () => true,
    },
  })
}
