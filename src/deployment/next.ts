import type { Digest } from '../artifact/digest.ts'
import type { Change } from './plan.ts'

/** What is done, in this order; the journal holds what is behind. */
export const forward = [
  'stage',
  'check-staged',
  'shift',
  'check-serving',
  'record',
  'confirm',
  'retire',
] as const

/** What is done instead once something failed before it was confirmed. */
export const backward = ['restore', 'discard', 'close'] as const

export type Step = (typeof forward)[number] | (typeof backward)[number]

export type Journal = {
  done: readonly Step[]
  /** Why the promotion does not go on. */
  failure?: string
}

export type Seen = {
  /** Undefined: nothing. */
  serving: Digest | undefined
  standing: readonly Digest[]
}

export type Situation = {
  changes: readonly Change[]
  journal: Journal
  /** What is seen of each changed service. */
  seen: ReadonlyMap<string, Seen>
  onFailure: 'revert' | 'stop'
}

/**
 * Decides the next step from what was done and what is seen. It is the whole of the driver's judgement, and
 * pure: a crash is only a journal that ends early.
 */
export function next({ changes, journal, seen, onFailure }: Situation): Step | 'done' {
  const { done, failure } = journal
  const pending = (steps: readonly Step[]) => steps.find((step) => !done.includes(step)) ?? 'done'
  // What is confirmed is not taken back: a failure to clean up after it is only told.
  if (failure === undefined || done.includes('confirm')) return pending(forward)
  const moved = changes.some(({ service, from, to }) => {
    return seen.get(service)?.serving === to.digest && from?.digest !== to.digest
  })
  if (moved) return pending(onFailure === 'stop' ? ['close'] : backward)
  const left = changes.some(({ service, to }) => seen.get(service)?.standing.includes(to.digest))
  return pending(left ? ['discard', 'close'] : ['close'])
}
