import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isFailure, messageOf } from '../../src/failure.ts'
import { parseSbom, sbomLimit } from '../../src/scan/sbom.ts'

const shop = [
  'pkg:npm/%40octokit/openapi-types@25.1.0',
  'pkg:npm/%40octokit/request-error@7.0.0',
  'pkg:npm/%40octokit/types@14.1.0',
  'pkg:npm/lodash@4.17.20',
  'pkg:npm/minimist@1.2.5',
  'pkg:npm/ms@2.1.3',
  'pkg:npm/shop@1.0.0',
]

it.each([
  ['shop.cdx.json', 'cyclonedx', 'https://cyclonedx.org/bom'],
  ['shop.spdx.json', 'spdx', 'https://spdx.dev/Document/v2.3'],
])('reads %s as npm writes it', (file, format, predicateType) => {
  const sbom = parseSbom(readFileSync(`test/fixtures/scan/${file}`))
  expect(sbom).toMatchObject({ format, predicateType, unidentified: 0 })
  expect(sbom.packages.map(({ purl }) => purl).sort()).toEqual(shop)
})

it('names packages as their ecosystems do', () => {
  const { packages } = cycloneDx(
    library('pkg:npm/%40babel/core@7.0.0'),
    library('pkg:maven/org.apache/commons@1.0'),
    library('pkg:deb/debian/libssl3@3.0.11?distro=debian-12'),
    library('pkg:golang/golang.org/x/net@v0.1.0'),
  )
  expect(packages.map(({ name }) => name)).toEqual([
    '@babel/core',
    'org.apache:commons',
    'libssl3',
    'golang.org/x/net',
  ])
})

describe('CycloneDX', () => {
  it.each(['1.4', '1.5', '1.6', '1.7'])('reads version %s', (specVersion) => {
    const sbom = parse({ bomFormat: 'CycloneDX', specVersion, components: [library('pkg:npm/a@1')] })
    expect(sbom.packages).toEqual([{ name: 'a', version: '1', purl: 'pkg:npm/a@1' }])
  })

  it('finds nested components, also those of the described one', () => {
    const sbom = parse({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { type: 'container', name: 'shop', components: [library('pkg:npm/c@1')] } },
      components: [
        { ...library('pkg:npm/a@1'), components: [{ type: 'file', components: [library('pkg:npm/b@1')] }] },
      ],
    })
    expect(sbom.packages.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c'])
    expect(sbom.unidentified).toBe(0)
  })

  it('survives components nested a hundred thousand deep', () => {
    const deep = '{"type":"file","components":['.repeat(100_000)
    const bottom = '{"type":"library","purl":"pkg:npm/a@1"}'
    const text = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${deep}${bottom}${']}'.repeat(100_000)}]}`
    expect(parseSbom(Buffer.from(text)).packages).toHaveLength(1)
  })

  it('counts a package once, however often it is listed and spelled', () => {
    const sbom = cycloneDx(
      library('pkg:npm/@a/b@1'),
      library('pkg:npm/%40a/b@1'),
      library('pkg:npm/%40a/b@2'),
    )
    expect(sbom.packages.map(({ purl }) => purl)).toEqual(['pkg:npm/%40a/b@1', 'pkg:npm/%40a/b@2'])
  })

  it('counts what cannot be identified', () => {
    const sbom = cycloneDx(
      library('pkg:npm/a@1'),
      { type: 'library', name: 'without purl' },
      library('not a purl'),
      library('pkg:npm/without-version'),
      { type: 'file', name: '/etc/passwd' },
    )
    expect(sbom).toMatchObject({ packages: [{ name: 'a' }], unidentified: 3 })
  })

  it('takes a version that stands beside the purl only', () => {
    const sbom = cycloneDx({ type: 'library', version: '1.2.3', purl: 'pkg:npm/a' })
    expect(sbom.packages).toEqual([{ name: 'a', version: '1.2.3', purl: 'pkg:npm/a@1.2.3' }])
  })
})

describe('SPDX', () => {
  it.each([
    ['SPDX-2.2', 'PACKAGE_MANAGER', 'https://spdx.dev/Document/v2.2'],
    ['SPDX-2.3', 'PACKAGE-MANAGER', 'https://spdx.dev/Document/v2.3'],
  ])('reads purls of %s', (spdxVersion, referenceCategory, predicateType) => {
    const reference = (referenceType: string, referenceLocator: string) => ({
      referenceCategory,
      referenceType,
      referenceLocator,
    })
    const sbom = parse({
      spdxVersion,
      packages: [
        {
          name: 'a',
          externalRefs: [reference('cpe23Type', 'cpe:2.3:a:a'), reference('purl', 'pkg:npm/a@1')],
        },
        { name: 'b', versionInfo: '2', externalRefs: [reference('purl', 'pkg:npm/b')] },
        { name: 'without purl' },
      ],
    })
    expect(sbom.packages.map(({ purl }) => purl)).toEqual(['pkg:npm/a@1', 'pkg:npm/b@2'])
    expect(sbom).toMatchObject({ predicateType, unidentified: 1 })
  })
})

it.each([
  ['nothing', '', 'not JSON'],
  ['no JSON', 'packages: []', 'not JSON'],
  ['XML', '<?xml version="1.0"?><bom/>', 'XML'],
  ['SPDX tag-value', 'SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0', 'tag-value'],
  ['a list', '[]', 'not a JSON object'],
  ['another document', '{"hello":"world"}', 'neither "bomFormat" nor "spdxVersion"'],
  ['an old CycloneDX', '{"bomFormat":"CycloneDX","specVersion":"1.3"}', '"1.3"; wanted 1.4 to 1.7'],
  ['CycloneDX without a version', '{"bomFormat":"CycloneDX"}', '""; wanted 1.4 to 1.7'],
  ['an old SPDX', '{"spdxVersion":"SPDX-2.1"}', 'SPDX-2.1'],
  ['SPDX 3', '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}', 'SPDX 3'],
  ['no packages', '{"bomFormat":"CycloneDX","specVersion":"1.6"}', 'lists no packages'],
  [
    'packages without purls',
    '{"spdxVersion":"SPDX-2.3","packages":[{"name":"a"},{"name":"b"}]}',
    'none of its 2 packages has one',
  ],
  [
    'a component that is none',
    '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[1]}',
    'not an object',
  ],
  [
    'components that are no list',
    '{"bomFormat":"CycloneDX","specVersion":"1.6","components":{}}',
    'not a list',
  ],
])('refuses %s', (_, text, reason) => {
  try {
    parseSbom(Buffer.from(text))
  } catch (error) {
    expect(isFailure(error, 'invalid-input')).toBe(true)
    expect(messageOf(error)).toContain(reason)
    return
  }
  expect.unreachable()
})

it('refuses more bytes than an SBOM has', () => {
  const bytes = new Uint8Array(0)
  Object.defineProperty(bytes, 'length', { value: sbomLimit + 1 })
  expect(() => parseSbom(bytes)).toThrow('at most')
})

function parse(document: unknown) {
  return parseSbom(Buffer.from(JSON.stringify(document)))
}

function cycloneDx(...components: unknown[]) {
  return parse({ bomFormat: 'CycloneDX', specVersion: '1.6', components })
}

function library(purl: string) {
  return { type: 'library', purl }
}
