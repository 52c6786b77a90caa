import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { servingOf, type Target } from '../../src/target/target.ts'
import { type DockerHost, startDockerHost } from './support/docker-host.ts'
import { startLoad } from './support/http-load.ts'

let host: DockerHost
let first: DigestReference
let second: DigestReference

beforeAll(async () => {
  host = await startDockerHost()
  first = await host.app('one')
  second = await host.app('two')
})
afterAll(() => host?.[Symbol.asyncDispose]())

const swaps = 20
const rollbacks = 5
/** Requests before each swap. */
const between = 500

async function stage(target: Target, artifact: DigestReference): Promise<void> {
  await using _ = await target.stage(artifact)
}

describe.each(['kamal-proxy', 'haproxy'] as const)('%s', (kind) => {
  it('loses no request in 20 swaps and 5 rollbacks', async () => {
    const { target, asked } = await host.fresh(kind)
    await stage(target, first)
    await target.shift(first.digest, 100, undefined, 1)
    await stage(target, second)
    const load = startLoad(asked)
    let [from, to] = [first, second]
    for (let swap = 0; swap < swaps + rollbacks; swap++) {
      for (const wanted = load.count() + between; load.count() < wanted; )
        await new Promise((resolve) => setTimeout(resolve, 5))
      // A rollback is what the next run does, which stages what stands by.
      if (swap >= swaps) await stage(target, to)
      await target.shift(to.digest, 100, from.digest, swap + 1)
      expect(servingOf(await target.observe())).toBe(to.digest)
      ;[from, to] = [to, from]
    }
    const { perSecond } = await load.end()
    console.log(
      `${kind}: ${load.count()} requests, ${Math.round(perSecond)} in a second, ${load.lost.length} lost`,
    )
    expect(load.lost).toEqual([])
    expect([...load.answers.keys()].sort()).toEqual(['one', 'two'])
    expect(load.count()).toBeGreaterThanOrEqual((swaps + rollbacks) * between)
  }, 600_000)
})

describe.each(['haproxy', 'caddy'] as const)('%s', (kind) => {
  it('shares the traffic as it is told, and back', async () => {
    const { target, asked } = await host.fresh(kind)
    await stage(target, first)
    await target.shift(first.digest, 100, undefined, 1)
    await stage(target, second)
    await target.shift(second.digest, 20, first.digest, 2)
    expect((await target.observe()).serving).toEqual(
      expect.arrayContaining([
        { digest: second.digest, percent: 20 },
        { digest: first.digest, percent: 80 },
      ]),
    )
    const load = startLoad(asked)
    for (const wanted = 1000; load.count() < wanted; ) await new Promise((resolve) => setTimeout(resolve, 5))
    await load.end()
    const share = (load.answers.get('two') ?? 0) / load.count()
    expect(share).toBeGreaterThan(0.15)
    expect(share).toBeLessThan(0.25)
    await target.shift(second.digest, 0, first.digest, 2)
    expect(servingOf(await target.observe())).toBe(first.digest)
    await target.shift(second.digest, 100, first.digest, 2)
    expect(servingOf(await target.observe())).toBe(second.digest)
  }, 600_000)
})
