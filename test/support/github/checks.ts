import { type Answer, type Call, failure, page, type Route } from './server.ts'
import type { CheckRun, Run, World } from './world.ts'

// https://docs.github.com/rest/checks/runs, …/commits/statuses, …/actions/workflow-runs and …/code-scanning

export function checkRoutes(world: World): Route[] {
  const at = '/repos/{repository}'
  return [
    {
      method: 'GET',
      path: `${at}/check-runs/{id}`,
      permission: 'checks: read',
      answer: (call) => found(world.checkRuns.get(Number(call.parameters.id)), shownCheckRun),
    },
    {
      method: 'GET',
      path: `${at}/actions/runs/{id}`,
      permission: 'actions: read',
      answer: (call) => found(world.runs.get(Number(call.parameters.id)), shownRun),
    },
    {
      method: 'GET',
      path: `${at}/commits/{ref}/check-runs`,
      permission: 'checks: read',
      answer: (call) => listCheckRuns(world, call),
    },
    {
      method: 'GET',
      path: `${at}/commits/{ref}/status`,
      permission: 'statuses: read',
      answer: (call) => combinedStatus(world, call),
    },
  ]
}

function found<T>(value: T | undefined, shown: (value: T) => unknown): Answer {
  return value === undefined ? failure(404, 'Not Found') : { status: 200, body: shown(value) }
}

function shownCheckRun(checkRun: CheckRun) {
  const { id, name, status, conclusion, sha, app = 'github-actions', startedAt = null } = checkRun
  return {
    id,
    name,
    head_sha: sha,
    status,
    conclusion,
    started_at: startedAt,
    check_suite: { id: 1 },
    app: { slug: app },
  }
}

function shownRun({ id, status, conclusion, attempt, sha, event }: Run) {
  return { id, status, conclusion, run_attempt: attempt, head_sha: sha, event }
}

async function listCheckRuns(world: World, call: Call): Promise<Answer> {
  const sha = await world.history.resolve(call.parameters.ref ?? '')
  if (sha === undefined) return failure(422, `No commit found for SHA: ${call.parameters.ref}`)
  const all = [...world.checkRuns.values()].filter((checkRun) => checkRun.sha === sha).map(shownCheckRun)
  const { items, headers } = page(call, all)
  return { status: 200, body: { total_count: all.length, check_runs: items }, headers }
}

async function combinedStatus(world: World, call: Call): Promise<Answer> {
  const sha = await world.history.resolve(call.parameters.ref ?? '')
  if (sha === undefined) return failure(404, 'Not Found')
  const all = world.statuses.filter((status) => status.sha === sha)
  const latest = all.filter(({ context }, at) => all.findIndex((status) => status.context === context) === at)
  const shown = latest.map(({ createdAt, ...status }) => ({ ...status, created_at: createdAt ?? null }))
  const { items, headers } = page(call, shown)
  // Without any status it is "pending", not "success".
  const states = latest.map(({ state }) => state)
  const failed = states.some((state) => state === 'error' || state === 'failure')
  const state = failed ? 'failure' : states.length === 0 || states.includes('pending') ? 'pending' : 'success'
  return { status: 200, body: { state, sha, total_count: latest.length, statuses: items }, headers }
}
