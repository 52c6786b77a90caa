import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Edge, ExecResult } from '../edge.ts'
import { Failure } from '../failure.ts'
import { neededVariables } from '../needed-variables.ts'
import type { Tool } from './tool.ts'
import type { WorkFolder } from './work-folder.ts'

/** More than any image has; what is larger would not fit into memory when it is read. Bytes. */
export const reportLimit = 128 * 1024 * 1024
const defaultTimeout = 10 * 60_000

export type ToolRun = {
  work: WorkFolder
  /** Milliseconds; then the program is stopped. */
  timeout?: number
  env?: Record<string, string>
  /** What it may inherit beside what every program needs: where databases come from. */
  inherit?: readonly string[]
  /** Whether a failure is an answer as well. */
  allowFailure?: boolean
}

/**
 * Runs a scanner that knows nothing of the job: no token, no settings by variables or files of others, which could make
 * it overlook something.
 */
export async function runTool(
  { program }: Pick<Tool, 'name' | 'program'>,
  args: readonly string[],
  { work, timeout = defaultTimeout, env = {}, inherit = [], allowFailure = false }: ToolRun,
  { exec, log }: Pick<Edge, 'exec' | 'log'>,
): Promise<ExecResult> {
  return exec(program, args, {
    cwd: work.empty,
    timeout,
    allowFailure,
    inherit: [...neededVariables, ...inherit],
    env: { ...homeVariables(work), ...env },
    onStderr: log.debug,
  })
}

function homeVariables({ home, path, dockerConfig }: WorkFolder): Record<string, string> {
  const temp = { TMPDIR: path, TEMP: path, TMP: path }
  const homes = { HOME: home, USERPROFILE: home, APPDATA: home, LOCALAPPDATA: home }
  const xdg = { XDG_CONFIG_HOME: join(home, 'config'), XDG_CACHE_HOME: join(home, 'cache') }
  return { ...temp, ...homes, ...xdg, DOCKER_CONFIG: dockerConfig }
}

/** Reads what a program has written as JSON, and fails with what is wrong about it. */
export async function readReport(path: string, name: string): Promise<unknown> {
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  )
  if (size === undefined || size === 0) {
    throw new Failure('mismatch', `${name} ended as if all were well and wrote no ${basename(path)}`)
  }
  if (size > reportLimit) {
    const [found, limit] = [size, reportLimit].map((bytes) => Math.ceil(bytes / 1024 / 1024))
    throw new Failure(
      'mismatch',
      `${name} wrote a ${basename(path)} of ${found} MiB; wanted at most ${limit} MiB`,
    )
  }
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    // Without the parser's message, which quotes what may be a secret.
    throw new Failure('mismatch', `${name} wrote a ${basename(path)} that is not JSON, or only a part of one`)
  }
}
