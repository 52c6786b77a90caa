import { randomBytes } from 'node:crypto'
import { type AddressInfo, connect as connectTo, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { connect } from './support/client.ts'
import { registries } from './support/registries.ts'

const megabyte = 1024 * 1024
const bytes = randomBytes(48 * megabyte)
const blob = { mediaType: 'application/octet-stream', digest: digestOf(bytes), size: bytes.length }

async function* open(offset = 0): AsyncIterable<Uint8Array> {
  for (let start = offset; start < bytes.length; start += megabyte)
    yield bytes.subarray(start, start + megabyte)
}

/** Stands before a registry, and breaks the connections on which so many bytes have come: each limit counts once. */
async function startBreaking(host: string, limits: number[]) {
  const [address = '', port = ''] = host.split(':')
  let passed = 0
  const server = createServer((client) => {
    const registry = connectTo(Number(port), address)
    let came = 0
    client.on('data', (chunk) => {
      came += chunk.length
      passed += chunk.length
      if (limits[0] === undefined || came < limits[0]) return
      limits.shift()
      client.destroy()
      registry.destroy()
    })
    for (const socket of [client, registry]) socket.on('error', () => socket.destroy())
    client.pipe(registry).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed: () => passed,
    [Symbol.dispose]: () => void server.close(),
  }
}

describe.each(registries)('an upload to %s', (_, start) => {
  it.each([
    ['once', [30 * megabyte]],
    ['three times', [30 * megabyte, 10 * megabyte, 5 * megabyte]],
  ])('ends well after its connection broke %s', async (_times, limits) => {
    await using registry = await start()
    using broken = await startBreaking(registry.host, [...limits])
    const there = { registry: broken.host, repository: 'acme/shop' }
    expect(await connect().pushBlob(there, { descriptor: blob, open })).toEqual({ existed: false })
    const read = await connect().readBlob({ ...there, registry: registry.host }, blob, blob.size)
    expect(digestOf(read)).toBe(blob.digest)
    // What had come was not sent again, or if the registry forgot it, then once.
    const lost = limits.reduce((sum, limit) => sum + limit, 0)
    expect(broken.passed()).toBeLessThan(blob.size + lost + 17 * megabyte)
  })
})
