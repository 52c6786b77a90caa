import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { freshFolder } from './program.ts'
import { freePort, type Server, startServer } from './server.ts'

/** A real registry on loopback. */
export type RealRegistry = Server & {
  host: string
  /** Lists a referrer with the type of its configuration in place of its own. */
  listsConfigType?: boolean
}

export type RealRegistryOptions = {
  /** Lets in only `user`; a bearer token is had for the same login. */
  auth?: 'basic' | 'token'
}

/** Whom registries with `auth` let in, for everything. */
export const user = { username: 'ada', password: 'correct-horse' }
/** The password as `htpasswd -B` keeps it. */
const hashedPassword = '$2b$05$abcdefghijklmnopqrstuuZ0Fx87Pb/Aqb0E90lfvCwzXnaFKUHpS'

/** Starts olareg, which keeps the list of referrers. */
export async function startOlareg(
  options: RealRegistryOptions & {
    /** What another one has stored, to be served and not to be written to. */
    readOnly?: string
    /** Requests in a second, from everybody on this machine together. */
    rateLimit?: number
    tls?: { certificate: string; key: string }
  } = {},
): Promise<RealRegistry & { directory: string }> {
  const port = await freePort()
  const directory = options.readOnly ?? freshFolder('olareg')
  const args = ['serve', '--addr', '127.0.0.1', '--port', String(port), '--dir', directory]
  if (options.readOnly !== undefined) args.push('--store-ro')
  if (options.rateLimit !== undefined) args.push('--rate-limit', String(options.rateLimit))
  if (options.tls !== undefined)
    args.push('--tls-cert', options.tls.certificate, '--tls-key', options.tls.key)
  if (options.auth !== undefined) {
    const flag = { basic: '--auth-basic', token: '--auth-token-opaque' }[options.auth]
    args.push(flag, writeOlaregUsers(), '--external-url', `http://127.0.0.1:${port}`)
  }
  return { ...(await startRegistry('olareg', args, port)), directory }
}

/** Starts Debian's docker-registry (distribution 2.8), which knows nothing of referrers. */
export async function startDockerRegistry(options: { auth?: 'basic' } = {}): Promise<RealRegistry> {
  const port = await freePort()
  const folder = freshFolder('docker-registry')
  const htpasswd = { realm: 'registry', path: join(folder, 'htpasswd') }
  writeFileSync(htpasswd.path, `${user.username}:${hashedPassword}\n`)
  const config = join(folder, 'config.yml')
  writeFileSync(
    config,
    stringify({
      version: 0.1,
      log: { level: 'warn' },
      storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: true } },
      http: { addr: `127.0.0.1:${port}` },
      ...(options.auth !== undefined && { auth: { htpasswd } }),
    }),
  )
  return startRegistry('docker-registry', ['serve', config], port)
}

/** Starts go-containerregistry's registry, which keeps the list of referrers and does not say so. */
export async function startGgcrRegistry(): Promise<RealRegistry> {
  const port = await freePort()
  const server = await startRegistry('ggcr-registry', ['--address', `127.0.0.1:${port}`], port)
  return { ...server, listsConfigType: true }
}

async function startRegistry(name: string, args: readonly string[], port: number): Promise<RealRegistry> {
  const host = `127.0.0.1:${port}`
  // A 401 or 429 serves as well.
  const ready = async () => (await fetch(`http://${host}/v2/`)).status < 500
  return { ...(await startServer(name, { args, ready })), host }
}

function writeOlaregUsers(): string {
  const file = join(freshFolder('olareg-users'), 'users.yml')
  const everything = { members: [user.username], access: ['*'] }
  const acls = ['*', ''].map((repo) => ({ repo, ...everything }))
  writeFileSync(file, stringify({ users: { [user.username]: { cred: hashedPassword } }, acls }))
  return file
}

/** Every registry that is tested against. */
export const registries: [string, () => Promise<RealRegistry>][] = [
  ['olareg', startOlareg],
  ['docker-registry', startDockerRegistry],
  ["go-containerregistry's registry", startGgcrRegistry],
]
