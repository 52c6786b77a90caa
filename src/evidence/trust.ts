import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TrustedRoot } from '@sigstore/protobuf-specs'
import { Failure, messageOf } from '../failure.ts'
import { isObject, parseJsonOrLines } from './shape.ts'

/**
 * Where the keys of certificate authorities, logs and timestamp authorities come from. `known` takes the
 * public-good or GitHub's root, by who issued the certificate: to choose between two trusted roots is no trust.
 */
export type TrustMaterialSource =
  | { kind: 'file'; json: string }
  | { kind: 'public-good' | 'github' | 'known'; cachePath?: string }

/** What a bundle needs of each kind, by what its root knows of. */
export type Thresholds = { ctlogThreshold: number; tlogThreshold: number; timestampThreshold: number }

// Read once for each source: TUF asks the network each time. The source itself is the key.
const loaded = new WeakMap<TrustMaterialSource, Map<string, Promise<TrustedRoot[]>>>()

/** Loads the roots of which any may vouch for a bundle. `issuer` is the certificate's, as X.509 prints it. */
export function loadTrustMaterial(source: TrustMaterialSource, issuer: string): Promise<TrustedRoot[]> {
  const kind =
    source.kind === 'known' ? (/\bO=GitHub\b/.test(issuer) ? 'github' : 'public-good') : source.kind
  const roots = loaded.get(source) ?? new Map<string, Promise<TrustedRoot[]>>()
  loaded.set(source, roots)
  const known = roots.get(kind)
  if (known !== undefined) return known
  const loading =
    source.kind === 'file' ? parseTrustedRoots(source.json) : fetchTrustedRoot(kind, source.cachePath)
  roots.set(kind, loading)
  return loading
}

/** Reads a trusted_root.json: one root, or one in each line, as `gh attestation trusted-root` prints them. */
export async function parseTrustedRoots(json: string): Promise<TrustedRoot[]> {
  const { TrustedRoot } = await import('@sigstore/protobuf-specs')
  const { toTrustMaterial } = await import('@sigstore/verify')
  const roots = parseJsonOrLines(json, 'the trusted root').map((value) => {
    if (!isObject(value) || !trustedRootTypes.test(String(value.mediaType))) {
      throw new Failure(
        'invalid-input',
        'not a trusted root: wanted the content of a Sigstore trusted_root.json',
      )
    }
    try {
      const root = TrustedRoot.fromJSON(value)
      // Reads every key and certificate, so that a broken one is not told of each bundle instead.
      toTrustMaterial(root)
      return root
    } catch (cause) {
      throw new Failure('invalid-input', `not a trusted root: ${messageOf(cause)}`, { cause })
    }
  })
  if (roots.length === 0) throw new Failure('invalid-input', 'the trusted root is empty')
  return roots
}

/**
 * A certificate always needs a verified time, for it is valid for minutes only. Beyond that a root asks for
 * what it has authorities for: GitHub's has neither logs nor certificate transparency, the public-good both.
 */
export function thresholdsOf(root: TrustedRoot): Thresholds {
  return {
    ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
    tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
    timestampThreshold: 1,
  }
}

const trustedRootTypes =
  /^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=0\.[12]|\.v0\.[12]\+json)$/

const githubMirror = 'https://tuf-repo.github.com'

async function fetchTrustedRoot(kind: string, cachePath: string | undefined): Promise<TrustedRoot[]> {
  const { getTrustedRoot } = await import('@sigstore/tuf')
  const options = { retry: 3, timeout: 20_000, ...(cachePath !== undefined && { cachePath }) }
  try {
    if (kind === 'public-good') return [await getTrustedRoot(options)]
    return await withRootFile(async (rootPath) => [
      await getTrustedRoot({ ...options, mirrorURL: githubMirror, rootPath }),
    ])
  } catch (cause) {
    const way = 'where it cannot be reached, give the trusted root as a file'
    const reason = cause instanceof Error && cause.cause instanceof Error ? `: ${cause.cause.message}` : ''
    throw new Failure('unavailable', `the ${kind} trusted root: ${messageOf(cause)}${reason}; ${way}`, {
      cause,
    })
  }
}

// The client takes its first root only as a file.
async function withRootFile<T>(use: (path: string) => Promise<T>): Promise<T> {
  const { githubTufRoot } = await import('./roots/github.ts')
  const folder = await mkdtemp(join(tmpdir(), 'tuf-root-'))
  try {
    const path = join(folder, 'root.json')
    await writeFile(path, githubTufRoot)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
