import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { tcp } from '../../src/check/tcp.ts'
import { makeCertificate } from '../support/certificate.ts'
import { asked, clockEdge } from './example.ts'

/** Does this with each connection. */
async function listen(greet: (socket: Socket) => void, tls?: { key: string; cert: string }) {
  let count = 0
  const open = new Set<Socket>()
  const greeted = (socket: Socket) => {
    count++
    open.add(socket)
    socket.on('error', () => {})
    greet(socket)
  }
  const server: Server = tls === undefined ? createServer(greeted) : createTlsServer(tls, greeted)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `127.0.0.1:${port}`,
    count: () => count,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const hello = (socket: Socket) => void socket.write('220 ready\r\n')
const serving = () => asked({ phase: 'serving' })
// The handshake goes by the clock of the machine.
const [start, validTo] = ['2090-11-21T12:00:00Z', new Date('2090-12-21T12:00:00Z')]

describe('a tcp check', () => {
  it('passes where a connection is accepted', async () => {
    await using server = await listen(hello)
    const { address } = server
    expect(await tcp.ask({ address }, serving(), clockEdge())).toEqual({
      passed: true,
      reason: `${address} accepted a connection`,
    })
  })

  it('passes where whoever accepts waits to be spoken to', async () => {
    await using server = await listen(() => {})
    expect((await tcp.ask({ address: server.address }, serving(), clockEdge())).passed).toBe(true)
  })

  it('waits for it, and takes what is closed at once for nobody', async () => {
    let connections = 0
    await using server = await listen((socket) => (connections++ < 2 ? socket.destroy() : hello(socket)))
    const edge = clockEdge()
    expect((await tcp.ask({ address: server.address, interval: '5s' }, serving(), edge)).passed).toBe(true)
    expect(edge.waited()).toBe(10_000)
  })

  it('says why nobody answers', async () => {
    const { address } = await (async () => {
      await using server = await listen(hello)
      return server
    })()
    expect(await tcp.ask({ address, timeout: '3s' }, serving(), clockEdge())).toEqual({
      passed: false,
      reason: expect.stringMatching(/^127\.0\.0\.1:\d+: connect ECONNREFUSED .*, after 3s$/),
    })
  })

  it('wants it for a time, and several times, where these are named', async () => {
    await using server = await listen(hello)
    const options = { address: server.address, for: '3s', successes: 5 }
    expect(await tcp.ask(options, serving(), clockEdge())).toMatchObject({ passed: true })
    expect(server.count()).toBe(5)
  })

  it('asks only after the swap, since before it the former release would answer', async () => {
    await using server = await listen(hello)
    const { address } = server
    expect(await tcp.ask({ address }, asked(), clockEdge())).toEqual({
      passed: true,
      reason: `${address} is asked only after the swap`,
    })
    expect(server.count()).toBe(0)
  })
})

describe('a tcp check over TLS', () => {
  const certificate = makeCertificate({ validTo })
  const { cert: ca } = certificate

  it('passes where the authority is the one that is named', async () => {
    await using server = await listen(() => {}, certificate)
    const options = { address: server.address, tls: true, ca }
    expect((await tcp.ask(options, serving(), clockEdge({ start }))).passed).toBe(true)
  })

  it.each([
    ['one that nobody vouches for', {}, /self-signed certificate/],
    ['another authority', { ca: makeCertificate({ validTo }).cert }, /self-signed certificate/],
    [
      'one that ends too soon',
      { ca, 'certificate-days': 31 },
      /certificate that ends on 2090-12-21, wanted 31 days more/,
    ],
  ])('does not pass with a certificate of %s', async (_, changes, reason) => {
    await using server = await listen(() => {}, certificate)
    const options = { address: server.address, tls: true, timeout: '1s', ...changes }
    expect(await tcp.ask(options, serving(), clockEdge({ start }))).toEqual({
      passed: false,
      reason: expect.stringMatching(reason),
    })
  })

  it('passes with a certificate that is valid for long enough', async () => {
    await using server = await listen(() => {}, certificate)
    const options = { address: server.address, tls: true, ca, 'certificate-days': 30 }
    expect((await tcp.ask(options, serving(), clockEdge({ start }))).passed).toBe(true)
  })

  it('does not pass where nobody speaks TLS', async () => {
    await using server = await listen(hello)
    const options = { address: server.address, tls: true, timeout: '1s' }
    expect((await tcp.ask(options, serving(), clockEdge({ start }))).passed).toBe(false)
  })

  it('does not wait for ever for a handshake', async () => {
    await using server = await listen(() => {})
    const options = { address: server.address, tls: true, timeout: '1s' }
    expect(await tcp.ask(options, serving(), clockEdge({ start }))).toMatchObject({
      passed: false,
      reason: expect.stringContaining('did not answer within 1000 ms'),
    })
  })
})

describe('the options of a tcp check', () => {
  const address = 'db.example.com:5432'

  it.each(['db.example.com:5432', 'localhost:1', '10.0.0.1:65535', '[::1]:6379'])('accept %s', (address) => {
    expect(tcp.options.safeParse({ address }).success).toBe(true)
  })

  it.each([
    ['no address', {}],
    ['no port', { address: 'db.example.com' }],
    ['a port that is none', { address: 'db.example.com:65536' }],
    ['the port 0', { address: 'db.example.com:0' }],
    ['an address of the web', { address: 'https://db.example.com:443' }],
    ['a certificate without TLS', { address, 'certificate-days': 7 }],
    ['an authority without TLS', { address, ca: makeCertificate({ validTo }).cert }],
    ['an authority that is none', { address, tls: true, ca: 'ca.pem' }],
    ['a key in place of an authority', { address, tls: true, ca: makeCertificate({ validTo }).key }],
    ['a time longer than the limit', { address, for: '61s' }],
  ])('refuse %s', (_, written) => {
    expect(tcp.options.safeParse(written).success).toBe(false)
  })
})
