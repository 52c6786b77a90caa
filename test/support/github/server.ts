import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Permissions, World } from './world.ts'

/** One operation of the API. */
export type Route = {
  method: string
  /** `/repos/{repository}/deployments/{id}`; `{repository}` is this world's only one. */
  path: string
  /** `deployments: write`; none means that no token is asked for. */
  permission?: string
  answer(call: Call): Answer | Promise<Answer>
}

export type Call = {
  parameters: Record<string, string>
  query: URLSearchParams
  url: URL
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
  text: string
}

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }

export type Recorded = { method: string; path: string; status: number }

/** Which requests: all that agree with everything given. */
export type Matching = { method?: string; path?: RegExp; body?: RegExp }

/** What goes wrong with them. */
export type Fault = Matching & {
  /** How many of them go well before, and how many go wrong then; once unless told. */
  skip?: number
  times?: number
  /** The connection breaks, no answer ever comes, or this is the answer. */
  answer: 'break' | 'hold' | Answer
  /** Whether the request does its work all the same. */
  effect?: boolean
}

/** Serves the routes over HTTP: tokens, permissions, rate limits and errors as GitHub's. */
export async function serveRoutes(world: World, prefix: string, routes: readonly Route[]) {
  const requests: Recorded[] = []
  const faults: (Fault & { skip: number; times: number })[] = []
  const watchers: { matching: Matching; resolve: () => void }[] = []
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      // A bug of this emulator, told where the test's author sees it.
      console.error(error)
      response.destroy()
    })
  })
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET'
    const path = routed(prefix, request.url ?? '/')
    const text = (await buffer(request)).toString()
    for (const { matching, resolve } of watchers) if (matches(matching, method, path, text)) resolve()
    const fault = faults.find(
      (rule) => matches(rule, method, path, text) && rule.times > 0 && rule.skip-- <= 0,
    )
    if (fault !== undefined) fault.times--
    const work = () => answerTo(world, routes, { method, path, prefix, text, headers: request.headers })
    const worked = fault === undefined || fault.effect === true ? await work() : undefined
    const answer = fault?.answer ?? worked ?? { status: 500 }
    requests.push({ method, path, status: typeof answer === 'string' ? 0 : answer.status })
    if (answer === 'hold') return
    if (answer === 'break') response.destroy()
    else send(response, answer)
  }
  // On a busy machine a client may think for longer than Node's five seconds: GitHub keeps its connection open.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    prefix,
    requests,
    fault: (fault: Fault) => {
      const rule = { skip: 0, times: 1, ...fault }
      faults.push(rule)
      return () => {
        rule.times = 0
      }
    },
    seen: (matching: Matching) => new Promise<void>((resolve) => void watchers.push({ matching, resolve })),
    stop: () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}

// GitHub Enterprise Server has REST under /api/v3 and GraphQL beside it, at /api/graphql.
function routed(prefix: string, path: string): string {
  if (prefix === '' || /^\/[_.]/.test(path)) return path
  if (path === '/api/graphql') return '/graphql'
  const rest = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : undefined
  return rest === undefined || rest === '/graphql' ? `/nothing${path}` : rest
}

function matches(rule: Matching, method: string, path: string, text: string): boolean {
  if (rule.method !== undefined && rule.method !== method) return false
  return (rule.path?.test(path) ?? true) && (rule.body?.test(text) ?? true)
}

type Incoming = {
  method: string
  path: string
  prefix: string
  text: string
  headers: IncomingMessage['headers']
}

async function answerTo(world: World, routes: readonly Route[], incoming: Incoming): Promise<Answer> {
  const url = new URL(incoming.prefix + incoming.path, world.origin)
  const { pathname } = new URL(incoming.path, world.origin)
  const found = findRoute(world, routes, incoming.method, pathname)
  if (found === undefined) return failure(404, 'Not Found')
  const { route, parameters } = found
  const refusal =
    route.permission === undefined ? undefined : admit(world, route.permission, incoming.headers)
  if (refusal !== undefined) return refusal
  const body = parseBody(incoming.text)
  if (body === undefined) return failure(400, 'Problems parsing JSON')
  const answer = await route.answer({
    parameters,
    query: url.searchParams,
    url,
    headers: incoming.headers,
    body,
    text: incoming.text,
  })
  return { ...answer, headers: { ...limits(world, incoming.headers), ...accepted(route), ...answer.headers } }
}

function findRoute(world: World, routes: readonly Route[], method: string, path: string) {
  for (const route of routes) {
    if (route.method !== method) continue
    const template = route.path.replace('{repository}', world.repository)
    const pattern = template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)').replace(/\{(\w+)\+\}/g, '(?<$1>.+)')
    const match = new RegExp(`^${pattern}$`).exec(path)
    if (match === null) continue
    const groups = Object.entries(match.groups ?? {})
    return {
      route,
      parameters: Object.fromEntries(groups.map(([key, value]) => [key, decodeURIComponent(value)])),
    }
  }
  return undefined
}

function parseBody(text: string): Record<string, unknown> | undefined {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function tokenOf(world: World, headers: IncomingMessage['headers']) {
  return world.tokens.get(/^(?:token|bearer) (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '')
}

// https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
function admit(world: World, permission: string, headers: IncomingMessage['headers']): Answer | undefined {
  const token = tokenOf(world, headers)
  if (token === undefined) return failure(401, 'Bad credentials')
  if (token.used++ >= world.rateLimit) {
    const answer = failure(403, 'API rate limit exceeded for installation ID 1234.')
    return { ...answer, headers: limits(world, headers) }
  }
  if (permits(token.permissions, permission)) return undefined
  const header = { 'x-accepted-github-permissions': permission.replace(': ', '=').replaceAll('-', '_') }
  return { ...failure(403, 'Resource not accessible by integration'), headers: header }
}

export function permits(permissions: Permissions, permission: string): boolean {
  const [name = '', access] = permission.split(': ')
  // Every token may read what the repository is.
  const held = name === 'metadata' ? 'read' : permissions[name]
  return held === 'write' || (held === 'read' && access === 'read')
}

function accepted({ permission }: Route): Record<string, string> {
  if (permission === undefined) return {}
  return { 'x-accepted-github-permissions': permission.replace(': ', '=').replaceAll('-', '_') }
}

function limits(world: World, headers: IncomingMessage['headers']): Record<string, string> {
  const used = tokenOf(world, headers)?.used ?? 0
  return {
    'x-ratelimit-limit': String(world.rateLimit),
    'x-ratelimit-remaining': String(Math.max(0, world.rateLimit - used)),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.floor(world.now().getTime() / 1000) + 3600),
    'x-ratelimit-resource': 'core',
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const type = raw ? 'application/octet-stream' : 'application/json; charset=utf-8'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(body === undefined ? undefined : raw ? body : JSON.stringify(body))
}

/** An error as GitHub words it. */
export function failure(status: number, message: string, errors?: readonly unknown[]): Answer {
  const documentation_url = 'https://docs.github.com/rest'
  return {
    status,
    body: { message, ...(errors !== undefined && { errors }), documentation_url, status: String(status) },
  }
}

/** One page of a list, with the `Link` to the next. */
export function page<T>(call: Call, items: readonly T[]): { items: T[]; headers: Record<string, string> } {
  const size = Math.min(Number(call.query.get('per_page') ?? 30), 100)
  const number = Number(call.query.get('page') ?? 1)
  const shown = items.slice((number - 1) * size, number * size)
  if (number * size >= items.length) return { items: shown, headers: {} }
  const next = new URL(call.url)
  next.searchParams.set('page', String(number + 1))
  return { items: shown, headers: { link: `<${next}>; rel="next"` } }
}
