import { formatDuration } from '../../duration.ts'
import { Failure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { TargetEdge } from '../target.ts'
import type { Container } from './container.ts'
import type { Engine } from './engine.ts'

/** How long a container that nothing checks must have run to count as ready. Milliseconds. */
const settling = 3000
/** Pauses between two looks grow from the first to the longest. Milliseconds. */
const firstPause = 100
const longestPause = 1000

/** Waits until a container is ready; says why it is not to be expected any more, with the end of its log. */
export async function awaitReady(
  name: string,
  timeout: number,
  engine: Engine,
  { now, sleep }: Pick<TargetEdge, 'now' | 'sleep'>,
): Promise<Container> {
  const start = now().getTime()
  let first: Container | undefined
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    const [container] = await engine.inspect([name])
    if (container === undefined)
      throw new Failure('not-found', `container "${name}" was removed while it was waited for`)
    const spent = now().getTime() - start
    first ??= container
    const verdict = judge(container, { spent, restarts: container.restarts - first.restarts })
    if (verdict === 'ready') return container
    if (verdict !== 'starting') throw await failureOf(name, verdict, engine)
    if (spent >= timeout)
      throw await failureOf(
        name,
        `is not healthy after ${formatDuration(timeout)}; it may have longer by "ready-timeout"`,
        engine,
      )
    await sleep(pause)
  }
}

/**
 * Judges how a container does, after as many milliseconds and restarts since it is waited for; what is wrong with it is
 * told in words.
 */
export function judge(
  container: Container,
  { spent, restarts }: { spent: number; restarts: number },
): 'ready' | 'starting' | string {
  const { running, status, exitCode, outOfMemory, health } = container
  // The restart policy starts it again and again, each time for a moment.
  if (restarts > 0 || status === 'restarting')
    return `ended with exit code ${exitCode}, and is started again and again`
  if (!running && status !== 'created') {
    const reason = outOfMemory ? 'it had used up its memory' : `exit code ${exitCode}`
    return `ended: ${reason}`
  }
  if (health === 'unhealthy') return 'is unhealthy by its health check'
  if (!running) return 'starting'
  if (health === 'healthy') return 'ready'
  return health === undefined && spent >= settling ? 'ready' : 'starting'
}

async function failureOf(name: string, verdict: string, engine: Engine): Promise<Failure> {
  return new Failure('denied', `container "${name}" ${verdict}; ${await lastWords(name, engine)}`)
}

/** The end of a container's log, made inert. */
async function lastWords(name: string, engine: Engine): Promise<string> {
  const { exitCode, stdout, stderr } = await engine.try(['logs', '--tail', '5', name])
  const said = inert(`${stdout}\n${stderr}`, 400)
  if (exitCode !== 0 || said === '') return 'its log is empty'
  return `its log ends with "${said}"`
}
