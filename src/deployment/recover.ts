import type { DigestReference } from '../artifact/reference.ts'
import { Failure, isFailure } from '../failure.ts'
import { environmentOf } from '../policy/policy.ts'
import { servingOf } from '../target/target.ts'
import { isLeftBehind } from './agreement.ts'
import { confirm, drive, type Move } from './drive.ts'
import { type DeploymentRecord, hasShifted, liveRecord, readRecords } from './record.ts'
import { hasRecord, isRecorded } from './recorded.ts'
import { isSameRelease, type Release } from './release.ts'
import { close } from './turn.ts'
import type { DriveEdge, Settings, World } from './world.ts'

export type RecoverRequest = {
  dead: DeploymentRecord
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
  const { dead, successor } = request
  const environment = dead.deployment.environment
  const settings = await settingsOf(request, world, edge)
  const target = world.connect(environment, settings)
  const serving = servingOf(await target.observe())
  const records = request.records.filter((record) => record !== dead)
  const moves: Move[] = dead.payload.changed.flatMap((service) => {
    const to = dead.payload.release[service]
    return to === undefined ? [] : [{ service, from: undefined, to, target }]
  })
  const isServing = moves.length > 0 && moves.every(({ to }) => to.digest === serving)

  if (isServing && (await isRecorded(dead, settings, world))) {
    edge.log.info(`deployment ${dead.deployment.id} is recorded and serves: confirming it`)
    await confirm({ record: dead, records, moves }, undefined, world, edge)
    dead.state = 'confirmed'
    return
  }
  if (isServing && successor !== undefined && isSameRelease(dead.payload.release, successor)) {
    await close(world, dead, 'interrupted; the next promotion of the same release goes on from here')
    dead.state = 'closed'
    return
  }
  const recorded = liveRecord(records)?.payload.release ?? {}
  if (isServing && !isLeftBehind(dead.payload.release, recorded, request.records)) {
    // It served before the dead run came: only its record is missing, and it is not for us to take it away.
    await close(world, dead, 'interrupted before it moved any traffic')
    dead.state = 'closed'
    return
  }
  if (!isServing && serving !== undefined && hasShifted(dead)) {
    // It may have died between the shift back and what the target does after one: that is done once more.
    await target.shift(serving, 100, serving)
  }
  const restoring = await Promise.all(
    moves.map(async (move) => {
      // Where the traffic has not moved there is nothing to put back, and nothing to be verified.
      const from = isServing ? await previousImage(move.service, request, settings, world) : undefined
      return { ...move, from }
    }),
  )
  const promotion = {
    environment,
    policy: { ...environmentOf(settings.policy, environment), onFailure: 'revert' as const },
    record: dead,
    records,
    moves: restoring,
    bring: async () => {},
    sign: async () => {},
  }
  await drive(promotion, world, edge, `interrupted: run ${dead.payload.run.id} ended before it was confirmed`)
  dead.state = 'closed'
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
 * payload calls `previous`, or a status a success, anyone could have written.
 */
async function previousImage(
  service: string,
  { dead, records }: RecoverRequest,
  settings: Settings,
  world: World,
): Promise<DigestReference | undefined> {
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
    if (await hasRecord(record, service, settings, world)) return record.payload.release[service]
  }
  if (earlier.length === 0) return undefined
  throw new Failure(
    'denied',
    `deployment ${id} died after its shift, and no release of "${service}" before it has a verified record to go back to; promote the release of deployment ${id} again to go on from it`,
  )
}
