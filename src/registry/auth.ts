import type { Fetch, FetchInit } from '../edge.ts'
import { type Failure, messageOf } from '../failure.ts'
import { type Answer, answerOf, isSuccess } from './answer.ts'
import type { Credentials } from './credentials.ts'
import { type Access, failed, loginAdvice, type Purpose, refusalOf } from './refusal.ts'

/** How a registry wants to be asked. https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1 */
export type Challenge =
  | { scheme: 'bearer'; realm: string; service?: string; scope?: string }
  | { scheme: 'basic' }

/** What a request needs: to read or to write this repository, and to read another one to mount from. */
export type Need = { name: string; access: Access; purpose: Purpose; alsoPull?: string }

/** The login to one registry: knows what it was asked for and which tokens it was given. */
export interface Login {
  /** The `Authorization` that will do as far as is known, or undefined while the registry has not asked. */
  authorize(need: Need): Promise<string | undefined>
  /** The `Authorization` after a 401 with this challenge; what was given before counts no more. */
  renew(need: Need, challenge: Challenge | undefined): Promise<string>
  readonly loggedIn: boolean
}

export type LoginOptions = {
  registry: string
  /** Whether the registry, and so its realm, may be spoken to without TLS. */
  plain: boolean
  credentials: Credentials | undefined
  fetch: Fetch
  /** Milliseconds. */
  timeout: number
}

type Token = { header: string; expires: number }

/** The name that we give ourselves at token servers. */
const client = 'immutable-deploy'
const tokenLimit = 1024 * 1024
/** How long a token lives that does not say so, in seconds. */
const defaultLifetime = 60

/** Builds the login to a registry. */
export function loginTo(options: LoginOptions): Login {
  const { registry, credentials } = options
  const tokens = new Map<string, Promise<Token>>()
  let known: Challenge | undefined

  async function tokenFor(need: Need, challenge: Challenge & { scheme: 'bearer' }): Promise<string> {
    const scope = scopeOf(need, challenge)
    const cached = tokens.get(scope)
    if (cached !== undefined) {
      const token = await cached.catch(() => undefined)
      if (token !== undefined && token.expires > performance.now()) return token.header
    }
    const fresh = fetchToken(need, challenge, scope, options)
    tokens.set(scope, fresh)
    // A failure is told to whoever waits for it now, and asked anew by the next one.
    fresh.catch(() => tokens.delete(scope))
    return (await fresh).header
  }

  async function authorize(need: Need): Promise<string | undefined> {
    if (known === undefined) return undefined
    return known.scheme === 'basic' ? basic(need, options) : tokenFor(need, known)
  }

  return {
    loggedIn: credentials !== undefined,
    authorize,
    async renew(need, challenge) {
      if (challenge === undefined) throw refused(need, options, `${registry} does not say how to log in`)
      if (challenge.scheme === 'bearer') tokens.delete(scopeOf(need, challenge))
      known = challenge
      return (await authorize(need)) ?? basic(need, options)
    },
  }
}

/** Reads the challenges of a 401; Bearer goes before Basic, and of others nothing is known. */
export function parseChallenge(header: string | null): Challenge | undefined {
  const challenges = new Map<string, Record<string, string>>()
  let scheme = ''
  const pattern = /(?:^|[\s,])([\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/g
  for (const [, name = '', quoted, bare] of (header ?? '').matchAll(pattern)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare
    if (value === undefined) scheme = name.toLowerCase()
    challenges.set(scheme, {
      ...challenges.get(scheme),
      ...(value !== undefined && { [name.toLowerCase()]: value }),
    })
  }
  const { realm, service, scope } = challenges.get('bearer') ?? {}
  if (realm !== undefined) return { scheme: 'bearer', realm, service, scope }
  return challenges.has('basic') ? { scheme: 'basic' } : undefined
}

/** https://distribution.github.io/distribution/spec/auth/scope/ */
function scopeOf({ name, access, alsoPull }: Need, { scope }: Challenge & { scheme: 'bearer' }): string {
  const source = alsoPull === undefined || alsoPull === name ? '' : ` repository:${alsoPull}:pull`
  const wanted = `repository:${name}:${access}${source}`
  // Some registries have scopes of their own (public ECR: "aws"), which are asked for as well.
  return scope === undefined || scope.startsWith('repository:') ? wanted : `${wanted} ${scope}`
}

function basic(need: Need, options: LoginOptions): string {
  const { credentials, registry } = options
  if (credentials === undefined) throw refused(need, options, `${registry} wants a login`)
  if ('token' in credentials)
    throw refused(need, options, `${registry} wants a password where there is an identity token`)
  return basicHeader(credentials)
}

function basicHeader({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/** https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/ */
async function fetchToken(
  need: Need,
  challenge: Challenge & { scheme: 'bearer' },
  scope: string,
  options: LoginOptions,
): Promise<Token> {
  const { registry, credentials } = options
  const realm = parseRealm(need, challenge.realm, options)
  const service: Record<string, string> =
    challenge.service === undefined ? {} : { service: challenge.service }
  const answer =
    credentials !== undefined && 'token' in credentials
      ? await postForToken(realm, { ...service, scope, refresh_token: credentials.token }, need, options)
      : await getToken(realm, service, scope, need, options)
  if (isSuccess(answer)) return parseToken(await answer.read(tokenLimit), need, options)
  throw await refusalOf(answer, {
    purpose: { verb: need.purpose.verb, subject: `${need.purpose.subject}: no token for "${scope}"` },
    registry,
    access: need.access,
    loggedIn: credentials !== undefined,
  })
}

async function getToken(
  realm: URL,
  service: Record<string, string>,
  scope: string,
  need: Need,
  options: LoginOptions,
): Promise<Answer> {
  const { credentials } = options
  const url = new URL(realm)
  for (const [name, value] of Object.entries(service)) url.searchParams.set(name, value)
  for (const part of scope.split(' ')) url.searchParams.append('scope', part)
  const headers: Record<string, string> =
    credentials === undefined || 'token' in credentials ? {} : { authorization: basicHeader(credentials) }
  return ask(url, { headers }, need, options)
}

function postForToken(
  realm: URL,
  fields: Record<string, string>,
  need: Need,
  options: LoginOptions,
): Promise<Answer> {
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: client, ...fields })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return ask(realm, { method: 'POST', headers, body: body.toString(), idempotent: true }, need, options)
}

async function ask(url: URL, init: FetchInit, need: Need, options: LoginOptions): Promise<Answer> {
  const { fetch, timeout } = options
  try {
    // A token server that redirects could send the password anywhere: its answer is the answer.
    return answerOf(await fetch(url, { ...init, redirect: 'manual', timeout }), url, timeout)
  } catch (cause) {
    throw failed(need.purpose, 'unavailable', messageOf(cause), cause)
  }
}

function parseRealm(need: Need, text: string, options: LoginOptions): URL {
  const realm = URL.canParse(text) ? new URL(text) : undefined
  const secure = realm?.protocol === 'https:' || (options.plain && realm?.protocol === 'http:')
  if (realm !== undefined && secure && realm.username === '' && realm.password === '') return realm
  throw refused(
    need,
    options,
    `${options.registry} names a token server without https, which gets no credentials`,
  )
}

function parseToken(bytes: Uint8Array, need: Need, { registry }: LoginOptions): Token {
  let body: { token?: unknown; access_token?: unknown; expires_in?: unknown }
  try {
    body = Object(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch {
    // Without the cause: it would quote the token.
    throw failed(need.purpose, 'unavailable', `the token server of ${registry} did not answer JSON`)
  }
  const token = body.token || body.access_token
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
    throw failed(need.purpose, 'unauthorized', `the token server of ${registry} answered no token`)
  const lifetime = Number(body.expires_in) > 0 ? Number(body.expires_in) : defaultLifetime
  // A token about to expire might do so on its way.
  return { header: `Bearer ${token}`, expires: performance.now() + lifetime * 800 }
}

function refused(need: Need, options: LoginOptions, reason: string): Failure {
  const loggedIn = options.credentials !== undefined
  const advice = loginAdvice({ registry: options.registry, access: need.access, loggedIn })
  return failed(need.purpose, 'unauthorized', `${reason}; ${advice}`)
}
