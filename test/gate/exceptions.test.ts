import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { exceptionsSchemaPath, formatExceptionsSchema } from '../../scripts/schema.ts'
import { parseRepository } from '../../src/artifact/reference.ts'
import { isFailure } from '../../src/failure.ts'
import { daysLeft, exceptionLookup, termOf } from '../../src/gate/exceptions.ts'
import { assertTerms, parseExceptions } from '../../src/gate/exceptions-file.ts'
import type { Found } from '../../src/gate/found.ts'
import { projectRoot } from '../support/runner.ts'

const file = '.github/vulnerability-exceptions.yml'
const image = parseRepository('ghcr.io/acme/shop')

const lodash: Found = {
  kind: 'vulnerability',
  id: 'GHSA-35jh-r3h4-6jhm',
  aliases: ['CVE-2021-23337'],
  severity: 'high',
  package: { name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' },
  fixedIn: ['4.17.21'],
}

const whole = `version: 1
exceptions:
  - id: CVE-2021-23337
    package: lodash
    reason: only our own templates are compiled
    owner: '@acme/shop'
    expires: 2027-03-01
`

/** A file with one exception, in which a test changes some lines. */
function fileWith(changes: Record<string, string | undefined>): string {
  const lines: Record<string, string | undefined> = {
    id: 'CVE-2021-23337',
    package: 'lodash',
    reason: 'it is not called',
    owner: 'shop',
    expires: '2027-03-01',
    ...changes,
  }
  const entries = Object.entries(lines).filter(([, value]) => value !== undefined)
  return `version: 1\nexceptions:\n  - ${entries.map(([key, value]) => `${key}: ${value}`).join('\n    ')}\n`
}

function problemsOf(text: string): { line: number | undefined; message: string }[] {
  try {
    parseExceptions(text, file)
  } catch (error) {
    if (!isFailure(error, 'invalid-input')) throw error
    return error.problems.map(({ message, place }) => ({ line: place?.line, message }))
  }
  return []
}

describe('the file of exceptions', () => {
  it('is read with the line of each', () => {
    expect(parseExceptions(whole, file)).toEqual({
      file,
      list: [
        {
          id: 'CVE-2021-23337',
          package: 'lodash',
          reason: 'only our own templates are compiled',
          owner: '@acme/shop',
          expires: new Date('2027-03-01T00:00:00Z'),
          line: 3,
        },
      ],
    })
  })

  it.each<[string, string, number, string]>([
    [
      'a key that is not known',
      fileWith({ expire: '2027-03-01' }),
      8,
      'unknown key "expire" in exceptions[0]; did you mean "expires"?',
    ],
    ['no expiry', fileWith({ expires: undefined }), 3, 'exceptions[0] has no "expires"'],
    ['no reason', fileWith({ reason: undefined }), 3, 'exceptions[0] has no "reason"'],
    ['no owner', fileWith({ owner: undefined }), 3, 'exceptions[0] has no "owner"'],
    ['an empty reason', fileWith({ reason: '" "' }), 5, 'exceptions[0].reason: must not be empty'],
    [
      'a day that is not',
      fileWith({ expires: '2027-02-30' }),
      7,
      'exceptions[0].expires: wanted a day such as 2027-03-01; found "2027-02-30"',
    ],
    [
      'a time of day',
      fileWith({ expires: '2027-03-01T00:00:00Z' }),
      7,
      'exceptions[0].expires: wanted a day such as 2027-03-01',
    ],
    ['a word for a day', fileWith({ expires: 'never' }), 7, 'exceptions[0].expires: wanted a day'],
    ['no scope', fileWith({ package: undefined }), 3, 'wanted "package", "image" or "path" as well'],
    ['two kinds of scope', fileWith({ path: 'app/.env' }), 3, 'names a package and a path'],
    ['an image with a tag', fileWith({ image: 'ghcr.io/acme/shop:v1' }), 8, 'exceptions[0].image'],
    ['a purl that is none', fileWith({ package: '"pkg:"' }), 4, 'exceptions[0].package: not a purl'],
    ['two names in one', fileWith({ id: 'CVE-1 CVE-2' }), 3, 'exceptions[0].id'],
    [
      'a justification of no kind',
      fileWith({ justification: 'trust_me' }),
      8,
      'exceptions[0].justification: wanted one of',
    ],
    ['another version', whole.replace('version: 1', 'version: 2'), 1, 'version: wanted 1'],
    ['a list that is none', 'version: 1\nexceptions: {}\n', 2, 'exceptions: wanted a list'],
    ['nothing', '', 1, ''],
    ['no YAML', 'version: 1\nexceptions: [\n', 3, ''],
  ])('is refused with the line for %s', (_, text, line, message) => {
    const [problem, ...others] = problemsOf(text)
    expect([problem?.line, others]).toEqual([line, []])
    expect(problem?.message).toContain(message)
  })

  it('is refused where one stands twice', () => {
    const again = whole + whole.slice(whole.indexOf('  - id'))
    expect(problemsOf(again)).toEqual([
      { line: 8, message: 'exceptions[1]: stands twice; the first is on line 3' },
    ])
    expect(problemsOf(again.replace(/lodash(?![\s\S]*lodash)/, 'minimist'))).toEqual([])
  })

  it('is told all its faults at once', () => {
    expect(problemsOf(fileWith({ expires: 'soon', oner: 'x', reason: undefined }))).toHaveLength(3)
  })
})

describe('the term of an exception', () => {
  const expires = new Date('2027-03-01T00:00:00Z')
  it.each([
    ['2026-02-28T00:00:00Z', 'in-force'],
    ['2026-02-25T00:00:00Z', 'too-long'],
    ['2027-02-28T23:59:59Z', 'in-force'],
    ['2027-03-01T00:00:00Z', 'expired'],
    ['2028-01-01T00:00:00Z', 'expired'],
  ])('seen at %s is %s', (now, term) => {
    expect(termOf({ expires }, new Date(now))).toBe(term)
  })

  it('of more than a year is refused, at its line', () => {
    const exceptions = parseExceptions(whole, file)
    expect(() => assertTerms(exceptions, new Date('2027-02-28T00:00:00Z'))).not.toThrow()
    expect(() => assertTerms(exceptions, new Date('2026-01-01T00:00:00Z'))).toThrow(
      `exceptions ${file}, line 3: exception of CVE-2021-23337 expires on 2027-03-01; wanted a day at most a year ahead`,
    )
  })

  it('is told in days, the last one counted', () => {
    expect(daysLeft({ expires }, new Date('2027-02-28T12:00:00Z'))).toBe(1)
    expect(daysLeft({ expires }, new Date('2027-02-01T00:00:00Z'))).toBe(28)
  })
})

describe('an exception', () => {
  const secret: Found = { kind: 'secret', id: 'aws-key', aliases: [], severity: 'critical', path: 'app/.env' }
  it.each<[string, Record<string, string | undefined>, Found, boolean]>([
    ['by an alias', {}, lodash, true],
    ['by its own name', { id: 'GHSA-35jh-r3h4-6jhm' }, lodash, true],
    ['in another case', { id: 'cve-2021-23337' }, lodash, true],
    ['of another vulnerability', { id: 'CVE-2021-2333' }, lodash, false],
    ['of another package', { package: 'lodash.template' }, lodash, false],
    ['by a purl without a version', { package: 'pkg:npm/lodash' }, lodash, true],
    ['by a purl with its version', { package: 'pkg:npm/lodash@4.17.20' }, lodash, true],
    ['by a purl with another version', { package: 'pkg:npm/lodash@4.17.19' }, lodash, false],
    ['of another ecosystem', { package: 'pkg:deb/debian/lodash' }, lodash, false],
    ['of this image', { package: undefined, image: 'ghcr.io/acme/shop' }, lodash, true],
    ['of another image', { image: 'ghcr.io/acme/other' }, lodash, false],
    ['of a path', { id: 'aws-key', package: undefined, path: 'app/.env' }, secret, true],
    ['of another path', { id: 'aws-key', package: undefined, path: 'app/.envrc' }, secret, false],
    ['of a package for a secret', { id: 'aws-key' }, secret, false],
    ['of a path for a package', { package: undefined, path: 'app/.env' }, lodash, false],
  ])('%s is about it: %4$s', (_, changes, found, isAbout) => {
    const { list } = parseExceptions(fileWith(changes), file)
    expect(exceptionLookup(list, image)(found).length > 0).toBe(isAbout)
  })

  it('of one image is about none where the image is not known', () => {
    const { list } = parseExceptions(fileWith({ image: 'ghcr.io/acme/shop' }), file)
    expect(exceptionLookup(list, undefined)(lodash)).toEqual([])
  })
})

describe('its JSON Schema', () => {
  const schema = JSON.parse(formatExceptionsSchema())

  it('is published as it is generated; run `node scripts/schema.ts` after a change', () => {
    expect(readFileSync(join(projectRoot, exceptionsSchemaPath), 'utf8')).toBe(formatExceptionsSchema())
  })

  it('takes what is read, and not what is refused', () => {
    const validate = new Ajv.Ajv2020({ strict: false }).compile(schema)
    expect(validate(parse(whole))).toBe(true)
    expect(validate(parse(fileWith({ expire: 'x' })))).toBe(false)
    expect(validate(parse(fileWith({ owner: undefined })))).toBe(false)
    expect(validate(parse(fileWith({ package: undefined })))).toBe(false)
  })
})
