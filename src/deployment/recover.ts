import type { DigestReference } from '../artifact/reference.ts'
import { Failure, isFailure } from '../failure.ts'
import { type EnvironmentPolicy, environmentOf } from '../policy/policy.ts'
import { type Observation, servingOf, shareOf } from '../target/target.ts'
import { leftBehind } from './agreement.ts'
import { confirm } from './confirm.ts'
import { drive } from './drive.ts'
import { isLeftRollback } from './earlier.ts'
import type { Observations } from './observe.ts'
import { inOrder } from './plan.ts'
import { type Move, observeMoves } from './promotion.ts'
import { type DeploymentRecord, liveRecord, readRecords } from './record.ts'
import { hasRecord, isRecorded } from './recorded.ts'
import { type Release, servicesIn } from './release.ts'
import { close } from './turn.ts'
import type { DriveEdge, Settings, World } from './world.ts'

export type RecoverRequest = {
  dead: DeploymentRecord
  /** The deployment of who ends it: of the promotion behind it, or the dead one itself in its own job. */
  ticket: number
  /** The environment's records, newest first. */
  records: readonly DeploymentRecord[]
  /** The policy at the head of the default branch. */
  settings: Settings
  /** What the promotion that found the dead one wants. */
  successor?: Release
}

/**
 * Ends what a run that died left unfinished. Recorded and serving, it is confirmed; wanted again, it is left to
 * the promotion that wants it; otherwise what served before is put back.
 */
export async function recover(request: RecoverRequest, world: World, edge: DriveEdge): Promise<void> {
  const { dead, successor, ticket } = request
  const settings = await settingsOf(request, world, edge)
  const policy = environmentOf(settings.policy, dead.deployment.environment)
  const records = request.records.filter((record) => record !== dead)
  const moves = movesOf(dead, settings, world, edge)
  const observations = await observeMoves({ moves })
  const isServing =
    moves.length > 0 && moves.every(({ service, to }) => servingIn(observations, service) === to.digest)

  if (isServing && (await isRecorded(dead, settings, world))) {
    edge.log.info(`deployment ${dead.deployment.id} is recorded and serves: confirming it`)
    await confirm({ record: dead, records, moves }, undefined, world, edge)
    dead.state = 'confirmed'
    return
  }
  if (isServing && moves.every(({ service, to }) => successor?.[service]?.digest === to.digest)) {
    await end(dead, 'interrupted; the next promotion of the same release goes on from here', world)
    return
  }
  if (isServing && isLeftRollback(dead)) {
    // What somebody went back from must not come again by itself: the next rollback records it.
    await end(dead, 'interrupted; what was gone back to serves, and is left there', world)
    return
  }
  const found = { moves, observations, policy }
  const left = leftIn(found, request)
  if (isServing && left.length === 0) {
    // It served before the dead run came: only its record is missing, and it is not for us to take it away.
    await end(dead, 'interrupted before it moved any traffic', world)
    return
  }
  await shutOut(found, ticket)
  const former = await Promise.all(left.map((move) => formerOf(move, observations, request, settings, world)))
  const promotion = {
    environment: dead.deployment.environment,
    policy: { ...policy, onFailure: 'revert' as const },
    record: dead,
    records,
    ticket,
    weights: [],
    // Where the traffic has not moved there is nothing to put back, and nothing to be verified.
    moves: moves.map((move) => {
      const index = left.indexOf(move)
      return index < 0 ? { ...move, kept: true } : { ...move, from: former[index] }
    }),
    bring: async () => {},
    sign: async () => {},
  }
  await drive(promotion, world, edge, `interrupted: run ${dead.payload.run.id} ended before it was confirmed`)
  dead.state = 'closed'
}

type Found = { moves: readonly Move[]; observations: Observations; policy: EnvironmentPolicy }

/** What the dead run was to change, and where. */
function movesOf(dead: DeploymentRecord, settings: Settings, world: World, { log }: DriveEdge): Move[] {
  const { payload, deployment } = dead
  const targets = world.connect(deployment.environment, settings)
  const changed = payload.changed.map((service) => ({ service }))
  const policy = environmentOf(settings.policy, deployment.environment)
  return inOrder(changed, policy).flatMap(({ service }) => {
    const [to, target] = [payload.release[service], targets.get(service)]
    if (to !== undefined && target !== undefined) return [{ service, from: undefined, to, target }]
    log.warning(`deployment ${deployment.id} names a service that the policy does not have: passed over`)
    return []
  })
}

async function end(dead: DeploymentRecord, reason: string, world: World): Promise<void> {
  await close(world, dead, reason)
  dead.state = 'closed'
}

/** What has traffic that a run which ended early gave it, or has died with it, so that nothing serves. */
function leftIn({ moves, observations, policy }: Found, { records, dead }: RecoverRequest): Move[] {
  const others = records.filter((record) => record !== dead)
  const recorded = servicesIn(policy, liveRecord(others)?.payload.release ?? {})
  return moves.filter(({ service, to }) => {
    const seen = observations.get(service)
    const isGone = seen?.serving.length === 0
    const isLeft = leftBehind(service, to.digest, recorded, records) !== undefined
    return isLeft && (isGone || shareOf(seen, to.digest) > 0)
  })
}

// Also where the dead run came no further than that: it may only sleep, and must not move anything when it wakes up.
// And it may have died between the shift back and what the target does after one, which is so done once more.
async function shutOut({ moves, observations }: Found, ticket: number): Promise<void> {
  for (const { service, to, target } of moves) {
    const serving = servingIn(observations, service)
    if (serving !== undefined && serving !== to.digest) await target.shift(serving, 100, serving, ticket)
  }
}

function servingIn(observations: Observations, service: string) {
  const observation = observations.get(service)
  return observation && servingOf(observation)
}

/** What a service goes back to: what still has a part of its traffic, else what it ran before by a signed record. */
async function formerOf(
  { service, to }: Move,
  observations: Observations,
  request: RecoverRequest,
  settings: Settings,
  world: World,
): Promise<DigestReference | undefined> {
  const seen = observations.get(service)
  const other = otherIn(seen, to)
  if (other !== undefined) return other
  const { image, isKnown } = await previousImage(service, request, settings, world)
  // Where nothing serves there is nothing that must be left alone until somebody decides.
  if (image !== undefined || !isKnown || seen?.serving.length === 0) return image
  const { id } = request.dead.deployment
  throw new Failure(
    'denied',
    `deployment ${id} died after its shift, and no release of "${service}" before it has a verified record to go back to; promote the release of deployment ${id} again to go on from it`,
  )
}

function otherIn(observation: Observation | undefined, to: DigestReference): DigestReference | undefined {
  const others = observation?.serving.filter(({ digest }) => digest !== to.digest) ?? []
  const [other] = others
  // It serves people now. Only its digest matters: it is not fetched from anywhere.
  return others.length === 1 && other !== undefined ? { ...to, digest: other.digest } : undefined
}

// A promotion is ended by the rules under which it began, but only by such as were on the default branch.
async function settingsOf(
  { dead, settings }: RecoverRequest,
  world: World,
  edge: DriveEdge,
): Promise<Settings> {
  const { commit } = dead.payload.policy
  if (commit === settings.commit) return settings
  const said = `deployment ${dead.deployment.id} began under policy commit ${commit}`
  const relation = await world.github.compare(commit, settings.commit)
  if (relation !== 'ahead' && relation !== 'identical') {
    edge.log.warning(`${said}, which is not on the default branch: today's is used`)
    return settings
  }
  try {
    const then = await world.fetchSettings(commit)
    environmentOf(then.policy, dead.deployment.environment)
    return then
  } catch (error) {
    // One that cannot be read any more must not keep the environment from ever being promoted to again.
    if (!isFailure(error, 'not-found') && !isFailure(error, 'invalid-input')) throw error
    edge.log.warning(`${said}, which cannot be read: ${error.message}; today's is used`)
    return settings
  }
}

/**
 * What a service ran before: of the newest confirmed deployment that changed it and has a signed record. What a
 * payload calls `previous`, or a status a success, anyone could have written. `isKnown`: there is one, signed or not.
 */
async function previousImage(
  service: string,
  { dead, records }: RecoverRequest,
  settings: Settings,
  world: World,
): Promise<{ image: DigestReference | undefined; isKnown: boolean }> {
  const { environment, id } = dead.deployment
  const among = (known: readonly DeploymentRecord[]) =>
    known.filter(
      ({ state, deployment, payload }) =>
        state === 'confirmed' && deployment.id < id && payload.changed.includes(service),
    )
  // That there is none is only known when all were read.
  const known = among(records)
  const earlier =
    known.length > 0
      ? known
      : among((await readRecords(world.github, { environment, enough: () => false })).records)
  for (const record of earlier) {
    if (await hasRecord(record, service, settings, world))
      return { image: record.payload.release[service], isKnown: true }
  }
  return { image: undefined, isKnown: earlier.length > 0 }
}
