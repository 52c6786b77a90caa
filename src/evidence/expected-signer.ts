import { Failure } from '../failure.ts'
import { githubIssuer, parsePattern, type SourceRepository, type Trust } from './identity.ts'
import { parsePublicKey } from './key.ts'

/** What a user of `verify` may say about the signer; the names are those of gh and cosign. */
export type ExpectedSigner = {
  key?: string
  repo?: string
  owner?: string
  certIdentity?: string
  certIdentityRegex?: string
  certOidcIssuer?: string
  signerWorkflow?: string
  signerRepo?: string
  signerDigest?: string
  sourceRef?: string
  sourceDigest?: string
  denySelfHostedRunners: boolean
}

/** The repository that asks. */
export type Asker = {
  repository: string
  repositoryId: number
  owner: string
  ownerId: number
  serverUrl: string
}

/**
 * Says whom to trust. Where nobody is named, it is a workflow of the asking repository. The source repository is
 * compared in any case: a workflow that many repositories call signs for all of them.
 */
export function trustOf(expected: ExpectedSigner, asker: Asker): Trust {
  const { key, certIdentity, certIdentityRegex, sourceRef, sourceDigest } = expected
  const trust = {
    issuer: ownIssuer(expected),
    serverUrl: asker.serverUrl,
    denySelfHostedRunners: expected.denySelfHostedRunners,
    sourceRepository: sourceOf(expected, asker),
    key,
    certIdentity,
    certIdentityRegex,
    signerWorkflow: expected.signerWorkflow,
    signerRepository: expected.signerRepo,
    signerDigest: expected.signerDigest,
    sourceRef,
    sourceDigest,
  }
  return Object.fromEntries(Object.entries(trust).filter(([, value]) => value !== undefined))
}

/** Reads `owner/repository`. */
export function parseRepositoryName(text: string): string {
  if (/^[^/\s]+\/[^/\s]+$/.test(text)) return text
  throw new Failure('invalid-input', `"${text}" is not owner/repository`)
}

/** Reads the name of an owner. */
export function parseOwner(text: string): string {
  if (/^[^/\s]+$/.test(text)) return text
  throw new Failure('invalid-input', `"${text}" is not the name of an owner; a repository is given as repo`)
}

/** Reads `owner/repository/path.yml`, with `@ref` or without. */
export function parseWorkflow(text: string): string {
  // No owner has a dot in its name, but every host.
  if (/^[^/\s@.:]+\/[^/\s@]+\/[^\s@]+\.ya?ml(@\S+)?$/.test(text)) return text
  throw new Failure(
    'invalid-input',
    `"${text}" is no workflow; wanted owner/repository/.github/workflows/file.yml, with @ref if it must be that one`,
  )
}

/** Reads a pattern of identities. */
export function parseIdentityPattern(text: string): string {
  parsePattern(text)
  return text
}

/** Reads the PEM text of the key that must have signed. */
export function parseKey(pem: string): string {
  parsePublicKey(pem)
  return pem
}

// GitHub's issuer is what is written where nobody wrote another: on other servers, as in gh, it means theirs.
function ownIssuer({ certOidcIssuer }: ExpectedSigner): string | undefined {
  return certOidcIssuer === githubIssuer ? undefined : certOidcIssuer
}

function sourceOf(expected: ExpectedSigner, asker: Asker): SourceRepository | undefined {
  const { repo, owner, certIdentity, certIdentityRegex } = expected
  if (repo !== undefined) {
    return same(repo, asker.repository) ? { name: repo, id: String(asker.repositoryId) } : { name: repo }
  }
  if (owner !== undefined)
    return same(owner, asker.owner) ? { owner, ownerId: String(asker.ownerId) } : { owner }
  // Who is certified by another issuer than GitHub, a person say, has no repository to compare.
  const elsewhere = ownIssuer(expected) !== undefined && (certIdentity ?? certIdentityRegex) !== undefined
  return elsewhere ? undefined : { name: asker.repository, id: String(asker.repositoryId) }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
