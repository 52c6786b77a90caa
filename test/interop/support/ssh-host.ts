import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isolatedVariable } from '../../../scripts/interop/isolation.ts'
import type { DigestReference } from '../../../src/artifact/reference.ts'
import type { Edge } from '../../../src/edge.ts'
import type { Registry } from '../../../src/registry/registry.ts'
import { directory } from '../../../src/target/directory/directory.ts'
import type { Target } from '../../../src/target/target.ts'
import { pushImage, type TarEntry } from '../../support/artifacts.ts'
import { tool } from '../tools.ts'
import { connect as connectRegistry, realEdge } from './client.ts'
import { findOnly, runProgram } from './program.ts'
import { startOlareg } from './registries.ts'
import { freePort, startServer } from './server.ts'

/** Users of the host, by what their login shell is. */
export const users = { dash: 'deploy', busybox: 'alpine', banner: 'chatty', none: 'nologin' } as const
type User = (typeof users)[keyof typeof users]

/** A machine with OpenSSH's server, a registry beside it, and users of its own. */
export type SshHost = AsyncDisposable & {
  registry: Registry
  edge: Edge & { logged: string[] }
  port: number
  /** Its key, as a line of known_hosts. */
  knownHost: string
  /** The line of another key. */
  otherHost: string
  /** A key that it takes, and one that it does not. */
  keys: { accepted: string; other: string }
  /** A path for a new directory of a user's. */
  freshPath(user?: User): string
  connect(path: string, ssh?: Record<string, unknown>, options?: Record<string, unknown>, edge?: Edge): Target
  push(entries: TarEntry[]): Promise<DigestReference>
}

/** Starts all of it; `ssh` of PATH is then the one of the same version. */
export async function startSshHost(): Promise<SshHost> {
  if (process.env[isolatedVariable] === undefined)
    throw new Error('users are added only where mounts are our own: use npm run test:interop')
  const folder = mkdtempSync(join(tmpdir(), 'ssh-host-'))
  chmodSync(folder, 0o755)
  const before = { ...process.env }
  process.env.PATH = `${findOnly('ssh')}:${process.env.PATH}`
  const unmount = addUsers(folder)
  const [hostKey, otherKey, accepted, other] = await Promise.all(
    ['host', 'other-host', 'accepted', 'other'].map((name) => makeKey(folder, name)),
  )
  const port = await freePort()
  const server = await startSshd(folder, port, accepted?.public ?? '')
  const registryServer = await startOlareg()
  const registry = connectRegistry()
  const edge = realEdge()
  const lineOf = (key: Key | undefined) =>
    `[127.0.0.1]:${port} ${key?.public.split(' ').slice(0, 2).join(' ')}`
  process.env.DEPLOY_KEY = accepted?.private ?? ''
  const host = {
    host: '127.0.0.1',
    port,
    user: users.dash,
    'known-hosts': [lineOf(hostKey)],
    'key-env': 'DEPLOY_KEY',
  }
  let paths = 0
  let images = 0
  return {
    registry,
    edge,
    port,
    knownHost: lineOf(hostKey),
    otherHost: lineOf(otherKey),
    keys: { accepted: accepted?.private ?? '', other: other?.private ?? '' },
    freshPath: (user = users.dash) => join(folder, 'home', user, `shop ${paths++} isn't $(here)`),
    connect: (path, ssh = {}, options = {}, by = edge) => {
      const context = {
        owner: 'acme/shop',
        environment: 'staging',
        service: 'app',
        strategy: 'blue-green',
        registry,
      } as const
      return directory.connect({ path, ssh: { ...host, ...ssh }, ...options }, context, by)
    },
    push: (entries) =>
      pushImage(registry, { registry: registryServer.host, repository: `acme/shop-${images++}` }, [entries]),
    [Symbol.asyncDispose]: async () => {
      process.env = before
      await server[Symbol.asyncDispose]()
      await registryServer[Symbol.asyncDispose]()
      unmount()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Key = { private: string; public: string }

async function makeKey(folder: string, name: string): Promise<Key> {
  const file = join(folder, name)
  await runProgram('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', file])
  return { private: readFileSync(file, 'utf8'), public: readFileSync(`${file}.pub`, 'utf8').trim() }
}

/** Lets the machine know its users, as far as this test sees it; returns how to undo that. */
function addUsers(folder: string): () => void {
  const shells: Record<User, string> = {
    deploy: '/bin/sh',
    alpine: join(folder, 'busybox/sh'),
    chatty: join(folder, 'chatty.sh'),
    nologin: '/usr/sbin/nologin',
  }
  installBusybox(folder)
  writeFileSync(
    shells.chatty,
    '#!/bin/sh\necho "Welcome to web1!"\necho "Have a nice day" >&2\nexec /bin/sh "$@"\n',
  )
  chmodSync(shells.chatty, 0o755)
  const lines = Object.entries(shells).map(([user, shell], index) => {
    const home = join(folder, 'home', user)
    mkdirSync(home, { recursive: true })
    chownSync(home, 4000 + index, 4000)
    return `${user}:*:${4000 + index}:4000::${home}:${shell}`
  })
  const passwd = join(folder, 'passwd')
  const separated = 'sshd:*:3999:3999::/run/sshd:/usr/sbin/nologin'
  writeFileSync(passwd, `${readFileSync('/etc/passwd', 'utf8')}${[separated, ...lines].join('\n')}\n`)
  execFileSync('mount', ['--bind', passwd, '/etc/passwd'])
  return () => void execFileSync('umount', ['/etc/passwd'])
}

function installBusybox(folder: string): void {
  const bin = join(folder, 'busybox')
  mkdirSync(bin)
  copyFileSync(tool('busybox'), join(bin, 'busybox'))
  const applets = execFileSync(join(bin, 'busybox'), ['--list'], { encoding: 'utf8' }).trim().split('\n')
  for (const applet of applets) if (applet !== 'busybox') symlinkSync('busybox', join(bin, applet))
}

async function startSshd(folder: string, port: number, authorized: string) {
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const configuration = join(folder, 'sshd_config')
  writeFileSync(join(folder, 'authorized_keys'), `restrict,port-forwarding ${authorized}\n`)
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'MaxStartups 200',
    'Banner /etc/debian_version',
    `Match User ${users.busybox}`,
    `  SetEnv PATH=${join(folder, 'busybox')}`,
  ]
  writeFileSync(configuration, `${lines.join('\n')}\n`)
  return startServer('sshd', { args: ['-D', '-e', '-f', configuration], ready: () => listens(port) })
}

async function listens(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect(port, '127.0.0.1')
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  const answer = await promise
  socket.destroy()
  return answer
}
