import { type Digest, formatShortDigest } from '../artifact/digest.ts'
import type { DigestReference } from '../artifact/reference.ts'
import { mayServe } from './journal.ts'
import type { DeploymentRecord } from './record.ts'
import { isWithin, type Release } from './release.ts'

/** How what serves and what is recorded agree: what is replaced, and what of it may not be taken away. */
export type Agreement =
  | {
      kind: 'agreed'
      live: Release
      /** Services that serve what is wanted, and nobody says how it got there. */
      unexplained: string[]
    }
  | { kind: 'contradiction'; reason: string }

/** What each service serves by one digest alone; `shared` if its traffic is divided; absent if nothing serves. */
export type Serving = Readonly<Record<string, Digest | 'shared'>>

export type Claims = {
  /** What serves, of every service that the environment has. */
  observed: Serving
  /** What should serve, by the newest confirmed record. */
  recorded: Release
  wanted: Release
  /** The environment's other records, newest first. */
  records: readonly DeploymentRecord[]
  /** Replace what somebody else has put there, too. */
  overrule?: boolean
}

/**
 * Decides what a promotion replaces, service by service. Somebody who moved the target by hand is contradicted
 * rather than overruled; nothing serving is no contradiction, because there is nothing to protect.
 */
export function agree(claims: Claims): Agreement {
  const live: Release = {}
  const unexplained: string[] = []
  const contradictions: string[] = []
  for (const [service, digest] of Object.entries(claims.observed)) {
    const found = digest === 'shared' ? 'contradiction' : agreeOn(service, digest, claims)
    if (found === 'contradiction') contradictions.push(contradictionOf(service, digest, claims))
    else {
      if (found.live !== undefined) live[service] = found.live
      if (found.unexplained) unexplained.push(service)
    }
  }
  if (contradictions.length > 0) return { kind: 'contradiction', reason: contradictions.join('; ') }
  return { kind: 'agreed', live, unexplained }
}

type Agreed = { live: DigestReference | undefined; unexplained: boolean }

function agreeOn(
  service: string,
  digest: Digest,
  { recorded, wanted, records, overrule = false }: Claims,
): Agreed | 'contradiction' {
  const before = recorded[service]
  if (before?.digest === digest) return { live: before, unexplained: false }
  const left = leftBehind(service, digest, recorded, records)
  // What is wanted serves already, without a record. Left there by a promotion that ended early, it replaces what was
  // recorded before. Where nobody says how it got there, it is only recorded: it is not for us to take it away.
  if (wanted[service]?.digest === digest) return { live: before, unexplained: left === undefined }
  // A promotion that was told to stop on failure left its release serving.
  if (left !== undefined) return { live: left, unexplained: false }
  const place = wanted[service]
  return overrule && place !== undefined
    ? { live: { ...place, digest }, unexplained: false }
    : 'contradiction'
}

/** The image that a promotion since the recorded one, which ended early, has moved a service's traffic to. */
export function leftBehind(
  service: string,
  digest: Digest,
  recorded: Release,
  records: readonly DeploymentRecord[],
): DigestReference | undefined {
  // A hold says again what was recorded before it: what moved traffic is told by the records of those who did.
  const isRecorded = ({ state, payload }: DeploymentRecord) =>
    state === 'confirmed' &&
    payload.changed.length > 0 &&
    Object.keys(recorded).length > 0 &&
    isWithin(recorded, payload.release)
  const live = records.findIndex(isRecorded)
  const since = live < 0 ? records : records.slice(0, live)
  return since
    .filter((record) => record.state !== 'confirmed' && mayServe(record, service))
    .map(({ payload }) => payload.release[service])
    .find((image) => image?.digest === digest)
}

function contradictionOf(service: string, digest: Digest | 'shared', { recorded, observed }: Claims): string {
  const where = Object.keys(observed).length > 1 ? `service "${service}" of the environment` : 'the target'
  if (digest === 'shared')
    return `${where} divides its traffic between two releases, and no promotion is under way: somebody else moved it; give one of them all of it`
  const serving = formatShortDigest(digest)
  const before = recorded[service]
  const expected = before === undefined ? 'nothing' : formatShortDigest(before.digest)
  return `${where} serves ${serving}, but the newest confirmed record says ${expected}: somebody else moved it; promote ${serving} to have it recorded, or put ${expected} back`
}
