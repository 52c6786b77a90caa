import { runInNewContext } from 'node:vm'
import { Failure } from '../failure.ts'
import type { CertificateSigner } from './signer.ts'
import type { TrustMaterialSource } from './trust.ts'

/** Whom to believe: everything that is given must hold. At least one of them must name a signer. */
export type Trust = {
  /** `owner/repository/path.yml`, with `@ref` if it must be that one */
  signerWorkflow?: string
  signerRepository?: string
  /** Compared by numeric id where the certificate has one: names change hands. */
  sourceRepository?: SourceRepository
  sourceRef?: string
  sourceDigest?: string
  signerDigest?: string
  events?: readonly string[]
  denySelfHostedRunners?: boolean
  /** That of the server unless told. */
  issuer?: string
  certIdentity?: string
  certIdentityRegex?: string
  /** A public key in PEM. Alone it replaces an identity; beside one both must hold. */
  key?: string
  /** `https://github.com` unless told. */
  serverUrl?: string
  /** By which roots; those of the stores unless told. */
  roots?: TrustMaterialSource
}

export type SourceRepository = { name?: string; id?: string; owner?: string; ownerId?: string }

export const githubIssuer = 'https://token.actions.githubusercontent.com'

/** Whose tokens jobs have on a server: GitHub's, those of a tenant at ghe.com, or those of GitHub Enterprise Server. */
export function issuerOf(serverUrl: string): string {
  const { host } = new URL(serverUrl)
  if (host === 'github.com') return githubIssuer
  return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : `https://${host}/_services/token`
}

/** What is said of a build: by its certificate or, under a key, by the provenance itself. */
export type Source = Pick<
  CertificateSigner,
  | 'sourceRepository'
  | 'sourceRepositoryId'
  | 'sourceRepositoryOwner'
  | 'sourceRepositoryOwnerId'
  | 'sourceRef'
  | 'sourceDigest'
  | 'buildTrigger'
  | 'runnerEnvironment'
>

/** Says whether a certificate must name somebody; a repository alone counts unless a key stands in for it. */
export function namesIdentity(trust: Trust): boolean {
  const { signerWorkflow, signerRepository, certIdentity, certIdentityRegex, sourceRepository, key } = trust
  if (signerWorkflow ?? signerRepository ?? certIdentity ?? certIdentityRegex) return true
  return key === undefined && Object.values(sourceRepository ?? {}).some((part) => part !== undefined)
}

/** Compares a certificate with whom we trust, exactly; every difference is told. */
export function checkIdentity(signer: CertificateSigner, trust: Trust): void {
  refuse([
    issuerDiffers(trust.issuer ?? issuerOf(serverOf(trust)), signer.issuer),
    ...checkSubject(signer, trust),
    differs('commit of the signing workflow', trust.signerDigest, signer.buildSignerDigest),
    ...sourceProblems(signer, trust),
  ])
}

/** Compares what is said of a build's source with what we trust. */
export function checkSource(source: Source, trust: Trust): void {
  refuse(sourceProblems(source, trust))
}

type Reason = string | undefined

function refuse(reasons: readonly Reason[]): void {
  const found = reasons.filter((reason) => reason !== undefined)
  if (found.length > 0) throw new Failure('denied', `the signer is not trusted: ${found.join('; ')}`)
}

function checkSubject(signer: CertificateSigner, trust: Trust): Reason[] {
  const { signerWorkflow, signerRepository, certIdentity, certIdentityRegex } = trust
  const subject = signer.subjectAlternativeName
  const found = `found "${subject}"`
  if (signerWorkflow ?? signerRepository ?? certIdentity ?? certIdentityRegex) {
    return [
      differs('identity', certIdentity, subject),
      certIdentityRegex !== undefined && !matches(subject, certIdentityRegex)
        ? `wanted an identity that matches "${certIdentityRegex}", ${found}`
        : undefined,
      signerWorkflow !== undefined && !isWorkflow(subject, signerWorkflow, trust)
        ? `wanted the workflow "${signerWorkflow}", ${found}`
        : undefined,
      signerRepository !== undefined && !isIn(subject, `${serverOf(trust)}/${signerRepository}`)
        ? `wanted a workflow of "${signerRepository}", ${found}`
        : undefined,
    ]
  }
  // A repository was named and no signer: then one of its own workflows.
  const { name, id, owner, ownerId } = trust.sourceRepository ?? {}
  const home =
    (name ?? id) ? signer.sourceRepository : (owner ?? ownerId) ? signer.sourceRepositoryOwner : undefined
  return [
    home !== undefined && isIn(subject, home)
      ? undefined
      : `wanted a workflow of the source repository, ${found}`,
  ]
}

function sourceProblems(source: Source, trust: Trust): Reason[] {
  const { sourceRepository = {}, events } = trust
  const server = serverOf(trust)
  return [
    repositoryDiffers('source repository', source.sourceRepositoryId, source.sourceRepository, {
      id: sourceRepository.id,
      uri: sourceRepository.name && `${server}/${sourceRepository.name}`,
    }),
    repositoryDiffers(
      'owner of the source repository',
      source.sourceRepositoryOwnerId,
      source.sourceRepositoryOwner,
      {
        id: sourceRepository.ownerId,
        uri: sourceRepository.owner && `${server}/${sourceRepository.owner}`,
      },
    ),
    differs('source ref', trust.sourceRef, source.sourceRef),
    differs('source commit', trust.sourceDigest, source.sourceDigest),
    events === undefined || events.includes(source.buildTrigger ?? '')
      ? undefined
      : `wanted a build started by ${events.join(' or ')}, found "${source.buildTrigger ?? ''}"`,
    trust.denySelfHostedRunners ? differs('runner', 'github-hosted', source.runnerEnvironment) : undefined,
  ]
}

function issuerDiffers(wanted: string, found: string): Reason {
  const reason = differs('issuer', wanted, found)
  const isEnterprise = found.startsWith(`${wanted}/`)
  return isEnterprise ? `${reason}, which an enterprise has of its own: give it as cert-oidc-issuer` : reason
}

function repositoryDiffers(
  what: string,
  id: string | undefined,
  uri: string | undefined,
  wanted: { id?: string; uri?: string },
): Reason {
  if (wanted.id !== undefined && id !== undefined) return differs(`${what}'s id`, wanted.id, id)
  if (wanted.uri !== undefined) {
    // Owners and repositories are named without regard to case.
    const same = uri?.toLowerCase() === wanted.uri.toLowerCase()
    return same ? undefined : `wanted ${what} "${wanted.uri}", found "${uri ?? ''}"`
  }
  return wanted.id === undefined ? undefined : `wanted ${what}'s id "${wanted.id}", found none`
}

function differs(what: string, wanted: string | undefined, found: string | undefined): Reason {
  return wanted === undefined || wanted === found
    ? undefined
    : `wanted ${what} "${wanted}", found "${found ?? ''}"`
}

function serverOf({ serverUrl = 'https://github.com' }: Trust): string {
  return serverUrl.replace(/\/+$/, '')
}

function isIn(subject: string, repository: string): boolean {
  return subject.toLowerCase().startsWith(`${repository.toLowerCase()}/`)
}

// Owner and repository without regard to case, path and ref exactly: as gh compares them. What is behind the first "@"
// is the ref: a branch may be called "main@refs/heads/other", and is not main.
function isWorkflow(subject: string, workflow: string, trust: Trust): boolean {
  const [path = '', ref] = split(workflow, '@')
  const [owner = '', repository = '', ...file] = path.split('/')
  const start = `${serverOf(trust)}/${owner}/${repository}/`
  const [subjectPath = '', subjectRef] = split(subject, '@')
  return (
    file.length > 0 &&
    subjectPath.slice(0, start.length).toLowerCase() === start.toLowerCase() &&
    subjectPath.slice(start.length) === file.join('/') &&
    subjectRef !== undefined &&
    (ref === undefined || ref === subjectRef)
  )
}

function split(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** Reads a pattern that must match from end to end. */
export function parsePattern(pattern: string): RegExp {
  // RE2's way to ignore case, which gh and cosign users write; here it is a flag.
  const [, ignoreCase, rest = ''] = /^(\(\?i\))?(.*)$/s.exec(pattern) ?? []
  try {
    // On its own first: an unbalanced one would close the group that anchors it.
    new RegExp(rest)
    return new RegExp(`^(?:${rest})$`, ignoreCase === undefined ? '' : 'i')
  } catch (cause) {
    throw new Failure('invalid-input', `"${pattern}" is not a regular expression`, { cause })
  }
}

/** Milliseconds; a pattern that is not made to explode takes none. */
const patternTime = 500

// A name is as long and as odd as whoever chose a branch wants it, and some patterns take years for some names.
function matches(subject: string, pattern: string): boolean {
  const context = { pattern: parsePattern(pattern), subject }
  try {
    return runInNewContext('pattern.test(subject)', context, { timeout: patternTime }) === true
  } catch (cause) {
    throw new Failure('denied', `"${pattern}" takes too long for the identity "${subject}"; simplify it`, {
      cause,
    })
  }
}
