import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, vi } from 'vitest'
import { dyingEdge } from '../target/dying-edge.ts'
import { targetContract } from '../target/target-contract.ts'
import { type SshHost, startSshHost, users } from './support/ssh-host.ts'

// A verb that dies at each of its calls is tried a dozen times, each over connections of its own.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

let host: SshHost

beforeAll(async () => {
  host = await startSshHost()
})
afterAll(() => host?.[Symbol.asyncDispose]())

for (const user of [users.dash, users.busybox]) {
  targetContract(`directory over ssh for ${user}`, async () => {
    const path = host.freshPath(user)
    const connect = (edge = host.edge) => host.connect(path, { user }, {}, edge)
    return {
      target: connect(),
      artifacts: [
        await host.push([{ name: 'index.html', content: 'one' }]),
        await host.push([{ name: 'index.html', content: 'two' }]),
      ],
      connect,
      // What the verbs call is the same for every shell.
      ...(user === users.dash && {
        connectDying: (calls: number, last: 'answered' | 'lost') =>
          connect(dyingEdge(host.edge, calls, last)),
      }),
      load: { ask: () => readFile(join(path, 'current/index.html'), 'utf8'), answers: ['one', 'two'] },
    }
  })
}
