import { Failure, messageOf } from '../failure.ts'
import type { Staged } from '../target/target.ts'
import { urlOf } from './ask.ts'
import type { CheckResult } from './health.ts'
import { describe } from './journal.ts'
import { next, type Step } from './next.ts'
import { servingIn } from './observe.ts'
import { hasMoved, isShared, observeMoves, type Progress, type Promotion } from './promotion.ts'
import { performOf } from './steps.ts'
import type { DriveEdge, World } from './world.ts'

export type Driven = {
  outcome: 'promoted' | 'reverted' | 'stopped'
  /** The services that serve another digest than before, or than was recorded before. */
  changed: string[]
  failure?: string
  checks: CheckResult[]
  url?: string
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

async function endPreview(staged: Staged): Promise<void> {
  await staged[Symbol.asyncDispose]()
}
