import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { arch, platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parse } from 'yaml'
import { z } from 'zod'
import { type FileCommands, makeFileCommands, readFileCommands } from './runner-files.ts'
import { type Annotation, type StepLog, stepLog } from './runner-log.ts'
import { type Kill, killer, node24, projectRoot } from './runner-process.ts'

export { node24, projectRoot } from './runner-process.ts'

/**
 * A GitHub Actions runner in small: it reads an action's `action.yml`, starts what that names in a process of its
 * own, with the variables and files of the real one, and its post step afterwards.
 */
export async function runAction(name: string, options: RunOptions = {}): Promise<ActionResult> {
  const action = await readAction(options.root ?? projectRoot, name)
  const job = options.job ?? standaloneJob
  const temp = options.temp ?? freshDirectory('temp')
  const step: Step = {
    action,
    job,
    temp,
    workspace: options.workspace ?? freshDirectory('workspace'),
    home: options.home ?? freshDirectory('home'),
    options,
    secrets: new Set([job.github.token, ...(options.secrets ?? [])].filter((value) => value !== '')),
    inputs: inputsOf(action, options.inputs ?? {}, { ...job, temp }),
  }
  return await runStep(step)
}

/** A job as the runner gets it from GitHub; the emulator's `startJob` makes them. */
export type RunnerJob = {
  /** The `github` context: `token`, `repository`, `sha`, `event_name`… */
  github: Record<GitHubKey, string>
  /** The event's payload. */
  event: unknown
  /** Undefined on GitHub Enterprise Server, which does not tell it. */
  checkRunId: number | undefined
  /** Only with `id-token: write`. */
  identity?: { url: string; token: string }
  runnerEnvironment: 'github-hosted' | 'self-hosted'
}

export type RunOptions = {
  inputs?: Record<string, string>
  /** What the workflow's `env:` sets. */
  env?: Record<string, string>
  job?: RunnerJob
  workspace?: string
  home?: string
  /** RUNNER_TEMP, which outlives the step. */
  temp?: string
  /** Values that the workflow takes from its secrets: masked in the log. */
  secrets?: readonly string[]
  /** Shows debug lines, as a re-run with debug logging does. */
  debug?: boolean
  /** Told of each line of the log as it appears. */
  onLine?: (line: string) => void
  kill?: Kill
  /** Another repository of actions than this one. */
  root?: string
  /** Starts `main.ts` as it is rather than the file that `action.yml` names. */
  source?: boolean
}

export type ActionResult = {
  /** Of the main step; undefined if a signal ended it. */
  exitCode: number | undefined
  /** Undefined if there was no post step. */
  postExitCode: number | undefined
  failed: boolean
  outputs: Record<string, string>
  state: Record<string, string>
  env: Record<string, string>
  /** Of both steps, as the job's page shows it. */
  summary: string
  annotations: Annotation[]
  /** Both steps as their reader sees them: masked, and debug lines only if asked for. */
  log: string
  /** Both steps as they were written. */
  stdout: string
  temp: string
  workspace: string
}

const githubKeys = [
  'token',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'sha',
  'ref',
  'ref_name',
  'ref_type',
  'run_id',
  'run_number',
  'run_attempt',
  'actor',
  'actor_id',
  'triggering_actor',
  'event_name',
  'server_url',
  'api_url',
  'graphql_url',
  'job',
  'workflow',
  'workflow_ref',
  'workflow_sha',
] as const
type GitHubKey = (typeof githubKeys)[number]

/** A job of a repository that no GitHub answers for: enough for an action that asks it nothing. */
export const standaloneJob: RunnerJob = {
  github: {
    token: 'ghs_standalone',
    repository: 'acme/shop',
    repository_id: '1',
    repository_owner: 'acme',
    repository_owner_id: '2',
    sha: '0'.repeat(40),
    ref: 'refs/heads/main',
    ref_name: 'main',
    ref_type: 'branch',
    run_id: '1',
    run_number: '1',
    run_attempt: '1',
    actor: 'octocat',
    actor_id: '3',
    triggering_actor: 'octocat',
    event_name: 'push',
    server_url: 'https://github.com',
    api_url: 'http://127.0.0.1:9',
    graphql_url: 'http://127.0.0.1:9/graphql',
    job: 'deploy',
    workflow: 'deploy',
    workflow_ref: 'acme/shop/.github/workflows/deploy.yml@refs/heads/main',
    workflow_sha: '0'.repeat(40),
  },
  event: {},
  checkRunId: 1,
  runnerEnvironment: 'github-hosted',
}

// YAML may have a number or a boolean there; an action gets text.
const inputDefault = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => String(value ?? ''))

const actionSchema = z.object({
  name: z.string(),
  inputs: z
    .record(z.string(), z.object({ default: inputDefault }).loose())
    .nullish()
    .transform((inputs) => inputs ?? {}),
  runs: z.object({ using: z.literal('node24'), main: z.string(), post: z.string().optional() }).loose(),
})

type Action = z.infer<typeof actionSchema> & { directory: string; source: string }

async function readAction(root: string, name: string): Promise<Action> {
  // The repository's root is an action too: the whole pipeline.
  const directory = name === 'pipeline' ? root : join(root, 'actions', name)
  const action = actionSchema.parse(parse(await readFile(join(directory, 'action.yml'), 'utf8')))
  return { ...action, directory, source: join(directory, 'main.ts') }
}

function inputsOf(
  action: Action,
  given: Record<string, string>,
  contexts: Pick<RunnerJob, 'github' | 'checkRunId' | 'runnerEnvironment'> & { temp: string },
): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in action.inputs))
  // The real runner only warns, and the misspelt input is as if it were not there.
  if (unknown.length > 0) throw new Error(`${action.name} has no input ${unknown.join(', ')}`)
  const defaults = Object.entries(action.inputs).map(([name, input]) => [
    name,
    expand(input.default, contextValues(contexts)),
  ])
  return { ...Object.fromEntries(defaults), ...given }
}

/** Replaces each `${{ … }}`: a context's value or a literal. */
export function expand(text: string, values: Record<string, string>): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => {
    const term = expression.trim()
    const literal = /^'((?:[^']|'')*)'$/.exec(term)?.[1]
    if (literal !== undefined) return literal.replaceAll("''", "'")
    if (/^(true|false|-?[0-9]+)$/.test(term)) return term
    const value = values[term]
    if (value === undefined) throw new Error(`this runner does not know the expression "${term}"`)
    return value
  })
}

function contextValues({
  github,
  checkRunId,
  runnerEnvironment,
  temp,
}: Pick<RunnerJob, 'github' | 'checkRunId' | 'runnerEnvironment'> & { temp: string }): Record<
  string,
  string
> {
  return {
    ...Object.fromEntries(Object.entries(github).map(([key, value]) => [`github.${key}`, value])),
    'job.check_run_id': checkRunId === undefined ? '' : String(checkRunId),
    'runner.temp': temp,
    'runner.os': runnerOs(),
    'runner.arch': runnerArch(),
    'runner.environment': runnerEnvironment,
  }
}

type Step = {
  action: Action
  job: RunnerJob
  temp: string
  workspace: string
  home: string
  options: RunOptions
  secrets: Set<string>
  inputs: Record<string, string>
}

async function runStep(step: Step): Promise<ActionResult> {
  const { action, options } = step
  const main = await runPhase(step, entryOf(step, action.runs.main), {}, options.kill)
  // A machine that died runs nothing more; everything else does, as `post-if: always()` says.
  const dead = main.killed && options.kill?.how === 'machine'
  const post =
    action.runs.post === undefined || dead
      ? undefined
      : await runPhase(step, entryOf(step, action.runs.post), main.files.state)
  const phases = post === undefined ? [main] : [main, post]
  return {
    exitCode: main.exitCode,
    postExitCode: post?.exitCode,
    failed: phases.some(({ exitCode }) => exitCode !== 0),
    outputs: main.files.outputs,
    state: main.files.state,
    env: main.files.env,
    summary: phases.map(({ files }) => files.summary).join(''),
    annotations: phases.flatMap(({ log }) => log.annotations),
    log: phases.flatMap(({ log }) => log.shown.map((line) => `${line}\n`)).join(''),
    stdout: phases.map(({ log }) => log.written.join('')).join(''),
    temp: step.temp,
    workspace: step.workspace,
  }
}

function entryOf({ action, options }: Step, file: string): string {
  return options.source === true ? action.source : join(action.directory, file)
}

type Phase = {
  exitCode: number | undefined
  killed: boolean
  files: Awaited<ReturnType<typeof readFileCommands>>
  log: StepLog
}

async function runPhase(
  step: Step,
  entry: string,
  state: Record<string, string>,
  kill?: Kill,
): Promise<Phase> {
  const files = await makeFileCommands(step.temp, step.job.event)
  const log = stepLog({
    secrets: step.secrets,
    debug: step.options.debug === true,
    onLine: step.options.onLine,
  })
  const child = spawn(node24(), [entry], {
    cwd: step.workspace,
    env: environmentOf(step, files, state),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killing = kill === undefined ? undefined : killer(child, kill)
  const ended = new Promise<number | undefined>((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done(code ?? undefined))
  })
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
      log.take(line)
      killing?.see(line)
    })
  }
  const exitCode = await ended
  if (log.unexpected.length > 0)
    throw new Error(`the action wrote workflow commands that are not its own: ${log.unexpected.join('; ')}`)
  return { exitCode, killed: killing?.killed() === true, files: await readFileCommands(files, log), log }
}

function environmentOf(
  { job, temp, workspace, home, options, inputs }: Step,
  files: FileCommands,
  state: Record<string, string>,
): Record<string, string> {
  return {
    ...systemVariables(),
    HOME: home,
    USERPROFILE: home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    ...githubVariables(job),
    GITHUB_WORKSPACE: workspace,
    GITHUB_ACTION: '__self',
    GITHUB_EVENT_PATH: files.event,
    GITHUB_OUTPUT: files.output,
    GITHUB_STATE: files.state,
    GITHUB_ENV: files.env,
    GITHUB_PATH: files.path,
    GITHUB_STEP_SUMMARY: files.summary,
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: join(temp, 'tools'),
    RUNNER_OS: runnerOs(),
    RUNNER_ARCH: runnerArch(),
    RUNNER_NAME: 'runner',
    RUNNER_ENVIRONMENT: job.runnerEnvironment,
    ...(options.debug === true && { RUNNER_DEBUG: '1' }),
    ...(job.identity !== undefined && {
      ACTIONS_ID_TOKEN_REQUEST_URL: job.identity.url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: job.identity.token,
    }),
    ...prefixed('INPUT_', inputs, (name) => name.replaceAll(' ', '_').toUpperCase()),
    ...prefixed('STATE_', state, (name) => name),
    ...options.env,
  }
}

// Nothing of the developer's own environment reaches an action but what a process cannot do without.
function systemVariables(): Record<string, string> {
  const names = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'PATHEXT', 'ComSpec']
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

// The token is in the context only: a step that wants it takes it as an input.
function githubVariables({ github }: RunnerJob): Record<string, string> {
  const { token: _, ...variables } = github
  return prefixed('GITHUB_', variables, (name) => name.toUpperCase())
}

function prefixed(
  prefix: string,
  values: Record<string, string>,
  spell: (name: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + spell(name), value]))
}

function runnerOs(): string {
  return { darwin: 'macOS', win32: 'Windows' }[platform() as string] ?? 'Linux'
}

function runnerArch(): string {
  return arch() === 'arm64' ? 'ARM64' : 'X64'
}

let scratch: string | undefined

// Everything of one process lies in one directory, which goes when the process ends.
function freshDirectory(name: string): string {
  if (scratch === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'immutable-deploy-runner-'))
    process.once('exit', () => rmSync(made, { recursive: true, force: true, maxRetries: 3 }))
    scratch = made
  }
  const directory = join(scratch, `${name}-${randomUUID().slice(0, 8)}`)
  mkdirSync(directory)
  return directory
}
