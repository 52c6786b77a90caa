import type { Repository } from '../artifact/reference.ts'
import type { Edge, Fetch, FetchInit } from '../edge.ts'
import { type Failure, isFailure, messageOf } from '../failure.ts'
import { type Answer, answerOf, isSuccess } from './answer.ts'
import { type Login, loginTo, parseChallenge } from './auth.ts'
import type { CredentialSource } from './credentials.ts'
import { isPlain, nameOf, originOf } from './origin.ts'
import { type Access, failed, type Purpose, refusalOf } from './refusal.ts'

/** Sends requests to registries, logged in where they ask for it. */
export interface Connection {
  /** An answer with another status than 2xx or those in `accept` is a failure. */
  send(request: RegistryRequest): Promise<Answer>
  origin(repository: Repository): string
}

export type RegistryRequest = {
  repository: Repository
  access: Access
  purpose: Purpose
  /** Below `/v2/<name>/`, or an address that the registry gave. */
  path: string | URL
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  /** Another repository of the same registry that is read, by its name. */
  alsoPull?: string
  /** Bytes, or a way to open a stream as often as the request has to be sent. */
  body?: Uint8Array | (() => AsyncIterable<Uint8Array>)
  accept?: readonly number[]
  init?: Pick<FetchInit, 'signal' | 'timeout' | 'idempotent' | 'retry'>
}

export type ConnectionOptions = {
  credentials: CredentialSource
  insecureRegistries: readonly string[]
  /** Milliseconds without an answer or a byte after which a peer is given up. */
  timeout: number
  /**
   * The repository that will be pushed to, for which every token is asked with that right: a registry may hide
   * what is not there yet from who can only pull.
   */
  pushTo?: Repository
}

const redirects = [301, 302, 303, 307, 308]
const redirectLimit = 5

/** What every request needs to know: how to send and where the registry itself is. */
type Line = { fetch: Fetch; timeout: number; origin: string }

/** Opens nothing yet: the first request of each registry finds the credentials for it. */
export function connect(options: ConnectionOptions, { fetch }: Pick<Edge, 'fetch'>): Connection {
  const { credentials, insecureRegistries, timeout, pushTo } = options
  const logins = new Map<string, Promise<Login>>()
  const origin = ({ registry }: Repository) => originOf(registry, insecureRegistries)

  async function logIn(registry: string): Promise<Login> {
    const plain = isPlain(registry, insecureRegistries)
    return loginTo({ registry, plain, credentials: await credentials(registry), fetch, timeout })
  }

  async function send(asked: RegistryRequest): Promise<Answer> {
    const pushes = asked.access === 'pull' && isSame(asked.repository, pushTo)
    const request = { ...asked, access: pushes ? ('pull,push' as const) : asked.access }
    const { repository, access, purpose, accept = [] } = request
    const { registry } = repository
    const known = logins.get(registry) ?? logIn(registry)
    logins.set(registry, known)
    const login = await known
    const answer = await sendLoggedIn(request, login, { fetch, timeout, origin: origin(repository) })
    if (isSuccess(answer) || accept.includes(answer.status)) return answer
    throw await refusalOf(answer, { purpose, registry, access, loggedIn: login.loggedIn })
  }

  return { send, origin }
}

function isSame(one: Repository, other: Repository | undefined): boolean {
  return one.registry === other?.registry && one.repository === other.repository
}

async function sendLoggedIn(request: RegistryRequest, login: Login, line: Line): Promise<Answer> {
  const { repository, access, purpose, alsoPull } = request
  const need = { name: nameOf(repository), access, purpose, alsoPull }
  const url = new URL(addressOf(request, line.origin))
  // The registry alone gets credentials, not where it sends its uploads to.
  const ours = url.origin === line.origin
  const answer = await follow(url, request, ours ? await login.authorize(need) : undefined, line)
  if (answer.status !== 401 || answer.url.origin !== line.origin) return answer
  await answer.discard()
  const challenge = parseChallenge(answer.headers.get('www-authenticate'))
  return follow(url, request, await login.renew(need, challenge), line)
}

async function follow(
  start: URL,
  request: RegistryRequest,
  authorization: string | undefined,
  line: Line,
): Promise<Answer> {
  const { method = 'GET', accept = [], purpose } = request
  let url = start
  for (let hops = 0; ; hops++) {
    // A redirect to another origin is followed without the credentials.
    const answer = await sendOnce(url, request, url.origin === start.origin ? authorization : undefined, line)
    const location = answer.headers.get('location')
    const followed = redirects.includes(answer.status) && ['GET', 'HEAD'].includes(method)
    if (!followed || accept.includes(answer.status) || location === null) return answer
    await answer.discard()
    if (hops === redirectLimit) throw failed(purpose, 'unavailable', 'the registry redirects without end')
    url = addressFrom(location, url, request, line.origin)
  }
}

async function sendOnce(
  url: URL,
  request: RegistryRequest,
  authorization: string | undefined,
  { fetch, timeout }: Line,
): Promise<Answer> {
  const { method = 'GET', body, purpose, init } = request
  const headers = {
    ...request.headers,
    ...(authorization !== undefined && { authorization }),
  }
  const content = typeof body === 'function' ? body() : body && Buffer.from(body)
  try {
    const response = await fetch(url, {
      timeout,
      ...init,
      method,
      headers,
      body: content,
      redirect: 'manual',
    })
    return answerOf(response, url, timeout)
  } catch (cause) {
    throw failed(purpose, isFailure(cause) ? cause.code : 'unavailable', messageOf(cause), cause)
  }
}

/** Reads an address that a registry gave; from https it must not lead to http. */
export function addressFrom(location: string, base: URL, request: RegistryRequest, origin: string): URL {
  if (!URL.canParse(location, base.href)) throw notFollowed(request, 'to something that is no address')
  const url = new URL(location, base)
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && origin.startsWith('http:'))
  if (!secure || url.username !== '' || url.password !== '')
    throw notFollowed(request, `to ${url.protocol}//${url.host}, which is not https`)
  return url
}

function addressOf({ repository, path }: RegistryRequest, origin: string): string | URL {
  return path instanceof URL ? path : `${origin}/v2/${nameOf(repository)}/${path}`
}

function notFollowed({ purpose }: RegistryRequest, where: string): Failure {
  return failed(purpose, 'unavailable', `the registry leads ${where}`)
}
