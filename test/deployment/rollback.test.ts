import { readFileSync } from 'node:fs'
import { rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendRequests } from '../../scripts/demo/traffic.ts'
import { parsePromotion, promotionType } from '../../src/evidence/predicate/promotion.ts'
import type { ActionResult } from '../support/runner.ts'
import { type Shop, startShop, succeeded } from '../support/shop.ts'

// Three releases follow each other in staging, each test in a history of its own making, from its sources.

let shop: Shop
const images: string[] = []

beforeAll(async () => {
  shop = await startShop({ source: true })
  for (const release of ['1', '2', '3']) {
    await shop.commit(`Release ${release}`, {
      'public/items.json': `{ "release": "${release}", "items": [] }\n`,
    })
    images.push(await shop.release())
  }
}, 240_000)
afterAll(() => shop[Symbol.asyncDispose]())

const digestOf = (image = '') => image.split('@')[1] ?? ''
const promote = (image = '', inputs: Record<string, string> = {}) =>
  shop.promote('staging', image, { inputs: { 'allow-downgrade': 'true', ...inputs } })
const letGo = () => shop.run('hold', { inputs: { environment: 'staging', state: 'release', reason: 'done' } })

async function shown(): Promise<string> {
  const answer = await fetch(`${shop.sites.staging.url}/items.json`)
  return String(JSON.parse(await answer.text()).release)
}

function newest(environment = 'staging') {
  const [deployment] = shop.github.deployments.filter((one) => one.environment === environment)
  const { payload } = deployment ?? {}
  return { ...deployment, payload: typeof payload === 'string' ? JSON.parse(payload) : payload }
}

/** Starts staging over with these releases, one after the other. */
async function history(...releases: number[]): Promise<void> {
  shop.github.deployments.splice(0)
  await rm(join(shop.sites.staging.path, 'current'), { force: true })
  for (const release of releases) succeeded(await promote(images[release - 1], { 'release-hold': 'true' }))
}

const problems = ({ annotations }: ActionResult) => annotations.map(({ message }) => message).join('\n')

describe('a rollback', () => {
  let first: ActionResult

  beforeAll(async () => {
    await history(1, 2, 3)
    await using client = sendRequests(shop.sites.staging.url)
    first = succeeded(await shop.rollBack('staging', 'carts are empty'))
    expect(client.traffic.failed).toBe(0)
  }, 240_000)

  it('goes back to what served before, and says how long it took', async () => {
    expect(await shown()).toBe('2')
    expect(first.outputs).toMatchObject({
      outcome: 'promoted',
      changed: 'true',
      previous: digestOf(images[2]),
    })
    expect(first.log).toMatch(/the earlier release serves \d+\.\d s after the start/)
    expect(first.summary).toMatch(/^## ↩️ `staging` serves `[0-9a-f]{12}` again/u)
  })

  it('takes a release that stands by, and verifies it all the same', () => {
    expect(first.log).toMatch(/check-staged: done/)
    expect(first.summary).toMatch(/\| ✅ \| `provenance` \|/u)
  })

  it('is recorded with who, why, and away from what', async () => {
    expect(newest().payload).toMatchObject({
      release: { app: images[1] },
      previous: { app: images[2] },
      rollback: { by: 'octocat', reason: 'carts are empty' },
      hold: { by: 'octocat', reason: 'carts are empty' },
    })
    const verified = succeeded(
      await shop.run('verify', { inputs: { image: images[1] ?? '', 'predicate-type': promotionType } }),
    )
    const statements = JSON.parse(readFileSync(verified.outputs['statements-path'] ?? '', 'utf8'))
    const records = statements.map(({ statement }: { statement: { predicate: unknown } }) =>
      parsePromotion(statement.predicate),
    )
    expect(records).toContainEqual(
      expect.objectContaining({
        previous: digestOf(images[2]),
        rollback: { by: 'octocat', reason: 'carts are empty' },
        hold: { by: 'octocat', reason: 'carts are empty' },
      }),
    )
  })

  it('sticks: the next promotion is refused, with who, when and why', async () => {
    const refused = await promote(images[2])
    expect(refused.outputs.outcome).toBe('refused')
    expect(problems(refused)).toMatch(
      /held by octocat since 20\d\d-\d\d-\d\dT[\d:]+Z by deployment \d+: carts are empty; promote with release-hold: true, or let go with the action hold/,
    )
    expect(await shown()).toBe('2')
  })

  it('keeps what was rolled back from out of what comes after', async () => {
    const planned = succeeded(
      await shop.run('plan', { inputs: { image: images[2] ?? '', environment: 'production' } }),
    )
    expect(planned.outputs.allowed).toBe('false')
    expect(planned.summary).toMatch(/"staging" was rolled back from it by octocat on 20.* carts are empty/)
  })

  it('goes further back, not forth, the second time', async () => {
    const second = succeeded(await shop.rollBack('staging', 'still empty'))
    expect([second.outputs.outcome, await shown()]).toEqual(['promoted', '1'])
  })

  it('says so where there is nothing earlier', async () => {
    const third = await shop.rollBack('staging', 'still empty')
    expect(problems(third)).toMatch(/"staging" has nothing to go back to: no earlier release was confirmed/)
    expect(await shown()).toBe('1')
  })

  it('is let go of by a promotion that says so', async () => {
    const promoted = succeeded(await promote(images[1], { 'release-hold': 'true' }))
    expect([promoted.outputs.outcome, await shown()]).toEqual(['promoted', '2'])
    succeeded(await promote(images[0]))
  })
})

describe('a rollback to what is named', () => {
  beforeAll(() => history(1, 2, 3), 240_000)

  it('goes there by a digest', async () => {
    const back = succeeded(
      await shop.rollBack('staging', 'x', { inputs: { to: digestOf(images[0]), hold: 'false' } }),
    )
    expect([back.outputs.outcome, await shown()]).toEqual(['promoted', '1'])
    expect(newest().payload.hold).toBeNull()
  })

  it('goes there by a deployment', async () => {
    const [, , second] = shop.github.deployments.toReversed().map(({ id }) => id)
    const back = succeeded(
      await shop.rollBack('staging', 'x', { inputs: { to: String(second), hold: 'false' } }),
    )
    expect([back.outputs.outcome, await shown()]).toEqual(['promoted', '3'])
  })

  it('changes nothing but the hold where it serves already', async () => {
    const again = succeeded(
      await shop.rollBack('staging', 'stay here', { inputs: { to: digestOf(images[2]) } }),
    )
    expect([again.outputs.outcome, again.outputs.changed]).toEqual(['unchanged', 'false'])
    expect(problems(await promote(images[1]))).toMatch(/held by octocat .*: stay here/)
    succeeded(await letGo())
  })

  it.each([
    ['nobody confirmed', { to: `sha256:${'0'.repeat(64)}` }, /no confirmed release of "staging" runs/],
    ['is no deployment', { to: '7' }, /"staging" has no deployment 7 of a promotion/],
    ['is neither', { to: 'yesterday' }, /input "to": "yesterday" is neither/],
    ['is kept elsewhere', { registry: 'ghcr.io' }, /which neither the policy nor the input "registry" names/],
  ])('is refused where that %s', async (_, inputs, reason) => {
    const refused = await shop.rollBack('staging', 'x', { inputs })
    expect(refused.failed).toBe(true)
    expect(problems(refused)).toMatch(reason)
    expect(await shown()).toBe('3')
  })

  it('is refused where a payload is all that speaks for it', async () => {
    const { payload } = newest()
    const forged = {
      ...payload,
      changed: ['app'],
      release: { app: `${shop.image}@sha256:${'f'.repeat(64)}` },
      nonce: 'forged',
    }
    const post = (path: string, body: object) =>
      fetch(`${shop.github.url}/repos/acme/shop${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${shop.github.token({ deployments: 'write' })}` },
        body: JSON.stringify(body),
      })
    const deployment = { ref: 'main', task: 'immutable-deploy', environment: 'staging', auto_merge: false }
    await post('/deployments', { ...deployment, payload: JSON.stringify(forged) })
    const id = shop.github.deployments[0]?.id
    await post(`/deployments/${id}/statuses`, { state: 'success' })
    const refused = await shop.rollBack('staging', 'x', { inputs: { to: String(id) } })
    expect(problems(refused)).toMatch(/cannot be gone back to: nothing signed says/)
    shop.github.deployments.shift()
  })
})

describe('a rollback of what somebody else has put there', () => {
  beforeAll(async () => {
    await history(1, 2)
    const { path } = shop.sites.staging
    await symlink(`releases/${digestOf(images[0]).slice('sha256:'.length)}`, join(path, 'by-hand'))
    await rename(join(path, 'by-hand'), join(path, 'current'))
  }, 240_000)

  it('is refused unless it is told where to go', async () => {
    const refused = await shop.rollBack('staging', 'x')
    expect(problems(refused)).toMatch(
      /somebody else moved it.*; or name by "to" what "staging" is to go back to/,
    )
    expect(await shown()).toBe('1')
  })

  it('goes where it is told', async () => {
    const back = succeeded(await shop.rollBack('staging', 'x', { inputs: { to: digestOf(images[1]) } }))
    expect(await shown()).toBe('2')
    expect(['promoted', 'unchanged']).toContain(back.outputs.outcome)
  })
})

describe('a rollback whose runner dies', () => {
  it.each([
    ['before it moved traffic', /^check-staged: done/, '3'],
    ['after it moved traffic', /^shift: done/, '2'],
  ])('%s is ended by the next rollback, one step back and no further', async (_, when, serves) => {
    await history(2, 3)
    const killed = await shop.rollBack('staging', 'carts', { kill: { when, how: 'machine' } })
    expect(killed.exitCode).toBeUndefined()
    expect(await shown()).toBe(serves)
    const again = succeeded(await shop.rollBack('staging', 'carts'))
    expect([again.outputs.outcome, await shown()]).toEqual(['promoted', '2'])
    expect(problems(await promote(images[2]))).toMatch(/held by octocat .*: carts/)
  })

  it('after it moved traffic holds all the same: the next promotion does not bring back what it left', async () => {
    await history(2, 3)
    await shop.rollBack('staging', 'carts', { kill: { when: /^shift: done/, how: 'machine' } })
    const refused = await promote(images[2])
    expect(problems(refused)).toMatch(/held by octocat .*: carts/)
    expect(await shown()).toBe('2')
  })

  it('and is cancelled after it moved traffic leaves it there', async () => {
    await history(2, 3)
    const cancelled = await shop.rollBack('staging', 'carts', {
      kill: { when: /^shift: done/, how: 'cancel' },
    })
    expect([cancelled.postExitCode, await shown()]).toEqual([0, '2'])
    succeeded(await shop.rollBack('staging', 'carts'))
    expect(await shown()).toBe('2')
  })
})

describe('a hold', () => {
  const hold = (state: string, reason: string) =>
    shop.run('hold', { inputs: { environment: 'staging', state, reason } })

  beforeAll(() => history(2), 240_000)

  it('is a record of what serves, and stops promotions', async () => {
    const held = succeeded(await hold('hold', 'the sale is on'))
    expect(held.outputs).toMatchObject({
      held: 'true',
      changed: 'true',
      'deployment-id': String(newest().id),
    })
    expect(newest().payload).toMatchObject({ release: { app: images[1] }, changed: [] })
    expect(held.summary).toMatch(/^## ⏸️ `staging` is held/u)
    expect(problems(await promote(images[2]))).toMatch(/held by octocat .*: the sale is on/)
  })

  it('may be held again for another reason', async () => {
    expect(succeeded(await hold('hold', 'still on')).outputs).toMatchObject({
      held: 'true',
      changed: 'false',
    })
    expect(problems(await promote(images[2]))).toMatch(/: still on/)
  })

  it('survives a promotion of what serves already', async () => {
    expect(succeeded(await promote(images[1])).outputs.outcome).toBe('unchanged')
    expect((await promote(images[2])).failed).toBe(true)
  })

  it('is let go of, and that only once', async () => {
    expect(succeeded(await hold('release', 'over')).outputs).toMatchObject({ held: 'false', changed: 'true' })
    expect(succeeded(await hold('release', 'over')).outputs).toMatchObject({
      held: 'false',
      changed: 'false',
    })
    expect(succeeded(await promote(images[2])).outputs.outcome).toBe('promoted')
  })

  it('is refused for an environment that the policy does not name', async () => {
    const refused = await shop.run('hold', { inputs: { environment: 'nowhere', reason: 'x' } })
    expect(problems(refused)).toMatch(/the policy names no environment "nowhere"/)
  })

  it('does not end what a dead run has left, nor is it lost by that', async () => {
    await shop.promote('staging', images[1] ?? '', {
      inputs: { 'allow-downgrade': 'true' },
      kill: { when: /^shift: done/, how: 'machine' },
    })
    succeeded(await hold('hold', 'look at it first'))
    expect(problems(await promote(images[1]))).toMatch(/held by octocat .*: look at it first/)
    succeeded(await promote(images[1], { 'release-hold': 'true' }))
    expect(await shown()).toBe('2')
  })
})
