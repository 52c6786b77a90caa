import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Shop, startShop, succeeded } from '../../support/shop.ts'

// Promotions by the action from its sources, through a policy whose target is a program.

// Each step is a process that reads its sources.
vi.setConfig({ testTimeout: 300_000 })

let shop: Shop
let place: string
let first: string
let second: string

const program = join(import.meta.dirname, 'simple.sh')
const policyFile = '.github/immutable-deploy.yml'
const digestOf = (image: string) => image.slice(image.indexOf('@') + 1)
const serving = () => readFile(join(place, 'serving'), 'utf8')
const promote = (image: string) => shop.promote('elsewhere', image, { env: { PLACE: place } })

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'command-promotion-'))
  shop = await startShop({ source: true })
  const policy = await readFile(join(shop.folder, policyFile), 'utf8')
  const scripts = ['observe', 'stage', 'shift', 'discard'].map(
    (verb) => `      ${verb}: bash '${program}' ${verb}`,
  )
  const environment = `
  elsewhere:
    strategy: { kind: canary, steps: [25], interval: 0s }
    checks:
      - command: { run: '[ ! -e ${place}/ill ] || [ "$IMMUTABLE_DEPLOY_PHASE" != serving ]' }
    target:
      kind: command
      weights: true
      env-from: [PLACE]
      url: https://shop.example
${scripts.join('\n')}
`
  await shop.commit('Elsewhere', { [policyFile]: `${policy.trimEnd()}\n${environment}` })
  first = await shop.release()
  await shop.commit('Second', { 'public/items.json': '{ "release": "2", "items": [] }\n' })
  second = await shop.release()
}, 600_000)
afterAll(async () => {
  await shop[Symbol.asyncDispose]()
  await rm(place, { recursive: true, force: true })
})

it('the first release serves', async () => {
  const { outputs } = succeeded(await promote(first))
  expect(outputs.outcome).toBe('promoted')
  expect(await serving()).toBe(`${digestOf(first)} 100`)
})

it('a variable that the job does not set refuses the promotion before a script is run', async () => {
  const refused = await shop.promote('elsewhere', second)
  expect(refused.failed).toBe(true)
  expect(refused.annotations.map(({ message }) => message).join('\n')).toContain(
    '"env-from" names PLACE, which the job does not set',
  )
})

it('a release that fails its checks once it serves is put back, and discarded', async () => {
  await writeFile(join(place, 'ill'), '')
  const { outputs } = await promote(second)
  await rm(join(place, 'ill'))
  expect(outputs.outcome).toBe('reverted')
  expect(await serving()).toBe(`${digestOf(first)} 100`)
  await expect(readFile(join(place, 'standing', `${digestOf(second)}.release`))).rejects.toThrow('ENOENT')
})

it('a release gets a share first, and then all', async () => {
  const { outputs, log } = succeeded(await promote(second))
  expect(outputs.outcome).toBe('promoted')
  expect(log).toContain('25 % of the traffic')
  expect(await serving()).toBe(`${digestOf(second)} 100`)
})

it('a rollback goes back to the release that stands by', async () => {
  const { outputs } = succeeded(await shop.rollBack('elsewhere', 'it was better', { env: { PLACE: place } }))
  expect(outputs.outcome).toBe('promoted')
  expect(await serving()).toBe(`${digestOf(first)} 100`)
})
