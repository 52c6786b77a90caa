import type { ExecOptions } from '../../src/edge.ts'
import type { TargetEdge } from '../../src/target/target.ts'

/** Stands for a host: what `ssh` is told to run there is run here, by the login shell. */
export function sshHere<E extends TargetEdge>(edge: E, { shell = ['sh', '-c'], noise = '' } = {}): E {
  const [program = '', ...options] = shell
  const argsOf = (args: readonly string[]) => [...options, `${noise}${args.at(-1)}`]
  const exec = async (command: string, args: readonly string[], given: ExecOptions = {}) =>
    command === 'ssh' ? edge.exec(program, argsOf(args), given) : edge.exec(command, args, given)
  const spawn: E['spawn'] = (command, args, given) =>
    command === 'ssh' ? edge.spawn(program, argsOf(args), given) : edge.spawn(command, args, given)
  return { ...edge, exec, spawn }
}

export const knownHost = `web1.example.com ssh-ed25519 ${'A'.repeat(68)}`
