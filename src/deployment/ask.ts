import { mapConcurrently } from '../concurrently.ts'
import { askChecks, assertHealthy, type CheckResult } from './health.ts'
import { atOnce } from './observe.ts'
import type { Move, Progress, Promotion } from './promotion.ts'
import type { DriveEdge, World } from './world.ts'

type Asking = Pick<CheckResult, 'phase'> & { percent: number }

/** Asks the checks of services, several at once, and refuses unless all pass; of each phase the last answers are kept. */
export async function askAll(
  moves: readonly Move[],
  { phase, percent }: Asking,
  promotion: Promotion,
  progress: Progress,
  { github }: Pick<World, 'github'>,
  edge: DriveEdge,
): Promise<void> {
  const { environment, policy, record } = promotion
  const since = new Date(record.deployment.createdAt)
  const asking = { ...edge, fetchCommitChecks: github.fetchCommitChecks }
  const earlier = progress.checks.filter((result) => result.phase !== phase)
  const results = await mapConcurrently(moves, atOnce, async ({ service, from, to, commit }) => {
    const preview = progress.staged.get(service)?.url
    const url = phase === 'serving' ? addressOf(service, promotion, progress, preview, edge) : preview
    const releases = { digest: to.digest, former: from?.digest, commit }
    const asked = { phase, percent, url, ...releases, service, environment, since }
    return askChecks(policy.services[service]?.checks ?? [], asked, asking)
  })
  progress.checks = [...earlier, ...results.flat()]
  assertHealthy(results.flat())
}

// A target need not know where it serves. Then the very release that serves is asked at its preview: that it is
// the one was observed, but whoever serves it to people was not asked, which is said.
function addressOf(
  service: string,
  promotion: Promotion,
  { observations }: Progress,
  preview: string | undefined,
  { log }: Pick<DriveEdge, 'log'>,
): string | undefined {
  const { environment, environmentUrl, policy } = promotion
  // The address of the environment is that of its service only where it has no other.
  const isOnly = Object.keys(policy.services).length === 1
  const url = observations.get(service)?.url ?? (isOnly ? environmentUrl : undefined)
  if (url === undefined && preview !== undefined) {
    const way = isOnly ? "give the target's url, or environment-url" : "give the target's url"
    log.notice(
      `no address of ${isOnly ? `"${environment}"` : `service "${service}" of "${environment}"`} is known: after the swap its release is asked at its preview; ${way}`,
    )
  }
  return url ?? preview
}

/** Where the environment serves: as one of its targets says, or as the caller does. */
export function urlOf(
  { environmentUrl }: Pick<Promotion, 'environmentUrl'>,
  { observations }: Pick<Progress, 'observations'>,
): string | undefined {
  return [...observations.values()].find(({ url }) => url !== undefined)?.url ?? environmentUrl
}
