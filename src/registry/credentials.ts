import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec } from '../edge.ts'
import { Failure, messageOf } from '../failure.ts'

/** A user name and password, or an identity token to be exchanged for access tokens. */
export type Credentials = { username: string; password: string } | { token: string }

/** Finds the credentials for a registry; undefined means that nobody is logged in there. */
export type CredentialSource = (registry: string) => Promise<Credentials | undefined>

export type DockerConfigOptions = { env: Record<string, string | undefined>; home: string; exec: Exec }

type Config = {
  auths?: Record<string, unknown>
  credHelpers?: Record<string, unknown>
  credsStore?: unknown
}

const helperTimeout = 10_000
/** The user name by which a helper says that the secret is an identity token. */
const tokenUser = '<token>'

/**
 * Finds what `docker login` has left: in Docker's configuration file, or in the helper that it names.
 * https://docs.docker.com/reference/cli/docker/login/#credential-stores
 */
export function dockerCredentials({ env, home, exec }: DockerConfigOptions): CredentialSource {
  const file = join(env.DOCKER_CONFIG || join(home, '.docker'), 'config.json')
  let config: Promise<Config> | undefined
  return async (registry) => {
    config ??= readConfig(file)
    const { auths, credHelpers, credsStore } = await config
    for (const key of keysOf(registry)) {
      // A helper of this registry goes before the common store, and both before the file, as in Docker.
      const helper = own(credHelpers, key) ?? credsStore
      const credentials =
        (helper === undefined ? undefined : await askHelper(String(helper), key, file, exec)) ??
        parseEntry(own(auths, key), key, file)
      if (credentials !== undefined) return credentials
    }
    return undefined
  }
}

/** Answers for one registry by itself and passes every other one on. */
export function withCredentials(
  source: CredentialSource,
  registry: string,
  credentials: Credentials,
): CredentialSource {
  return async (asked) => (asked === registry ? credentials : source(asked))
}

/** Under which names Docker keeps a registry: exact hosts, or the old address that stands for Docker Hub. */
function keysOf(registry: string): string[] {
  if (registry === 'docker.io') return ['https://index.docker.io/v1/', 'docker.io', 'registry-1.docker.io']
  return [registry, `https://${registry}`, `https://${registry}/`]
}

async function readConfig(file: string): Promise<Config> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    if (isMissing(cause)) return {}
    throw malformed(file, messageOf(cause))
  }
  let config: unknown
  try {
    config = JSON.parse(text)
  } catch {
    // Without the parser's message and the cause: they quote the file, which holds secrets.
    throw malformed(file, 'it is not JSON')
  }
  if (!isObject(config)) throw malformed(file, 'it is not a JSON object')
  const { auths, credHelpers, credsStore } = config
  if (!isOptionalObject(auths)) throw malformed(file, '"auths" is not an object')
  if (!isOptionalObject(credHelpers)) throw malformed(file, '"credHelpers" is not an object')
  return { auths, credHelpers, credsStore: credsStore || undefined }
}

function parseEntry(entry: unknown, key: string, file: string): Credentials | undefined {
  if (entry === undefined) return undefined
  if (!isObject(entry)) throw malformed(file, `"auths.${key}" is not an object`)
  const { identitytoken, username, password, auth } = entry
  if (isText(identitytoken)) return { token: identitytoken }
  if (isText(auth)) return parseAuth(auth, key, file)
  return isText(username) && isText(password) ? { username, password } : undefined
}

function parseAuth(auth: string, key: string, file: string): Credentials {
  const decoded = Buffer.from(auth, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  if (colon < 1) throw malformed(file, `"auths.${key}.auth" is not base64 of user:password`)
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

/** https://github.com/docker/docker-credential-helpers#development */
async function askHelper(
  name: string,
  key: string,
  file: string,
  exec: Exec,
): Promise<Credentials | undefined> {
  if (!/^[\w.-]+$/.test(name)) throw malformed(file, `"${name}" is not the name of a credential helper`)
  const program = `docker-credential-${name}`
  const { exitCode, stdout, stderr } = await exec(program, ['get'], {
    input: key,
    timeout: helperTimeout,
    allowFailure: true,
  })
  if (exitCode === 0) return parseHelperAnswer(stdout, program)
  // The protocol's way to say that there are none, on stdout by the book and on stderr by some.
  if (/credentials not found/i.test(stdout + stderr)) return undefined
  throw new Failure('unauthorized', `${program} gave no credentials for "${key}": it ended with ${exitCode}`)
}

function parseHelperAnswer(stdout: string, program: string): Credentials | undefined {
  let answer: unknown
  try {
    answer = JSON.parse(stdout)
  } catch {
    // Without the cause: it would quote the secret.
    throw new Failure('unauthorized', `${program} answered something that is not JSON`)
  }
  const { Username: username, Secret: secret } = isObject(answer) ? answer : {}
  if (!isText(secret)) return undefined
  if (username === tokenUser) return { token: secret }
  return isText(username) ? { username, password: secret } : undefined
}

function own(table: Record<string, unknown> | undefined, key: string): unknown {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOptionalObject(value: unknown): value is Record<string, unknown> | undefined {
  return value === undefined || isObject(value)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

function malformed(file: string, reason: string): Failure {
  return new Failure('invalid-input', `Docker's configuration "${file}" cannot be read: ${reason}`)
}
