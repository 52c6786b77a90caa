import { variables } from './expression.ts'
import type { Rule } from './facts.ts'
import { rules } from './rules/index.ts'
import { policyJsonSchema, type Tables } from './schema.ts'

/** Writes the reference of the policy file in Markdown: every key, rule and variable, from what reads them. */
export function policyReference(tables: Tables): string {
  return [
    ...toldOnce(sectionsOf('', policyJsonSchema(tables))),
    section('Rules', 'What is asked before anything is staged.', ['rule', 'passes when'], ruleRows()),
    section(
      'Variables of expressions',
      'What `rules` may ask about, in [CEL](https://cel.dev).',
      ['variable', 'what it holds'],
      variableRows(),
    ),
  ].join('\n\n')
}

/** A target or check is the same wherever it stands. */
function toldOnce(sections: readonly string[]): string[] {
  const bodyOf = (text: string) => text.slice(text.indexOf('\n'))
  const bodies = sections.map(bodyOf)
  return sections.filter((text, index) => bodies.indexOf(bodyOf(text)) === index)
}

function ruleRows(): string[][] {
  return Object.entries<Rule>(rules).map(([name, { description }]) => [code(name), description])
}

function variableRows(): string[][] {
  return Object.entries(variables).map(([name, description]) => [code(name), description])
}

/** What of JSON Schema ours is made of. */
type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  description?: string
  default?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  items?: Schema
  oneOf?: Schema[]
}

/** One table for each map of the file, the outer before the inner. */
function sectionsOf(path: string, schema: Schema, known: readonly string[] = []): string[] {
  const { properties = {}, required = [], additionalProperties, items, oneOf = [], description = '' } = schema
  if (items !== undefined) return sectionsOf(`${path}[]`, items)
  if (typeof additionalProperties === 'object' && additionalProperties.properties !== undefined)
    return sectionsOf(`${path}.<name>`, additionalProperties)
  if (oneOf.length > 0)
    return oneOf.flatMap((one) => sectionsOf(`${path} of kind ${one.properties?.kind?.const}`, one))
  const keys = Object.keys(properties)
  // The same keys again, as in what `trust.scan` overrides, are told once.
  if (keys.every((key) => known.includes(key))) return []
  const rows = Object.entries(properties).map(([key, property]) =>
    rowOf(key, property, required.includes(key)),
  )
  const inner = Object.entries(properties).flatMap(([key, property]) =>
    sectionsOf(path === '' ? key : `${path}.${key}`, property, keys),
  )
  const title = path === '' ? 'The file' : code(path)
  return [section(title, description, ['key', 'what it says', 'default'], rows), ...inner]
}

function rowOf(key: string, schema: Schema, isRequired: boolean): string[] {
  const { description = '', enum: choices } = schema
  const words =
    choices === undefined || choices.length > 8
      ? ''
      : ` One of ${choices.map((word) => code(String(word))).join(', ')}.`
  const fallback = schema.default === undefined ? (isRequired ? 'required' : '') : defaultOf(schema.default)
  return [code(key), `${description}${words}`, fallback]
}

function defaultOf(value: unknown): string {
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  return written === '{}' || written === '[]' ? '' : code(written)
}

function section(title: string, text: string, header: string[], rows: string[][]): string {
  const lines = [header, header.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  )
  return [`### ${title}`, text, lines.join('\n')].filter((part) => part !== '').join('\n\n')
}

function code(text: string): string {
  return `\`${text}\``
}
