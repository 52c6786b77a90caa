import { describe, expect, it } from 'vitest'
import {
  type Asker,
  type ExpectedSigner,
  parseWorkflow,
  trustOf,
} from '../../src/evidence/expected-signer.ts'
import { checkIdentity, type Trust } from '../../src/evidence/identity.ts'
import type { CertificateSigner } from '../../src/evidence/signer.ts'
import { isFailure } from '../../src/failure.ts'

const workflow = 'acme/shop/.github/workflows/deploy.yml'

function signerOf(
  changes: Partial<CertificateSigner> = {},
  server = 'https://github.com',
): CertificateSigner {
  return {
    kind: 'certificate',
    issuer: 'https://token.actions.githubusercontent.com',
    subjectAlternativeName: `${server}/${workflow}@refs/heads/main`,
    sourceRepository: `${server}/acme/shop`,
    sourceRepositoryId: '1001',
    sourceRepositoryOwner: `${server}/acme`,
    sourceRepositoryOwnerId: '2002',
    sourceRef: 'refs/heads/main',
    sourceDigest: 'a'.repeat(40),
    buildSignerDigest: 'b'.repeat(40),
    runnerEnvironment: 'github-hosted',
    ...changes,
  }
}

function problemsOf(signer: CertificateSigner, trust: Trust): string {
  try {
    checkIdentity(signer, trust)
    return 'none'
  } catch (error) {
    if (!isFailure(error, 'denied')) throw error
    return error.message
  }
}

const subjectIs = (subjectAlternativeName: string) => signerOf({ subjectAlternativeName })

describe('the workflow that signed', () => {
  // A branch may be called so: https://github.com/cli/cli/blob/trunk/pkg/cmd/attestation/verify/policy.go
  const disguised = `https://github.com/${workflow}@refs/heads/main@refs/heads/evil`
  it.each<[string, CertificateSigner, string, string | RegExp]>([
    ['is at the ref that is told', signerOf(), `${workflow}@refs/heads/main`, 'none'],
    [
      'is at any ref where none is told',
      subjectIs(`https://github.com/${workflow}@refs/tags/pkg@1.2.3`),
      workflow,
      'none',
    ],
    [
      'is at a ref with an @ in it',
      subjectIs(`https://github.com/${workflow}@refs/tags/pkg@1.2.3`),
      `${workflow}@refs/tags/pkg@1.2.3`,
      'none',
    ],
    [
      'is not at a branch that begins like the ref',
      subjectIs(disguised),
      `${workflow}@refs/heads/main`,
      /wanted the workflow/,
    ],
    [
      'is not one that begins like it',
      subjectIs(`https://github.com/${workflow}.evil.yml@refs/heads/main`),
      workflow,
      /wanted the workflow/,
    ],
    [
      'is not one without a ref',
      subjectIs(`https://github.com/${workflow}`),
      workflow,
      /wanted the workflow/,
    ],
    [
      'is not one whose dots are others',
      subjectIs(`https://github.com/${workflow.replace('.yml', 'xyml')}@refs/heads/main`),
      workflow,
      /wanted the workflow/,
    ],
    [
      'is not one on a server that begins like ours',
      subjectIs(`https://github.com.evil.example/${workflow}@refs/heads/main`),
      workflow,
      /wanted the workflow/,
    ],
    ['is not at a ref in other case', signerOf(), `${workflow}@refs/heads/Main`, /wanted the workflow/],
    [
      'is at a commit',
      subjectIs(`https://github.com/${workflow}@${'c'.repeat(40)}`),
      `${workflow}@${'c'.repeat(40)}`,
      'none',
    ],
  ])('%s', (_, signer, signerWorkflow, expected) => {
    expect(problemsOf(signer, { signerWorkflow })).toMatch(expected)
  })
})

describe('a pattern', () => {
  it.each([
    ['https://github.com/acme/.*', 'none'],
    ['^https://github.com/acme/.*$', 'none'],
    ['(?i)^HTTPS://GITHUB.COM/ACME/.*', 'none'],
    ['https://github.com/acme/', 'wanted an identity'],
    ['.*deploy.yml', 'wanted an identity'],
    ['acme|https://github.com/.*x', 'wanted an identity'],
  ])('%s matches from end to end or not at all', (certIdentityRegex, expected) => {
    expect(problemsOf(signerOf(), { certIdentityRegex })).toContain(expected)
  })

  it('does not match a name that goes on in another line', () => {
    const signer = subjectIs(`https://github.com/${workflow}@refs/heads/main\nhttps://evil.example`)
    expect(problemsOf(signer, { certIdentityRegex: 'https://github.com/acme/.*' })).toMatch(
      /wanted an identity/,
    )
  })

  it('that takes for ever is given up, and the bundle refused', () => {
    const signer = subjectIs(`https://github.com/acme/${'a'.repeat(60)}!`)
    const start = performance.now()
    const told = problemsOf(signer, { certIdentityRegex: 'https://github.com/acme/(a+)+b' })
    expect(told).toMatch(/takes too long.*simplify it/)
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describe('the issuer', () => {
  it.each([
    ['github.com', 'https://github.com', 'https://token.actions.githubusercontent.com'],
    ['a tenant of ghe.com', 'https://acme.ghe.com', 'https://token.actions.acme.ghe.com'],
    ['GitHub Enterprise Server', 'https://ghes.example', 'https://ghes.example/_services/token'],
  ])('is that of %s where its repositories are', (_, serverUrl, issuer) => {
    const trust = { serverUrl, signerWorkflow: workflow }
    expect(problemsOf(signerOf({ issuer }, serverUrl), trust)).toBe('none')
    expect(problemsOf(signerOf({ issuer: 'https://evil.example' }, serverUrl), trust)).toMatch(
      /wanted issuer/,
    )
  })

  it.each([
    ['in other case', 'https://TOKEN.actions.githubusercontent.com'],
    ['with something behind it', 'https://token.actions.githubusercontent.com.evil.example'],
  ])('is compared exactly: not %s', (_, issuer) => {
    expect(problemsOf(signerOf({ issuer }), { signerWorkflow: workflow })).toMatch(/wanted issuer/)
  })

  it('of an enterprise is told how to be given', () => {
    const signer = signerOf({ issuer: 'https://token.actions.githubusercontent.com/hammer-time' })
    expect(problemsOf(signer, { signerWorkflow: workflow })).toMatch(/give it as cert-oidc-issuer/)
    expect(problemsOf(signer, { signerWorkflow: workflow, issuer: signer.issuer })).toBe('none')
  })
})

describe('what verify is told', () => {
  const asker = (serverUrl = 'https://github.com'): Asker => ({
    repository: 'acme/shop',
    repositoryId: 1001,
    owner: 'acme',
    ownerId: 2002,
    serverUrl,
  })
  const certOidcIssuer = 'https://token.actions.githubusercontent.com'
  const trusting = (expected: Partial<ExpectedSigner>, serverUrl?: string) =>
    trustOf({ certOidcIssuer, denySelfHostedRunners: false, ...expected }, asker(serverUrl))

  const other = signerOf({
    sourceRepository: 'https://github.com/acme/other',
    sourceRepositoryId: '1002',
    subjectAlternativeName: 'https://github.com/acme/other/.github/workflows/x.yml@refs/heads/main',
  })
  const shared = signerOf({
    subjectAlternativeName: 'https://github.com/acme/ci/.github/workflows/sign.yml@refs/heads/main',
  })

  it.each<[string, Partial<ExpectedSigner>, CertificateSigner, string | RegExp]>([
    ['nothing: this repository’s own workflows', {}, signerOf(), 'none'],
    ['nothing: no other repository', {}, other, /source repository/],
    ['nothing: no shared workflow', {}, shared, /wanted a workflow of the source repository/],
    ['repo, in other case', { repo: 'ACME/Shop' }, signerOf(), 'none'],
    ['repo: another one by its name', { repo: 'acme/other' }, other, 'none'],
    ['repo: not this one', { repo: 'acme/other' }, signerOf(), /wanted source repository/],
    ['owner: any of its repositories', { owner: 'Acme' }, other, 'none'],
    ['owner: not another', { owner: 'acm' }, signerOf(), /wanted owner/],
    ['signer-repo: the shared workflow', { signerRepo: 'acme/ci' }, shared, 'none'],
    ['signer-repo: for this repository only', { signerRepo: 'acme/other' }, other, /source repository's id/],
    [
      'signer-workflow: the shared one',
      { signerWorkflow: 'acme/ci/.github/workflows/sign.yml' },
      shared,
      'none',
    ],
    ['source-ref: exactly', { sourceRef: 'refs/heads/Main' }, signerOf(), /wanted source ref/],
    ['source-digest: exactly', { sourceDigest: 'a'.repeat(39) }, signerOf(), /wanted source commit/],
    ['signer-digest: exactly', { signerDigest: 'b'.repeat(40) }, signerOf(), 'none'],
    [
      'deny-self-hosted-runners',
      { denySelfHostedRunners: true },
      signerOf({ runnerEnvironment: 'self-hosted' }),
      /wanted runner/,
    ],
    [
      'cert-identity: the source all the same',
      { certIdentity: other.subjectAlternativeName },
      other,
      /source repository's id/,
    ],
  ])('%s', (_, expected, signer, outcome) => {
    expect(problemsOf(signer, trusting(expected))).toMatch(outcome)
  })

  it('a person by another issuer, who has no repository', () => {
    const person: CertificateSigner = {
      kind: 'certificate',
      issuer: 'https://accounts.example',
      subjectAlternativeName: 'ada@example.com',
    }
    const given = { certIdentity: 'ada@example.com', certOidcIssuer: 'https://accounts.example' }
    expect(problemsOf(person, trusting(given))).toBe('none')
    expect(problemsOf({ ...person, subjectAlternativeName: 'eve@example.com' }, trusting(given))).toMatch(
      /wanted identity/,
    )
  })

  it('the issuer that stands there by default, which on another server is its own', () => {
    const issuer = 'https://token.actions.acme.ghe.com'
    const trust = trusting({}, 'https://acme.ghe.com')
    expect(problemsOf(signerOf({ issuer }, 'https://acme.ghe.com'), trust)).toBe('none')
  })

  it.each([
    'deploy.yml',
    'acme/shop',
    'acme/shop/deploy',
    'https://github.com/acme/shop/x.yml',
    'github.com/acme/shop/.github/workflows/x.yml',
    'acme/shop/x.yml@',
    '',
  ])('no workflow by the name of "%s"', (text) => expect(() => parseWorkflow(text)).toThrow(/is no workflow/))
})
