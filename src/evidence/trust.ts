import { X509Certificate } from 'node:crypto'
import type { TrustedRoot } from '@sigstore/protobuf-specs'
import type { TrustMaterial } from '@sigstore/verify'
import { Failure, messageOf } from '../failure.ts'
import { type ReadDocument, readDocuments } from './json.ts'
import { isObject } from './shape.ts'
import { fetchTrustedRoot, type TufOptions } from './tuf.ts'

/**
 * Where the keys of certificate authorities, logs and timestamp authorities come from. `known` takes the
 * public-good or GitHub's root, by who issued the certificate: to choose between two trusted roots is no trust.
 */
export type TrustMaterialSource =
  | { kind: 'file'; json: string }
  | ({ kind: 'public-good' | 'github' | 'known' } & TufOptions)

/** What a bundle needs of each kind, by what its root knows of. */
export type Thresholds = { ctlogThreshold: number; tlogThreshold: number; timestampThreshold: number }

/** A root whose keys and certificates were read. */
export type LoadedRoot = {
  material: Omit<TrustMaterial, 'publicKey'>
  thresholds: Thresholds
  /** The names of its certificate authorities, as X.509 prints them. */
  authorities: readonly string[]
}

/** The root that vouches for nobody. */
export const noRoot: LoadedRoot = {
  material: { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] },
  thresholds: { ctlogThreshold: 1, tlogThreshold: 1, timestampThreshold: 1 },
  authorities: [],
}

// Read once for each source, which is itself the key: a job asks the network once, and parses each key once.
const loaded = new WeakMap<TrustMaterialSource, Map<string, Promise<LoadedRoot[]>>>()

/** Loads the roots of which any may vouch for a bundle. `issuer` is the certificate's, as X.509 prints it. */
export function loadTrustMaterial(source: TrustMaterialSource, issuer = ''): Promise<LoadedRoot[]> {
  const kind =
    source.kind === 'known' ? (/\bO=GitHub\b/.test(issuer) ? 'github' : 'public-good') : source.kind
  const roots = loaded.get(source) ?? new Map<string, Promise<LoadedRoot[]>>()
  loaded.set(source, roots)
  const known = roots.get(kind)
  if (known !== undefined) return known
  const loading = load(source, kind)
  roots.set(kind, loading)
  return loading
}

async function load(
  source: TrustMaterialSource,
  kind: Exclude<TrustMaterialSource['kind'], 'known'>,
): Promise<LoadedRoot[]> {
  if (source.kind === 'file') return parseTrustedRoots(source.json)
  const instance = kind === 'github' ? 'github' : 'public-good'
  return parseTrustedRoots(await fetchTrustedRoot(instance, source))
}

/** Reads a trusted_root.json: one root, or one in each line, as `gh attestation trusted-root` prints them. */
export async function parseTrustedRoots(json: string): Promise<LoadedRoot[]> {
  const documents = readDocuments(json, 'the trusted root')
  if (documents.length === 0) throw new Failure('invalid-input', 'the trusted root is empty')
  return Promise.all(documents.map(parseTrustedRoot))
}

async function parseTrustedRoot(document: ReadDocument): Promise<LoadedRoot> {
  if ('reason' in document) throw new Failure('invalid-input', document.reason)
  const { value } = document
  if (!isObject(value) || !trustedRootTypes.test(String(value.mediaType))) {
    const type = isObject(value) ? ` with the media type "${String(value.mediaType)}"` : ''
    throw new Failure(
      'invalid-input',
      `not a trusted root: wanted the content of a Sigstore trusted_root.json, found JSON${type}`,
    )
  }
  const { TrustedRoot } = await import('@sigstore/protobuf-specs')
  const { toTrustMaterial } = await import('@sigstore/verify')
  try {
    const root = TrustedRoot.fromJSON(value)
    // Reads every key and certificate, so that a broken one is not told of each bundle instead.
    return {
      material: toTrustMaterial(root),
      thresholds: thresholdsOf(root),
      authorities: authoritiesOf(root),
    }
  } catch (cause) {
    throw new Failure('invalid-input', `not a trusted root: ${messageOf(cause)}`, { cause })
  }
}

/**
 * A certificate always needs a verified time, for it is valid for minutes only. Beyond that a root asks for
 * what it has authorities for: GitHub's has neither logs nor certificate transparency, the public-good both.
 */
function thresholdsOf(root: TrustedRoot): Thresholds {
  return {
    ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
    tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
    timestampThreshold: 1,
  }
}

function authoritiesOf(root: TrustedRoot): string[] {
  const certificates = root.certificateAuthorities.flatMap(({ certChain }) => certChain?.certificates ?? [])
  return [...new Set(certificates.map(({ rawBytes }) => new X509Certificate(rawBytes).subject))]
}

const trustedRootTypes =
  /^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=0\.[12]|\.v0\.[12]\+json)$/
