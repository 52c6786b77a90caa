import { describe, expect, it, onTestFinished } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { isFailure } from '../../src/failure.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { targetContract } from '../target/target-contract.ts'
import { testEdge } from './edge.ts'
import { startWeightedProxy, weightedProxy } from './weighted-proxy.ts'

const edge = testEdge()
const registry = connectRegistry({ credentials: async () => undefined }, edge)
const imageOf = (name: string) => ({ registry: 'none.test', repository: 'acme/shop', digest: digestOf(name) })

async function prepare() {
  const proxy = await startWeightedProxy()
  onTestFinished(() => proxy[Symbol.asyncDispose]())
  const context = {
    owner: 'acme/shop',
    environment: 'live',
    service: 'app',
    strategy: 'canary' as const,
    registry,
  }
  const target = weightedProxy.connect({ admin: proxy.admin }, context, edge)
  return { proxy, target, artifacts: [imageOf('one'), imageOf('two')] as const }
}

targetContract('a weighted proxy', prepare, { weights: true, reads: false })

describe('a weighted proxy', () => {
  it('divides its traffic between two, in both directions, and between no third', async () => {
    const { proxy, target, artifacts } = await prepare()
    const [one, two] = artifacts
    const three = imageOf('three')
    for (const image of [one, two, three]) await target.stage(image)
    await target.shift(one.digest, 100, undefined, 1)
    await target.shift(two.digest, 30, one.digest, 1)
    expect(proxy.serving()).toEqual([
      { digest: two.digest, percent: 30 },
      { digest: one.digest, percent: 70 },
    ])
    await expect(target.shift(three.digest, 10, one.digest, 1)).rejects.toSatisfy((error) =>
      isFailure(error, 'mismatch'),
    )
    await target.shift(one.digest, 100, two.digest, 1)
    expect(proxy.serving()).toEqual([{ digest: one.digest, percent: 100 }])
  })

  it('keeps out who comes late, also where everything is as it was', async () => {
    const { target, artifacts } = await prepare()
    const [one, two] = artifacts
    for (const image of artifacts) await target.stage(image)
    await target.shift(one.digest, 100, undefined, 1)
    await target.shift(one.digest, 100, one.digest, 3)
    await expect(target.shift(two.digest, 100, one.digest, 2)).rejects.toSatisfy((error) =>
      isFailure(error, 'mismatch'),
    )
  })
})
