import { type DigestReference, formatReference } from '../artifact/reference.ts'
import { parsePromotion, promotionType } from '../evidence/predicate/promotion.ts'
import { Failure } from '../failure.ts'
import { environmentOf } from '../policy/policy.ts'
import { servingOf } from '../target/target.ts'
import { confirm, drive, type Move } from './drive.ts'
import type { DeploymentRecord } from './record.ts'
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
    await confirm({ record: dead, records, moves }, undefined, world)
    dead.state = 'confirmed'
    return
  }
  if (isServing && successor !== undefined && isSameRelease(dead.payload.release, successor)) {
    await close(world, dead, 'interrupted; the next promotion of the same release goes on from here')
    dead.state = 'closed'
    return
  }
  const from = isServing ? await previousRelease(request, settings, world) : {}
  const promotion = {
    environment,
    policy: { ...environmentOf(settings.policy, environment), onFailure: 'revert' as const },
    record: dead,
    records,
    moves: moves.map((move) => ({ ...move, from: from[move.service] })),
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
  const relation = await world.github.compare(commit, settings.commit)
  if (relation === 'ahead' || relation === 'identical') return world.fetchSettings(commit)
  edge.log.warning(
    `deployment ${dead.deployment.id} names policy commit ${commit}, which is not on the default branch`,
  )
  return settings
}

/** Says whether everything that a deployment changed carries its signed record. */
async function isRecorded(
  { payload, deployment }: DeploymentRecord,
  settings: Settings,
  world: World,
): Promise<boolean> {
  const images = payload.changed
    .map((service) => payload.release[service])
    .filter((image) => image !== undefined)
  const recorded = await Promise.all(
    images.map((image) => deploymentsOf(image, deployment.environment, settings, world)),
  )
  return recorded.length > 0 && recorded.every((ids) => ids.has(deployment.id))
}

/** The deployments that a digest's verified records name, in one environment of this repository. */
async function deploymentsOf(
  image: DigestReference,
  environment: string,
  settings: Settings,
  world: World,
): Promise<Set<number>> {
  const { accepted } = await world.collect(image, settings)
  const promotions = accepted
    .filter(({ predicateType }) => predicateType === promotionType)
    .map(({ predicate }) => parsePromotion(predicate))
  const ours = promotions.filter(
    (record) =>
      record.repository.id === world.repository.id &&
      record.environment === environment &&
      record.digest === image.digest,
  )
  return new Set(ours.map((record) => record.deployment.id))
}

// What a payload calls `previous` anyone could have written: only a signed record says what may serve again.
async function previousRelease(
  { dead, records }: RecoverRequest,
  settings: Settings,
  world: World,
): Promise<Release> {
  const { environment } = dead.deployment
  const previous = records.find(
    ({ state, deployment }) => state === 'confirmed' && deployment.id < dead.deployment.id,
  )
  if (previous === undefined) return {}
  const confirmed = records
    .filter(({ state }) => state === 'confirmed')
    .map(({ deployment }) => deployment.id)
  const recorded = await Promise.all(
    Object.values(previous.payload.release).map((image) =>
      deploymentsOf(image, environment, settings, world),
    ),
  )
  if (recorded.every((ids) => confirmed.some((id) => ids.has(id)))) return previous.payload.release
  const images = Object.values(previous.payload.release).map(formatReference).join(', ')
  throw new Failure(
    'denied',
    `deployment ${dead.deployment.id} died after its shift, and what served before (${images}) has no verified record to go back to; promote the release of deployment ${dead.deployment.id} again to go on from it`,
  )
}
