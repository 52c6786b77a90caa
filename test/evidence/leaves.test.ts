import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hexOf } from '../../src/artifact/digest.ts'
import { judgeAll } from '../../src/evidence/judge.ts'
import type { TrustMaterialSource } from '../../src/evidence/trust.ts'
import type { Trust } from '../../src/evidence/verify.ts'
import { type Sigstore, startSigstore } from '../support/sigstore.ts'
import { type Content, type Crafting, craft } from './craft.ts'
import { put, subject } from './evidence-fixture.ts'

// What a bundle proves must not change with any bit of it. Where a bit may change all the same, nobody signs it, and
// nobody reads it: each such place is named here, so that a new one is noticed.

let sigstore: Sigstore
let roots: TrustMaterialSource

beforeAll(async () => {
  sigstore = await startSigstore()
  roots = { kind: 'file', json: sigstore.trustedRoot }
})

afterAll(() => sigstore[Symbol.asyncDispose]())

const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'app', digest: { sha256: hexOf(subject) } }],
  predicateType: 'https://example.com/statement/v1',
  predicate: { said: true },
}
const said: Content = { payload: JSON.stringify(statement) }
const file: Content = { message: Buffer.from('the artifact') }
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const identity: Trust = { signerWorkflow: 'acme/shop/.github/workflows/deploy.yml' }
const byKey: Trust = { key: key.publicKey.export({ format: 'pem', type: 'spki' }).toString() }

const entry = 'verificationMaterial.tlogEntries.0'
const stamp = 'verificationMaterial.timestampVerificationData.rfc3161Timestamps.0.signedTimestamp'

/** Read from the checkpoint instead, which is signed. */
const proof = [`${entry}.inclusionProof.rootHash`, `${entry}.inclusionProof.treeSize`]
/** Without a promise nobody says when something was logged, nor where among the shards of a log: neither counts. */
const unpromised = [`${entry}.logIndex`, `${entry}.integratedTime`]
/**
 * Of a token the certificates that come with it, and the status of the answer; of a checkpoint the last bits of its
 * signature's base64, which mean nothing; of a digest by which hash it is, which its length tells.
 */
const partly = [
  stamp,
  `${entry}.inclusionProof.checkpoint.envelope`,
  'messageSignature.messageDigest.algorithm',
]

type Case = { content: Content; crafting: Crafting; by: Trust; free: string[] }

const cases: Record<string, Case> = {
  'a statement, Rekor v1 and a timestamp': {
    content: said,
    crafting: { stamped: true },
    by: identity,
    free: proof,
  },
  'a file, Rekor v1': { content: file, crafting: {}, by: identity, free: proof },
  'a statement, Rekor v2': {
    content: said,
    crafting: { log: 'v2' },
    by: identity,
    free: [...proof, ...unpromised],
  },
  'a file, Rekor v2': {
    content: file,
    crafting: { log: 'v2' },
    by: identity,
    free: [...proof, ...unpromised],
  },
  'a statement by a key, Rekor v1': {
    content: said,
    crafting: { key },
    by: byKey,
    // Which key it is, the verifier knows.
    free: [...proof, 'verificationMaterial.publicKey.hint'],
  },
}

type Leaf = { at: string; value: unknown }

function leavesOf(value: unknown, at = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ at, value }]
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, at === '' ? name : `${at}.${name}`))
}

/** What each leaf may become: for bytes, one bit turned, at places from the first to the last. */
function changesOf(value: unknown): unknown[] {
  const text = String(value)
  if (/^\d+$/.test(text)) return [String(Number(text) + 1)]
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text || bytes.length === 0) return turned(Buffer.from(text)).map(String)
  return turned(bytes).map((changed) => changed.toString('base64'))
}

function turned(bytes: Buffer): Buffer[] {
  const step = Math.max(1, Math.floor(bytes.length / 16))
  const places = [...bytes.keys()].filter((place) => place % step === 0)
  return [...places, bytes.length - 1].map((place) => turn(bytes, place, 0))
}

function turn(bytes: Buffer, place: number, bit: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[place] = (changed[place] ?? 0) ^ (1 << bit)
  return changed
}

async function meaningOf(json: unknown, by: Trust): Promise<unknown> {
  const { accepted, signatures } = await judgeAll([{ json, source: 'test' }], {
    subject,
    trustFor: () => [by],
    roots,
    readContent: async () => Buffer.from('the artifact'),
  })
  const [found] = [...accepted, ...signatures]
  return found && { ...found, digest: undefined }
}

describe.each(Object.entries(cases))('%s', (name, { content, crafting, by, free }) => {
  let bundle: object
  let meaning: unknown

  beforeAll(async () => {
    // Entries before it, so that the proof has something to prove.
    for (const n of [1, 2]) await craft(sigstore, { message: Buffer.from(`${name} ${n}`) }, { log: 'v2' })
    bundle = await craft(sigstore, content, crafting)
    meaning = await meaningOf(bundle, by)
    expect(meaning).toBeDefined()
  })

  const forged = (at: string, value: unknown) => {
    const copy = structuredClone(bundle)
    put(at, value)(copy as never, copy as never)
    return copy
  }

  it('means the same or nothing when any leaf of it is changed, and which are free is known', async () => {
    const found: Record<'free' | 'partly', string[]> = { free: [], partly: [] }
    for (const { at, value } of leavesOf(bundle)) {
      const outcomes = await Promise.all(
        changesOf(value).map((changed) => meaningOf(forged(at, changed), by)),
      )
      const accepted = outcomes.filter((outcome) => outcome !== undefined)
      for (const outcome of accepted) expect(outcome).toEqual(meaning)
      if (accepted.length === outcomes.length) found.free.push(at)
      else if (accepted.length > 0) found.partly.push(at)
    }
    expect(found.free.toSorted()).toEqual(free.toSorted())
    expect(partly).toEqual(expect.arrayContaining(found.partly))
  })

  it('means the same or nothing when any bit of any leaf is turned', async () => {
    const leaves = leavesOf(bundle).filter(({ value }) => typeof value === 'string' && value !== '')
    const place = fc.record({ leaf: fc.nat(leaves.length - 1), at: fc.nat(), bit: fc.nat(7) })
    await fc.assert(
      fc.asyncProperty(place, async ({ leaf, at, bit }) => {
        const { at: path, value } = leaves[leaf] ?? { at: '', value: '' }
        const bytes = Buffer.from(String(value), 'base64')
        if (bytes.length === 0) return
        const changed = turn(bytes, at % bytes.length, bit).toString('base64')
        expect([undefined, meaning]).toContainEqual(await meaningOf(forged(path, changed), by))
      }),
      { numRuns: 60 },
    )
  })

  it('means the same or nothing without any leaf, or with anything else in its place', async () => {
    const others = [undefined, null, '', 0, -1, true, [], {}, 'x'.repeat(1000), [[[]]], '9'.repeat(400)]
    for (const { at } of leavesOf(bundle)) {
      const outcomes = await Promise.all(others.map((other) => meaningOf(forged(at, other), by)))
      for (const outcome of outcomes) expect([undefined, meaning]).toContainEqual(outcome)
    }
  })
})
