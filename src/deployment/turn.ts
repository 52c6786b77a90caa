import { Failure, isFailure } from '../failure.ts'
import {
  type DeploymentRecord,
  formatPayload,
  type Payload,
  readRecords,
  type Upstream,
  type UpstreamJournals,
} from './record.ts'
import type { DriveEdge, Run, World } from './world.ts'

/** How long a living promotion ahead of ours is waited for, and how often it is looked at. Milliseconds. */
export const patience = { total: 15 * 60_000, interval: 15_000 }

export type Turn = {
  record: DeploymentRecord
  /** The environment's records, newest first. */
  records: DeploymentRecord[]
  /** What was asked about the environment that comes before. */
  upstream: UpstreamJournals
}

export type TurnRequest = {
  environment: string
  sha: string
  payload: Payload
  description: string
  /** How many confirmed records the caller wants to see. */
  confirmed: number
  upstream: Upstream | undefined
  onOpened?(deployment: number): void
  /**
   * Finishes or reverts what a run that died left behind, by the right of our ticket. Undefined: that is left to who
   * comes next, as nothing is moved here.
   */
  recover?(dead: DeploymentRecord, records: readonly DeploymentRecord[], ticket: number): Promise<void>
}

/**
 * Draws a ticket, which is the promotion's own deployment, and waits until it has the right of way: the lowest
 * unfinished one of the environment goes first. One whose job is dead is recovered, not waited for.
 */
export async function takeTurn(
  request: TurnRequest,
  world: Pick<World, 'github' | 'run'>,
  edge: DriveEdge,
): Promise<Turn> {
  const id = await drawTicket(request, world, edge)
  request.onOpened?.(id)
  const deadline = edge.now().getTime() + patience.total
  for (;;) {
    const { records, upstream } = await readRecords(world.github, {
      environment: request.environment,
      enough: (seen) => hasSeen(seen, id, request.confirmed),
      ...(request.upstream !== undefined && { upstream: request.upstream }),
    })
    const own = records.find(({ deployment }) => deployment.id === id)
    if (own === undefined) {
      await waitForListing(id, deadline, edge)
      continue
    }
    await closeTwins(own, records, world)
    const ahead = records
      .filter(({ state, deployment }) => state === 'open' && deployment.id < own.deployment.id)
      .toReversed()
    const [first] = ahead
    if (first === undefined) return { record: own, records, upstream }
    const living = await findAlive(ahead, world)
    if (living === undefined && request.recover === undefined) return { record: own, records, upstream }
    if (living === undefined) {
      edge.log.info(`recovering deployment ${first.deployment.id}: its run ${first.payload.run.id} has ended`)
      await request.recover?.(first, records, id)
    } else if (edge.now().getTime() >= deadline) {
      await close(world, own, `gave way to deployment ${living.deployment.id}`)
      throw new Failure(
        'denied',
        `another promotion of "${request.environment}" is under way: deployment ${living.deployment.id} of run ${living.payload.run.id}; run this one again when it has ended`,
      )
    } else {
      edge.log.info(`waiting for deployment ${living.deployment.id} of run ${living.payload.run.id}`)
      await edge.sleep(patience.interval)
    }
  }
}

// A living one between a dead one and ours ends that itself: it would be late for the target, had we done so.
async function findAlive(
  records: readonly DeploymentRecord[],
  world: Pick<World, 'github' | 'run'>,
): Promise<DeploymentRecord | undefined> {
  for (const record of records) if (await isAlive(record, world)) return record
  return undefined
}

/** Says whether the job that made a record still runs. Its own job's earlier step counts as ended. */
export async function isAlive(
  { payload }: DeploymentRecord,
  { github, run }: Pick<World, 'github' | 'run'>,
): Promise<boolean> {
  if (payload.run.checkRun !== undefined) {
    if (payload.run.checkRun === run.checkRun) return false
    const checkRun = await github.fetchCheckRun(payload.run.checkRun)
    return checkRun !== undefined && checkRun.status !== 'completed'
  }
  // GitHub Enterprise Server does not tell a job its check run.
  if (isSameAttempt(payload.run, run)) return false
  const found = await github.fetchRun(Number(payload.run.id))
  return found !== undefined && found.status !== 'completed' && found.attempt === payload.run.attempt
}

/** Ends a record without traffic having moved. */
export async function close(
  { github }: Pick<World, 'github'>,
  { deployment }: DeploymentRecord,
  reason: string,
): Promise<void> {
  await github.appendStatus(deployment.id, { state: 'failure', description: reason, autoInactive: false })
}

/** Ends a record for which there was nothing to do. It is no failure, and confirms nothing. */
export async function closeUnchanged(
  { deployment }: DeploymentRecord,
  { github }: Pick<World, 'github'>,
  description = 'serves already',
): Promise<void> {
  await github.appendStatus(deployment.id, { state: 'inactive', description, autoInactive: false })
}

/** How often a ticket is asked for where no answer comes, and how long GitHub is given to list it. Milliseconds. */
const draws = { most: 3, pause: 2_000 }

// An answer that was lost may stand for a deployment that was made: it is found by its nonce. Of one that is listed
// only after it was asked for again, the twin is closed.
async function drawTicket(
  { environment, sha, payload, description }: TurnRequest,
  { github }: Pick<World, 'github'>,
  edge: Pick<DriveEdge, 'sleep' | 'log'>,
): Promise<number> {
  const request = { sha, environment, payload: formatPayload(payload), description }
  for (let draw = 1; ; draw++) {
    try {
      return (await github.createDeployment(request)).id
    } catch (error) {
      if (!isFailure(error, 'unavailable')) throw error
      await edge.sleep(draws.pause)
      const { records } = await readRecords(github, { environment, enough: (seen) => seen.length > 0 })
      const made = records.find((record) => record.payload.nonce === payload.nonce)
      if (made !== undefined) return made.deployment.id
      if (draw === draws.most) throw error
      edge.log.warning(`${error.message}; no deployment was made, so it is asked for again`)
    }
  }
}

// GitHub's list may be a moment behind what was just created.
async function waitForListing(id: number, deadline: number, edge: DriveEdge): Promise<void> {
  if (edge.now().getTime() >= deadline) {
    throw new Failure(
      'unavailable',
      `GitHub does not list deployment ${id}, which was just created; run the promotion again`,
    )
  }
  await edge.sleep(2_000)
}

async function closeTwins(
  own: DeploymentRecord,
  records: readonly DeploymentRecord[],
  world: Pick<World, 'github'>,
): Promise<void> {
  const twins = records.filter(
    (record) => record.payload.nonce === own.payload.nonce && record !== own && record.state === 'open',
  )
  for (const twin of twins) {
    await close(world, twin, `twin of deployment ${own.deployment.id}: the request was sent twice`)
    twin.state = 'closed'
  }
}

// Enough are our own, as many confirmed ones as are wanted, and for each unfinished one what was confirmed before it.
function hasSeen(records: readonly DeploymentRecord[], id: number, confirmed: number): boolean {
  const done = records.filter(({ state }) => state === 'confirmed').map(({ deployment }) => deployment.id)
  return (
    records.some(({ deployment }) => deployment.id === id) &&
    done.length >= confirmed &&
    records.every(
      ({ state, deployment }) => state !== 'open' || done.some((before) => before < deployment.id),
    )
  )
}

function isSameAttempt(one: Run | Payload['run'], other: Run): boolean {
  return one.id === other.id && one.attempt === other.attempt
}
