import { Failure, type FailureCode } from '../failure.ts'
import type { Answer } from './answer.ts'

/** What the registry was asked to do, in the words of a message: `push` and `ghcr.io/acme/shop:v1`. */
export type Purpose = { verb: string; subject: string }

/** What is known when a registry refuses: what it was asked for, by whom, and what it said. */
export type Request = { purpose: Purpose; registry: string; access: Access; loggedIn: boolean }

/** https://distribution.github.io/distribution/spec/auth/scope/#resource-actions */
export type Access = 'pull' | 'pull,push' | 'delete'

type Said = { code?: string; message?: string }

const errorLimit = 64 * 1024

/** Turns an answer that is not the wanted one into the failure that tells it. */
export async function refusalOf(answer: Answer, request: Request): Promise<Failure> {
  const said = await readErrors(answer)
  const code = codeOf(answer.status, said)
  const told = [answer.status, said.code].filter((part) => part !== undefined).join(' ')
  const message = said.message ? `: ${said.message}` : ''
  const way = code === 'unauthorized' ? `; ${loginAdvice(request)}` : ''
  return failed(request.purpose, code, `the registry answered ${told}${message}${way}`)
}

/** Builds a failure that names what was asked for. */
export function failed(purpose: Purpose, code: FailureCode, reason: string, cause?: unknown): Failure {
  return new Failure(code, `cannot ${purpose.verb} ${purpose.subject}: ${reason}`, { cause })
}

/** Says what lets the request pass next time. */
export function loginAdvice({ registry, access, loggedIn }: Omit<Request, 'purpose'>): string {
  const ways = 'docker login, or registry-username and registry-password'
  if (registry === 'ghcr.io') {
    const permission = `permission packages: ${access === 'pull' ? 'read' : 'write'}`
    return loggedIn
      ? `give the job ${permission}, and this repository access to the package`
      : `log in to ghcr.io (${ways}) in a job with ${permission}`
  }
  if (!loggedIn) return `log in to ${registry} first: ${ways}`
  return `check that the login to ${registry} is allowed to ${access === 'pull,push' ? 'push' : access}`
}

/** Makes foreign text fit for one line of a log: no control characters, no query strings, no credentials. */
export function sanitize(text: string): string {
  const line = text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/(https?:\/\/[^\s?#"']*)[?#][^\s"']*/gi, '$1')
    .replace(/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, '$1 ***')
    .trim()
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}

function codeOf(status: number, said: Said): FailureCode {
  if (status === 408 || status === 429 || status >= 500 || status < 400) return 'unavailable'
  if (said.code === 'TOOMANYREQUESTS' || /rate limit/i.test(said.message ?? '')) return 'unavailable'
  if (isImmutable(said)) return 'denied'
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 404) return 'not-found'
  return said.code === 'DIGEST_INVALID' || said.code === 'SIZE_INVALID' ? 'mismatch' : 'denied'
}

// The specification has no code for a tag that must not move: ECR says TAG_INVALID, the others say it in words.
function isImmutable({ code, message = '' }: Said): boolean {
  return code === 'TAG_INVALID' || /immutab|cannot be overwritten/i.test(message)
}

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes */
async function readErrors(answer: Answer): Promise<Said> {
  try {
    const body: unknown = JSON.parse(Buffer.from(await answer.read(errorLimit)).toString('utf8'))
    const first = isObject(body) && Array.isArray(body.errors) ? body.errors[0] : body
    if (!isObject(first)) return {}
    return {
      code: text(first.code),
      message: text(first.message ?? first.details ?? first.error_description),
    }
  } catch {
    // What is no error of the specification (a proxy's page, a cut answer) has nothing to tell but its status.
    return {}
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? sanitize(value) : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
