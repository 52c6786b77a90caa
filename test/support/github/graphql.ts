import { type Answer, type Call, permits, type Route } from './server.ts'
import type { StoredDeployment, World } from './world.ts'

// The one query that is asked: the statuses of deployments by their node ids.
// https://docs.github.com/graphql/reference/objects#deployment

export function graphqlRoutes(world: World): Route[] {
  return [
    {
      method: 'POST',
      path: '/graphql',
      permission: 'metadata: read',
      answer: (call) => answerQuery(world, call),
    },
  ]
}

function answerQuery(world: World, call: Call): Answer {
  const { query, variables } = call.body
  const asked = typeof query === 'string' ? query.replace(/\s+/g, ' ') : ''
  const first = Number(/nodes\(ids: \$ids\).*\.\.\. on Deployment.*statuses\(first: (\d+)\)/.exec(asked)?.[1])
  if (Number.isNaN(first) || first > 100) return rejected('PARSE_ERROR', `not understood here: ${asked}`)
  const ids = idsOf(variables)
  if (ids === undefined) return rejected('INVALID', 'Variable $ids of type [ID!]! was provided invalid value')
  if (ids.length > 100) return rejected('ARGUMENT_LIMIT', 'You may not provide more than 100 node ids')
  return resolveNodes(world, call, ids, first)
}

function idsOf(variables: unknown): string[] | undefined {
  if (typeof variables !== 'object' || variables === null || !('ids' in variables)) return undefined
  const { ids } = variables
  return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : undefined
}

// GraphQL says by its body, not by its status, that something went wrong.
function rejected(type: string, message: string): Answer {
  return { status: 200, body: { errors: [{ type, message }] } }
}

function resolveNodes(world: World, call: Call, ids: string[], first: number): Answer {
  const token = world.tokens.get((call.headers.authorization ?? '').replace(/^\w+ /, ''))
  const nodes = ids.map((id) => world.deployments.find(({ node_id }) => node_id === id))
  if (!permits(token?.permissions ?? {}, 'deployments: read')) {
    const errors = ids.map((_, at) => ({
      type: 'FORBIDDEN',
      path: ['nodes', at],
      message: 'Resource not accessible by integration',
    }))
    return { status: 200, body: { data: { nodes: ids.map(() => null) }, errors } }
  }
  const errors = ids.flatMap((id, at) => (nodes[at] === undefined ? [notFound(id, at)] : []))
  const data = { nodes: nodes.map((node) => (node === undefined ? null : shown(node, first))) }
  return { status: 200, body: { data, ...(errors.length > 0 && { errors }) } }
}

function notFound(id: string, at: number) {
  const message = `Could not resolve to a node with the global id of '${id}'`
  return { type: 'NOT_FOUND', path: ['nodes', at], message }
}

// No order is documented for this list; oldest first, so that nobody relies on the other.
function shown(deployment: StoredDeployment, first: number) {
  const nodes = deployment.statuses.slice(0, first).map((status) => ({
    id: status.node_id,
    state: status.state.toUpperCase(),
    description: status.description === '' ? null : status.description,
    createdAt: status.created_at,
    environmentUrl: status.environment_url === '' ? null : status.environment_url,
    logUrl: status.log_url === '' ? null : status.log_url,
  }))
  return {
    id: deployment.node_id,
    statuses: { nodes, pageInfo: { hasNextPage: deployment.statuses.length > first } },
  }
}
