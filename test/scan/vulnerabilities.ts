import type { OsvVulnerability } from '../support/osv.ts'

// Records of OSV.dev, shortened to what a scan reads.
// https://osv.dev/vulnerability/GHSA-35jh-r3h4-6jhm, …/GHSA-29mw-wpgm-hmr9, …/GHSA-xvch-5gv4-984h

export const lodashInjection: OsvVulnerability = {
  id: 'GHSA-35jh-r3h4-6jhm',
  aliases: ['CVE-2021-23337'],
  summary: 'Command Injection in lodash',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [npm('lodash', { introduced: '0' }, { fixed: '4.17.21' })],
  references: [
    { type: 'ADVISORY', url: 'https://nvd.nist.gov/vuln/detail/CVE-2021-23337' },
    { type: 'WEB', url: 'https://snyk.io/vuln/SNYK-JS-LODASH-1040724' },
  ],
  database_specific: { severity: 'HIGH' },
}

export const lodashRegExp: OsvVulnerability = {
  id: 'GHSA-29mw-wpgm-hmr9',
  aliases: ['CVE-2020-28500'],
  summary: 'Regular Expression Denial of Service (ReDoS) in lodash',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L' }],
  affected: [npm('lodash', { introduced: '4.0.0' }, { fixed: '4.17.21' })],
  database_specific: { severity: 'MODERATE' },
}

export const minimistPollution: OsvVulnerability = {
  id: 'GHSA-xvch-5gv4-984h',
  aliases: ['CVE-2021-44906'],
  summary: 'Prototype Pollution in minimist',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    npm('minimist', { introduced: '1.0.0' }, { fixed: '1.2.6' }),
    npm('minimist', { introduced: '0' }, { fixed: '0.2.4' }),
  ],
  database_specific: { severity: 'CRITICAL' },
}

/** What the shop of the fixtures is vulnerable to. */
export const shopVulnerabilities = [lodashInjection, lodashRegExp, minimistPollution]

export function npm(name: string, ...events: { introduced?: string; fixed?: string }[]) {
  return { package: { ecosystem: 'npm', name }, ranges: [{ type: 'SEMVER', events }] }
}
