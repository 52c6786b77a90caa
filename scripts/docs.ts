// Writes what is generated: the tables of inputs and outputs in the READMEs, the policy's reference, the schema.
// With --check it writes nothing and fails where a file is not current.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { checks } from '../src/check/index.ts'
import { policyReference } from '../src/policy/reference.ts'
import { code, table } from '../src/report/markdown.ts'
import { targets } from '../src/target/index.ts'
import { actionNames, folderOf, root } from './actions.ts'
import { exceptionsSchemaPath, formatExceptionsSchema, formatSchema, schemaPath } from './schema.ts'

type ActionFile = {
  inputs?: Record<string, { description?: string; required?: boolean; default?: string }>
  outputs?: Record<string, { description?: string }>
}

const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values
const stale: string[] = []

for (const name of actionNames()) writeActionTables(name)
write(join(root, 'docs/policy.md'), (text) =>
  replaceSection(text, 'reference', policyReference({ targets, checks })),
)
write(join(root, schemaPath), formatSchema)
write(join(root, exceptionsSchemaPath), formatExceptionsSchema)

if (stale.length > 0) {
  console.error(`not current: ${stale.join(', ')}; run npm run docs`)
  process.exit(1)
}

function writeActionTables(name: string): void {
  const action: ActionFile = parse(readFileSync(join(folderOf(name), 'action.yml'), 'utf8'))
  write(join(folderOf(name), 'README.md'), (text) =>
    replaceSection(
      replaceSection(text, 'inputs', inputsTable(name, action)),
      'outputs',
      outputsTable(name, action),
    ),
  )
}

function inputsTable(name: string, { inputs = {} }: ActionFile): string {
  const rows = Object.entries(inputs).map(([input, { description, required, default: fallback }]) => [
    required ? `${code(input)} (required)` : code(input),
    described(name, input, description),
    fallback === undefined || fallback === '' ? '' : code(fallback),
  ])
  return table(['Input', 'What it is', 'Default'], rows)
}

function outputsTable(name: string, { outputs = {} }: ActionFile): string {
  const rows = Object.entries(outputs).map(([output, { description }]) => [
    code(output),
    described(name, output, description),
  ])
  return table(['Output', 'What it is'], rows)
}

function described(action: string, name: string, description: string | undefined): string {
  if (description === undefined || description === '')
    throw new Error(`${action}: "${name}" has no description`)
  return description
}

function replaceSection(text: string, name: string, content: string): string {
  const start = `<!-- ${name}: generated -->\n`
  const end = `<!-- /${name} -->`
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`there is no section between ${start.trim()} and ${end}`)
  return `${text.slice(0, from + start.length)}\n${content}\n\n${text.slice(to)}`
}

function write(path: string, make: (text: string) => string): void {
  const text = readText(path)
  const made = make(text)
  if (made === text) return
  if (check) stale.push(relative(root, path))
  else writeFileSync(path, made)
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Not there yet: made from nothing, unless it needs its sections.
    return ''
  }
}
