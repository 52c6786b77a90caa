import { type DeploymentRecord, readRecords } from './record.ts'
import { recover } from './recover.ts'
import type { DriveEdge, World } from './world.ts'

/** Ends a promotion of this job that its main step could not end, because it was cancelled or broke. */
export async function endInterrupted(
  environment: string,
  deployment: number,
  world: World,
  edge: DriveEdge,
): Promise<void> {
  const isOurs = (record: DeploymentRecord) => record.deployment.id === deployment
  const enough = (seen: readonly DeploymentRecord[]) =>
    seen.some(isOurs) &&
    seen.some(({ state, deployment: { id } }) => state === 'confirmed' && id < deployment)
  const { records } = await readRecords(world.github, { environment, enough })
  const dead = records.find(isOurs)
  if (dead?.state !== 'open') return
  edge.log.info(`ending deployment ${deployment}, which was interrupted`)
  const settings = await world.fetchSettings()
  await recover({ dead, ticket: deployment, records, settings }, world, edge)
}
