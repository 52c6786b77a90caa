import { createInterface } from 'node:readline'
import type { SpawnOptions } from '../edge.ts'
import type { BuildEdge } from './builder.ts'

export type ProgramOptions = SpawnOptions & {
  /** Is given the lines of its standard output as they come; both outputs are logged unless told. */
  onStdout?: (line: string) => void
}

/** Runs a program for as long as it takes, and logs what it says meanwhile. */
export async function runProgram(
  command: string,
  args: readonly string[],
  { onStdout, onStderr, ...options }: ProgramOptions,
  { spawn, log }: Pick<BuildEdge, 'spawn' | 'log'>,
): Promise<void> {
  const show = (line: string) => log.info(line)
  const running = spawn(command, args, { ...options, onStderr: onStderr ?? show })
  try {
    running.stdin.end()
    for await (const line of createInterface({ input: running.stdout })) (onStdout ?? show)(line)
    await running.ended
  } finally {
    running.kill()
    running.stdout.destroy()
  }
}
