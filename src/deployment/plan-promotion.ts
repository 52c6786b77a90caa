import { environmentOf } from '../policy/policy.ts'
import { type Admission, admit } from './admit.ts'
import { liveRequest } from './foresee.ts'
import { deploymentsUpstream, gather } from './gather.ts'
import type { PromoteRequest } from './promote.ts'
import { type DeploymentRecord, liveRecord, readRecords } from './record.ts'
import { liveRelease } from './recorded.ts'
import { assertServices, placedIn, type Release, servicesIn } from './release.ts'
import type { DriveEdge, Settings, World } from './world.ts'

export type Planned = Admission & {
  environment: string
  release: Release
  /** What serves, by the newest confirmed record. */
  live: Release
  settings: Settings
}

/** Works out what a promotion would do. It has no way to the target, and so believes the record. */
export async function planPromotion(
  {
    environment,
    release,
    allowDowngrade,
  }: Pick<PromoteRequest, 'environment' | 'release' | 'allowDowngrade'>,
  world: World,
  edge: DriveEdge,
): Promise<Planned> {
  const settings = await world.fetchSettings()
  const policy = environmentOf(settings.policy, environment)
  assertServices(release, policy, environment)
  const enough = (seen: readonly DeploymentRecord[]) => liveRecord(seen) !== undefined
  const { records } = await readRecords(world.github, { environment, enough })
  const place = { release: placedIn(policy, release), policy }
  // Where none is signed by those who are trusted now, the newest is shown: what it says is checked when promoting.
  const live = servicesIn(
    policy,
    (await liveRelease(liveRequest(place, records, {}), settings, world, edge)) ??
      liveRecord(records)?.payload.release ??
      {},
  )
  const gathered = await gather({ environment, wanted: release, live, allowDowngrade }, settings, world)
  const journals = await world.github.fetchStatuses(gathered.services.flatMap(deploymentsUpstream))
  const admission = await admit(gathered, { journals, now: edge.now() })
  return { ...admission, environment, release, live, settings }
}
