import { Failure, type FailureCode } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { SshOptions } from './ssh-options.ts'

type Heard = { stdout: string; stderr: string }
type Reason = { says: RegExp; code: FailureCode; way(options: SshOptions, said: string): string }

// Ssh ends with the same exit code whatever went wrong: its words are all there is. What is not known here counts as
// unavailable.
const reasons: readonly Reason[] = [
  {
    says: /Host key for .* has changed|REMOTE HOST IDENTIFICATION HAS CHANGED|host key .*revoked/i,
    code: 'denied',
    way: (options, said) =>
      `it shows another key than "known-hosts" has: somebody may stand between; if the host was made anew, take the new line from the host itself, as in ${lineOf(nameIn(said) ?? nameOf(options))}`,
  },
  {
    says: /No .* host key is known for|Host key verification failed/i,
    code: 'denied',
    way: (options, said) =>
      `its key is not in "known-hosts", and an unknown one is never taken; add the line ${lineOf(nameIn(said) ?? nameOf(options))}`,
  },
  {
    says: /Load key .*(invalid format|error in libcrypto|incorrect passphrase)/i,
    code: 'invalid-input',
    way: ({ 'key-env': name }) => `the key in ${name ?? 'use'} cannot be read by ssh`,
  },
  {
    says: /Permission denied \(|Too many authentication failures/i,
    code: 'unauthorized',
    way: ({ user, 'key-env': name }) =>
      `it takes no key of ours for user "${user}"; let its authorized_keys have the public half of ${name === undefined ? "a key that the ssh agent (SSH_AUTH_SOCK) or this machine's user has" : `the key in ${name}`}`,
  },
  {
    says: /Could not resolve hostname/i,
    code: 'unavailable',
    way: () => 'is the name right, and known where this job runs?',
  },
  {
    says: /Connection (refused|timed out|reset|closed)|No route to host|Network is unreachable|kex_exchange_identification/i,
    code: 'unavailable',
    way: () => 'does its ssh server run, and may this machine reach it?',
  },
]

/** Names a host as known_hosts does. */
export function nameOf({ host, port }: Pick<SshOptions, 'host' | 'port'>): string {
  return port === 22 ? host : `[${host}]:${port}`
}

/** The failure of a script that did not begin. */
export function connectionFailure(options: SshOptions, { stdout, stderr }: Heard): Failure {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^@+/.test(line))
  const reason = reasons.find(({ says }) => says.test(stderr))
  // Behind another host, what that one says comes first, and then only that it ended.
  const said = inert(lines.find((line) => reason?.says.test(line)) ?? lines.at(-1) ?? '')
  const where = `host ${nameOf(options)} cannot be reached by ssh`
  if (reason !== undefined) return new Failure(reason.code, `${where}: ${said}; ${reason.way(options, said)}`)
  if (lines.length > 0) return new Failure('unavailable', `${where}: ${said}`)
  const noise = inert(stdout)
  return new Failure(
    'mismatch',
    `host ${nameOf(options)} did not run a script for user "${options.user}"; wanted a login shell that runs sh${noise && `, found: ${noise}`}`,
  )
}

/** The failure of a script that began and gave no answer. */
export function brokenOff(options: SshOptions, { stderr }: Heard): Failure {
  const said = inert(stderr.trim().split('\n').at(-1) ?? '')
  return new Failure(
    'unavailable',
    `the connection to host ${nameOf(options)} broke before it had answered${said && `: ${said}`}`,
  )
}

/** The host whose key it is about, as known_hosts names it: the one to go through has a key as well. */
function nameIn(said: string): string | undefined {
  return /host key (?:is known )?for (\S+)/i.exec(said)?.[1]
}

/** What a line of known_hosts begins with, and where the rest is to be had. */
function lineOf(name: string): string {
  return `"${name} ssh-ed25519 AAAA…", whose key is in /etc/ssh/ssh_host_ed25519_key.pub there`
}
