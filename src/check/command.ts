import { z } from 'zod'
import { formatDuration } from '../duration.ts'
import { duration } from '../duration-schema.ts'
import type { ExecResult } from '../edge.ts'
import { isFailure } from '../failure.ts'
import { type Answer, type Asked, type Check, type CheckEdge, inert } from './check.ts'

const options = z.strictObject({
  run: z
    .string()
    .regex(/\S/, 'wanted a command')
    .describe('Script that bash runs in the workspace, as a step of a job does; exit code 0 passes.'),
  timeout: duration.prefault('5m').describe('How long it may take.'),
})

type Options = z.output<typeof options>

export const command: Check = {
  description: 'A command that must succeed; it is told the address and the digest in its environment.',
  options,
  ask: (written, asked, edge) => askCommand(options.parse(written), { env: environmentOf(asked) }, edge),
}

/** Runs a script and tells how it ended; `given` is its environment and what it reads from its standard input. */
export async function askCommand(
  { run, timeout }: Options,
  given: { env: Record<string, string>; input?: string },
  edge: Pick<CheckEdge, 'exec' | 'now' | 'log'>,
): Promise<Answer> {
  const name = `"${inert(run.trim().split('\n', 1)[0] ?? '', 1000).slice(0, 60)}"`
  const start = edge.now().getTime()
  try {
    const result = await runScript(run, { ...given, timeout, allowFailure: true }, edge)
    const time = `after ${edge.now().getTime() - start} ms`
    if (result.exitCode === 0) return { passed: true, reason: `${name} succeeded ${time}` }
    tell(result, edge)
    const said = lastWords(result)
    return {
      passed: false,
      reason: `${name} ended with exit code ${result.exitCode} ${time}${said && `: ${said}`}`,
    }
  } catch (error) {
    if (isFailure(error, 'unavailable'))
      return {
        passed: false,
        reason: `${name} did not end well within ${formatDuration(timeout)}: ${inert(error.message, 120)}`,
      }
    throw error
  }
}

type ScriptOptions = { env: Record<string, string>; input?: string; timeout: number; allowFailure: true }

// As GitHub runs a `run` step: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
async function runScript(
  script: string,
  options: ScriptOptions,
  { exec }: Pick<CheckEdge, 'exec'>,
): Promise<ExecResult> {
  try {
    return await exec('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options)
  } catch (error) {
    if (!isFailure(error, 'not-found')) throw error
    return await exec('sh', ['-e', '-c', script], options)
  }
}

function environmentOf({ url, digest, environment, service, phase }: Asked): Record<string, string> {
  return {
    IMMUTABLE_DEPLOY_URL: url ?? '',
    IMMUTABLE_DEPLOY_DIGEST: digest,
    IMMUTABLE_DEPLOY_ENVIRONMENT: environment,
    IMMUTABLE_DEPLOY_SERVICE: service,
    IMMUTABLE_DEPLOY_PHASE: phase,
  }
}

/** The last lines of what a failed command said, for whoever reads the log. */
function tell({ stdout, stderr }: ExecResult, { log }: Pick<CheckEdge, 'log'>): void {
  for (const line of [...linesOf(stdout).slice(-20), ...linesOf(stderr).slice(-20)]) {
    log.info(`  | ${inert(line)}`)
  }
}

function lastWords({ stdout, stderr }: ExecResult): string {
  const lines = linesOf(stderr)
  return inert((lines.length > 0 ? lines : linesOf(stdout)).slice(-3).join(' / '))
}

function linesOf(output: string): string[] {
  return output.split(/\r?\n/).filter((line) => line.trim() !== '')
}
