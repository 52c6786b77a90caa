import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hexOf } from '../../src/artifact/digest.ts'
import type { FoundBundle } from '../../src/evidence/evidence.ts'
import { parseStrictJson } from '../../src/evidence/json.ts'
import { type Judged, judgeAll } from '../../src/evidence/judge.ts'
import type { Trust } from '../../src/evidence/verify.ts'
import { type Sigstore, startSigstore } from '../support/sigstore.ts'
import { type Content, type Crafting, craft, dsseLog } from './craft.ts'
import { change, drop, type Forge, flip, put, subject } from './evidence-fixture.ts'

const file = Buffer.from('the artifact')
const claims = { sub: 'repo:acme/shop:ref:refs/heads/main' }
const trust: Trust = {
  signerWorkflow: 'acme/shop/.github/workflows/deploy.yml',
  sourceRepository: { id: '1001' },
}
const bundleV01 = 'application/vnd.dev.sigstore.bundle+json;version=0.1'
const bundleV02 = 'application/vnd.dev.sigstore.bundle+json;version=0.2'
const bundleV03 = 'application/vnd.dev.sigstore.bundle+json;version=0.3'

let sigstore: Sigstore
let other: Sigstore
let trustedRoot: string

beforeAll(async () => {
  sigstore = await startSigstore()
  other = await startSigstore()
  trustedRoot = withLog(sigstore.trustedRoot)
})

afterAll(async () => {
  await sigstore[Symbol.asyncDispose]()
  await other[Symbol.asyncDispose]()
})

// Of a time when Rekor v2 kept envelopes too.
function withLog(root: string): string {
  const { tlogs, ...rest } = JSON.parse(root)
  return JSON.stringify({ ...rest, tlogs: [...tlogs, dsseLog.instance] })
}

const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'app', digest: { sha256: hexOf(subject) } }],
  predicateType: 'https://example.com/statement/v1',
  predicate: { said: true },
}
const payload = JSON.stringify(statement)
const says = (changed: object): Content => ({ payload: JSON.stringify({ ...statement, ...changed }) })

type Verdict = 'accepted' | RegExp

async function judge(json: unknown, by: Trust = trust, root = trustedRoot): Promise<Judged> {
  const found: FoundBundle[] = [{ json, source: 'test' }]
  return judgeAll(found, {
    subject,
    trustFor: () => [by],
    roots: { kind: 'file', json: root },
    readContent: async () => file,
  })
}

function expectVerdict({ accepted, signatures, rejected }: Judged, verdict: Verdict): void {
  if (verdict === 'accepted') {
    expect(rejected).toEqual([])
    expect(accepted.length + signatures.length).toBe(1)
  } else {
    expect([...accepted, ...signatures]).toEqual([])
    expect(rejected.map(({ reason }) => reason)).toEqual([expect.stringMatching(verdict)])
  }
}

const message: Content = { message: file }

describe('what the services sign', () => {
  it.each<[string, Content, Crafting, Verdict]>([
    ['a statement, Rekor v1', { payload }, {}, 'accepted'],
    ['a statement, Rekor v1 and a timestamp', { payload }, { stamped: true }, 'accepted'],
    [
      'a statement in a bundle v0.1 with a chain',
      { payload },
      { mediaType: bundleV01, chain: true },
      'accepted',
    ],
    [
      'a statement in a bundle v0.2 with a chain',
      { payload },
      { mediaType: bundleV02, chain: true },
      'accepted',
    ],
    ['a statement in a bundle v0.3 with a chain', { payload }, { chain: true }, 'accepted'],
    ['a statement in a bundle v0.3 by its older name', { payload }, { mediaType: bundleV03 }, 'accepted'],
    ['a statement, Rekor v2', { payload }, { log: 'v2' }, 'accepted'],
    ['a statement, Rekor v2, logged as an envelope', { payload }, { log: 'v2 dsse' }, 'accepted'],
    ['a file, Rekor v1', message, {}, 'accepted'],
    ['a file, Rekor v2', message, { log: 'v2' }, 'accepted'],
    ['a statement in no log', { payload }, { log: 'none' }, /tlog entries/],
    ['a file in no log', message, { log: 'none' }, /tlog entries/],
    ['a statement, Rekor v2, without a timestamp', { payload }, { log: 'v2', stamped: false }, /timestamps/],
    [
      'another workflow',
      { payload },
      { claims: { job_workflow_ref: 'acme/shop/.github/workflows/x.yml@refs/heads/main' } },
      /wanted the workflow/,
    ],
    ['another repository', { payload }, { claims: { repository_id: '7' } }, /source repository's id/],
    ['another issuer', { payload }, { claims: { iss: 'https://accounts.example' } }, /wanted issuer/],
    [
      'an enterprise’s own issuer',
      { payload },
      { claims: { iss: 'https://token.actions.githubusercontent.com/acme' } },
      /give it as cert-oidc-issuer/,
    ],
    ['another file', { message: Buffer.from('another') }, {}, /about another file/],
    [
      'another artifact',
      says({ subject: [{ name: 'app', digest: { sha256: '0'.repeat(64) } }] }),
      {},
      /another artifact/,
    ],
    [
      'an artifact by SHA-512 alone',
      says({ subject: [{ name: 'app', digest: { sha512: '0'.repeat(128) } }] }),
      {},
      /another artifact/,
    ],
    [
      'an artifact whose SHA-256 is called otherwise',
      says({ subject: [{ name: 'app', digest: { SHA256: hexOf(subject) } }] }),
      {},
      /another artifact/,
    ],
    ['nothing', says({ subject: [] }), {}, /names no subject/],
    ['another kind of payload', { payload, payloadType: 'application/json' }, {}, /payload's type/],
    ['a payload that is cut off', { payload: payload.slice(0, -1) }, {}, /not JSON/],
    ['a payload that is no text', { payload: '"\ud800"' }, {}, /./],
    [
      'a name twice',
      { payload: payload.replace('"subject"', '"subject":[],"subject"') },
      {},
      /same name twice/,
    ],
    [
      'a name twice, deep inside',
      { payload: payload.replace('"said":true', '"said":false,"said":true') },
      {},
      /same name twice/,
    ],
    [
      'a name twice, once escaped',
      { payload: payload.replace('"said":true', '"sai\\u0064":false,"said":true') },
      {},
      /same name twice/,
    ],
    [
      'what is nested without end',
      { payload: payload.replace('true', `${'['.repeat(5000)}${']'.repeat(5000)}`) },
      {},
      /nested deeper/,
    ],
  ])('%s', async (_, content, crafting, verdict) => {
    const bundle = await craft(sigstore, content, { ...crafting, claims: { ...claims, ...crafting.claims } })
    expectVerdict(await judge(bundle), verdict)
  })

  it('is nobody’s by the root of another instance, though that has the same names', async () => {
    expectVerdict(await judge(await craft(sigstore, { payload }), trust, other.trustedRoot), /not verified/)
  })

  it('is accepted by one of several roots in one file', async () => {
    const roots = `${other.trustedRoot}\n${trustedRoot}`
    expectVerdict(await judge(await craft(sigstore, { payload }), trust, roots), 'accepted')
  })

  it('is refused by a root whose authority had ended, and told so', async () => {
    const root = JSON.parse(trustedRoot)
    root.certificateAuthorities[0].validFor.end = '2021-01-01T00:00:00Z'
    const work = judge(await craft(sigstore, { payload }), trust, JSON.stringify(root))
    expectVerdict(await work, /no certificate authority that was valid when it was signed/)
  })
})

describe('what was changed afterwards', () => {
  const material = 'verificationMaterial'
  const entry = `${material}.tlogEntries.0`
  const proof = `${entry}.inclusionProof`
  const stamp = `${material}.timestampVerificationData.rfc3161Timestamps.0.signedTimestamp`
  const rewrite = (base64: string, from: string | RegExp, to: string) =>
    Buffer.from(Buffer.from(base64, 'base64').toString().replace(from, to)).toString('base64')
  const both =
    (first: Forge, second: Forge): Forge =>
    (bundle, from) => {
      first(bundle, from)
      second(bundle, from)
    }

  it.each<[string, Crafting, Forge, Verdict]>([
    [
      'the payload',
      {},
      change('dsseEnvelope.payload', (was) => rewrite(was, 'true', 'null')),
      /not verified/,
    ],
    ['the signature', {}, change('dsseEnvelope.signatures.0.sig', (was) => flip(was)), /not verified/],
    [
      'a second signature',
      {},
      change('dsseEnvelope.signatures', (was: unknown[]) => [...was, { sig: 'AAAA' }]),
      /signatures/,
    ],
    [
      'the certificate’s bytes',
      {},
      change(`${material}.certificate.rawBytes`, (was) => flip(was, 300)),
      /not verified|not a certificate/,
    ],
    [
      'the logged entry',
      {},
      change(`${entry}.canonicalizedBody`, (was) =>
        rewrite(
          was,
          /"payloadHash":{"algorithm":"sha256","value":"../,
          '"payloadHash":{"algorithm":"sha256","value":"00',
        ),
      ),
      /not verified/,
    ],
    [
      'the promise',
      {},
      change(`${entry}.inclusionPromise.signedEntryTimestamp`, (was) => flip(was)),
      /inclusion promise/,
    ],
    ['the promised time', {}, put(`${entry}.integratedTime`, '1700000000'), /not verified/],
    ['the promised index', {}, put(`${entry}.logIndex`, '7'), /inclusion promise/],
    ['the log', {}, change(`${entry}.logId.keyId`, (was) => flip(was)), /not verified/],
    ['the kind of entry', {}, put(`${entry}.kindVersion.kind`, 'hashedrekord'), /kind\/version mismatch/],
    ['the proof’s index', {}, put(`${proof}.logIndex`, '1'), /invalid index/],
    ['the proof’s hashes', {}, put(`${proof}.hashes`, ['AAAA']), /hash count/],
    [
      'the checkpoint’s root',
      {},
      change(`${proof}.checkpoint.envelope`, (was: string) => was.replace(/\n1\n./, '\n1\nz')),
      /checkpoint/,
    ],
    [
      'the checkpoint’s signature',
      {},
      change(`${proof}.checkpoint.envelope`, (was: string) => was.replace(/.{8}\n$/, 'AAAAAAAA\n')),
      /checkpoint/,
    ],
    ['no promise and no other time', {}, drop(`${entry}.inclusionPromise`), /timestamps/],
    ['no proof', {}, drop(proof), /inclusionProof/],
    ['the timestamp', { stamped: true }, change(stamp, (was) => flip(was, -3)), /not verified/],
    [
      'the logged entry of Rekor v2',
      { log: 'v2' },
      change(`${entry}.canonicalizedBody`, (was) => rewrite(was, /"digest":"../, '"digest":"AA')),
      /not verified/,
    ],
    [
      'the proof’s hash of Rekor v2',
      { log: 'v2' },
      change(`${proof}.hashes.0`, (was) => flip(was, 3)),
      /root hash/,
    ],
    [
      'the checkpoint of Rekor v2',
      { log: 'v2' },
      change(`${proof}.checkpoint.envelope`, (was: string) => was.replace(/\n(\d+)\n/, '\n1$1\n')),
      /checkpoint/,
    ],
    [
      'a promise to Rekor v2, which makes none',
      { log: 'v2' },
      both(
        change(`${entry}.integratedTime`, () => String(Math.floor(Date.now() / 1000))),
        put(`${entry}.inclusionPromise`, { signedEntryTimestamp: 'AAAA' }),
      ),
      /inclusion promise/,
    ],
    [
      'the timestamp beside Rekor v2',
      { log: 'v2' },
      drop(`${material}.timestampVerificationData`),
      /timestamps/,
    ],
    [
      'an unknown media type',
      {},
      put('mediaType', 'application/vnd.dev.sigstore.bundle.v0.4+json'),
      /media type/,
    ],
    [
      'a name of a bundle v0.1, whose logs only promise',
      { log: 'v2' },
      put('mediaType', bundleV01),
      /inclusionPromise/,
    ],
    [
      'a key in place of the certificate',
      {},
      both(drop(`${material}.certificate`), put(`${material}.publicKey`, { hint: 'x' })),
      /signed with a key/,
    ],
    ['text in place of numbers', {}, put(`${proof}.treeSize`, 'many'), 'accepted'],
    ['a hint that nobody reads', {}, put('dsseEnvelope.signatures.0.keyid', 'somebody'), 'accepted'],
  ])('is %s', async (_, crafting, forge, verdict) => {
    // Entries before it, so that the proof has something to prove.
    if (crafting.log === 'v2')
      for (const n of [1, 2, 3]) await craft(sigstore, { message: Buffer.from([n]) }, { log: 'v2' })
    const bundle = await craft(sigstore, { payload }, crafting)
    forge(bundle as never, bundle as never)
    expectVerdict(await judge(JSON.parse(JSON.stringify(bundle))), verdict)
  })

  it.each(['v1', 'v2', 'v2 dsse'] as const)(
    'is refused where log %s keeps it under another certificate',
    async (log) => {
      const stranger = await craft(sigstore, { payload })
      const { certificate } = stranger.verificationMaterial as { certificate: { rawBytes: string } }
      const logged = Buffer.from(certificate.rawBytes, 'base64')
      // The real Rekor v1 would not: it verifies the signature by whom it is told.
      const work = log === 'v1' ? craftUnchecked(logged) : craft(sigstore, { payload }, { log, logged })
      expectVerdict(await judge(await work), /names another certificate/)
    },
  )

  it.each(['v1', 'v2'] as const)(
    'is refused where log %s keeps the signature as one of another file',
    async (log) => {
      const bundle = await craft(sigstore, message, { log, loggedAs: Buffer.from('another file') })
      expectVerdict(await judge(bundle), /digest mismatch/)
    },
  )

  it('is refused with a certificate of the same root that is not for signing code', async () => {
    const [authority] = JSON.parse(trustedRoot).timestampAuthorities
    const bundle = await craft(sigstore, { payload })
    put(`${material}.certificate`, authority.certChain.certificates[0])(bundle as never, bundle as never)
    expectVerdict(await judge(bundle), /not one for signing code/)
  })

  // A plain signature is not verified by the tests' Rekor v1.
  const craftUnchecked = (logged: Uint8Array) => craft(sigstore, message, { logged })
})

describe('what is no bundle', () => {
  it.each<[string, string, RegExp]>([
    ['JSON that is cut off', '{"mediaType":', /not JSON/],
    ['a name twice', '{"mediaType":"a","mediaType":"b"}', /same name twice/],
    ['a million brackets', '['.repeat(1_000_000) + ']'.repeat(1_000_000), /nested deeper/],
    ['a name twice among many strings', `[${'"a\\\\\\"b:",'.repeat(1000)}{"a":1,"a":1}]`, /same name twice/],
  ])('is refused: %s', (_, text, reason) => {
    expect(() => parseStrictJson(text, 'it')).toThrow(reason)
  })

  it('is read where strings hold what looks like names', () => {
    const value = { 'a"b': ['"c":', { 'c\\': '":' }], ':': ' :' }
    expect(parseStrictJson(JSON.stringify(value), 'it')).toEqual(value)
    expect(parseStrictJson(' { "a" \n : 1 } ', 'it')).toEqual({ a: 1 })
  })
})

describe('a key', () => {
  const pair = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve })
  const trustIn = ({ publicKey }: ReturnType<typeof pair>): Trust => ({
    key: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  })

  it.each<[string, string, Content, Crafting['log']]>([
    ['P-256', 'a statement, Rekor v1', { payload }, 'v1'],
    ['P-256', 'a statement, Rekor v2', { payload }, 'v2'],
    ['P-384', 'a statement, Rekor v1', { payload }, 'v1'],
    ['P-384', 'a statement, Rekor v2', { payload }, 'v2'],
    ['P-384', 'a statement in no log', { payload }, 'none'],
    ['P-384', 'a file, Rekor v1', message, 'v1'],
    ['P-384', 'a file, Rekor v2', message, 'v2'],
    ['P-384', 'a file in no log', message, 'none'],
  ])('of %s signs %s', async (curve, _, content, log) => {
    const key = pair(curve)
    const bundle = await craft(sigstore, content, { key, log: log ?? 'none' })
    expectVerdict(await judge(bundle, trustIn(key)), 'accepted')
    expectVerdict(await judge(bundle, trustIn(pair(curve))), /not verified/)
    expectVerdict(await judge(bundle), /signed with a key/)
  })

  it.each(['v1', 'v2'] as const)('is refused where log %s keeps another', async (log) => {
    const [key, stranger] = [pair('P-256'), pair('P-256')]
    const logged = stranger.publicKey.export({ format: 'der', type: 'spki' })
    const bundle = await craft(sigstore, message, { key, log, logged })
    expectVerdict(await judge(bundle, trustIn(key)), /names another key/)
  })

  it('is nobody where somebody was certified', async () => {
    const work = judge(await craft(sigstore, { payload }), trustIn(pair('P-256')))
    expectVerdict(await work, /wanted a signature by the key/)
  })
})

it('reads 24 MiB of JSON within two seconds', () => {
  const list = Array.from({ length: 100_000 }, () => ({ a: 'b' }))
  const text = JSON.stringify({ payload: '\\"\n'.repeat(4 * 1024 * 1024), list })
  const start = performance.now()
  parseStrictJson(text, 'it')
  expect(performance.now() - start).toBeLessThan(2_000)
})
