import { isDeepStrictEqual } from 'node:util'
import { type Digest, digestOf, formatShortDigest, isDigest } from '../artifact/digest.ts'
import { isObject } from '../evidence/shape.ts'
import { Failure } from '../failure.ts'
import { oneLine, type Verdict } from '../policy/facts.ts'
import { contentOf, type Plan } from './plan.ts'

/** A plan that was approved: its digest and, where it was handed on, what the digest is of. */
export type ApprovedPlan = { digest: Digest; content?: Record<string, unknown> }

/** Takes an approved plan. Its content comes from nowhere in particular, and is believed for its hash. */
export function approvedPlan(digest: Digest | undefined, text: string | undefined): ApprovedPlan | undefined {
  if (digest === undefined) {
    if (text === undefined) return undefined
    throw new Failure(
      'invalid-input',
      'a plan\'s content was given without the plan; give the input "plan" too',
    )
  }
  if (text === undefined) return { digest }
  const actual = digestOf(text)
  if (actual !== digest)
    throw new Failure(
      'mismatch',
      `the plan's content has the digest ${actual}; wanted that of the plan, ${digest}`,
    )
  return { digest, content: parseContent(text) }
}

function parseContent(text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text)
    if (isObject(content)) return content
  } catch {
    // Told below: text that is no JSON is no plan either.
  }
  throw new Failure('invalid-input', "the plan's content is not a JSON object")
}

/** Says what moved between the plan that was approved and the one that would be carried out, a line for each. */
export function differencesOf(approved: Record<string, unknown>, plan: Plan): string[] {
  const actual: Record<string, unknown> = contentOf(plan)
  const keys = [...new Set([...Object.keys(actual), ...Object.keys(approved)])]
  return keys
    .filter((key) => !isDeepStrictEqual(approved[key], actual[key]))
    .flatMap((key) => (tellers[key] ?? tellOther(key))(approved[key], actual[key], plan.verdicts))
    .map((line) => oneLine(line, 300))
}

type Teller = (was: unknown, now: unknown, verdicts: readonly Verdict[]) => string[]

const tellers: Record<string, Teller> = {
  changes: (was, now) => byName(was, now, 'service').flatMap(changeLines),
  policy: (was, now) => [`the policy file is another: ${named(was)} then, ${named(now)} now`],
  targets: (was, now) => [`the settings of targets are others: ${differingKeys(was, now).join(', ')}`],
  steps: (was, now) => [
    ...without(now, was).map((step) => `a step that was not approved: ${step}`),
    ...without(was, now).map((step) => `a step that is not taken any more: ${step}`),
  ],
  rules: (was, now, verdicts) => byName(was, now, 'rule').flatMap((pair) => ruleLines(pair, verdicts)),
}

function tellOther(key: string): Teller {
  return (was, now) => [`${key}: ${named(was)} then, ${named(now)} now`]
}

type Pair = { name: string; was?: Record<string, unknown>; now?: Record<string, unknown> }

function byName(was: unknown, now: unknown, key: string): Pair[] {
  const pairs = new Map<string, Pair>()
  const at = (entry: Record<string, unknown>) => {
    const name = String(entry[key])
    const pair = pairs.get(name) ?? { name }
    pairs.set(name, pair)
    return pair
  }
  for (const entry of objectsIn(was)) at(entry).was = entry
  for (const entry of objectsIn(now)) at(entry).now = entry
  return [...pairs.values()].filter((pair) => !isDeepStrictEqual(pair.was, pair.now))
}

function changeLines({ name, was, now }: Pair): string[] {
  if (was === undefined) return [`"${name}" was not to be changed, and would be: to ${named(now?.to)}`]
  if (now === undefined) return [`"${name}" was to be changed, and would not be any more`]
  return differingKeys(was, now).map((key) => {
    if (key === 'to')
      return `another artifact of "${name}": ${named(was.to)} was approved, ${named(now.to)} is wanted`
    if (key === 'from')
      return `"${name}" serves another release: ${named(was.from)} was to be replaced, ${named(now.from)} would be`
    return `the ${key} of "${name}" is another`
  })
}

function ruleLines({ name, was, now }: Pair, verdicts: readonly Verdict[]): string[] {
  if (was === undefined) return [`rule "${name}" was not asked then, and is now`]
  if (now === undefined) return [`rule "${name}" was asked then, and is not any more`]
  const verdict = verdicts.find(({ rule, passed }) => rule === name && passed === now.passed)
  if (was.passed !== now.passed)
    return [
      `rule "${name}" ${was.passed === true ? 'passed then, and refuses now' : 'refused then, and passes now'}: ${verdict?.reason}`,
    ]
  return [`rule "${name}" rests on other evidence: ${verdict?.reason}`]
}

function differingKeys(was: unknown, now: unknown, path = ''): string[] {
  if (!isObject(was) || !isObject(now)) return [path === '' ? 'all of it' : path]
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])]
  return keys
    .filter((key) => !isDeepStrictEqual(was[key], now[key]))
    .flatMap((key) =>
      isObject(was[key]) && isObject(now[key])
        ? differingKeys(was[key], now[key], `${path}${key}.`)
        : [`${path}${key}`],
    )
}

function without(some: unknown, others: unknown): string[] {
  const known = Array.isArray(others) ? others : []
  return Array.isArray(some) ? some.filter((one) => !known.includes(one)).map(String) : []
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** A digest, or the one in a reference, as people compare it; anything else as JSON. */
function named(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  const [, digest = value] = typeof value === 'string' ? (/@(sha256:.+)$/.exec(value) ?? []) : []
  return typeof digest === 'string' && isDigest(digest) ? formatShortDigest(digest) : JSON.stringify(value)
}
