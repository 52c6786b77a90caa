import { type Comparison, fetchComparison } from './commits.ts'
import type { Connection } from './connection.ts'

/** What a commit says about itself; all of it is written by people. */
export type CommitSummary = {
  sha: string
  nodeId: string
  /** The first line of its message. */
  subject: string
  /** Login of the author's account, or the name in the commit. */
  author: string
}

/** What lies between two commits. */
export type CommitRange = {
  relation: Comparison
  /** How many commits `head` has that `base` has not, and the other way round. */
  ahead: number
  behind: number
  /** The first hundred that `head` has, the oldest first. */
  commits: CommitSummary[]
}

export type PullRequest = { number: number; title: string; url: string; author?: string }

export interface History {
  /** Undefined if GitHub does not know the commits or sees no common history. */
  fetchRange(base: string, head: string): Promise<CommitRange | undefined>
  /** The pull request by which each commit came, by its node id; one request for every hundred. */
  fetchPullRequests(commits: readonly Pick<CommitSummary, 'nodeId'>[]): Promise<Map<string, PullRequest>>
}

const rangeLimit = 100

export function historyOf(connection: Connection): History {
  return {
    fetchRange: (base, head) => fetchRange(connection, base, head),
    fetchPullRequests: async (commits) => {
      // What reads its answer takes longer to load than many an action takes in all.
      const { queryPullRequests } = await import('./pull-requests-query.ts')
      return queryPullRequests(
        connection,
        commits.map(({ nodeId }) => nodeId),
      )
    },
  }
}

async function fetchRange(
  connection: Connection,
  base: string,
  head: string,
): Promise<CommitRange | undefined> {
  const compared = await fetchComparison(connection, base, head, rangeLimit)
  if (compared === undefined) return undefined
  const commits = compared.commits.slice(0, rangeLimit).map(({ sha, node_id, commit, author }) => ({
    sha,
    nodeId: node_id,
    subject: commit.message.split('\n', 1)[0] ?? '',
    author: author?.login ?? commit.author?.name ?? 'unknown',
  }))
  return { relation: compared.status, ahead: compared.ahead_by, behind: compared.behind_by, commits }
}
