import { Marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { parseDigestReference } from '../../src/artifact/reference.ts'
import { scanSummary } from '../../src/report/scan.ts'
import { finding, resultOf } from '../scan/finding.ts'

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

it('tells the verdict, what fails and how to fix it, and folds the rest', () => {
  expect(scanSummary(resultOf([critical, unfixed, low], [critical, unfixed]), image)).toBe(
    `## ❌ Scan failed: 2 of 3 findings at or above the cutoff high

\`0123456789ab\` · \`ghcr.io/acme/shop@sha256:${'0123456789abcdef'.repeat(4)}\`

🟥🟧🟦

**1 critical** · **1 high** · 0 medium · **1 low** · 0 negligible

| Severity | Package | Vulnerability | How to fix |
| --- | --- | --- | --- |
| 🟥 critical 9.8 | \`minimist 1.2.5\` | [GHSA-xvch-5gv4-984h](https://github.com/advisories/GHSA-xvch-5gv4-984h) Prototype Pollution in minimist | update to \`1.2.6\` or \`0.2.4\` |
| 🟧 high | \`lodash 4.17.20\` | CVE-2026-1 | no fix yet; replace or remove \`lodash\` |

<details><summary>1 finding that did not fail the scan</summary>

| Severity | Package | Vulnerability | How to fix |
| --- | --- | --- | --- |
| 🟦 low | \`lodash 4.17.20\` | CVE-2026-2 | update to \`4.17.21\` |

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
  expect(scanSummary(resultOf(findings, []))).toMatch(`## ${verdict}\n`)
})

it('tells what the scan could not see', () => {
  const result = { ...resultOf([], []), blindSpots: ['packages without a purl: 3'] }
  expect(scanSummary(result)).toContain('- ⚠️ packages without a purl\\: 3\n')
})

describe('the bar', () => {
  it('is as wide as a line and shows every severity that occurs', () => {
    const many = Array.from({ length: 500 }, (_, index) => finding({ id: `CVE-${index}`, severity: 'low' }))
    const bar = /^[🟥🟧🟨🟦⬜❔]+$/mu.exec(scanSummary(resultOf([critical, ...many], [critical])))?.[0] ?? ''
    expect(bar).toMatch(/^🟥🟦+$/u)
    expect([...bar].length).toBeLessThanOrEqual(25)
  })
})

it('shows two hundred of very many, and says so', () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    finding({ id: `CVE-${index}`, summary: 'x'.repeat(500) }),
  )
  const markdown = scanSummary(resultOf(many, many))
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
  const markdown = scanSummary({ ...resultOf([found], [found]), blindSpots: [nasty] })
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
