import type { Descriptor } from '../artifact/descriptor.ts'
import type { Digest } from '../artifact/digest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { type DigestReference, formatReference, withDigest } from '../artifact/reference.ts'
import { mapConcurrently } from '../concurrently.ts'
import { Failure, isFailure } from '../failure.ts'
import type { GitHub } from '../github/github.ts'
import type { Registry } from '../registry/registry.ts'
import { bundleMediaTypes } from './bundle.ts'
import { buildFoundBundle, listCosignLayers, resolveCosignTag, type TagSuffix } from './cosign-tags.ts'
import type { FoundBundle, Rejection } from './evidence.ts'
import { parseStrictJson } from './json.ts'

/** Where bundles are kept. */
export type BundleStores = {
  registry?: Pick<Registry, 'resolve' | 'listReferrers' | 'fetchManifest' | 'readBlob'>
  github?: Pick<GitHub, 'listAttestations'>
}

export type Found = AsyncIterable<FoundBundle | Rejection>

/** A predicate of 16 MiB in base64, and the rest of its bundle. */
const bundleLimit = 24 * 1024 * 1024
/** More is no evidence but an attempt to keep us busy, and to read only some may miss what speaks against. */
const countLimit = 1000
const bytesLimit = 256 * 1024 * 1024
/** How many bundles are read, and so held, at once. */
const batchSize = 8

/**
 * Finds bundles about an artifact wherever they are kept, each read as it is asked for, so that few are held at
 * once; those that cannot be read are told. Plain signatures are looked for only where somebody asks about them.
 */
export async function* findBundles(
  digest: Digest,
  image: DigestReference | undefined,
  { registry, github }: BundleStores,
  { signatures = false }: { signatures?: boolean } = {},
): Found {
  const spend = budgetFor(image === undefined ? digest : formatReference(image))
  if (image !== undefined && registry !== undefined) {
    yield* findInRegistry(image, registry, signatures ? ['att', 'sig'] : ['att'], spend)
  }
  if (github !== undefined) yield* findAtGitHub(digest, github, spend)
}

type Reader = NonNullable<BundleStores['registry']>

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
  registry: Reader,
  suffixes: readonly TagSuffix[],
  spend: Spend,
): Found {
  const [referrers, ...tagged] = await Promise.all([
    listBundleReferrers(image, registry),
    ...suffixes.map(async (suffix) => ({
      suffix,
      manifest: await resolveCosignTag(image, suffix, registry),
    })),
  ])
  yield* inBatches(referrers, (referrer) => readReferrer(image, referrer, registry), spend)
  for (const { suffix, manifest } of tagged) {
    if (manifest !== undefined) yield* findUnderTag(manifest, suffix, registry, spend)
  }
}

async function listBundleReferrers(image: DigestReference, registry: Reader): Promise<Descriptor[]> {
  const referrers = (await registry.listReferrers(image)).filter(mayHoldBundle)
  if (referrers.length > countLimit) throw tooMany(formatReference(image), `${countLimit} bundles`)
  return referrers
}

async function* findUnderTag(
  manifest: DigestReference,
  suffix: TagSuffix,
  registry: Reader,
  spend: Spend,
): Found {
  const source = formatReference(manifest)
  const layers = await unlessBad(source, () => listCosignLayers(manifest, suffix, registry))
  if ('reason' in layers) return yield layers
  if (layers.length > countLimit) throw tooMany(source, `${countLimit} bundles`)
  const read = (layer: Descriptor) =>
    unlessBad(source, async () => {
      const bytes = await registry.readBlob(manifest, layer, bundleLimit)
      return { bytes, found: buildFoundBundle(bytes, layer, manifest, suffix) }
    })
  yield* inBatches(layers, read, spend)
}

/** What was read of a bundle: its bytes were spent. */
type Read = { bytes: Uint8Array; found: FoundBundle | Rejection } | Rejection | undefined

async function* inBatches(
  items: readonly Descriptor[],
  read: (item: Descriptor) => Promise<Read>,
  spend: Spend,
): Found {
  for (let start = 0; start < items.length; start += batchSize) {
    const batch = items.slice(start, start + batchSize)
    for (const result of await mapConcurrently(batch, batchSize, read)) {
      if (result === undefined) continue
      if ('bytes' in result) spend(result.bytes.length)
      yield 'bytes' in result ? result.found : result
    }
  }
}

async function* findAtGitHub(
  digest: Digest,
  github: NonNullable<BundleStores['github']>,
  spend: Spend,
): Found {
  let count = 0
  for await (const stored of github.listAttestations(digest)) {
    if (++count > countLimit) throw tooMany(digest, `${countLimit} bundles`)
    const source = `attestation ${count} of the repository`
    if ('fault' in stored) {
      yield { source, reason: stored.fault }
      continue
    }
    spend(JSON.stringify(stored.bundle).length)
    yield { json: stored.bundle, source }
  }
}

// Some registries list a referrer under its configuration's type, the empty one.
function mayHoldBundle({ artifactType }: Descriptor): boolean {
  return artifactType === undefined || artifactType === mediaType.empty || isBundleType(artifactType)
}

function isBundleType(type: string): boolean {
  return bundleMediaTypes.includes(type) || type.startsWith('application/vnd.dev.sigstore.bundle')
}

async function readReferrer(image: DigestReference, referrer: Descriptor, registry: Reader): Promise<Read> {
  const source = formatReference(withDigest(image, referrer.digest))
  return unlessBad(source, async () => {
    const layer = await fetchBundleLayer(image, referrer, registry)
    if (layer === undefined) return undefined
    const bytes = await registry.readBlob(image, layer, bundleLimit)
    return { bytes, found: parseFound(bytes, source) }
  })
}

// An answer that is wrong is a bad bundle. None at all may hide a good one, or a recall.
async function unlessBad<T>(source: string, read: () => Promise<T>): Promise<T | Rejection> {
  try {
    return await read()
  } catch (error) {
    if (!isFailure(error) || error.code === 'unavailable' || error.code === 'unauthorized') throw error
    return { source, reason: error.message }
  }
}

/** Finds a referrer's bundle; undefined where it never said to be one, and holds none. */
async function fetchBundleLayer(
  image: DigestReference,
  { digest, artifactType = '' }: Descriptor,
  registry: Reader,
): Promise<Descriptor | undefined> {
  const { manifest } = await registry.fetchManifest(withDigest(image, digest))
  const layers = manifest.kind === 'manifest' ? manifest.layers : []
  const [bundle, ...others] = layers.filter((layer) => isBundleType(layer.mediaType))
  if (bundle === undefined && !isBundleType(artifactType)) return undefined
  if (bundle !== undefined && others.length === 0) return bundle
  const count = bundle === undefined ? 0 : others.length + 1
  throw new Failure('mismatch', `the referrer holds ${count} bundles; wanted one`)
}

function parseFound(bytes: Uint8Array, source: string): FoundBundle | Rejection {
  try {
    return { json: parseStrictJson(bytes, 'the bundle'), source }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { source, reason: error.message }
  }
}

function tooMany(subject: string, amount: string): Failure {
  return new Failure('denied', `${subject} carries more than ${amount}; remove those that nobody needs`)
}
