import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchSettings } from '../../src/deployment/settings.ts'
import { judgeAll } from '../../src/evidence/judge.ts'
import { provenanceType } from '../../src/evidence/predicate/provenance.ts'
import { vulnerabilitiesType } from '../../src/evidence/predicate/vulnerabilities.ts'
import type { SignedBundle } from '../../src/evidence/sign.ts'
import { connectGitHub } from '../../src/github/github.ts'
import { signKeyless, signProvenance, subject } from '../evidence/evidence-fixture.ts'
import { testEdge } from '../support/edge.ts'
import { startGitHub } from '../support/github.ts'
import { type Sigstore, startSigstore } from '../support/sigstore.ts'

const home = { name: 'acme/shop', id: '1001', serverUrl: 'https://github.com' }
const file = '.github/immutable-deploy.yml'

let builders: Sigstore
let scanners: Sigstore

beforeAll(async () => {
  builders = await startSigstore()
  scanners = await startSigstore()
})

afterAll(async () => {
  await builders[Symbol.asyncDispose]()
  await scanners[Symbol.asyncDispose]()
})

async function settingsBy(trust: string) {
  await using server = await startGitHub({
    commits: ['c'.repeat(40)],
    files: {
      [file]: `
version: 1
trust: ${trust}
environments:
  production:
    target: { kind: directory, path: /srv/shop }
`,
      'builders.json': builders.trustedRoot,
      'scanners.json': scanners.trustedRoot,
    },
  })
  const token = server.token({ contents: 'read' })
  const github = connectGitHub({ token, apiUrl: server.url, repository: server.repository }, testEdge())
  const settings = await fetchSettings(github, { file, home })
  if (settings === undefined) throw new Error('the policy is not there')
  return settings
}

const signFindings = (sigstore: Sigstore) => signKeyless(sigstore, { predicateType: vulnerabilitiesType })

describe('a trusted root', () => {
  it.each<[string, () => Promise<SignedBundle>, boolean]>([
    ['provenance by the builders’ Sigstore', () => signProvenance(builders), true],
    ['provenance by the scanners’ Sigstore', () => signProvenance(scanners), false],
    ['findings by the scanners’ Sigstore', () => signFindings(scanners), true],
    ['findings by the builders’ Sigstore', () => signFindings(builders), false],
  ])('vouches for its own kind of statement alone: %s', async (_, sign, holds) => {
    const { trustFor, roots } = await settingsBy(
      '{ trusted-root: builders.json, scan: { trusted-root: scanners.json } }',
    )
    const { accepted, rejected } = await judgeAll([{ json: await sign(), source: 'test' }], {
      subject,
      trustFor,
      roots,
    })
    expect([accepted.length, rejected.length]).toEqual(holds ? [1, 0] : [0, 1])
  })

  it('is the known one for whom the policy names none, whatever it names for others', async () => {
    const { trustFor, roots } = await settingsBy('{ scan: { trusted-root: scanners.json } }')
    expect(roots).toEqual({ kind: 'known' })
    expect(trustFor(provenanceType).map((trust) => trust.roots)).toEqual([undefined])
    expect(trustFor(vulnerabilitiesType).map((trust) => trust.roots)).toEqual([
      { kind: 'file', json: scanners.trustedRoot },
    ])
  })

  it('is one source however often it is asked for, so that it is read once', async () => {
    const { trustFor } = await settingsBy('{ trusted-root: builders.json }')
    const [build, scan] = [provenanceType, vulnerabilitiesType].map((type) => trustFor(type)[0]?.roots)
    expect(build).toBeDefined()
    expect(scan).toBe(build)
  })
})
