import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dockerCredentials } from '../../src/registry/credentials.ts'
import { connect, pushSubject, realEdge } from './support/client.ts'
import { type DockerEngine, startDocker } from './support/docker.ts'
import { freshFolder, runProgram } from './support/program.ts'
import { type RealRegistry, startDockerRegistry, startOlareg, user } from './support/registries.ts'

let docker: DockerEngine
/** Of each test its own: DOCKER_CONFIG for peers as for us. */
let config: string
/** Where the credential helper keeps what it was told. */
const store = freshFolder('credential-store')
const path = process.env.PATH

beforeAll(async () => {
  docker = await startDocker()
  writeHelper()
})
afterAll(async () => {
  process.env.PATH = path
  await docker?.[Symbol.asyncDispose]()
})
beforeEach(() => {
  config = freshFolder('docker-config')
})

/** A helper as Docker's own are: https://github.com/docker/docker-credential-helpers#development */
function writeHelper(): void {
  const bin = freshFolder('bin')
  const file = join(bin, 'docker-credential-drawer')
  writeFileSync(
    file,
    `#!${process.execPath}
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const [, , verb] = process.argv
const input = readFileSync(0, 'utf8').trim()
const fileOf = (server) => ${JSON.stringify(`${store}/`)} + encodeURIComponent(server)
if (verb === 'store') writeFileSync(fileOf(JSON.parse(input).ServerURL), input)
else if (verb === 'get' && existsSync(fileOf(input))) console.log(readFileSync(fileOf(input), 'utf8'))
else {
  console.log('credentials not found in native keychain')
  process.exit(1)
}
`,
  )
  chmodSync(file, 0o755)
  process.env.PATH = [bin, path].join(delimiter)
}

type Login = (host: string, password: string) => Promise<unknown>

const withConfig = (input?: string) => ({ env: { DOCKER_CONFIG: config }, input })

/** Who can write a Docker configuration. */
const logins: [string, Login][] = [
  [
    'crane auth login',
    (host, password) =>
      runProgram(
        'crane',
        ['auth', 'login', host, '-u', user.username, '--password-stdin'],
        withConfig(password),
      ),
  ],
  [
    'docker login',
    (host, password) => {
      const client = ['--host', docker.address, '--config', config]
      return runProgram('docker', [...client, 'login', host, '-u', user.username, '--password-stdin'], {
        input: password,
      })
    },
  ],
  [
    'oras login',
    (host, password) =>
      runProgram(
        'oras',
        ['login', '--plain-http', host, '-u', user.username, '--password-stdin'],
        withConfig(password),
      ),
  ],
]

/** Our client as an action has it, with whatever is in the configuration. */
function client(edge = realEdge()) {
  return connect(dockerCredentials({ env: { DOCKER_CONFIG: config }, home: config, exec: edge.exec }), edge)
}

const configured = () => JSON.parse(readFileSync(join(config, 'config.json'), 'utf8'))

describe.each<[string, () => Promise<RealRegistry>]>([
  ['olareg with passwords', () => startOlareg({ auth: 'basic' })],
  ['olareg with bearer tokens', () => startOlareg({ auth: 'token' })],
  ['docker-registry with htpasswd', () => startDockerRegistry({ auth: 'basic' })],
])('the login to %s', (_, start) => {
  let server: RealRegistry
  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server?.[Symbol.asyncDispose]())

  it.each(logins)('is taken from what %s has written', async (_, login) => {
    await login(server.host, user.password)
    expect(configured().auths[server.host].auth).toBeTypeOf('string')
    const subject = await pushSubject(server.host, client())
    expect((await client().resolve(subject))?.digest).toBe(subject.digest)
  })

  it.each(['credsStore', 'credHelpers'])('is taken from the helper that is named by %s', async (key) => {
    writeFileSync(
      join(config, 'config.json'),
      JSON.stringify({ [key]: key === 'credsStore' ? 'drawer' : { [server.host]: 'drawer' } }),
    )
    await logins[0]?.[1](server.host, user.password)
    expect(JSON.stringify(configured())).not.toContain('auth"')
    const subject = await pushSubject(server.host, client())
    expect((await client().resolve(subject))?.digest).toBe(subject.digest)
  })

  it('is refused as unauthorized with a wrong password', async () => {
    const auth = Buffer.from(`${user.username}:wrong-horse`).toString('base64')
    writeFileSync(join(config, 'config.json'), JSON.stringify({ auths: { [server.host]: { auth } } }))
    const pushing = pushSubject(server.host, client())
    await expect(pushing).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(pushing).rejects.toThrow(`check that the login to ${server.host} is allowed to push`)
  })

  it('is asked for where there is none', async () => {
    const pushing = pushSubject(server.host, client())
    await expect(pushing).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(pushing).rejects.toThrow(`log in to ${server.host} first`)
  })
})
