import { Marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { parseDigestReference } from '../../src/artifact/reference.ts'
import { buildSarif, type SarifRequest } from '../../src/report/sarif.ts'
import type { Finding } from '../../src/scan/findings.ts'
import type { Reported } from '../../src/scan/reported.ts'
import { assessed, finding, now, scannedOf } from '../scan/finding.ts'
import { sarifFaults } from './sarif-schema.ts'

const image = parseDigestReference(`ghcr.io/acme/shop@sha256:${'0123456789abcdef'.repeat(4)}`)

type Log = {
  runs: {
    automationDetails: { id: string }
    invocations: { toolExecutionNotifications?: { message: { text: string } }[] }[]
    tool: { driver: { rules: Rule[] } }
    results: Result[]
  }[]
}
type Rule = { id: string; help: { text: string; markdown: string }; properties: Record<string, unknown> }
type Result = {
  ruleId: string
  ruleIndex: number
  level: string
  message: { text: string }
  locations: {
    physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } }
  }[]
  partialFingerprints: { primaryLocationLineHash: string }
  suppressions: { justification: string }[]
  baselineState?: string
}

function build(
  findings: (Finding | Reported)[],
  said: Parameters<typeof assessed>[1] = {},
  request: Partial<SarifRequest> = {},
) {
  const { log, cut } = buildSarif({
    scanned: scannedOf(),
    assessment: assessed(findings, said),
    image,
    category: 'immutable-deploy/osv/ghcr.io/acme/shop',
    artifact: 'ghcr.io/acme/shop',
    exceptionsFile: '.github/vulnerability-exceptions.yml',
    ...request,
  })
  expect(sarifFaults(log)).toEqual([])
  const run = (log as Log).runs[0]
  if (run === undefined) throw new Error('there is no run')
  return { run, rules: run.tool.driver.rules, results: run.results, cut }
}

const critical = finding({
  id: 'CVE-1',
  severity: 'critical',
  score: 9.8,
  summary: 'Bad',
  links: ['https://a.example/1'],
})
const secret: Reported = {
  kind: 'secret',
  id: 'aws-key',
  aliases: [],
  severity: 'high',
  title: 'AWS key',
  path: '/app/a b/.env',
  line: 7,
  links: [],
}

describe('the SARIF log', () => {
  it('is valid by its schema, also without findings', () => {
    expect(build([]).results).toEqual([])
    expect(
      build([critical, secret, finding({ severity: 'unknown', links: ['no address'] })]).results,
    ).toHaveLength(3)
  })

  it('is found to be invalid by the schema where it is', () => {
    expect(sarifFaults({ version: '2.1.0', runs: [{}] })).not.toEqual([])
  })

  it('tells each vulnerability once, with what to do, and each package that has it', () => {
    const other = finding({ ...critical, package: { name: 'other', version: '1', purl: 'pkg:npm/other@1' } })
    const { rules, results } = build([critical, other])
    expect(rules).toMatchObject([
      {
        id: 'CVE-1',
        helpUri: 'https://a.example/1',
        help: { text: 'Bad. Update to 4.17.21.' },
        properties: { 'security-severity': '9.8', tags: ['security', 'vulnerability', 'critical'] },
      },
    ])
    expect(results.map(({ ruleIndex, level, message }) => [ruleIndex, level, message.text])).toEqual([
      [
        0,
        'error',
        `lodash 4.17.20 in ghcr.io/acme/shop@${image.digest}: critical CVE-1, Bad. Update to 4.17.21.`,
      ],
      [0, 'error', `other 1 in ghcr.io/acme/shop@${image.digest}: critical CVE-1, Bad. Update to 4.17.21.`],
    ])
  })

  it('says where: in the image, or the image itself', () => {
    const located = finding({ locations: [{ layer: 'x' }, { path: 'usr/lib/x.jar' }] })
    const uris = build([critical, located, secret]).results.map(
      ({ locations }) => locations[0]?.physicalLocation,
    )
    expect(uris).toEqual([
      { artifactLocation: { uri: 'ghcr.io/acme/shop' }, region: { startLine: 1 } },
      { artifactLocation: { uri: 'usr/lib/x.jar' }, region: { startLine: 1 } },
      { artifactLocation: { uri: 'app/a%20b/.env' }, region: { startLine: 7 } },
    ])
  })

  it.each([
    ['critical', 9.8, '9.8'],
    ['critical', undefined, '9.5'],
    // What the scanner calls it is what GitHub shows.
    ['low', 9.8, '2'],
    ['high', 9.8, '8'],
    ['unknown', undefined, undefined],
    ['negligible', undefined, undefined],
  ] as const)('rates %s with the score %s as %s', (severity, score, wanted) => {
    expect(build([finding({ severity, score })]).rules[0]?.properties['security-severity']).toBe(wanted)
  })

  it('knows a finding again when its package has another version, and no other', () => {
    const print = (said: Partial<Finding>, category?: string) =>
      build([finding(said)], {}, category === undefined ? {} : { category }).results[0]?.partialFingerprints
        .primaryLocationLineHash
    const newer = { package: { name: 'lodash', version: '5.0.0', purl: 'pkg:npm/lodash@5.0.0' } }
    expect(print(newer)).toBe(print({}))
    const different = [
      print({}),
      print({ id: 'CVE-2' }),
      print({ package: { name: 'ms', version: '1', purl: 'pkg:npm/ms@1' } }),
      print({}, 'immutable-deploy/osv/ghcr.io/acme/other'),
    ]
    expect(new Set(different).size).toBe(different.length)
  })

  it('has exceptions and VEX as suppressions', () => {
    const exception = {
      id: 'CVE-1',
      package: 'lodash',
      reason: 'not called',
      owner: 'shop',
      expires: new Date('2026-12-01T00:00:00Z'),
      line: 3,
    }
    const product = { identifiers: ['pkg:npm/lodash'], parts: [] }
    const vex = {
      names: ['CVE-2'],
      status: 'not_affected' as const,
      products: [product],
      reason: 'component_not_present',
      timestamp: 0,
      source: 'vex.json',
    }
    const { results } = build([critical, finding({ id: 'CVE-2' }), finding({ id: 'CVE-3' })], {
      exceptions: { file: 'f', list: [exception] },
      vex: [vex],
    })
    expect(results.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
      ['CVE-3', []],
      [
        'CVE-1',
        [
          {
            kind: 'external',
            status: 'accepted',
            justification: 'not called (shop, until 2026-12-01)',
            location: {
              physicalLocation: {
                artifactLocation: { uri: '.github/vulnerability-exceptions.yml' },
                region: { startLine: 3 },
              },
            },
          },
        ],
      ],
      [
        'CVE-2',
        [{ kind: 'external', status: 'accepted', justification: 'component_not_present (vex.json)' }],
      ],
    ])
  })

  it('says what is new', () => {
    const { results } = build([critical, finding({ id: 'CVE-2' })], {
      baseline: [{ ...finding({ id: 'CVE-2' }), kind: 'vulnerability' }],
    })
    expect(results.map(({ baselineState }) => baselineState)).toEqual(['new', 'unchanged'])
  })

  it('has a category of its own for each image', () => {
    expect(build([]).run.automationDetails.id).toBe('immutable-deploy/osv/ghcr.io/acme/shop/')
  })
})

describe('what is too much for code scanning', () => {
  it('is cut, those that fail being kept, and said to be', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      finding({ id: `CVE-${index}`, severity: index === 29 ? 'critical' : 'low' }),
    )
    const { results, run, cut } = build(many, {}, { limit: 10 })
    expect([results.length, results[0]?.ruleId]).toEqual([10, 'CVE-29'])
    expect(cut).toBe('20 of 30 findings are left out; the gate has judged all')
    expect(run.invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(cut)
  })
})

it('lets nothing foreign be more than text', () => {
  const nasty = '</a><script>x</script> [a](https://evil.example) {0} **b** \u202e\n::error::d'
  const { rules, results } = build([
    finding({
      id: nasty,
      summary: nasty,
      ratedBy: nasty,
      vector: nasty,
      score: 8,
      aliases: [nasty],
      package: { name: nasty, version: nasty, purl: nasty },
      fixedIn: [nasty],
      locations: [{ path: `../../etc/${nasty}` }],
      links: ['javascript:alert(1)', nasty],
    }),
    { ...secret, path: '../..', remedy: nasty, severity: 'low', now } as Reported,
  ])
  const html = new Marked({ gfm: true }).parse(rules.map(({ help }) => help.markdown).join('\n')) as string
  expect(html).not.toMatch(/<(script|a|strong)\b/)
  for (const { message, locations } of results) {
    expect(message.text).not.toMatch(/[^\\]\[|\{0\}[^}]|[\p{Cc}\p{Cf}]/u)
    expect(locations[0]?.physicalLocation.artifactLocation.uri).not.toMatch(/\.\.|[<>"\s]/)
  }
})
