import { type Digest, formatShortDigest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import type { Observation } from '../target.ts'

export type Shift = { digest: Digest; percent: number; expected: Digest | undefined; fence: number }
export type Share = Observation['serving'][number]

/** Who is to serve, and how much: what the one does not get is the other's, where there is another. */
export function goalOf({ digest, percent, expected }: Shift): Share[] {
  if (expected === undefined || expected === digest) {
    if (percent !== 0 && percent !== 100)
      throw new Failure(
        'invalid-input',
        `${percent} percent of the traffic was to move, and nobody is named for the rest`,
      )
    return percent === 0 ? [] : [{ digest, percent }]
  }
  const shares = [
    { digest, percent },
    { digest: expected, percent: 100 - percent },
  ]
  return shares.filter((share) => share.percent > 0)
}

/** Refuses where anything else serves than the release itself and the one that it replaces. */
export function assertUnmoved(seen: Observation, { digest, expected }: Shift): void {
  if (seen.serving.every((one) => one.digest === digest || one.digest === expected)) return
  const replaced = expected === undefined ? 'nothing' : formatShortDigest(expected)
  throw new Failure(
    'mismatch',
    `${nameOf(seen.serving)} serves; wanted to replace ${replaced}, so nothing was changed`,
  )
}

export function assertStands({ standing }: Observation, digest: Digest, way = 'stage it first'): void {
  if (standing.includes(digest)) return
  throw new Failure('not-found', `release ${formatShortDigest(digest)} does not stand there; ${way}`)
}

/** Refuses where what is seen to serve after a shift is not what was asked for. */
export function assertShared({ serving, rounded = false }: Observation, goal: readonly Share[]): void {
  const isThere = goal.every(({ digest, percent }) => {
    const has = serving.find((one) => one.digest === digest)?.percent ?? 0
    return rounded && percent < 100 ? has > 0 : has === percent
  })
  if (isThere && serving.length === goal.length) return
  throw new Failure('mismatch', `"shift" ended well, but ${nameOf(serving)} serves; wanted ${nameOf(goal)}`)
}

function nameOf(shares: readonly Share[]): string {
  const names = shares.map(({ digest, percent }) => `${formatShortDigest(digest)} with ${percent} percent`)
  return names.join(', ') || 'nothing'
}
