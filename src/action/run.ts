import { type Failure, isFailure, messageOf } from '../failure.ts'
import { issueCommand, printText } from './command.ts'
import { annotate } from './log.ts'
import { readState, saveState } from './outputs.ts'

/**
 * Runs an action's main step or, once that was started, its post step; the only place that reports an error.
 *
 * Signals are left alone. A cancelled job gets SIGINT, SIGTERM 7.5 s later and is killed after another 2.5 s: less
 * than a revert needs. So the main step just ends, and what it left half done is finished or reverted by the post
 * step, which GitHub runs for a cancelled job too, or by whoever comes next.
 */
export async function run(main: () => Promise<void>, post?: () => Promise<void>): Promise<void> {
  process.on('uncaughtException', fail)
  try {
    await (readState('started') === undefined ? runMain(main, post !== undefined) : post?.())
  } catch (error) {
    reportError(error)
  }
}

async function runMain(main: () => Promise<void>, hasPost: boolean): Promise<void> {
  if (hasPost) saveState('started', 'true')
  await main()
}

// Thrown outside of what was awaited, a rejected promise included: the state is unknown, so nothing goes on.
function fail(error: unknown): never {
  reportError(error)
  process.exit(1)
}

function reportError(error: unknown): void {
  process.exitCode = 1
  if (isFailure(error)) reportFailure(error)
  else reportBug(error)
}

// The runner keeps ten annotations of a kind; the rest would be lost there, but not in the log.
const annotationLimit = 10

function reportFailure(failure: Failure): void {
  const [only, ...others] = failure.problems
  // A single problem that the message tells already only says where.
  const isTold = only !== undefined && others.length === 0 && failure.message.includes(only.message)
  const problems = isTold ? [] : failure.problems
  const shown = problems.slice(0, annotationLimit - 1)
  annotate('error', failure.message, isTold ? only.place : undefined)
  for (const { message, place } of shown) annotate('error', message, place)
  for (const { message, place } of problems.slice(shown.length)) {
    printText(place === undefined ? message : `${place.file}:${place.line ?? 1}: ${message}`)
  }
  for (const cause of causesOf(failure)) issueCommand('debug', `because of: ${cause}`)
}

function reportBug(error: unknown): void {
  annotate('error', `this is a bug in Immutable Deploy: ${messageOf(error)}`)
  if (error instanceof Error && error.stack !== undefined) printText(error.stack)
  for (const cause of causesOf(error)) printText(`because of: ${cause}`)
}

function causesOf(error: unknown): string[] {
  if (!(error instanceof Error) || error.cause === undefined) return []
  return [messageOf(error.cause), ...causesOf(error.cause)]
}
