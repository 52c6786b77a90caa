import { isAbsolute, posix } from 'node:path'
import { Failure } from '../failure.ts'

/** Refuses a symlink that is absolute or whose target is outside of the directory that `prefix` names. */
export function checkSymlink(path: string, target: string, prefix: string): void {
  if (target.startsWith('/') || isAbsolute(target)) {
    throw refused(path, `is a symlink to the absolute path "${target}"`)
  }
  const resolved = posix.join(posix.dirname(path), target)
  if (resolved === '..' || resolved.startsWith('../') || !`${resolved}/`.startsWith(prefix)) {
    throw refused(path, `is a symlink to "${target}", which is outside of the context`)
  }
}

/** As many symlinks as Linux follows in one path. */
const longestChain = 40

/**
 * Says where a symlink of a layer leads, through every other symlink, and refuses what leads above the root: only all
 * of them together say where one leads. `targets` has them by their paths.
 */
export function followSymlink(path: string, targets: ReadonlyMap<string, string>): string {
  const at: string[] = []
  const rest = path.split('/').reverse()
  for (let followed = 0, part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (part === '' || part === '.') continue
    if (part !== '..') at.push(part)
    else if (at.pop() === undefined) throw placedFailure(path, targets, 'which is above the root')
    const target = part === '..' ? undefined : targets.get(at.join('/'))
    if (target === undefined) continue
    if (++followed > longestChain) throw placedFailure(path, targets, 'which leads in a circle')
    at.pop()
    for (const next of target.split('/').reverse()) rest.push(next)
  }
  return at.join('/')
}

function placedFailure(path: string, targets: ReadonlyMap<string, string>, reason: string): Failure {
  return refused(`/${path}`, `would be a symlink to "${targets.get(path)}", ${reason}`)
}

function refused(path: string, reason: string): Failure {
  return new Failure('invalid-input', `"${path}" ${reason}`)
}
