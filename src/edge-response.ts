import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Certificate, HttpResponse } from './edge.ts'
import { Failure, messageOf } from './failure.ts'

/** How long nothing may come within a body. Milliseconds. */
const bodyTimeout = 60_000

/** Presents what `node:http` received as `fetch` would. */
export function responseOf(message: IncomingMessage, url: URL, method = 'GET'): HttpResponse {
  const { statusCode: status = 0 } = message
  const isEmpty = method === 'HEAD' || [204, 205, 304].includes(status)
  if (isEmpty) message.resume()
  else
    message.setTimeout(bodyTimeout, () =>
      message.destroy(new Error(`nothing came for ${bodyTimeout / 1000} s`)),
    )
  const body = isEmpty ? null : bodyOf(message)
  const bytes = async () => Buffer.concat(await Array.fromAsync(body ?? []))
  const text = async () => new TextDecoder().decode(await bytes())
  return {
    status,
    ok: status >= 200 && status < 300,
    url: url.href,
    headers: headersOf(message),
    certificate: certificateOf(message.socket),
    body,
    text,
    json: async () => JSON.parse(await text()),
    arrayBuffer: async () => new Uint8Array(await bytes()).buffer,
  }
}

/** Of the other side, if the connection is encrypted. */
export function certificateOf(socket: Socket): Certificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined
  // Not the one as an X509Certificate, which is given out only once.
  const validTo = new Date(socket.getPeerCertificate().valid_to ?? '')
  return Number.isNaN(validTo.getTime()) ? undefined : { validTo }
}

function bodyOf(message: IncomingMessage): NonNullable<HttpResponse['body']> {
  return {
    [Symbol.asyncIterator]: () => chunksOf(message),
    cancel: async () => void message.destroy(),
  }
}

async function* chunksOf(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* message
  } catch (cause) {
    throw new Failure('unavailable', `the connection broke: ${messageOf(cause)}`, { cause })
  }
  // One that broke before anybody read from it ends as if nothing more had been sent.
  if (!message.complete) throw new Failure('unavailable', 'the connection broke: the answer is not complete')
}

function headersOf({ headersDistinct }: IncomingMessage): HttpResponse['headers'] {
  const entries = Object.entries(headersDistinct).map(([name, values = []]): [string, string] => [
    name,
    values.join(', '),
  ])
  const byName = new Map(entries)
  return {
    get: (name) => byName.get(name.toLowerCase()) ?? null,
    has: (name) => byName.has(name.toLowerCase()),
    [Symbol.iterator]: () => byName[Symbol.iterator](),
  }
}
