import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { z } from 'zod'
import { checks } from '../../src/check/index.ts'

// What the documentation shows must be taken as it stands.

const text = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8')
const examples = [...text.matchAll(/^```yaml\n(.*?)^```/gms)]
  .flatMap(([, yaml = '']): Record<string, unknown>[] => parse(yaml))
  .flatMap((example) => Object.entries(example))
const schemas: Record<string, z.ZodType> = Object.fromEntries(
  Object.entries(checks).map(([kind, { options }]) => [kind, options]),
)

describe('the documentation of the checks', () => {
  it('has an example of each', () => {
    expect([...new Set(examples.map(([kind]) => kind))].sort()).toEqual(Object.keys(checks).sort())
  })

  it.each(examples)('shows a check that is taken as it stands: %s %j', (kind, options) => {
    expect(schemas[kind]?.safeParse(options).error).toBeUndefined()
  })

  it('has a section of each, in the order of the table', () => {
    const sections = [...text.matchAll(/^## (\S+)$/gm)].map(([, kind]) => kind)
    expect(sections).toEqual(Object.keys(checks))
  })
})
