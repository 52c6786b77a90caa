import { type Digest, formatShortDigest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import { late, moved, type Shift } from '../shift.ts'
import type { Metadata } from './objects.ts'
import { names } from './release.ts'

/** What is seen of who gets traffic. */
export type Serving = {
  shares: readonly { digest: Digest }[]
  /** To what traffic is led, whether it answers or not. */
  led: readonly Digest[]
  /** Which of those have pods that are ready: that nothing is seen to serve is then a matter of moments. */
  alive: readonly Digest[]
}

/**
 * Refuses a shift unless what gets traffic is only what the caller knows of. Where nothing answers, what traffic is
 * led to counts: a release that is down all over must be replaceable, and nothing must be led away from another.
 */
export function assertExpected(
  { shares, led, alive }: Serving,
  { digest, percent, expected }: Omit<Shift, 'fence'>,
  object: string,
): void {
  const serving = shares.map((share) => share.digest)
  const found = serving.length > 0 ? serving : expected === undefined ? alive : led
  const mayBeNothing = expected === undefined || (expected === digest && percent === 0)
  if (found.length === 0 && mayBeNothing) return
  if (found.length > 0 && found.every((one) => one === digest || one === expected)) return
  const names = [...new Set(found)].map(formatShortDigest).join(' and ') || 'nothing'
  throw moved(`${object} serves ${names}`, expected)
}

/** The greatest fence by which traffic was moved; 0 if nobody has. */
export function fenceIn({ annotations = {} }: Metadata, object: string): number {
  const written = annotations[names.fence] ?? '0'
  if (/^[0-9]{1,15}$/.test(written)) return Number(written)
  throw new Failure('denied', `the annotation "${names.fence}" of ${object} was written by somebody else`)
}

/** Refuses whoever is late: a promotion after this one has moved traffic already. */
export function assertFence(metadata: Metadata, fence: number, object: string): void {
  const found = fenceIn(metadata, object)
  if (found > fence) throw late(object, fence, found, `remove its annotation "${names.fence}"`)
}

/** Writes the fence with the change that it allows. */
export function fenceAnnotation(fence: number): Record<string, string> {
  return { [names.fence]: String(fence) }
}
