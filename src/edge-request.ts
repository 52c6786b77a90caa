import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import type { FetchInit } from './edge.ts'

/**
 * Sends one request by `node:http`, and answers as `fetch` does, but for redirects, which are answers here. Of what
 * `fetch` (Node 24) sends as a stream it keeps everything in memory, and after a HEAD it gives up the connection.
 */
export function request(url: URL, { method, headers, body, signal }: FetchInit): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const send = url.protocol === 'https:' ? https.request : http.request
  const sent = send(url, {
    method,
    headers: Object.fromEntries(new Headers(headers)),
    signal: signal ?? undefined,
  })
  sent.once('error', reject)
  sent.once('response', (message) => {
    // An answer that comes before the end of the body is final, and the connection of no more use.
    message.once('close', () => void (sent.writableEnded || sent.destroy()))
    resolve(responseOf(message, method))
  })
  writeBody(sent, body).catch((error: Error) => {
    reject(error)
    sent.destroy()
  })
  return promise
}

export function isStream(body: FetchInit['body']): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}

/** Asks for a chunk once the one before is on its way, so that a source may use its memory again. */
async function writeBody(sent: ClientRequest, body: FetchInit['body']): Promise<void> {
  if (!isStream(body)) return void sent.end(body)
  for await (const chunk of body) {
    if (sent.destroyed || sent.listenerCount('response') === 0) return
    await new Promise<void>((resolve, reject) =>
      sent.write(chunk, (error) => (error ? reject(error) : resolve())),
    )
  }
  sent.end()
}

function responseOf(message: IncomingMessage, method = 'GET'): Response {
  const { statusCode: status = 0, headersDistinct } = message
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const isEmpty = method === 'HEAD' || [204, 205, 304].includes(status)
  if (isEmpty) message.resume()
  return new Response(isEmpty ? null : (Readable.toWeb(message) as ReadableStream), { status, headers })
}
