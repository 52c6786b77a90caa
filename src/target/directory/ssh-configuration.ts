import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../../failure.ts'
import type { SshOptions } from './ssh-options.ts'

/** The arguments by which ssh reaches the host, as long as their files are there. */
export type Configuration = AsyncDisposable & { args: readonly string[] }

/**
 * Writes a configuration of our own into a folder that nobody else reads: ssh reads none of the machine's, and knows no
 * host but those of the policy.
 */
export async function openConfiguration(options: SshOptions): Promise<Configuration> {
  const key = keyOf(options)
  const folder = await mkdtemp(join(tmpdir(), 'ssh-'))
  const files = {
    config: join(folder, 'config'),
    knownHosts: join(folder, 'known_hosts'),
    key: join(folder, 'key'),
  }
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const mode = 0o600
    await writeFile(files.knownHosts, `${options['known-hosts'].join('\n')}\n`, { mode })
    if (key !== undefined) await writeFile(files.key, key, { mode })
    const lines = [
      ...settings,
      `UserKnownHostsFile ${quote(files.knownHosts)}`,
      ...(key === undefined
        ? []
        : ['IdentityAgent none', 'IdentitiesOnly yes', `IdentityFile ${quote(files.key)}`]),
      ...hostLines(options),
    ]
    await writeFile(files.config, `${lines.join('\n')}\n`, { mode })
  } catch (error) {
    await remove()
    throw error
  }
  return { args: ['-F', files.config, alias], [Symbol.asyncDispose]: remove }
}

/** What the command line calls the host: neither its name nor the user's is an argument. */
const alias = 'directory'

// https://man.openbsd.org/ssh_config
const settings = [
  'BatchMode yes',
  'StrictHostKeyChecking yes',
  'GlobalKnownHostsFile /dev/null',
  'UpdateHostKeys no',
  'VerifyHostKeyDNS no',
  'CheckHostIP no',
  'CanonicalizeHostname no',
  'PreferredAuthentications publickey',
  'ForwardAgent no',
  'ForwardX11 no',
  'PermitLocalCommand no',
  'RequestTTY no',
  'ControlMaster no',
  'ControlPath none',
  'ConnectTimeout 15',
  'ServerAliveInterval 15',
  'ServerAliveCountMax 4',
  'LogLevel ERROR',
]

function hostLines({ host, port, user, jump }: SshOptions): string[] {
  const own = [`Host ${alias}`, `HostName ${host}`, `Port ${port}`, `User ${user}`]
  if (jump === undefined) return own
  const there = jump.host.includes(':') ? `[${jump.host}]` : jump.host
  return [...own, `ProxyJump ${jump.user ?? user}@${there}:${jump.port}`]
}

/** Ssh expands what follows a percent sign. */
function quote(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`
}

const taken = new Map<string, string>()

/** Takes a key out of the environment, so that commands of the policy, which get what the job has, do not get it. */
function take(name: string): string {
  const text = process.env[name] ?? taken.get(name) ?? ''
  if (text !== '') taken.set(name, text)
  delete process.env[name]
  return text
}

function keyOf({ 'key-env': name }: SshOptions): string | undefined {
  if (name === undefined) return undefined
  const text = take(name).replaceAll('\r\n', '\n').trim()
  const refuse = (found: string) => new Failure('invalid-input', `"key-env" names ${name}, ${found}`)
  if (text === '') throw refuse('which the job does not set; give it under "env" of the step')
  const [, body] =
    /^-----BEGIN [A-Z ]*PRIVATE KEY-----\n([\s\S]+)\n-----END [A-Z ]*PRIVATE KEY-----$/.exec(text) ?? []
  if (body === undefined)
    throw refuse(
      'which holds no private key; wanted all lines of one, from BEGIN to END, as ssh-keygen writes it',
    )
  if (isEncrypted(text, body))
    throw refuse(
      'which holds a key with a passphrase, for which nobody can be asked; load it into an ssh agent instead',
    )
  return `${text}\n`
}

/** A key in OpenSSH's own format names early on how its passphrase is used. */
function isEncrypted(text: string, body: string): boolean {
  return text.includes('ENCRYPTED') || Buffer.from(body, 'base64').subarray(0, 64).includes('bcrypt')
}
