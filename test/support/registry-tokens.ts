import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export type TokenOptions = {
  /** Who may log in; without it everybody may do everything. */
  basic?: { username: string; password: string }
  /** An identity token that is taken in place of the password. */
  identityToken?: string
  /** What the one who is logged in may do. */
  access?: 'pull' | 'pull,push' | 'pull,push,delete'
  /** Lets those who are not logged in pull. */
  anonymousPull?: boolean
  /** Seconds; without it the answer says nothing, as GHCR's. */
  tokenLifetime?: number
}

export type Grant = { status: number; body: unknown }

/** Issues tokens as https://distribution.github.io/distribution/spec/auth/token/ says. */
export function issueTokens(options: TokenOptions) {
  const { basic, access = 'pull,push', anonymousPull = false, tokenLifetime } = options
  const given = new Map<string, { scopes: string[]; expires: number }>()

  function isLoggedIn(authorization: string | undefined): boolean {
    if (basic === undefined) return true
    const [scheme, encoded = ''] = (authorization ?? '').split(' ')
    const decoded = Buffer.from(encoded, 'base64').toString('utf8')
    return scheme === 'Basic' && decoded === `${basic.username}:${basic.password}`
  }

  function grant(loggedIn: boolean, scopes: string[]): Grant {
    const allowed = loggedIn ? access : anonymousPull ? 'pull' : ''
    const granted = scopes.map((scope) => narrow(scope, allowed))
    if (granted.some((scope, index) => scope !== scopes[index])) return denied
    const token = randomUUID()
    const expires = tokenLifetime === undefined ? Number.POSITIVE_INFINITY : Date.now() + tokenLifetime * 1000
    given.set(token, { scopes: granted, expires })
    return { status: 200, body: { token, ...(tokenLifetime !== undefined && { expires_in: tokenLifetime }) } }
  }

  return {
    /** Answers GET with Basic, or without for those who only pull. */
    get(authorization: string | undefined, query: URLSearchParams): Grant {
      if (authorization !== undefined && !isLoggedIn(authorization)) return unauthorized
      return grant(isLoggedIn(authorization), query.getAll('scope'))
    },
    /** Answers POST with an identity token. */
    post(form: URLSearchParams): Grant {
      const known = options.identityToken !== undefined && form.get('refresh_token') === options.identityToken
      if (form.get('grant_type') !== 'refresh_token' || !known) return unauthorized
      return grant(true, (form.get('scope') ?? '').split(' '))
    },
    allows({ authorization = '' }: IncomingHttpHeaders, repository: string, action: string): boolean {
      const token = given.get(authorization.replace(/^Bearer /, ''))
      if (token === undefined || token.expires < Date.now()) return false
      return token.scopes.some((scope) => {
        const [, name, actions = ''] = /^repository:(.*):([^:]*)$/.exec(scope) ?? []
        return name === repository && actions.split(',').includes(action)
      })
    },
    isLoggedIn,
    /** Makes all tokens worthless, as a token server that has been restarted does. */
    revoke: () => given.clear(),
  }
}

const unauthorized: Grant = {
  status: 401,
  body: { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] },
}

const denied: Grant = {
  status: 403,
  body: { errors: [{ code: 'DENIED', message: 'requested access to the resource is denied' }] },
}

function narrow(scope: string, allowed: string): string {
  const [, name, actions = ''] = /^(repository:.*):([^:]*)$/.exec(scope) ?? []
  if (name === undefined) return scope
  return `${name}:${actions
    .split(',')
    .filter((action) => allowed.split(',').includes(action))
    .join(',')}`
}
