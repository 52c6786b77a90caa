import type { DigestReference } from '../artifact/reference.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { isFailure } from '../failure.ts'
import type { CommitRange, GitHub, PullRequest } from '../github/github.ts'
import type { GatheredService } from './gather.ts'

/** What could not be read, and why: it is told where it would have stood. */
export type Unread = { unread: string }

/** What lies between what a service runs and what it would run. */
export type Between = {
  service: string
  from: DigestReference
  to: DigestReference
  commits: CommitsBetween | Unread
  /** What is verified about each of the two. */
  evidence: { from: readonly Evidence[]; to: readonly Evidence[] }
}

export type CommitsBetween = CommitRange & {
  base: string
  head: string
  /** By the commit's node id. */
  pulls: ReadonlyMap<string, PullRequest> | Unread
}

/** Ranges that are looked up, at two requests each; services that are built together share one. */
const rangeLimit = 5

/** Reads what lies between for each service that is replaced. What cannot be read fails nothing. */
export async function fetchBetween(
  services: readonly GatheredService[],
  github: Pick<GitHub, 'fetchRange' | 'fetchPullRequests'>,
): Promise<Between[]> {
  const ranges = new Map<string, Promise<CommitsBetween | Unread>>()
  const commitsOf = (base: string | undefined, head: string | undefined) => {
    if (base === undefined) return { unread: 'no verified provenance says which commit serves' }
    if (head === undefined) return { unread: 'no verified provenance says which commit it was built from' }
    const key = `${base}...${head}`
    if (!ranges.has(key) && ranges.size >= rangeLimit)
      return { unread: `the commits of no more than ${rangeLimit} services are looked up` }
    const range = ranges.get(key) ?? fetchCommits(base, head, github)
    ranges.set(key, range)
    return range
  }
  return Promise.all(
    services.flatMap(({ service, image, facts, former }) =>
      former === undefined
        ? []
        : [
            (async () => ({
              service,
              from: former.image,
              to: image,
              commits: await commitsOf(former.commit, facts.commit),
              evidence: { from: former.evidence, to: facts.evidence },
            }))(),
          ],
    ),
  )
}

async function fetchCommits(
  base: string,
  head: string,
  github: Pick<GitHub, 'fetchRange' | 'fetchPullRequests'>,
): Promise<CommitsBetween | Unread> {
  if (base === head)
    return { relation: 'identical', ahead: 0, behind: 0, commits: [], base, head, pulls: new Map() }
  const range = await orUnread(() => github.fetchRange(base, head))
  if (range === undefined) return { unread: 'GitHub does not know these commits, or sees no common history' }
  if ('unread' in range) return range
  const pulls =
    range.commits.length === 0 ? new Map() : await orUnread(() => github.fetchPullRequests(range.commits))
  return { ...range, base, head, pulls }
}

/** Tells an expected failure in place of what was asked for. */
export async function orUnread<T>(read: () => Promise<T>): Promise<T | Unread> {
  try {
    return await read()
  } catch (error) {
    if (isFailure(error)) return { unread: error.message }
    throw error
  }
}
