import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Running } from '../../edge.ts'
import { Failure, isFailure } from '../../failure.ts'
import type { TargetEdge } from '../target.ts'
import { openConfiguration } from './ssh-configuration.ts'
import { brokenOff, connectionFailure } from './ssh-failure.ts'
import type { SshOptions } from './ssh-options.ts'

/** A host where scripts of POSIX shell are run, over a connection of its own each. */
export interface Ssh {
  /** Runs a script to its end. */
  ask(script: Script, timeout?: number): Promise<Answer>
  /** Runs a script that reads what `open` gives. */
  send(script: Script, open: () => AsyncIterable<Uint8Array>): Promise<Answer>
  /** Runs a script and gives what it writes. */
  receive(script: Script): AsyncGenerator<Uint8Array>
}

/** Variables and arguments are what the script finds as such; they may hold anything but NUL. */
export type Script = { text: string; variables: Record<string, string>; args: readonly string[] }

/** How a script has ended: the word and the rest of its `answer`, and what it wrote before. */
export type Answer = { word: string; rest: string; body: string }

/** What was heard of a script; without an answer it is not known how far it came. */
type Heard = { begun: boolean; answer?: Answer; stdout: string; stderr: string }

/** How long a script may take, and how long nothing may move where something is sent. Milliseconds. */
const longest = 10 * 60_000
const attempts = 3
/** How much a login shell may say before the script begins. Bytes. */
const mostNoise = 1024 * 1024
/** All that ssh gets of the job's environment: where the agent is, and no token. */
const inherit = ['PATH', 'SSH_AUTH_SOCK']

export function connectSsh(
  options: SshOptions,
  edge: Pick<TargetEdge, 'exec' | 'spawn' | 'sleep' | 'log'>,
): Ssh {
  const persist = async (attempt: (args: readonly string[]) => Promise<Heard>): Promise<Answer> => {
    await using configuration = await openConfiguration(options)
    for (let count = 1; ; count++) {
      const heard = await attempt(configuration.args)
      if (heard.answer !== undefined) return heard.answer
      if (heard.begun) throw brokenOff(options, heard)
      const failure = connectionFailure(options, heard)
      // Nothing has begun there, so it can be tried once more.
      if (failure.code !== 'unavailable' || count === attempts) throw failure
      edge.log.debug(`${failure.message}; again`)
      await edge.sleep(1000 * 2 ** count)
    }
  }
  return {
    ask: (script, timeout = longest) => persist((args) => askOnce(args, script, timeout, edge)),
    send: (script, open) => persist((args) => sendOnce(args, script, open(), edge)),
    receive: (script) => receive(options, script, edge),
  }
}

async function askOnce(
  args: readonly string[],
  script: Script,
  timeout: number,
  { exec }: Pick<TargetEdge, 'exec'>,
): Promise<Heard> {
  const { command, input, mark } = compose(script)
  const ended = await exec('ssh', [...args, command], { inherit, input, timeout, allowFailure: true })
  return hear(mark, ended.stdout, ended.stderr)
}

async function sendOnce(
  args: readonly string[],
  script: Script,
  source: AsyncIterable<Uint8Array>,
  { spawn }: Pick<TargetEdge, 'spawn'>,
): Promise<Heard> {
  const { command, input, mark } = compose(script)
  const stderr: string[] = []
  const running = spawn('ssh', [...args, command], { inherit, onStderr: (line) => stderr.push(line) })
  const [stdout] = await Promise.all([
    textOf(running.stdout),
    feed(running, input, source),
    running.ended.catch(refuseUnstarted),
  ])
  return hear(mark, stdout, stderr.join('\n'))
}

/** Feeds a script and its input. Where the host reads no more, its answer says why; what fails here is told here. */
async function feed(
  { stdin, ended, kill }: Running,
  script: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  let failure: unknown
  const stalled = setTimeout(() => {
    failure = new Failure('unavailable', `nothing was taken by the host for ${longest / 60_000} minutes`)
    kill()
  }, longest)
  const all = async function* () {
    try {
      yield script
      for await (const chunk of source) {
        stalled.refresh()
        yield chunk
      }
    } catch (error) {
      failure ??= error
      throw error
    }
  }
  await pipeline(all, stdin).catch(() => {})
  await ended.catch(() => {})
  clearTimeout(stalled)
  if (failure !== undefined) throw failure
}

async function* receive(
  options: SshOptions,
  script: Script,
  { spawn }: Pick<TargetEdge, 'spawn'>,
): AsyncGenerator<Uint8Array> {
  await using configuration = await openConfiguration(options)
  const { command, input, mark } = compose(script)
  const running = spawn('ssh', [...configuration.args, command], { inherit })
  const stalled = setTimeout(running.kill, longest)
  try {
    running.stdin.end(input)
    yield* after(`\n${mark} begin\n`, running.stdout)
    await running.ended
  } finally {
    clearTimeout(stalled)
    running.kill()
  }
}

/** Leaves out all that comes before a line, and the line. */
async function* after(line: string, stream: Readable): AsyncGenerator<Uint8Array> {
  let before: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of stream) {
    if (before === undefined) yield chunk
    else {
      before = Buffer.concat([before, chunk])
      const found = before.indexOf(line)
      if (found < 0 && before.length > mostNoise)
        throw new Failure('mismatch', 'the login shell said too much before the script began')
      if (found < 0) continue
      yield before.subarray(found + line.length)
      before = undefined
    }
  }
}

/**
 * The whole script goes over standard input, so that nothing of it is seen by the login shell, which may be any: all
 * that this one runs is a line that reads as many bytes as the script has. What follows is the script's own input. What
 * the login shell says besides is told apart by a mark that it cannot know.
 */
function compose({ text, variables, args }: Script) {
  const id = randomUUID()
  const mark = `immutable-deploy ${id}`
  const assigned = Object.entries({ ...variables, mark, id }).map(
    ([name, value]) => `${name}=${quote(value)}`,
  )
  const lines = [
    ...assigned,
    `set -- ${args.map(quote).join(' ')}`,
    'answer() { printf \'\\n%s end %s\\n\' "$mark" "$(printf %s "$*" | tr \'\\n\' \' \')"; exit 0; }',
    'printf \'\\n%s begin\\n\' "$mark"',
    text,
  ]
  const input = Buffer.from(lines.join('\n'))
  return { command: `exec sh -c 'eval "$(dd bs=1 count=${input.length} 2>/dev/null)"'`, input, mark }
}

/** Quotes for POSIX shell. */
function quote(text: string): string {
  if (text.includes('\0')) throw new Failure('invalid-input', 'a path or a command holds a NUL')
  return `'${text.replaceAll("'", "'\\''")}'`
}

function hear(mark: string, stdout: string, stderr: string): Heard {
  const begin = `\n${mark} begin\n`
  const at = stdout.indexOf(begin)
  if (at < 0) return { begun: false, stdout, stderr }
  const said = stdout.slice(at + begin.length)
  const end = said.lastIndexOf(`\n${mark} end `)
  const [, word, rest = ''] =
    /^([a-z-]+)(?: ([^\n]*))?\n/.exec(said.slice(end + `\n${mark} end `.length)) ?? []
  if (end < 0 || word === undefined) return { begun: true, stdout, stderr }
  return { begun: true, answer: { word, rest, body: said.slice(0, end) }, stdout, stderr }
}

async function textOf(stream: Readable): Promise<string> {
  return Buffer.concat(await Array.fromAsync(stream)).toString('utf8')
}

/** That ssh ended badly is told by what was heard; that it is not there is not. */
function refuseUnstarted(error: unknown): void {
  if (isFailure(error, 'not-found')) throw error
}
