import { z } from 'zod'
import { duration } from '../../../duration-schema.ts'
import { Failure } from '../../../failure.ts'
import { inert } from '../../../inert.ts'
import { connect, insideOf, unreadable } from './inside.ts'
import type { Goal, ProxyContext, ProxyKind, ReverseProxy, Route, Routes } from './proxy.ts'

const options = z.strictObject({
  container: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'wanted the name of a container')
    .default('caddy')
    .describe('Container in which it runs.'),
  id: z
    .string()
    .regex(/^[a-zA-Z0-9_.-]+$/, 'wanted letters, digits, "_", "." or "-"')
    .describe('`@id` of the `reverse_proxy` handler that it may set.'),
  admin: z
    .string()
    .regex(/^[a-zA-Z0-9.-]+:[0-9]{1,5}$/, 'wanted host:port')
    .default('localhost:2019')
    .describe('Where its admin API listens inside the container.'),
  'drain-timeout': duration.prefault('30s').describe('How long requests under way are waited for.'),
})

type Options = z.output<typeof options>

/** https://caddyserver.com/docs/api */
export const caddy: ProxyKind<typeof options> = {
  options,
  weights: true,
  connect: connectCaddy,
}

const talk = `${connect}printf '%s' "$2" | connect "\${1%:*}" "\${1##*:}" 9<&-`

type Handler = {
  handler?: string
  upstreams?: { dial?: string }[]
  load_balancing?: { selection_policy?: { policy?: string; weights?: number[] } }
  dynamic_upstreams?: unknown
}

function connectCaddy(options: Options, { port, engine, edge }: ProxyContext): ReverseProxy {
  const { container, id, admin } = options
  const inside = insideOf(container, id, engine)
  const get = async (path: string) =>
    parseAnswer(await inside.ask(talk, [admin, formatRequest('GET', path, admin)]), container)
  const readHandler = async () => {
    const { status, etag, body } = await get(`/id/${id}`)
    if (status !== 200 || etag === undefined)
      throw new Failure('not-found', `Caddy has no handler with "@id": "${id}": ${inert(body)}`)
    return { handler: parseHandler(body, id, container), revision: etag }
  }
  return {
    read: async () => {
      const { handler, revision } = await readHandler()
      return { routes: routesOf(handler), revision }
    },
    write: async (goals, seen, fence) => {
      const before = await readHandler()
      const body = JSON.stringify(handlerFor(before.handler, goals, port))
      const request = formatRequest('PATCH', `/id/${id}`, admin, { body, match: seen.revision })
      const { status, body: said } = parseAnswer(
        await inside.change(fence, talk, [admin, request]),
        container,
      )
      if (status === 412)
        throw new Failure('mismatch', `handler "${id}" of Caddy was moved by somebody else in the meantime`)
      if (status !== 200)
        throw new Failure('unavailable', `Caddy refused the change of "${id}": ${inert(said)}`)
      const kept = goals.map(({ host }) => `${host}:${port}`)
      await drained(routesOf(before.handler).filter(({ address }) => !kept.includes(address)))
    },
    assertNotLate: async (fence) => void (await inside.change(fence, 'exit 0', [])),
  }

  /** Waits until nobody waits for an answer of those who get no more requests. */
  async function drained(left: readonly Route[]): Promise<void> {
    const until = edge.now().getTime() + options['drain-timeout']
    while (left.length > 0 && edge.now().getTime() < until) {
      const { body } = await get('/reverse_proxy/upstreams')
      const upstreams: { address?: string; num_requests?: number }[] = parseJson(body, container)
      const busy = upstreams.some(
        (one) => (one.num_requests ?? 0) > 0 && left.some(({ address }) => address === one.address),
      )
      if (!busy) return
      await edge.sleep(250)
    }
  }
}

/** A request in HTTP/1.0, whose answer is whole when the connection ends. */
export function formatRequest(
  method: string,
  path: string,
  host: string,
  { body, match }: { body?: string; match?: string } = {},
): string {
  const lines = [
    `${method} ${path} HTTP/1.0`,
    `Host: ${host}`,
    ...(match === undefined ? [] : [`If-Match: ${match}`]),
    ...(body === undefined
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`]),
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`
}

export type HttpAnswer = { status: number; etag?: string; body: string }

export function parseAnswer(text: string, container: string): HttpAnswer {
  const end = text.indexOf('\r\n\r\n')
  const [statusLine = '', ...headers] = text.slice(0, Math.max(end, 0)).split('\r\n')
  const status = /^HTTP\/1\.[01] ([0-9]{3})/.exec(statusLine)?.[1]
  if (status === undefined) throw unreadable(container, new Error(inert(text) || 'it said nothing'))
  const etag = headers.find((header) => /^etag:/i.test(header))?.replace(/^etag:\s*/i, '')
  return { status: Number(status), ...(etag !== undefined && { etag }), body: text.slice(end + 4) }
}

function parseHandler(body: string, id: string, container: string): Handler {
  const handler: Handler = parseJson(body, container)
  if (handler?.handler !== 'reverse_proxy' || handler.dynamic_upstreams !== undefined)
    throw new Failure(
      'invalid-input',
      `"@id": "${id}" of Caddy is not a reverse_proxy with upstreams of its own`,
    )
  return handler
}

function parseJson<T>(text: string, container: string): T {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(container, cause)
  }
}

/** Where a handler sends its requests: without weights of its own it is even-handed. */
export function routesOf({ upstreams = [], load_balancing }: Handler): Routes['routes'] {
  const { policy, weights = [] } = load_balancing?.selection_policy ?? {}
  const weighted = policy === 'weighted_round_robin' && upstreams.length > 1
  return upstreams
    .map(({ dial = '' }, index) => ({ address: dial, weight: weighted ? (weights[index] ?? 0) : 1 }))
    .filter(({ weight }) => weight > 0)
}

/** The handler with other upstreams and weights, and everything else as it was. */
export function handlerFor(handler: Handler, goals: readonly Goal[], port: number): Handler {
  const { selection_policy: _, ...balancing } = handler.load_balancing ?? {}
  const policy = { policy: 'weighted_round_robin', weights: goals.map(({ percent }) => percent) }
  const load_balancing = goals.length > 1 ? { ...balancing, selection_policy: policy } : balancing
  const { load_balancing: __, ...rest } = handler
  return {
    ...rest,
    upstreams: goals.map(({ host }) => ({ dial: `${host}:${port}` })),
    ...(Object.keys(load_balancing).length > 0 && { load_balancing }),
  }
}
