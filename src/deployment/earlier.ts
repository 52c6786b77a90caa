import { mayServe } from './journal.ts'
import type { DeploymentRecord } from './record.ts'
import { isSameRelease, type Release } from './release.ts'

/** A confirmed release, and what it replaced: what a rollback goes back along. */
type Stop = { record: DeploymentRecord; before: Stop | undefined }

type Serves = (record: DeploymentRecord) => boolean

/**
 * The confirmed releases that came before what serves, the nearest first. A promotion goes on from what served; a
 * rollback goes back to where its release once was, so that the next one goes further back, and not forth again.
 * What was ever rolled back from is passed over. The records are an environment's, newest first.
 */
export function earlierReleases(records: readonly DeploymentRecord[], serves: Serves): DeploymentRecord[] {
  const way: DeploymentRecord[] = []
  const left = new Set(
    confirmedIn(records)
      .filter(({ payload }) => payload.rollback !== undefined)
      .map(({ payload }) => keyOf(payload.previous ?? {})),
  )
  for (let stop = lastStop(records); stop !== undefined; stop = stop.before) {
    const { record } = stop
    const { release } = record.payload
    const isKnown = way.some(({ payload }) => isSameRelease(payload.release, release))
    if (!isKnown && !serves(record) && !left.has(keyOf(release))) way.push(record)
  }
  return way
}

/**
 * The release of a rollback that ended before it was confirmed, if it is what serves: by the record under which that
 * was confirmed before.
 */
export function unfinishedRollback(
  records: readonly DeploymentRecord[],
  serves: Serves,
): DeploymentRecord | undefined {
  const newest = records.find(isPromotion)
  if (newest === undefined || !isLeftRollback(newest) || !serves(newest)) return undefined
  return confirmedIn(records).find(({ payload }) => isSameRelease(payload.release, newest.payload.release))
}

/** Says whether a record is of a rollback that moved traffic, did not put it back, and was not confirmed. */
export function isLeftRollback(record: DeploymentRecord): boolean {
  const { rollback, changed } = record.payload
  return (
    rollback !== undefined &&
    record.state !== 'confirmed' &&
    changed.some((service) => mayServe(record, service))
  )
}

function lastStop(records: readonly DeploymentRecord[]): Stop | undefined {
  const stops = new Map<string, Stop>()
  let last: Stop | undefined
  for (const record of confirmedIn(records).toReversed()) {
    const { release, rollback } = record.payload
    const known = rollback === undefined ? undefined : stops.get(keyOf(release))
    const before = rollback === undefined ? last : undefined
    last = known ?? { record, before }
    stops.set(keyOf(release), last)
  }
  return last
}

function confirmedIn(records: readonly DeploymentRecord[]): DeploymentRecord[] {
  return records.filter((record) => record.state === 'confirmed' && isPromotion(record))
}

/** A record that changes nothing only holds the environment, or lets go of it. */
function isPromotion({ payload }: DeploymentRecord): boolean {
  return payload.changed.length > 0
}

function keyOf(release: Release): string {
  const digests = Object.entries(release).map(([service, { digest }]) => `${service}=${digest}`)
  return digests.sort().join('\n')
}
