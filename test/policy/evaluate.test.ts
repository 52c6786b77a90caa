import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/policy/evaluate.ts'
import { rules } from '../../src/policy/rules/index.ts'
import { ago, digest, environment, facts, otherDigest, provenance, scan, statement } from './example.ts'

describe('evaluate', () => {
  it('always asks for provenance, and for nothing else unless the policy does', async () => {
    expect(await evaluate(facts())).toEqual([
      expect.objectContaining({ rule: 'provenance', passed: true, timed: false }),
    ])
  })

  it('gives one verdict for each rule that the policy names', async () => {
    const verdicts = await evaluate(
      facts({
        policy: {
          after: 'staging',
          freeze: [{ kind: 'range', from: ago(1), until: ago(-1), reason: 'x' }],
          require: {
            sbom: true,
            scan: { severityCutoff: 'high', onlyFixed: false },
            statusChecks: ['test'],
            rules: [{ name: 'mine', expression: 'true' }],
          },
        },
      }),
    )
    expect(verdicts.map(({ rule }) => rule)).toEqual([...Object.keys(rules), 'mine'])
  })

  it('tells of each rule whether it passed, why, and the way out if not', async () => {
    const demanding = environment({
      after: 'staging',
      freeze: [{ kind: 'range', from: ago(1), until: ago(-1), reason: 'x' }],
      require: {
        sbom: true,
        scan: { severityCutoff: 'high', onlyFixed: false },
        statusChecks: ['test'],
      },
    })
    const refused = await evaluate(
      facts({ evidence: [], environment: { name: 'production', policy: demanding } }),
    )
    for (const verdict of refused) {
      expect(verdict).toMatchObject({
        passed: false,
        reason: expect.stringMatching(/^\S.*\S$/),
        way: expect.stringMatching(/\S/),
      })
    }
  })

  it('never shows a rule what is signed about another digest', async () => {
    const evidence = [
      provenance({ subject: otherDigest }),
      scan([], { subject: otherDigest }),
      statement('https://cyclonedx.org/bom', { bomFormat: 'CycloneDX' }, { subject: otherDigest }),
    ]
    const verdicts = await evaluate(
      facts({
        evidence,
        policy: {
          require: {
            sbom: true,
            scan: { severityCutoff: 'high', onlyFixed: false },
            rules: [
              { name: 'a', expression: 'has(provenance.runDetails)' },
              { name: 'b', expression: 'sbom.packages >= 0' },
              { name: 'c', expression: 'findings.high == 0' },
            ],
          },
        },
      }),
    )
    expect(verdicts.map(({ passed }) => passed)).toEqual([false, false, false, false, false, false])
  })

  it('fails a rule that breaks over what it reads', async () => {
    const broken = statement('https://in-toto.io/attestation/vulns/v0.2', { scanner: {} })
    const policy = { require: { scan: { severityCutoff: 'high', onlyFixed: false } } } as const
    const verdicts = await evaluate(facts({ evidence: [provenance(), broken], policy }))
    expect(verdicts).toEqual([
      expect.objectContaining({ rule: 'provenance', passed: true }),
      expect.objectContaining({
        rule: 'scan',
        passed: false,
        reason: expect.stringContaining('could not be judged'),
      }),
    ])
  })

  it('keeps every reason on one line, whatever a statement or a policy says', async () => {
    const hostile = 'a\n::error::b\u2028c'
    const verdicts = await evaluate(
      facts({
        evidence: [],
        rejected: [{ source: hostile, reason: hostile }],
        statusChecks: [{ name: hostile, passed: false, state: hostile }],
        policy: {
          freeze: [{ kind: 'range', from: ago(1), until: ago(-1), reason: hostile }],
          require: {
            statusChecks: [hostile],
            rules: [{ name: 'mine', expression: 'false', message: hostile }],
          },
        },
      }),
    )
    expect(verdicts).toHaveLength(4)
    for (const { reason } of verdicts) expect(reason).not.toMatch(/[\n\u2028]/)
  })

  it('names the statements that decided', async () => {
    const evidence = [provenance(), scan(['low'])]
    const policy = { require: { scan: { severityCutoff: 'high', onlyFixed: false } } } as const
    const verdicts = await evaluate(facts({ evidence, policy }))
    expect(verdicts.map((verdict) => verdict.evidence)).toEqual(evidence.map(({ digest }) => [digest]))
  })

  it('says why what was found does not count', async () => {
    const rejected = [
      {
        source: 'ghcr.io/acme/shop',
        predicateType: 'https://slsa.dev/provenance/v1',
        reason: 'the signer is not trusted',
      },
      { source: 'ghcr.io/acme/shop', predicateType: 'https://example.com/other', reason: 'of no interest' },
      { source: 'api.github.com', reason: 'not a bundle' },
    ]
    const [verdict] = await evaluate(facts({ evidence: [], rejected }))
    expect(verdict?.reason).toBe(
      `no verified build provenance for ${digest}; found, but not accepted: ghcr.io/acme/shop: the signer is not trusted; api.github.com: not a bundle`,
    )
  })
})
