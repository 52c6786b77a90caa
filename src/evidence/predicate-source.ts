import { resolve } from 'node:path'
import { Failure, messageOf } from '../failure.ts'
import { readGivenFile } from './given-file.ts'
import { buildSbom } from './predicate/sbom.ts'

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
    const { predicateType, predicate } = buildSbom(await readJson(sbomPath, workspace))
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
    value: path === undefined ? parseJson(text ?? '', 'predicate') : await readJson(path, workspace),
  }
}

async function readJson(path: string, workspace: string): Promise<unknown> {
  return parseJson((await readGivenFile(resolve(workspace, path), path)).toString('utf8'), path)
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Failure('invalid-input', `"${name}" is not JSON: ${messageOf(cause)}`, { cause })
  }
}
