import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { formatDuration } from '../../duration.ts'
import { Failure, isFailure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import { byShell, lastWords } from '../../script.ts'
import type { Staged, TargetContext, TargetEdge } from '../target.ts'
import { environmentOf, type Told, withoutPassedOn } from './environment.ts'
import type { Options } from './options.ts'

const address = z.url({ protocol: /^https?$/ })

/** Lets a script say where the staged release is asked; what it keeps open, such as a tunnel, ends with the look. */
export function openPreview(
  script: string,
  told: Told,
  options: Options,
  context: TargetContext,
  { spawn }: Pick<TargetEdge, 'spawn'>,
): Promise<Required<Staged>> {
  return byShell(script, async (shell, args) => {
    const said: string[] = []
    const running = spawn(shell, args, {
      ...environmentOf(options, context, told),
      onStderr: (line) => void said.push(line),
    })
    running.stdin.end()
    const end = async () => {
      running.kill()
      return await running.ended.catch((error: unknown) => error)
    }
    const line = await firstLine(running.stdout, options['observe-timeout'])
    const { data: url } = address.safeParse(line?.trim())
    if (url !== undefined) return { url, [Symbol.asyncDispose]: async () => void (await end()) }
    const cause = await end()
    if (isFailure(cause, 'not-found')) throw cause
    const repeatable = (text: string) => withoutPassedOn(text, options)
    throw silent(line && repeatable(line), repeatable(said.join('\n')), options)
  })
}

/** What a script prints first; undefined where it ends, or the time is up, without a line. */
function firstLine(stdout: Readable, timeout: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), timeout)
    const tell = (line?: string) => {
      clearTimeout(timer)
      resolve(line)
    }
    // It is read to its end, so that whoever goes on talking is not held up.
    createInterface({ input: stdout }).on('line', tell)
    stdout.once('close', () => tell())
  })
}

function silent(line: string | undefined, stderr: string, { 'observe-timeout': timeout }: Options): Failure {
  const found = line === undefined ? 'nothing' : `"${inert(line).slice(0, 80)}"`
  const words = lastWords({ stdout: '', stderr })
  return new Failure(
    'unavailable',
    `"preview" printed ${found} as its first line within ${formatDuration(timeout)}; wanted the address of the staged release, as in http://127.0.0.1:18080${words && `: ${words}`}`,
  )
}
