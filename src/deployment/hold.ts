import { Failure } from '../failure.ts'
import { environmentOf } from '../policy/policy.ts'
import { confirm } from './confirm.ts'
import { buildPlan, digestOfPlan } from './plan.ts'
import {
  type Cause,
  type DeploymentRecord,
  holdingRecord,
  newPayload,
  promotedRecord,
  readRecords,
} from './record.ts'
import { isSameRelease, type Release } from './release.ts'
import { closeUnchanged, takeTurn } from './turn.ts'
import type { DriveEdge, Ledger, Settings } from './world.ts'

export type HoldRequest = {
  environment: string
  state: 'hold' | 'release'
  /** Who, and why. */
  cause: Cause
  onOpened?(deployment: number): void
}

export type HoldOutcome = {
  environment: string
  /** How it stands now. */
  held: boolean
  changed: boolean
  release: Release
  /** The hold that was let go of, or that was there already. */
  former?: { cause: Cause; since: string; deployment: number }
  deployment: number
}

/** How often a ticket is drawn again because another release was confirmed meanwhile. */
const mostTickets = 10

/**
 * Holds an environment, or lets go of it: by a record of the release that it has, made in turn like that of any
 * promotion. It has no way to the targets, so what a dead run has left is left to the next promotion.
 */
export async function setHold(request: HoldRequest, ledger: Ledger, edge: DriveEdge): Promise<HoldOutcome> {
  const { environment } = request
  const settings = await ledger.fetchSettings()
  environmentOf(settings.policy, environment)
  const enough = (seen: readonly DeploymentRecord[]) => promotedRecord(seen) !== undefined
  const { records } = await readRecords(ledger.github, { environment, enough })
  let release = releaseIn(records)
  for (let tickets = 0; tickets < mostTickets; tickets++) {
    const { record, records } = await takeTurn(ticketOf(request, release, settings, ledger), ledger, edge)
    const others = records.filter((other) => other !== record)
    if (isSameRelease(release, releaseIn(others)))
      return recordHold(request, { record, others, release }, ledger, edge)
    await closeUnchanged(record, ledger, 'drawn again: another release was confirmed meanwhile')
    release = releaseIn(others)
  }
  throw new Failure(
    'unavailable',
    `"${environment}" was changed ${mostTickets} times while this waited for its turn; run it again`,
  )
}

async function recordHold(
  { environment, state }: HoldRequest,
  {
    record,
    others,
    release,
  }: { record: DeploymentRecord; others: readonly DeploymentRecord[]; release: Release },
  ledger: Ledger,
  edge: DriveEdge,
): Promise<HoldOutcome> {
  const holding = holdingRecord(others)
  const { id } = record.deployment
  const outcome = {
    environment,
    held: state === 'hold',
    release,
    deployment: id,
    ...(holding !== undefined && {
      former: {
        cause: holding.payload.hold,
        since: holding.deployment.createdAt,
        deployment: holding.deployment.id,
      },
    }),
  }
  if (state === 'release' && holding === undefined) {
    await closeUnchanged(record, ledger, 'was not held')
    return { ...outcome, changed: false }
  }
  await confirm({ record, records: others, moves: [] }, undefined, ledger, edge)
  return { ...outcome, changed: (holding === undefined) === (state === 'hold') }
}

function ticketOf(
  { environment, state, cause, onOpened }: HoldRequest,
  release: Release,
  settings: Settings,
  { repository, run }: Ledger,
) {
  const plan = buildPlan({
    repository: repository.name,
    environment,
    wanted: {},
    live: release,
    policy: { digest: settings.digest, environment: environmentOf(settings.policy, environment) },
    verdicts: [],
  })
  const content = {
    release,
    changed: [],
    previous: release,
    plan: digestOfPlan(plan),
    ...(state === 'hold' && { hold: cause }),
  }
  const does = state === 'hold' ? 'holds' : 'lets go'
  return {
    environment,
    sha: settings.commit,
    payload: newPayload(content, settings, run),
    description: `${does}, by ${cause.by}: ${cause.reason}`,
    confirmed: 1,
    upstream: undefined,
    ...(onOpened !== undefined && { onOpened }),
  }
}

/** What the environment runs by the newest record of a promotion; what it says is checked by who promotes next. */
function releaseIn(records: readonly DeploymentRecord[]): Release {
  return promotedRecord(records)?.payload.release ?? {}
}
