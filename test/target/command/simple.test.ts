import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { command } from '../../../src/target/command/command.ts'
import type { TargetEdge } from '../../../src/target/target.ts'
import { testEdge } from '../../support/edge.ts'
import { dyingEdge } from '../dying-edge.ts'
import { targetContract } from '../target-contract.ts'
import { artifactOf, context, freshFolder } from './support.ts'

const program = join(import.meta.dirname, 'simple.sh')
const artifacts = [artifactOf('one'), artifactOf('two')] as const

function connect(place: string, edge: TargetEdge = testEdge()) {
  const run = (verb: string) => `PLACE='${place}' bash '${program}' ${verb}`
  const scripts = {
    observe: run('observe'),
    stage: run('stage'),
    shift: run('shift'),
    discard: run('discard'),
  }
  return command.connect({ ...scripts, weights: true }, { ...context, strategy: 'canary' }, edge)
}

/** Serves what the program says, looking for each request; a turn of a hundred has as many of each as its percent. */
async function startServer(place: string): Promise<string> {
  let asked = 0
  const server = createServer(async (_, response) => {
    const lines = (await readFile(join(place, 'serving'), 'utf8')).trim().split('\n')
    let turn = asked++ % 100
    const line = lines.find((one) => {
      turn -= Number(one.split(' ')[1])
      return turn < 0
    })
    response.end(line?.split(' ')[0] ?? 'nothing serves')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

targetContract(
  'command, by a program without a lock,',
  async () => {
    const place = await freshFolder()
    const url = await startServer(place)
    return {
      target: connect(place),
      artifacts,
      connect: () => connect(place),
      connectDying: (calls, last) => connect(place, dyingEdge(testEdge(), calls, last)),
      load: {
        ask: async () => (await fetch(url)).text(),
        answers: [artifacts[0].digest, artifacts[1].digest],
      },
    }
  },
  { weights: true, atomic: false, reads: false },
)

describe('a program that shares traffic', () => {
  it('gives each release its share, and is seen to', async () => {
    const place = await freshFolder()
    const url = await startServer(place)
    const target = connect(place)
    const [first, second] = artifacts
    await target.stage(first)
    await target.shift(first.digest, 100, undefined, 1)
    await target.stage(second)
    await target.shift(second.digest, 10, first.digest, 1)
    expect((await target.observe()).serving).toEqual([
      { digest: second.digest, percent: 10 },
      { digest: first.digest, percent: 90 },
    ])
    const answers = []
    for (let asked = 0; asked < 100; asked++) answers.push(await (await fetch(url)).text())
    expect(answers.filter((answer) => answer === second.digest)).toHaveLength(10)
  })
})
