import type { Descriptor } from '../artifact/descriptor.ts'
import type { Digest } from '../artifact/digest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { type DigestReference, formatReference, withDigest } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { Failure, isFailure } from '../failure.ts'
import type { GitHub } from '../github/github.ts'
import type { Registry } from '../registry/registry.ts'
import { bundleMediaTypes, peekStatement } from './bundle.ts'
import type { Evidence, Rejection } from './evidence.ts'
import type { SignedBundle } from './sign.ts'
import type { TrustMaterialSource } from './trust.ts'
import { type Trust, verifyBundle } from './verify.ts'

/** Whom to believe about what; any of them may have signed. Nobody means that such statements are passed over. */
export type TrustFor = (predicateType: string) => readonly Trust[]

export type EvidenceStores = {
  registry?: Pick<Registry, 'listReferrers' | 'fetchManifest' | 'readBlob'>
  github?: Pick<GitHub, 'listAttestations'>
  roots: TrustMaterialSource
}

export type Collected = { accepted: Evidence[]; rejected: Rejection[] }

export type Judged = Collected & {
  /** Statements of a type that nobody is asked about. */
  passedOver: { source: string; predicateType: string }[]
}

/** A bundle as it was found. */
export type FoundBundle = { json: unknown; source: string }

/** A predicate of 16 MiB in base64, and the rest of its bundle. */
const bundleLimit = 24 * 1024 * 1024
/** More is no evidence but an attempt to keep us busy, and to read only some may miss what speaks against. */
const countLimit = 1000

/** Finds all that is said about an image, in the registry and at GitHub, and verifies each bundle once. */
export async function collectEvidence(
  image: DigestReference,
  trustFor: TrustFor,
  stores: EvidenceStores,
  edge: Pick<Edge, 'log'>,
): Promise<Collected> {
  const found = await findBundles(image.digest, image, stores)
  const { accepted, rejected } = await verifyAll(found, image.digest, trustFor, stores.roots)
  for (const { source, reason } of rejected) edge.log.debug(`${source}: ${reason}`)
  return { accepted, rejected }
}

/** Finds bundles about an artifact wherever they are kept; those that cannot be read are told. */
export async function findBundles(
  digest: Digest,
  image: DigestReference | undefined,
  { registry, github }: Omit<EvidenceStores, 'roots'>,
): Promise<(FoundBundle | Rejection)[]> {
  const beside = image === undefined || registry === undefined ? [] : await findInRegistry(image, registry)
  return [...beside, ...(await findAtGitHub(digest, github))]
}

/** Verifies bundles, each once. A bad one is a rejection with its reason and never keeps a good one out. */
export async function verifyAll(
  found: readonly (FoundBundle | Rejection)[],
  subject: Digest,
  trustFor: TrustFor,
  roots: TrustMaterialSource,
): Promise<Judged> {
  const judged = new Map<string, Verdict>()
  for (const bundle of found) {
    const peeked = 'reason' in bundle ? bundle : await peek(bundle)
    // The same bundle from the registry and from GitHub is one.
    const identity = 'reason' in peeked ? `${peeked.source}: ${peeked.reason}` : peeked.digest
    if (judged.has(identity)) continue
    judged.set(identity, 'reason' in peeked ? peeked : await judge(peeked, subject, trustFor, roots))
  }
  const verdicts = [...judged.values()]
  return {
    accepted: verdicts.filter((verdict) => 'signer' in verdict),
    rejected: verdicts.filter((verdict) => 'reason' in verdict),
    passedOver: verdicts.filter((verdict) => 'passedOver' in verdict),
  }
}

/** Keeps a bundle where it will be looked for: beside the image, and at GitHub. */
export async function storeBundle(
  image: DigestReference,
  bundle: SignedBundle,
  stores: { registry?: Pick<Registry, 'attach'>; github?: Pick<GitHub, 'createAttestation'> },
  edge: Pick<Edge, 'now'>,
): Promise<{ referrer?: Descriptor; attestationId?: string }> {
  const { statement } = await peekStatement(bundle)
  const referrer = await stores.registry?.attach(image, {
    artifactType: bundle.mediaType,
    mediaType: bundle.mediaType,
    bytes: Buffer.from(JSON.stringify(bundle)),
    // What cosign and gh look for.
    // https://github.com/sigstore/cosign/blob/v3.0.0/specs/BUNDLE_SPEC.md
    annotations: {
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': statement.predicateType,
      'org.opencontainers.image.created': edge.now().toISOString(),
    },
  })
  const attestation = await stores.github?.createAttestation(bundle)
  return {
    ...(referrer !== undefined && { referrer }),
    ...(attestation !== undefined && { attestationId: attestation.id }),
  }
}

type Peeked = FoundBundle & { digest: Digest; predicateType: string }

type PassedOver = { source: string; predicateType: string; passedOver: true }

type Verdict = Evidence | Rejection | PassedOver

async function peek({ json, source }: FoundBundle): Promise<Peeked | Rejection> {
  try {
    const { statement, digest } = await peekStatement(json)
    return { json, source, digest, predicateType: statement.predicateType }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { source, reason: error.message }
  }
}

async function judge(
  { json, source, predicateType }: Peeked,
  subject: Digest,
  trustFor: TrustFor,
  roots: TrustMaterialSource,
): Promise<Verdict> {
  const trusted = trustFor(predicateType)
  if (trusted.length === 0) return { source, predicateType, passedOver: true }
  try {
    return await verifyByAny(json, subject, trusted, roots, source)
  } catch (error) {
    // A trusted root that cannot be had, or a policy that cannot be read, is nobody's bad bundle.
    if (!isFailure(error) || error.code === 'unavailable' || error.code === 'invalid-input') throw error
    return { source, predicateType, reason: error.message }
  }
}

async function verifyByAny(
  json: unknown,
  subject: Digest,
  trusted: readonly Trust[],
  roots: TrustMaterialSource,
  source: string,
): Promise<Evidence> {
  const reasons = new Set<string>()
  for (const trust of trusted) {
    try {
      return await verifyBundle(json, { subject, trust, roots, source })
    } catch (error) {
      if (!isFailure(error) || error.code === 'unavailable' || error.code === 'invalid-input') throw error
      reasons.add(error.message)
    }
  }
  throw new Failure('denied', [...reasons].join('; or '))
}

async function findInRegistry(
  image: DigestReference,
  registry: NonNullable<EvidenceStores['registry']>,
): Promise<(FoundBundle | Rejection)[]> {
  const referrers = (await registry.listReferrers(image)).filter(mayHoldBundle)
  if (referrers.length > countLimit) throw tooMany(formatReference(image))
  return inBatches(referrers, async (referrer) => {
    const source = formatReference(withDigest(image, referrer.digest))
    try {
      return await readReferrer(image, referrer, source, registry)
    } catch (error) {
      // An answer that is wrong is a bad bundle. None at all may hide a good one, or a recall.
      if (!isFailure(error) || error.code === 'unavailable' || error.code === 'unauthorized') throw error
      return [{ source, reason: error.message }]
    }
  })
}

// Some registries list a referrer under its configuration's type, the empty one.
function mayHoldBundle({ artifactType }: Descriptor): boolean {
  return artifactType === undefined || artifactType === mediaType.empty || isBundleType(artifactType)
}

function isBundleType(type: string): boolean {
  return bundleMediaTypes.includes(type) || type.startsWith('application/vnd.dev.sigstore.bundle')
}

async function readReferrer(
  image: DigestReference,
  referrer: Descriptor,
  source: string,
  registry: NonNullable<EvidenceStores['registry']>,
): Promise<(FoundBundle | Rejection)[]> {
  const { manifest } = await registry.fetchManifest(withDigest(image, referrer.digest))
  if (manifest.kind !== 'manifest') return []
  const bundles = manifest.layers.filter((layer) => isBundleType(layer.mediaType))
  return Promise.all(
    bundles.map(async (layer) => {
      const bytes = await registry.readBlob(image, layer, bundleLimit)
      return { json: parseJson(bytes), source }
    }),
  )
}

async function findAtGitHub(digest: Digest, github: EvidenceStores['github']): Promise<FoundBundle[]> {
  const found: FoundBundle[] = []
  if (github === undefined) return found
  for await (const json of github.listAttestations(digest)) {
    found.push({ json, source: `attestation ${found.length + 1} of the repository` })
    if (found.length > countLimit) throw tooMany(digest)
  }
  return found
}

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R[]>, size = 8): Promise<R[]> {
  const results: R[] = []
  for (let start = 0; start < items.length; start += size) {
    results.push(...(await Promise.all(items.slice(start, start + size).map(work))).flat())
  }
  return results
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new Failure('mismatch', 'the bundle is not JSON', { cause })
  }
}

function tooMany(subject: string): Failure {
  return new Failure(
    'denied',
    `${subject} carries more than ${countLimit} bundles; remove those that nobody needs`,
  )
}
