import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'
import { isObject, open, optional, text } from './shape.ts'

export type IdentityTokenRequest = {
  /** `ACTIONS_ID_TOKEN_REQUEST_URL` */
  url?: string
  /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN` */
  token?: string
  audience?: string
}

/**
 * What GitHub says of a job, spelled as it spells it.
 * https://docs.github.com/en/actions/reference/security/oidc#oidc-token-claims
 */
export type Claims = ReturnType<typeof readClaims>

export type IdentityToken = { raw: string; claims: Claims; expiresAt: Date }

/** The audience that every Fulcio asks for. */
const fulcioAudience = 'sigstore'

/** Fetches the token that says which job of which workflow we are. */
export async function fetchIdentityToken(
  request: IdentityTokenRequest,
  edge: Pick<Edge, 'fetch' | 'now'>,
): Promise<IdentityToken> {
  assertMayIdentify(request)
  const { url, token, audience = fulcioAudience } = request
  const address = new URL(url)
  address.searchParams.set('audience', audience)
  const answer = await edge.fetch(address, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  })
  if (!answer.ok) {
    throw new Failure(
      answer.status < 500 ? 'unauthorized' : 'unavailable',
      `the identity token service answered ${answer.status}; wanted a token for audience "${audience}"`,
    )
  }
  const body: unknown = await answer.json().catch(() => undefined)
  if (!isObject(body) || typeof body.value !== 'string') {
    throw new Failure('mismatch', 'the identity token service answered without a token')
  }
  return parseIdentityToken(body.value, audience, edge.now())
}

/** Refuses a job that GitHub tells no identity. */
export function assertMayIdentify(
  request: IdentityTokenRequest,
): asserts request is IdentityTokenRequest & { url: string; token: string } {
  if (request.url && request.token) return
  throw new Failure(
    'unauthorized',
    'missing permission id-token: write; add it to the job that calls this action',
  )
}

/**
 * Reads the claims of a token that came straight from its issuer. Its signature is not checked here: Fulcio
 * checks it, and what we say by it is compared with Fulcio's certificate by everyone who verifies.
 */
export function parseIdentityToken(raw: string, audience: string, now: Date): IdentityToken {
  const payload = decodePayload(raw)
  const audiences = [payload.aud].flat()
  if (!audiences.includes(audience)) {
    throw new Failure(
      'mismatch',
      `the identity token is for audience "${audiences.join()}"; wanted "${audience}"`,
    )
  }
  if (typeof payload.exp !== 'number' || payload.exp * 1000 <= now.getTime()) {
    throw new Failure('unauthorized', 'the identity token has expired; run the job again')
  }
  return { raw, claims: readClaims(payload, 'identity token'), expiresAt: new Date(payload.exp * 1000) }
}

function decodePayload(raw: string): Record<string, unknown> {
  const [, payload = '', signature] = raw.split('.')
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(payload, 'base64url').toString())
  } catch {
    value = undefined
  }
  // The token itself never goes into a message.
  if (!isObject(value) || !signature) throw new Failure('mismatch', 'the identity token is not a JWT')
  return value
}

const readClaims = open({
  iss: text,
  sub: text,
  repository: text,
  repository_id: text,
  repository_owner: text,
  repository_owner_id: text,
  repository_visibility: optional(text),
  ref: text,
  sha: text,
  event_name: text,
  workflow_ref: text,
  job_workflow_ref: text,
  job_workflow_sha: optional(text),
  run_id: text,
  run_attempt: text,
  runner_environment: text,
  environment: optional(text),
})
