import type { TargetEdge } from '../../src/target/target.ts'

/**
 * An edge that dies: its first `calls` calls reach the world, and then none does. With `lost` the answer to the last
 * one that does is lost.
 */
export function dyingEdge<E extends TargetEdge>(edge: E, calls: number, last: 'answered' | 'lost'): E {
  let left = calls
  const dying =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (left-- <= 0) throw new Error('the run died')
      const result = await call(...args)
      if (left === 0 && last === 'lost') throw new Error('the run died before the answer')
      return result
    }
  return { ...edge, exec: dying(edge.exec), fetch: dying(edge.fetch) }
}
