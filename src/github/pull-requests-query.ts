import { z } from 'zod'
import type { Connection } from './connection.ts'
import type { PullRequest } from './history.ts'
import { queryNodes } from './nodes-query.ts'

// REST would take a request per commit.
const query = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Commit {
      id
      associatedPullRequests(first: 1) {
        nodes { number title url author { login } }
      }
    }
  }
}`

const pullRequest = z.object({
  number: z.number(),
  title: z.string(),
  url: z.string(),
  // Null where the account is gone.
  author: z.object({ login: z.string() }).nullable(),
})

const node = z.object({
  id: z.string(),
  associatedPullRequests: z.object({ nodes: z.array(pullRequest) }).nullable(),
})

const verb = { doing: 'find the pull requests of commits', permission: 'pull-requests: read' }

/** Finds the pull request by which each commit came, by node id; a commit that was pushed as it is has none. */
export async function queryPullRequests(
  connection: Connection,
  nodeIds: readonly string[],
): Promise<Map<string, PullRequest>> {
  const found = new Map<string, PullRequest>()
  for (const { id, associatedPullRequests } of await queryNodes(connection, verb, { query, node }, nodeIds)) {
    const [pull] = associatedPullRequests?.nodes ?? []
    if (pull === undefined) continue
    const { author, ...rest } = pull
    found.set(id, { ...rest, ...(author !== null && { author: author.login }) })
  }
  return found
}
