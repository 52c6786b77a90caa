import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { label } from '../../src/target/docker/container.ts'
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

it('writes on a container by which plan it was made, and keeps it when a later plan names it again', async () => {
  const { target } = await host.fresh('kamal-proxy')
  const [plan, later] = [digestOf('a plan'), digestOf('a later one')]
  const made = async () => {
    const format = '{{.ID}} {{.Label "io.github.immutable-deploy.plan"}}'
    const filter = `label=${label.digest}=${artifacts[0].digest}`
    return (await host.engine.run('ps', '--no-trunc', '--filter', filter, '--format', format)).trim()
  }
  await (await target.stage(artifacts[0], { plan }))[Symbol.asyncDispose]()
  const before = await made()
  await (await target.stage(artifacts[0], { plan: later }))[Symbol.asyncDispose]()
  expect([before, await made()]).toEqual([expect.stringMatching(new RegExp(`^\\w+ ${plan}$`)), before])
})

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
