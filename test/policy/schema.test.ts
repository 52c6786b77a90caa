import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { formatSchema, policyJsonSchema, schemaPath } from '../../scripts/schema.ts'
import { policyReference } from '../../src/policy/reference.ts'
import { tables } from './example.ts'

type Schema = { properties?: Record<string, Schema>; description?: string } & Record<string, unknown>

/** Every key of the schema with what is said about it, by its path. */
function keysOf(schema: unknown, path = ''): [string, Schema][] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([name, value]: [string, Schema]) =>
    name === 'properties'
      ? Object.entries(value).flatMap(([key, property]) => [
          [`${path}.${key}`, property] as [string, Schema],
          ...keysOf(property, `${path}.${key}`),
        ])
      : keysOf(value, `${path}/${name}`),
  )
}

describe('the JSON Schema', () => {
  it('is published as it is generated; run `node scripts/schema.ts` after a change', async () => {
    const published = await readFile(new URL(`../../${schemaPath}`, import.meta.url), 'utf8')
    expect(published).toBe(formatSchema())
  })

  it('says in which draft it is and where it is found', () => {
    expect(policyJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: expect.stringMatching(/^https:.*\/schema\/immutable-deploy\.schema\.json$/),
    })
  })

  it('describes every key, so that editors can', () => {
    const keys = keysOf(policyJsonSchema())
    expect(keys.length).toBeGreaterThan(50)
    expect(keys.filter(([, { description }]) => !description).map(([path]) => path)).toEqual([])
  })

  it('refuses unknown keys as the reader does', () => {
    const maps = JSON.stringify(policyJsonSchema()).match(/"type":"object","properties"/g) ?? []
    const closed = JSON.stringify(policyJsonSchema()).match(/"additionalProperties":false/g) ?? []
    expect(closed.length).toBe(maps.length)
  })
})

describe('policyReference', () => {
  it('has a table for each map, and a row for each key, rule and variable', () => {
    const reference = policyReference(tables)
    expect(reference).toContain('### `environments.<name>.require.scan`')
    expect(reference).toContain('### `environments.<name>.target of kind registry`')
    expect(reference).toContain('| `timeout` | How long to wait for that in all. | `60s` |')
    expect(reference).toContain(
      '| `freeze` | No `freeze` holds, or the promotion gives the override that it names. |',
    )
    expect(reference).toContain('| `commit` | The commit that the provenance names. |')
  })
})
