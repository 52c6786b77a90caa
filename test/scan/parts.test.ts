import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import { parseRepository, withDigest } from '../../src/artifact/reference.ts'
import type { Evidence } from '../../src/evidence/evidence.ts'
import { subjectOf } from '../../src/evidence/statement.ts'
import { mergeScans } from '../../src/scan/merge.ts'
import { findParts, type PartsRequest } from '../../src/scan/parts.ts'
import { parseSbom } from '../../src/scan/sbom.ts'
import type { ScanResult } from '../../src/scan/scan.ts'
import { ago, statement } from '../policy/example.ts'
import { finding } from './finding.ts'

const repository = parseRepository('ghcr.io/acme/shop')
const imageOf = (name: string) => withDigest(repository, digestOf(name))
const index = imageOf('index')
const amd = { image: imageOf('amd'), platforms: ['linux/amd64'] }
const arm = { image: imageOf('arm'), platforms: ['linux/arm64'] }
const document = JSON.parse(readFileSync('test/fixtures/scan/shop.cdx.json', 'utf8'))

/** An SBOM whose statement names these, told apart by its name. */
function sbomOf(name: string, digests: readonly Digest[], age = 0): Evidence {
  const predicate = { ...document, metadata: { component: { type: 'application', name } } }
  const evidence = statement('https://cyclonedx.org/bom', predicate, { signedAt: ago(age) })
  return {
    ...evidence,
    statement: { ...evidence.statement, subject: digests.map((one) => subjectOf('x', one)) },
  }
}

async function partsOf(attached: Record<string, Evidence[]>, said: Partial<PartsRequest> = {}) {
  const request = { image: index, platformImages: [amd, arm], workspace: '.', readsImages: false, ...said }
  const parts = await findParts(request, async ({ digest }) => ({
    accepted: attached[digest] ?? [],
    rejected: [],
  }))
  return parts.map(({ platforms, sbom, note }) => {
    const root = sbom?.document.metadata as { component?: { name: string } } | undefined
    return [platforms.join(), root?.component?.name, note === undefined ? 'silent' : 'told']
  })
}

describe('of an index', () => {
  it('each platform is scanned by its own SBOM', async () => {
    const both = [
      sbomOf('amd', [amd.image.digest, index.digest]),
      sbomOf('arm', [arm.image.digest, index.digest]),
    ]
    expect(await partsOf({ [index.digest]: both })).toEqual([
      ['linux/amd64', 'amd', 'silent'],
      ['linux/arm64', 'arm', 'silent'],
    ])
  })

  it('the SBOMs that its images carry themselves are found', async () => {
    const attached = {
      [amd.image.digest]: [sbomOf('amd', [amd.image.digest])],
      [arm.image.digest]: [sbomOf('arm', [arm.image.digest], 1000), sbomOf('newer', [arm.image.digest])],
    }
    expect(await partsOf(attached)).toEqual([
      ['linux/amd64', 'amd', 'silent'],
      ['linux/arm64', 'newer', 'silent'],
    ])
  })

  it('one SBOM is taken for all platforms only aloud', async () => {
    expect(await partsOf({ [index.digest]: [sbomOf('whole', [index.digest])] })).toEqual([
      ['', 'whole', 'told'],
    ])
  })

  it('an SBOM of one platform is not taken for all', async () => {
    const one = [sbomOf('amd', [amd.image.digest, index.digest])]
    await expect(partsOf({ [index.digest]: one })).rejects.toThrow('carries no verified SBOM for linux/arm64')
  })

  it('every image is looked into by a scanner that reads images', async () => {
    expect(await partsOf({}, { readsImages: true })).toEqual([
      ['linux/amd64', undefined, 'silent'],
      ['linux/arm64', undefined, 'silent'],
    ])
  })
})

describe('what the scans of several platforms found', () => {
  const resultOf = (...findings: ReturnType<typeof finding>[]): ScanResult => ({
    counts: { unknown: 0, negligible: 0, low: 0, medium: 0, high: 0, critical: 0 },
    findings,
    weaknesses: [],
    packages: { scanned: 2, unidentified: 1, uncovered: { github: 1 } },
    blindSpots: ['one'],
    sbom: parseSbom(Buffer.from(JSON.stringify(document))),
    scanner: { name: 'osv', uri: 'u', db: { uri: 'd', lastUpdate: '2026-01-01T00:00:00Z' } },
    startedAt: ago(2000),
    finishedAt: ago(1000),
  })

  it('is told once, with the platforms that have it, by the worse severity', () => {
    const both = finding({ id: 'CVE-1', severity: 'low' })
    const merged = mergeScans([
      { platforms: amd.platforms, result: resultOf(both, finding({ id: 'CVE-2' })) },
      { platforms: arm.platforms, result: resultOf({ ...both, severity: 'critical' }) },
    ])
    expect(merged.findings.map(({ id, severity, platforms }) => [id, severity, platforms])).toEqual([
      ['CVE-1', 'critical', ['linux/amd64', 'linux/arm64']],
      ['CVE-2', 'high', ['linux/amd64']],
    ])
    expect(merged).toMatchObject({
      platforms: ['linux/amd64', 'linux/arm64'],
      packages: { scanned: 4, unidentified: 2, uncovered: { github: 2 } },
      blindSpots: ['linux/amd64: one', 'linux/arm64: one'],
    })
  })

  it('names no platform where there is no index', () => {
    const merged = mergeScans([{ platforms: [], result: resultOf(finding()) }])
    expect(merged.findings[0]).not.toHaveProperty('platforms')
    expect(merged.blindSpots).toEqual(['one'])
  })
})
