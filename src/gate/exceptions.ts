import { formatRepository, type Repository } from '../artifact/reference.ts'
import { readYaml } from '../yaml/document.ts'
import { type Fault, faultsOf, placed, refusal } from '../yaml/fault.ts'
import { formatPath, wording } from '../yaml/problem.ts'
import { exceptionsSchema, type Justification } from './exceptions-schema.ts'
import { type Found, namesOf } from './found.ts'
import { isPackage } from './purl.ts'

/** A finding that somebody answers for, until a day. */
export type Exception = {
  id: string
  /** A name, or a purl. */
  package?: string
  image?: Repository
  path?: string
  reason: string
  owner: string
  /** The first instant at which it does not hold any more. */
  expires: Date
  justification?: Justification
  /** Where it stands in its file. */
  line: number
}

export type Exceptions = { file: string; list: readonly Exception[] }

/** Whether an exception holds at a time: not after its day, and not if it was made for longer than may be. */
export type Term = 'in-force' | 'expired' | 'too-long'

/** A year and a day, so that "in a year" is one wherever the clock stands. */
const longestTerm = 367 * 86_400_000

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

export function termOf({ expires }: Pick<Exception, 'expires'>, now: Date): Term {
  const left = expires.getTime() - now.getTime()
  if (left <= 0) return 'expired'
  return left > longestTerm ? 'too-long' : 'in-force'
}

/** Makes what finds the exceptions that are about a finding of an image, whether they still hold or not. */
export function exceptionLookup(
  exceptions: readonly Exception[],
  image: Repository | undefined,
): (found: Found) => Exception[] {
  const byName = new Map<string, Exception[]>()
  for (const exception of exceptions.filter((exception) => concerns(exception, image))) {
    const name = exception.id.toLowerCase()
    byName.set(name, [...(byName.get(name) ?? []), exception])
  }
  return (found) =>
    namesOf(found)
      .flatMap((name) => byName.get(name) ?? [])
      .filter((exception) => covers(exception, found))
}

function covers(exception: Exception, found: Found): boolean {
  if (exception.package !== undefined)
    return found.package !== undefined && isPackage(found.package, exception.package)
  return exception.path === undefined || exception.path === found.path
}

/** Says whether an exception may be about anything in an image. */
export function concerns(exception: Pick<Exception, 'image'>, image: Repository | undefined): boolean {
  if (exception.image === undefined) return true
  return image !== undefined && formatRepository(exception.image) === formatRepository(image)
}

/** `2027-03-01`, as the file has it. */
export function formatDay(day: Date): string {
  return day.toISOString().slice(0, 10)
}

/** Whole days until it expires, a begun one counted: 1 on the last day. */
export function daysLeft({ expires }: Pick<Exception, 'expires'>, now: Date): number {
  return Math.ceil((expires.getTime() - now.getTime()) / 86_400_000)
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
