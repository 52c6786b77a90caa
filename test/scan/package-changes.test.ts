import { expect, it } from 'vitest'
import { comparePackages } from '../../src/scan/package-changes.ts'

const npm = (name: string, version: string, qualifiers = '') => ({
  name,
  version,
  purl: `pkg:npm/${name.replace('@', '%40')}@${version}${qualifiers}`,
})

it('tells what was added, removed and changed, each by name', () => {
  const before = [
    npm('left-pad', '1.0.0'),
    npm('lodash', '4.17.20'),
    npm('same', '1.0.0'),
    npm('axios', '1.0.0'),
  ]
  const after = [
    npm('zod', '4.0.0'),
    npm('lodash', '4.17.21'),
    npm('same', '1.0.0'),
    npm('@acme/cart', '2.0.0'),
  ]
  expect(comparePackages(before, after)).toEqual({
    added: [npm('@acme/cart', '2.0.0'), npm('zod', '4.0.0')],
    removed: [npm('axios', '1.0.0'), npm('left-pad', '1.0.0')],
    changed: [{ name: 'lodash', from: ['4.17.20'], to: ['4.17.21'] }],
  })
})

it('takes several versions of a package as one that changed', () => {
  const before = [npm('ms', '2.0.0'), npm('ms', '2.1.3')]
  expect(comparePackages(before, [npm('ms', '2.1.3')]).changed).toEqual([
    { name: 'ms', from: ['2.0.0', '2.1.3'], to: ['2.1.3'] },
  ])
})

it.each([
  ['their order', [npm('a', '1'), npm('b', '1')], [npm('b', '1'), npm('a', '1')]],
  ['a qualifier', [npm('a', '1', '?arch=amd64')], [npm('a', '1', '?arch=arm64')]],
  ['nothing', [], []],
])('sees no change in %s', (_, before, after) => {
  expect(comparePackages(before, after)).toEqual({ added: [], removed: [], changed: [] })
})

it('tells packages of one name in two ecosystems apart', () => {
  const pypi = { name: 'requests', version: '1', purl: 'pkg:pypi/requests@1' }
  expect(comparePackages([npm('requests', '1')], [pypi])).toMatchObject({
    added: [pypi],
    removed: [npm('requests', '1')],
  })
})
