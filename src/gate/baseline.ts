import { type Found, namesOf } from './found.ts'
import { identityOf, parsePurl } from './purl.ts'

/** How what was found stands to what was found in what serves. */
export type Comparison<T extends Found> = {
  /** Whether what serves has a finding too. */
  isCarried(found: Found): boolean
  fresh: T[]
  carried: T[]
  /** What serves has, and this has not. */
  fixed: Found[]
}

/** Compares findings with those of what serves: the same vulnerability of the same package, whatever its version. */
export function compareFindings<T extends Found>(
  found: readonly T[],
  baseline: readonly Found[],
): Comparison<T> {
  const live = new Set(baseline.flatMap(keysOf))
  const here = new Set(found.flatMap(keysOf))
  const isCarried = (one: Found) => keysOf(one).some((key) => live.has(key))
  return {
    isCarried,
    fresh: found.filter((one) => !isCarried(one)),
    carried: found.filter(isCarried),
    fixed: baseline.filter((one) => !keysOf(one).some((key) => here.has(key))),
  }
}

/** One key for each name that it goes by: scanners prefer different ones. */
function keysOf(found: Found): string[] {
  const { kind, package: of, path } = found
  const place = of === undefined ? path : placeOf(of)
  return namesOf(found).map((name) => JSON.stringify([kind, name, place]))
}

// npm's lodash and Debian's are two packages, so a purl says more than a name.
function placeOf({ name, purl }: NonNullable<Found['package']>): string {
  const parsed = purl === undefined ? undefined : parsePurl(purl)
  return parsed === undefined ? name : identityOf(parsed)
}
