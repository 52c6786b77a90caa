import { expect, it } from 'vitest'
import { parseVulnerabilities, severityOf } from '../../src/evidence/predicate/vulnerabilities.ts'
import { formatSignedFinding, parseSignedFinding } from '../../src/gate/signed-findings.ts'
import { reportedFinding } from '../../src/scan/reported.ts'
import { finding } from '../scan/finding.ts'

it.each([
  ['critical', 9.8, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'CVSS:3.1'],
  ['high', 7.5, 'AV:N/AC:L/Au:N/C:P/I:P/A:P', 'CVSS:2.0'],
  ['unknown', undefined, undefined, undefined],
] as const)(
  'writes a %s finding so that its severity can be read back',
  (severity, score, vector, method) => {
    const found = reportedFinding(finding({ id: 'CVE-1', severity, score, vector }))
    const { scanner } = parseVulnerabilities({
      scanner: { uri: 'https://osv.dev', result: [formatSignedFinding(found)] },
      metadata: { scanStartedOn: '2026-01-01T00:00:00Z', scanFinishedOn: '2026-01-01T00:00:01Z' },
    })
    expect(scanner.result.map((one) => severityOf(one.severity))).toEqual([severity])
    expect(scanner.result[0]?.severity[1]?.method).toBe(method)
    expect(scanner.result[0]?.annotations).toEqual([
      {
        package: 'pkg:npm/lodash@4.17.20',
        name: 'lodash',
        version: '4.17.20',
        fixedIn: ['4.17.21'],
        aliases: [],
      },
    ])
  },
)

it.each([
  ['a vulnerability', reportedFinding(finding({ aliases: ['CVE-1'], fixedIn: [] }))],
  [
    'a secret',
    { kind: 'secret', id: 'aws-key', aliases: [], severity: 'critical', path: 'app/.env', links: [] },
  ],
  ['one of a package without a purl', reportedFinding(finding({ package: { name: '@a/b', version: '1' } }))],
] as const)('reads back what it has written: %s', (_, found) => {
  const read = parseSignedFinding(JSON.parse(JSON.stringify(formatSignedFinding(found))))
  const { links: _links, ...known } = found as typeof found & { links: unknown }
  expect(read).toEqual(known)
})

it('takes the scanner’s word before a score beside it', () => {
  const found = reportedFinding(finding({ severity: 'low', score: 9.8, vector: 'CVSS:3.1/AV:N' }))
  expect(parseSignedFinding(formatSignedFinding(found)).severity).toBe('low')
})

it.each([
  ['the worst of scores', { severity: [{ method: 'CVSS', score: '9.1' }] }, { severity: 'critical' }],
  ['no severity as unknown', { severity: [] }, { severity: 'unknown' }],
  ['no annotation as one that says nothing about fixes', { severity: [] }, { aliases: [] }],
])('reads of others: %s', (_, said, wanted) => {
  const read = parseSignedFinding({ id: 'CVE-1', ...said })
  expect(read).toMatchObject(wanted)
  expect(read).not.toHaveProperty('fixedIn')
})

it.each([
  ['pkg:maven/org.apache/commons@1.0', { name: 'org.apache:commons', version: '1.0' }],
  ['pkg:deb/debian/openssl@3.0', { name: 'openssl', version: '3.0' }],
  ['@babel/core@7.0.0', { name: '@babel/core', version: '7.0.0' }],
])('names the package of an older scan: %s', (identifier, wanted) => {
  const annotations = [{ package: identifier, fixedIn: [], aliases: [] }]
  expect(parseSignedFinding({ id: 'CVE-1', severity: [], annotations }).package).toMatchObject(wanted)
})
