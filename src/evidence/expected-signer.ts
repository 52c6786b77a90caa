import { Failure } from '../failure.ts'
import { githubIssuer, type SourceRepository, type Trust } from './identity.ts'

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
  const {
    key,
    certIdentity,
    certIdentityRegex,
    certOidcIssuer = githubIssuer,
    sourceRef,
    sourceDigest,
  } = expected
  const trust = {
    issuer: certOidcIssuer,
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

function sourceOf(
  { repo, owner, certIdentity, certIdentityRegex, certOidcIssuer = githubIssuer }: ExpectedSigner,
  asker: Asker,
): SourceRepository | undefined {
  if (repo !== undefined) {
    if (!/^[^/\s]+\/[^/\s]+$/.test(repo)) {
      throw new Failure('invalid-input', `input "repo": "${repo}" is not owner/repository`)
    }
    return same(repo, asker.repository) ? { name: repo, id: String(asker.repositoryId) } : { name: repo }
  }
  if (owner !== undefined)
    return same(owner, asker.owner) ? { owner, ownerId: String(asker.ownerId) } : { owner }
  // Who is certified by another issuer than GitHub, a person say, has no repository to compare.
  const elsewhere = certOidcIssuer !== githubIssuer && (certIdentity ?? certIdentityRegex) !== undefined
  return elsewhere ? undefined : { name: asker.repository, id: String(asker.repositoryId) }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
