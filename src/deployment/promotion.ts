import type { EnvironmentPolicy } from '../policy/policy.ts'
import { type Staged, shareOf, type Target } from '../target/target.ts'
import type { Serving } from './agreement.ts'
import type { CheckResult } from './health.ts'
import { isMoved, type Step } from './next.ts'
import { type Observations, observeAll } from './observe.ts'
import type { Change } from './plan.ts'
import type { DeploymentRecord } from './record.ts'

/** One admitted promotion, or the remains of one, on its way to be confirmed or reverted. */
export type Promotion = {
  environment: string
  policy: EnvironmentPolicy
  record: DeploymentRecord
  /** The environment's other records, newest first. */
  records: readonly DeploymentRecord[]
  /** The deployment by whose right the targets are touched: the promotion's own, or that of who ends a dead one. */
  ticket: number
  /** In the order in which their traffic moves. None: nothing is moved, as where the environment is only held. */
  moves: readonly Move[]
  /** Shares of the traffic on the way to 100; percent. */
  weights: readonly number[]
  environmentUrl?: string
  /** Sees to it that what is to be staged is where the environment keeps it. */
  bring(change: Change): Promise<void>
  /** Signs and attaches what a confirmed promotion is known by. */
  sign(change: Change, seen: { observedAt: Date; checks: CheckResult[] }): Promise<void>
}

/** A change and where it is made. */
export type Move = Change & {
  target: Target
  /** The commit that it was built from, by verified provenance. */
  commit?: string
  /** It serves already, and not by our doing: it is recorded, but not taken away. */
  kept?: boolean
}

/** What the steps leave for each other. */
export type Progress = {
  done: Step[]
  failure?: string
  /** Somebody else has ended this promotion: nothing is ours to touch any more. */
  overtaken: boolean
  /** When it was last seen that nobody has. Milliseconds. */
  lookedAt?: number
  staged: Map<string, Staged>
  checks: CheckResult[]
  observations: Observations
  /** What each service served at first. */
  servedFirst: Serving
  observedAt: Date
}

/** Looks at the target of every move. */
export function observeMoves({ moves }: Pick<Promotion, 'moves'>): Promise<Observations> {
  return observeAll(new Map(moves.map(({ service, target }) => [service, target])))
}

/** Says whether a move can go by shares of the traffic: from a release that serves, to one that does not yet. */
export function isShared({ service, from, to }: Change, servedFirst: Serving): boolean {
  return from !== undefined && from.digest !== to.digest && servedFirst[service] === from.digest
}

/** Says whether anything serves the new digest, be it by our doing or not. */
export function hasMoved({ moves }: Promotion, { observations }: Progress): boolean {
  return moves.some(({ service, to }) => shareOf(observations.get(service), to.digest) > 0)
}

/** The moves that have traffic which is to be put back if the promotion fails. */
export function movedOf({ moves }: Promotion, { observations }: Progress): Move[] {
  return moves.filter((move) => isMoved(move, observations.get(move.service)))
}
