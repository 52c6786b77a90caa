import { createHash } from 'node:crypto'
import { type Answer, type Call, permits, type Route } from './server.ts'
import { commitNodeId, type StoredDeployment, type World } from './world.ts'

// The queries that are asked: about nodes by their ids (the statuses of deployments, the pull requests of commits),
// and about the repository (the deployments of an environment, files at the head of the default branch).
// https://docs.github.com/graphql/reference/objects#deployment, …#commit, …#repository and …#treeentry

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

const statusesShown =
  'statuses(first: 100) { nodes { id state description createdAt environmentUrl logUrl } pageInfo { hasNextPage } }'
const statusesField = `nodes(ids: $ids) { ... on Deployment { id ${statusesShown} } }`
const pullsField =
  'nodes(ids: $ids) { ... on Commit { id associatedPullRequests(first: 1) { nodes { number title url author { login } } } } }'
const listField = `repository(owner: $owner, name: $repo) { deployments(environments: [$environment], orderBy: { field: CREATED_AT, direction: DESC }, first: 100, after: $after) { nodes { id task createdAt payload ${statusesShown} } pageInfo { hasNextPage endCursor } } }`
const headField =
  /repository\(owner: \$owner, name: \$repo\) \{ defaultBranchRef \{ target \{ oid \.\.\. on Commit \{ (?:(\w+): file\(path: \$\1\) \{ mode object \{ \.\.\. on Blob \{ oid text \} \} \} )+\} \} \} \}/

type Variables = Record<string, unknown>
type Part = { data: Record<string, unknown>; errors?: object[] }
type Resolve = (world: World, call: Call, variables: Variables, field: string) => Part | Promise<Part>

const fields: [string | RegExp, Resolve][] = [
  [statusesField, (world, call, variables) => resolveNodes(world, call, idsOf(variables) ?? [])],
  [pullsField, (world, call, variables) => resolveCommits(world, call, idsOf(variables) ?? [])],
  [listField, listDeployments],
  [headField, resolveHead],
]

async function answerQuery(world: World, call: Call): Promise<Answer> {
  const { query, variables } = call.body
  const asked = typeof query === 'string' ? query.replace(/\s+/g, ' ') : ''
  const given = typeof variables === 'object' && variables !== null ? { ...variables } : {}
  let left = asked.replace(/^query \([^)]*\) \{(.*)\}$/, '$1')
  const parts: Part[] = []
  for (const [field, resolve] of fields) {
    const found = findField(left, field)
    if (found === undefined) continue
    left = left.replace(found, '')
    const refusal = found.includes('$ids') ? refusedIds(given) : undefined
    if (refusal !== undefined) return refusal
    parts.push(await resolve(world, call, given, found))
  }
  if (parts.length === 0 || left.trim() !== '')
    return rejected('PARSE_ERROR', `not understood here: ${asked}`)
  const errors = parts.flatMap((part) => part.errors ?? [])
  const data = Object.assign({}, ...parts.map((part) => part.data))
  return { status: 200, body: { data, ...(errors.length > 0 && { errors }) } }
}

function findField(query: string, field: string | RegExp): string | undefined {
  if (typeof field !== 'string') return field.exec(query)?.[0]
  return query.includes(field) ? field : undefined
}

function refusedIds(variables: Variables): Answer | undefined {
  const ids = idsOf(variables)
  if (ids === undefined) return rejected('INVALID', 'Variable $ids of type [ID!]! was provided invalid value')
  if (ids.length <= 100) return undefined
  return rejected('ARGUMENT_LIMIT', 'You may not provide more than 100 node ids')
}

function idsOf({ ids }: Variables): string[] | undefined {
  return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : undefined
}

// GraphQL says by its body, not by its status, that something went wrong.
function rejected(type: string, message: string): Answer {
  return { status: 200, body: { errors: [{ type, message }] } }
}

function resolveCommits(world: World, call: Call, ids: string[]): Part {
  if (!mayRead(world, call, 'pull-requests: read')) {
    const errors = ids.map((_, at) => forbidden(['nodes', at, 'associatedPullRequests']))
    return { data: { nodes: ids.map(() => null) }, errors }
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
  return { data: { nodes } }
}

function mayRead(world: World, call: Call, permission: string): boolean {
  const token = world.tokens.get((call.headers.authorization ?? '').replace(/^\w+ /, ''))
  return permits(token?.permissions ?? {}, permission)
}

function forbidden(path: (string | number)[]) {
  return { type: 'FORBIDDEN', path, message: 'Resource not accessible by integration' }
}

function resolveNodes(world: World, call: Call, ids: string[]): Part {
  const nodes = ids.map((id) => world.deployments.find(({ node_id }) => node_id === id))
  if (!mayRead(world, call, 'deployments: read')) {
    return { data: { nodes: ids.map(() => null) }, errors: ids.map((_, at) => forbidden(['nodes', at])) }
  }
  const errors = ids.flatMap((id, at) => (nodes[at] === undefined ? [notFound(id, at)] : []))
  const shown = nodes.map((node) => (node === undefined ? null : { id: node.node_id, ...statusesOf(node) }))
  return { data: { nodes: shown }, errors }
}

function listDeployments(world: World, call: Call, { environment, after }: Variables): Part {
  if (!mayRead(world, call, 'deployments: read')) {
    return { data: { repository: null }, errors: [forbidden(['repository', 'deployments'])] }
  }
  // Those of one second are in no order that is documented: the oldest first, so that nobody relies on the other.
  const found = world.deployments
    .filter((deployment) => deployment.environment === environment)
    .toSorted((one, other) => other.created_at.localeCompare(one.created_at) || one.id - other.id)
  const start = Number(after ?? 0)
  const nodes = found.slice(start, start + 100).map((deployment) => ({
    id: deployment.node_id,
    task: deployment.task,
    createdAt: deployment.created_at,
    payload: typeof deployment.payload === 'string' ? deployment.payload : JSON.stringify(deployment.payload),
    ...statusesOf(deployment),
  }))
  const end = start + nodes.length
  const pageInfo = { hasNextPage: end < found.length, endCursor: nodes.length === 0 ? null : String(end) }
  return { data: { repository: { deployments: { nodes, pageInfo } } } }
}

async function resolveHead(world: World, call: Call, variables: Variables, field: string): Promise<Part> {
  if (!mayRead(world, call, 'contents: read')) {
    return { data: { repository: null }, errors: [forbidden(['repository', 'defaultBranchRef', 'target'])] }
  }
  const oid = (await world.history.resolve('HEAD')) ?? ''
  const names = [...field.matchAll(/(\w+): file\(/g)].map(([, name = '']) => name)
  const entries = names.map(
    async (name) => [name, await entryOf(world, oid, String(variables[name]))] as const,
  )
  const target = { oid, ...Object.fromEntries(await Promise.all(entries)) }
  return { data: { repository: { defaultBranchRef: { target } } } }
}

// Bytes that are no text are shown as none, if there is a zero among them, and mended otherwise.
async function entryOf(world: World, commit: string, path: string) {
  const bytes = await world.history.read(commit, path)
  if (bytes === undefined) return null
  const oid = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
  const text = bytes.includes(0) ? null : Buffer.from(bytes).toString()
  return { mode: await world.history.mode(commit, path), object: { oid, text } }
}

function notFound(id: string, at: number) {
  const message = `Could not resolve to a node with the global id of '${id}'`
  return { type: 'NOT_FOUND', path: ['nodes', at], message }
}

// No order is documented for this list; oldest first, so that nobody relies on the other.
function statusesOf(deployment: StoredDeployment) {
  const nodes = deployment.statuses.slice(0, 100).map((status) => ({
    id: status.node_id,
    state: status.state.toUpperCase(),
    description: status.description === '' ? null : status.description,
    createdAt: status.created_at,
    environmentUrl: status.environment_url === '' ? null : status.environment_url,
    logUrl: status.log_url === '' ? null : status.log_url,
  }))
  return { statuses: { nodes, pageInfo: { hasNextPage: deployment.statuses.length > 100 } } }
}
