export type FailureCode =
  | 'invalid-input'
  | 'not-found'
  | 'unauthorized'
  | 'mismatch'
  | 'denied'
  | 'unavailable'

/** A place in a file of the user's repository that a message is about. Lines count from 1. */
export type Place = { file: string; line?: number }

/** One reason among several, each shown on a line of its own. */
export type Problem = { message: string; place?: Place }

/**
 * An expected failure: what was wanted, what was found and, if there is one, the way out, in one line.
 * Anything else that is thrown is a bug.
 */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: FailureCode
  readonly problems: readonly Problem[]

  constructor(
    code: FailureCode,
    message: string,
    options: { cause?: unknown; problems?: readonly Problem[] } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.problems = options.problems ?? []
  }
}

/** Says whether an error is a failure with this code, without looking at its text. */
export function isFailure(error: unknown, code?: FailureCode): error is Failure {
  return error instanceof Failure && (code === undefined || error.code === code)
}

/** Tells an unknown error in one line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
