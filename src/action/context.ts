import { Failure } from '../failure.ts'
import { optional } from './inputs.ts'

/** Who runs what and where, as the runner says. */
export type RunnerContext = {
  /** `acme/shop` */
  repository: string
  repositoryId: number
  owner: string
  ownerId: number
  sha: string
  ref: string
  runId: number
  runAttempt: number
  actor: string
  eventName: string
  serverUrl: string
  apiUrl: string
  workspace: string
  job: string
  runnerTemp: string
  /** What outlives a job on a runner of one's own. */
  runnerToolCache?: string
  /** `acme/shop/.github/workflows/deploy.yml@refs/heads/main` */
  workflowRef: string
  /** This job's check run; GitHub Enterprise Server does not tell it. */
  checkRunId?: number
}

/** Reads the runner's context. The check run is in no variable: an action has it as a defaulted input. */
export function runnerContext(): RunnerContext {
  const checkRunId = optional('check-run-id', parseId)
  return {
    repository: variable('GITHUB_REPOSITORY'),
    repositoryId: idVariable('GITHUB_REPOSITORY_ID'),
    owner: variable('GITHUB_REPOSITORY_OWNER'),
    ownerId: idVariable('GITHUB_REPOSITORY_OWNER_ID'),
    sha: variable('GITHUB_SHA'),
    ref: variable('GITHUB_REF'),
    runId: idVariable('GITHUB_RUN_ID'),
    runAttempt: idVariable('GITHUB_RUN_ATTEMPT'),
    actor: variable('GITHUB_ACTOR'),
    eventName: variable('GITHUB_EVENT_NAME'),
    serverUrl: variable('GITHUB_SERVER_URL'),
    apiUrl: variable('GITHUB_API_URL'),
    workspace: variable('GITHUB_WORKSPACE'),
    job: variable('GITHUB_JOB'),
    runnerTemp: variable('RUNNER_TEMP'),
    workflowRef: variable('GITHUB_WORKFLOW_REF'),
    ...(checkRunId !== undefined && { checkRunId }),
    ...(process.env.RUNNER_TOOL_CACHE && { runnerToolCache: process.env.RUNNER_TOOL_CACHE }),
  }
}

/** Reads the variables by which BuildKit reaches the runner's cache, with the token that opens it. */
export function cacheAccess(): Record<string, string> {
  const names = [
    'ACTIONS_CACHE_URL',
    'ACTIONS_RESULTS_URL',
    'ACTIONS_CACHE_SERVICE_V2',
    'ACTIONS_RUNTIME_TOKEN',
  ]
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

function variable(name: string): string {
  const value = process.env[name]
  if (value !== undefined && value !== '') return value
  throw new Failure('invalid-input', `${name} is not set; actions are started by a GitHub Actions runner`)
}

function idVariable(name: string): number {
  try {
    return parseId(variable(name))
  } catch (error) {
    throw new Failure('invalid-input', `${name} is not a number: "${process.env[name]}"`, { cause: error })
  }
}

function parseId(text: string): number {
  const id = Number(text)
  if (/^[0-9]+$/.test(text) && Number.isSafeInteger(id)) return id
  throw new Failure('invalid-input', `not a number: "${text}"`)
}
