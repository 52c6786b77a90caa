import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { countApiCalls, mostCalls } from '../scripts/bench/api-calls.ts'
import { type Shop, startShop } from './support/shop.ts'

// Each step is a process that reads its sources.
vi.setConfig({ testTimeout: 300_000 })

let shop: Shop
beforeAll(async () => {
  shop = await startShop({ source: true })
}, 60_000)
afterAll(() => shop[Symbol.asyncDispose]())

it('a promotion takes at most twelve calls of GitHub’s API, also into what comes after another', async () => {
  const counted = await countApiCalls(shop)
  expect(counted).toHaveLength(4)
  for (const { what, calls } of counted)
    expect(calls.length, `${what}:\n${calls.join('\n')}`).toBeLessThanOrEqual(mostCalls)
})
