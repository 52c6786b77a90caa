import type { Digest } from '../artifact/digest.ts'
import { Failure, messageOf } from '../failure.ts'
import type { EnvironmentPolicy } from '../policy/policy.ts'
import { type Staged, shareOf, type Target } from '../target/target.ts'
import type { Serving } from './agreement.ts'
import { urlOf } from './ask.ts'
import type { CheckResult } from './health.ts'
import { describe } from './journal.ts'
import { isMoved, next, type Step } from './next.ts'
import { type Observations, observeAll, servingIn } from './observe.ts'
import type { Change } from './plan.ts'
import type { DeploymentRecord } from './record.ts'
import { performOf } from './steps.ts'
import type { DriveEdge, World } from './world.ts'

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
  /** It serves already, and not by our doing: it is recorded, but not taken away. */
  kept?: boolean
}

export type Driven = {
  outcome: 'promoted' | 'reverted' | 'stopped'
  /** The services that serve another digest than before, or than was recorded before. */
  changed: string[]
  failure?: string
  checks: CheckResult[]
  url?: string
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

/**
 * Brings a promotion to its end: look, decide, do, journal, until there is nothing left to do. A failure before
 * the confirmation turns it back; one that is given says that it is to be turned back from the start.
 */
export async function drive(
  promotion: Promotion,
  world: World,
  edge: DriveEdge,
  failure?: string,
): Promise<Driven> {
  const observations = await observeMoves(promotion)
  const progress: Progress = {
    done: [],
    failure,
    overtaken: false,
    staged: new Map(),
    checks: [],
    observations,
    servedFirst: servingIn(observations),
    observedAt: edge.now(),
  }
  await using previews = new AsyncDisposableStack()
  previews.defer(async () => void (await Promise.all([...progress.staged.values()].map(endPreview))))
  for (;;) {
    progress.observations = await observeMoves(promotion)
    const step = nextStep(promotion, progress)
    if (step === 'done') return outcomeOf(promotion, progress)
    edge.log.info(`${step}: ${describe(promotion.moves)}`)
    await attempt(step, promotion, progress, world, edge)
    if (progress.done.includes(step)) edge.log.info(`${step}: done`)
  }
}

/** Looks at the target of every move. */
export function observeMoves({ moves }: Pick<Promotion, 'moves'>): Promise<Observations> {
  return observeAll(new Map(moves.map(({ service, target }) => [service, target])))
}

function nextStep(
  promotion: Promotion,
  { done, failure, observations, servedFirst }: Progress,
): Step | 'done' {
  const { moves, policy, weights } = promotion
  return next({
    changes: moves,
    weights: moves.some((move) => isShared(move, servedFirst)) ? weights : [],
    journal: { done, failure },
    seen: observations,
    onFailure: policy.onFailure,
  })
}

/** Says whether a move can go by shares of the traffic: from a release that serves, to one that does not yet. */
export function isShared({ service, from, to }: Change, servedFirst: Serving): boolean {
  return from !== undefined && from.digest !== to.digest && servedFirst[service] === from.digest
}

async function attempt(
  step: Step,
  promotion: Promotion,
  progress: Progress,
  world: World,
  edge: DriveEdge,
): Promise<void> {
  try {
    await performOf(step)(promotion, progress, world, edge)
    progress.done.push(step)
  } catch (error) {
    if (progress.overtaken) throw error
    const reason = messageOf(error)
    switch (step) {
      case 'confirm':
      case 'restore':
      case 'close':
        // Neither confirmed nor put back: the record stays open, so that the next run or the post step ends it.
        throw new Failure(
          'unavailable',
          `"${promotion.environment}" is left unfinished at "${step}": ${reason}; the next promotion ends it`,
          { cause: error },
        )
      case 'retire':
      case 'discard':
        edge.log.warning(`could not clean up in "${promotion.environment}": ${reason}`)
        progress.done.push(step)
        return
      default:
        edge.log.warning(`${step} failed: ${reason}`)
        progress.failure = reason
    }
  }
}

function outcomeOf(promotion: Promotion, progress: Progress): Driven {
  const { checks, failure, done, observations, servedFirst } = progress
  const services = promotion.moves.map(({ service }) => service)
  const serving = servingIn(observations)
  const changed = services.filter((service) => servedFirst[service] !== serving[service])
  const ending = { changed, checks, url: urlOf(promotion, progress) }
  if (done.includes('confirm')) return { outcome: 'promoted', ...ending, changed: services }
  return { outcome: hasMoved(promotion, progress) ? 'stopped' : 'reverted', failure, ...ending }
}

/** Says whether anything serves the new digest, be it by our doing or not. */
export function hasMoved({ moves }: Promotion, { observations }: Progress): boolean {
  return moves.some(({ service, to }) => shareIn(observations, service, to.digest) > 0)
}

/** The moves that have traffic which is to be put back if the promotion fails. */
export function movedOf({ moves }: Promotion, { observations }: Progress): Move[] {
  return moves.filter((move) =>
    isMoved(move, observations.get(move.service) ?? { serving: [], standing: [] }),
  )
}

function shareIn(observations: Observations, service: string, digest: Digest): number {
  const observation = observations.get(service)
  return observation === undefined ? 0 : shareOf(observation, digest)
}

async function endPreview(staged: Staged): Promise<void> {
  await staged[Symbol.asyncDispose]()
}
