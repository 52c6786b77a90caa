import { z } from 'zod'
import type { Connection } from './connection.ts'
import type { DeploymentStatus } from './deployments.ts'
import { type Query, queryGraphql } from './graphql.ts'
import { idsPerQuery, queryNodes } from './nodes-query.ts'

export type QueriedStatuses = {
  /** Newest first. */
  statuses: DeploymentStatus[]
  /** Whether these are all. */
  complete: boolean
}

/** A deployment as GraphQL lists it. It has no number: `databaseId` has 32 bits, which those have outgrown. */
export type ListedDeployment = QueriedStatuses & {
  nodeId: string
  task: string
  createdAt: string
  /** Parsed, if it is JSON. */
  payload: unknown
}

/** Which deployments of an environment are listed: the newest, back to those with these node ids that exist. */
export type Listing = { environment: string; backTo: readonly string[] }

const verb = { doing: 'read the statuses of deployments', permission: 'deployments: read' }

// REST would take a request per deployment.
const statuses = `statuses(first: 100) {
  nodes { id state description createdAt environmentUrl logUrl }
  pageInfo { hasNextPage }
}`
const nodes = `nodes(ids: $ids) { ... on Deployment { id ${statuses} } }`
const deployments = `repository(owner: $owner, name: $repo) {
  deployments(environments: [$environment], orderBy: { field: CREATED_AT, direction: DESC }, first: 100, after: $after) {
    nodes { id task createdAt payload ${statuses} }
    pageInfo { hasNextPage endCursor }
  }
}`
const listing = '$owner: String!, $repo: String!, $environment: String!, $after: String'

/** Fetches the statuses of many deployments at once, by node id. */
export async function queryStatuses(
  connection: Connection,
  nodeIds: readonly string[],
): Promise<Map<string, QueriedStatuses>> {
  const query = `query ($ids: [ID!]!) { ${nodes} }`
  return byNodeId(await queryNodes(connection, verb, { query, node: node() }, nodeIds))
}

/** Fetches the statuses of deployments by node id and, in the same request, the newest of an environment with theirs. */
export async function queryStatusesAndListing(
  connection: Connection,
  nodeIds: readonly string[],
  { environment, backTo }: Listing,
): Promise<{ statuses: Map<string, QueriedStatuses>; listed: ListedDeployment[] }> {
  const both: Query<typeof answer.both> = {
    query: `query ($ids: [ID!]!, ${listing}) { ${nodes} ${deployments} }`,
    data: answer.both,
  }
  const further = { query: `query (${listing}) { ${deployments} }`, data: answer.deployments }
  const variables = { ...connection.repo, environment }
  const first = await queryGraphql(connection, verb, both, {
    ...variables,
    ids: nodeIds.slice(0, idsPerQuery),
    after: null,
  })
  const found = byNodeId(first.nodes.filter((one) => one !== null))
  for (const [id, rest] of await queryStatuses(connection, nodeIds.slice(idsPerQuery))) found.set(id, rest)
  const wanted = new Set(backTo.filter((id) => found.has(id)))
  const listed: ListedDeployment[] = []
  for (let page = first.repository.deployments; ; ) {
    listed.push(...page.nodes.map(listedOf))
    for (const { id } of page.nodes) wanted.delete(id)
    const { hasNextPage, endCursor } = page.pageInfo
    if (wanted.size === 0 || !hasNextPage || endCursor === null) break
    const next = await queryGraphql(connection, verb, further, { ...variables, after: endCursor })
    page = next.repository.deployments
  }
  return { statuses: found, listed: newestFirst(listed, ({ nodeId }) => nodeId) }
}

const statusShape = z.object({
  id: z.string(),
  state: z.string(),
  description: z.string().nullable(),
  createdAt: z.string(),
  environmentUrl: z.string().nullable(),
  logUrl: z.string().nullable(),
})

function node() {
  return z.object({ id: z.string(), statuses: statusesShape })
}

const statusesShape = z.object({
  nodes: z.array(statusShape),
  pageInfo: z.object({ hasNextPage: z.boolean() }),
})

const listedShape = z.object({
  id: z.string(),
  task: z.string().nullable(),
  createdAt: z.string(),
  payload: z.string().nullable(),
  statuses: statusesShape,
})

const deploymentsShape = z.object({
  nodes: z.array(listedShape),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
})

const repositoryShape = z.object({ repository: z.object({ deployments: deploymentsShape }) })

const answer = {
  deployments: repositoryShape,
  both: repositoryShape.extend({ nodes: z.array(node().nullable()) }),
}

function byNodeId(found: readonly z.infer<ReturnType<typeof node>>[]): Map<string, QueriedStatuses> {
  return new Map(found.map(({ id, statuses }) => [id, queriedOf(statuses)]))
}

function queriedOf({ nodes, pageInfo }: z.infer<typeof statusesShape>): QueriedStatuses {
  const statuses = newestFirst(nodes, ({ id }) => id).map((status) => ({
    state: status.state.toLowerCase(),
    description: status.description ?? '',
    createdAt: status.createdAt,
    ...(status.environmentUrl && { environmentUrl: status.environmentUrl }),
    ...(status.logUrl && { logUrl: status.logUrl }),
  }))
  return { statuses, complete: !pageInfo.hasNextPage }
}

function listedOf({ id, task, createdAt, payload, statuses }: z.infer<typeof listedShape>): ListedDeployment {
  return { nodeId: id, task: task ?? '', createdAt, payload: payloadOf(payload), ...queriedOf(statuses) }
}

// GraphQL documents a text and not whether one that was given as a text is written as JSON once more: both are read.
function payloadOf(payload: string | null): unknown {
  try {
    const parsed: unknown = JSON.parse(payload ?? 'null')
    return typeof parsed === 'string' ? JSON.parse(parsed) : parsed
  } catch {
    // A stranger's text that is no JSON: whoever reads records refuses it by its shape.
    return payload
  }
}

// GraphQL documents no order of statuses. Times are to the second, which several may share; within one, the node id
// tells: it ends in the number. https://docs.github.com/graphql/guides/using-global-node-ids
function newestFirst<T extends { createdAt: string }>(
  items: readonly T[],
  nodeIdOf: (item: T) => string,
): T[] {
  const numbered = items.map((item) => ({ item, number: nodeNumber(nodeIdOf(item)) }))
  numbered.sort(
    (one, other) =>
      other.item.createdAt.localeCompare(one.item.createdAt) || Buffer.compare(other.number, one.number),
  )
  return numbered.map(({ item }) => item)
}

// `DES_` and, as base64, an array in MessagePack: numbers of the same width compare as their bytes do.
function nodeNumber(nodeId: string): Buffer {
  return Buffer.from(nodeId.replace(/^[A-Z]+_/, ''), 'base64url')
}
