import { expect, it } from 'vitest'
import { type FormatRequest, outputFormats } from '../../src/report/scan-formats.ts'
import type { Finding } from '../../src/scan/findings.ts'
import { assessed, finding, scannedOf } from '../scan/finding.ts'

function requestOf(findings: Finding[]): FormatRequest {
  const whole = { platformImages: [], parts: [], isGiven: false, sbomPaths: [], folder: '' }
  return {
    scanned: { ...scannedOf(findings), ...whole },
    assessment: assessed(findings),
    category: 'immutable-deploy/osv/sbom.json',
    artifact: 'sbom.json',
  }
}

const failing = finding({ id: 'GHSA-1', severity: 'critical' })
const request = requestOf([
  failing,
  finding({ id: 'GHSA-22', severity: 'low', fixedIn: [], package: { name: 'ms', version: '2' } }),
])

it('writes JSON that says all', () => {
  expect(JSON.parse(outputFormats.json.format(request))).toMatchObject({
    verdict: 'failed',
    findings: [{ id: 'GHSA-1' }, { id: 'GHSA-22' }],
    failing: [{ id: 'GHSA-1' }],
    startedAt: '2026-01-02T03:04:05.000Z',
  })
})

it('writes a table that lines up', () => {
  expect(outputFormats.table.format(request)).toBe(
    [
      'SEVERITY  PACKAGE  VERSION  FIXED IN  FINDING  OUTCOME',
      'critical  lodash   4.17.20  4.17.21   GHSA-1   fails',
      'low       ms       2        -         GHSA-22  below the cutoff',
      '',
    ].join('\n'),
  )
})

it('lets no text break out of its cell', () => {
  const nasty = finding({
    id: 'GHSA-1\n::error::x\u001b[2J\u202e',
    package: { name: 'a\r\nb', version: '1' },
  })
  const table = outputFormats.table.format(requestOf([nasty]))
  expect(table.split('\n')).toHaveLength(3)
  expect(table.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})
