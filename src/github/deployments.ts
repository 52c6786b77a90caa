import { Failure } from '../failure.ts'
import { type Connection, fetchPages, type Verb } from './connection.ts'
import type { ListedDeployment, Listing, QueriedStatuses } from './statuses-query.ts'

/** GitHub's record of one promotion. Anyone with `deployments: write` can make one: it proves nothing. */
export type Deployment = {
  id: number
  nodeId: string
  sha: string
  ref: string
  task: string
  environment: string
  /** Parsed, if it was given as JSON text. */
  payload: unknown
  description?: string
  createdAt: string
  creator?: string
}

export type DeploymentStatus = {
  /** Lower case. An open list: GitHub itself writes more than the documented ones. */
  state: string
  description: string
  createdAt: string
  environmentUrl?: string
  logUrl?: string
}

export type DeploymentRequest = {
  sha: string
  environment: string
  payload: unknown
  description: string
}

export type StatusRequest = {
  state: 'error' | 'failure' | 'inactive' | 'in_progress' | 'queued' | 'pending' | 'success'
  /** Cut to the 140 characters that GitHub takes. */
  description: string
  environmentUrl?: string
  autoInactive?: boolean
}

export interface Deployments {
  createDeployment(request: DeploymentRequest): Promise<Deployment>
  /** Ours only, newest first; a page is fetched when it is reached. */
  listDeployments(environment: string): AsyncIterable<Deployment>
  /** The newest of those that GitHub itself makes for jobs that name the environment. */
  listJobDeployments(environment: string): Promise<Deployment[]>
  /** By the deployment's id, newest first; a deployment that is gone is not among them. */
  fetchStatuses(
    deployments: readonly Pick<Deployment, 'id' | 'nodeId'>[],
  ): Promise<Map<number, DeploymentStatus[]>>
  /** The same and, in the same request, the newest deployments of another environment. */
  fetchStatusesAndListing(
    deployments: readonly Pick<Deployment, 'id' | 'nodeId'>[],
    listing: Listing,
  ): Promise<{ statuses: Map<number, DeploymentStatus[]>; listed: ListedDeployment[] }>
  fetchDeploymentStatuses(id: number): Promise<DeploymentStatus[]>
  appendStatus(id: number, status: StatusRequest): Promise<void>
}

/** Tells our deployments from those of others, and from GitHub's own. */
const deploymentTask = 'immutable-deploy'

export function deploymentsOf(connection: Connection): Deployments {
  return {
    createDeployment: (request) => createDeployment(connection, request),
    listDeployments: (environment) => listDeployments(connection, environment),
    listJobDeployments: (environment) => listJobDeployments(connection, environment),
    fetchStatuses: (deployments) => fetchStatuses(connection, deployments),
    fetchStatusesAndListing: (deployments, listing) =>
      fetchStatusesAndListing(connection, deployments, listing),
    fetchDeploymentStatuses: (id) => fetchDeploymentStatuses(connection, id),
    appendStatus: (id, status) => appendStatus(connection, id, status),
  }
}

// Never sent twice by us: of a request whose answer is lost, the twin is found by its nonce.
async function createDeployment(connection: Connection, request: DeploymentRequest): Promise<Deployment> {
  const verb = { doing: `create a deployment of "${request.environment}"`, permission: 'deployments: write' }
  const answer = await connection.send(verb, (send) =>
    send('POST /repos/{owner}/{repo}/deployments', {
      ...connection.repo,
      ref: request.sha,
      task: deploymentTask,
      // Else GitHub merges the default branch first, and waits for every status that there is.
      auto_merge: false,
      required_contexts: [],
      payload: JSON.stringify(request.payload),
      environment: request.environment,
      description: cutDescription(request.description),
    }),
  )
  if (answer.status === 201) return deploymentOf(answer.data)
  const message = 'message' in answer.data ? answer.data.message : `status ${answer.status}`
  throw new Failure(
    'mismatch',
    `cannot ${verb.doing} in ${connection.repository}: GitHub made none (${message})`,
  )
}

async function* listDeployments(connection: Connection, environment: string): AsyncIterable<Deployment> {
  const verb = { doing: `list the deployments of "${environment}"`, permission: 'deployments: read' }
  const pages = fetchPages(connection, verb, (send, page) =>
    send('GET /repos/{owner}/{repo}/deployments', {
      ...connection.repo,
      ...page,
      environment,
      task: deploymentTask,
    }),
  )
  for await (const deployments of pages) yield* deployments.map(deploymentOf)
}

// Those of a job have GitHub's own task, no payload and no description; anyone else may use that task too.
async function listJobDeployments(connection: Connection, environment: string): Promise<Deployment[]> {
  const verb = { doing: `list the deployments of "${environment}"`, permission: 'deployments: read' }
  const { data } = await connection.send(verb, (send) =>
    send('GET /repos/{owner}/{repo}/deployments', {
      ...connection.repo,
      environment,
      task: 'deploy',
      per_page: 10,
    }),
  )
  return data.map(deploymentOf).filter(({ description }) => description === undefined)
}

async function fetchStatuses(
  connection: Connection,
  deployments: readonly Pick<Deployment, 'id' | 'nodeId'>[],
): Promise<Map<number, DeploymentStatus[]>> {
  // What reads its answer takes longer to load than many an action takes in all.
  const { queryStatuses } = await import('./statuses-query.ts')
  const answers = await queryStatuses(
    connection,
    deployments.map(({ nodeId }) => nodeId),
  )
  return completed(connection, deployments, answers)
}

async function fetchStatusesAndListing(
  connection: Connection,
  deployments: readonly Pick<Deployment, 'id' | 'nodeId'>[],
  listing: Listing,
): Promise<{ statuses: Map<number, DeploymentStatus[]>; listed: ListedDeployment[] }> {
  const { queryStatusesAndListing } = await import('./statuses-query.ts')
  const nodeIds = deployments.map(({ nodeId }) => nodeId)
  const { statuses, listed } = await queryStatusesAndListing(connection, nodeIds, listing)
  const ours = listed.filter(({ task }) => task === deploymentTask)
  return { statuses: await completed(connection, deployments, statuses), listed: ours }
}

/** By the deployments' ids, with what did not fit into the answer. */
async function completed(
  connection: Connection,
  deployments: readonly Pick<Deployment, 'id' | 'nodeId'>[],
  answers: ReadonlyMap<string, QueriedStatuses>,
): Promise<Map<number, DeploymentStatus[]>> {
  const found = new Map<number, DeploymentStatus[]>()
  for (const { id, nodeId } of deployments) {
    const answer = answers.get(nodeId)
    if (answer === undefined) continue
    found.set(id, answer.complete ? answer.statuses : await fetchDeploymentStatuses(connection, id))
  }
  return found
}

async function fetchDeploymentStatuses(connection: Connection, id: number): Promise<DeploymentStatus[]> {
  const verb = { doing: `read the statuses of deployment ${id}`, permission: 'deployments: read' }
  const pages = fetchPages(connection, verb, (send, page) =>
    send('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...connection.repo,
      ...page,
      deployment_id: id,
    }),
  )
  const statuses: StatusAnswer[] = []
  for await (const page of pages) statuses.push(...page)
  return statuses.sort((one, other) => Number(other.id) - Number(one.id)).map(statusOf)
}

async function appendStatus(connection: Connection, id: number, status: StatusRequest): Promise<void> {
  const verb: Verb = {
    doing: `add a status to deployment ${id}`,
    permission: 'deployments: write',
    // The same line twice in the journal says nothing new.
    idempotent: true,
  }
  await connection.send(verb, (send) =>
    send('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...connection.repo,
      deployment_id: id,
      state: status.state,
      description: cutDescription(status.description),
      ...(status.environmentUrl !== undefined && { environment_url: status.environmentUrl }),
      ...(status.autoInactive !== undefined && { auto_inactive: status.autoInactive }),
    }),
  )
}

const descriptionLimit = 140

/** Cuts a text to what GitHub takes as a description, without tearing a character. */
export function cutDescription(text: string): string {
  if (text.length <= descriptionLimit) return text
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > descriptionLimit - 1) break
    kept += character
  }
  return `${kept}…`
}

type DeploymentAnswer = {
  id: number | bigint
  node_id: string
  sha: string
  ref: string
  task: string
  environment: string
  payload: unknown
  description: string | null
  created_at: string
  creator: { login: string } | null
}

function deploymentOf(answer: DeploymentAnswer): Deployment {
  return {
    id: Number(answer.id),
    nodeId: answer.node_id,
    sha: answer.sha,
    ref: answer.ref,
    task: answer.task,
    environment: answer.environment,
    payload: payloadOf(answer.payload),
    createdAt: answer.created_at,
    ...(answer.description !== null && answer.description !== '' && { description: answer.description }),
    ...(answer.creator !== null && { creator: answer.creator.login }),
  }
}

// It comes back as it was given: an object or a text, ours or a stranger's.
function payloadOf(payload: unknown): unknown {
  if (typeof payload !== 'string') return payload
  try {
    return JSON.parse(payload)
  } catch {
    // A stranger's text that is no JSON: whoever reads records refuses it by its shape.
    return payload
  }
}

type StatusAnswer = {
  id: number | bigint
  state: string
  description: string
  created_at: string
  environment_url?: string
  log_url?: string
}

function statusOf(answer: StatusAnswer): DeploymentStatus {
  return {
    state: answer.state,
    description: answer.description,
    createdAt: answer.created_at,
    ...(answer.environment_url && { environmentUrl: answer.environment_url }),
    ...(answer.log_url && { logUrl: answer.log_url }),
  }
}
