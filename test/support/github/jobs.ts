import type { RunnerJob } from '../runner.ts'
import type { Claims, IdentityProvider } from './identity.ts'
import type { Permissions, World } from './world.ts'

export type JobRequest = {
  /** The job's `permissions:`; what is not named is not granted. */
  permissions: Permissions
  sha: string
  ref?: string
  event?: string
  /** The job's `environment:`, which is in the identity. */
  environment?: string
  name?: string
  /** The workflow's file; the one of a reusable workflow is `jobWorkflow`. */
  workflow?: string
  jobWorkflow?: string
  actor?: string
  runId?: number
  attempt?: number
  runnerEnvironment?: 'github-hosted' | 'self-hosted'
  /** Claims of the identity that are to be other than they would. */
  claims?: Claims
}

/** A running job, for `runAction`. */
export type Job = RunnerJob & {
  runId: number
  attempt: number
  jobCheckRunId: number
  /** Ends the job: its check run is completed, its token and identity stay as they are. */
  end(conclusion: 'success' | 'failure' | 'cancelled'): void
}

export function openJob(
  world: World,
  identities: IdentityProvider,
  prefix: string,
  request: JobRequest,
): Job {
  const runId = request.runId ?? world.nextId()
  const attempt = request.attempt ?? 1
  const jobCheckRunId = world.nextId()
  const github = contextOf(world, prefix, request, runId, attempt)
  const { sha, name = 'deploy' } = request
  const run = { id: runId, status: 'in_progress', conclusion: null, attempt, sha, event: github.event_name }
  const checkRun = { id: jobCheckRunId, name, status: 'in_progress', conclusion: null, sha, runId }
  world.runs.set(runId, run)
  world.checkRuns.set(jobCheckRunId, checkRun)
  const mayIdentify = request.permissions['id-token'] === 'write'
  return {
    github,
    event: {
      repository: { id: world.repositoryId, full_name: world.repository, visibility: world.visibility },
    },
    checkRunId: world.enterprise ? undefined : jobCheckRunId,
    runnerEnvironment: request.runnerEnvironment ?? 'github-hosted',
    ...(mayIdentify && {
      identity: identities.enrol(world, claimsOf(world, github, request, jobCheckRunId)),
    }),
    runId,
    attempt,
    jobCheckRunId,
    end: (conclusion) => {
      world.checkRuns.set(jobCheckRunId, { ...checkRun, status: 'completed', conclusion })
      endRun(world, runId, attempt, conclusion)
    },
  }
}

// The run ends with the last of its jobs; a later attempt is another matter.
function endRun(world: World, id: number, attempt: number, conclusion: string): void {
  const run = world.runs.get(id)
  const jobs = [...world.checkRuns.values()].filter(({ runId }) => runId === id)
  if (run === undefined || run.attempt !== attempt || jobs.some(({ status }) => status !== 'completed'))
    return
  world.runs.set(id, { ...run, status: 'completed', conclusion })
}

function contextOf(
  world: World,
  prefix: string,
  request: JobRequest,
  runId: number,
  attempt: number,
): RunnerJob['github'] {
  const { sha, ref = `refs/heads/${world.defaultBranch}`, actor = 'octocat' } = request
  const workflow = request.workflow ?? '.github/workflows/deploy.yml'
  return {
    token: world.grant(request.permissions),
    repository: world.repository,
    repository_id: String(world.repositoryId),
    repository_owner: world.owner,
    repository_owner_id: String(world.ownerId),
    sha,
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags)\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    run_id: String(runId),
    run_number: '1',
    run_attempt: String(attempt),
    actor,
    actor_id: '3003',
    triggering_actor: actor,
    event_name: request.event ?? 'push',
    server_url: 'https://github.com',
    api_url: world.origin + prefix,
    graphql_url: `${world.origin}${prefix === '' ? '' : '/api'}/graphql`,
    job: request.name ?? 'deploy',
    workflow,
    workflow_ref: `${world.repository}/${workflow}@${ref}`,
    workflow_sha: sha,
  }
}

function claimsOf(
  world: World,
  github: RunnerJob['github'],
  request: JobRequest,
  checkRunId: number,
): Claims {
  const { token: _, job: __, server_url: ___, api_url: ____, graphql_url: _____, ...told } = github
  const { environment, jobWorkflow, claims } = request
  const scope = environment === undefined ? `ref:${github.ref}` : `environment:${environment}`
  return {
    ...told,
    sub: `repo:${world.repository}:${scope}`,
    base_ref: '',
    head_ref: '',
    ref_protected: 'true',
    repository_visibility: world.visibility,
    job_workflow_ref: jobWorkflow ?? github.workflow_ref,
    job_workflow_sha: github.workflow_sha,
    runner_environment: request.runnerEnvironment ?? 'github-hosted',
    check_run_id: String(checkRunId),
    ...(environment !== undefined && { environment }),
    ...claims,
  }
}
