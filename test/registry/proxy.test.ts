import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { startProxy } from '../support/proxy.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { node24, projectRoot } from '../support/runner.ts'

/** Pushes a blob and reads it again, in a process with these variables. */
async function pushed(image: string, env: Record<string, string>): Promise<string> {
  const script = join(projectRoot, 'test/registry/push-blob.ts')
  const { stdout } = await promisify(execFile)(node24(), [script, image], {
    env: { PATH: process.env.PATH, ...env },
  })
  return stdout
}

const methods = ({ requests }: RegistryServer) => requests.map(({ method }) => method)

describe('a proxy', () => {
  it.each(['HTTP_PROXY', 'http_proxy'])('that %s names gets every request', async (name) => {
    await using server = await startRegistry()
    using proxy = await startProxy(server)
    expect(await pushed('registry.example/acme/shop', { [name]: proxy.url })).toBe('immutable')
    expect(methods(server)).toEqual(['HEAD', 'POST', 'PUT', 'GET'])
    expect(new Set(proxy.hosts.map((host) => host.replace(':80', '')))).toEqual(new Set(['registry.example']))
  })

  it('gets nothing for this machine', async () => {
    await using server = await startRegistry()
    using proxy = await startProxy(server)
    expect(await pushed(`${server.host}/acme/shop`, { HTTP_PROXY: proxy.url })).toBe('immutable')
    expect(proxy.hosts).toEqual([])
  })

  it('gets nothing for hosts that NO_PROXY names', async () => {
    await using server = await startRegistry()
    using proxy = await startProxy(server)
    const env = { HTTP_PROXY: proxy.url, NO_PROXY: 'registry.invalid' }
    await expect(pushed('registry.invalid/acme/shop', env)).rejects.toThrow('registry.invalid')
    expect(proxy.hosts).toEqual([])
  })
})
