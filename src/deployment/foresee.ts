import { withDigest } from '../artifact/reference.ts'
import type { Serving } from './agreement.ts'
import { observeAll, servingIn } from './observe.ts'
import type { Place } from './promote.ts'
import { type DeploymentRecord, readRecords } from './record.ts'
import { isWhatServes, type LiveRequest, liveRelease } from './recorded.ts'
import { isWithin, type Release, servicesIn } from './release.ts'
import type { DriveEdge, World } from './world.ts'

/** What is known before it is our turn; all of it is looked at again then. */
export type Foreseen = {
  /** What is replaced, with what is carried over. */
  live: Release
  /** What is wanted serves, is recorded, and nothing is unfinished: there is nothing to do. */
  settled: boolean
}

/**
 * Looks at the targets. Records are only read where they say something that is needed now: whether what is wanted,
 * and serves, is confirmed; and where the images of services are kept that are not named.
 */
export async function foresee(place: Place, world: World, edge: DriveEdge): Promise<Foreseen> {
  const { release, policy, targets, request, settings } = place
  const observed = servingIn(await observeAll(targets))
  const serves = Object.entries(release).every(([service, { digest }]) => observed[service] === digest)
  const isPartial = Object.keys(policy.services).some((service) => !Object.hasOwn(release, service))
  if (!serves && !isPartial) return { live: namedBy(release, observed), settled: false }

  const says = ({ state, payload }: DeploymentRecord) =>
    state === 'confirmed' && isWhatServes(servicesIn(policy, payload.release), observed)
  const isEnough = (seen: readonly DeploymentRecord[]) =>
    seen.some(says) || (!serves && seen.filter(({ state }) => state === 'confirmed').length > policy.retain)
  const { environment } = request
  const { records } = await readRecords(world.github, { environment, enough: isEnough })
  const recorded = (await liveRelease(liveRequest(place, records, observed), settings, world, edge)) ?? {}
  // What is wanted may serve already, left by a run that died: then it replaces what was confirmed before it.
  if (!serves) return { live: { ...recorded, ...namedBy(release, observed) }, settled: false }
  const isOpen = records.some(({ state }) => state === 'open')
  return { live: recorded, settled: isWithin(release, recorded) && !isOpen }
}

/** What is asked to find the release that should serve. */
export function liveRequest(
  { release, policy }: Pick<Place, 'release' | 'policy'>,
  records: readonly DeploymentRecord[],
  observed: Serving,
): LiveRequest {
  const kept = Object.values(policy.services).map(({ registry }) => registry?.registry)
  const wanted = Object.values(release).map(({ registry }) => registry)
  const registries = [...kept, ...wanted].filter((host) => host !== undefined)
  return { records, observed, policy, registries }
}

/** What serves of the services that are named: the digest from the target, the repository from who replaces it. */
function namedBy(release: Release, observed: Serving): Release {
  const named = Object.entries(release).flatMap(([service, image]) => {
    const digest = observed[service]
    return digest === undefined || digest === 'shared' ? [] : [[service, withDigest(image, digest)] as const]
  })
  return Object.fromEntries(named)
}
