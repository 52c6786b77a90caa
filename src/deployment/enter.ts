import { Failure } from '../failure.ts'
import { type Admission, admit } from './admit.ts'
import { type Agreement, agree } from './agreement.ts'
import { type Foreseen, liveRequest } from './foresee.ts'
import { type Gathered, upstreamOf } from './gather.ts'
import { describe } from './journal.ts'
import { observeAll, servingIn } from './observe.ts'
import { changesHold, type Place } from './promote.ts'
import {
  type DeploymentRecord,
  holdingRecord,
  newPayload,
  noUpstream,
  type Payload,
  promotedRecord,
} from './record.ts'
import { liveRelease } from './recorded.ts'
import { recover } from './recover.ts'
import { isSameRelease, isWithin, type Release } from './release.ts'
import { close, closeUnchanged, type Turn, type TurnRequest, takeTurn } from './turn.ts'
import type { DriveEdge, World } from './world.ts'

export type EnterRequest = {
  place: Place
  gathered: Gathered
  foreseen: Foreseen
  /** Gets the deployments of dead runs that were ended first. */
  recovered: number[]
}

/** It is our turn, and what is to be replaced; or the reason for which nothing will be. */
export type Entered = Ready | { kind: 'refused'; reason: string; turn: Turn }

export type Ready = Omit<Agreed, 'kind'> & {
  kind: 'entered'
  turn: Turn
  /** The environment's other records, newest first. */
  others: DeploymentRecord[]
  /** By the newest confirmed record. */
  held: boolean
}

type Agreed = Extract<Agreement, { kind: 'agreed' }>

/** How often a ticket is drawn again because others changed meanwhile what it carries over. */
const mostTickets = 10

/**
 * Takes its turn, and looks at the targets now that nobody else may move them, and at what the records say. Each
 * record is the whole environment: where others changed in the meantime what a ticket carries over, it is drawn again.
 */
export async function enter(request: EnterRequest, world: World, edge: DriveEdge): Promise<Entered> {
  const { place, recovered } = request
  let live = request.foreseen.live
  for (let tickets = 0; tickets < mostTickets; tickets++) {
    const turn = await takeTurn(await ticketOf(request, live, world, edge), world, edge)
    const others = turn.records.filter((record) => record !== turn.record)
    const entered = { turn, others, ...(await judge(place, others, recovered, world, edge)) }
    if (entered.kind === 'refused') {
      await close(world, turn.record, `refused: ${entered.reason}`)
      return entered
    }
    if (isTrue(turn.record.payload, place, entered.live)) return entered
    await closeUnchanged(turn.record, world, 'drawn again: what it carries over was changed')
    live = entered.live
  }
  throw new Failure(
    'unavailable',
    `"${place.request.environment}" was changed ${mostTickets} times while this promotion waited for its turn; run it again`,
  )
}

// A record that says what was not changed, or that changes less than it says, would mislead who comes after it.
function isTrue({ release, changed }: Payload, { release: wanted, request }: Place, live: Release): boolean {
  const changes = changedBy(wanted, live)
  if (changes.length === 0 && !changesHold(request)) return true
  return isSameRelease(release, { ...live, ...wanted }) && changes.join() === changed.join()
}

function changedBy(wanted: Release, live: Release): string[] {
  return Object.keys(wanted)
    .filter((service) => wanted[service]?.digest !== live[service]?.digest)
    .sort()
}

async function judge(
  { request, release, policy, targets, settings }: Place,
  others: readonly DeploymentRecord[],
  recovered: readonly number[],
  world: World,
  edge: DriveEdge,
) {
  const { overrule = false } = request
  const holding = holdingRecord(others)
  const mayMove = request.releaseHold === true || request.rollback !== undefined
  if (holding !== undefined && !mayMove) {
    const { by, reason } = holding.payload.hold
    const { id, createdAt } = holding.deployment
    const since = `since ${createdAt} by deployment ${id}`
    return {
      kind: 'refused' as const,
      reason: `held by ${by} ${since}: ${reason}; promote with release-hold: true, or let go with the action hold`,
    }
  }
  const observed = servingIn(await observeAll(targets))
  const asked = liveRequest({ release, policy }, others, observed)
  const recorded = (await liveRelease(asked, settings, world, edge)) ?? {}
  const agreement = agree({ observed, recorded, wanted: release, records: others, overrule })
  if (agreement.kind === 'contradiction') return { kind: 'refused' as const, reason: agreement.reason }
  const newest = promotedRecord(others)?.deployment.id
  const isMoved = newest !== request.basedOn && !(newest !== undefined && recovered.includes(newest))
  if (request.basedOn !== undefined && isMoved && !isWithin(release, agreement.live)) {
    const reason = `deployment ${newest} was confirmed while this rollback waited for its turn; run it again to go back from that`
    return { kind: 'refused' as const, reason }
  }
  return { ...agreement, kind: 'entered' as const, held: holding !== undefined }
}

/** What the deployment says that stands for this promotion, as far as it is known before it is our turn. */
async function ticketOf(
  { place, gathered, recovered }: EnterRequest,
  live: Release,
  world: World,
  edge: DriveEdge,
): Promise<TurnRequest> {
  const { settings, request, policy, release } = place
  const { environment, onOpened, override } = request
  const known = { ...gathered, request: { ...gathered.request, live } }
  const admission = await admit(known, {
    upstream: noUpstream,
    now: edge.now(),
    ...(override !== undefined && { override }),
  })
  const [first] = admission.plan.changes
  return {
    environment,
    sha: (first && admission.commits[first.service]) ?? settings.commit,
    payload: payloadOf(place, admission, live, world),
    description: `promotes ${describe(admission.plan.changes)}`,
    confirmed: policy.retain + 1,
    upstream: upstreamOf(gathered),
    ...(onOpened !== undefined && { onOpened }),
    recover: async (dead, records, ticket) => {
      await recover({ dead, records, ticket, settings, successor: release }, world, edge)
      recovered.push(dead.deployment.id)
    },
  }
}

function payloadOf(
  { settings, request: { hold, rollback } }: Place,
  { plan, digest, override }: Admission,
  previous: Release,
  { run }: World,
): Payload {
  const content = {
    release: plan.release,
    changed: plan.changes.map(({ service }) => service),
    previous,
    plan: digest,
    ...(hold !== undefined && { hold }),
    ...(rollback !== undefined && { rollback }),
    ...(override !== undefined && { override }),
  }
  return newPayload(content, settings, run)
}
