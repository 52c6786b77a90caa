import { relative } from 'node:path'
import { Failure, messageOf, type Problem } from '../failure.ts'

/** Says why a build failed, from what it said last: in which line of which file, and the way out where it is known. */
export function failedBuild(
  said: readonly string[],
  { context, file, root }: { context: string; file: string; root: string },
  cause: unknown,
): Failure {
  const last = said.findLast((line) => /^error: /i.test(line))
  const reason = last?.replace(/^error: (failed to build: )?(failed to solve: )?/i, '') ?? messageOf(cause)
  const message = `"${relative(context, file)}" could not be built: ${reason}${wayOut(reason)}`
  const line = lineOf(said)
  const problems: Problem[] =
    line === undefined ? [] : [{ message, place: { file: relative(root, file).replaceAll('\\', '/'), line } }]
  return new Failure('unavailable', message, { cause, problems })
}

// BuildKit shows the place as "Dockerfile:2" above a ruler and the lines around it.
function lineOf(said: readonly string[]): number | undefined {
  const ruler = said.findLastIndex(
    (line, index) => /^-{20}$/.test(line) && /:\d+$/.test(said[index - 1] ?? ''),
  )
  const number = /:(\d+)$/.exec(said[ruler - 1] ?? '')?.[1]
  return number === undefined ? undefined : Number(number)
}

function wayOut(reason: string): string {
  if (!reason.includes('exec format error')) return ''
  return '; this machine does not run programs of that platform: name its own in "platforms", or add docker/setup-qemu-action before this step'
}
