import { type Digest, formatShortDigest } from '../artifact/digest.ts'
import { type DeploymentRecord, mayServe } from './record.ts'
import { isSameRelease, type Release } from './release.ts'

/** How what serves and what is recorded agree: what is replaced, and whether it may be put back. */
export type Agreement =
  | { kind: 'agreed'; live: Release; restorable: boolean }
  | { kind: 'contradiction'; reason: string }

export type Claims = {
  /** What serves. */
  observed: Release
  /** What should serve, by the newest confirmed record. */
  recorded: Release
  wanted: Release
  /** The environment's other records, newest first. */
  records: readonly DeploymentRecord[]
}

/**
 * Decides what a promotion replaces. Somebody who moved the target by hand is contradicted rather than overruled;
 * nothing serving is no contradiction, because there is nothing to protect.
 */
export function agree({ observed, recorded, wanted, records }: Claims): Agreement {
  if (Object.keys(observed).length === 0) return { kind: 'agreed', live: observed, restorable: true }
  if (isSameRelease(observed, recorded)) return { kind: 'agreed', live: recorded, restorable: true }
  const ended = isLeftBehind(observed, recorded, records)
  // What is wanted serves already, without a record. Left there by a promotion that ended early, it replaces what was
  // recorded before. Where nobody says how it got there, it is only recorded: it is not for us to take it away.
  if (isSameRelease(observed, wanted)) return { kind: 'agreed', live: recorded, restorable: ended }
  // A promotion that was told to stop on failure left its release serving.
  if (ended) return { kind: 'agreed', live: observed, restorable: true }
  const [serving, expected] = [nameOf(observed), nameOf(recorded)]
  return {
    kind: 'contradiction',
    reason: `the target serves ${serving}, but the newest confirmed record says ${expected}: somebody else moved it; promote ${serving} to have it recorded, or put ${expected} back`,
  }
}

/** Says whether a promotion since the recorded one ended early, having moved traffic to this release. */
export function isLeftBehind(
  observed: Release,
  recorded: Release,
  records: readonly DeploymentRecord[],
): boolean {
  const live = records.findIndex(
    ({ state, payload }) => state === 'confirmed' && isSameRelease(payload.release, recorded),
  )
  const since = live < 0 ? records : records.slice(0, live)
  return since.some(
    (record) =>
      record.state !== 'confirmed' && mayServe(record) && isSameRelease(record.payload.release, observed),
  )
}

function nameOf(release: Release): string {
  const digests: Digest[] = Object.values(release).map(({ digest }) => digest)
  return digests.length === 0 ? 'nothing' : digests.map(formatShortDigest).join(', ')
}
