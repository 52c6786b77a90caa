import { environmentOf } from '../policy/policy.ts'
import { type Admission, admit } from './admit.ts'
import { type Between, fetchBetween, orUnread } from './between.ts'
import { liveRequest } from './foresee.ts'
import { gather, upstreamOf } from './gather.ts'
import { preflight } from './preflight.ts'
import type { PromoteRequest } from './promote.ts'
import { type DeploymentRecord, liveRecord, readJournals, readRecords } from './record.ts'
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
  const github = comparingOnce(world.github)
  const request = { environment, wanted: release, live, allowDowngrade }
  const gathered = await gather(request, settings, { ...world, github })
  const [between, protection, listed] = await Promise.all([
    fetchBetween(gathered.services, github),
    orUnread(() => world.github.fetchProtection(environment)),
    orUnread(() => world.github.listJobDeployments(environment)),
  ])
  const jobDeployments = 'unread' in listed ? [] : listed
  const upstream = await readJournals(world.github, jobDeployments, upstreamOf(gathered))
  const admission = await admit(gathered, { upstream, now: edge.now() })
  const [newest] = records
  const warnings = preflight({
    environment,
    policy: settings.policy,
    protection,
    newest,
    jobDeployments,
    journals: upstream.journals,
  })
  const former = records.find(
    ({ state, payload }) => state === 'confirmed' && isSameRelease(servicesIn(policy, payload.release), live),
  )
  const plan = { ...admission, environment, release, live, settings, between, warnings }
  return { ...plan, ...(former !== undefined && { former }) }
}

/** What lies between two commits says how they stand to each other too. */
function comparingOnce(github: World['github']): World['github'] {
  const ranges = new Map<string, ReturnType<typeof github.fetchRange>>()
  const fetchRange: typeof github.fetchRange = (base, head) => {
    const range = ranges.get(`${base}...${head}`) ?? github.fetchRange(base, head)
    ranges.set(`${base}...${head}`, range)
    return range
  }
  const compare: typeof github.compare = async (base, head) =>
    (await fetchRange(base, head))?.relation ?? 'unknown'
  return { ...github, fetchRange, compare }
}
