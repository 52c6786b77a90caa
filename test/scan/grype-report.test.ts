import { describe, expect, it } from 'vitest'
import { countFindings, mergeFindings } from '../../src/scan/findings.ts'
import { parseGrypeReport } from '../../src/scan/grype-report.ts'
import { sourceDigestsOf } from '../../src/scan/syft.ts'
import { captured, image } from './programs.ts'

const report = () => JSON.parse(captured('grype/findings.json'))

it('counts what Grype counts', () => {
  const counts = countFindings(mergeFindings(parseGrypeReport(report()).findings))
  const rows = captured('grype/table.txt').trim().split('\n').slice(1)
  const told = rows.map((row) => /\s(Unknown|Negligible|Low|Medium|High|Critical)\s/.exec(row)?.[1] ?? '')
  const table = Object.fromEntries(Object.keys(counts).map((name) => [name, 0]))
  for (const name of told) table[name.toLowerCase()] = (table[name.toLowerCase()] ?? 0) + 1
  expect(counts).toEqual(table)
  expect(rows).toHaveLength(5)
})

it('tells by whom it was rated, and where the package lies', () => {
  const lodash = mergeFindings(parseGrypeReport(report()).findings).find(
    ({ package: { name } }) => name === 'lodash',
  )
  expect(lodash).toMatchObject({
    id: 'GHSA-35jh-r3h4-6jhm',
    aliases: ['CVE-2021-23337'],
    package: { version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' },
    severity: 'high',
    ratedBy: 'github',
    score: 7.2,
    fixedIn: ['4.17.21'],
  })
  expect(lodash?.locations).toHaveLength(2)
  expect(lodash?.locations?.[0]?.path).toMatch(/^(app|tools)\/node_modules\/lodash\/package\.json$/)
})

it('tells which database it looked into, and for which distribution', () => {
  expect(parseGrypeReport(report())).toMatchObject({
    version: '0.110.0',
    database: { version: 'v6.1.4', builtAt: expect.stringMatching(/^2026-/) },
    distribution: { name: 'debian', version: '12.5' },
  })
})

it('keeps what nobody has rated as unknown', () => {
  const found = parseGrypeReport(report()).findings.find(({ id }) => id === 'CVE-2099-0002')
  expect(found).toMatchObject({ severity: 'unknown' })
  expect(found).not.toHaveProperty('ratedBy')
})

it('does not take for one what an update mends together', () => {
  const said = report()
  const [match] = said.matches
  match.vulnerability.id = 'ELSA-2026-1'
  match.relatedVulnerabilities = [{ id: 'CVE-1' }, { id: 'CVE-2' }]
  expect(parseGrypeReport({ ...said, matches: [match] }).findings[0]?.aliases).toEqual([])
})

describe('refuses', () => {
  it.each([
    ['a list', () => [], 'not a JSON object'],
    ['another scanner', () => descriptorWith({ name: 'gripe' }), 'name "gripe" as their scanner'],
    ['no database', () => descriptorWith({ db: undefined }), 'looked into no database'],
    [
      'a database of another schema',
      () => withDb({ schemaVersion: 'v7.0.0' }),
      'schema v7.0.0; known here: v6',
    ],
    ['a database that is invalid', () => withDb({ valid: false, error: 'torn' }), 'invalid: torn'],
    ['matches that are none', () => ({ ...report(), matches: null }), 'matches: wanted a list'],
  ])('%s', (_, value, message) => {
    expect(() => parseGrypeReport(value())).toThrow(message)
  })
})

function descriptorWith(change: object) {
  const said = report()
  return { ...said, descriptor: { ...said.descriptor, ...change } }
}

function withDb(change: object) {
  const { db } = report().descriptor
  return descriptorWith({ db: { ...db, status: { ...db.status, ...change } } })
}

describe("Syft's list", () => {
  const list = () => JSON.parse(captured('grype/syft.json'))

  it('names the image that was looked into', () => {
    expect(sourceDigestsOf(list()).some((one) => one.endsWith(`@${image.digest}`))).toBe(true)
  })

  it('is refused in a schema that is not known', () => {
    const said = { ...list(), schema: { version: '17.0.0' } }
    expect(() => sourceDigestsOf(said)).toThrow('schema version "17.0.0"; known here: 16')
    expect(() => sourceDigestsOf({})).toThrow('schema version none')
  })
})
