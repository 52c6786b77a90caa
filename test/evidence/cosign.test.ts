import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Digest, digestOf, hexOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { collectEvidence } from '../../src/evidence/store.ts'
import type { Trust } from '../../src/evidence/verify.ts'
import { verifyBlob, verifyBundle } from '../../src/evidence/verify.ts'
import { type Verification, verifyArtifact } from '../../src/evidence/verify-artifact.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { type Sigstore, startSigstore } from '../support/sigstore.ts'
import { craft } from './craft.ts'

// Made by cosign v3.1.3; test/fixtures/evidence/cosign/README.md says how.
const fixtures = new URL('../fixtures/evidence/cosign/', import.meta.url)
const read = (name: string) => readFile(new URL(name, fixtures), 'utf8')
const readJson = async (name: string) => JSON.parse(await read(name))
const nowhere = { kind: 'file', json: 'never read' } as const

describe('what cosign signs with a key', () => {
  it.each(['p256', 'p384', 'rsa'])('of kind %s holds: a file', async (kind) => {
    const bytes = Buffer.from(await read('artifact.txt'))
    const options = { bytes, trust: { key: await read(`${kind}.pub`) }, roots: nowhere }
    const bundle = await readJson(`${kind}-blob.sigstore.json`)
    expect((await verifyBlob(bundle, options)).subject).toBe(digestOf(bytes))
    const changed = { ...options, bytes: Buffer.from('another artifact') }
    await expect(verifyBlob(bundle, changed)).rejects.toMatchObject({ message: /another file/ })
  })

  it.each(['p256', 'p384', 'rsa'])('of kind %s holds: a statement about a file', async (kind) => {
    const subject = digestOf(await read('artifact.txt'))
    const options = { subject, trust: { key: await read(`${kind}.pub`) }, roots: nowhere }
    const evidence = await verifyBundle(await readJson(`${kind}-statement.sigstore.json`), options)
    expect(evidence.predicate).toEqual({ said: true })
    const stranger = { ...options, trust: { key: await read('ed.pub') } }
    const work = verifyBundle(await readJson(`${kind}-statement.sigstore.json`), stranger)
    await expect(work).rejects.toMatchObject({ code: 'mismatch' })
  })

  it('holds: a signature of an image, which is a statement since v3', async () => {
    const { digest } = await readJson('tags.json')
    const options = { subject: digest, trust: { key: await read('p256.pub') }, roots: nowhere }
    const evidence = await verifyBundle(await readJson('p256-sign.sigstore.json'), options)
    expect(evidence.predicateType).toBe('https://sigstore.dev/cosign/sign/v1')
  })
})

type Layer = { mediaType: string; digest: string; size: number; annotations: Record<string, string> }

/** An image, and what lies under the tags that cosign gave its signatures and statements. */
async function imageWith(
  server: RegistryServer,
  digest: Digest,
  tags: Record<string, { layers: Layer[]; blobs: string[] }>,
): Promise<DigestReference> {
  const config = server.store.addBlob('demo', '{}', mediaType.imageConfig)
  for (const [suffix, { layers, blobs }] of Object.entries(tags)) {
    for (const content of blobs) server.store.addBlob('demo', content)
    const manifest = { schemaVersion: 2, mediaType: mediaType.imageManifest, config, layers }
    const tag = `sha256-${hexOf(digest)}.${suffix}`
    server.store.addManifest('demo', mediaType.imageManifest, JSON.stringify(manifest), tag)
  }
  return { registry: server.host, repository: 'demo', digest }
}

type Request = { image: DigestReference; trust: Trust; predicateType?: string; json?: string }

async function verifyImage({ image, trust, predicateType, json }: Request): Promise<Verification> {
  const registry = connectRegistry({ credentials: async () => undefined }, testEdge())
  const roots = json === undefined ? nowhere : ({ kind: 'file', json } as const)
  const request = { subject: image.digest, image, trust, roots, ...(predicateType && { predicateType }) }
  return verifyArtifact(request, { registry })
}

describe('what cosign kept under tags', () => {
  let server: RegistryServer
  let image: DigestReference

  beforeAll(async () => {
    server = await startRegistry()
    const { digest, att, sig } = await readJson('tags.json')
    const tagOf = ({ manifest, blobs }: typeof att) => ({
      layers: manifest.layers,
      blobs: Object.values<string>(blobs),
    })
    image = await imageWith(server, digest, { att: tagOf(att), sig: tagOf(sig) })
  })

  afterAll(() => server[Symbol.asyncDispose]())

  it.each(['p256', 'rsa'])('by a key of kind %s counts, and no other', async (kind) => {
    const result = await verifyImage({ image, trust: { key: await read(`${kind}.pub`) } })
    expect(result.statements.map(({ predicate }) => predicate)).toEqual([{ said: true }])
    expect(result.signatures.map(({ subject }) => subject)).toEqual([image.digest])
    expect(result.rejected).toHaveLength(4)
    expect(result.rejected.map(({ source }) => source).join()).toContain('(sig sha256:')
  })

  it('counts for nobody by an Ed25519 key, for cosign too', async () => {
    const result = await verifyImage({ image, trust: { key: await read('ed.pub') } })
    expect([...result.statements, ...result.signatures]).toEqual([])
    expect(result.rejected).toHaveLength(6)
  })

  it('is not asked for its signatures where only statements of a type count', async () => {
    server.requests.length = 0
    const trust = { key: await read('p256.pub') }
    const result = await verifyImage({ image, trust, predicateType: 'https://slsa.dev/provenance/v1' })
    expect([...result.statements, ...result.signatures]).toEqual([])
    expect(result.passedOver.map(({ predicateType }) => predicateType)).toEqual(
      Array(3).fill('https://example.com/statement/v1'),
    )
    expect(server.requests.filter(({ path }) => path.endsWith('.sig'))).toEqual([])
  })

  it('counts by the type that cosign gives signatures now', async () => {
    const trust = { key: await read('p256.pub') }
    const predicateType = 'https://sigstore.dev/cosign/sign/v1'
    expect((await verifyImage({ image, trust, predicateType })).signatures).toHaveLength(1)
  })

  it('is evidence for a policy too', async () => {
    const registry = connectRegistry({ credentials: async () => undefined }, testEdge())
    const key = await read('rsa.pub')
    const { accepted } = await collectEvidence(
      image,
      () => [{ key }],
      { registry, roots: nowhere },
      testEdge(),
    )
    expect(accepted.map(({ predicateType }) => predicateType)).toEqual(['https://example.com/statement/v1'])
  })

  it('says nothing about another image under whose tag somebody put it', async () => {
    const { att, sig } = await readJson('tags.json')
    const other = await imageWith(server, `sha256:${'1'.repeat(64)}`, {
      att: { layers: att.manifest.layers, blobs: [] },
      sig: { layers: sig.manifest.layers, blobs: [] },
    })
    const result = await verifyImage({ image: other, trust: { key: await read('p256.pub') } })
    expect([...result.statements, ...result.signatures]).toEqual([])
    expect(result.rejected.map(({ reason }) => reason)).toEqual(
      Array(6).fill(expect.stringMatching(/about another artifact/)),
    )
  })
})

describe('what cosign kept under tags, keyless', () => {
  const trust: Trust = { signerWorkflow: 'acme/shop/.github/workflows/deploy.yml' }
  let server: RegistryServer
  let sigstore: Sigstore

  beforeAll(async () => {
    server = await startRegistry()
    sigstore = await startSigstore()
  })

  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await sigstore[Symbol.asyncDispose]()
  })

  const digest = digestOf('an image')
  const statement = {
    _type: 'https://in-toto.io/Statement/v0.1',
    subject: [{ name: 'demo', digest: { sha256: hexOf(digest) } }],
    predicateType: 'https://example.com/statement/v1',
    predicate: {},
  }
  const simpleSigning = {
    critical: {
      identity: { 'docker-reference': 'registry.example/demo' },
      image: { 'docker-manifest-digest': digest },
      type: 'cosign container image signature',
    },
    optional: null,
  }

  // The parts of a bundle as cosign wrote them beside a layer before there were bundles.
  function annotationsOf(bundle: object): Record<string, string> {
    const { verificationMaterial: material, messageSignature } = JSON.parse(JSON.stringify(bundle))
    const [entry] = material.tlogEntries
    const [stamp] = material.timestampVerificationData.rfc3161Timestamps
    return {
      'dev.cosignproject.cosign/signature': messageSignature?.signature ?? '',
      'dev.sigstore.cosign/certificate': new X509Certificate(
        Buffer.from(material.certificate.rawBytes, 'base64'),
      ).toString(),
      'dev.sigstore.cosign/chain': 'not looked at',
      ...(entry && {
        'dev.sigstore.cosign/bundle': JSON.stringify({
          SignedEntryTimestamp: entry.inclusionPromise.signedEntryTimestamp,
          Payload: {
            body: entry.canonicalizedBody,
            integratedTime: Number(entry.integratedTime),
            logIndex: Number(entry.logIndex),
            logID: Buffer.from(entry.logId.keyId, 'base64').toString('hex'),
          },
        }),
      }),
      ...(stamp && {
        'dev.sigstore.cosign/rfc3161timestamp': JSON.stringify({
          SignedRFC3161Timestamp: stamp.signedTimestamp,
        }),
      }),
    }
  }

  function layerOf(type: string, content: string, annotations: Record<string, string>): Layer {
    return { mediaType: type, digest: digestOf(content), size: content.length, annotations }
  }

  type Change = (annotations: Record<string, string>) => Record<string, string>
  const unchanged: Change = (annotations) => annotations

  async function kept(change: Change = unchanged, signed: object = simpleSigning): Promise<Verification> {
    const made = await craft(sigstore, { payload: JSON.stringify(statement) }, { stamped: true })
    const envelope = JSON.stringify(made.dsseEnvelope)
    const document = JSON.stringify(signed)
    const signature = await craft(sigstore, { message: Buffer.from(document) }, { stamped: true })
    const att = layerOf('application/vnd.dsse.envelope.v1+json', envelope, change(annotationsOf(made)))
    const sigType = 'application/vnd.dev.cosign.simplesigning.v1+json'
    const sig = layerOf(sigType, document, change(annotationsOf(signature)))
    const image = await imageWith(server, digest, {
      att: { layers: [att], blobs: [envelope] },
      sig: { layers: [sig], blobs: [document] },
    })
    return verifyImage({ image, trust, json: sigstore.trustedRoot })
  }

  const without =
    (name: string): Change =>
    ({ [`dev.sigstore.cosign/${name}`]: _, ...rest }) =>
      rest
  const set =
    (name: string, value: string): Change =>
    (annotations) => ({ ...annotations, [`dev.sigstore.cosign/${name}`]: value })
  const inBundle =
    (from: RegExp, to: string): Change =>
    (annotations) => {
      const bundle = annotations['dev.sigstore.cosign/bundle'] ?? ''
      return { ...annotations, 'dev.sigstore.cosign/bundle': bundle.replace(from, to) }
    }

  it('is verified by its certificate, log entry and timestamp', async () => {
    const { statements, signatures, rejected } = await kept()
    expect(rejected).toEqual([])
    expect(statements).toMatchObject([{ signer: { sourceRepositoryId: '1001' } }])
    expect(signatures).toMatchObject([{ subject: digest, signer: { sourceRepositoryId: '1001' } }])
  })

  it('needs no timestamp where the log promised it', async () => {
    const { statements, signatures } = await kept(without('rfc3161timestamp'))
    expect([statements.length, signatures.length]).toEqual([1, 1])
  })

  it.each<[string, Change, RegExp]>([
    ['no certificate', without('certificate'), /signed with a key/],
    ['a certificate that is none', set('certificate', 'x'), /not a certificate/],
    ['no log entry', without('bundle'), /tlog entries/],
    ['a log entry that is none', set('bundle', '{}'), /wanted/],
    ['a log entry that is cut off', set('bundle', '{"Payload":'), /not JSON/],
    [
      'another time in the log',
      inBundle(/"integratedTime":\d+/, '"integratedTime":1700000000'),
      /not verified/,
    ],
    ['another place in the log', inBundle(/"logIndex":\d+/, '"logIndex":7'), /inclusion promise/],
    ['another log', inBundle(/"logID":".{8}/, '"logID":"00000000'), /not verified/],
    [
      'a promise that is none',
      inBundle(/"SignedEntryTimestamp":".{8}/, '"SignedEntryTimestamp":"AAAAAAAA'),
      /not verified/,
    ],
    [
      'a timestamp that is none',
      set('rfc3161timestamp', '{"SignedRFC3161Timestamp":"AAAA"}'),
      /not verified/,
    ],
    ['a timestamp without one', set('rfc3161timestamp', '{}'), /the timestamp: wanted/],
  ])('is refused with %s', async (_, change, reason) => {
    const { statements, signatures, rejected } = await kept(change)
    expect([...statements, ...signatures]).toEqual([])
    expect(rejected.map((rejection) => rejection.reason)).toEqual(
      Array(2).fill(expect.stringMatching(reason)),
    )
  })

  it.each<[string, object, RegExp]>([
    [
      'another image',
      { critical: { ...simpleSigning.critical, image: { 'docker-manifest-digest': digestOf('x') } } },
      /another artifact/,
    ],
    ['another kind of thing', { critical: { ...simpleSigning.critical, type: 'x' } }, /critical\.type/],
    ['nothing', {}, /critical: wanted/],
  ])('is no signature of the image where the document names %s', async (_, document, reason) => {
    const { signatures, rejected } = await kept(unchanged, document)
    expect(signatures).toEqual([])
    expect(rejected.map((rejection) => rejection.reason)).toEqual([expect.stringMatching(reason)])
  })
})
