import { type ChildProcessByStdio, spawn as spawnChild } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { longestTimer } from './duration.ts'
import type { Edge, ExecOptions, ExecResult, Log, Running, SpawnOptions } from './edge.ts'
import { connect } from './edge-connect.ts'
import { retryingFetch } from './edge-fetch.ts'
import { Failure } from './failure.ts'

const defaultExecTimeout = 10 * 60_000
/** How much of a program's output is kept, so that a chatty one cannot fill the memory. Bytes per stream. */
const outputLimit = 64 * 1024 * 1024
/** How long output may still come after a program has ended. Milliseconds. */
const outputGrace = 2_000

/** Builds the edge that talks to the real world. */
export function nodeEdge(log: Log): Edge {
  const sleep = async (time: number) => void (await wait(Math.min(time, longestTimer)))
  return { fetch: retryingFetch({ sleep, log }), connect, exec, spawn, now: () => new Date(), sleep, log }
}

async function exec(
  command: string,
  args: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  const { input, timeout = defaultExecTimeout, allowFailure = false } = options
  const running = start(command, args, options)
  const stdout = collect(running.child.stdout)
  let timedOut = false
  const timer = setTimeout(
    () => {
      timedOut = true
      running.kill()
    },
    Math.min(timeout, longestTimer),
  )
  running.child.stdin.end(input)
  try {
    const exitCode = await running.exited
    // What the program left running must not hold us up, nor be stopped: a reload may well start a daemon.
    clearTimeout(timer)
    const output = await stdout
    if (timedOut)
      throw new Failure('unavailable', `${command} did not end within ${timeout / 1000} s and was stopped`)
    if (exitCode !== 0 && !allowFailure) throw exitFailure(command, exitCode, await running.stderr)
    return { exitCode, stdout: output, stderr: await running.stderr }
  } finally {
    clearTimeout(timer)
  }
}

function spawn(command: string, args: readonly string[], options: SpawnOptions = {}): Running {
  const running = start(command, args, options)
  const forget = passSignals(running.child.pid)
  const ended = running.exited.finally(forget).then(async (exitCode) => {
    const stderr = await running.stderr
    if (exitCode !== 0) throw exitFailure(command, exitCode, stderr)
  })
  // Whoever stops reading early never looks at the end; that must not be an unhandled rejection.
  ended.catch(() => {})
  return { stdin: running.child.stdin, stdout: running.child.stdout, ended, kill: running.kill }
}

function start(command: string, args: readonly string[], { cwd, env, inherit, onStderr }: SpawnOptions) {
  const child = spawnChild(command, args, {
    cwd,
    env: { ...childEnvironment(process.env, inherit), ...env },
    stdio: 'pipe',
    // A process group of its own, so that what the program started ends with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const stderr = collect(child.stderr)
  if (onStderr !== undefined) createInterface({ input: child.stderr }).on('line', onStderr)
  // A program that does not read its input closes the pipe; its exit code tells what is to be told.
  child.stdin.on('error', () => {})
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(startFailure(command, cause)))
    // Not "close", which waits for somebody to read all of the output.
    child.once('exit', (code) => {
      resolve(code ?? 1)
      letGo(child)
    })
  })
  return { child, stderr, exited, kill: () => killGroup(child.pid) }
}

// Output that is on its way is read; that of a daemon, which has inherited the pipes, is not waited for.
function letGo({ stdout, stderr }: ChildProcessByStdio<Writable, Readable, Readable>): void {
  const timer = setTimeout(() => {
    stderr.destroy()
    if (stdout.readableFlowing) stdout.destroy()
  }, outputGrace)
  timer.unref()
}

/** Lets a program hear what ends us, which its own process group would keep from it; returns how to stop that. */
function passSignals(pid: number | undefined): () => void {
  const pass = (signal: NodeJS.Signals) => {
    forget()
    killGroup(pid, signal)
    // Nobody else listens, so this time it ends us.
    process.kill(process.pid, signal)
  }
  const forget = () => {
    for (const signal of endingSignals) process.off(signal, pass)
  }
  for (const signal of endingSignals) process.on(signal, pass)
  return forget
}

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function killGroup(pid: number | undefined, signal: NodeJS.Signals = 'SIGKILL'): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // It has ended already, which is what was wanted.
  }
}

/** Reads all that a program writes; what exceeds the limit is read and forgotten. */
function collect(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= outputLimit) chunks.push(chunk)
  })
  return new Promise((resolve) => {
    stream.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')))
  })
}

function startFailure(command: string, cause: NodeJS.ErrnoException): Failure {
  if (cause.code === 'ENOENT')
    return new Failure('not-found', `program "${command}" was not found on this runner`, { cause })
  return new Failure('unavailable', `program "${command}" could not be started: ${cause.message}`, { cause })
}

function exitFailure(command: string, exitCode: number, stderr: string): Failure {
  const lastLine = stderr.trim().split('\n').at(-1) ?? ''
  return new Failure(
    'unavailable',
    `${command} ended with exit code ${exitCode}${lastLine && `: ${lastLine}`}`,
  )
}

/**
 * Leaves out what a child has no need of: the runner's tokens and the inputs of the action; and of the rest all that is
 * not among `inherit`, where a child must know no more than that.
 */
export function childEnvironment(env: NodeJS.ProcessEnv, inherit?: readonly string[]): NodeJS.ProcessEnv {
  const secret =
    /^(INPUT_|STATE_|ACTIONS_)|^(GITHUB_TOKEN|GH_TOKEN|GH_ENTERPRISE_TOKEN|GITHUB_ENTERPRISE_TOKEN)$/
  // Windows keeps names in any case, and proxies are named in both.
  const wanted = inherit && new Set(inherit.map((name) => name.toUpperCase()))
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !secret.test(name) && (wanted?.has(name.toUpperCase()) ?? true)),
  )
}
