import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { tufRepositories } from '../../src/evidence/tuf.ts'
import { commitOf, type Trust, verifyBundle } from '../../src/evidence/verify.ts'

// Real bundles and the public-good trusted root of their time, from github.com/cli/cli v2.83.0 (MIT):
// cp pkg/cmd/attestation/test/data/{*.sigstore.json,trusted_root.json,…} test/fixtures/evidence/
const fixtures = new URL('../fixtures/evidence/', import.meta.url)

const read = (name: string) => readFile(new URL(name, fixtures), 'utf8')

async function verify(name: string, sha256: string, trust: Trust) {
  const roots = { kind: 'file', json: await read('trusted_root.json') } as const
  return verifyBundle(JSON.parse(await read(name)), { subject: `sha256:${sha256}`, trust, roots })
}

const reusable = '49a3aa6075e0f49f82843e74b5baa614ad2a588e6675612bf108a0a008c5ac25'
const own = 'afa27b44d43b02a9fea41d13cedc2e4016cfcf87c5dbf990e593669aa8ce286d'

it('verifies what a reusable workflow signed for another repository', async () => {
  const evidence = await verify('reusable-workflow-attestation.sigstore.json', reusable, {
    signerWorkflow: 'github/artifact-attestations-workflows/.github/workflows/attest.yml',
    sourceRepository: { name: 'malancas/attest-demo', id: '804070735' },
    events: ['workflow_dispatch'],
  })
  expect(commitOf(evidence)).toBe('95baf27389e83e6a5c48f42e190d48d7abcea19e')
  expect(evidence.signedAt.toISOString()).toBe('2024-05-24T19:14:24.000Z')
})

it('refuses it for the repository alone, whose own workflow did not sign', async () => {
  const work = verify('reusable-workflow-attestation.sigstore.json', reusable, {
    sourceRepository: { name: 'malancas/attest-demo' },
  })
  await expect(work).rejects.toMatchObject({ code: 'denied' })
})

it('verifies what an enterprise’s own issuer vouches for, and only by that issuer', async () => {
  const trust = { signerRepository: 'too-legit/attest', denySelfHostedRunners: true }
  const issuer = 'https://token.actions.githubusercontent.com/hammer-time'
  const evidence = await verify('custom-issuer.sigstore.json', own, { ...trust, issuer })
  expect(commitOf(evidence)).toBe('283bf967fa3c591925dd25e6a6e8e781542117bf')
  await expect(verify('custom-issuer.sigstore.json', own, trust)).rejects.toMatchObject({ code: 'denied' })
})

describe('what GitHub’s own instance certified', () => {
  const name = 'github_provenance_demo-0.0.12-py3-none-any-bundle.jsonl'
  const sha256 = 'ae57936def59bc4c75edd3a837d89bcefc6d3a5e31d55a6fa7a71624f92c3c3b'

  it('is not verified by the public-good root, whose instance is another', async () => {
    const work = verify(name, sha256, { sourceRepository: { name: 'actions/attest-demo' } })
    await expect(work).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(/certified by .*GitHub.*another instance/),
    })
  })

  it('is verified by the copy of GitHub’s root that we carry', async () => {
    const bundle = JSON.parse(await read(name))
    const roots = { kind: 'file', json: await tufRepositories.github.readCopy() } as const
    const trust = { certIdentityRegex: '.*' }
    const evidence = await verifyBundle(bundle, { subject: `sha256:${sha256}`, trust, roots })
    expect(evidence.signer).toMatchObject({ issuer: 'https://token.actions.githubusercontent.com' })
  })
})

it('refuses a bundle v0.1 that holds, but names no SHA-256', async () => {
  const work = verify('sigstore-js-2.1.0-bundle-v0.1.json', own, { signerRepository: 'sigstore/sigstore-js' })
  await expect(work).rejects.toMatchObject({ message: /another artifact/ })
})
