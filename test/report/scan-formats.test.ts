import { expect, it } from 'vitest'
import { outputFormats } from '../../src/scan/output.ts'
import { finding, resultOf } from './finding.ts'

const failing = finding({ id: 'GHSA-1', severity: 'critical' })
const result = resultOf(
  [failing, finding({ id: 'GHSA-22', severity: 'low', fixedIn: [], package: { name: 'ms', version: '2' } })],
  [failing],
)

it('writes JSON that says all', () => {
  expect(JSON.parse(outputFormats.json.format(result))).toMatchObject({
    verdict: 'failed',
    findings: [{ id: 'GHSA-1' }, { id: 'GHSA-22' }],
    failing: [{ id: 'GHSA-1' }],
    startedAt: '2026-01-02T03:04:05.000Z',
  })
})

it('writes a table that lines up', () => {
  expect(outputFormats.table.format(result)).toBe(
    [
      'SEVERITY  PACKAGE  VERSION  FIXED IN  VULNERABILITY  FAILS',
      'critical  lodash   4.17.20  4.17.21   GHSA-1         yes',
      'low       ms       2        -         GHSA-22',
      '',
    ].join('\n'),
  )
})

it('lets no text break out of its cell', () => {
  const nasty = finding({
    id: 'GHSA-1\n::error::x\u001b[2J\u202e',
    package: { name: 'a\r\nb', version: '1' },
  })
  const table = outputFormats.table.format(resultOf([nasty], []))
  expect(table.split('\n')).toHaveLength(3)
  expect(table.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})
