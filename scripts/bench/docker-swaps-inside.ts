// Measures swaps in a network of its own, where `docker-swaps.ts` starts it, and writes milliseconds as JSON.
import { execFileSync } from 'node:child_process'
import { hexOf } from '../../src/artifact/digest.ts'
import { commandOf, kamalProxy } from '../../src/target/docker/proxy/kamal-proxy.ts'
import { proxyOptions, startDockerHost } from '../../test/interop/support/docker-host.ts'

export type Swaps = { ours: number[]; peer: number[] }

const rounds = 15

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

await using host = await startDockerHost()
const { target, context } = await host.fresh('kamal-proxy')
const artifacts = [await host.app('one'), await host.app('two')]
for (const artifact of artifacts) await (await target.stage(artifact))[Symbol.asyncDispose]()
const digests = artifacts.map(({ digest }) => digest)

const { kind: _, ...written } = proxyOptions('kamal-proxy', 'peer.example.com')
const commands = digests.map((digest) => {
  const name = `shop-${context.environment}-app-${hexOf(digest).slice(0, 12)}`
  return commandOf('peer', [{ host: name, ip: '', percent: 100 }], 8080, kamalProxy.options.parse(written))
})

const swaps: Swaps = { ours: [], peer: [] }
for (let round = 0; round < rounds; round++) {
  const [to, from] = [digests[round % 2], digests[(round + 1) % 2]]
  if (to === undefined) break
  const former = round === 0 ? undefined : from
  swaps.ours.push(await timed(() => target.shift(to, 100, former, round + 1)))
  const command = ['exec', 'kamal-proxy', 'kamal-proxy', ...(commands[round % 2] ?? [])]
  swaps.peer.push(await timed(() => execFileSync('docker', command)))
}
// The first of each has nothing to replace.
console.log(JSON.stringify({ ours: swaps.ours.slice(1), peer: swaps.peer.slice(1) }))
