import type { Flight } from '../policy/facts.ts'
import type { UpstreamRecord } from './gather.ts'
import { parsePayload, stateOf, type UpstreamJournals } from './record.ts'
import type { Release } from './release.ts'

/**
 * Finds a rollback since, away from the digest that a record names. Payloads are not signed: who may write deployments can
 * keep a release out by them, and let none in.
 */
export function flightFrom(
  { deployment, digest }: Pick<UpstreamRecord, 'deployment' | 'digest'>,
  listed: UpstreamJournals['listed'],
): Flight | undefined {
  const runs = (release: Release | undefined) =>
    Object.values(release ?? {}).some((image) => image.digest === digest)
  const own = listed.findIndex(({ nodeId }) => nodeId === deployment.nodeId)
  for (const { payload, createdAt, ...journal } of own < 0 ? listed : listed.slice(0, own)) {
    const { rollback, previous, release, run } = parsePayload(payload) ?? {}
    if (rollback === undefined || !runs(previous) || runs(release)) continue
    // Of more statuses than GitHub shows at once, the first end may be any.
    if (journal.complete && stateOf(journal.statuses) !== 'confirmed') continue
    return { ...rollback, at: new Date(createdAt), run: run?.id ?? '' }
  }
  return undefined
}
