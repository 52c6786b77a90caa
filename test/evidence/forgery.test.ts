import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SignedBundle } from '../../src/evidence/sign.ts'
import type { TrustMaterialSource } from '../../src/evidence/trust.ts'
import { type Evidence, verifyBundle } from '../../src/evidence/verify.ts'
import { isFailure } from '../../src/failure.ts'
import { type Sigstore, startSigstore } from '../support/sigstore.ts'
import { put, rootsOf, signKeyless, subject } from './evidence-fixture.ts'

let sigstore: Sigstore
let bundle: SignedBundle
let evidence: Evidence
let roots: TrustMaterialSource

beforeAll(async () => {
  sigstore = await startSigstore()
  roots = rootsOf(sigstore)
  bundle = await signKeyless(sigstore)
  evidence = await verify(bundle)
})

afterAll(() => sigstore[Symbol.asyncDispose]())

function verify(json: unknown): Promise<Evidence> {
  return verifyBundle(json, { subject, trust: { signerRepository: 'acme/shop' }, roots })
}

/** Every place in a value, as `verificationMaterial.tlogEntries.0`. */
function placesIn(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at]
  const below = Object.entries(value).flatMap(([name, part]) =>
    placesIn(part, at === '' ? name : `${at}.${name}`),
  )
  return at === '' ? below : [at, ...below]
}

it('says the same or nothing, whatever is put anywhere into a bundle', async () => {
  const place = fc.nat().map((index) => {
    const places = placesIn(bundle)
    return places[index % places.length] ?? ''
  })
  const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.base64String(), fc.constant(undefined))
  await fc.assert(
    fc.asyncProperty(place, value, async (at, other) => {
      const forged = structuredClone(bundle)
      put(at, other)(forged, forged)
      const result = await verify(forged).catch((error: unknown) => error)
      if (isFailure(result)) return
      // What nobody signed may be anything: a hint, a key's id. What is said and by whom may not.
      const { statement, signer } = result as Evidence
      expect({ statement, signer }).toEqual({ statement: evidence.statement, signer: evidence.signer })
    }),
    { numRuns: 200 },
  )
})

it('says the same or nothing, whichever bit of a bundle is turned', async () => {
  const text = JSON.stringify(bundle)
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.nat(6), async (at, bit) => {
      const bytes = Buffer.from(text)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
      const result = await Promise.resolve(bytes.toString())
        .then((json): unknown => JSON.parse(json))
        .then(verify)
        .catch((error: unknown) => error)
      if (isFailure(result) || result instanceof SyntaxError) return
      expect((result as Evidence).statement).toEqual(evidence.statement)
    }),
    { numRuns: 200 },
  )
})
