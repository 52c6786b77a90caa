import { type Digest, formatShortDigest } from '../artifact/digest.ts'
import { Failure } from '../failure.ts'
import type { Observation } from './target.ts'

/** What `Target.shift` is asked for. */
export type Shift = { digest: Digest; percent: number; expected: Digest | undefined; fence: number }

export type Share = Observation['serving'][number]

/** Who is to serve, and how much: what the one does not get is the other's, where there is another. */
export function goalOf({ digest, percent, expected }: Omit<Shift, 'fence'>): Share[] {
  const shares = [{ digest, percent }]
  if (expected !== undefined && expected !== digest) shares.push({ digest: expected, percent: 100 - percent })
  else if (percent !== 100 && percent !== 0)
    throw new Failure(
      'invalid-input',
      `${percent} percent of the traffic was to move, and nobody is named for the rest`,
    )
  return shares.filter((share) => share.percent > 0)
}

/** The failure of who finds that something else serves; `found` says where and what. */
export function moved(found: string, expected: Digest | undefined): Failure {
  const replaced = expected === undefined ? 'nothing' : formatShortDigest(expected)
  return new Failure('mismatch', `${found}; wanted to replace ${replaced}, so nothing was changed`)
}

/** The failure of who comes after a deployment with a greater fence; `way` is for where fences begin anew. */
export function late(where: string, fence: number, greatest: number | string, way?: string): Failure {
  const anew = way === undefined ? '' : ` (where the repository moved to another GitHub, ${way})`
  return new Failure(
    'mismatch',
    `${where} was moved for deployment ${greatest} since; deployment ${fence} comes too late, and nothing was changed${anew}`,
  )
}
