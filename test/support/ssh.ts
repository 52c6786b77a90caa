import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { Exec, Running, Spawn } from '../../src/edge.ts'
import type { TargetEdge } from '../../src/target/target.ts'

export const knownHost = `web1.example.com ssh-ed25519 ${'A'.repeat(68)}`

type Host = {
  /** What the login shell does before it does what it is told. */
  profile?: string
  /** Bodies of programs that the host has in place of its own; the own ones are found inside. */
  programs?: Record<string, string>
  /** Loses the connection when a script was sent this many bytes more than itself. */
  cutAfter?: number
  /** Is switched off in one of the calls, when that many lines of the script were done. */
  dieIn?: { call: number; lines: number }
}

/** Stands for a host that is reached over ssh: what `ssh` is told to run there is run here, by a login shell. */
export function sshHere<E extends TargetEdge>(edge: E, host: Host = {}): E {
  const { profile = '', programs = {}, cutAfter, dieIn } = host
  const path = pathTo(programs)
  let calls = 0
  const commandOf = (args: readonly string[]) => {
    const command = args.at(-1) ?? ''
    const dies = dieIn !== undefined && ++calls === dieIn.call
    const read = '2>/dev/null'
    const told = dies
      ? command.replace(read, `${read} | head -n ${dieIn.lines}; echo; echo "kill -9 \\$\\$"`)
      : command
    return `${profile}${path}${told}`
  }
  const exec: Exec = (command, args, options) =>
    command === 'ssh' ? edge.exec('sh', ['-c', commandOf(args)], options) : edge.exec(command, args, options)
  const spawn: Spawn = (command, args, options) => {
    if (command !== 'ssh') return edge.spawn(command, args, options)
    const running = edge.spawn('sh', ['-c', commandOf(args)], options)
    const script = Number(/count=(\d+)/.exec(args.at(-1) ?? '')?.[1])
    return cutAfter === undefined ? running : cut(running, script + cutAfter)
  }
  return { ...edge, exec, spawn }
}

function pathTo(programs: Record<string, string>): string {
  if (Object.keys(programs).length === 0) return ''
  const folder = mkdtempSync(join(tmpdir(), 'host-programs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\nPATH=\${PATH#*:}\n${body}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return `PATH=${folder}:$PATH; export PATH; `
}

/** The host reads these bytes and then no more; nothing that it says arrives. */
function cut(running: Running, bytes: number): Running {
  let left = bytes
  running.stdout.resume()
  const stdin = new Writable({
    write: (chunk: Buffer, _, done) => {
      running.stdin.write(chunk.subarray(0, left))
      left -= Math.min(left, chunk.length)
      if (left > 0) return done()
      running.stdin.end()
      done(new Error('the connection is lost'))
    },
  })
  const ended = running.ended.then(() => {
    throw new Error('the connection is lost')
  })
  ended.catch(() => {})
  return { ...running, stdin, stdout: Readable.from(nothingAfter(ended)), ended }
}

async function* nothingAfter(ended: Promise<void>): AsyncGenerator<Uint8Array> {
  await ended.catch(() => {})
}
