import { execFile, execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startProxy } from '../support/proxy.ts'
import { node24, projectRoot } from '../support/runner.ts'
import { freshFolder } from './support/program.ts'
import { type RealRegistry, startOlareg } from './support/registries.ts'

const folder = freshFolder('tls')
const certificate = join(folder, 'registry.crt')
let registry: RealRegistry

beforeAll(async () => {
  const key = join(folder, 'registry.key')
  execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', '/CN=registry.example', '-addext', 'subjectAltName=DNS:registry.example'],
    ...['-keyout', key, '-out', certificate],
  ])
  registry = await startOlareg({ tls: { certificate, key } })
})
afterAll(() => registry[Symbol.asyncDispose]())

/** Pushes a blob to a host that only the proxy knows, and reads it again, in a process with these variables. */
async function pushed(env: Record<string, string>): Promise<string> {
  const script = join(projectRoot, 'test/registry/push-blob.ts')
  const { stdout } = await promisify(execFile)(node24(), [script, 'registry.example/acme/shop', 'https'], {
    env: { PATH: process.env.PATH, ...env },
  })
  return stdout
}

describe('a registry with a certificate of its own', () => {
  it('is reached through a proxy, and trusted where NODE_EXTRA_CA_CERTS says so', async () => {
    using proxy = await startProxy(registry)
    const env = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: certificate }
    expect(await pushed(env)).toBe('immutable')
    expect(new Set(proxy.hosts)).toEqual(new Set(['registry.example:443']))
  })

  it('is not trusted otherwise', async () => {
    using proxy = await startProxy(registry)
    await expect(pushed({ HTTPS_PROXY: proxy.url })).rejects.toThrow('self-signed certificate')
  })
})
