import { randomUUID } from 'node:crypto'
import { Failure } from '../failure.ts'
import { environmentOf } from '../policy/policy.ts'
import { confirm } from './confirm.ts'
import { buildPlan, digestOfPlan } from './plan.ts'
import { type DeploymentRecord, type Hold, liveRecord, type Payload, readRecords } from './record.ts'
import { isSameRelease, type Release } from './release.ts'
import { closeUnchanged, takeTurn } from './turn.ts'
import type { DriveEdge, Settings, World } from './world.ts'

export type HoldRequest = {
  environment: string
  /** Undefined: let go. */
  hold: Hold | undefined
  onOpened?(deployment: number): void
}

/** What a hold needs: neither a registry nor a target. */
export type HoldWorld = Pick<World, 'github' | 'run' | 'repository' | 'fetchSettings'>

export type Held = {
  /** Whether anything is different now. */
  changed: boolean
  /** The record that holds the environment, or lets go of it. */
  deployment?: number
  /** What was recorded before, and still is. */
  release: Release
  settings: Settings
}

/** How often a ticket is drawn again because others changed meanwhile what serves. */
const mostTickets = 10

/**
 * Holds an environment, or lets go of it: by a record of the same release, which takes its turn like any other. What a
 * run that died left is not touched: who comes next ends it, and is refused then.
 */
export async function placeHold(request: HoldRequest, world: HoldWorld, edge: DriveEdge): Promise<Held> {
  const { environment, hold, onOpened } = request
  const settings = await world.fetchSettings()
  environmentOf(settings.policy, environment)
  const { records } = await readRecords(world.github, { environment, enough: hasLive })
  let live = liveRecord(records)
  for (let tickets = 0; tickets < mostTickets; tickets++) {
    const release = live?.payload.release ?? {}
    const before = live?.payload.hold
    if (before?.by === hold?.by && before?.reason === hold?.reason)
      return { changed: false, release, settings }
    const turn = await takeTurn(
      {
        environment,
        sha: settings.commit,
        payload: payloadOf(request, release, settings, world),
        description: hold === undefined ? 'lets go' : `held by ${hold.by}: ${hold.reason}`,
        confirmed: 1,
        also: [],
        ...(onOpened !== undefined && { onOpened }),
      },
      world,
      edge,
    )
    const others = turn.records.filter((record) => record !== turn.record)
    live = liveRecord(others)
    if (isSameRelease(live?.payload.release ?? {}, release)) {
      await confirm({ record: turn.record, records: others, moves: [] }, undefined, world, edge)
      return { changed: true, deployment: turn.record.deployment.id, release, settings }
    }
    await closeUnchanged(turn.record, world, 'drawn again: what it carries over was changed')
  }
  throw new Failure(
    'unavailable',
    `"${environment}" was changed ${mostTickets} times while this hold waited for its turn; run it again`,
  )
}

function hasLive(records: readonly DeploymentRecord[]): boolean {
  return liveRecord(records) !== undefined
}

function payloadOf(
  { environment, hold }: HoldRequest,
  release: Release,
  settings: Settings,
  { run, repository }: HoldWorld,
): Payload {
  const policy = { digest: settings.digest, environment: environmentOf(settings.policy, environment) }
  const nothing = { wanted: {}, live: release, verdicts: [] }
  return {
    release,
    changed: [],
    previous: Object.keys(release).length === 0 ? undefined : release,
    plan: digestOfPlan(buildPlan({ repository: repository.name, environment, policy, ...nothing })),
    policy: { commit: settings.commit, digest: settings.digest },
    run: {
      id: run.id,
      attempt: run.attempt,
      ...(run.checkRun !== undefined && { checkRun: run.checkRun }),
    },
    nonce: randomUUID(),
    ...(hold !== undefined && { hold }),
  }
}
