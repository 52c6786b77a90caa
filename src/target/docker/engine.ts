import type { Edge, ExecOptions, ExecResult, Running } from '../../edge.ts'
import type { Failure } from '../../failure.ts'
import { type Container, parseContainers } from './container.ts'
import { refusalOf } from './engine-refusal.ts'

/**
 * Docker Engine by its own client, as users have it: their contexts, credential helpers, TLS and ssh are minded
 * without a line of ours, and a script inside a container goes on when the runner dies.
 */
export type Engine = {
  /** Runs the client and returns what it wrote. */
  run(args: readonly string[], options?: ExecOptions): Promise<string>
  /** Runs the client; a non-zero exit is for the caller to judge. */
  try(args: readonly string[], options?: ExecOptions): Promise<ExecResult>
  /** Starts the client with its input and output streamed. */
  stream(args: readonly string[]): Running
  /** Looks at containers by name or id; those that are not there are left out. */
  inspect(names: readonly string[]): Promise<Container[]>
  /** The failure for what the client wrote on its standard error. */
  refusal(wanted: string, stderr: string): Failure
}

type Place = { host?: string; context?: string }

/** How long a question may take. Milliseconds. */
const timeout = 60_000

export function connectEngine({ host, context }: Place, edge: Pick<Edge, 'exec' | 'spawn'>): Engine {
  const place = host !== undefined ? ['--host', host] : context !== undefined ? ['--context', context] : []
  const attempt = (args: readonly string[], options: ExecOptions = {}) =>
    edge.exec('docker', [...place, ...args], { timeout, ...options, allowFailure: true })
  const refusal = (wanted: string, stderr: string) => refusalOf(wanted, stderr, host)
  const run = async (args: readonly string[], options: ExecOptions = {}) => {
    const { exitCode, stdout, stderr } = await attempt(args, options)
    if (exitCode !== 0) throw refusal(`docker ${args[0]} failed`, stderr)
    return stdout
  }
  return {
    run,
    try: attempt,
    stream: (args) => edge.spawn('docker', [...place, ...args]),
    inspect: async (names) => {
      if (names.length === 0) return []
      const { exitCode, stdout, stderr } = await attempt(['container', 'inspect', ...names])
      // Of several it writes those that are there, and complains about the others.
      const others = stderr
        .split('\n')
        .filter((line) => line.trim() !== '' && !/no such container/i.test(line))
      if (exitCode !== 0 && others.length > 0) throw refusal('docker container inspect failed', stderr)
      return parseContainers(stdout)
    },
    refusal,
  }
}
