import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Descriptor } from '../../src/artifact/descriptor.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { type DigestReference, withDigest } from '../../src/artifact/reference.ts'
import { attest } from '../../src/evidence/attest.ts'
import { provenanceType } from '../../src/evidence/predicate/provenance.ts'
import type { SignedBundle } from '../../src/evidence/sign.ts'
import { localKey } from '../../src/evidence/signing-key.ts'
import { collectEvidence, storeBundle } from '../../src/evidence/store.ts'
import type { Trust } from '../../src/evidence/verify.ts'
import { connectGitHub } from '../../src/github/github.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { type GitHubOptions, startGitHub } from '../support/github.ts'
import { type RegistryServerOptions, startRegistry } from '../support/registry.ts'
import { type Sigstore, startSigstore } from '../support/sigstore.ts'
import { forge, put, rootsOf, signKeyless, signProvenance, someType } from './evidence-fixture.ts'

const trusted: Trust = { sourceRepository: { name: 'acme/shop', id: '1001' } }

let sigstore: Sigstore

beforeAll(async () => {
  sigstore = await startSigstore()
})

afterAll(() => sigstore[Symbol.asyncDispose]())

type World = Awaited<ReturnType<typeof world>>

async function world(options: { registry?: RegistryServerOptions; github?: GitHubOptions } = {}) {
  const server = await startRegistry(options.registry)
  const hub = await startGitHub(options.github)
  const edge = testEdge()
  const { digest } = server.store.addImage('acme/shop')
  const image: DigestReference = { registry: server.host, repository: 'acme/shop', digest }
  const registry = connectRegistry({ credentials: async () => undefined }, edge)
  const token = hub.token({ attestations: 'write' })
  const github = connectGitHub({ token, apiUrl: hub.url, repository: hub.repository }, edge)
  const trustFor = () => [trusted]
  return {
    ...{ server, hub, edge, image, registry, github },
    collect: (trust: (type: string) => readonly Trust[] = trustFor) =>
      collectEvidence(image, trust, { registry, github, roots: rootsOf(sigstore) }, edge),
    sign: () => signKeyless(sigstore, { subject: digest }),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await hub[Symbol.asyncDispose]()
    },
  }
}

type Referrer = { layers: readonly Descriptor[]; artifactType?: string; annotations?: Record<string, string> }

/** Attaches what our own client would not. */
function addReferrer({ server: { store }, image }: World, referrer: Referrer): void {
  const config = store.addBlob('acme/shop', '{}', mediaType.empty)
  const subject = { mediaType: mediaType.imageManifest, digest: image.digest, size: 1 }
  const manifest = { schemaVersion: 2, mediaType: mediaType.imageManifest, config, subject, ...referrer }
  store.addManifest('acme/shop', mediaType.imageManifest, JSON.stringify(manifest))
}

/** Attaches referrers of one bundle of 23 MiB each. */
function addLargeReferrers(w: World, count: number): void {
  const content = JSON.stringify('x'.repeat(23 * mebibyte))
  const layers = [w.server.store.addBlob('acme/shop', content, mediaType.sigstoreBundle)]
  for (let number = 1; number <= count; number++) {
    const annotations = { number: String(number) }
    addReferrer(w, { artifactType: mediaType.sigstoreBundle, layers, annotations })
  }
}

const mebibyte = 1024 * 1024

describe('a bundle', () => {
  it.each<[string, Parameters<typeof world>[0]]>([
    ['a registry with the referrers API', {}],
    ['a registry without it', { registry: { referrers: false } }],
    ['a repository whose bundles are behind addresses', { github: { attestations: 'bundle_url' } }],
  ])('is kept and found again in %s', async (_, options) => {
    await using w = await world(options)
    const stored = await storeBundle(w.image, await w.sign(), w, w.edge)
    expect(stored.referrer?.artifactType).toBe(mediaType.sigstoreBundle)
    expect(stored.attestationId).toBeDefined()
    const { accepted, rejected } = await w.collect()
    // One of both places: it is the same bundle.
    expect(accepted.map(({ predicateType }) => predicateType)).toEqual([someType])
    expect(accepted[0]?.source).toContain(w.server.host)
    expect(rejected).toEqual([])
  })

  it('carries the annotations that cosign and gh look for', async () => {
    await using w = await world()
    const { referrer } = await storeBundle(w.image, await w.sign(), { registry: w.registry }, w.edge)
    expect(referrer?.annotations).toMatchObject({
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': someType,
      'org.opencontainers.image.created': expect.stringMatching(/^\d{4}-/),
    })
  })

  it('is kept beside the image alone where GitHub has no store', async () => {
    await using w = await world({ github: { attestations: 'none' } })
    const stored = await storeBundle(w.image, await w.sign(), w, w.edge)
    expect(stored).toMatchObject({ referrer: expect.anything() })
    expect(stored.attestationId).toBeUndefined()
    expect((await w.collect()).accepted).toHaveLength(1)
  })

  it('is found under the type of its configuration too', async () => {
    await using w = await world()
    const layer = w.server.store.addBlob(
      'acme/shop',
      JSON.stringify(await w.sign()),
      mediaType.sigstoreBundle,
    )
    addReferrer(w, { layers: [layer] })
    expect((await w.collect()).accepted).toHaveLength(1)
  })
})

describe('collecting', () => {
  it('passes over what nobody is asked about', async () => {
    await using w = await world()
    await storeBundle(w.image, await w.sign(), w, w.edge)
    expect(await w.collect((type) => (type === provenanceType ? [trusted] : []))).toEqual({
      accepted: [],
      rejected: [],
    })
  })

  it('takes a statement by any of those who are trusted', async () => {
    await using w = await world()
    await storeBundle(w.image, await w.sign(), w, w.edge)
    const { accepted } = await w.collect(() => [{ signerRepository: 'acme/other' }, trusted])
    expect(accepted).toHaveLength(1)
    const { rejected } = await w.collect(() => [
      { signerRepository: 'acme/other' },
      { signerRepository: 'acme/third' },
    ])
    expect(rejected[0]?.reason).toMatch(/acme\/other.*acme\/third/)
  })

  it.each<[string, (bundle: SignedBundle) => unknown, RegExp]>([
    ['a forged one', (bundle) => forge(bundle, put('dsseEnvelope.signatures.0.sig', 'AAAA')), /not verified/],
    ['one of an unknown kind', (bundle) => ({ ...bundle, mediaType: 'application/json' }), /media type/],
    ['JSON that is no object', () => 7, /media type/],
    [
      'one that is cut off',
      (bundle) => new TextEncoder().encode(JSON.stringify(bundle).slice(0, -9)),
      /not JSON/,
    ],
    ['one that is no text', () => new Uint8Array([0xff, 0xfe]), /not JSON/],
  ])('rejects %s and keeps the good one', async (_, spoil, reason) => {
    await using w = await world()
    await storeBundle(w.image, await w.sign(), { registry: w.registry }, w.edge)
    const spoilt = spoil(await w.sign())
    const bytes = spoilt instanceof Uint8Array ? spoilt : Buffer.from(JSON.stringify(spoilt))
    const type = mediaType.sigstoreBundle
    await w.registry.attach(w.image, { artifactType: type, mediaType: type, bytes })
    const { accepted, rejected } = await w.collect()
    expect(accepted).toHaveLength(1)
    expect(rejected.map((rejection) => rejection.reason)).toEqual([expect.stringMatching(reason)])
  })

  it('rejects a bundle whose bytes are not those of its digest', async () => {
    await using w = await world()
    const { referrer } = await storeBundle(w.image, await w.sign(), { registry: w.registry }, w.edge)
    const { manifest } = await w.registry.fetchManifest(
      withDigest(w.image, referrer?.digest ?? w.image.digest),
    )
    const [layer] = manifest.kind === 'manifest' ? manifest.layers : []
    w.server.store.tamper(layer?.digest ?? w.image.digest, 'x'.repeat(layer?.size ?? 0))
    const { accepted, rejected } = await w.collect()
    expect([accepted.length, rejected.length]).toEqual([0, 1])
  })

  it.each([0, 2])('rejects a referrer that holds %i bundles and keeps the good one', async (count) => {
    await using w = await world()
    await storeBundle(w.image, await w.sign(), { registry: w.registry }, w.edge)
    const bundle = w.server.store.addBlob(
      'acme/shop',
      JSON.stringify(await w.sign()),
      mediaType.sigstoreBundle,
    )
    const layers = Array.from({ length: count }, () => bundle)
    addReferrer(w, { artifactType: mediaType.sigstoreBundle, layers })
    const { accepted, rejected } = await w.collect()
    expect(accepted).toHaveLength(1)
    expect(rejected.map(({ reason }) => reason)).toEqual([`the referrer holds ${count} bundles; wanted one`])
    // Nothing of it was read.
    expect(w.server.requests.filter(({ path }) => path.endsWith(bundle.digest))).toEqual([])
  })

  it('passes over what is listed under an empty type and is no bundle', async () => {
    await using w = await world()
    addReferrer(w, { layers: [w.server.store.addBlob('acme/shop', 'a signature', 'text/plain')] })
    expect(await w.collect()).toEqual({ accepted: [], rejected: [] })
  })

  it('refuses more than 256 MiB of bundles in the registry and at GitHub', async () => {
    await using w = await world()
    addLargeReferrers(w, 11)
    const { digest } = w.image
    await w.github.createAttestation(
      await signKeyless(sigstore, { subject: digest, predicate: 'x'.repeat(3 * mebibyte) }),
    )
    await expect(w.collect()).rejects.toMatchObject({
      code: 'denied',
      message: expect.stringMatching(/256 MiB/),
    })
  })

  it('rejects a statement about another image that is attached to this one', async () => {
    await using w = await world()
    await storeBundle(w.image, await signProvenance(sigstore), w, w.edge)
    const { accepted, rejected } = await w.collect()
    expect(accepted).toEqual([])
    expect(rejected[0]).toMatchObject({ predicateType: provenanceType, reason: /another artifact/ })
  })

  it('fails where a store cannot be read: what speaks against may be there', async () => {
    await using w = await world()
    w.server.fault({ match: ({ path }) => path.includes('/referrers/'), answer: { status: 401 } })
    await expect(w.collect()).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('fails where a bundle cannot be read now', async () => {
    await using w = await world()
    const { referrer } = await storeBundle(w.image, await w.sign(), { registry: w.registry }, w.edge)
    const path = `/v2/acme/shop/manifests/${referrer?.digest}`
    w.server.fault({ match: (call) => call.path === path, answer: { status: 503 } })
    await expect(w.collect()).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('fails where the roots cannot be had', async () => {
    await using w = await world()
    await storeBundle(w.image, await w.sign(), w, w.edge)
    const roots = { kind: 'file', json: 'nothing' } as const
    const work = collectEvidence(w.image, () => [trusted], { registry: w.registry, roots }, w.edge)
    await expect(work).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

it('attests an image: states, signs and stores', async () => {
  await using w = await world()
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const statement = { predicateType: someType, predicate: { said: true } }
  const attested = await attest(
    w.image,
    statement,
    { identity: { key: localKey(privateKey), logs: [], tsaUrls: [] }, ...w },
    w.edge,
  )
  const key = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  const { accepted } = await w.collect(() => [{ key }])
  expect(accepted.map(({ digest }) => digest)).toEqual([attested.digest])
})
