import { type Answer, type Call, permits, type Route } from './server.ts'
import { commitNodeId, type StoredDeployment, type World } from './world.ts'

// The two queries that are asked, by node ids: the statuses of deployments, and the pull requests of commits.
// https://docs.github.com/graphql/reference/objects#deployment and …#commit

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
  const isAboutPulls = /nodes\(ids: \$ids\).*\.\.\. on Commit.*associatedPullRequests\(first: 1\)/.test(asked)
  if (!isAboutPulls && (Number.isNaN(first) || first > 100))
    return rejected('PARSE_ERROR', `not understood here: ${asked}`)
  const ids = idsOf(variables)
  if (ids === undefined) return rejected('INVALID', 'Variable $ids of type [ID!]! was provided invalid value')
  if (ids.length > 100) return rejected('ARGUMENT_LIMIT', 'You may not provide more than 100 node ids')
  return isAboutPulls ? resolveCommits(world, call, ids) : resolveNodes(world, call, ids, first)
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

function resolveCommits(world: World, call: Call, ids: string[]): Answer {
  if (!mayRead(world, call, 'pull-requests: read')) {
    const errors = ids.map((_, at) => forbidden(['nodes', at, 'associatedPullRequests']))
    return { status: 200, body: { data: { nodes: ids.map(() => null) }, errors } }
  }
  const nodes = ids.map((id) => {
    const found = world.pulls.filter(({ sha }) => commitNodeId(sha) === id).slice(0, 1)
    const pulls = found.map(({ number, title, author }) => ({
      number,
      title,
      url: `https://github.com/${world.repository}/pull/${number}`,
      author: author === null ? null : { login: author },
    }))
    return { id, associatedPullRequests: { nodes: pulls } }
  })
  return { status: 200, body: { data: { nodes } } }
}

function mayRead(world: World, call: Call, permission: string): boolean {
  const token = world.tokens.get((call.headers.authorization ?? '').replace(/^\w+ /, ''))
  return permits(token?.permissions ?? {}, permission)
}

function forbidden(path: (string | number)[]) {
  return { type: 'FORBIDDEN', path, message: 'Resource not accessible by integration' }
}

function resolveNodes(world: World, call: Call, ids: string[], first: number): Answer {
  const nodes = ids.map((id) => world.deployments.find(({ node_id }) => node_id === id))
  if (!mayRead(world, call, 'deployments: read')) {
    const errors = ids.map((_, at) => forbidden(['nodes', at]))
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
