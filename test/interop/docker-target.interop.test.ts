import { afterAll, beforeAll, vi } from 'vitest'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { dyingEdge } from '../target/dying-edge.ts'
import { targetContract } from '../target/target-contract.ts'
import { type DockerHost, startDockerHost } from './support/docker-host.ts'
import { ask } from './support/http-load.ts'

// A verb that dies at each of its calls is tried a dozen times, with containers of its own each time.
vi.setConfig({ testTimeout: 900_000 })

let host: DockerHost
let artifacts: [DigestReference, DigestReference]

beforeAll(async () => {
  host = await startDockerHost()
  artifacts = [await host.app('one'), await host.app('two')]
})
afterAll(() => host?.[Symbol.asyncDispose]())

for (const kind of ['kamal-proxy', 'haproxy', 'caddy'] as const) {
  const prepare = async () => {
    const { target, connect, asked } = await host.fresh(kind)
    const load = { ask: () => ask(asked), answers: ['one', 'two'] as const }
    return {
      target,
      artifacts,
      connect,
      // What the verbs ask of the engine is the same for all; of a proxy they ask one thing, in one call.
      ...(kind === 'kamal-proxy' && {
        connectDying: (calls: number, last: 'answered' | 'lost') =>
          connect(dyingEdge(host.edge, calls, last)),
      }),
      ...(kind !== 'caddy' && { load }),
    }
  }
  targetContract(`docker with ${kind}`, prepare, { weights: kind !== 'kamal-proxy' })
}
