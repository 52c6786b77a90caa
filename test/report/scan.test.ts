import { Marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { parseDigestReference } from '../../src/artifact/reference.ts'
import { scanSummary } from '../../src/report/scan.ts'
import type { Finding } from '../../src/scan/findings.ts'
import { assessed, finding, now, scannedOf } from '../scan/finding.ts'

const image = parseDigestReference(`ghcr.io/acme/shop@sha256:${'0123456789abcdef'.repeat(4)}`)
const critical = finding({
  id: 'GHSA-xvch-5gv4-984h',
  severity: 'critical',
  score: 9.8,
  summary: 'Prototype Pollution in minimist',
  package: { name: 'minimist', version: '1.2.5' },
  fixedIn: ['1.2.6', '0.2.4'],
  links: ['https://github.com/advisories/GHSA-xvch-5gv4-984h'],
})
const unfixed = finding({ id: 'CVE-2026-1', severity: 'high', fixedIn: [] })
const low = finding({ id: 'CVE-2026-2', severity: 'low' })

function summaryOf(
  findings: Finding[],
  {
    scanned = {},
    baseline,
    ...said
  }: Omit<NonNullable<Parameters<typeof assessed>[1]>, 'baseline'> & {
    scanned?: object
    baseline?: Parameters<typeof scanSummary>[0]['baseline']
  } = {},
) {
  const assessment = assessed(findings, {
    ...said,
    ...(baseline !== undefined && { baseline: baseline.findings }),
  })
  return scanSummary({
    scanned: { ...scannedOf(findings), ...scanned },
    assessment,
    now,
    ...(baseline !== undefined && { baseline }),
  })
}

it('tells the verdict, what fails and how to fix it, and folds the rest', () => {
  expect(summaryOf([critical, unfixed, low], { scanned: { image } })).toBe(
    `## ❌ Scan failed: 2 of 3 findings at or above the cutoff high

\`0123456789ab\` · \`ghcr.io/acme/shop@sha256:${'0123456789abcdef'.repeat(4)}\`

🟥🟧🟦

**1 critical** · **1 high** · 0 medium · **1 low** · 0 negligible

| Severity | Where | Finding | How to fix |
| --- | --- | --- | --- |
| 🟥 critical 9.8 | \`minimist 1.2.5\` | [GHSA-xvch-5gv4-984h](https://github.com/advisories/GHSA-xvch-5gv4-984h) Prototype Pollution in minimist | update to \`1.2.6\` or \`0.2.4\` |
| 🟧 high | \`lodash 4.17.20\` | CVE-2026-1 | no fix yet; replace or remove \`lodash\` |

<details><summary>1 finding that did not fail the scan</summary>

| Severity | Where | Finding | Outcome |
| --- | --- | --- | --- |
| 🟦 low | \`lodash 4.17.20\` | CVE-2026-2 | below the cutoff |

</details>

<details><summary>About this scan</summary>

|  |  |
| --- | --- |
| Scanner | \`osv\` v1, \`https://osv.dev\` |
| Database | \`https://api.osv.dev\`, as of \`2026-01-02T03:04:05.000Z\` |
| Packages | 7 looked up, 0 without a purl or a version |
| Time | \`2026-01-02T03:04:05.000Z\`, 1.5 s |

</details>
`,
  )
})

it.each([
  [[], '✅ Scan passed: nothing known about 7 packages'],
  [[low], '✅ Scan passed: 1 finding, none at or above the cutoff high'],
])('tells that a scan passed', (findings, verdict) => {
  expect(summaryOf(findings)).toMatch(`## ${verdict}\n`)
})

it('tells what the scan could not see', () => {
  expect(summaryOf([], { scanned: { blindSpots: ['packages without a purl: 3'] } })).toContain(
    '- ⚠️ packages without a purl\\: 3\n',
  )
})

describe('the bar', () => {
  it('is as wide as a line and shows every severity that occurs', () => {
    const many = Array.from({ length: 500 }, (_, index) => finding({ id: `CVE-${index}`, severity: 'low' }))
    const bar = /^[🟥🟧🟨🟦⬜❔]+$/mu.exec(summaryOf([critical, ...many]))?.[0] ?? ''
    expect(bar).toMatch(/^🟥🟦+$/u)
    expect([...bar].length).toBeLessThanOrEqual(25)
  })
})

it('shows two hundred of very many, and says so', () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    finding({ id: `CVE-${index}`, summary: 'x'.repeat(500) }),
  )
  const markdown = summaryOf(many)
  expect(markdown).toContain('…and 4,800 others; the report file has all of them.')
  expect(markdown.length).toBeLessThan(100_000)
})

it('lets nothing foreign be more than text', () => {
  const nasty = '</td></table><script>x</script> [a](https://evil.example) **b** | `c`\n::error::d @all'
  const found = finding({
    id: nasty,
    summary: nasty,
    package: { name: nasty, version: nasty },
    fixedIn: [nasty],
    links: ['javascript:alert(1)'],
  })
  const markdown = summaryOf([found], {
    scanned: { blindSpots: [nasty], platforms: [nasty], image },
    exceptions: {
      file: 'f',
      list: [
        { id: nasty, package: nasty, reason: nasty, owner: nasty, expires: new Date('2027-01-01'), line: 1 },
      ],
    },
    baseline: { name: nasty, findings: [{ ...found, kind: 'vulnerability', id: `${nasty}2` }] },
  })
  const html = new Marked({ gfm: true }).parse(markdown) as string
  const tags = [...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag)
  expect(new Set(tags)).toEqual(
    new Set([
      'h2',
      'p',
      'strong',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
      'code',
      'ul',
      'li',
      'details',
      'summary',
    ]),
  )
  expect(html).not.toMatch(/<a |javascript:/)
  expect(markdown).not.toMatch(/^\s*::|@all/m)
})

const exception = {
  id: 'CVE-2026-1',
  package: 'lodash',
  reason: 'it is not called',
  owner: '@acme/shop',
  line: 3,
}

it('tells the exceptions in force with the days that are left', () => {
  const markdown = summaryOf([unfixed], {
    exceptions: { file: 'f', list: [{ ...exception, expires: new Date('2026-11-25T00:00:00Z') }] },
  })
  expect(markdown).toContain('## ✅ Scan passed: 1 finding, none that is not excepted')
  expect(markdown).toContain('| `CVE-2026-1` | 1 | it is not called |')
  expect(markdown).toMatch(/acme\/shop \| ⏳ 4 days \(2026-11-25\) \|/)
  expect(markdown).toContain('| CVE-2026-1 | excepted |')
})

it('tells when an exception has expired', () => {
  const markdown = summaryOf([unfixed], {
    exceptions: { file: 'f', list: [{ ...exception, expires: new Date('2026-11-20T00:00:00Z') }] },
  })
  expect(markdown).toContain('replace or remove `lodash`; ⌛ its exception expired on 2026-11-20 |')
})

it('tells what is new against what is live', () => {
  const live = finding({ id: 'CVE-2026-9', package: { name: 'ms', version: '1' } })
  const markdown = summaryOf([critical, unfixed], {
    baseline: {
      name: 'production',
      image,
      scannedAt: new Date('2026-11-20T03:00:00Z'),
      findings: [unfixed, live].map((one) => ({ ...one, kind: 'vulnerability' })),
    },
  })
  expect(markdown).toContain(
    '## ❌ Scan failed: 1 of 2 findings at or above the cutoff high, counting only what is new',
  )
  expect(markdown).toContain(
    'Against `production` (`0123456789ab`), scanned `2026-11-20T03:00:00.000Z`: **1 new** · 1 carried · 1 fixed',
  )
  expect(markdown).toContain('🆕 [GHSA-xvch-5gv4-984h]')
  expect(markdown).toContain('<summary>1 finding fixed</summary>')
})

it.each([
  [{ name: 'production', findings: [] }, 'nothing that is confirmed and signed is live in production'],
  [{ name: 'production', image, findings: [] }, 'production carries no verified scan'],
])('tells why all is new', (baseline, told) => {
  expect(summaryOf([critical], { baseline })).toContain(`⚠️ ${told}`)
})

it('stays far below what a summary holds, whatever it is given', () => {
  const long = '|[*_<'.repeat(400)
  const many = Array.from({ length: 1000 }, (_, index) =>
    finding({
      id: `CVE-${index}-${long}`,
      severity: index % 2 === 0 ? 'critical' : 'low',
      summary: long,
      package: { name: long, version: long },
      fixedIn: [long, long],
      links: [`https://acme.example/${long.slice(0, 300)}`],
    }),
  )
  const markdown = summaryOf(many, {
    baseline: {
      name: long,
      findings: many.map((one) => ({ ...one, id: `X${one.id}`, kind: 'vulnerability' })),
    },
  })
  expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024)
})
