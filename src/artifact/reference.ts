import { Failure } from '../failure.ts'
import { type Digest, isDigest } from './digest.ts'

/** A repository of a registry: `ghcr.io` and `acme/shop`. */
export type Repository = { registry: string; repository: string }

/** A way to find a digest once. */
export type TagReference = Repository & { tag: string }

/** An artifact and where it is kept. */
export type DigestReference = Repository & { digest: Digest }

export type Reference = TagReference | DigestReference

// The grammar of the distribution specification v1.1.1, "Pulling manifests":
// https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const repositoryPattern = new RegExp(`^${component}(?:/${component})*$`)
const tagPattern = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/
const registryPattern =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?$/

/** Reads `registry/repository`, without a tag or a digest. */
export function parseRepository(text: string): Repository {
  const { name, tag, digest } = split(text)
  if (digest !== undefined || tag !== undefined) {
    throw new Failure(
      'invalid-input',
      `"${text}" names one image; wanted a repository without tag and digest`,
    )
  }
  return repositoryOf(name, text)
}

/** Reads `registry/repository@sha256:…`; a tag in place of the digest is refused. */
export function parseDigestReference(text: string): DigestReference {
  const { name, tag, digest } = split(text)
  if (digest === undefined) {
    const found = tag === undefined ? 'names no digest' : 'names a tag'
    throw new Failure('invalid-input', `"${text}" ${found}; use ${name || 'registry/repository'}@sha256:…`)
  }
  if (!isDigest(digest)) {
    throw new Failure(
      'invalid-input',
      `"${text}" has no sha256 digest; wanted @sha256: and 64 hexadecimal digits`,
    )
  }
  return { ...repositoryOf(name, text), digest }
}

export function parseTag(text: string): string {
  if (tagPattern.test(text)) return text
  throw new Failure(
    'invalid-input',
    `"${text}" is not a tag; wanted at most 128 letters, digits, ".", "_" or "-", not starting with "." or "-"`,
  )
}

export function formatRepository({ registry, repository }: Repository): string {
  return `${registry}/${repository}`
}

export function formatReference(reference: Reference): string {
  const name = formatRepository(reference)
  return 'digest' in reference ? `${name}@${reference.digest}` : `${name}:${reference.tag}`
}

/** Names the same repository with another digest. */
export function withDigest({ registry, repository }: Repository, digest: Digest): DigestReference {
  return { registry, repository, digest }
}

/** Names the tag of a commit's artifact. */
export function commitTagOf(commit: string): string {
  return `sha-${commit}`
}

export function withTag({ registry, repository }: Repository, tag: string): TagReference {
  return { registry, repository, tag: parseTag(tag) }
}

function split(text: string): { name: string; tag?: string; digest?: string } {
  const at = text.indexOf('@')
  const digest = at < 0 ? undefined : text.slice(at + 1)
  const rest = at < 0 ? text : text.slice(0, at)
  const colon = rest.lastIndexOf(':')
  // A colon before the last slash belongs to the registry's port.
  if (colon < 0 || colon < rest.lastIndexOf('/')) return { name: rest, digest }
  return { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest }
}

function repositoryOf(name: string, text: string): Repository {
  const slash = name.indexOf('/')
  const registry = name.slice(0, Math.max(slash, 0))
  const repository = name.slice(slash + 1)
  // Docker's shorthand ("nginx", "library/nginx") is not guessed at: the host must be written out.
  if (!registryPattern.test(registry) || !/[.:]|^localhost$/.test(registry)) {
    throw new Failure(
      'invalid-input',
      `"${text}" names no registry; wanted registry/repository, as in ghcr.io/acme/shop`,
    )
  }
  if (!repositoryPattern.test(repository) || repository.length > 255) {
    throw new Failure('invalid-input', `"${text}" has no valid repository; wanted lower-case path components`)
  }
  return { registry, repository }
}
