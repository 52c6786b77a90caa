import { mapConcurrently } from '../concurrently.ts'
import { Failure, messageOf } from '../failure.ts'
import type { StatusRequest } from '../github/github.ts'
import { shareOf } from '../target/target.ts'
import { askAll, urlOf } from './ask.ts'
import { confirm } from './confirm.ts'
import { assertServing, assertSharing, watch } from './health.ts'
import { describe, describeEnd, describeShift } from './journal.ts'
import { type Step, sharingOf } from './next.ts'
import { atOnce } from './observe.ts'
import {
  hasMoved,
  isShared,
  type Move,
  movedOf,
  observeMoves,
  type Progress,
  type Promotion,
} from './promotion.ts'
import { planBehind, retainedDigests, stateOf } from './record.ts'
import type { DriveEdge, World } from './world.ts'

type Perform = (promotion: Promotion, progress: Progress, world: World, edge: DriveEdge) => Promise<void>

/** What is done for a step. */
export function performOf(step: Step): Perform {
  const sharing = sharingOf(step)
  if (sharing === undefined) return perform[step as keyof typeof perform]
  const { verb, percent } = sharing
  return verb === 'shift'
    ? (promotion, progress, world, edge) => share(percent, promotion, progress, world, edge)
    : (promotion, progress, world, edge) => checkSharing(percent, promotion, progress, world, edge)
}

const perform = {
  stage: async ({ moves, record, bring }, { staged }, world) => {
    await journal(record, { state: 'in_progress', description: `staging ${describe(moves)}` }, world)
    await forEach(moves, async (move) => {
      await bring(move)
      staged.set(move.service, await move.target.stage(move.to, { plan: record.payload.plan }))
    })
  },

  'check-staged': (promotion, progress, world, edge) =>
    askAll(promotion.moves, { phase: 'staged', percent: 0 }, promotion, progress, world, edge),

  shift: async (promotion, progress, world, edge) => {
    // What serves already is not of our bringing, and must not be taken for it by who comes after us.
    const ours = promotion.moves.filter(({ service, to }) => progress.servedFirst[service] !== to.digest)
    await journalShift(ours, 100, promotion, world)
    progress.lookedAt = undefined
    for (const { from, to, target } of promotion.moves) {
      await assertOurTurn(promotion, progress, world, edge)
      await target.shift(to.digest, 100, from?.digest, promotion.ticket)
    }
  },

  'check-serving': async (promotion, progress, world, edge) => {
    const look = async () => {
      progress.observations = await observeMoves(promotion)
      assertServing(promotion.moves, progress.observations)
    }
    progress.observedAt = await watch(promotion.policy.watch, edge, async () => {
      await look()
      await askAll(promotion.moves, { phase: 'serving', percent: 100 }, promotion, progress, world, edge)
      // What was asked is what served only if it still serves.
      await look()
    })
  },

  record: async ({ moves, sign }, { observedAt, checks }) => {
    await forEach(moves, (move) => sign(move, { observedAt, checks }))
  },

  // While it is still our turn: who comes next may stage what we would remove.
  retire: async ({ moves, policy, record, records, ticket }, { observations }) => {
    const confirmed = [{ ...record, state: 'confirmed' as const }, ...records]
    await forEach(moves, async ({ service, target }) => {
      const standing = observations.get(service)?.standing ?? []
      const kept = retainedDigests(confirmed, policy.retain, service, standing)
      for (const digest of standing) if (!kept.has(digest)) await target.discard(digest, ticket)
    })
  },

  confirm: (promotion, progress, world, edge) => confirm(promotion, urlOf(promotion, progress), world, edge),

  restore: async (promotion, progress, world, edge) => {
    progress.lookedAt = undefined
    // GitHub need not answer for what served to be put back: the targets keep out whoever is late.
    await assertOurTurn(promotion, progress, world, edge).catch((error: unknown) => {
      if (progress.overtaken) throw error
      edge.log.warning(`whether this promotion was ended by another run is not known: ${messageOf(error)}`)
    })
    for (const move of movedOf(promotion, progress).toReversed()) await putBack(move, promotion, progress)
  },

  // A former release that was promoted again in vain stays where it stood.
  discard: async ({ moves, records, policy, ticket }, { observations }) => {
    await forEach(moves, async ({ service, to, target }) => {
      const observation = observations.get(service)
      if (observation === undefined || !observation.standing.includes(to.digest)) return
      if (shareOf(observation, to.digest) > 0) return
      const kept = retainedDigests(records, policy.retain, service, observation.standing)
      if (!kept.has(to.digest)) await target.discard(to.digest, ticket)
    })
  },

  close: async (promotion, progress, world) => {
    const { done, failure = '' } = progress
    const isStopped = hasMoved(promotion, progress)
    const ending = done.includes('restore') ? 'reverted' : isStopped ? 'stopped' : 'untouched'
    await journal(promotion.record, { state: 'failure', description: describeEnd(failure, ending) }, world)
  },
} satisfies Partial<Record<Step, Perform>>

/** Gives a share of the traffic to each release that replaces another; what is the first of its service waits. */
async function share(
  percent: number,
  promotion: Promotion,
  progress: Progress,
  world: World,
  edge: DriveEdge,
): Promise<void> {
  const moves = sharedIn(promotion, progress)
  await journalShift(moves, percent, promotion, world)
  progress.lookedAt = undefined
  for (const { from, to, target } of moves) {
    await assertOurTurn(promotion, progress, world, edge)
    await target.shift(to.digest, percent, from?.digest, promotion.ticket)
  }
}

async function checkSharing(
  percent: number,
  promotion: Promotion,
  progress: Progress,
  world: World,
  edge: DriveEdge,
): Promise<void> {
  const { strategy } = promotion.policy
  const moves = sharedIn(promotion, progress)
  const look = async () => {
    progress.observations = await observeMoves(promotion)
    assertSharing(moves, percent, progress.observations)
  }
  await watch(strategy.kind === 'canary' ? strategy.interval : 0, edge, async () => {
    await look()
    await askAll(moves, { phase: 'shifting', percent }, promotion, progress, world, edge)
    await look()
  })
}

function sharedIn({ moves }: Promotion, { servedFirst }: Progress): Move[] {
  return moves.filter((move) => isShared(move, servedFirst))
}

async function putBack(
  { from, to, target, service }: Move,
  { ticket, records }: Promotion,
  { observations }: Progress,
): Promise<void> {
  if (from === undefined) return target.shift(to.digest, 0, to.digest, ticket)
  const seen = observations.get(service)
  // It may have been removed in the meantime.
  if (!seen?.standing.includes(from.digest)) {
    const plan = planBehind(records, service, from.digest)
    await (await target.stage(from, { ...(plan !== undefined && { plan }) }))[Symbol.asyncDispose]()
  }
  const replaced = seen?.serving.length === 0 ? undefined : to.digest
  await target.shift(from.digest, 100, replaced, ticket)
}

async function journalShift(
  moves: readonly Move[],
  percent: number,
  { record, moves: { length: changed } }: Promotion,
  world: World,
): Promise<void> {
  if (moves.length === 0) return
  for (const description of describeShift(moves, { changed, percent }))
    await journal(record, { state: 'in_progress', description }, world)
}

async function journal(
  { deployment }: Promotion['record'],
  status: Pick<StatusRequest, 'state' | 'description'>,
  { github }: Pick<World, 'github'>,
): Promise<void> {
  await github.appendStatus(deployment.id, { ...status, autoInactive: false })
}

/** For how long it is taken for our turn, once that was looked at: who sleeps longer looks again. Milliseconds. */
const lookHolds = 5_000

/** Refuses to go on where another run took this one for dead and has ended it. */
async function assertOurTurn(
  { ticket, environment }: Promotion,
  progress: Progress,
  { github }: Pick<World, 'github'>,
  { now }: Pick<DriveEdge, 'now'>,
): Promise<void> {
  const time = now().getTime()
  if (progress.lookedAt !== undefined && time - progress.lookedAt < lookHolds) return
  progress.lookedAt = time
  if (stateOf(await github.fetchDeploymentStatuses(ticket)) === 'open') return
  progress.overtaken = true
  throw new Failure(
    'denied',
    `deployment ${ticket} of "${environment}" was ended by another run in the meantime; this one touches nothing any more`,
  )
}

/** Works on services at once. Also after a failure nothing goes on unseen: all have ended when this ends. */
async function forEach(moves: readonly Move[], work: (move: Move) => Promise<void>): Promise<void> {
  const failures = await mapConcurrently(moves, atOnce, async (move) => {
    try {
      await work(move)
      return []
    } catch (error) {
      return [{ error, service: move.service }]
    }
  })
  const [first] = failures.flat()
  if (first === undefined) return
  if (moves.length === 1) throw first.error
  const cause = first.error
  throw new Failure('unavailable', `service "${first.service}": ${messageOf(cause)}`, { cause })
}
