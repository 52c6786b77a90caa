import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { parsePromotion, promotionType } from '../src/evidence/predicate/promotion.ts'
import type { ActionResult } from './support/runner.ts'
import { type Shop, startShop, succeeded } from './support/shop.ts'

// One story as users live it, by the actions from their sources: a plan that goes stale, a freeze that is overridden,
// a rollback that holds, a hold that is let go of, and an environment downstream that keeps out what was left.

// Each step is a process that reads its sources.
vi.setConfig({ testTimeout: 300_000 })

let shop: Shop
let first: string
let second: string
let stale: ActionResult

const policyFile = '.github/immutable-deploy.yml'
const plan = (image: string) => shop.run('plan', { inputs: { image, environment: 'production' } })
const problems = ({ annotations }: ActionResult) => annotations.map(({ message }) => message).join('\n')
const approved = ({ outputs }: ActionResult) => ({
  plan: outputs.plan ?? '',
  'plan-content': outputs['plan-content'] ?? '',
})

async function shown(): Promise<string> {
  const answer = await fetch(`${shop.sites.production.url}/items.json`)
  return String(JSON.parse(await answer.text()).release)
}

function newestPayload() {
  const payload = shop.github.deployments.find(({ environment }) => environment === 'production')?.payload
  return typeof payload === 'string' ? JSON.parse(payload) : payload
}

beforeAll(async () => {
  shop = await startShop({ source: true })
  first = await shop.release()
  succeeded(await shop.promote('staging', first))
  succeeded(await shop.promote('production', first, { inputs: approved(succeeded(await plan(first))) }))
  await shop.commit('Second', { 'public/items.json': '{ "release": "2", "items": [] }\n' })
  second = await shop.release()
  succeeded(await shop.promote('staging', second))
  stale = succeeded(await plan(second))
  const policy = readFileSync(`${shop.folder}/${policyFile}`, 'utf8')
  const freeze = [
    '    freeze:',
    '      - { every: 00:00 - 12:00, time-zone: UTC, reason: morning, override: hotfix }',
    '      - { every: 12:00 - 00:00, time-zone: UTC, reason: evening, override: hotfix }',
  ].join('\n')
  await shop.commit('Freeze', { [policyFile]: policy.replace('    retain: 2', `    retain: 2\n${freeze}`) })
}, 600_000)
afterAll(() => shop[Symbol.asyncDispose]())

it('a plan that moved since is refused, and what moved is said', async () => {
  const refused = await shop.promote('production', second, { inputs: approved(stale) })
  expect(refused.outputs.outcome).toBe('refused')
  expect(problems(refused)).toMatch(
    /plan: the plan moved since it was approved: the policy file is another: [0-9a-f]{12} then, [0-9a-f]{12} now/,
  )
})

it('a plan’s content that is another plan’s is refused', async () => {
  const inputs = { ...approved(stale), 'plan-content': '{}' }
  const refused = await shop.promote('production', second, { inputs })
  expect(problems(refused)).toMatch(/the plan's content has the digest sha256:/)
})

it('a freeze holds, and is passed by the name that the policy gives, on the record', async () => {
  const planned = succeeded(await plan(second))
  const frozen = await shop.promote('production', second, { inputs: approved(planned) })
  expect(problems(frozen)).toMatch(/freeze: frozen: (morning|evening); wait until .* override: hotfix/)
  const inputs = { ...approved(planned), override: 'hotfix', 'override-reason': 'carts are empty' }
  const passed = succeeded(await shop.promote('production', second, { inputs }))
  expect(passed.summary).toMatch(/overridden by octocat as "hotfix"\\?: carts are empty/)
  const override = { name: 'hotfix', by: 'octocat', reason: 'carts are empty' }
  expect(newestPayload()).toMatchObject({ override })
  const verified = await shop.run('verify', { inputs: { image: second, 'predicate-type': promotionType } })
  const statements = JSON.parse(readFileSync(succeeded(verified).outputs['statements-path'] ?? '', 'utf8'))
  const records = statements.map(({ statement }: { statement: { predicate: unknown } }) =>
    parsePromotion(statement.predicate),
  )
  expect(records).toContainEqual(expect.objectContaining({ environment: 'production', override }))
})

it('an override without a reason is refused', async () => {
  const inputs = { override: 'hotfix' }
  expect(problems(await shop.promote('production', second, { inputs }))).toMatch(
    /"override-reason" is missing/,
  )
})

it('a rollback goes back and holds, and a hold is let go of by its action', async () => {
  const back = succeeded(await shop.rollBack('production', 'carts are empty'))
  expect(back.outputs).toMatchObject({ outcome: 'promoted', changed: 'true', previous: second.split('@')[1] })
  expect(back.summary).toMatch(/^## ↩️ `production` serves `[0-9a-f]{12}` again/u)
  expect(back.summary).toMatch(/- By octocat\\?: carts are empty/)
  expect(back.summary).toMatch(/served \d+\.\d s after the rollback began/)
  expect(await shown()).toBe('1')
  expect(problems(await shop.promote('production', second))).toMatch(
    /held by octocat since .*: carts are empty/,
  )
  const inputs = { environment: 'production', state: 'release', reason: 'they are full again' }
  const released = succeeded(await shop.run('hold', { inputs }))
  expect(released.outputs).toMatchObject({ held: 'false', changed: 'true' })
  expect(released.summary).toMatch(/^## ▶️ `production` is let go/u)
})

it('a rollback upstream keeps what it left out of what comes after', async () => {
  succeeded(await shop.rollBack('staging', 'carts are empty'))
  const planned = succeeded(await plan(second))
  expect(planned.outputs.allowed).toBe('false')
  expect(planned.summary).toMatch(/"staging" was rolled back from it by octocat on 20.* carts are empty/)
})

it.each([
  ['to', 'yesterday', /input "to": "yesterday" is neither the number of a deployment nor a digest/],
  ['hold', 'maybe', /input "hold": "maybe" is neither true nor false/],
  ['environment', 'nowhere', /the policy names no environment "nowhere"/],
])('a rollback says what is wrong with its input "%s"', async (name, value, reason) => {
  expect(problems(await shop.rollBack('production', 'x', { inputs: { [name]: value } }))).toMatch(reason)
})
