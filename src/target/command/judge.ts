import { type Digest, formatShortDigest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import { moved, type Share, type Shift } from '../shift.ts'
import type { Observation } from '../target.ts'

/** Refuses where anything else serves than the release itself and the one that it replaces. */
export function assertUnmoved({ serving }: Observation, { digest, expected }: Shift): void {
  if (serving.every((one) => one.digest === digest || one.digest === expected)) return
  throw moved(`${nameOf(serving)} serves`, expected)
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
