import { environmentOf } from '../policy/policy.ts'
import { type Admission, admit } from './admit.ts'
import { type Between, fetchBetween, orUnread } from './between.ts'
import { liveRequest } from './foresee.ts'
import { deploymentsUpstream, gather } from './gather.ts'
import { preflight } from './preflight.ts'
import type { PromoteRequest } from './promote.ts'
import { type DeploymentRecord, liveRecord, readRecords } from './record.ts'
import { liveRelease } from './recorded.ts'
import { assertServices, isSameRelease, placedIn, type Release, servicesIn } from './release.ts'
import type { DriveEdge, Settings, World } from './world.ts'

export type Planned = Admission & {
  environment: string
  release: Release
  /** What serves, by the newest confirmed record. */
  live: Release
  /** The record that says so, to which a rollback would return. */
  former?: DeploymentRecord
  settings: Settings
  between: Between[]
  /** What around the policy does not fit it. */
  warnings: string[]
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
  const [between, protection, listed] = await Promise.all([
    fetchBetween(gathered.services, world.github),
    orUnread(() => world.github.fetchProtection(environment)),
    orUnread(() => world.github.listJobDeployments(environment)),
  ])
  const jobDeployments = 'unread' in listed ? [] : listed
  const journals = await world.github.fetchStatuses([...deploymentsUpstream(gathered), ...jobDeployments])
  const admission = await admit(gathered, { journals, now: edge.now() })
  const [newest] = records
  const warnings = preflight({
    environment,
    policy: settings.policy,
    protection,
    newest,
    jobDeployments,
    journals,
  })
  const former = records.find(
    ({ state, payload }) => state === 'confirmed' && isSameRelease(servicesIn(policy, payload.release), live),
  )
  const plan = { ...admission, environment, release, live, settings, between, warnings }
  return { ...plan, ...(former !== undefined && { former }) }
}
