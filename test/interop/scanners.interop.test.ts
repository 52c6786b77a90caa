import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DigestReference, formatReference } from '../../src/artifact/reference.ts'
import { type Finding, mergeFindings } from '../../src/scan/findings.ts'
import type { ImageAccess } from '../../src/scan/image-access.ts'
import { imageDigestsOf } from '../../src/scan/sbom-subject.ts'
import { type ScanRequest, type ScanResult, scan } from '../../src/scan/scan.ts'
import { pushImage } from '../support/artifacts.ts'
import { testEdge } from '../support/edge.ts'
import { startGitHub } from '../support/github.ts'
import { startOsv } from '../support/osv.ts'
import { runAction } from '../support/runner.ts'
import { connect } from './support/client.ts'
import { freshFolder, runProgram } from './support/program.ts'
import { type RealRegistry, startDockerRegistry, startOlareg, user } from './support/registries.ts'
import { makeGrypeDatabase, makeTrivyDatabase, osvRecords } from './support/scanner-databases.ts'
import { advisories, layers, pushVulnerableImage, secret } from './support/vulnerable-image.ts'
import { tool } from './tools.ts'

const offline = {
  TRIVY_SKIP_DB_UPDATE: 'true',
  TRIVY_SKIP_JAVA_DB_UPDATE: 'true',
  TRIVY_SKIP_CHECK_UPDATE: 'true',
  TRIVY_OFFLINE_SCAN: 'true',
  GRYPE_DB_AUTO_UPDATE: 'false',
}
const both = ['trivy', 'grype'] as const
type Name = (typeof both)[number]

let registry: RealRegistry
let image: DigestReference
let databases: Record<Name, string>
/** Syft and Grype in one folder, as a user's would be. */
let programs: Record<Name, string>

beforeAll(async () => {
  Object.assign(process.env, offline)
  registry = await startOlareg({ auth: 'token' })
  image = await pushVulnerableImage(
    registry.host,
    connect(async () => user),
  )
  databases = { trivy: await makeTrivyDatabase(), grype: await makeGrypeDatabase() }
  const folder = freshFolder('anchore')
  for (const name of ['grype', 'syft']) writeFileSync(join(folder, name), scriptFor(name), { mode: 0o755 })
  programs = { trivy: dirname(tool('trivy')), grype: folder }
})

afterAll(() => registry[Symbol.asyncDispose]())

function scriptFor(name: string): string {
  return `#!/bin/sh\nexec '${tool(name)}' "$@"\n`
}

function accessTo(reference: DigestReference, credentials: ImageAccess['credentials'] = user): ImageAccess {
  return { reference, credentials, insecure: true }
}

async function scanWith(name: Name, said: Partial<ScanRequest> = {}, edge = testEdge()): Promise<ScanResult> {
  const temp = freshFolder('scan')
  const settings = { path: programs[name], databases, temp, cacheFolder: temp, ...said.tool }
  return scan({ image: accessTo(image), scanner: name, ...said, tool: settings }, edge)
}

/** What was found, in words that every scanner has in common: `lodash 4.17.20 CVE-2021-23337 high`. */
function told(findings: readonly Finding[]): string[] {
  return findings
    .map(({ id, aliases, package: { name, version }, severity, fixedIn }) => {
      const names = [id, ...aliases].filter((one) => one.startsWith('CVE-'))
      return [name, version, ...names, severity, ...fixedIn].join(' ')
    })
    .sort()
}

const expected = [
  'libssl3 3.0.7-1 CVE-2023-0286 high 3.0.8-1',
  'lodash 4.17.20 CVE-2021-23337 high 4.17.21',
  'minimist 1.2.5 CVE-2021-44906 critical 1.2.6',
  'zlib1g 1:1.2.13.dfsg-1 CVE-2099-0001 low',
  'zlib1g 1:1.2.13.dfsg-1 CVE-2099-0002 unknown 1:1.3.dfsg-3',
]

describe.each(both)('%s', (name) => {
  it('finds what is vulnerable in an image, where only its login may read', async () => {
    const result = await scanWith(name)
    expect(told(result.findings)).toEqual(expected)
    expect(result).toMatchObject({
      packages: { scanned: 6, unidentified: 0, uncovered: {} },
      scanner: { name, version: name === 'trivy' ? '0.74.0' : '0.110.0' },
    })
    const lodash = result.findings.find((found) => found.package.name === 'lodash')
    expect(lodash?.locations?.map(({ path }) => path).sort()).toEqual([
      'app/node_modules/lodash/package.json',
      'tools/node_modules/lodash/package.json',
    ])
  })

  it('tells what is in the image, as an SBOM that is about it', async () => {
    const { sbom } = await scanWith(name)
    expect(imageDigestsOf(sbom)).toEqual([image.digest])
    expect(sbom.packages.map((one) => one.name).sort()).toEqual([
      ...['base-files', 'libssl3', 'lodash', 'minimist', 'ms', 'zlib1g'],
    ])
    expect(sbom.document).not.toHaveProperty('vulnerabilities')
  })

  it('finds the same in the SBOM that it has made', async () => {
    const { sbom } = await scanWith(name)
    const result = await scanWith(name, { sbom, image: undefined })
    expect(told(result.findings)).toEqual(expected)
    expect(result.blindSpots).toEqual(['findings without a severity, which every cutoff catches: 1'])
  })

  it('finds nothing in an image that is clean, and says how many packages it saw', async () => {
    const clean = (layers[0] ?? []).map((entry) =>
      entry.name === 'var/lib/dpkg/status'
        ? { ...entry, content: entry.content?.split('\n\n')[0] ?? '' }
        : entry,
    )
    const repository = { registry: registry.host, repository: `acme/clean-${name}` }
    const reference = await pushImage(
      connect(async () => user),
      repository,
      [clean],
    )
    const result = await scanWith(name, { image: accessTo(reference) })
    expect(result).toMatchObject({ findings: [], packages: { scanned: 1, uncovered: {} } })
  })

  it('reads an image of a registry with passwords', async () => {
    await using other = await startDockerRegistry({ auth: 'basic' })
    const reference = await pushVulnerableImage(
      other.host,
      connect(async () => user),
    )
    expect(told((await scanWith(name, { image: accessTo(reference) })).findings)).toEqual(expected)
  })

  it('fails without a login', async () => {
    const access = { ...accessTo(image), credentials: undefined }
    await expect(scanWith(name, { image: access })).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('fails without a database', async () => {
    const none = { trivy: freshFolder('none'), grype: freshFolder('none') }
    await expect(scanWith(name, { tool: { databases: none } })).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('fails by a database that is six days old', async () => {
    const later = testEdge({ now: () => new Date(Date.now() + 6 * 24 * 3_600_000) })
    await expect(scanWith(name, {}, later)).rejects.toThrow(/^the database of \w+ is of .*wanted at most 5d/)
  })

  it('fails where it has too little time', async () => {
    await expect(scanWith(name, { tool: { timeout: 1 } })).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('does not pass for clean where its database lacks the distribution', async () => {
    const languages = advisories.filter(({ source }) => source === 'npm')
    const make = { trivy: makeTrivyDatabase, grype: makeGrypeDatabase }[name]
    const edge = testEdge()
    const result = await scanWith(name, { tool: { databases: { [name]: await make(languages) } } }, edge)
    expect(told(result.findings)).toEqual(expected.slice(1, 3))
    // Trivy knows of itself which distributions there are advisories for, and asks a database of all of them.
    if (name === 'grype') expect(result.packages.uncovered).toEqual({ 'deb/debian': 3 })
  })

  it('tells packages of a distribution that it has never heard of', async () => {
    const unheard = layers.map((entries) =>
      entries
        .filter((entry) => entry.name !== 'etc/debian_version')
        .map((entry) =>
          entry.name === 'etc/os-release' ? { ...entry, content: 'ID=unheard\nVERSION_ID=1\n' } : entry,
        ),
    )
    const repository = { registry: registry.host, repository: `acme/unheard-${name}` }
    const reference = await pushImage(
      connect(async () => user),
      repository,
      unheard,
    )
    const result = await scanWith(name, { image: accessTo(reference) })
    expect(told(result.findings)).toEqual(expected.slice(1, 3))
    expect(result.packages.scanned).toBe(3)
    expect(result.blindSpots).toEqual([
      {
        trivy:
          'trivy recognised no distribution in the image; packages of one, if there are any, were not looked up',
        grype: 'packages without a purl or a version, which were not looked up: 3',
      }[name],
    ])
  })

  it('runs within the action', async () => {
    const commit = 'c'.repeat(40)
    await using github = await startGitHub({ commits: [commit] })
    const ran = await runAction('scan', {
      source: true,
      job: github.startJob({ permissions: { contents: 'read' }, sha: commit }),
      inputs: {
        image: formatReference(image),
        scanner: name,
        'scanner-path': programs[name],
        'registry-username': user.username,
        'registry-password': user.password,
        attest: 'false',
      },
      env: { ...offline, TRIVY_CACHE_DIR: databases.trivy, GRYPE_DB_CACHE_DIR: databases.grype },
    })
    expect(ran.outputs).toMatchObject({ verdict: 'failed', critical: '1', high: '2', low: '1' })
    expect(ran.annotations.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('the scan failed: 4 findings reach'),
    )
    const sbom = JSON.parse(readFileSync(ran.outputs['sbom-path'] ?? '', 'utf8'))
    expect(sbom.metadata.component.type).toBe('container')
  })
})

it('says that Trivy does not see all in an SBOM of Syft', async () => {
  const { sbom } = await scanWith('grype')
  const result = await scanWith('trivy', { sbom, image: undefined })
  expect(told(result.findings)).toEqual(expected.slice(1, 3))
  expect(result.blindSpots).toEqual([
    'packages of a distribution, of which trivy finds all vulnerabilities only in an SBOM of its own: 3',
  ])
})

it('fails where Grype cannot read the SBOM', async () => {
  // CycloneDX 1.7, which this version does not know yet.
  const { sbom } = await scanWith('trivy')
  await expect(scanWith('grype', { sbom, image: undefined })).rejects.toThrow('sbom format not recognized')
})

it('agrees with the table that Trivy shows', async () => {
  const env = {
    ...offline,
    TRIVY_CACHE_DIR: databases.trivy,
    TRIVY_USERNAME: user.username,
    TRIVY_PASSWORD: user.password,
  }
  const table = await runProgram(
    'trivy',
    ['image', '--scanners', 'vuln', '--image-src', 'remote', formatReference(image)],
    { env },
  )
  const { counts } = await scanWith('trivy')
  const sums = { unknown: 0, low: 0, medium: 0, high: 0, critical: 0 }
  // Where the same package lies twice, the table tells it twice.
  for (const [, word = '', count] of table.matchAll(/(UNKNOWN|LOW|MEDIUM|HIGH|CRITICAL): (\d+)/g)) {
    sums[word.toLowerCase() as keyof typeof sums] += Number(count)
  }
  expect({ ...counts, high: counts.high + 1 }).toEqual({ ...sums, negligible: 0 })
})

it('finds what OSV finds in the same SBOM', async () => {
  const { sbom } = await scanWith('trivy')
  await using osv = await startOsv({ vulnerabilities: osvRecords() })
  const request = { sbom, scanner: 'osv', osvUrl: osv.url } as const
  const { findings } = await scan(request, testEdge())
  expect(told(mergeFindings(findings))).toEqual(expected.slice(1, 3))
})

it('finds secrets and unsafe settings with Trivy, and does not tell the secret', async () => {
  const result = await scanWith('trivy', { weaknesses: ['secret', 'misconfiguration'] })
  expect(result.weaknesses).toContainEqual(
    expect.objectContaining({ kind: 'secret', id: 'aws-access-key-id', path: 'app/.env', line: 1 }),
  )
  expect(result.weaknesses).toContainEqual(
    expect.objectContaining({ kind: 'misconfiguration', id: 'DS-0002', path: 'app/Dockerfile' }),
  )
  expect(JSON.stringify(result)).not.toContain(secret)
  expect((await scanWith('trivy')).weaknesses).toEqual([])
})
