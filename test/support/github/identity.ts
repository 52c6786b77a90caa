import { createPublicKey, generateKeyPair, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { type Answer, type Call, failure, type Route } from './server.ts'
import type { World } from './world.ts'

// https://docs.github.com/actions/reference/security/oidc

export type Claims = Record<string, string>

/** Issues identity tokens to jobs, signed with a key that the server publishes. */
export type IdentityProvider = {
  issuer(world: World): string
  /** Makes what a job gets with `id-token: write`. */
  enrol(world: World, claims: Claims): { url: string; token: string }
  issue(world: World, bearer: string, audience: string): Promise<string | undefined>
  jwks(): Promise<unknown>
}

export function makeIdentityProvider(
  issuer = 'https://token.actions.githubusercontent.com',
): IdentityProvider {
  const jobs = new Map<string, Claims>()
  const issuerOf = (world: World) => (issuer === 'self' ? world.origin : issuer)
  return {
    issuer: issuerOf,
    jwks: async () => ({ keys: [publicJwk((await signingKey()).privateKey)] }),
    enrol: (world, claims) => {
      const token = randomBytes(24).toString('hex')
      jobs.set(token, claims)
      return { url: `${world.origin}/_apis/oidc/token?api-version=2.0`, token }
    },
    issue: async (world, bearer, audience) => {
      const claims = jobs.get(bearer)
      if (claims === undefined) return undefined
      const now = Math.floor(world.now().getTime() / 1000)
      const times = { nbf: now - 300, exp: now + 600, iat: now }
      const payload = { jti: randomUUID(), aud: audience, iss: issuerOf(world), ...claims, ...times }
      const { privateKey } = await signingKey()
      const text = `${encode({ typ: 'JWT', alg: 'RS256', kid })}.${encode(payload)}`
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
    },
  }
}

let keys: Promise<{ privateKey: KeyObject }> | undefined

// One for all servers of a process, made when the first token is asked for: it takes a while.
function signingKey(): Promise<{ privateKey: KeyObject }> {
  keys ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return keys
}

const kid = 'emulated-github-actions'

function publicJwk(privateKey: KeyObject) {
  return { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

export function identityRoutes(world: World, identities: IdentityProvider): Route[] {
  return [
    { method: 'GET', path: '/_apis/oidc/token', answer: (call) => issueToken(world, identities, call) },
    {
      method: 'GET',
      path: '/.well-known/jwks',
      answer: async () => ({ status: 200, body: await identities.jwks() }),
    },
    {
      method: 'GET',
      path: '/.well-known/openid-configuration',
      answer: () => ({ status: 200, body: configuration(world, identities) }),
    },
  ]
}

async function issueToken(
  world: World,
  identities: IdentityProvider,
  { headers, query }: Call,
): Promise<Answer> {
  const bearer = /^bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  const audience = query.get('audience') ?? `https://github.com/${world.owner}`
  const value = await identities.issue(world, bearer, audience)
  return value === undefined
    ? failure(401, 'Unauthorized')
    : { status: 200, body: { count: value.length, value } }
}

function configuration(world: World, identities: IdentityProvider) {
  return {
    issuer: identities.issuer(world),
    jwks_uri: `${world.origin}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  }
}
