import type { DeploymentRecord } from './record.ts'
import { isSameRelease, type Release } from './release.ts'

/** A confirmed release, and what it replaced: what a rollback goes back along. */
type Stop = { record: DeploymentRecord; before: Stop | undefined }

/**
 * The confirmed releases that came before what serves, the nearest first. A promotion goes on from what served; a
 * rollback goes back to where its release once was, so that the next one goes further back, and not forth again.
 * What was ever rolled back from is passed over.
 */
export function earlierReleases(records: readonly DeploymentRecord[], serving: Release): DeploymentRecord[] {
  const way: DeploymentRecord[] = []
  const left = new Set(rollbacksIn(records).map(({ payload }) => keyOf(payload.previous ?? {})))
  for (let stop = lastStop(records); stop !== undefined; stop = stop.before) {
    const { release } = stop.record.payload
    const isKnown = way.some(({ payload }) => isSameRelease(payload.release, release))
    if (!isKnown && !isSameRelease(release, serving) && !left.has(keyOf(release))) way.push(stop.record)
  }
  return way
}

/** Where a confirmed release stands now that these records, newest first, were made. */
function lastStop(records: readonly DeploymentRecord[]): Stop | undefined {
  const stops = new Map<string, Stop>()
  let last: Stop | undefined
  for (const record of confirmedIn(records).toReversed()) {
    const { release, changed, rollback } = record.payload
    // A record that changes nothing holds the environment, or lets go of it.
    if (changed.length === 0) continue
    const known = stops.get(keyOf(release))
    const stop: Stop =
      rollback === undefined ? { record, before: last } : (known ?? { record, before: undefined })
    stops.set(keyOf(release), stop)
    last = stop
  }
  return last
}

/** The newest rollback away from a release that the records, newest first, tell of. */
export function rollbackFrom(
  records: readonly DeploymentRecord[],
  isMeant: (former: Release, now: Release) => boolean,
): DeploymentRecord | undefined {
  return rollbacksIn(records).find(({ payload }) => isMeant(payload.previous ?? {}, payload.release))
}

function rollbacksIn(records: readonly DeploymentRecord[]): DeploymentRecord[] {
  return confirmedIn(records).filter(({ payload }) => payload.rollback !== undefined)
}

function confirmedIn(records: readonly DeploymentRecord[]): DeploymentRecord[] {
  return records.filter(({ state }) => state === 'confirmed')
}

function keyOf(release: Release): string {
  const digests = Object.entries(release).map(([service, { digest }]) => `${service}=${digest}`)
  return digests.sort().join('\n')
}
