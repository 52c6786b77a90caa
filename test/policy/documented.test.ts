import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cycloneDxType } from '../../src/evidence/predicate/sbom.ts'
import { evaluate } from '../../src/policy/evaluate.ts'
import { variables } from '../../src/policy/expression.ts'
import { facts, provenance, scan, statement } from './example.ts'

// What the documentation shows must work as it stands.

const text = readFileSync(new URL('../../docs/policy.md', import.meta.url), 'utf8')
const section = text.slice(text.indexOf('## Rules of your own'), text.indexOf('## Decisions from outside'))
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|'))
      .filter((cell) => cell !== ''),
  )
  .map(([variable = '', , expression = '']) => ({
    variable: variable.replaceAll('`', ''),
    expression: expression.replace(/^`|`$/g, ''),
  }))

it('every variable is documented, with an expression over it', () => {
  const documented = new Set(rows.map(({ variable }) => variable.split('.')[0]))
  expect([...documented].sort()).toEqual(Object.keys(variables).sort())
})

it.each(rows)('the expression over $variable has an answer: $expression', async ({ expression }) => {
  const sbom = statement(cycloneDxType, { bomFormat: 'CycloneDX', specVersion: '1.6', components: [] })
  const known = facts({
    evidence: [provenance(), sbom, scan(['low'])],
    policy: { require: { rules: [{ name: 'documented', expression }] } },
  })
  known.artifact.config.config = { Labels: { 'org.opencontainers.image.licenses': 'MIT' } }
  const verdict = (await evaluate(known)).find(({ rule }) => rule === 'documented')
  expect(verdict?.reason).toMatch(/^(true|false): /)
})
