import { describe, expect, it } from 'vitest'
import { parseDigest } from '../../src/artifact/digest.ts'
import { parseDigestReference, parseRepository } from '../../src/artifact/reference.ts'
import { checkPredicate } from '../../src/evidence/predicate/index.ts'
import { openVexType } from '../../src/evidence/predicate/openvex.ts'
import { buildExceptionsVex } from '../../src/gate/exceptions-vex.ts'
import type { Found } from '../../src/gate/found.ts'
import { parseVex, vexLookup } from '../../src/gate/vex.ts'

const hex = '0123456789abcdef'.repeat(4)
const digest = parseDigest(`sha256:${hex}`)
const repository = parseRepository('ghcr.io/acme/shop')
const subject = { repository, digests: [digest] }

const lodash: Found = {
  kind: 'vulnerability',
  id: 'GHSA-35jh-r3h4-6jhm',
  aliases: ['CVE-2021-23337'],
  severity: 'high',
  package: { name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' },
}

function openVex(statement: object, more: object[] = []): string {
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://acme.example/vex-1',
    author: 'Acme',
    timestamp: '2026-11-01T00:00:00Z',
    version: 1,
    statements: [
      {
        vulnerability: { name: 'CVE-2021-23337' },
        status: 'not_affected',
        justification: 'vulnerable_code_not_in_execute_path',
        ...statement,
      },
      ...more,
    ],
  })
}

const product = (id: string, ...parts: string[]) => ({
  products: [{ '@id': id, subcomponents: parts.map((part) => ({ '@id': part })) }],
})
const ofImage = `pkg:oci/shop@sha256%3A${hex}`

function excuses(text: string, found = lodash, about: typeof subject | undefined = subject) {
  return vexLookup(parseVex(text, 'vex.json'), about)(found)
}

describe('OpenVEX', () => {
  it.each<[string, object, boolean]>([
    ['the package itself', product('pkg:npm/lodash@4.17.20'), true],
    ['the package in any version', product('pkg:npm/lodash'), true],
    ['another version', product('pkg:npm/lodash@4.17.19'), false],
    ['another package', product('pkg:npm/minimist'), false],
    ['the image by its digest', product(ofImage), true],
    ['the image by a digest in hex', { products: [{ '@id': 'x', hashes: { 'sha-256': hex } }] }, true],
    ['the image by a reference', product(`ghcr.io/acme/shop@sha256:${hex}`), true],
    ['the image by an identifier', { products: [{ identifiers: { purl: ofImage } }] }, true],
    ['the repository', product('pkg:oci/shop?repository_url=ghcr.io%2Facme%2Fshop'), true],
    ['another repository', product('pkg:oci/shop?repository_url=ghcr.io%2Facme%2Fother'), false],
    ['an image without a repository', product('pkg:oci/shop'), false],
    ['another digest', product(`pkg:oci/shop@sha256%3A${'f'.repeat(64)}`), false],
    ['the package in the image', product(ofImage, 'pkg:npm/lodash'), true],
    ['another package in the image', product(ofImage, 'pkg:npm/minimist'), false],
    [
      'the package in another image',
      product(`pkg:oci/x@sha256%3A${'f'.repeat(64)}`, 'pkg:npm/lodash'),
      false,
    ],
    ['products as texts, as before 0.2', { products: ['pkg:npm/lodash'] }, true],
    ['no product', {}, false],
    ['a vulnerability as a text', { vulnerability: 'cve-2021-23337', ...product(ofImage) }, true],
    [
      'an alias',
      { vulnerability: { name: 'X', aliases: ['GHSA-35jh-r3h4-6jhm'] }, ...product(ofImage) },
      true,
    ],
    ['another vulnerability', { vulnerability: 'CVE-2021-1', ...product(ofImage) }, false],
    ['a fix', { status: 'fixed', ...product(ofImage) }, true],
    ['that it is affected', { status: 'affected', ...product(ofImage) }, false],
    ['that nobody knows yet', { status: 'under_investigation', ...product(ofImage) }, false],
  ])('says of %s whether it excuses: %2$s', (_, statement, does) => {
    expect(excuses(openVex(statement)) !== undefined).toBe(does)
  })

  it('takes the later of two statements', () => {
    const later = (status: string, timestamp: string) =>
      openVex(product(ofImage), [
        { vulnerability: 'CVE-2021-23337', status, timestamp, ...product('pkg:npm/lodash') },
      ])
    expect(excuses(later('affected', '2026-11-02T00:00:00Z'))).toBeUndefined()
    expect(excuses(later('affected', '2026-10-02T00:00:00Z'))).toBeDefined()
  })

  it('takes the worse of two statements at the same time', () => {
    const both = [{ vulnerability: 'CVE-2021-23337', status: 'affected', ...product(ofImage) }]
    expect(excuses(openVex(product(ofImage), both))).toBeUndefined()
  })

  it('excuses no image where none is known', () => {
    expect(vexLookup(parseVex(openVex(product(ofImage)), 'v'), undefined)(lodash)).toBeUndefined()
  })

  it.each([
    ['no JSON', '{', 'it is not JSON'],
    ['another document', '{"a":1}', 'wanted OpenVEX, or CycloneDX'],
    ['no reason', openVex({ justification: undefined }), 'needs a justification'],
    ['a status of no kind', openVex({ status: 'fine' }), 'status'],
  ])('is refused where it has %s', (_, text, message) => {
    expect(() => parseVex(text, 'vex.json')).toThrow(message)
    expect(() => parseVex(text, 'vex.json')).toThrow('the VEX document "vex.json" cannot be read')
  })
})

describe('CycloneDX', () => {
  const cycloneDx = (vulnerability: object) =>
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      metadata: { timestamp: '2026-11-01T00:00:00Z' },
      components: [{ 'bom-ref': 'one', type: 'library', purl: 'pkg:npm/lodash@4.17.20' }],
      vulnerabilities: [
        {
          id: 'CVE-2021-23337',
          analysis: { state: 'not_affected' },
          affects: [{ ref: 'one' }],
          ...vulnerability,
        },
      ],
    })

  it.each<[string, object, boolean]>([
    ['a component', {}, true],
    ['a component of another BOM', { affects: [{ ref: 'urn:cdx:1/1#pkg%3Anpm%2Flodash%404.17.20' }] }, true],
    ['another component', { affects: [{ ref: 'two' }] }, false],
    ['a false positive', { analysis: { state: 'false_positive' } }, true],
    ['a resolved one', { analysis: { state: 'resolved' } }, true],
    ['an exploitable one', { analysis: { state: 'exploitable' } }, false],
    ['one in triage', { analysis: { state: 'in_triage' } }, false],
    ['a mere finding', { analysis: undefined }, false],
  ])('says of %s whether it excuses: %2$s', (_, vulnerability, does) => {
    expect(excuses(cycloneDx(vulnerability)) !== undefined).toBe(does)
  })

  it('is refused where its state is none', () => {
    expect(() => excuses(cycloneDx({ analysis: { state: 'fine' } }))).toThrow('"fine", which is not known')
  })
})

describe('the VEX document of exceptions', () => {
  const image = parseDigestReference(`ghcr.io/acme/shop@${digest}`)
  const exception = {
    id: 'CVE-2021-23337',
    package: 'lodash',
    reason: 'not called',
    owner: 'shop',
    expires: new Date('2027-03-01T00:00:00Z'),
    line: 3,
  }
  const build = (justification?: 'component_not_present', at = new Date('2026-11-21T12:00:00Z')) =>
    buildExceptionsVex(
      [{ found: lodash, exception: { ...exception, ...(justification && { justification }) } }],
      image,
      'https://github.com/acme/shop',
      at,
    )

  it('says that somebody answers for what is there', () => {
    const document = build()
    expect(() => checkPredicate(openVexType, document, [])).not.toThrow()
    expect(document.statements).toMatchObject([
      {
        vulnerability: { name: 'GHSA-35jh-r3h4-6jhm', aliases: ['CVE-2021-23337'] },
        status: 'affected',
        action_statement: 'Accepted: not called (shop, until 2027-03-01)',
      },
    ])
    expect(excuses(JSON.stringify(document))).toBeUndefined()
  })

  it('says that nothing can happen only for a reason that OpenVEX knows', () => {
    const document = build('component_not_present')
    expect(document.statements).toMatchObject([
      {
        status: 'not_affected',
        justification: 'component_not_present',
        impact_statement: expect.any(String),
      },
    ])
    expect(excuses(JSON.stringify(document))).toMatchObject({ status: 'not_affected' })
    expect(
      excuses(JSON.stringify(document), { ...lodash, package: { name: 'x', purl: 'pkg:npm/x@1' } }),
    ).toBe(undefined)
  })

  it('has the same name for the same statements, whenever they are made', () => {
    expect(build(undefined, new Date(0))['@id']).toBe(build()['@id'])
    expect(build('component_not_present')['@id']).not.toBe(build()['@id'])
  })
})
