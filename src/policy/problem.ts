import leven from 'leven'
import type { z } from 'zod'

/** What is wrong with the file, and where in it. */
export type Fault = { path: PropertyKey[]; message: string }

/** Words a fault that zod found, one line for each thing to mend; `value` is the whole that was read. */
export function problemsOf(issue: z.core.$ZodIssue, value: unknown): Fault[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    // The messages were made where the known keys are known; see `wording`.
    const hints = issue.message.split('\n')
    return issue.keys.map((key, index) => ({
      path: [...path, key],
      message: `unknown key "${shown(key)}"${path.length > 0 ? ` in ${formatPath(path)}` : ''}${hints[index] ?? ''}`,
    }))
  }
  const found = valueAt(value, path)
  if (found === undefined && path.length > 0) {
    const key = path.at(-1)
    const parent = formatPath(path.slice(0, -1))
    return [{ path, message: `${parent || 'the policy'} has no "${String(key)}"` }]
  }
  const where = path.length > 0 ? `${formatPath(path)}: ` : ''
  return [
    {
      path,
      message: `${where}${issue.message}${saysFound(issue, found) ? `; found ${describe(found)}` : ''}`,
    },
  ]
}

/** The words of zod's own findings, in the house's form. Given to `safeParse` as its error map. */
export const wording: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => nearest(key, keysOf(issue.inst))).join('\n')
    case 'invalid_type':
      return `wanted ${typeNames[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return wantedOneOf(issue.values.map(String), issue.input)
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? wantedOneOf(issue.options.map(String), undefined)
        : 'not as described'
    case 'too_small':
      return issue.minimum === 1 && issue.origin !== 'number'
        ? 'must not be empty'
        : `wanted at least ${issue.minimum}`
    case 'too_big':
      return `wanted at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'not a name'
    default:
      return undefined
  }
}

/** Writes a path as people read it: `environments.production.checks[0].http`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((segment) => {
      if (typeof segment === 'number') return `[${segment}]`
      const key = shown(String(segment))
      return /^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`
    })
    .join('')
    .replace(/^\./, '')
}

/** Offers the known word that was probably meant; otherwise, of few, names them all. */
export function nearest(word: string, known: readonly string[]): string {
  const distances = known.map((candidate) => ({
    candidate,
    distance: leven(word, candidate, { maxDistance: 4 }),
  }))
  const [best] = distances.toSorted((a, b) => a.distance - b.distance)
  if (best !== undefined && best.distance <= Math.max(1, Math.min(3, Math.floor(word.length / 2))))
    return `; did you mean "${shown(best.candidate)}"?`
  return known.length > 0 ? `; known are ${known.map(shown).join(', ')}` : ''
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
}

function wantedOneOf(values: readonly string[], input: unknown): string {
  // A list that is longer than a line helps less than the one word that was meant.
  if (values.length > 10 && typeof input === 'string')
    return `"${shown(input)}" is not known${nearest(input, values)}`
  return values.length === 1 ? `wanted ${values[0]}` : `wanted one of ${values.join(', ')}`
}

/** Whether what was found helps: a name that is wrong and a map as a whole have been shown already. */
function saysFound(issue: z.core.$ZodIssue, found: unknown): boolean {
  if (issue.code === 'invalid_key' || issue.message.startsWith('"')) return false
  return issue.code !== 'custom' || typeof found !== 'object'
}

function keysOf(schema: unknown): string[] {
  const shape = typeof schema === 'object' && schema !== null && 'shape' in schema ? schema.shape : undefined
  return Object.keys(typeof shape === 'object' && shape !== null ? shape : {})
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value
  for (const segment of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return undefined
    at = Reflect.get(at, segment)
  }
  return at
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'a map'
  if (value === null || value === undefined) return 'nothing'
  return typeof value === 'string' ? `"${shown(value)}"` : String(value)
}

/** Shows foreign text within a message: on one line, and not long. */
export function shown(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
