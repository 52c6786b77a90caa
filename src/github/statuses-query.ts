import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Connection, Verb } from './connection.ts'
import type { DeploymentStatus } from './deployments.ts'
import { missingPermission } from './refusal.ts'

// REST would take a request per deployment. Node ids are asked for because GraphQL's `databaseId` is a 32-bit
// number, which the ids of deployments have outgrown.
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
const idsPerQuery = 100

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
  for (let start = 0; start < nodeIds.length; start += idsPerQuery) {
    const nodes = await queryNodes(connection, nodeIds.slice(start, start + idsPerQuery))
    for (const { id, statuses } of nodes) {
      found.set(id, { statuses: newestFirst(statuses.nodes), complete: !statuses.pageInfo.hasNextPage })
    }
  }
  return found
}

const verb: Verb = {
  doing: 'read the statuses of deployments',
  permission: 'deployments: read',
  // A POST that only reads.
  idempotent: true,
}

async function queryNodes(connection: Connection, ids: readonly string[]): Promise<DeploymentNode[]> {
  const { data } = await connection.send(verb, (send) =>
    send('POST /graphql', {
      // GitHub Enterprise Server has REST under /api/v3 and GraphQL beside it.
      baseUrl: graphqlBase(String(send.endpoint.DEFAULTS.baseUrl)),
      query,
      variables: { ids },
    }),
  )
  const answer = answerSchema.safeParse(data)
  if (!answer.success) throw unanswered(connection, z.prettifyError(answer.error).replace(/\s+/g, ' '))
  for (const error of answer.data.errors) refuse(connection, error)
  return (answer.data.data?.nodes ?? []).filter((node) => node !== null)
}

function graphqlBase(apiUrl: string): string {
  return apiUrl.replace(/\/api\/v3$/, '/api')
}

// Errors come with status 200. A node that is gone is no error: its deployment was deleted meanwhile.
function refuse(connection: Connection, { type, message }: { type?: string; message: string }): void {
  if (type === 'NOT_FOUND') return
  if (type === 'FORBIDDEN') throw missingPermission(verb.permission)
  throw unanswered(connection, message)
}

function unanswered(connection: Connection, reason: string): Failure {
  return new Failure('unavailable', `cannot ${verb.doing} in ${connection.repository}: ${reason}`)
}

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
type DeploymentNode = z.infer<typeof nodeSchema>

const answerSchema = z.object({
  data: z.object({ nodes: z.array(nodeSchema.nullable()) }).nullish(),
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).default([]),
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
