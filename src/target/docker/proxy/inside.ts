import { createHash } from 'node:crypto'
import { Failure, messageOf } from '../../../failure.ts'
import { inert } from '../../../inert.ts'
import { late } from '../../shift.ts'
import type { Engine } from '../engine.ts'

/**
 * Lets the container of a proxy reach a port: with nc where there is one (Alpine), else with Bash (Debian, Ubuntu).
 * Bytes go both ways until the other side closes.
 */
export const connect = `connect() {
  if command -v nc >/dev/null; then nc "$1" "$2"; return; fi
  bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 1; cat <&0 >&3 & cat <&3; kill $! 2>/dev/null; exit 0' "$1" "$2"
}
`

// The lock is the kernel's: it ends with who holds it, and what is compared cannot move before it is changed. Whoever
// waited too long for it gives up: nobody waits for its answer any more.
const prologue = `
[ -w /tmp ] || exit 84
exec 9>>"$1.lock"
begun=$(date +%s)
flock 9 || exit 84
[ $(($(date +%s) - begun)) -le 60 ] || exit 83
last=$(cat "$1" 2>/dev/null)
[ "$2" -ge "\${last:-0}" ] || { printf %s "$last"; exit 80; }
printf %s "$2" > "$1.new" && mv "$1.new" "$1" || exit 84
shift 2
`

/** A proxy in a container, where everything about one service is done one at a time. */
export type Inside = {
  /** Runs a shell script and returns what it wrote. */
  ask(script: string, args?: readonly string[]): Promise<string>
  /**
   * Runs a script while nobody else does, unless a greater fence was used. It may end with exit code 81, when what it
   * was to change has moved, or with 85, when it could not be changed.
   */
  change(fence: number, script: string, args: readonly string[], timeout?: number): Promise<string>
}

export function insideOf(container: string, service: string, engine: Engine): Inside {
  const file = `/tmp/immutable-deploy-${createHash('sha256').update(service).digest('hex').slice(0, 16)}`
  const run = async (script: string, args: readonly string[], timeout: number, fence = 0) => {
    const { exitCode, stdout, stderr } = await engine.try(
      ['exec', container, 'sh', '-c', script, 'sh', ...args],
      { timeout },
    )
    if (exitCode !== 0) throw refusalOf(container, service, { exitCode, stdout, stderr }, fence, engine)
    return stdout
  }
  return {
    ask: (script, args = []) => run(script, args, 60_000),
    change: (fence, script, args, timeout = 0) =>
      run(prologue + script, [file, String(fence), ...args], timeout + 120_000, fence),
  }
}

type Ended = { exitCode: number; stdout: string; stderr: string }

function refusalOf(container: string, service: string, ended: Ended, fence: number, engine: Engine): Failure {
  const { exitCode, stdout, stderr } = ended
  const said = inert(stderr.trim() || stdout.trim())
  const name = `"${service}" in proxy "${container}"`
  switch (exitCode) {
    case 80:
      return late(name, fence, inert(stdout), 'make the container of the proxy anew')
    case 81:
      return new Failure(
        'mismatch',
        `${name} was moved by somebody else in the meantime; nothing was changed`,
      )
    case 83:
      return new Failure('unavailable', `${name} was busy for more than 60 s; nothing was changed`)
    case 84:
      return new Failure(
        'unavailable',
        `proxy "${container}" cannot be locked: wanted "flock" and a /tmp that may be written to${said && `: ${said}`}`,
      )
    case 85:
      return new Failure('unavailable', `${name} could not be changed: ${said}`)
    case 126:
    case 127:
      return new Failure('not-found', `proxy "${container}" lacks a program that is needed there: ${said}`)
    default:
      return engine.refusal(`proxy "${container}" cannot be asked`, stderr || stdout)
  }
}

/** Says in one line why an answer of a proxy cannot be read. */
export function unreadable(container: string, cause: unknown): Failure {
  return new Failure(
    'mismatch',
    `proxy "${container}" gave an answer that cannot be read: ${inert(messageOf(cause))}`,
    {
      cause,
    },
  )
}
