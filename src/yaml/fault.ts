import type { z } from 'zod'
import { Failure, type Problem } from '../failure.ts'
import type { YamlFile } from './document.ts'
import { problemsOf } from './problem.ts'

/** What is wrong with a file's value, and at which path of it. */
export type Fault = { path: PropertyKey[]; message: string }

/** Words what zod found wrong with a value; `whole` names the file's kind: `the policy`. */
export function faultsOf(error: z.ZodError | undefined, value: unknown, whole: string): Fault[] {
  return (error?.issues ?? []).flatMap((issue) => problemsOf(issue, value, whole))
}

/** Finds the lines of faults, and puts them in the order of the file. */
export function placed(faults: readonly Fault[], file: string, { lineOf }: YamlFile): Problem[] {
  return faults
    .map(({ path, message }) => ({ message, place: { file, line: lineOf(path) } }))
    .toSorted((a, b) => a.place.line - b.place.line)
}

/** Makes the refusal of a file of some kind, which tells the first problem and carries all. */
export function refusal(kind: string, file: string, problems: readonly Problem[]): Failure {
  const [first, ...others] = problems
  const line = first?.place?.line === undefined ? '' : `, line ${first.place.line}`
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return new Failure('invalid-input', `${kind} ${file}${line}: ${first?.message}${more}`, { problems })
}
