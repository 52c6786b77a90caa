import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'

/** Where a tool's installation tells what it does. */
export type Log = { path: string; file: FileHandle }

/** Runs a program to its end, with all that it says in the log. */
export async function runLogged(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
  { file }: Log,
): Promise<void> {
  await file.write(`$ ${command} ${args.join(' ')}\n`)
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', file.fd, file.fd],
  })
  const [code, signal] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${command} ended with ${code ?? signal}`)
}

/** The end of a log, where the reason is. */
export function lastLines({ path }: Log, count: number): string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count)
}
