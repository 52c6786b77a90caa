import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dockerCredentials, withCredentials } from '../../src/registry/credentials.ts'
import { testEdge } from '../support/edge.ts'

const auth = Buffer.from('octocat:se:cret').toString('base64')
const octocat = { username: 'octocat', password: 'se:cret' }
const { exec } = testEdge()

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'docker-config-'))
})
afterEach(() => rm(home, { recursive: true }))

async function credentials(config: unknown, registry: string) {
  await writeFile(join(home, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config))
  return dockerCredentials({ env: { DOCKER_CONFIG: home }, home: '/nonexistent', exec })(registry)
}

describe("Docker's configuration", () => {
  it.each([
    ['auth', { auth }, octocat],
    ['a user name and a password', { username: 'a', password: 'b' }, { username: 'a', password: 'b' }],
    ['an identity token before the rest', { auth, identitytoken: 'abc' }, { token: 'abc' }],
    ['nothing of use', {}, undefined],
    ['an empty auth', { auth: '' }, undefined],
  ])('gives %s', async (_, entry, found) => {
    expect(await credentials({ auths: { 'ghcr.io': entry } }, 'ghcr.io')).toEqual(found)
  })

  it.each([
    ['ghcr.io', 'ghcr.io', true],
    ['https://ghcr.io', 'ghcr.io', true],
    ['https://ghcr.io/', 'ghcr.io', true],
    ['https://index.docker.io/v1/', 'docker.io', true],
    ['docker.io', 'docker.io', true],
    ['ghcr.io', 'ghcr.io:443', false],
    ['ghcr.io', 'evil.ghcr.io', false],
    ['evil.ghcr.io', 'ghcr.io', false],
    ['http://ghcr.io', 'ghcr.io', false],
    ['https://index.docker.io/v1/', 'index.example', false],
    ['ghcr.io', 'constructor', false],
  ])('of %s is for %s: %s', async (key, registry, given) => {
    const found = await credentials({ auths: { [key]: { auth } } }, registry)
    expect(found !== undefined).toBe(given)
  })

  it('may be missing', async () => {
    const source = dockerCredentials({ env: {}, home: join(home, 'nobody'), exec })
    expect(await source('ghcr.io')).toBeUndefined()
  })

  it('is looked for at home unless told elsewhere', async () => {
    await mkdir(join(home, '.docker'))
    await writeFile(join(home, '.docker', 'config.json'), JSON.stringify({ auths: { 'ghcr.io': { auth } } }))
    expect(await dockerCredentials({ env: {}, home, exec })('ghcr.io')).toEqual(octocat)
  })

  it.each([
    ['no JSON', '{"auths":{"ghcr.io":{"auth":"c2VjcmV0'],
    ['a list', '[]'],
    ['auths that are a list', { auths: [] }],
    ['an entry that is a text', { auths: { 'ghcr.io': 'c2VjcmV0' } }],
    ['an auth without a colon', { auths: { 'ghcr.io': { auth: 'c2VjcmV0' } } }],
    ['helpers that are a text', { credHelpers: 'gcr' }],
    ['a helper with a path', { credsStore: '../../bin/sh' }],
  ])('is refused with its name and without its secrets when it is %s', async (_, config) => {
    const failure = credentials(config, 'ghcr.io')
    await expect(failure).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(failure).rejects.toThrow(join(home, 'config.json'))
    await expect(failure).rejects.not.toThrow('c2VjcmV0')
  })
})

describe('a credential helper', () => {
  let path = ''
  beforeEach(() => {
    path = process.env.PATH ?? ''
    process.env.PATH = `${home}:${path}`
  })
  afterEach(() => {
    process.env.PATH = path
  })

  async function helper(name: string, script: string) {
    const file = join(home, `docker-credential-${name}`)
    await writeFile(file, `#!/bin/sh\nread registry\n${script}\n`)
    await chmod(file, 0o755)
  }

  it('is asked for the registry that it was named for', async () => {
    await helper('one', `echo '{"Username":"octocat","Secret":"'$registry'"}'`)
    const found = await credentials({ credHelpers: { 'ghcr.io': 'one' }, credsStore: 'none' }, 'ghcr.io')
    expect(found).toEqual({ username: 'octocat', password: 'ghcr.io' })
  })

  it('may keep an identity token', async () => {
    await helper('one', `echo '{"Username":"<token>","Secret":"identity"}'`)
    expect(await credentials({ credsStore: 'one' }, 'ghcr.io')).toEqual({ token: 'identity' })
  })

  it('may know of none, and the file is read', async () => {
    await helper('one', 'echo credentials not found in native keychain; exit 1')
    const config = { credsStore: 'one', auths: { 'ghcr.io': { auth } } }
    expect(await credentials(config, 'ghcr.io')).toEqual(octocat)
    expect(await credentials(config, 'quay.io')).toBeUndefined()
  })

  it.each([
    ['fails', 'echo the keychain is locked; exit 1'],
    ['answers no JSON', 'echo se:cret'],
  ])('that %s is a failure that names it', async (_, script) => {
    await helper('one', script)
    const failure = credentials({ credsStore: 'one', auths: { 'ghcr.io': { auth } } }, 'ghcr.io')
    await expect(failure).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(failure).rejects.toThrow('docker-credential-one')
    await expect(failure).rejects.not.toThrow('se:cret')
  })

  it('that is not installed is a failure that names it', async () => {
    const failure = credentials({ credsStore: 'missing' }, 'ghcr.io')
    await expect(failure).rejects.toMatchObject({ code: 'not-found' })
    await expect(failure).rejects.toThrow('docker-credential-missing')
  })
})

describe('credentials of the inputs', () => {
  it('are for one registry, and every other one is asked for elsewhere', async () => {
    const source = withCredentials(async () => ({ token: 'other' }), 'ghcr.io', octocat)
    expect(await source('ghcr.io')).toEqual(octocat)
    expect(await source('quay.io')).toEqual({ token: 'other' })
  })
})
