import { generateKeyPairSync } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { formatManifest } from '../../src/artifact/manifest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import {
  type DigestReference,
  formatReference,
  parseDigestReference,
  withDigest,
} from '../../src/artifact/reference.ts'
import {
  parseVulnerabilities,
  severityOf,
  vulnerabilitiesType,
} from '../../src/evidence/predicate/vulnerabilities.ts'
import { collectEvidence } from '../../src/evidence/store.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { type GitHubServer, startGitHub } from '../support/github.ts'
import { type OsvServer, startOsv } from '../support/osv.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { runAction } from '../support/runner.ts'
import { type Sigstore, startSigstore } from '../support/sigstore.ts'
import { lodashRegExp, shopVulnerabilities } from './vulnerabilities.ts'

const commit = 'c'.repeat(40)
const strictPolicy = `
version: 1
trust:
  signer-workflow: acme/shop/.github/workflows/other.yml
environments:
  production:
    target: { kind: directory, path: /srv/shop }
`
let registry: RegistryServer
let github: GitHubServer
let sigstore: Sigstore
let workspace: string

beforeAll(async () => {
  registry = await startRegistry()
  github = await startGitHub({ commits: [commit], files: { 'strict.yml': strictPolicy } })
  sigstore = await startSigstore()
  workspace = mkdtempSync(join(tmpdir(), 'scan-'))
  copyFileSync('test/fixtures/scan/shop.cdx.json', join(workspace, 'shop.cdx.json'))
  copyFileSync('test/fixtures/scan/shop.spdx.json', join(workspace, 'shop.spdx.json'))
  writeFileSync(join(workspace, 'trusted_root.json'), sigstore.trustedRoot)
})

afterAll(async () => {
  await Promise.all([registry, github, sigstore].map((server) => server[Symbol.asyncDispose]()))
})

it('scans a file and asks nobody but the scanner', async () => {
  await using osv = await startOsv({ vulnerabilities: [lodashRegExp] })
  const ran = await runScan(osv, { sbom: 'shop.spdx.json' }, {})
  expect(ran.log).toContain('looked up 7 of 7 packages')
  expect(ran.failed).toBe(false)
  expect(ran.outputs).toMatchObject({
    verdict: 'passed',
    critical: '0',
    high: '0',
    medium: '1',
    low: '0',
    negligible: '0',
    'sbom-path': join(workspace, 'shop.spdx.json'),
    'bundle-path': '',
  })
  expect(JSON.parse(readFileSync(ran.outputs['report-path'] ?? '', 'utf8'))).toMatchObject({
    verdict: 'passed',
  })
  expect(ran.summary).toContain('✅ Scan passed: 1 finding')
})

it('fails with every reason, after the evidence was attached', async () => {
  await using osv = await startOsv({ vulnerabilities: shopVulnerabilities })
  const image = await pushImage('failing')
  const ran = await runScan(osv, { image: formatReference(image), sbom: 'shop.cdx.json' })
  expect(ran.failed).toBe(true)
  expect(ran.outputs).toMatchObject({ verdict: 'failed', critical: '1', high: '1', medium: '1' })
  expect(ran.annotations.map(({ message }) => message)).toEqual([
    'the scan failed: 2 findings reach the severity cutoff "high"',
    'minimist 1.2.5: critical GHSA-xvch-5gv4-984h; update to 1.2.6 or 0.2.4',
    'lodash 4.17.20: high GHSA-35jh-r3h4-6jhm; update to 4.17.21',
  ])
  expect(ran.summary).toContain('❌ Scan failed: 2 of 3 findings')
  const evidence = await evidenceAbout(image)
  expect(evidence.map(({ predicateType }) => predicateType).sort()).toEqual([
    'https://cyclonedx.org/bom',
    vulnerabilitiesType,
  ])
  expect(bundlesOf(ran.outputs)).toHaveLength(2)
  expect(github.attestations).toHaveLength(2)
})

it('goes on when it is told not to fail', async () => {
  await using osv = await startOsv({ vulnerabilities: shopVulnerabilities })
  const ran = await runScan(
    osv,
    { sbom: 'shop.cdx.json', 'fail-build': 'false', 'output-format': 'table' },
    {},
  )
  expect(ran.failed).toBe(false)
  expect(ran.outputs.verdict).toBe('failed')
  const table = readFileSync(ran.outputs['report-path'] ?? '', 'utf8')
  expect(table).toMatch(/^SEVERITY {2}PACKAGE/)
  expect(ran.log).toContain(table)
})

it('scans the SBOM that an image carries', async () => {
  await using osv = await startOsv({ vulnerabilities: [lodashRegExp] })
  const image = await pushImage('carrying')
  const first = await runScan(osv, { image: formatReference(image), sbom: 'shop.cdx.json' })
  expect(first.failed).toBe(false)

  const again = await runScan(osv, { image: formatReference(image), 'output-file': 'out/report.json' })
  expect(again.outputs).toMatchObject({ verdict: 'passed', medium: '1' })
  expect(again.outputs['report-path']).toBe(join(workspace, 'out/report.json'))
  expect(JSON.parse(readFileSync(again.outputs['sbom-path'] ?? '', 'utf8'))).toEqual(
    JSON.parse(readFileSync(join(workspace, 'shop.cdx.json'), 'utf8')),
  )
  expect(bundlesOf(again.outputs)).toHaveLength(1)
})

it('attaches an SBOM once and findings each time', async () => {
  await using osv = await startOsv({ vulnerabilities: [lodashRegExp] })
  const image = await pushImage('twice')
  const inputs = { image: formatReference(image), sbom: 'shop.cdx.json' }
  await runScan(osv, inputs)
  const second = await runScan(osv, inputs)
  expect(bundlesOf(second.outputs)).toHaveLength(1)
  const types = (await evidenceAbout(image)).map(({ predicateType }) => predicateType)
  expect(types.sort()).toEqual(['https://cyclonedx.org/bom', vulnerabilitiesType, vulnerabilitiesType])
})

it('signs findings so that their severities can be read', async () => {
  await using osv = await startOsv({ vulnerabilities: shopVulnerabilities })
  const image = await pushImage('severities')
  await runScan(osv, { image: formatReference(image), sbom: 'shop.cdx.json', 'fail-build': 'false' })
  const signed = (await evidenceAbout(image)).find(
    ({ predicateType }) => predicateType === vulnerabilitiesType,
  )
  const { scanner } = parseVulnerabilities(signed?.predicate)
  expect(scanner.uri).toBe('https://osv.dev')
  expect(scanner.result.map(({ severity }) => severityOf(severity))).toEqual(['critical', 'high', 'medium'])
})

it('says once that GitHub keeps no attestations, and goes on', async () => {
  await using osv = await startOsv({ vulnerabilities: [] })
  await using other = await startGitHub({ commits: [commit], attestations: 'none', visibility: 'private' })
  const image = await pushImage('elsewhere')
  const ran = await runScan(osv, { image: formatReference(image), sbom: 'shop.cdx.json' }, permissions, other)
  expect(ran.failed).toBe(false)
  expect(ran.annotations.map(({ message }) => message)).toEqual([
    'this repository has no store of attestations at GitHub; the statement is kept beside the image',
  ])
  expect(await evidenceAbout(image)).toHaveLength(2)
})

it('attaches what it knows of an index to each of its images', async () => {
  await using osv = await startOsv({ vulnerabilities: [lodashRegExp] })
  const [index, amd, arm] = await pushIndex('several')
  const ran = await runScan(osv, { image: formatReference(index), sbom: 'shop.cdx.json' })
  expect(ran.failed).toBe(false)
  expect(ran.annotations.map(({ message }) => message)).toContain(
    "one SBOM is taken for all of the index's platforms: linux/amd64, linux/arm64",
  )
  for (const image of [index, amd, arm]) {
    const types = (await evidenceAbout(image)).map(({ predicateType }) => predicateType)
    expect(types).toContain(vulnerabilitiesType)
  }
})

it('takes no SBOM of one platform for an index', async () => {
  await using osv = await startOsv({ vulnerabilities: [] })
  const [index, amd] = await pushIndex('one-sided')
  const sbom = JSON.parse(readFileSync('test/fixtures/scan/shop.cdx.json', 'utf8'))
  sbom.metadata = { component: { type: 'container', name: 'shop', version: amd.digest } }
  writeFileSync(join(workspace, 'amd.cdx.json'), JSON.stringify(sbom))
  const ran = await runScan(osv, { image: formatReference(index), sbom: 'amd.cdx.json' })
  expect(ran.annotations[0]?.message).toContain('the SBOM is about linux/amd64 alone')
  expect(await evidenceAbout(index)).toEqual([])
})

it('attaches nothing when it is told not to', async () => {
  await using osv = await startOsv({ vulnerabilities: [] })
  const image = await pushImage('silent')
  const ran = await runScan(osv, { image: formatReference(image), sbom: 'shop.cdx.json', attest: 'false' })
  expect(ran.failed).toBe(false)
  expect(await evidenceAbout(image)).toEqual([])
})

it('counts the SBOMs of those whom the policy trusts, and of no others', async () => {
  await using osv = await startOsv({ vulnerabilities: [] })
  const image = formatReference(await pushImage('mistrusted'))
  await runScan(osv, { image, sbom: 'shop.cdx.json' })
  const ran = await runScan(osv, { image, policy: 'strict.yml' })
  expect(ran.failed).toBe(true)
  expect(ran.annotations[0]?.message).toContain('carries no verified SBOM; 1 did not verify')
  expect(ran.annotations[1]?.message).toContain('wanted the workflow "acme/shop/.github/workflows/other.yml"')
})

it('trusts nobody by a policy that was named and is not there', async () => {
  await using osv = await startOsv({ vulnerabilities: [] })
  const image = formatReference(await pushImage('misnamed'))
  const ran = await runScan(osv, { image, sbom: 'shop.cdx.json', policy: '.github/strict.yml' })
  expect(ran.failed).toBe(true)
  expect(ran.annotations.map(({ message }) => message)).toEqual([
    'there is no policy file .github/strict.yml on the default branch; add one, or name it by the input "policy"',
  ])
})

it('signs by a key where one is given, and knows its own SBOM again', async () => {
  await using osv = await startOsv({ vulnerabilities: [] })
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  writeFileSync(join(workspace, 'key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }))
  const image = formatReference(await pushImage('keyed'))
  const inputs = { image, key: 'key.pem', 'fulcio-url': '' }
  const first = await runScan(osv, { ...inputs, sbom: 'shop.spdx.json' })
  expect(bundlesOf(first.outputs)).toHaveLength(2)
  const second = await runScan(osv, inputs)
  expect(second.outputs).toMatchObject({ verdict: 'passed' })
  expect(second.outputs['sbom-path']).toMatch(/sbom\.spdx\.json$/)
})

it.each([
  ['nothing to scan', {}, 'nothing to scan; give "image", "sbom" or both as inputs'],
  ['an SBOM that is not there', { sbom: 'missing.json' }, 'the SBOM "missing.json" cannot be read'],
  [
    'a scanner that is not there',
    { sbom: 'shop.cdx.json', scanner: 'magic' },
    'input "scanner": "magic" is none of osv',
  ],
  [
    'a cutoff that is none',
    { sbom: 'shop.cdx.json', 'severity-cutoff': 'unknown' },
    'input "severity-cutoff"',
  ],
  ['an address that is none', { sbom: 'shop.cdx.json', 'osv-url': 'osv.dev' }, 'input "osv-url": "osv.dev"'],
  ['a tag', { image: 'ghcr.io/acme/shop:v1' }, 'input "image": "ghcr.io/acme/shop:v1" names a tag'],
])('refuses %s', async (_, inputs, message) => {
  await using osv = await startOsv({ vulnerabilities: [] })
  const ran = await runScan(osv, inputs, {})
  expect(ran.failed).toBe(true)
  expect(ran.annotations[0]?.message).toContain(message)
})

it('refuses an image that carries no SBOM', async () => {
  await using osv = await startOsv({ vulnerabilities: [] })
  const image = formatReference(await pushImage('bare'))
  const ran = await runScan(osv, { image })
  expect(ran.annotations[0]?.message).toBe(`${image} carries no verified SBOM; give one as input "sbom"`)
})

it('names the permission that is missing', async () => {
  await using osv = await startOsv({ vulnerabilities: [] })
  const image = formatReference(await pushImage('unpermitted'))
  const ran = await runScan(
    osv,
    { image, sbom: 'shop.cdx.json' },
    {
      contents: 'read',
      attestations: 'write',
    },
  )
  expect(ran.annotations[0]?.message).toContain('missing permission id-token: write')
})

const permissions = { contents: 'read', 'id-token': 'write', attestations: 'write' } as const

function runScan(
  osv: OsvServer,
  inputs: Record<string, string>,
  granted: Record<string, 'read' | 'write'> = permissions,
  at = github,
) {
  const services = {
    'osv-url': osv.url,
    'fulcio-url': sigstore.fulcioUrl,
    'rekor-url': sigstore.rekorUrl,
    'trusted-root': 'trusted_root.json',
  }
  return runAction('scan', {
    source: true,
    workspace,
    inputs: { ...services, ...inputs },
    job: at.startJob({ permissions: granted, sha: commit }),
  })
}

function client() {
  return connectRegistry({ credentials: async () => undefined }, testEdge())
}

async function pushImage(name: string): Promise<DigestReference> {
  const repository = { registry: registry.host, repository: `acme/${name}` }
  const content = new TextEncoder().encode('{}')
  const config = { mediaType: mediaType.imageConfig, digest: digestOf(content), size: content.length }
  await client().pushBlob(repository, {
    descriptor: config,
    open: async function* () {
      yield content
    },
  })
  // A name in it, so that each test has an image of its own.
  const annotations = { 'org.opencontainers.image.title': name }
  const bytes = formatManifest({
    kind: 'manifest',
    mediaType: mediaType.imageManifest,
    config,
    layers: [],
    annotations,
  })
  await client().pushManifest(
    { ...repository, digest: digestOf(bytes) },
    { mediaType: mediaType.imageManifest, bytes },
  )
  return parseDigestReference(`${registry.host}/acme/${name}@${digestOf(bytes)}`)
}

/** Pushes an index of two images; gives it, and them. */
async function pushIndex(name: string): Promise<[DigestReference, DigestReference, DigestReference]> {
  const repository = { registry: registry.host, repository: `acme/${name}` }
  const [amd, arm] = [
    registry.store.addImage(`acme/${name}`),
    registry.store.addImage(`acme/${name}`, { layers: ['arm'] }),
  ]
  const manifests = [
    { ...amd, platform: { os: 'linux', architecture: 'amd64' } },
    { ...arm, platform: { os: 'linux', architecture: 'arm64' } },
  ]
  const bytes = formatManifest({
    kind: 'index',
    mediaType: mediaType.imageIndex,
    manifests,
    annotations: { name },
  })
  const index = withDigest(repository, digestOf(bytes))
  await client().pushManifest(index, { mediaType: mediaType.imageIndex, bytes })
  return [index, withDigest(repository, amd.digest), withDigest(repository, arm.digest)]
}

async function evidenceAbout(image: DigestReference) {
  const trust = { sourceRepository: { name: github.repository } }
  const roots = { kind: 'file', json: sigstore.trustedRoot } as const
  const { accepted, rejected } = await collectEvidence(
    image,
    () => [trust],
    { registry: client(), roots },
    testEdge(),
  )
  expect(rejected).toEqual([])
  return accepted
}

function bundlesOf(outputs: Record<string, string>): string[] {
  return readFileSync(outputs['bundle-path'] ?? '', 'utf8')
    .trimEnd()
    .split('\n')
}
