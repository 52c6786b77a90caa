import { z } from 'zod'
import type { Connection } from './connection.ts'
import type { DeploymentStatus } from './deployments.ts'
import { queryNodes } from './nodes-query.ts'

// REST would take a request per deployment.
const query = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Deployment {
      id
      statuses(first: 100) {
        nodes { id state description createdAt environmentUrl logUrl }
        pageInfo { hasNextPage }
      }
    }
  }
}`

export type QueriedStatuses = {
  /** Newest first. */
  statuses: DeploymentStatus[]
  /** Whether these are all. */
  complete: boolean
}

/** Fetches the statuses of many deployments at once, by node id. */
export async function queryStatuses(
  connection: Connection,
  nodeIds: readonly string[],
): Promise<Map<string, QueriedStatuses>> {
  const found = new Map<string, QueriedStatuses>()
  const nodes = await queryNodes(connection, verb, { query, node: nodeSchema }, nodeIds)
  for (const { id, statuses } of nodes) {
    found.set(id, { statuses: newestFirst(statuses.nodes), complete: !statuses.pageInfo.hasNextPage })
  }
  return found
}

const verb = { doing: 'read the statuses of deployments', permission: 'deployments: read' }

const statusSchema = z.object({
  id: z.string(),
  state: z.string(),
  description: z.string().nullable(),
  createdAt: z.string(),
  environmentUrl: z.string().nullable(),
  logUrl: z.string().nullable(),
})

const nodeSchema = z.object({
  id: z.string(),
  statuses: z.object({ nodes: z.array(statusSchema), pageInfo: z.object({ hasNextPage: z.boolean() }) }),
})
// GraphQL documents no order. Times are to the second, which several steps share; within one, the node id tells:
// it ends in the status's number. https://docs.github.com/graphql/guides/using-global-node-ids
function newestFirst(statuses: z.infer<typeof statusSchema>[]): DeploymentStatus[] {
  const numbered = statuses.map((status) => ({ status, number: nodeNumber(status.id) }))
  numbered.sort(
    (one, other) =>
      other.status.createdAt.localeCompare(one.status.createdAt) || Buffer.compare(other.number, one.number),
  )
  return numbered.map(({ status }) => ({
    state: status.state.toLowerCase(),
    description: status.description ?? '',
    createdAt: status.createdAt,
    ...(status.environmentUrl && { environmentUrl: status.environmentUrl }),
    ...(status.logUrl && { logUrl: status.logUrl }),
  }))
}

// `DES_` and, as base64, an array in MessagePack: numbers of the same width compare as their bytes do.
function nodeNumber(nodeId: string): Buffer {
  return Buffer.from(nodeId.replace(/^[A-Z]+_/, ''), 'base64url')
}
