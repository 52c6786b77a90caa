import { formatRepository } from '../artifact/reference.ts'
import { readYaml } from '../yaml/document.ts'
import { type Fault, faultsOf, placed, refusal } from '../yaml/fault.ts'
import { formatPath, wording } from '../yaml/problem.ts'
import { type Exception, type Exceptions, formatDay, termOf } from './exceptions.ts'
import { exceptionsSchema } from './exceptions-schema.ts'

/** Reads a file of exceptions. What is wrong with it is refused all at once, each fault with its line. */
export function parseExceptions(text: string, file: string): Exceptions {
  const yaml = readYaml(text, file)
  if (yaml.problems.length > 0) throw refusal('exceptions', file, yaml.problems)
  const read = exceptionsSchema.safeParse(yaml.value, { error: wording })
  const list = (read.data?.exceptions ?? []).map((exception, index) => ({
    ...exception,
    line: yaml.lineOf(['exceptions', index]),
  }))
  const faults = [...faultsOf(read.error, yaml.value, 'the file'), ...repetitions(list)]
  if (faults.length > 0) throw refusal('exceptions', file, placed(faults, file, yaml))
  return { file, list }
}

/** Refuses exceptions that were made for longer than a year. */
export function assertTerms({ file, list }: Exceptions, now: Date): void {
  const problems = list
    .filter((exception) => termOf(exception, now) === 'too-long')
    .map(({ id, expires, line }) => ({
      message: `exception of ${id} expires on ${formatDay(expires)}; wanted a day at most a year ahead`,
      place: { file, line },
    }))
  if (problems.length > 0) throw refusal('exceptions', file, problems)
}

// Two that say the same may differ in when they expire, and then nobody knows which holds.
function repetitions(list: readonly Exception[]): Fault[] {
  const seen = new Map<string, number>()
  return list.flatMap((exception, index) => {
    const scope = scopeOf(exception)
    const before = seen.get(scope)
    seen.set(scope, before ?? exception.line)
    if (before === undefined) return []
    const path = ['exceptions', index]
    return [{ path, message: `${formatPath(path)}: stands twice; the first is on line ${before}` }]
  })
}

function scopeOf({ id, package: name, image, path }: Exception): string {
  return JSON.stringify([id.toLowerCase(), name, image && formatRepository(image), path])
}
