import { isFailure } from '../failure.ts'
import type { Comparison } from './commits.ts'
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
  const verb = {
    doing: `list the commits from ${base.slice(0, 12)} to ${head.slice(0, 12)}`,
    permission: 'contents: read',
  }
  try {
    const { data } = await connection.send(verb, (send) =>
      send('GET /repos/{owner}/{repo}/compare/{basehead}', {
        ...connection.repo,
        basehead: `${base}...${head}`,
        per_page: rangeLimit,
        page: 1,
      }),
    )
    const commits = data.commits.slice(0, rangeLimit).map(({ sha, node_id, commit, author }) => ({
      sha,
      nodeId: node_id,
      subject: commit.message.split('\n', 1)[0] ?? '',
      author: author?.login ?? commit.author?.name ?? 'unknown',
    }))
    return { relation: data.status, ahead: data.ahead_by, behind: data.behind_by, commits }
  } catch (error) {
    if (isFailure(error, 'not-found')) return undefined
    throw error
  }
}
