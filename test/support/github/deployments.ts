import { type Answer, type Call, failure, page, type Route } from './server.ts'
import {
  actionsBot,
  type DeploymentRecord,
  nodeId,
  type StatusRecord,
  type StoredDeployment,
  timestamp,
  type World,
} from './world.ts'

// https://docs.github.com/rest/deployments/deployments and …/deployments/statuses

export function deploymentRoutes(world: World): Route[] {
  const at = '/repos/{repository}/deployments'
  const [read, write] = ['deployments: read', 'deployments: write']
  return [
    { method: 'POST', path: at, permission: write, answer: (call) => createDeployment(world, call) },
    { method: 'GET', path: at, permission: read, answer: (call) => listDeployments(world, call) },
    {
      method: 'GET',
      path: `${at}/{id}`,
      permission: read,
      answer: withDeployment(world, (found) => ok(shown(found))),
    },
    {
      method: 'DELETE',
      path: `${at}/{id}`,
      permission: write,
      answer: withDeployment(world, (found) => remove(world, found)),
    },
    {
      method: 'GET',
      path: `${at}/{id}/statuses`,
      permission: read,
      answer: withDeployment(world, listStatuses),
    },
    {
      method: 'POST',
      path: `${at}/{id}/statuses`,
      permission: write,
      answer: withDeployment(world, (found, call) => createStatus(world, found, call)),
    },
    {
      method: 'GET',
      path: '/repos/{repository}/environments/{name}',
      permission: 'actions: read',
      answer: (call) => getEnvironment(world, call),
    },
  ]
}

function ok(body: unknown): Answer {
  return { status: 200, body }
}

function withDeployment(world: World, answer: (found: StoredDeployment, call: Call) => Answer) {
  return (call: Call): Answer => {
    const found = world.deployments.find(({ id }) => String(id) === call.parameters.id)
    return found === undefined ? failure(404, 'Not Found') : answer(found, call)
  }
}

function shown({ statuses: _, ...deployment }: StoredDeployment): DeploymentRecord {
  return deployment
}

async function createDeployment(world: World, call: Call): Promise<Answer> {
  const { ref } = call.body
  if (typeof ref !== 'string') return failure(422, 'Invalid request.\n\n"ref" wasn\'t supplied.')
  const sha = await world.history.resolve(ref)
  if (sha === undefined) return failure(422, `No ref found for: ${ref}`)
  const obstacle = (await mergeInto(world, ref, call.body)) ?? failedContexts(world, ref, sha, call.body)
  if (obstacle !== undefined) return obstacle
  const deployment = newDeployment(world, sha, ref, call.body)
  world.deployments.unshift(deployment)
  if (!world.environments.has(deployment.environment)) world.environments.set(deployment.environment, {})
  return { status: 201, body: shown(deployment), headers: { location: deployment.url } }
}

// The default unless refused: the default branch is merged into the ref, and no deployment is made.
async function mergeInto(
  world: World,
  ref: string,
  body: Record<string, unknown>,
): Promise<Answer | undefined> {
  if (body.auto_merge === false) return undefined
  const comparison = await world.history.compare(world.defaultBranch, ref)
  if (comparison === undefined || comparison.behind.length === 0) return undefined
  return { status: 202, body: { message: `Auto-merged ${world.defaultBranch} into ${ref} on deployment.` } }
}

function failedContexts(
  world: World,
  ref: string,
  sha: string,
  body: Record<string, unknown>,
): Answer | undefined {
  const wanted = Array.isArray(body.required_contexts) ? body.required_contexts : undefined
  const contexts = world.statuses
    .filter((status) => status.sha === sha && (wanted?.includes(status.context) ?? true))
    .map(({ context, state }) => ({ context, state }))
  if (contexts.every(({ state }) => state === 'success')) return undefined
  const error = { contexts, resource: 'Deployment', field: 'required_contexts', code: 'invalid' }
  return failure(409, `Conflict: Commit status checks failed for ${ref}.`, [error])
}

function newDeployment(
  world: World,
  sha: string,
  ref: string,
  body: Record<string, unknown>,
): StoredDeployment {
  const id = world.nextId()
  const repository = `${world.origin}/repos/${world.repository}`
  const environment = textOr(body.environment, 'production')
  const { payload } = body
  return {
    url: `${repository}/deployments/${id}`,
    id,
    node_id: nodeId(world, 'DE', id),
    sha,
    ref,
    task: textOr(body.task, 'deploy'),
    payload: typeof payload === 'string' ? payload : isRecord(payload) ? payload : {},
    original_environment: environment,
    environment,
    description: typeof body.description === 'string' ? body.description : null,
    creator: actionsBot(world),
    created_at: timestamp(world),
    updated_at: timestamp(world),
    statuses_url: `${repository}/deployments/${id}/statuses`,
    repository_url: repository,
    transient_environment: body.transient_environment === true,
    production_environment:
      typeof body.production_environment === 'boolean'
        ? body.production_environment
        : environment === 'production',
    statuses: [],
  }
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listDeployments(world: World, call: Call): Answer {
  const keys = ['sha', 'ref', 'task', 'environment'] as const
  const found = world.deployments.filter((deployment) =>
    keys.every((key) => (call.query.get(key) ?? deployment[key]) === deployment[key]),
  )
  const { items, headers } = page(call, found.map(shown))
  return { status: 200, body: items, headers }
}

function remove(world: World, deployment: StoredDeployment): Answer {
  if (stateOf(deployment) !== 'inactive' && world.deployments.length > 1) {
    return failure(
      422,
      'We cannot delete an active deployment unless it is the only deployment in a given environment.',
    )
  }
  world.deployments.splice(world.deployments.indexOf(deployment), 1)
  return { status: 204 }
}

function listStatuses(deployment: StoredDeployment, call: Call): Answer {
  const { items, headers } = page(call, [...deployment.statuses].reverse())
  return { status: 200, body: items, headers }
}

const states = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success'] as const

function createStatus(world: World, deployment: StoredDeployment, call: Call): Answer {
  const state = states.find((known) => known === call.body.state)
  if (state === undefined) return invalidStatus('state', 'invalid', 'state is not included in the list')
  const description = textOr(call.body.description, '')
  // Characters, not bytes, and not UTF-16 units.
  if ([...description].length > 140) {
    return invalidStatus('description', 'custom', 'description is too long (maximum is 140 characters)')
  }
  const status = addStatus(world, deployment, { ...call.body, state, description })
  if (state === 'success' && call.body.auto_inactive !== false) retireEarlier(world, deployment)
  return { status: 201, body: status, headers: { location: status.url } }
}

function invalidStatus(field: string, code: string, message: string): Answer {
  return failure(422, 'Validation Failed', [{ resource: 'DeploymentStatus', code, field, message }])
}

function addStatus(
  world: World,
  deployment: StoredDeployment,
  body: Record<string, unknown> & Pick<StatusRecord, 'state' | 'description'>,
): StatusRecord {
  const id = world.nextId()
  const status: StatusRecord = {
    url: `${deployment.statuses_url}/${id}`,
    id,
    node_id: nodeId(world, 'DES', id),
    state: body.state,
    creator: actionsBot(world),
    description: body.description,
    environment: textOr(body.environment, deployment.environment),
    target_url: textOr(body.log_url ?? body.target_url, ''),
    created_at: timestamp(world),
    updated_at: timestamp(world),
    deployment_url: deployment.url,
    repository_url: deployment.repository_url,
    environment_url: textOr(body.environment_url, ''),
    log_url: textOr(body.log_url ?? body.target_url, ''),
  }
  deployment.statuses.push(status)
  deployment.environment = status.environment ?? deployment.environment
  deployment.updated_at = status.created_at
  return status
}

function stateOf(deployment: StoredDeployment): string | undefined {
  return deployment.statuses.at(-1)?.state
}

// Those of production stay as they are.
// https://docs.github.com/rest/deployments/deployments#inactive-deployments
function retireEarlier(world: World, { id, environment }: StoredDeployment): void {
  for (const earlier of world.deployments) {
    if (earlier.id >= id || earlier.environment !== environment) continue
    if (earlier.transient_environment === true || earlier.production_environment === true) continue
    if (stateOf(earlier) === 'success') addStatus(world, earlier, { state: 'inactive', description: '' })
  }
}

function getEnvironment(world: World, call: Call): Answer {
  const name = call.parameters.name ?? ''
  const environment = world.environments.get(name)
  if (environment === undefined) return failure(404, 'Not Found')
  return ok({
    id: 1,
    node_id: nodeId(world, 'EN', 1),
    name,
    url: call.url,
    html_url: `https://github.com/${world.repository}/deployments/activity_log?environments_filter=${name}`,
    created_at: timestamp(world),
    updated_at: timestamp(world),
    protection_rules: environment.protection_rules ?? [],
    deployment_branch_policy: environment.deployment_branch_policy ?? null,
  })
}
