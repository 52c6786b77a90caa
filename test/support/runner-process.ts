import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { platform } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** When to end the main step before its time, and how. */
export type Kill = {
  /** A line of its output, or a promise that resolves: a request that an emulator has seen, say. */
  when: RegExp | ((line: string) => boolean) | Promise<unknown>
  /**
   * `machine`: the runner is gone with everything on it, so there is no post step. `process`: only the process.
   * `cancel`: as GitHub cancels a job, SIGINT, then SIGTERM, then the end, and the post step.
   */
  how: 'machine' | 'process' | 'cancel'
}

/** Node 24, as the real runner brings it; the package of that name if this process is another. */
export function node24(): string {
  if (process.versions.node.startsWith('24.')) return process.execPath
  return resolve(projectRoot, 'node_modules/node/bin', platform() === 'win32' ? 'node.exe' : 'node')
}

/** Ends a process when it is time. */
export function killer(child: ChildProcess, { when, how }: Kill) {
  let killed = false
  const end = () => {
    if (killed || child.exitCode !== null) return
    killed = true
    if (how === 'machine') killTree(child)
    else if (how === 'process') child.kill('SIGKILL')
    else cancel(child)
  }
  if (when instanceof Promise) when.then(end, end)
  const matches = when instanceof Promise ? () => false : when instanceof RegExp ? when.test.bind(when) : when
  return { see: (line: string) => void (matches(line) && end()), killed: () => killed }
}

// The real runner's patience with a cancelled step.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
function cancel(child: ChildProcess): void {
  child.kill('SIGINT')
  const timers = [setTimeout(() => child.kill('SIGTERM'), 7_500), setTimeout(() => killTree(child), 10_000)]
  child.once('exit', () => timers.forEach(clearTimeout))
}

// With everything that it started, also in process groups of their own.
function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return
  const pids = platform() === 'linux' ? [child.pid, ...descendantsOf(child.pid, linuxParents())] : [child.pid]
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone by itself meanwhile.
    }
  }
}

function descendantsOf(pid: number, parents: ReadonlyMap<number, number>): number[] {
  const children = [...parents].filter(([, parent]) => parent === pid).map(([child]) => child)
  return children.flatMap((child) => [child, ...descendantsOf(child, parents)])
}

function linuxParents(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
      const parent = /\) \w (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]
      parents.set(Number(name), Number(parent))
    } catch {
      // Ended between the two looks.
    }
  }
  return parents
}
