import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../../src/evidence/evidence.ts'
import type { ScanRequirement } from '../../../src/policy/policy.ts'
import { scan as rule } from '../../../src/policy/rules/scan.ts'
import { ago, facts, otherDigest, provenance, scan, statement } from '../example.ts'

const days = 86_400_000

function judge(evidence: Evidence[], requirement: Partial<ScanRequirement> = {}) {
  const policy = { require: { scan: { severityCutoff: 'high', onlyFixed: false, ...requirement } as const } }
  return rule.evaluate(facts({ evidence, policy }))
}

describe('the scan rule', () => {
  it.each([
    ['no scan', [provenance()], {}, false],
    ['a scan that found nothing', [scan([])], {}, true],
    ['a scan of another digest', [scan([], { subject: otherDigest })], {}, false],
    ['a finding below the cutoff', [scan(['medium'])], {}, true],
    ['a finding at the cutoff', [scan(['high'])], {}, false],
    ['a finding above the cutoff', [scan(['low', 'critical'])], {}, false],
    ['a score instead of a word', [scan(['9.8'])], {}, false],
    [
      'the least finding under the least cutoff',
      [scan(['negligible'])],
      { severityCutoff: 'negligible' },
      false,
    ],
    [
      'an old clean scan and a newer one that is not',
      [scan([], { signedAt: ago(9000) }), scan(['critical'], { signedAt: ago(1000) })],
      {},
      false,
    ],
    [
      'an old scan that is not clean and a newer one that is',
      [scan(['critical'], { signedAt: ago(9000) }), scan([], { signedAt: ago(1000) })],
      {},
      true,
    ],
    [
      'two of the same instant, one of them clean',
      [scan([], { signedAt: ago(1000) }), scan(['critical'], { signedAt: ago(1000) })],
      {},
      false,
    ],
    ['a scan as old as may be', [scan([], { signedAt: ago(7 * days) })], { maxAge: 7 * days }, true],
    [
      'a scan older by a millisecond',
      [scan([], { signedAt: ago(7 * days + 1) })],
      { maxAge: 7 * days },
      false,
    ],
    ['a scan whose clock is a minute ahead', [scan([], { signedAt: ago(-60_000) })], {}, true],
    [
      'a scan that claims to be of next year',
      [scan([], { signedAt: ago(-365 * days) })],
      { maxAge: 7 * days },
      false,
    ],
    [
      'a scan by the scanner that is wanted',
      [scan([], { uri: 'https://osv.dev' })],
      { scanner: 'osv' },
      true,
    ],
    ['a scan by another scanner', [scan([], { uri: 'https://osv.dev' })], { scanner: 'grype' }, false],
    [
      'a scan by one whose name only contains it',
      [scan([], { uri: 'https://nottrivy.example' })],
      { scanner: 'trivy' },
      false,
    ],
    [
      'a clean scan by another scanner, newer',
      [
        scan(['high'], { uri: 'pkg:github/anchore/grype@v0.117.0', signedAt: ago(9000) }),
        scan([], { signedAt: ago(1000) }),
      ],
      { scanner: 'grype' },
      false,
    ],
    ['a fixable finding', [scan(['high'], { fixedIn: ['1.0.1'] })], { onlyFixed: true }, false],
    ['a finding without a fix', [scan(['high'], { fixedIn: [] })], { onlyFixed: true }, true],
    ['a finding without a fix, which counts too', [scan(['high'], { fixedIn: [] })], {}, false],
    ['a finding that does not say whether there is a fix', [scan(['high'])], { onlyFixed: true }, false],
    [
      'an unreadable scan that is older',
      [
        statement('https://in-toto.io/attestation/vulns/v0.2', {}, { signedAt: ago(9000) }),
        scan([], { signedAt: ago(1000) }),
      ],
      {},
      true,
    ],
  ] as const)('over %s passes: %4$s', (_, evidence, requirement, passed) => {
    expect(judge([...evidence], requirement).passed).toBe(passed)
  })

  it('cannot judge by a scan that is unreadable and the newest', () => {
    const broken = statement('https://in-toto.io/attestation/vulns/v0.2', {}, { signedAt: ago(1000) })
    expect(() => judge([broken, scan([], { signedAt: ago(9000) })])).toThrow()
  })

  it('tells what was found and what refuses', () => {
    expect(judge([scan(['low', 'critical', 'low', 'high'])]).reason).toBe(
      '1 critical, 1 high, 2 low; 2 refuse: CVE-2026-1, CVE-2026-3',
    )
  })
})
