import type { Digest } from '../artifact/digest.ts'
import { type DigestReference, formatReference } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { isFailure } from '../failure.ts'
import { peekStatement } from './bundle.ts'
import type { Evidence, FoundBundle } from './evidence.ts'
import { findBundles } from './find.ts'
import type { Claims } from './identity-token.ts'
import { provenanceType } from './predicate/provenance.ts'
import { vulnerabilitiesType, withoutTimes } from './predicate/vulnerabilities.ts'
import type { SignedBundle } from './sign.ts'
import type { Statement } from './statement.ts'
import type { EvidenceStores } from './store.ts'
import type { TrustMaterialSource } from './trust.ts'
import { type Trust, verifyBundle } from './verify.ts'

/** A bundle that says already what is to be signed, and where it is kept. */
export type SignedBefore = {
  bundle: SignedBundle
  digest: Digest
  /** By the image it is attached to: the referrer, `registry/repository@sha256:…`. */
  referrers: Map<string, string>
  atGitHub: boolean
}

export type Wanted = {
  statement: Statement
  images: readonly DigestReference[]
  /** Who would sign. */
  trust: Trust
  /** What the token says; none under a key alone. */
  claims?: Claims
  serverUrl: string
  roots: TrustMaterialSource
  /** What was signed before this is too old to stand for it. */
  notBefore?: Date
}

/**
 * Finds what an earlier attempt of this run has signed: the same statement by the same signer at the same commit.
 * Another run says it anew, because when something was said counts too.
 */
export async function findSignedBefore(
  wanted: Wanted,
  stores: Omit<EvidenceStores, 'roots'>,
  edge: Pick<Edge, 'log'>,
): Promise<SignedBefore | undefined> {
  try {
    const { statement, images } = wanted
    const subject: Digest = `sha256:${statement.subject[0]?.digest.sha256}`
    const atGitHub = await findSame(statement, findBundles(subject, undefined, { github: stores.github }))
    const beside = await findSame(statement, findBundles(subject, images[0], { registry: stores.registry }))
    for (const [digest, { json }] of [...beside, ...atGitHub]) {
      if (!(await isOurs(json, subject, wanted))) continue
      const { bundle } = await readBundle(json)
      const referrers = await findReferrers(digest, wanted, stores)
      return { bundle, digest, referrers, atGitHub: atGitHub.has(digest) }
    }
  } catch (error) {
    if (!isFailure(error)) throw error
    // A statement that is there twice does no harm; one that is not signed would.
    edge.log.info(`what was signed before cannot be told: ${error.message}`)
  }
  return undefined
}

async function findSame(
  statement: Statement,
  bundles: ReturnType<typeof findBundles>,
): Promise<Map<Digest, FoundBundle>> {
  const canonical = await canonicalOf(statement)
  const same = new Map<Digest, FoundBundle>()
  for await (const found of bundles) {
    const peeked = 'json' in found ? await peek(found.json) : undefined
    if (peeked === undefined || !('json' in found)) continue
    if ((await canonicalOf(peeked.statement)) === canonical) same.set(peeked.digest, found)
  }
  return same
}

async function findReferrers(
  digest: Digest,
  { statement, images }: Wanted,
  { registry }: Omit<EvidenceStores, 'roots'>,
): Promise<Map<string, string>> {
  const referrers = new Map<string, string>()
  for (const image of images) {
    const found = await findSame(statement, findBundles(image.digest, image, { registry }))
    const source = found.get(digest)?.source
    if (source !== undefined) referrers.set(formatReference(image), source)
  }
  return referrers
}

async function isOurs(json: unknown, subject: Digest, wanted: Wanted): Promise<boolean> {
  const { trust, roots } = wanted
  try {
    return isOfThisRun(await verifyBundle(json, { subject, trust, roots }), wanted)
  } catch (error) {
    if (!isFailure(error) || error.code === 'unavailable') throw error
    // Somebody else's, or nobody's.
    return false
  }
}

function isOfThisRun(
  { signer, predicateType, signedAt }: Evidence,
  { claims, serverUrl, notBefore }: Wanted,
): boolean {
  if (notBefore !== undefined && signedAt < notBefore) return false
  // A key names no run, but provenance does, and it is the same.
  if (signer.kind === 'key' || claims === undefined) return predicateType === provenanceType
  const run = `${serverUrl}/${claims.repository}/actions/runs/${claims.run_id}/attempts/`
  return signer.runInvocationUri?.startsWith(run) === true
}

async function peek(json: unknown) {
  try {
    return await peekStatement(json)
  } catch (error) {
    if (!isFailure(error)) throw error
    return undefined
  }
}

async function readBundle(json: unknown): Promise<{ bundle: SignedBundle }> {
  const { bundleFromJSON, bundleToJSON } = await import('@sigstore/bundle')
  return { bundle: bundleToJSON(bundleFromJSON(json)) }
}

async function canonicalOf({ subject, predicateType, predicate }: Statement): Promise<string> {
  const { default: canonicalize } = await import('canonicalize')
  const digests = subject.map(({ digest }) => canonicalize(digest) ?? '').toSorted()
  // When a scan looked makes no difference to what it found.
  const what = predicateType === vulnerabilitiesType ? withoutTimes(predicate) : predicate
  const said = canonicalize(what) ?? ''
  return [
    predicateType,
    ...digests,
    // Which attempt of a run it was makes no difference to what was built.
    predicateType === provenanceType ? said.replace(/("invocationId":"[^"]*)\/attempts\/\d+"/, '$1"') : said,
  ].join('\n')
}
