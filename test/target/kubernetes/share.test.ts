import { describe, expect, it } from 'vitest'
import { splitReplicas } from '../../../src/target/kubernetes/share.ts'

describe('pods of a candidate and of the former release', () => {
  it.each([
    // percent, replicas → candidate, former, what share that is
    [50, 1, 1, 1, 50],
    [10, 1, 1, 1, 50],
    [10, 3, 1, 3, 25],
    [25, 3, 1, 3, 25],
    [50, 3, 3, 3, 50],
    [75, 3, 3, 1, 75],
    [10, 10, 1, 9, 10],
    [33, 10, 5, 10, 33],
    [90, 10, 9, 1, 90],
    [1, 10, 1, 10, 9],
    [99, 10, 10, 1, 91],
    [1, 99, 1, 99, 1],
  ])(
    'at %i %% of %i replicas are %i and %i, which is %i %%',
    (percent, replicas, candidate, former, real) => {
      const split = splitReplicas(percent, replicas)
      expect(split).toMatchObject({ candidate, former })
      expect(Math.round(split.percent)).toBe(real)
    },
  )

  it('are never fewer together than one release has, and never more of one', () => {
    for (let replicas = 1; replicas <= 40; replicas++) {
      for (let percent = 1; percent < 100; percent++) {
        const { candidate, former } = splitReplicas(percent, replicas)
        expect(candidate + former).toBeGreaterThanOrEqual(replicas)
        expect(Math.max(candidate, former)).toBeLessThanOrEqual(replicas)
        expect(Math.min(candidate, former)).toBeGreaterThanOrEqual(1)
      }
    }
  })
})
