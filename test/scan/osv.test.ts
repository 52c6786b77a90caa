import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../../src/failure.ts'
import { osv } from '../../src/scan/osv.ts'
import type { Package, Sbom } from '../../src/scan/sbom.ts'
import { parseSbom } from '../../src/scan/sbom.ts'
import { testEdge } from '../support/edge.ts'
import { type OsvFault, type OsvServer, type OsvVulnerability, startOsv } from '../support/osv.ts'
import { lodashInjection, minimistPollution, npm, shopVulnerabilities } from './vulnerabilities.ts'

it('finds what is known about the packages of an SBOM', async () => {
  await using server = await startOsv({ vulnerabilities: shopVulnerabilities })
  const { findings } = await lookUp(
    server,
    'pkg:npm/lodash@4.17.20',
    'pkg:npm/minimist@1.2.5',
    'pkg:npm/ms@2.1.3',
  )
  expect(findings.map(({ id }) => id).sort()).toEqual([
    'GHSA-29mw-wpgm-hmr9',
    'GHSA-35jh-r3h4-6jhm',
    'GHSA-xvch-5gv4-984h',
  ])
  expect(findings.find(({ id }) => id === lodashInjection.id)).toEqual({
    id: 'GHSA-35jh-r3h4-6jhm',
    aliases: ['CVE-2021-23337'],
    package: { name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' },
    severity: 'high',
    score: 7.2,
    vector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H',
    fixedIn: ['4.17.21'],
    summary: 'Command Injection in lodash',
    links: [
      'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
      'https://nvd.nist.gov/vuln/detail/CVE-2021-23337',
    ],
  })
})

it('says whom it asked, and when', async () => {
  await using server = await startOsv({ vulnerabilities: [] })
  const edge = testEdge({ now: () => new Date('2026-01-02T03:04:05Z') })
  const report = await osv.scan({ sbom: sbomOf('pkg:npm/ms@2.1.3'), osvUrl: server.url }, edge)
  expect(report).toMatchObject({
    findings: [],
    uri: 'https://osv.dev',
    db: { uri: server.url, lastUpdate: '2026-01-02T03:04:05.000Z' },
  })
})

it('finds nothing in what is fixed', async () => {
  await using server = await startOsv({ vulnerabilities: shopVulnerabilities })
  const { findings } = await lookUp(server, 'pkg:npm/lodash@4.17.21', 'pkg:npm/minimist@1.2.6')
  expect(findings).toEqual([])
})

it('asks for at most a thousand packages at once, and for each vulnerability once', async () => {
  await using server = await startOsv({ vulnerabilities: [vulnerability('GHSA-1', 'shared')] })
  const others = Array.from({ length: 2499 }, (_, index) => `pkg:npm/p${index}@1.0.0`)
  const { findings } = await lookUp(server, ...others, 'pkg:npm/shared@1.0.0', 'pkg:npm/shared@1.0.1')
  expect(findings).toHaveLength(2)
  expect(server.requests.toSorted()).toEqual([
    'GET /v1/vulns/GHSA-1',
    'POST /v1/querybatch',
    'POST /v1/querybatch',
    'POST /v1/querybatch',
  ])
})

it('reads every page', async () => {
  const many = Array.from({ length: 7 }, (_, index) => vulnerability(`GHSA-${index}`, 'holey'))
  await using server = await startOsv({
    vulnerabilities: [...many, vulnerability('GHSA-x', 'other')],
    pageSize: 3,
  })
  const { findings } = await lookUp(
    server,
    'pkg:npm/fine@1.0.0',
    'pkg:npm/holey@1.0.0',
    'pkg:npm/other@1.0.0',
  )
  expect(findings).toHaveLength(8)
  expect(server.requests.filter((line) => line.startsWith('POST'))).toHaveLength(3)
})

it('reads at most sixteen vulnerabilities at the same time', async () => {
  const many = Array.from({ length: 100 }, (_, index) => vulnerability(`GHSA-${index}`, 'holey'))
  await using server = await startOsv({ vulnerabilities: many, latency: 20 })
  expect((await lookUp(server, 'pkg:npm/holey@1.0.0')).findings).toHaveLength(100)
  expect(server.peak()).toBe(16)
})

it('tries again when the server is busy', async () => {
  await using server = await startOsv({ vulnerabilities: shopVulnerabilities })
  server.fault({ on: /querybatch/, status: 503, times: 1 })
  server.fault({ on: /vulns/, status: 429, times: 1 })
  expect((await lookUp(server, 'pkg:npm/minimist@1.2.5')).findings).toHaveLength(1)
})

describe('a finding', () => {
  it('takes fixes from the package it is about', async () => {
    const shared = {
      ...vulnerability('GHSA-1', 'a', '1.1.0'),
      affected: [affected('a', '1.1.0'), affected('b', '9.9.9')],
    }
    expect(await only(shared, 'pkg:npm/a@1.0.0')).toMatchObject({ fixedIn: ['1.1.0'] })
  })

  it('has no fix where none is named, and none that is a commit', async () => {
    const unfixed = {
      id: 'GHSA-1',
      affected: [
        {
          ...npm('a', { introduced: '0' }),
          ranges: [
            { type: 'SEMVER', events: [{ introduced: '0' }] },
            { type: 'GIT', events: [{ introduced: '0' }, { fixed: 'a'.repeat(40) }] },
          ],
        },
      ],
    }
    expect(await only(unfixed, 'pkg:npm/a@1.0.0')).toMatchObject({ fixedIn: [], severity: 'unknown' })
  })

  it('matches names of PyPI however they are spelled', async () => {
    const found = {
      id: 'PYSEC-1',
      affected: [
        { package: { ecosystem: 'PyPI', name: 'foo-bar' }, versions: ['1.0'], ranges: fixedIn('1.1') },
      ],
    }
    expect(await only(found, 'pkg:pypi/Foo_Bar@1.0')).toMatchObject({ fixedIn: ['1.1'] })
  })

  it('is rated by what is said about the package when nothing is said in general', async () => {
    const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
    const found = {
      id: 'GO-1',
      affected: [{ ...affected('a', '1.1.0'), severity: [{ type: 'CVSS_V3', score: vector }] }],
    }
    expect(await only(found, 'pkg:npm/a@1.0.0')).toMatchObject({ severity: 'critical', score: 9.8, vector })
  })

  it.each([
    ['LOW', 'low'],
    ['MODERATE', 'medium'],
    ['HIGH', 'high'],
    ['CRITICAL', 'critical'],
    ['SOMETHING', 'unknown'],
    [7, 'unknown'],
  ])('is rated by GitHub’s word %s without a vector', async (severity, rated) => {
    const found = { ...vulnerability('GHSA-1', 'a'), database_specific: { severity } }
    expect(await only(found, 'pkg:npm/a@1.0.0')).toMatchObject({ severity: rated })
  })

  it('of a malicious package is critical, although nobody rates those', async () => {
    expect(await only(vulnerability('MAL-2026-1', 'a'), 'pkg:npm/a@1.0.0')).toMatchObject({
      severity: 'critical',
    })
  })

  it('of several databases is one', async () => {
    const names = { aliases: ['CVE-2026-1'] }
    await using server = await startOsv({
      vulnerabilities: [
        { ...vulnerability('PYSEC-2026-1', 'a'), ...names },
        { ...vulnerability('GHSA-aaaa-bbbb-cccc', 'a'), ...names, database_specific: { severity: 'HIGH' } },
      ],
    })
    const { findings } = await lookUp(server, 'pkg:npm/a@1.0.0')
    expect(findings).toMatchObject([
      { id: 'GHSA-aaaa-bbbb-cccc', aliases: ['CVE-2026-1', 'PYSEC-2026-1'], severity: 'high' },
    ])
  })

  it('that was withdrawn is none', async () => {
    await using server = await startOsv({ vulnerabilities: [minimistPollution] })
    server.fault({ on: /vulns/, body: { ...minimistPollution, withdrawn: '2026-01-01T00:00:00Z' } })
    expect((await lookUp(server, 'pkg:npm/minimist@1.2.5')).findings).toEqual([])
  })
})

describe('packages of distributions', () => {
  it('are looked up by their source and release', async () => {
    const debian = {
      id: 'DSA-1',
      affected: [
        {
          package: { ecosystem: 'Debian:12', name: 'openssl' },
          versions: ['3.0.11'],
          ranges: fixedIn('3.0.13'),
        },
      ],
    }
    const purl = 'pkg:deb/debian/libssl3@3.0.11?arch=amd64&upstream=openssl&distro=debian-12.5'
    expect(await only(debian, purl)).toMatchObject({
      package: { name: 'libssl3', version: '3.0.11' },
      fixedIn: ['3.0.13'],
    })
  })

  it('are looked up by the version of the source where it is another', async () => {
    const debian = {
      id: 'DSA-1',
      affected: [{ package: { ecosystem: 'Debian:12', name: 'gcc-12' }, versions: ['12.2.0-14'] }],
    }
    const purl = 'pkg:deb/debian/libgcc-s1@12.2.0?upstream=gcc-12%4012.2.0-14&distro=debian-12'
    expect(await only(debian, purl)).toMatchObject({ package: { version: '12.2.0' } })
  })

  it('of kinds that OSV does not know are counted', async () => {
    await using server = await startOsv({ vulnerabilities: [] })
    const { uncovered } = await lookUp(
      server,
      'pkg:npm/ms@2.1.3',
      'pkg:deb/kali/nmap@7',
      'pkg:github/a/b@v1',
      'pkg:github/a/c@v1',
    )
    expect(uncovered).toEqual({ 'deb/kali': 1, github: 2 })
  })
})

describe('a server that answers something else', () => {
  const results = [{ vulns: [{ id: 'GHSA-1' }] }]
  const cases: [string, OsvFault[], FailureCode, string][] = [
    ['HTML', [{ on: /querybatch/, body: '<html>' }], 'mismatch', 'not JSON'],
    ['nothing', [{ on: /querybatch/, body: '' }], 'mismatch', 'not JSON'],
    [
      'fewer results than queries',
      [{ on: /querybatch/, body: { results: [] } }],
      'mismatch',
      '0 results for 1 queries',
    ],
    [
      'more results',
      [{ on: /querybatch/, body: { results: [{}, {}] } }],
      'mismatch',
      '2 results for 1 queries',
    ],
    ['no results', [{ on: /querybatch/, body: {} }], 'mismatch', 'answer.results: wanted a list'],
    [
      'a vulnerability without a name',
      [{ on: /querybatch/, body: { results: [{ vulns: [{}] }] } }],
      'mismatch',
      'vulns[0].id',
    ],
    [
      'pages without an end',
      [{ on: /querybatch/, body: { results: [{ next_page_token: 'again' }] } }],
      'mismatch',
      'more than 50 pages',
    ],
    [
      'an error',
      [{ on: /querybatch/, status: 400, body: { code: 3, message: 'too many queries' } }],
      'mismatch',
      '400 "too many queries"',
    ],
    ['that it is down', [{ on: /querybatch/, status: 500, body: 'oops' }], 'unavailable', '500'],
    [
      'a redirect to itself',
      [{ on: /querybatch/, status: 302, headers: { location: '/v1/querybatch' } }],
      'unavailable',
      'redirect',
    ],
    [
      'another vulnerability',
      [
        { on: /querybatch/, body: { results } },
        { on: /vulns/, body: { id: 'GHSA-2' } },
      ],
      'mismatch',
      '"GHSA-2" where "GHSA-1" was asked for',
    ],
    [
      'a vulnerability that is a list',
      [
        { on: /querybatch/, body: { results } },
        { on: /vulns/, body: [] },
      ],
      'mismatch',
      'wanted an object',
    ],
    [
      'that it does not have what it named',
      [{ on: /querybatch/, body: { results } }],
      'mismatch',
      '404 "Vulnerability not found"',
    ],
    [
      'a name that is a path',
      [{ on: /querybatch/, body: { results: [{ vulns: [{ id: '..' }] }] } }],
      'mismatch',
      'a vulnerability named ".."',
    ],
  ]

  it.each(cases)('%s is refused', async (_, faults, code, message) => {
    await using server = await startOsv({ vulnerabilities: [] })
    for (const fault of faults) server.fault(fault)
    const scanned = lookUp(server, 'pkg:npm/a@1.0.0')
    await expect(scanned).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })

  it('cannot lead the request elsewhere by a name with path characters', async () => {
    const id = '../../admin?x=1#y'
    await using server = await startOsv({ vulnerabilities: [vulnerability(id, 'a')] })
    const { findings } = await lookUp(server, 'pkg:npm/a@1.0.0')
    expect(findings[0]?.id).toBe(id)
    expect(server.requests[1]).toBe('GET /v1/vulns/..%2F..%2Fadmin%3Fx%3D1%23y')
  })

  it('without an end is cut off', async () => {
    await using server = await startOsv({ vulnerabilities: [] })
    // It would be JSON, and right, at its end.
    server.fault({ on: /querybatch/, body: `${' '.repeat(65 * 1024 * 1024)}{"results":[{}]}` })
    await expect(lookUp(server, 'pkg:npm/a@1.0.0')).rejects.toMatchObject({ code: 'mismatch' })
  })

  it('is not there', async () => {
    const server = await startOsv({ vulnerabilities: [] })
    await server[Symbol.asyncDispose]()
    await expect(lookUp(server, 'pkg:npm/a@1.0.0')).rejects.toMatchObject({ code: 'unavailable' })
  })
})

async function lookUp(server: OsvServer, ...purls: string[]) {
  return osv.scan({ sbom: sbomOf(...purls), osvUrl: server.url }, testEdge())
}

async function only(known: OsvVulnerability, purl: string) {
  await using server = await startOsv({ vulnerabilities: [known] })
  const { findings } = await lookUp(server, purl)
  expect(findings).toHaveLength(1)
  return findings[0]
}

function sbomOf(...purls: string[]): Sbom & { packages: Package[] } {
  const components = purls.map((purl) => ({ type: 'library', purl }))
  return parseSbom(Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components })))
}

function vulnerability(id: string, name: string, fixed = '2.0.0'): OsvVulnerability {
  return { id, affected: [affected(name, fixed)] }
}

function affected(name: string, fixed: string) {
  return npm(name, { introduced: '0' }, { fixed })
}

function fixedIn(fixed: string) {
  return [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }]
}
