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
  stage(artifact: DigestReference, origin?: Origin): Promise<Staged>
  /**
   * Gives a standing release this share of the traffic, and the rest to `expected`: 100 is the swap; 0 takes its
   * traffic away, and where `expected` is the release itself, nothing serves. Two things are compared, in one step
   * with the change where the platform can. Refuses with `mismatch` if anything but these two serves, in whatever
   * shares (undefined: nothing but the one): somebody else moved it. Refuses with `mismatch` as well once a greater
   * `fence` was used: whoever waited since then is late, also if what serves is again what it expects. A fence is the
   * id of the deployment by whose right traffic is moved, and only grows; a target that can keep the greatest does.
   */
  shift(digest: Digest, percent: number, expected: Digest | undefined, fence: number): Promise<void>
  /** Stops and removes a release that does not serve. Refuses with `mismatch`, like `shift`, whoever is late. */
  discard(digest: Digest, fence: number): Promise<void>
}

/**
 * Why a release is there: written on what runs, for people and programs that look at it. Nothing is decided by it: a
 * release that stands already stays as it is, with the origin that it came with.
 */
export type Origin = { plan?: Digest }

export type Observation = {
  /** Whole percents that add up to 100; empty if nothing serves. */
  serving: { digest: Digest; percent: number }[]
  /** What is complete and could serve: what serves among it. */
  standing: Digest[]
  /** Where it serves, if the target knows. */
  url?: string
  /** Shares go by whole instances: one of three is what comes nearest to 10 percent. */
  rounded?: boolean
}

/** A staged release; disposing of it ends what was started only to look at it, never the release itself. */
export interface Staged extends AsyncDisposable {
  /** Where the staged release itself can be asked. */
  url?: string
}

export type Abilities = { preview: boolean; weights: boolean; swap?: boolean; rolling?: boolean }

/** A kind of target: a row of the table in `index.ts`. */
export interface Adapter {
  description: string
  /** What stands beside `kind` in a policy's `target`. */
  options: z.ZodObject
  /**
   * `preview`: a staged release has an address of its own. `weights`: traffic can be shared between two releases.
   * `swap`: what stands beside takes over at once; unless told, it can. `rolling`: the platform has a way of its own to
   * replace a release part by part.
   */
  can: Abilities
  /** What of this is left with some options, as they are written, where it is not all of it. */
  canWith?(options: unknown): Abilities
  /** `options` are those of the policy file, as its author wrote them. */
  connect(options: unknown, context: TargetContext, edge: TargetEdge): Target
}

export type TargetContext = {
  /** `acme/shop`: whose deployments these are. */
  owner: string
  environment: string
  /** Which service of the environment it runs; one that has a single target has the service `app`. */
  service: string
  /** How the policy lets traffic move: with `rolling`, `shift` to 100 is the platform's own way. */
  strategy: 'blue-green' | 'canary' | 'rolling'
  registry: Registry
}

export type TargetEdge = Pick<Edge, 'exec' | 'spawn' | 'fetch' | 'log' | 'now' | 'sleep'>

/** The one digest that has all the traffic; undefined if nothing serves or the traffic is shared. */
export function servingOf({ serving }: Observation): Digest | undefined {
  const [only, ...others] = serving
  return others.length === 0 && only?.percent === 100 ? only.digest : undefined
}

/** How much of the traffic a release is seen to have; percent. */
export function shareOf(seen: Pick<Observation, 'serving'> | undefined, digest: Digest): number {
  const serving = seen?.serving ?? []
  return serving.filter((one) => one.digest === digest).reduce((sum, { percent }) => sum + percent, 0)
}
