import { isDigest } from '../artifact/digest.ts'
import { Failure } from '../failure.ts'
import type { Target } from './target.ts'

/**
 * Takes from a target what it should never be asked: a digest that is none (digests become paths, tags and arguments
 * of programs), a share of the traffic that is none, or one that it cannot give.
 */
export function guarded(target: Target, { weights }: { weights: boolean }): Target {
  return {
    observe: () => target.observe(),
    stage: async (artifact, origin) => {
      assertDigest(artifact.digest)
      if (origin?.plan !== undefined) assertDigest(origin.plan)
      return await target.stage(artifact, origin)
    },
    shift: async (digest, percent, expected, fence) => {
      assertDigest(digest)
      if (expected !== undefined) assertDigest(expected)
      assertFence(fence)
      assertShare(percent, weights)
      await target.shift(digest, percent, expected, fence)
    },
    discard: async (digest, fence) => {
      assertDigest(digest)
      assertFence(fence)
      await target.discard(digest, fence)
    },
  }
}

function assertDigest(text: string): void {
  if (!isDigest(text))
    throw new Failure('invalid-input', `a target was given the digest ${JSON.stringify(text)}`)
}

function assertFence(fence: number): void {
  if (!Number.isSafeInteger(fence) || fence < 0)
    throw new Failure('invalid-input', `a target was given the fence ${fence}; wanted the id of a deployment`)
}

function assertShare(percent: number, weights: boolean): void {
  const isShare = Number.isInteger(percent) && percent >= 0 && percent <= 100
  if (isShare && (weights || percent === 0 || percent === 100)) return
  const wanted = weights ? 'wanted a whole number from 0 to 100' : 'one release serves: wanted 0 or 100'
  throw new Failure('invalid-input', `a target was told to shift ${percent} percent; ${wanted}`)
}
