import { type Digest, formatShortDigest } from '../artifact/digest.ts'
import { Failure, messageOf } from '../failure.ts'
import type { EnvironmentPolicy } from '../policy/policy.ts'
import { type Observation, type Staged, servingOf, type Target } from '../target/target.ts'
import { askChecks, assertHealthy, assertServing, type CheckResult, watch } from './health.ts'
import { next, type Step } from './next.ts'
import type { Change } from './plan.ts'
import { type DeploymentRecord, retainedDigests, revertedWord, shiftingWord } from './record.ts'
import type { DriveEdge, World } from './world.ts'

/** One admitted promotion, or the remains of one, on its way to be confirmed or reverted. */
export type Promotion = {
  environment: string
  policy: EnvironmentPolicy
  record: DeploymentRecord
  /** The environment's records, newest first. */
  records: readonly DeploymentRecord[]
  moves: readonly Move[]
  environmentUrl?: string
  /** Sees to it that what is to be staged is where the environment keeps it. */
  bring(change: Change): Promise<void>
  /** Signs and attaches what a confirmed promotion is known by. */
  sign(change: Change, seen: { observedAt: Date; checks: CheckResult[] }): Promise<void>
}

/** A change and where it is made. */
export type Move = Change & { target: Target }

export type Driven = {
  outcome: 'promoted' | 'reverted' | 'stopped'
  /** The services that serve another digest than before, or than was recorded before. */
  changed: string[]
  failure?: string
  checks: CheckResult[]
  url?: string
}

/** What the steps leave for each other. */
type Progress = {
  done: Step[]
  failure?: string
  staged: Map<string, Staged>
  checks: CheckResult[]
  observations: Map<string, Observation>
  /** What each service served at first. */
  servedFirst: Map<string, Digest | undefined>
  observedAt: Date
}

type Perform = (promotion: Promotion, progress: Progress, world: World, edge: DriveEdge) => Promise<void>

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
  const progress: Progress = {
    done: [],
    failure,
    staged: new Map(),
    checks: [],
    observations: new Map(),
    servedFirst: servingIn(await observeAll(promotion.moves)),
    observedAt: edge.now(),
  }
  await using previews = new AsyncDisposableStack()
  previews.defer(async () => void (await Promise.all([...progress.staged.values()].map(endPreview))))
  for (;;) {
    progress.observations = await observeAll(promotion.moves)
    const step = nextStep(promotion, progress)
    if (step === 'done') return outcomeOf(promotion, progress)
    edge.log.info(`${step}: ${describe(promotion.moves)}`)
    await attempt(step, promotion, progress, world, edge)
    if (progress.done.includes(step)) edge.log.info(`${step}: done`)
  }
}

async function observeAll(moves: readonly Move[]): Promise<Map<string, Observation>> {
  return new Map(
    await Promise.all(moves.map(async ({ service, target }) => [service, await target.observe()] as const)),
  )
}

function nextStep({ moves, policy }: Promotion, { done, failure, observations }: Progress): Step | 'done' {
  const seen = new Map(
    [...observations].map(([service, observation]) => [
      service,
      { serving: servingOf(observation), standing: observation.standing },
    ]),
  )
  return next({ changes: moves, journal: { done, failure }, seen, onFailure: policy.onFailure })
}

async function attempt(
  step: Step,
  promotion: Promotion,
  progress: Progress,
  world: World,
  edge: DriveEdge,
): Promise<void> {
  try {
    await perform[step](promotion, progress, world, edge)
    progress.done.push(step)
  } catch (error) {
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

const perform: Record<Step, Perform> = {
  stage: async ({ moves, record, bring }, { staged }, { github }) => {
    const description = `staging ${describe(moves)}`
    await github.appendStatus(record.deployment.id, {
      state: 'in_progress',
      description,
      autoInactive: false,
    })
    for (const move of moves) {
      await bring(move)
      staged.set(move.service, await move.target.stage(move.to))
    }
  },

  'check-staged': (promotion, progress, _world, edge) => askAll(promotion, progress, 'staged', edge),

  shift: async ({ moves, record }, { servedFirst }, { github }) => {
    const description = `${shiftingWord} to ${describe(moves)}`
    // What serves already is not of our bringing, and must not be taken for it by who comes after us.
    if (moves.some(({ service, to }) => servedFirst.get(service) !== to.digest)) {
      await github.appendStatus(record.deployment.id, {
        state: 'in_progress',
        description,
        autoInactive: false,
      })
    }
    for (const { from, to, target } of moves) await target.shift(to.digest, 100, from?.digest)
  },

  'check-serving': async (promotion, progress, _world, edge) => {
    const look = async () => {
      progress.observations = await observeAll(promotion.moves)
      assertServing(promotion.moves, progress.observations)
    }
    progress.observedAt = await watch(promotion.policy.watch, edge, async () => {
      await look()
      await askAll(promotion, progress, 'serving', edge)
      // What was asked is what served only if it still serves.
      await look()
    })
  },

  record: async ({ moves, sign }, { observedAt, checks }) => {
    await Promise.all(moves.map((move) => sign(move, { observedAt, checks })))
  },

  confirm: (promotion, progress, world, edge) => confirm(promotion, urlOf(promotion, progress), world, edge),

  retire: async ({ moves, policy, record, records }, { observations }) => {
    for (const { service, target } of moves) {
      const standing = observations.get(service)?.standing ?? []
      const kept = retainedDigests([{ ...record, state: 'confirmed' }, ...records], policy.retain, standing)
      for (const digest of standing) if (!kept.has(digest)) await target.discard(digest)
    }
  },

  restore: async ({ moves }) => {
    for (const { from, to, target } of moves.toReversed()) {
      if (from === undefined) await target.shift(to.digest, 0, to.digest)
      else await target.shift(from.digest, 100, to.digest)
    }
  },

  // A former release that was promoted again in vain stays where it stood.
  discard: async ({ moves, records, policy }, { observations }) => {
    for (const { service, to, target } of moves) {
      const standing = observations.get(service)?.standing ?? []
      if (!retainedDigests(records, policy.retain, standing).has(to.digest)) await target.discard(to.digest)
    }
  },

  close: async (promotion, progress, { github }) => {
    const ending = progress.done.includes('restore')
      ? `${revertedWord}: `
      : hasMoved(promotion, progress)
        ? 'stopped: '
        : ''
    const description = `${ending}${progress.failure}`
    await github.appendStatus(promotion.record.deployment.id, {
      state: 'failure',
      description,
      autoInactive: false,
    })
  },
}

/** Calls a record a success and those before it inactive; GitHub itself leaves production ones active. */
export async function confirm(
  { record, records, moves }: Pick<Promotion, 'record' | 'records' | 'moves'>,
  environmentUrl: string | undefined,
  { github }: World,
  { log }: Pick<DriveEdge, 'log'>,
): Promise<void> {
  const { id, environment } = record.deployment
  const description = `serves ${describe(moves)}`
  await github.appendStatus(id, { state: 'success', description, environmentUrl, autoInactive: true })
  if (environment !== 'production') return
  const active = records.filter(
    ({ deployment, statuses }) => deployment.id !== id && statuses[0]?.state === 'success',
  )
  for (const { deployment } of active) {
    const description = `followed by deployment ${id}`
    // The promotion is confirmed by now; that GitHub shows an older one as active changes nothing about it.
    await github
      .appendStatus(deployment.id, { state: 'inactive', description, autoInactive: false })
      .catch((error: unknown) =>
        log.warning(`deployment ${deployment.id} still looks active: ${messageOf(error)}`),
      )
  }
}

async function askAll(
  promotion: Promotion,
  progress: Progress,
  phase: CheckResult['phase'],
  edge: DriveEdge,
): Promise<void> {
  const { environment, policy, moves } = promotion
  const earlier = progress.checks.filter((result) => result.phase !== phase)
  const results: CheckResult[] = []
  for (const { service, from, to } of moves) {
    const preview = progress.staged.get(service)?.url
    const url = phase === 'staged' ? preview : addressOf(promotion, progress, preview, edge)
    const percent = phase === 'staged' ? 0 : 100
    const asked = { phase, percent, url, digest: to.digest, former: from?.digest, service, environment }
    results.push(...(await askChecks(policy.checks, asked, edge)))
  }
  progress.checks = [...earlier, ...results]
  assertHealthy(results)
}

// A target need not know where it serves. Then the very release that serves is asked at its preview: that it is
// the one was observed, but whoever serves it to people was not asked, which is said.
function addressOf(
  promotion: Promotion,
  progress: Progress,
  preview: string | undefined,
  { log }: Pick<DriveEdge, 'log'>,
): string | undefined {
  const url = urlOf(promotion, progress)
  if (url === undefined && preview !== undefined) {
    log.notice(
      `no address of "${promotion.environment}" is known: after the swap its release is asked at its preview; give the target's url, or environment-url`,
    )
  }
  return url ?? preview
}

function urlOf({ environmentUrl }: Promotion, { observations }: Progress): string | undefined {
  return [...observations.values()].find(({ url }) => url !== undefined)?.url ?? environmentUrl
}

function outcomeOf(promotion: Promotion, progress: Progress): Driven {
  const { checks, failure, done, observations, servedFirst } = progress
  const services = promotion.moves.map(({ service }) => service)
  const serving = servingIn(observations)
  const changed = services.filter((service) => servedFirst.get(service) !== serving.get(service))
  const ending = { changed, checks, url: urlOf(promotion, progress) }
  if (done.includes('confirm')) return { outcome: 'promoted', ...ending, changed: services }
  return { outcome: hasMoved(promotion, progress) ? 'stopped' : 'reverted', failure, ...ending }
}

function servingIn(observations: ReadonlyMap<string, Observation>): Map<string, Digest | undefined> {
  return new Map([...observations].map(([service, observation]) => [service, servingOf(observation)]))
}

/** Says whether anything that was to be replaced serves the new digest. */
function hasMoved({ moves }: Promotion, { observations }: Progress): boolean {
  return moves.some(({ service, to }) => {
    const observation = observations.get(service)
    return observation !== undefined && servingOf(observation) === to.digest
  })
}

async function endPreview(staged: Staged): Promise<void> {
  await staged[Symbol.asyncDispose]()
}

/** Names the services and digests of a promotion, short, for people. */
export function describe(changes: readonly Pick<Change, 'service' | 'to'>[]): string {
  return changes.map(({ service, to }) => `${service} ${formatShortDigest(to.digest)}`).join(', ')
}
