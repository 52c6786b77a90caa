import { Failure, type FailureCode, isFailure } from '../failure.ts'
import type { Verb } from './connection.ts'

/** Turns what went wrong with a request into a failure that says what was asked and what would help. */
export function refusalOf(error: unknown, verb: Verb, repository: string): unknown {
  if (isFailure(error)) return error
  const answer = answerOf(error)
  // No answer at all: the edge has said why, and Octokit wrapped it.
  if (answer === undefined) return error instanceof Error && isFailure(error.cause) ? error.cause : error
  return new Failure(...wordsFor(answer, verb, repository))
}

/** The failure for a token without the permission that is needed. */
export function missingPermission(permission: string): Failure {
  return new Failure('unauthorized', missingPermissionText(permission))
}

function missingPermissionText(permission: string): string {
  return `missing permission ${permission}; add it to the job that calls this action`
}

type Refusal = {
  status: number
  headers: Record<string, string | number | undefined>
  message: string
}

function answerOf(error: unknown): Refusal | undefined {
  if (!isRecord(error) || !isRecord(error.response)) return undefined
  const { status, headers, data } = error.response
  if (typeof status !== 'number' || !isRecord(headers)) return undefined
  const told = Object.entries(headers).filter(([, value]) => typeof value === 'string')
  return {
    status,
    headers: Object.fromEntries(told.map(([name, value]) => [name, String(value)])),
    message: wordsOf(data, status),
  }
}

// GitHub's message and, for a validation, what it says about each field; in one line.
function wordsOf(data: unknown, status: number): string {
  if (!isRecord(data) || typeof data.message !== 'string') return `status ${status}`
  const errors = Array.isArray(data.errors) ? data.errors : []
  const details = errors.flatMap((error: unknown) => {
    if (typeof error === 'string') return [error]
    if (!isRecord(error)) return []
    const { field, code, message } = error
    return [typeof message === 'string' ? message : [field, code].filter(isText).join(' ')]
  })
  return [data.message, ...details.filter((detail) => detail !== '')].join(': ').replace(/\s+/g, ' ')
}

function wordsFor(answer: Refusal, verb: Verb, repository: string): [FailureCode, string] {
  const { status, message } = answer
  const cannot = `cannot ${verb.doing} in ${repository}`
  if (status === 401) return ['unauthorized', `${cannot}: GitHub does not accept the token (${message})`]
  if (status === 403 || status === 429) return refused(answer, verb, cannot)
  if (status === 404) return ['not-found', `${cannot}: not there, or the token may not see it`]
  if (status === 409) return ['mismatch', `${cannot}: ${message}`]
  if (status === 400 || status === 422) return ['invalid-input', `${cannot}: ${message}`]
  if (status >= 500) return ['unavailable', `${cannot}: GitHub answered ${message}`]
  return ['denied', `${cannot}: ${message}`]
}

// 403 is the answer to three questions: may this token, may this repository, may it now.
// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
function refused({ status, headers, message }: Refusal, verb: Verb, cannot: string): [FailureCode, string] {
  if (status === 429 || headers['retry-after'] !== undefined || /rate limit/i.test(message)) {
    return ['unavailable', `${cannot}: ${message.replace(/\.$/, '')}; try again ${limitedUntil(headers)}`]
  }
  // Nothing but its text tells this answer from a refusal for another reason.
  if (/^Resource not accessible/i.test(message)) {
    return ['unauthorized', missingPermissionText(acceptedPermission(headers) ?? verb.permission)]
  }
  return ['denied', `${cannot}: ${message}`]
}

function limitedUntil(headers: Refusal['headers']): string {
  const seconds = Number(headers['retry-after'])
  if (Number.isInteger(seconds)) return `in ${seconds} s`
  const reset = Number(headers['x-ratelimit-reset'])
  const spent = headers['x-ratelimit-remaining'] === '0'
  // Of a secondary limit GitHub says no more than to wait for a minute.
  return spent && Number.isInteger(reset) ? `at ${new Date(reset * 1000).toISOString()}` : 'in 60 s'
}

// `deployments=write`, or several sets of which one is enough: `a=read,b=read; c=write`.
function acceptedPermission(headers: Refusal['headers']): string | undefined {
  const [first = ''] = String(headers['x-accepted-github-permissions'] ?? '').split(';')
  const pairs = first.split(',').map((pair) => pair.trim().split('='))
  const spelled = pairs.flatMap(([name = '', access]) =>
    access === undefined ? [] : [`${name.replaceAll('_', '-')}: ${access}`],
  )
  return spelled.length === 0 ? undefined : spelled.join(', ')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
