import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { tool } from '../tools.ts'

export type ServerOptions = {
  args: readonly string[]
  env?: Record<string, string>
  /** Says whether it serves yet; an error means that it does not. */
  ready: () => Promise<boolean>
}

/** An installed program that serves until it is disposed of. */
export type Server = AsyncDisposable

const patience = 30_000
/** How long it may take to end by itself. Milliseconds. */
const grace = 10_000
const shownLines = 20

/** Starts an installed program and waits until it serves; otherwise what it has said is in the error. */
export async function startServer(name: string, { args, env, ready }: ServerOptions): Promise<Server> {
  const chunks: Buffer[] = []
  // Should we be killed, so is it.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', tool(name), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk))
  const reason = await untilReady(child, ready)
  if (reason === undefined) return { [Symbol.asyncDispose]: () => stop(child) }
  await stop(child)
  const said = Buffer.concat(chunks).toString('utf8').trimEnd().split('\n').slice(-shownLines)
  throw new Error([`${name} ${reason}; it said:`, ...said].join('\n  '))
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('a server has no port')
  return address.port
}

/** Says why a program does not serve, if so. */
async function untilReady(child: ChildProcess, ready: ServerOptions['ready']): Promise<string | undefined> {
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  for (const started = performance.now(); performance.now() - started < patience; await wait(25)) {
    if (failure !== undefined) return `could not be started: ${failure.message}`
    if (hasEnded(child)) return `ended with ${child.exitCode ?? child.signalCode} before it served`
    if (await ready().catch(() => false)) return undefined
  }
  return `did not serve within ${patience / 1000} s`
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), grace)
  await exited
  clearTimeout(timer)
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}
