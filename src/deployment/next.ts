import { type Observation, shareOf } from '../target/target.ts'
import type { Change } from './plan.ts'

/** What is done, in this order, for a swap in one; the journal holds what is behind. */
export const forward = [
  'stage',
  'check-staged',
  'shift',
  'check-serving',
  'record',
  'retire',
  'confirm',
] as const

/** What is done instead once something failed before it was confirmed. */
export const backward = ['restore', 'discard', 'close'] as const

/** A share of the traffic on the way to all of it, and what is asked while it has that. Percent. */
type Sharing = `shift-${number}` | `check-${number}`

export type Step = (typeof forward)[number] | (typeof backward)[number] | Sharing

/** The steps of a promotion that gives these shares of the traffic, percent, on the way to 100. */
export function forwardBy(weights: readonly number[]): Step[] {
  const swap = forward.indexOf('shift')
  const shares = weights.flatMap((weight): Step[] => [`shift-${weight}`, `check-${weight}`])
  return [...forward.slice(0, swap), ...shares, ...forward.slice(swap)]
}

/** The share that a step gives or asks about, if that is what it is for. */
export function sharingOf(step: Step): { verb: 'shift' | 'check'; percent: number } | undefined {
  const [, verb, percent] = /^(shift|check)-(\d+)$/.exec(step) ?? []
  return verb === undefined ? undefined : { verb: verb as 'shift' | 'check', percent: Number(percent) }
}

export type Journal = {
  done: readonly Step[]
  /** Why the promotion does not go on. */
  failure?: string
}

type Seen = Pick<Observation, 'serving' | 'standing'>

export type Situation = {
  /** `kept`: it serves what is wanted, and not by our doing, so that it is not for us to take away. */
  changes: readonly (Change & { kept?: boolean })[]
  /** Shares of the traffic on the way to 100; none for a swap in one. */
  weights: readonly number[]
  journal: Journal
  /** What is seen of each changed service. */
  seen: ReadonlyMap<string, Seen>
  onFailure: 'revert' | 'stop'
}

/**
 * Decides the next step from what was done and what is seen. It is the whole of the driver's judgement, and
 * pure: a crash is only a journal that ends early.
 */
export function next({ changes, weights, journal, seen, onFailure }: Situation): Step | 'done' {
  const { done, failure } = journal
  const pending = (steps: readonly Step[]) => steps.find((step) => !done.includes(step)) ?? 'done'
  // What is confirmed is not taken back: a failure to clean up after it is only told.
  if (failure === undefined || done.includes('confirm'))
    return pending(changes.length === 0 ? ['confirm'] : forwardBy(weights))
  const moved = changes.some((change) => isMoved(change, seen.get(change.service)))
  const isWhole = changes.every(({ service, to }) => shareOf(seen.get(service), to.digest) === 100)
  // Half a swap is nothing that a person could want to look at while people are served by it.
  if (moved && onFailure === 'stop' && isWhole) return pending(['close'])
  if (moved) return pending(backward)
  const left = changes.some(({ service, to }) => seen.get(service)?.standing.includes(to.digest))
  return pending(left ? ['discard', 'close'] : ['close'])
}

/** Says whether traffic is to be put back if the promotion fails: a change has some, or has died with all of it. */
export function isMoved({ from, to, kept }: Situation['changes'][number], seen: Seen | undefined): boolean {
  if (kept === true || seen === undefined || from?.digest === to.digest) return false
  const isGone = seen.serving.length === 0 && from !== undefined && seen.standing.includes(from.digest)
  return isGone || shareOf(seen, to.digest) > 0
}
