import { expect, it } from 'vitest'
import { compareFindings } from '../../src/gate/baseline.ts'
import type { Found } from '../../src/gate/found.ts'

const found = (said: Partial<Found> & { purl?: string } = {}): Found => {
  const { purl = 'pkg:npm/lodash@4.17.20', ...rest } = said
  return {
    kind: 'vulnerability',
    id: 'CVE-1',
    aliases: [],
    severity: 'high',
    package: { name: 'lodash', version: '4.17.20', purl },
    ...rest,
  }
}

it.each<[string, Found, Found, boolean]>([
  ['the same', found(), found(), true],
  ['another version of the package', found(), found({ purl: 'pkg:npm/lodash@4.17.19' }), true],
  ['another name of the vulnerability', found({ aliases: ['GHSA-1'] }), found({ id: 'GHSA-1' }), true],
  ['a third name of both', found({ aliases: ['GO-1'] }), found({ id: 'GHSA-1', aliases: ['GO-1'] }), true],
  ['another package', found(), found({ purl: 'pkg:npm/minimist@1' }), false],
  ['another ecosystem', found(), found({ purl: 'pkg:deb/debian/lodash@4' }), false],
  ['another vulnerability', found(), found({ id: 'CVE-2' }), false],
  [
    'a secret in another place',
    { kind: 'secret', id: 'key', aliases: [], severity: 'high', path: 'a' },
    { kind: 'secret', id: 'key', aliases: [], severity: 'high', path: 'b' },
    false,
  ],
  [
    'a misconfiguration of that name',
    found({ id: 'DS-1' }),
    { kind: 'misconfiguration', id: 'DS-1', aliases: [], severity: 'high', path: 'lodash' },
    false,
  ],
])('of what serves, %s is carried: %3$s', (_, here, there, isCarried) => {
  const { carried, fresh, fixed } = compareFindings([here], [there])
  expect([carried.length, fresh.length, fixed.length]).toEqual(isCarried ? [1, 0, 0] : [0, 1, 1])
})

it('finds all new where nothing serves', () => {
  expect(compareFindings([found()], [])).toMatchObject({ fresh: [found()], carried: [], fixed: [] })
})
