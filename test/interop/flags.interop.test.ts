import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileOf, servicesBy, sign, verify, verifyWithGh } from './support/evidence.ts'
import type { Claims } from './support/issuer.ts'
import { type PrivateSigstore, startSigstore } from './support/sigstore.ts'

const commit = '1'.repeat(40)
const workflow = '.github/workflows/deploy.yml'
const identity = `https://github.com/acme/shop/${workflow}@refs/heads/main`
const reusable = 'acme/pipelines/.github/workflows/release.yml'

/** What jobs there are: by what their tokens say that is particular about them. */
const jobs = {
  'a job of acme/shop': {},
  'one on a tag': { ref: 'refs/tags/v1' },
  'one on a runner of its own': { runner_environment: 'self-hosted' },
  'one of acme/blog': { repository: 'acme/blog', repository_id: '1002' },
  'one of globex/shop': { repository: 'globex/shop', repository_id: '3001', repository_owner_id: '3002' },
  'one by a shared workflow': {
    job_workflow_ref: `${reusable}@refs/tags/v2`,
    job_workflow_sha: '2'.repeat(40),
  },
} satisfies Record<string, Claims>

type Job = keyof typeof jobs

const own: Job[] = ['a job of acme/shop', 'one on a tag', 'one on a runner of its own']
const repo = 'acme/shop'

/** Flags, by the names that gh and our action share, and which jobs they let in. */
const rows: [flags: Record<string, string>, ...accepted: Job[]][] = [
  [{ repo }, ...own],
  [{ repo: 'Acme/SHOP' }, ...own],
  [{ repo: 'acme/blog' }, 'one of acme/blog'],
  [{ repo: 'acme/sho' }],
  [{ repo: 'acme/shop2' }],
  [{ owner: 'acme' }, ...own, 'one of acme/blog', 'one by a shared workflow'],
  [{ owner: 'ACME' }, ...own, 'one of acme/blog', 'one by a shared workflow'],
  [{ owner: 'globex' }, 'one of globex/shop'],
  [{ owner: 'acm' }],
  [{ repo, 'signer-workflow': `acme/shop/${workflow}` }, ...own],
  [{ repo, 'signer-workflow': `acme/shop/${workflow}@refs/tags/v1` }, 'one on a tag'],
  [{ repo, 'signer-workflow': 'acme/shop/.github/workflows/other.yml' }],
  [{ repo, 'signer-workflow': reusable }, 'one by a shared workflow'],
  [{ repo: 'acme/blog', 'signer-workflow': reusable }],
  [{ owner: 'acme', 'signer-workflow': `${reusable}@refs/tags/v2` }, 'one by a shared workflow'],
  [{ owner: 'acme', 'signer-workflow': `${reusable}@refs/tags/v1` }],
  [{ repo, 'signer-repo': 'acme/pipelines' }, 'one by a shared workflow'],
  [{ repo, 'signer-repo': 'acme/shop' }, ...own],
  [{ repo, 'signer-repo': 'acme/pipe' }],
  [{ owner: 'acme', 'signer-repo': 'acme/blog' }, 'one of acme/blog'],
  [{ repo, 'source-ref': 'refs/heads/main' }, 'a job of acme/shop', 'one on a runner of its own'],
  [{ repo, 'source-ref': 'refs/tags/v1' }, 'one on a tag'],
  [{ repo, 'source-ref': 'main' }],
  [{ repo, 'source-digest': commit }, ...own],
  [{ repo, 'source-digest': '2'.repeat(40) }],
  [{ repo, 'signer-digest': commit }, ...own],
  [{ owner: 'acme', 'signer-digest': '2'.repeat(40) }, 'one by a shared workflow'],
  [{ repo, 'cert-identity': identity }, 'a job of acme/shop', 'one on a runner of its own'],
  [{ repo, 'cert-identity': identity.toUpperCase() }],
  [{ repo: 'acme/blog', 'cert-identity': identity }],
  [{ repo, 'cert-identity-regex': '^https://github\\.com/acme/shop/.*$' }, ...own],
  [{ repo, 'cert-identity-regex': '(?i)^HTTPS://github\\.com/acme/shop/.*$' }, ...own],
  [
    { repo, 'cert-identity-regex': '^https://github\\.com/acme/[a-z]+/\\S+@refs/tags/v\\d$' },
    'one on a tag',
    'one by a shared workflow',
  ],
  [{ repo, 'cert-identity-regex': '^https://github\\.com/globex/.*$' }],
  [{ repo, 'cert-oidc-issuer': 'https://token.actions.githubusercontent.com' }, ...own],
  [{ repo, 'cert-oidc-issuer': 'https://token.actions.githubusercontent.com/acme' }],
  [{ repo, 'deny-self-hosted-runners': 'true' }, 'a job of acme/shop', 'one on a tag'],
  [{ repo, 'predicate-type': 'https://slsa.dev/provenance/v1' }, ...own],
  [{ repo, 'predicate-type': 'https://slsa.dev/provenance/v0.2' }],
]

let sigstore: PrivateSigstore
let artifact: string
const bundles = new Map<Job, string>()

beforeAll(async () => {
  sigstore = await startSigstore()
  artifact = fileOf('an artifact')
  for (const [job, claims] of Object.entries(jobs)) {
    const inputs = { 'subject-path': artifact, ...servicesBy.addresses(sigstore, 'Rekor v1') }
    bundles.set(job as Job, await sign(inputs, sigstore, { claims }))
  }
})
afterAll(() => sigstore?.[Symbol.asyncDispose]())

/** The jobs that gh lets in, asked about each by itself. */
async function acceptedByGh(flags: Record<string, string>): Promise<Job[]> {
  const given = Object.entries(flags).map(([name, value]) => `--${name}=${value}`)
  const { trustedRoot } = sigstore
  const verdicts = [...bundles].map(async ([job, bundle]) => {
    const { accepted } = await verifyWithGh(artifact, { bundle, trustedRoot, flags: given })
    return accepted ? [job] : []
  })
  return (await Promise.all(verdicts)).flat()
}

/** The jobs that our action lets in, asked about all of them at once. */
async function acceptedByUs(flags: Record<string, string>): Promise<Job[]> {
  const lines = [...bundles.values()].map((bundle) => readFileSync(bundle, 'utf8'))
  const { statements } = await verify({
    'subject-path': artifact,
    bundle: fileOf(lines.join('\n')),
    'custom-trusted-root': sigstore.trustedRoot,
    ...flags,
  })
  const sources = statements.map(({ source }) => source)
  return [...bundles.keys()].filter((_, index) => sources.includes(`bundle ${index + 1}`))
}

describe('gh and we let in the same', () => {
  it.each(rows)('with %o', async (flags, ...wanted) => {
    const found = { gh: await acceptedByGh(flags), ours: await acceptedByUs(flags) }
    const order = Object.keys(jobs).filter((job) => wanted.includes(job as Job))
    expect(found).toEqual({ gh: order, ours: order })
  })
})
