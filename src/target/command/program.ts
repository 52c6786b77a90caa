import { formatDuration } from '../../duration.ts'
import type { ExecResult } from '../../edge.ts'
import { Failure, isFailure } from '../../failure.ts'
import { lastWords, runScript, tellOutput } from '../../script.ts'
import type { TargetContext, TargetEdge } from '../target.ts'
import { environmentOf, type Told, withoutPassedOn } from './environment.ts'
import type { Options } from './options.ts'

export type Verb = 'observe' | 'stage' | 'shift' | 'discard'

/** Runs the script of a verb; returns what it wrote to its standard output. */
export type Program = (verb: Verb, told?: Told) => Promise<string>

/**
 * By this exit code a program says that somebody else moved traffic: EX_TEMPFAIL, "try again later". `flock` can end
 * with it too, where the lock is not to be had.
 * https://man.freebsd.org/cgi/man.cgi?query=sysexits
 */
const movedByOthers = 75

/** What a shell ends with where a program may not be run, or is not there. */
const notRun = [126, 127]

export function programOf(options: Options, context: TargetContext, edge: TargetEdge): Program {
  return async (verb, told = {}) => {
    const result = await run(verb, told, options, context, edge)
    const said = {
      stdout: withoutPassedOn(result.stdout, options),
      stderr: withoutPassedOn(result.stderr, options),
    }
    if (result.exitCode !== 0 || verb !== 'observe') tellOutput(said, edge)
    if (result.exitCode === 0) return result.stdout
    throw failureOf(verb, result.exitCode, lastWords(said))
  }
}

async function run(
  verb: Verb,
  told: Told,
  options: Options,
  context: TargetContext,
  edge: TargetEdge,
): Promise<ExecResult> {
  const timeout = verb === 'observe' ? options['observe-timeout'] : options.timeout
  if (verb !== 'observe') edge.log.info(`running "${verb}"`)
  try {
    return await runScript(options[verb], { ...environmentOf(options, context, told), timeout }, edge)
  } catch (error) {
    if (!isFailure(error, 'unavailable')) throw error
    const message = `"${verb}" did not end well within ${formatDuration(timeout)}: ${error.message}`
    throw new Failure('unavailable', message, { cause: error })
  }
}

function failureOf(verb: Verb, exitCode: number, words: string): Failure {
  const ended = `"${verb}" ended with exit code ${exitCode}`
  const said = words && `: ${words}`
  if (exitCode === movedByOthers && (verb === 'shift' || verb === 'discard'))
    return new Failure('mismatch', `${ended}, somebody else moved traffic or is about to${said}`)
  const way = notRun.includes(exitCode) ? '; is it installed, and is the workspace checked out?' : ''
  return new Failure('unavailable', `${ended}${said}${way}`)
}
