import { renameSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { openPool, type Pool, type Release, type Share } from './pool.ts'
import { openReleases } from './releases.ts'

/** A load balancer that divides requests between running releases by weight, and counts how they are answered. */
export interface Balancer extends AsyncDisposable {
  /** Where people ask. */
  url: string
  /** Where it takes orders, and is asked for its counts as Prometheus is. */
  admin: string
  /** The file in which it keeps what serves and what stands. */
  state: string
  serving(): Share[]
  /** How many answers of a release were errors, by the percents of the traffic that it had then. */
  errorsOf(digest: string): ReadonlyMap<number, number>
}

export async function startBalancer(environment: string): Promise<Balancer> {
  const releases = await openReleases(environment)
  const pool = openPool(releases)
  const state = join(releases.folder, 'balancer.json')
  // Renamed, so that nobody reads half of it.
  const keep = () => {
    writeFileSync(`${state}.new`, JSON.stringify(pool.state()))
    renameSync(`${state}.new`, state)
  }
  keep()

  const front = await listen((incoming, outgoing) => {
    const chosen = pool.next()
    if (chosen === undefined) outgoing.writeHead(503).end('nothing serves\n')
    else pass(incoming, outgoing, chosen.release, chosen.percent)
  })

  const admin = await listen(async (incoming, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://balancer')
    const body = await text(incoming)
    const order = pool.orders[pathname]
    if (pathname === '/api/v1/query') answerQuery(searchParams.get('query') ?? '', pool, outgoing)
    else if (order === undefined) outgoing.writeHead(404).end()
    else {
      const refused = await order(JSON.parse(body))
      keep()
      outgoing.writeHead(refused === undefined ? 204 : 409).end(refused)
    }
  })

  return {
    url: addressOf(front),
    admin: addressOf(admin),
    state,
    serving: () => pool.state().serving,
    errorsOf: (digest) => pool.find(digest)?.errors ?? new Map(),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([front, admin].map(stop))
      await releases[Symbol.asyncDispose]()
    },
  }
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, release: Release, percent: number): void {
  release.requests++
  release.pending++
  outgoing.once('close', () => void release.pending--)
  const { port } = release
  const passed = request({ port, path: incoming.url, method: incoming.method, agent: false }, (answer) => {
    const { statusCode = 502 } = answer
    if (statusCode >= 500) release.errors.set(percent, (release.errors.get(percent) ?? 0) + 1)
    outgoing.writeHead(statusCode, answer.headers)
    answer.pipe(outgoing)
  })
  // Nobody answered: whoever asked has lost a request.
  passed.on('error', () => outgoing.destroy())
  passed.end()
}

/** Answers one query as Prometheus does: the share of a release's requests that were answered by an error. */
function answerQuery(query: string, pool: Pool, outgoing: ServerResponse): void {
  const [, digest] = /^request_errors:ratio\{digest="([^"]+)"\}$/.exec(query.trim()) ?? []
  const send = (status: number, body: object) =>
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (digest === undefined)
    return void send(400, { status: 'error', errorType: 'bad_data', error: `not known here: ${query}` })
  const { requests = 0, errors = new Map<number, number>() } = pool.find(digest) ?? {}
  const failed = [...errors.values()].reduce((sum, count) => sum + count, 0)
  const sample = { metric: { digest }, value: [Date.now() / 1000, String(failed / requests)] }
  const result = requests === 0 ? [] : [sample]
  send(200, { status: 'success', data: { resultType: 'vector', result } })
}

async function listen(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => unknown,
): Promise<Server> {
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
