import type { Edge, ExecOptions, ExecResult, Log } from './edge.ts'
import { isFailure } from './failure.ts'
import { inert } from './inert.ts'

/** Runs a script of the policy to its end, whatever its exit code is. */
export function runScript(
  script: string,
  options: Omit<ExecOptions, 'allowFailure'>,
  { exec }: Pick<Edge, 'exec'>,
): Promise<ExecResult> {
  return byShell(script, (shell, args) => exec(shell, args, { ...options, allowFailure: true }))
}

/**
 * Starts a script as GitHub runs a `run` step: by bash and, where there is none, by sh.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
export async function byShell<Result>(
  script: string,
  start: (shell: string, args: readonly string[]) => Promise<Result>,
): Promise<Result> {
  try {
    return await start('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script])
  } catch (error) {
    if (!isFailure(error, 'not-found')) throw error
    return await start('sh', ['-e', '-c', script])
  }
}

/** Logs the last lines of what a script said, for whoever reads the log. */
export function tellOutput({ stdout, stderr }: Output, { log }: { log: Pick<Log, 'info'> }): void {
  for (const line of [...linesOf(stdout).slice(-20), ...linesOf(stderr).slice(-20)]) {
    log.info(`  | ${inert(line)}`)
  }
}

/** What a script said at last, which is where programs say why they gave up, in one line. */
export function lastWords({ stdout, stderr }: Output): string {
  const lines = linesOf(stderr)
  return inert((lines.length > 0 ? lines : linesOf(stdout)).slice(-3).join(' / '))
}

type Output = Pick<ExecResult, 'stdout' | 'stderr'>

function linesOf(output: string): string[] {
  return output.split(/\r?\n/).filter((line) => line.trim() !== '')
}
