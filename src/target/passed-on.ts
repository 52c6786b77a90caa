import { Failure } from '../failure.ts'

/** The values of the job's variables that are passed on; one that is not set would silently be left out. */
export function passedOn(names: readonly string[]): Record<string, string> {
  const missing = names.filter((name) => process.env[name] === undefined)
  if (missing.length > 0)
    throw new Failure(
      'invalid-input',
      `"env-from" names ${missing.join(', ')}, which the job does not set; give it under "env" of the step`,
    )
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']))
}
