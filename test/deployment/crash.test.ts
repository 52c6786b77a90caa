import { rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendRequests } from '../../scripts/demo/traffic.ts'
import { backward, forward } from '../../src/deployment/next.ts'
import type { RunOptions } from '../support/runner.ts'
import { type Shop, startShop, succeeded } from '../support/shop.ts'

// Two releases take turns in staging. Each time the runner dies at another instant, with everything on it: no post
// step, nothing said. Whoever comes next must find out and end it.
let shop: Shop
let images: [string, string]
let turn = 0

beforeAll(async () => {
  shop = await startShop()
  const first = await shop.release()
  await shop.commit('Second', { 'public/items.json': '{ "release": "2", "items": [] }\n' })
  images = [first, await shop.release()]
  succeeded(await promote(first))
}, 120_000)
afterAll(() => shop[Symbol.asyncDispose]())

const promote = (image: string, kill?: RunOptions['kill']) =>
  shop.promote('staging', image, { inputs: { 'allow-downgrade': 'true' }, ...(kill && { kill }) })

/** The other release than the one that serves. */
function nextImage(): string {
  turn = 1 - turn
  return images[turn] ?? ''
}

async function servingDigest(): Promise<string> {
  const answer = await fetch(`${shop.sites.staging.url}/items.json`)
  expect(answer.status).toBe(200)
  const { release } = JSON.parse(await answer.text())
  return images[release === '2' ? 1 : 0] ?? ''
}

function states(): string[] {
  return shop.github.deployments.map(({ statuses }) => statuses.map(({ state }) => state).join(' '))
}

/** What holds after every recovery: one digest serves, it is the confirmed one, and nothing is left open. */
async function expectSettled(image: string): Promise<void> {
  expect(await servingDigest()).toBe(image)
  const newest = shop.github.deployments
    .toSorted((one, other) => other.id - one.id)
    .find(({ statuses }) => statuses.some(({ state }) => state === 'success'))
  expect(JSON.stringify(newest?.payload)).toContain(image)
  expect(states().filter((journal) => !/success|failure|error|inactive/.test(journal))).toEqual([])
}

const lines = forward.flatMap((step) => [new RegExp(`^${step}: app`), new RegExp(`^${step}: done`)])
const requests = [
  { title: 'the deployment is asked for', method: 'POST', path: /\/deployments$/ },
  { title: 'the deployments are listed', method: 'GET', path: /\/deployments\?/ },
  { title: 'the statuses are read', method: 'POST', path: /graphql/ },
  { title: 'staging is journaled', method: 'POST', path: /\/statuses$/, body: /staging/ },
  { title: 'the shift is journaled', method: 'POST', path: /\/statuses$/, body: /shifting/ },
  { title: 'the confirmation is journaled', method: 'POST', path: /\/statuses$/, body: /success/ },
]

describe('a runner that dies', () => {
  it.each(lines.map((line) => ({ line })))(
    'at $line loses nothing, and the next run promotes',
    async ({ line }) => {
      const image = nextImage()
      await using client = sendRequests(shop.sites.staging.url)
      const killed = await promote(image, { when: line, how: 'machine' })
      expect(killed.exitCode).toBeUndefined()
      const after = succeeded(await promote(image))
      expect(['promoted', 'unchanged']).toContain(after.outputs.outcome)
      await expectSettled(image)
      expect(client.traffic).toMatchObject({ failed: 0 })
    },
  )

  it.each(requests)(
    'while $title loses nothing, and the next run promotes',
    async ({ title: _, ...request }) => {
      const image = nextImage()
      await using client = sendRequests(shop.sites.staging.url)
      await promote(image, { when: shop.github.seen(request), how: 'machine' })
      succeeded(await promote(image))
      await expectSettled(image)
      expect(client.traffic).toMatchObject({ failed: 0 })
    },
  )

  it('after the shift is put back by a run that wants something else', async () => {
    const image = nextImage()
    const other = images[1 - turn] ?? ''
    await promote(image, { when: /^shift: done/, how: 'machine' })
    expect(await servingDigest()).toBe(image)
    const after = succeeded(await promote(other))
    expect(after.log).toMatch(/recovering deployment/)
    await expectSettled(other)
    turn = 1 - turn
  })

  it('twice in a row is ended by the third run', async () => {
    const image = nextImage()
    await promote(image, { when: /^shift: done/, how: 'machine' })
    await promote(image, { when: /^check-serving: app/, how: 'machine' })
    succeeded(await promote(image))
    await expectSettled(image)
  })
})

describe('a job that is cancelled', () => {
  it.each(['stage', 'check-staged', 'shift', 'check-serving'] as const)(
    'at "%s" is put back by its own post step',
    async (step) => {
      const image = nextImage()
      const former = images[1 - turn] ?? ''
      const cancelled = await promote(image, { when: new RegExp(`^${step}: done`), how: 'cancel' })
      expect(cancelled.postExitCode).toBe(0)
      await expectSettled(former)
      turn = 1 - turn
    },
  )
})

describe('a release that was put there by hand', () => {
  it('is not taken away by a run that is cancelled, and is recorded by the next', async () => {
    const image = nextImage()
    const { path } = shop.sites.staging
    await symlink(`releases/${image.split('sha256:')[1]}`, join(path, 'by-hand'))
    await rename(join(path, 'by-hand'), join(path, 'current'))
    const cancelled = await promote(image, { when: /^check-serving: done/, how: 'cancel' })
    expect([cancelled.postExitCode, await servingDigest()]).toEqual([0, image])
    succeeded(await promote(image))
    await expectSettled(image)
  })
})

describe('the steps of a promotion', () => {
  it('are all among those at which a runner dies here', () => {
    const covered = lines.map(({ source }) => source)
    expect(forward.every((step) => covered.some((line) => line.includes(step)))).toBe(true)
    expect(backward).toEqual(['restore', 'discard', 'close'])
  })
})
