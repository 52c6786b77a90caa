import type { Digest } from '../artifact/digest.ts'
import { mapConcurrently } from '../concurrently.ts'
import { type Observation, servingOf } from '../target/target.ts'
import type { Serving } from './agreement.ts'
import type { Targets } from './world.ts'

/** What is seen of each service, by its name. */
export type Observations = ReadonlyMap<string, Observation>

/** How many targets are worked on at once. */
export const atOnce = 4

/** Looks at every target. */
export async function observeAll(targets: Targets): Promise<Observations> {
  const looked = await mapConcurrently([...targets], atOnce, async ([service, target]) => {
    return [service, await target.observe()] as const
  })
  return new Map(looked)
}

/** What each service serves, in the words of an agreement. */
export function servingIn(observations: Observations): Serving {
  const serving = [...observations].map(([service, observation]): [string, Digest | 'shared'][] => {
    if (observation.serving.length === 0) return []
    return [[service, servingOf(observation) ?? 'shared']]
  })
  return Object.fromEntries(serving.flat())
}
