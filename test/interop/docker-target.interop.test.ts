import { afterAll, beforeAll } from 'vitest'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { dyingEdge } from '../target/dying-edge.ts'
import { targetContract } from '../target/target-contract.ts'
import { type DockerHost, startDockerHost } from './support/docker-host.ts'
import { ask } from './support/http-load.ts'

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
      connectDying: (calls: number, last: 'answered' | 'lost') => connect(dyingEdge(host.edge, calls, last)),
      ...(kind !== 'caddy' && { load }),
    }
  }
  targetContract(`docker with ${kind}`, prepare, { weights: kind !== 'kamal-proxy' })
}
