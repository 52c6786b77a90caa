import { once } from 'node:events'
import net, { type Socket } from 'node:net'
import tls from 'node:tls'
import type { Address, Connected, ConnectOptions } from './edge.ts'
import { reasonOf } from './edge-fetch.ts'
import { certificateOf } from './edge-response.ts'
import { Failure } from './failure.ts'

/** Opens a connection, by no proxy, looks whether it holds, and closes it. */
export async function connect(address: Address, options: ConnectOptions): Promise<Connected> {
  const { timeout, settle } = options
  const isTls = options.tls !== undefined
  const signal = AbortSignal.timeout(timeout)
  const socket = isTls ? openTls(address, options.tls) : net.connect(address)
  try {
    await once(socket, isTls ? 'secureConnect' : 'connect', { signal })
    // Who completes a handshake is there.
    if (!isTls) await staysOpen(socket, settle)
    return { certificate: certificateOf(socket) }
  } catch (cause) {
    const reason = signal.aborted ? `did not answer within ${timeout} ms` : reasonOf(cause)
    throw new Failure('unavailable', reason, { cause })
  } finally {
    // What comes after this is nobody's concern.
    socket.on('error', () => {})
    socket.destroy()
  }
}

function openTls({ host, port }: Address, { ca }: ConnectOptions['tls'] = {}): Socket {
  // An address is no name: https://www.rfc-editor.org/rfc/rfc6066#section-3
  const name = net.isIP(host) === 0 ? { servername: host } : {}
  return tls.connect({ host, port, rejectUnauthorized: true, ...name, ...(ca !== undefined && { ca }) })
}

/** Resolves once something is sent, or nothing has happened for a while. */
async function staysOpen(socket: Socket, time: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, time)
  socket.once('data', () => resolve())
  socket.once('error', reject)
  socket.once('close', () => reject(new Error('the connection was closed again at once')))
  try {
    await promise
  } finally {
    clearTimeout(timer)
  }
}
