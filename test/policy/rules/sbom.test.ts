import { expect, it } from 'vitest'
import { sbom as rule } from '../../../src/policy/rules/sbom.ts'
import { ago, facts, provenance, statement } from '../example.ts'

const cyclonedx = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [{}, {}] }
const spdx = { spdxVersion: 'SPDX-2.3', packages: [{}] }

it.each([
  ['CycloneDX', [statement('https://cyclonedx.org/bom', cyclonedx)], 'cyclonedx with 2 packages'],
  ['SPDX', [statement('https://spdx.dev/Document/v2.3', spdx)], 'spdx with 1 package'],
  [
    'one without packages',
    [statement('https://cyclonedx.org/bom', { bomFormat: 'CycloneDX' })],
    'cyclonedx with 0 packages',
  ],
  [
    'two',
    [
      statement('https://spdx.dev/Document', spdx, { signedAt: ago(99_000) }),
      statement('https://cyclonedx.org/bom', cyclonedx),
    ],
    'cyclonedx with 2 packages',
  ],
])('accepts %s', (_, evidence, reason) => {
  expect(rule.evaluate(facts({ evidence }))).toMatchObject({ passed: true, reason })
})

it('refuses an artifact that has none', () => {
  expect(rule.evaluate(facts({ evidence: [provenance()] }))).toMatchObject({ passed: false })
})

it('does not take one format for the other', () => {
  expect(() => rule.evaluate(facts({ evidence: [statement('https://cyclonedx.org/bom', spdx)] }))).toThrow()
})
