import { z } from 'zod'
import { formatDuration } from '../duration.ts'
import { duration } from '../duration-schema.ts'
import { isFailure } from '../failure.ts'
import { lastWords, runScript, tellOutput } from '../script.ts'
import { type Answer, type Asked, type Check, type CheckEdge, inert } from './check.ts'

const options = z.strictObject({
  run: z
    .string()
    .regex(/\S/, 'wanted a command')
    .describe('Script that bash runs in the workspace, as a step of a job does; exit code 0 passes.'),
  timeout: duration.prefault('5m').describe('How long it may take.'),
})

type Options = z.output<typeof options>

export const command: Check = {
  description: 'A command that must succeed; it is told the address and the digest in its environment.',
  options,
  ask: (written, asked, edge) => askCommand(options.parse(written), { env: environmentOf(asked) }, edge),
}

/** Runs a script and tells how it ended; `given` is its environment and what it reads from its standard input. */
export async function askCommand(
  { run, timeout }: Options,
  given: { env: Record<string, string>; input?: string },
  edge: Pick<CheckEdge, 'exec' | 'now' | 'log'>,
): Promise<Answer> {
  const name = `"${inert(run.trim().split('\n', 1)[0] ?? '', 1000).slice(0, 60)}"`
  const start = edge.now().getTime()
  try {
    const result = await runScript(run, { ...given, timeout }, edge)
    const time = `after ${edge.now().getTime() - start} ms`
    if (result.exitCode === 0) return { passed: true, reason: `${name} succeeded ${time}` }
    tellOutput(result, edge)
    const said = lastWords(result)
    return {
      passed: false,
      reason: `${name} ended with exit code ${result.exitCode} ${time}${said && `: ${said}`}`,
    }
  } catch (error) {
    if (isFailure(error, 'unavailable'))
      return {
        passed: false,
        reason: `${name} did not end well within ${formatDuration(timeout)}: ${inert(error.message, 120)}`,
      }
    throw error
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
