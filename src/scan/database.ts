import { formatDuration } from '../duration.ts'
import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'

/** Grype's own limit; Trivy has none. Milliseconds. */
export const defaultDatabaseMaxAge = 5 * 24 * 3_600_000
/** A clock that is a little wrong makes no database one of the future. Milliseconds. */
const clockSkew = 10 * 60_000

/** When a database of vulnerabilities was made, by what it says of itself. */
export type Database = { version?: string; builtAt: string }

/** Fails where a database is too old to say anything about today: a clean scan by it would be no news. */
export function requireFresh(
  { builtAt }: Database,
  scanner: string,
  { now }: Pick<Edge, 'now'>,
  maxAge: number = defaultDatabaseMaxAge,
): void {
  const age = now().getTime() - Date.parse(builtAt)
  if (Number.isNaN(age)) {
    throw new Failure(
      'mismatch',
      `the database of ${scanner} does not say when it was made, but "${builtAt}"`,
    )
  }
  if (age < -clockSkew) {
    throw new Failure('mismatch', `the database of ${scanner} was made in the future: ${builtAt}`)
  }
  if (age <= maxAge) return
  const hours = formatDuration(Math.ceil(age / 3_600_000) * 3_600_000)
  throw new Failure(
    'unavailable',
    `the database of ${scanner} is of ${builtAt}, ${hours} ago; wanted at most ${formatDuration(maxAge)}: let it update itself, or raise "database-max-age"`,
  )
}
