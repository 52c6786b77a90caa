import { expect, it } from 'vitest'
import { loadRating } from '../../src/scan/severity.ts'

const rate = await loadRating()

const v2 = 'AV:N/AC:L/Au:N/C:P/I:P/A:P'
const v30 = 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
const v31 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N'
const v40 = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N'

// Scores as https://nvd.nist.gov/vuln-metrics/cvss gives them.
it.each([
  ['version 2', v2, 7.5, 'high'],
  ['version 2 in parentheses, as NVD had it', `(${v2})`, 7.5, 'high'],
  ['version 3.0', v30, 9.8, 'critical'],
  ['version 3.1', v31, 6.1, 'medium'],
  ['version 3.1 with temporal metrics, which do not count', `${v31}/E:U/RL:O/RC:C`, 6.1, 'medium'],
  ['version 3.1, hard to use', 'CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:L', 1.6, 'low'],
  ['version 3.1 without impact', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0, 'negligible'],
  ['version 4.0', v40, 9.3, 'critical'],
  ['version 4.0 with its threat', `${v40}/E:U`, 8.1, 'high'],
])('scores a vector of %s', (_, vector, score, severity) => {
  expect(rate({ vectors: [vector], words: [] })).toEqual({ severity, score, vector })
})

it.each([
  ['4.0 before 3.1', [v31, v40, v2], v40],
  ['3.1 before 3.0', [v30, v31], v31],
  ['3.0 before 2', [v2, v30], v30],
  ['what can be read before what cannot', ['CVSS:4.0/AV:N', v2], v2],
])('takes %s', (_, vectors, vector) => {
  expect(rate({ vectors, words: [] })).toMatchObject({ vector })
})

it.each([
  ['LOW', 'low'],
  ['MODERATE', 'medium'],
  ['HIGH', 'high'],
  ['CRITICAL', 'critical'],
  ['negligible', 'negligible'],
  ['not yet assigned', 'unknown'],
])('takes the word %s where there is no vector', (word, severity) => {
  expect(rate({ vectors: [], words: [word] })).toEqual({ severity })
})

it.each([
  ['nothing', []],
  ['too few metrics', ['CVSS:3.1/AV:N/AC:L']],
  ['a metric that does not exist', ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/ZZ:1']],
  ['a value that does not exist', ['CVSS:3.1/AV:N/AC:Q/PR:N/UI:N/S:U/C:H/I:H/A:H']],
  ['a version that does not exist', ['CVSS:9.9/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H']],
  ['anything else', ['very bad']],
])('keeps %s unknown, never harmless', (_, vectors) => {
  expect(rate({ vectors, words: [] })).toEqual({ severity: 'unknown' })
})

it('falls back to a word when a vector says nothing', () => {
  expect(rate({ vectors: ['CVSS:3.1/AV:N'], words: ['HIGH'] })).toEqual({ severity: 'high' })
})
