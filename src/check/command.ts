import { z } from 'zod'
import { formatDuration } from '../duration.ts'
import { duration } from '../duration-schema.ts'
import type { ExecResult } from '../edge.ts'
import { isFailure } from '../failure.ts'
import { lastWords, runScript, tellOutput } from '../script.ts'
import { type Answer, type Asked, type Check, type CheckEdge, inert } from './check.ts'
import { type Attempt, poll } from './poll.ts'

const options = z
  .strictObject({
    run: z
      .string()
      .regex(/\S/, 'wanted a command')
      .describe('Script that bash runs in the workspace, as a step of a job does; exit code 0 passes.'),
    timeout: duration.prefault('5m').describe('How long it may take; with `interval`, all runs together.'),
    interval: duration
      .optional()
      .describe('Pause before it is run again while it does not succeed; without one it is run once.'),
    'run-timeout': duration
      .optional()
      .describe(
        'How long a single run may take where it is run again; what is left of `timeout` unless told.',
      ),
  })
  .refine(({ timeout }) => timeout > 0, { message: 'must be longer than 0s', path: ['timeout'] })
  .refine((check) => check['run-timeout'] === undefined || check['run-timeout'] > 0, {
    message: 'must be longer than 0s',
    path: ['run-timeout'],
  })
  .refine((check) => check['run-timeout'] === undefined || check.interval !== undefined, {
    message: 'needs "interval": a single run is limited by "timeout"',
    path: ['run-timeout'],
  })

export const command: Check = {
  description: 'A command that must succeed; it is told the address and the digest in its environment.',
  options,
  ask: (written, asked, edge) => askAgain(options.parse(written), asked, edge),
}

type Options = z.output<typeof options>
type Given = { env: Record<string, string>; input?: string }

async function askAgain(
  { run, timeout, interval, 'run-timeout': most = timeout }: Options,
  asked: Asked,
  edge: CheckEdge,
): Promise<Answer> {
  const given = { env: environmentOf(asked) }
  let last: ExecResult | undefined
  const attempt = async (left: number): Promise<Attempt> => {
    const { result, ...answer } = await runOnce({ run, timeout: Math.min(left, most) }, given, edge)
    last = result
    return { ...answer, settled: answer.passed || interval === undefined }
  }
  const answer = await poll({ timeout, interval: interval ?? 0 }, attempt, edge)
  if (!answer.passed && last) tellOutput(last, edge)
  return answer
}

/** Runs a script and tells how it ended; `given` is its environment and what it reads from its standard input. */
export async function askCommand(
  script: { run: string; timeout: number },
  given: Given,
  edge: Pick<CheckEdge, 'exec' | 'now' | 'log'>,
): Promise<Answer> {
  const { result, ...answer } = await runOnce(script, given, edge)
  if (!answer.passed && result) tellOutput(result, edge)
  return answer
}

/** One run; without a result it did not end by itself. */
async function runOnce(
  { run, timeout }: { run: string; timeout: number },
  given: Given,
  edge: Pick<CheckEdge, 'exec' | 'now'>,
): Promise<Answer & { result?: ExecResult }> {
  const name = `"${inert(run.trim().split('\n', 1)[0] ?? '', 1000).slice(0, 60)}"`
  const start = edge.now().getTime()
  try {
    const result = await runScript(run, { ...given, timeout }, edge)
    const time = `after ${edge.now().getTime() - start} ms`
    if (result.exitCode === 0) return { passed: true, reason: `${name} succeeded ${time}`, result }
    const said = lastWords(result)
    const reason = `${name} ended with exit code ${result.exitCode} ${time}${said && `: ${said}`}`
    return { passed: false, reason, result }
  } catch (error) {
    if (!isFailure(error, 'unavailable')) throw error
    const reason = `${name} did not end well within ${formatDuration(timeout)}: ${inert(error.message, 120)}`
    return { passed: false, reason }
  }
}

function environmentOf({ url, digest, environment, service, phase }: Asked): Record<string, string> {
  return {
    IMMUTABLE_DEPLOY_URL: url ?? '',
    IMMUTABLE_DEPLOY_DIGEST: digest,
    IMMUTABLE_DEPLOY_ENVIRONMENT: environment,
    IMMUTABLE_DEPLOY_SERVICE: service,
    IMMUTABLE_DEPLOY_PHASE: phase,
  }
}
