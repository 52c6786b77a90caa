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
const bytesLimit = 256 * 1024 * 1024
/** How many bundles are read, and so held, at once. */
const batchSize = 8

/** Finds all that is said about an image, in the registry and at GitHub, and verifies each bundle once. */
export async function collectEvidence(
  image: DigestReference,
  trustFor: TrustFor,
  stores: EvidenceStores,
  edge: Pick<Edge, 'log'>,
): Promise<Collected> {
  const found = findBundles(image.digest, image, stores)
  const { accepted, rejected } = await verifyAll(found, image.digest, trustFor, stores.roots)
  for (const { source, reason } of rejected) edge.log.debug(`${source}: ${reason}`)
  return { accepted, rejected }
}

/**
 * Finds bundles about an artifact wherever they are kept, each read as it is asked for, so that few are held at
 * once; those that cannot be read are told.
 */
export async function* findBundles(
  digest: Digest,
  image: DigestReference | undefined,
  { registry, github }: Omit<EvidenceStores, 'roots'>,
): AsyncIterable<FoundBundle | Rejection> {
  const spend = budgetFor(image === undefined ? digest : formatReference(image))
  if (image !== undefined && registry !== undefined) yield* findInRegistry(image, registry, spend)
  if (github !== undefined) yield* findAtGitHub(digest, github, spend)
}

/** Verifies bundles, each once. A bad one is a rejection with its reason and never keeps a good one out. */
export async function verifyAll(
  found: Iterable<FoundBundle | Rejection> | AsyncIterable<FoundBundle | Rejection>,
  subject: Digest,
  trustFor: TrustFor,
  roots: TrustMaterialSource,
): Promise<Judged> {
  const judged = new Map<string, Verdict>()
  for await (const bundle of found) {
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
    ...(attestation?.id !== undefined && { attestationId: attestation.id }),
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

type ReadBundle = { bytes: Uint8Array; source: string }

/** Counts the bytes of bundles, and fails where there are too many. */
type Spend = (bytes: number) => void

function budgetFor(subject: string): Spend {
  let left = bytesLimit
  return (bytes) => {
    left -= bytes
    if (left < 0) throw tooMany(subject, `${bytesLimit / 1024 / 1024} MiB of bundles`)
  }
}

async function* findInRegistry(
  image: DigestReference,
  registry: NonNullable<EvidenceStores['registry']>,
  spend: Spend,
): AsyncIterable<FoundBundle | Rejection> {
  const referrers = (await registry.listReferrers(image)).filter(mayHoldBundle)
  if (referrers.length > countLimit) throw tooMany(formatReference(image), `${countLimit} bundles`)
  for (let start = 0; start < referrers.length; start += batchSize) {
    const batch = referrers.slice(start, start + batchSize)
    const read = await Promise.all(batch.map((referrer) => readReferrer(image, referrer, registry)))
    for (const bundle of read) {
      if (bundle === undefined) continue
      if ('bytes' in bundle) spend(bundle.bytes.length)
      yield 'bytes' in bundle ? parseFound(bundle) : bundle
    }
  }
}

async function* findAtGitHub(
  digest: Digest,
  github: NonNullable<EvidenceStores['github']>,
  spend: Spend,
): AsyncIterable<FoundBundle> {
  let count = 0
  for await (const json of github.listAttestations(digest)) {
    if (++count > countLimit) throw tooMany(digest, `${countLimit} bundles`)
    spend(JSON.stringify(json).length)
    yield { json, source: `attestation ${count} of the repository` }
  }
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
  registry: NonNullable<EvidenceStores['registry']>,
): Promise<ReadBundle | Rejection | undefined> {
  const source = formatReference(withDigest(image, referrer.digest))
  try {
    const layer = await fetchBundleLayer(image, referrer, registry)
    return layer && { bytes: await registry.readBlob(image, layer, bundleLimit), source }
  } catch (error) {
    // An answer that is wrong is a bad bundle. None at all may hide a good one, or a recall.
    if (!isFailure(error) || error.code === 'unavailable' || error.code === 'unauthorized') throw error
    return { source, reason: error.message }
  }
}

/** Finds a referrer's bundle; undefined where it never said to be one, and holds none. */
async function fetchBundleLayer(
  image: DigestReference,
  { digest, artifactType = '' }: Descriptor,
  registry: NonNullable<EvidenceStores['registry']>,
): Promise<Descriptor | undefined> {
  const { manifest } = await registry.fetchManifest(withDigest(image, digest))
  const layers = manifest.kind === 'manifest' ? manifest.layers : []
  const [bundle, ...others] = layers.filter((layer) => isBundleType(layer.mediaType))
  if (bundle === undefined && !isBundleType(artifactType)) return undefined
  if (bundle !== undefined && others.length === 0) return bundle
  const count = bundle === undefined ? 0 : others.length + 1
  throw new Failure('mismatch', `the referrer holds ${count} bundles; wanted one`)
}

function parseFound({ bytes, source }: ReadBundle): FoundBundle | Rejection {
  try {
    return { json: parseJson(bytes), source }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { source, reason: error.message }
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new Failure('mismatch', 'the bundle is not JSON', { cause })
  }
}

function tooMany(subject: string, amount: string): Failure {
  return new Failure('denied', `${subject} carries more than ${amount}; remove those that nobody needs`)
}
