import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { checkPredicate } from '../../src/evidence/predicate/index.ts'
import { buildSbom, isSbomType } from '../../src/evidence/predicate/sbom.ts'
import { readPredicate } from '../../src/evidence/predicate-source.ts'
import { subjectOf } from '../../src/evidence/statement.ts'
import { summarizeSbom } from '../../src/policy/rules/sbom.ts'

const workspace = mkdtempSync(join(tmpdir(), 'predicates-'))
const type = 'https://acme.example/x/v1'
const time = '2026-01-31T12:00:00Z'
const digest = digestOf('app')
const subjects = [subjectOf('app', digest)]

describe('a predicate of one’s own', () => {
  it('is read as it is', async () => {
    const text = '{"a":{"a":1,"b":[{"a":2}]},"b":"\\"a\\": {","c":{"a":{}}}'
    expect(await readPredicate({ type, text }, workspace)).toEqual({ type, value: JSON.parse(text) })
  })

  it.each<[string, string, RegExp]>([
    ['not JSON', '{"a":', /"predicate" is not JSON/],
    ['a list', '[1]', /not a JSON object/],
    ['a text', '"x"', /not a JSON object/],
    ['a key twice', '{"a":1,"b":{"c":1},"a":2}', /has the key "a" twice/],
    ['a key twice, once in another spelling', '{"a":1, "\\u0061" :2}', /has the key "a" twice/],
    [
      'a whole statement',
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: 'other', digest: { sha256: 'f' } }],
      }),
      /is a whole statement about \{"name":"other".*give only its "predicate"/,
    ],
  ])('is refused where it is %s', async (_, text, reason) => {
    await expect(readPredicate({ type, text }, workspace)).rejects.toThrow(reason)
  })

  it('is named by its file where it is wrong', async () => {
    writeFileSync(join(workspace, 'x.json'), '{"a":1,"a":1}')
    await expect(readPredicate({ type, path: 'x.json' }, workspace)).rejects.toThrow(
      /^"x.json" has the key "a" twice$/,
    )
  })
})

const spdx2 = {
  spdxVersion: 'SPDX-2.3',
  dataLicense: 'CC0-1.0',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'app',
  documentNamespace: 'https://acme.example/app',
  creationInfo: { created: time, creators: ['Tool: x'] },
}

const spdx3 = {
  '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  '@graph': [
    { type: 'CreationInfo', '@id': '_:c', specVersion: '3.0.1', created: time, createdBy: ['urn:x'] },
    { type: 'SpdxDocument', spdxId: 'urn:d', creationInfo: '_:c' },
    { type: 'software_Package', spdxId: 'urn:p', creationInfo: '_:c', name: 'p' },
  ],
}

const scanned = { scanStartedOn: time, scanFinishedOn: time }

const openVex = {
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://acme.example/vex/1',
  author: 'acme',
  timestamp: time,
  version: 1,
  statements: [
    { vulnerability: { name: 'CVE-1' }, status: 'not_affected', justification: 'component_not_present' },
  ],
}

const summary = {
  verifier: { id: 'https://acme.example/verifier' },
  timeVerified: time,
  resourceUri: 'https://acme.example/app',
  policy: {},
  verificationResult: 'PASSED',
  verifiedLevels: ['SLSA_BUILD_LEVEL_2'],
}

const provenance = {
  buildDefinition: { buildType: 'https://acme.example/build', externalParameters: {} },
  runDetails: { builder: { id: 'https://acme.example/builder' } },
}

const promotion = {
  repository: { name: 'acme/shop', id: '1001' },
  environment: 'staging',
  target: { kind: 'directory', digest },
  service: 'app',
  digest,
  deployment: { id: 7, nodeId: 'DE_7' },
  policy: { commit: 'a'.repeat(40), digest },
  release: { app: `ghcr.io/acme/shop@${digest}` },
  observedAt: time,
  run: { id: 42, attempt: 1 },
  checks: [],
}

const known: Record<string, [string, Record<string, unknown>]> = {
  provenance: ['https://slsa.dev/provenance/v1', provenance],
  'SPDX 2.3': ['https://spdx.dev/Document/v2.3', spdx2],
  'SPDX 3': ['https://spdx.dev/Document/v3', spdx3],
  CycloneDX: [
    'https://cyclonedx.org/bom',
    { bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ type: 'library', name: 'x' }] },
  ],
  findings: [
    'https://in-toto.io/attestation/vulns/v0.2',
    { scanner: { uri: 'x', result: [] }, metadata: scanned },
  ],
  'findings in cosign’s form': [
    'https://cosign.sigstore.dev/attestation/vuln/v1',
    {
      invocation: { parameters: null, uri: '' },
      scanner: { uri: 'x', result: { Results: [] } },
      metadata: scanned,
    },
  ],
  OpenVEX: ['https://openvex.dev/ns', openVex],
  'a test result': [
    'https://in-toto.io/attestation/test-result/v0.1',
    { result: 'PASSED', configuration: [{ uri: 'x' }] },
  ],
  'a verification summary': ['https://slsa.dev/verification_summary/v1', summary],
  'a promotion': ['https://immutable-deploy.dev/promotion/v1', promotion],
}

describe('a predicate of a known type', () => {
  it.each(Object.entries(known))('passes: %s', (_, [knownType, predicate]) => {
    expect(() => checkPredicate(knownType, predicate, subjects)).not.toThrow()
  })

  it.each<[keyof typeof known, object, RegExp]>([
    [
      'provenance',
      { runDetails: {} },
      /no "https:\/\/slsa.dev\/provenance\/v1": provenance.runDetails.builder: wanted/,
    ],
    ['SPDX 2.3', { documentNamespace: undefined }, /SPDX.documentNamespace: wanted a text, found nothing/],
    ['SPDX 2.3', { creationInfo: { created: time } }, /SPDX.creationInfo.creators: wanted a list/],
    ['SPDX 3', { '@graph': [] }, /SPDX 3.@graph: wanted an element of type "SpdxDocument"/],
    ['SPDX 3', { '@graph': [{ type: 'SpdxDocument' }] }, /"CreationInfo": wanted an object, found nothing/],
    ['SPDX 3', { '@context': 'https://acme.example' }, /not an SBOM that is understood/],
    ['CycloneDX', { specVersion: undefined }, /CycloneDX.specVersion: wanted a text/],
    ['CycloneDX', { components: [{ name: 'x' }] }, /CycloneDX.components\[0\].type: wanted/],
    ['findings', { metadata: { scanStartedOn: time } }, /scanFinishedOn: wanted a time/],
    ['findings in cosign’s form', { scanner: { uri: 'x' } }, /scanner.result: wanted an object/],
    ['findings in cosign’s form', { invocation: undefined }, /invocation: wanted an object/],
    ['OpenVEX', { '@context': 'https://acme.example' }, /@context: wanted "https:\/\/openvex.dev\/ns/],
    [
      'OpenVEX',
      { statements: [{ vulnerability: 'CVE-1', status: 'fine' }] },
      /statements\[0\].status: wanted/,
    ],
    ['OpenVEX', { statements: [{ status: 'fixed' }] }, /statements\[0\].vulnerability: wanted/],
    [
      'OpenVEX',
      { statements: [{ vulnerability: { name: 'CVE-1' }, status: 'not_affected' }] },
      /needs a justification or an impact_statement/,
    ],
    ['a test result', { result: 'OK' }, /result: wanted "PASSED" or "WARNED" or "FAILED", found "OK"/],
    ['a test result', { configuration: undefined }, /configuration: wanted a list/],
    ['a verification summary', { verifiedLevels: undefined }, /verifiedLevels: wanted a list/],
    ['a promotion', { environment: undefined }, /promotion.environment: wanted a text/],
    ['a promotion', { digest: digestOf('another') }, /it is about sha256:\w+; the subject is sha256:/],
  ])('is refused, with the place that is wrong: %s with %j', (name, change, reason) => {
    const [knownType = '', predicate = {}] = known[name] ?? []
    expect(() => checkPredicate(knownType, { ...predicate, ...change }, subjects)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringMatching(reason) }),
    )
  })

  it('is another matter where nobody knows the type', () => {
    expect(() => checkPredicate(type, {}, subjects)).not.toThrow()
  })
})

describe('SPDX 3', () => {
  it('is an SBOM as any other', () => {
    const sbom = buildSbom(spdx3)
    expect([sbom.predicateType, sbom.createdAt]).toEqual(['https://spdx.dev/Document/v3', new Date(time)])
    expect(isSbomType(sbom.predicateType)).toBe(true)
    expect(summarizeSbom(sbom.predicateType, spdx3)).toEqual({ format: 'spdx', packages: 1 })
  })
})
