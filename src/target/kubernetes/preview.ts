import { createInterface } from 'node:readline'
import { Failure, isFailure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { Staged, TargetEdge } from '../target.ts'
import type { Kubectl } from './kubectl.ts'
import { failureOf } from './kubectl-failure.ts'

/** Milliseconds until kubectl says at which port of ours a pod is reached. */
const patience = 30_000

/** Opens a way to one pod of a Deployment, through the API server, for as long as it is looked at. */
export async function forwardPort(
  deployment: string,
  port: number,
  kubectl: Kubectl,
  { spawn }: Pick<TargetEdge, 'spawn'>,
): Promise<Required<Staged>> {
  const said: string[] = []
  const command = ['port-forward', '--address=127.0.0.1', `deployment/${deployment}`, `:${port}`]
  const running = spawn('kubectl', [...kubectl.args, ...command], {
    onStderr: (line) => void said.push(line),
  })
  running.stdin.end()
  const lines = createInterface({ input: running.stdout })
  const opened = new Promise<number>((resolve) => {
    lines.on('line', (line) => {
      const found = /^Forwarding from 127\.0\.0\.1:(\d+) ->/.exec(line)
      if (found !== null) resolve(Number(found[1]))
    })
  })
  const ended = running.ended.then(
    () => undefined,
    (error: unknown) => error,
  )
  const timer = setTimeout(running.kill, patience)
  const first = await Promise.race([opened, ended])
  clearTimeout(timer)
  if (typeof first === 'number') {
    return {
      url: `http://127.0.0.1:${first}`,
      [Symbol.asyncDispose]: async () => {
        running.kill()
        await ended
      },
    }
  }
  throw failureOf(said.join('\n'), kubectl.namespace) ?? unreachable(deployment, port, said, first)
}

function unreachable(deployment: string, port: number, said: readonly string[], cause: unknown): Failure {
  if (isFailure(cause, 'not-found')) return cause
  return new Failure(
    'unavailable',
    `port ${port} of Deployment "${deployment}" is not reached by port-forward: ${inert(said.at(-1) ?? 'no answer', 300)}; set "preview: none" to go without`,
    { cause },
  )
}
