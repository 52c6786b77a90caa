import type { z } from 'zod'
import type { Digest } from '../artifact/digest.ts'
import type { DigestReference } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import type { Registry } from '../registry/registry.ts'

/**
 * Where an environment runs. Each verb is idempotent and keyed by digest, so that whoever comes after an
 * interruption can simply call it again.
 */
export interface Target {
  /** Reads what serves, not what was asked for. */
  observe(): Promise<Observation>
  /** Starts the artifact beside what serves, without traffic. */
  stage(artifact: DigestReference): Promise<Staged>
  /**
   * Gives a standing release this share of the traffic, and the rest to `expected`: 100 is the swap, 0 takes it
   * away. Refuses with `mismatch` if anything but these two serves (undefined: nothing but the one).
   */
  shift(digest: Digest, percent: number, expected: Digest | undefined): Promise<void>
  /** Stops and removes a release that does not serve. */
  discard(digest: Digest): Promise<void>
}

export type Observation = {
  serving: { digest: Digest; percent: number }[]
  /** What is complete and could serve: what serves among it. */
  standing: Digest[]
  /** Where it serves, if the target knows. */
  url?: string
}

/** A staged release; disposing of it ends what was started only to look at it, never the release itself. */
export interface Staged extends AsyncDisposable {
  /** Where the staged release itself can be asked. */
  url?: string
}

/** A kind of target: a row of the table in `index.ts`. */
export interface Adapter {
  description: string
  /** What stands beside `kind` in a policy's `target`. */
  options: z.ZodObject
  can: { preview: boolean; weights: boolean }
  /** `options` are those of the policy file, as its author wrote them. */
  connect(options: unknown, context: TargetContext, edge: TargetEdge): Target
}

export type TargetContext = {
  /** `acme/shop`: whose deployments these are. */
  owner: string
  environment: string
  /** Which service of the environment it runs; one that has a single target has the service `app`. */
  service: string
  registry: Registry
}

export type TargetEdge = Pick<Edge, 'exec' | 'spawn' | 'fetch' | 'log' | 'now' | 'sleep'>

/** The one digest that has all the traffic; undefined if nothing serves or the traffic is shared. */
export function servingOf({ serving }: Observation): Digest | undefined {
  const [only, ...others] = serving
  return others.length === 0 && only?.percent === 100 ? only.digest : undefined
}
