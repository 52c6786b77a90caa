import { formatRepository, type Repository } from '../artifact/reference.ts'
import type { Justification } from './exceptions-schema.ts'
import { type Found, namesOf } from './found.ts'
import { isPackage } from './purl.ts'

/** Where exceptions are looked for unless told. */
export const defaultExceptionsFile = '.github/vulnerability-exceptions.yml'

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
