import { resolve } from 'node:path'
import { Failure, messageOf } from '../failure.ts'
import { readGivenFile } from './given-file.ts'
import { buildSbom } from './predicate/sbom.ts'
import { isObject } from './shape.ts'

/** The ways to give what a statement says. */
export type PredicateSource = {
  type?: string
  text?: string
  path?: string
  sbomPath?: string
}

/** Reads what a statement is to say; undefined means that none was given: then it is provenance. */
export async function readPredicate(
  { type, text, path, sbomPath }: PredicateSource,
  workspace: string,
): Promise<{ type: string; value: unknown } | undefined> {
  const given = [text, path, sbomPath].filter((way) => way !== undefined)
  if (given.length > 1) {
    throw new Failure('invalid-input', 'wanted at most one of predicate, predicate-path and sbom-path')
  }
  if (sbomPath !== undefined) {
    const { predicateType, predicate } = buildSbom(await readDocument(sbomPath, workspace))
    return { type: type ?? predicateType, value: predicate }
  }
  if (given.length === 0 && type === undefined) return undefined
  if (given.length === 0)
    throw new Failure('invalid-input', `predicate-type "${type}" was given without a predicate`)
  if (type === undefined || !URL.canParse(type)) {
    throw new Failure('invalid-input', `predicate-type "${type ?? ''}" is not a URI; a predicate needs one`)
  }
  return {
    type,
    value: path === undefined ? parseDocument(text ?? '', 'predicate') : await readDocument(path, workspace),
  }
}

async function readDocument(path: string, workspace: string): Promise<Record<string, unknown>> {
  return parseDocument((await readGivenFile(resolve(workspace, path), path)).toString('utf8'), path)
}

function parseDocument(text: string, name: string): Record<string, unknown> {
  const value = parseJson(text, name)
  if (!isObject(value)) {
    throw new Failure('invalid-input', `"${name}" is not a JSON object, as a predicate has to be`)
  }
  const twice = repeatedKey(text)
  if (twice !== undefined) {
    // Which of the two counts is different from reader to reader.
    throw new Failure('invalid-input', `"${name}" has the key "${twice}" twice`)
  }
  refuseStatement(value, name)
  return value
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Failure('invalid-input', `"${name}" is not JSON: ${messageOf(cause)}`, { cause })
  }
}

function refuseStatement(value: Record<string, unknown>, name: string): void {
  const { _type: type, subject } = value
  if (typeof type !== 'string' || !type.startsWith('https://in-toto.io/Statement/')) return
  const [first] = Array.isArray(subject) ? subject : []
  const about = isObject(first) ? ` about ${JSON.stringify(first).slice(0, 160)}` : ''
  throw new Failure('invalid-input', `"${name}" is a whole statement${about}; give only its "predicate"`)
}

/** Finds a key that the outermost object of a valid JSON document has twice; JSON.parse keeps the last. */
function repeatedKey(text: string): string | undefined {
  const keys = new Set<string>()
  let depth = 0
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*(:)?|[{}[\]]/g)) {
    if (string === undefined) depth += token === '{' || token === '[' ? 1 : -1
    if (string === undefined || colon === undefined || depth !== 1) continue
    const key = String(JSON.parse(string))
    if (keys.has(key)) return key
    keys.add(key)
  }
  return undefined
}
