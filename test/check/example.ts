import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { digestOf } from '../../src/artifact/digest.ts'
import type { Asked, CheckEdge } from '../../src/check/check.ts'
import { testEdge } from '../support/edge.ts'

/** A server that answers as it is told, and knows what it was asked. */
export async function startServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  tls?: { key: string; cert: string },
) {
  const requests: { url: string; headers: IncomingMessage['headers'] }[] = []
  const listener: RequestListener = (request, response) => {
    requests.push({ url: request.url ?? '', headers: request.headers })
    answer(request, response)
  }
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type ClockOptions = { fetchCommitChecks?: CheckEdge['fetchCommitChecks']; start?: string }

/** An edge whose clock goes only while something waits, and counts how long it did. */
export function clockEdge({ fetchCommitChecks = async () => [], ...options }: ClockOptions = {}) {
  const start = Date.parse(options.start ?? '2026-11-21T12:00:00Z')
  let time = start
  const edge = testEdge({
    now: () => new Date(time),
    sleep: async (pause) => {
      time += pause
    },
  })
  return Object.assign(edge, { fetchCommitChecks, waited: () => time - start })
}

export function asked(changes: Partial<Asked> = {}): Asked {
  return {
    phase: 'staged',
    percent: 0,
    digest: digestOf('the artifact'),
    service: 'app',
    environment: 'production',
    since: new Date('2026-11-21T11:55:00Z'),
    ...changes,
  }
}
