import { describe, expect, it } from 'vitest'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import { parseIdentityToken } from '../../src/evidence/identity-token.ts'
import { buildPromotion, parsePromotion } from '../../src/evidence/predicate/promotion.ts'
import { buildProvenance, parseProvenance, sourceOf } from '../../src/evidence/predicate/provenance.ts'
import { buildSbom, isSbomType, parseSbom } from '../../src/evidence/predicate/sbom.ts'
import {
  buildVerificationSummary,
  parseVerificationSummary,
} from '../../src/evidence/predicate/verification-summary.ts'
import {
  buildVulnerabilities,
  compareSeverity,
  parseVulnerabilities,
  reachesCutoff,
  type Severity,
  severityOf,
} from '../../src/evidence/predicate/vulnerabilities.ts'
import { buildStatement, parseStatement, subjectOf } from '../../src/evidence/statement.ts'
import { identityToken } from '../support/sigstore.ts'

const mismatch = expect.objectContaining({ code: 'mismatch' })
const time = '2026-01-31T12:00:00.000Z'
const digest: Digest = digestOf('x')

describe('a statement', () => {
  const bytes = (value: unknown) => Buffer.from(JSON.stringify(value))
  const statement = buildStatement([subjectOf('a', digest)], 'https://example.com/x', { a: 1 })

  it('is read back as it was built', () => {
    expect(parseStatement(bytes(statement))).toEqual(statement)
  })

  it('may be of the former version, and its subject without a name', () => {
    const former = {
      ...statement,
      _type: 'https://in-toto.io/Statement/v0.1',
      subject: [{ digest: { sha256: 'x' } }],
    }
    expect(parseStatement(bytes(former)).subject).toEqual([{ name: '', digest: { sha256: 'x' } }])
  })

  it.each<[string, unknown]>([
    ['another type', { ...statement, _type: 'https://in-toto.io/Statement/v3' }],
    ['no subject', { ...statement, subject: [] }],
    ['a subject without digests', { ...statement, subject: [{ name: 'a' }] }],
    ['no predicate type', { ...statement, predicateType: '' }],
    ['no object', []],
  ])('is refused: it has %s', (_, value) => {
    expect(() => parseStatement(bytes(value))).toThrow(mismatch)
  })

  it.each([
    ['no subject', 0],
    ['more subjects than others read', 1025],
  ])('is not built with %s', (_, count) => {
    const subjects = Array.from({ length: count }, () => subjectOf('a', digest))
    expect(() => buildStatement(subjects, 'x', {})).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })
})

describe('provenance', () => {
  it('is what actions/attest writes', () => {
    const { claims } = parseIdentityToken(identityToken({ sha: 'a'.repeat(40) }), 'sigstore', new Date())
    const provenance = buildProvenance(claims, 'https://github.com')
    expect(provenance).toEqual({
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: {
          workflow: {
            ref: 'refs/heads/main',
            repository: 'https://github.com/acme/shop',
            path: '.github/workflows/deploy.yml',
          },
        },
        internalParameters: {
          github: {
            event_name: 'push',
            repository_id: '1001',
            repository_owner_id: '2002',
            runner_environment: 'github-hosted',
          },
        },
        resolvedDependencies: [
          { uri: 'git+https://github.com/acme/shop@refs/heads/main', digest: { gitCommit: 'a'.repeat(40) } },
        ],
      },
      runDetails: {
        builder: { id: 'https://github.com/acme/shop/.github/workflows/deploy.yml@refs/heads/main' },
        metadata: { invocationId: 'https://github.com/acme/shop/actions/runs/42/attempts/1' },
      },
    })
    expect(sourceOf(parseProvenance(provenance))?.commit).toBe('a'.repeat(40))
  })

  it.each([[{}], [{ buildDefinition: {} }], ['text'], [null]])('is refused: %j', (predicate) => {
    expect(() => parseProvenance(predicate)).toThrow(mismatch)
  })
})

describe('an SBOM', () => {
  const cycloneDx = { bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { timestamp: time } }
  const spdx = { spdxVersion: 'SPDX-2.3', creationInfo: { created: time } }

  it.each([
    [cycloneDx, 'https://cyclonedx.org/bom'],
    [spdx, 'https://spdx.dev/Document/v2.3'],
    [{ ...spdx, spdxVersion: 'SPDX-2.2' }, 'https://spdx.dev/Document/v2.2'],
  ])('is recognised: %j', (document, type) => {
    const sbom = buildSbom(document)
    expect([sbom.predicateType, sbom.createdAt]).toEqual([type, new Date(time)])
    expect(isSbomType(type)).toBe(true)
  })

  it.each([[{}], [{ spdxVersion: 'SPDX-9' }], [{ bomFormat: 'other' }], [[]], ['x'], [null]])(
    'is refused: %j',
    (document) => {
      expect(() => buildSbom(document)).toThrow(mismatch)
    },
  )

  it.each([
    ['https://spdx.dev/Document', cycloneDx],
    ['https://cyclonedx.org/bom', spdx],
    ['https://spdx.dev/DocumentX', spdx],
  ])('is refused when its type says %s', (type, document) => {
    expect(() => parseSbom(type, document)).toThrow(mismatch)
  })

  it('is read under the type without a version', () => {
    expect(parseSbom('https://spdx.dev/Document', spdx).predicateType).toBe('https://spdx.dev/Document')
  })
})

describe('vulnerabilities', () => {
  it('are read back as they were built', () => {
    const at = new Date(time)
    const result = [{ id: 'CVE-1', severity: [{ method: 'cvss', score: '9.8' }], annotations: { a: 1 } }]
    const built = buildVulnerabilities({
      scanner: { uri: 'x', db: { uri: 'y' } },
      result,
      startedAt: at,
      finishedAt: at,
    })
    expect(parseVulnerabilities(built)).toEqual(built)
    const { metadata: _, ...timeless } = built
    expect(() => parseVulnerabilities(timeless)).toThrow(mismatch)
  })

  it.each<[string[], Severity]>([
    [['9.8'], 'critical'],
    [['7.0'], 'high'],
    [['6.9'], 'medium'],
    [['3.9'], 'low'],
    [['0.0'], 'negligible'],
    [['Important'], 'high'],
    [['MODERATE'], 'medium'],
    [['low', '9.1'], 'critical'],
    [['10.1'], 'unknown'],
    [['CVSS:3.1/AV:N'], 'unknown'],
    [[], 'unknown'],
  ])('are rated: %j is %s', (scores, severity) => {
    expect(severityOf(scores.map((score) => ({ method: 'any', score })))).toBe(severity)
  })

  it('are compared by severity, and an unknown one reaches every cutoff', () => {
    expect(compareSeverity('low', 'high')).toBeLessThan(0)
    expect(reachesCutoff('medium', 'high')).toBe(false)
    expect(reachesCutoff('high', 'high')).toBe(true)
    expect(reachesCutoff('unknown', 'critical')).toBe(true)
  })
})

describe('a verification summary', () => {
  const build = (passed: boolean) =>
    buildVerificationSummary({
      verifiedAt: new Date(time),
      resourceUri: 'https://github.com/acme/shop#production',
      policy: { uri: 'policy.yml', digest },
      inputAttestations: [{ uri: 'x', digest }],
      passed,
      verifiedLevels: ['SLSA_BUILD_LEVEL_2'],
    })

  it('is read back as it was built', () => {
    expect(parseVerificationSummary(build(true))).toEqual(build(true))
    expect(build(true)).toMatchObject({ verificationResult: 'PASSED', slsaVersion: '1.2' })
  })

  it('claims no level when it failed', () => {
    expect(build(false)).toMatchObject({ verificationResult: 'FAILED', verifiedLevels: ['FAILED'] })
  })

  it('is refused with another result', () => {
    expect(() => parseVerificationSummary({ ...build(true), verificationResult: 'OK' })).toThrow(mismatch)
  })
})

describe('a promotion', () => {
  const promotion = buildPromotion({
    repository: { name: 'acme/shop', id: '1001' },
    environment: 'staging',
    target: { kind: 'directory', digest },
    service: 'app',
    digest,
    deployment: { id: 7, nodeId: 'DE_7' },
    policy: { commit: 'a'.repeat(40), digest },
    release: { app: `ghcr.io/acme/shop@${digest}` },
    observedAt: new Date(time),
    run: { id: 42, attempt: 1 },
    checks: [{ kind: 'http', phase: 'serving', passed: true, reason: 'answered 200' }],
  })

  it('is read back as it was built', () => {
    expect(parsePromotion(JSON.parse(JSON.stringify(promotion)))).toEqual(promotion)
  })

  it.each<[string, object]>([
    ['no environment', { environment: undefined }],
    ['an unknown field', { extra: 1 }],
    ['an unknown field within', { target: { kind: 'x', digest, path: '/srv' } }],
    ['a digest that is none', { digest: 'sha256:1' }],
    ['an id as text', { deployment: { id: '7', nodeId: 'x' } }],
    ['a local time', { observedAt: '2026-01-31T12:00:00' }],
    ['another phase', { checks: [{ kind: 'x', phase: 'later', passed: true, reason: 'r' }] }],
    ['a check that says neither', { checks: [{ kind: 'x', phase: 'staged', passed: 'yes', reason: 'r' }] }],
  ])('is refused: it has %s', (_, change) => {
    expect(() => parsePromotion({ ...promotion, ...change })).toThrow(mismatch)
  })
})
