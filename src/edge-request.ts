import http, { type ClientRequest } from 'node:http'
import https from 'node:https'
import type { FetchInit, HttpResponse } from './edge.ts'
import { responseOf } from './edge-response.ts'

/**
 * Sends one request by `node:http`; a redirect is an answer. Node's own `fetch` takes 25 ms to load, keeps in memory
 * all of what it sends as a stream, and gives up the connection after a HEAD.
 */
export function request(url: URL, { method, headers, body, signal, ca }: FetchInit): Promise<HttpResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>()
  const send = url.protocol === 'https:' ? https.request : http.request
  const sent = send(url, {
    method,
    // Nothing here unpacks an answer, and without this word a server may pack it.
    headers: { 'accept-encoding': 'identity', ...headers },
    signal: signal ?? undefined,
    ...wholeHandshake,
    ...(ca !== undefined && { ca, rejectUnauthorized: true }),
  })
  sent.once('error', reject)
  sent.once('response', (message) => {
    // An answer that comes before the end of the body is final, and the connection of no more use.
    message.once('close', () => void (sent.writableEnded || sent.destroy()))
    resolve(responseOf(message, url, method))
  })
  writeBody(sent, body).catch((error: Error) => {
    reject(error)
    sent.destroy()
  })
  return promise
}

/** In place of the session that the agent kept: of one that is taken up again nobody sees the certificate. */
const wholeHandshake = { session: undefined }

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
