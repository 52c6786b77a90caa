import { describe, expect, it, onTestFinished } from 'vitest'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { type HoldOutcome, setHold } from '../../src/deployment/hold.ts'
import { type RollbackOutcome, type RollbackRequest, rollBack } from '../../src/deployment/rollback.ts'
import type { World } from '../../src/deployment/world.ts'
import type { Edge } from '../../src/edge.ts'
import { parsePromotion, promotionType } from '../../src/evidence/predicate/promotion.ts'
import { verificationSummaryType } from '../../src/evidence/predicate/verification-summary.ts'
import {
  digestsOf,
  environment,
  postStep,
  type Rehearsal,
  type RehearsalOptions,
  type RunOptions,
  startRehearsal,
} from './rehearsal.ts'

type Released = Record<string, DigestReference>

const cause = { by: 'octocat', reason: 'carts are empty' }

async function rehearse(options: Partial<RehearsalOptions> = {}): Promise<Rehearsal> {
  const rehearsal = await startRehearsal({ services: ['app'], target: 'proxy', ...options })
  onTestFinished(() => rehearsal[Symbol.asyncDispose]())
  return rehearsal
}

/** Promotes new releases one after the other, and returns them. */
async function promoted(rehearsal: Rehearsal, count: number): Promise<Released[]> {
  const releases: Released[] = []
  for (let made = 0; made < count; made++) {
    const release = await rehearsal.release()
    expect(await rehearsal.run({ release })).toMatchObject({ outcome: { kind: 'promoted' } })
    releases.push(release)
  }
  return releases
}

/** Lets a job of its own do something, which a kill may end. */
async function inJob<T>(
  rehearsal: Rehearsal,
  work: (world: World, edge: Edge) => Promise<T>,
  options: RunOptions = {},
) {
  const opened = rehearsal.open(options)
  const { world, edge, checkRun, life } = opened
  const done = work(world, edge).then(
    (outcome) => ({ outcome }),
    (error: unknown) => ({ error }),
  )
  const ended: { outcome?: T; error?: unknown } = await Promise.race([done, life.killed.then(() => ({}))])
  rehearsal.github.setCheckRun(checkRun, { status: 'completed', conclusion: 'failure' })
  return { ...ended, logged: edge.logged, killed: life.isOver() }
}

type Back = Partial<RollbackRequest> & Pick<RunOptions, 'kill' | 'onEffect' | 'pause'>

async function back(rehearsal: Rehearsal, { kill, onEffect, pause, ...request }: Back = {}) {
  const options = {
    ...(kill !== undefined && { kill }),
    ...(onEffect !== undefined && { onEffect }),
    ...(pause !== undefined && { pause }),
  }
  const whole = { environment, cause, hold: true, registries: [rehearsal.registry.host], ...request }
  return inJob<RollbackOutcome>(rehearsal, (world, edge) => rollBack(whole, world, edge), options)
}

function hold(rehearsal: Rehearsal, state: 'hold' | 'release', reason = 'the sale is on') {
  const request = { environment, state, cause: { by: 'octocat', reason } }
  return inJob<HoldOutcome>(rehearsal, (world, edge) => setHold(request, world, edge))
}

function payload({ github }: Rehearsal, id: number | undefined = github.deployments[0]?.id) {
  const found = github.deployments.find((one) => one.id === id)?.payload
  return typeof found === 'string' ? JSON.parse(found) : found
}

const held = (reason: string) =>
  expect.stringMatching(
    new RegExp(
      `held by octocat since 20\\S+ by deployment \\d+: ${reason}; promote with release-hold: true, or let go with the action hold`,
    ),
  )

async function expectHeld(rehearsal: Rehearsal, reason: string): Promise<void> {
  const { outcome } = await rehearsal.run({ release: await rehearsal.release() })
  expect(outcome).toMatchObject({ kind: 'refused', reasons: [held(reason)] })
}

/** What is signed about an image of a release, of a type. */
async function signed(rehearsal: Rehearsal, release: Released | undefined, type: string) {
  const { world } = rehearsal.open()
  const settings = await world.fetchSettings()
  const image = release?.app
  if (image === undefined) throw new Error('no image')
  const { accepted } = await world.collect(image, settings)
  return accepted.filter(({ predicateType }) => predicateType === type).map(({ predicate }) => predicate)
}

describe('a rollback', () => {
  it('goes back to what served before, says how long it took, and leaves what it left standing by', async () => {
    const rehearsal = await rehearse()
    const [, second, third] = await promoted(rehearsal, 3)
    const { outcome, logged } = await back(rehearsal)
    expect(outcome).toMatchObject({ kind: 'promoted', changed: ['app'], previous: third, held: true })
    expect(outcome?.servingAfter).toBeGreaterThanOrEqual(0)
    expect(logged).toContainEqual(
      expect.stringMatching(/the earlier release serves \d+\.\d s after the start$/),
    )
    expect(await rehearsal.serving()).toEqual(digestsOf(second ?? {}))
    const standing = await rehearsal.standing()
    expect(standing.app).toContain(third?.app?.digest)
  })

  it('is recorded and signed with who, why, and away from what', async () => {
    const rehearsal = await rehearse()
    const [first, second] = await promoted(rehearsal, 2)
    const { outcome } = await back(rehearsal)
    expect(payload(rehearsal, outcome?.deployment)).toMatchObject({
      changed: ['app'],
      previous: { app: expect.stringContaining(second?.app?.digest ?? '') },
      rollback: cause,
      hold: cause,
    })
    const records = (await signed(rehearsal, first, promotionType)).map(parsePromotion)
    expect(records).toContainEqual(
      expect.objectContaining({ previous: second?.app?.digest, rollback: cause, hold: cause }),
    )
  })

  it('sticks: what comes next is refused with who, when and why, until it says that it lets go', async () => {
    const rehearsal = await rehearse()
    const [first, second] = await promoted(rehearsal, 2)
    await back(rehearsal)
    await expectHeld(rehearsal, 'carts are empty')
    expect(await rehearsal.serving()).toEqual(digestsOf(first ?? {}))
    const { outcome } = await rehearsal.run({ release: second ?? {}, releaseHold: true })
    expect(outcome?.kind).toBe('promoted')
    expect((await rehearsal.run({ release: await rehearsal.release() })).outcome?.kind).toBe('promoted')
  })

  it('goes further back the second time, and not forth', async () => {
    const rehearsal = await rehearse()
    const [first] = await promoted(rehearsal, 3)
    await back(rehearsal)
    expect((await back(rehearsal)).outcome?.kind).toBe('promoted')
    expect(await rehearsal.serving()).toEqual(digestsOf(first ?? {}))
    expect((await back(rehearsal)).error).toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/has nothing to go back to: no earlier release was confirmed/),
    })
  })

  it('takes all services of a release together', async () => {
    const rehearsal = await rehearse({ services: ['web', 'worker'] })
    const [first] = await promoted(rehearsal, 2)
    expect((await back(rehearsal)).outcome).toMatchObject({ kind: 'promoted', changed: ['web', 'worker'] })
    expect(await rehearsal.serving()).toEqual(digestsOf(first ?? {}))
  })

  it('reports rules about time and order, asks them not, and then says not that policy is met', async () => {
    const freeze = 'freeze: [{ every: "00:00 - 23:59", time-zone: UTC, reason: all day, override: sale }]'
    const rehearsal = await rehearse({ policy: [freeze], commits: 2 })
    const override = { name: 'sale', reason: 'to begin with' }
    const releases = [
      await rehearsal.release(rehearsal.commits[0]),
      await rehearsal.release(rehearsal.commits[1]),
    ]
    for (const release of releases)
      expect((await rehearsal.run({ release, override })).outcome?.kind).toBe('promoted')
    const before = await signed(rehearsal, releases[0], verificationSummaryType)
    const { outcome } = await back(rehearsal)
    expect(outcome?.kind).toBe('promoted')
    expect(outcome?.admission?.verdicts).toContainEqual(
      expect.objectContaining({ rule: 'freeze', passed: false, reported: true }),
    )
    expect(outcome?.admission?.verdicts).toContainEqual(
      expect.objectContaining({ rule: 'order', passed: false, reported: true }),
    )
    expect(await signed(rehearsal, releases[0], verificationSummaryType)).toHaveLength(before.length)
  })

  it('moves all of the traffic at once where a promotion would not', async () => {
    const rehearsal = await rehearse({
      policy: ['strategy: { kind: canary, steps: [10, 50], interval: 30s }'],
    })
    await promoted(rehearsal, 2)
    const steps: string[] = []
    await back(rehearsal, {
      onEffect: async ({ name, step }) => void (name.endsWith('/shift') && steps.push(step)),
    })
    expect(steps).toEqual(['shift'])
  })

  it('asks the checks, and is put back if one fails', async () => {
    const rehearsal = await rehearse({
      policy: ['checks: [{ http: { path: /healthz, timeout: 20s, interval: 20s } }]'],
    })
    const [first, second] = await promoted(rehearsal, 2)
    if (first?.app !== undefined) rehearsal.proxies.app?.sicken(first.app.digest, 'alone')
    const { outcome } = await back(rehearsal)
    expect(outcome).toMatchObject({ kind: 'reverted', held: false })
    expect(await rehearsal.serving()).toEqual(digestsOf(second ?? {}))
  })
})

describe('a rollback that is overtaken', () => {
  it('does not go back from what was confirmed while it waited', async () => {
    const rehearsal = await rehearse()
    await promoted(rehearsal, 2)
    const third = await rehearsal.release()
    let overtaken = false
    const { outcome } = await back(rehearsal, {
      pause: async ({ name }) => {
        if (overtaken || !/^POST .*\/deployments$/.test(name)) return
        overtaken = true
        expect((await rehearsal.run({ release: third })).outcome?.kind).toBe('promoted')
      },
    })
    expect(outcome).toMatchObject({
      kind: 'refused',
      reasons: [expect.stringMatching(/was confirmed while this rollback waited for its turn/)],
    })
    expect(await rehearsal.serving()).toEqual(digestsOf(third))
  })
})

describe('a rollback to what is named', () => {
  it('goes there, by a digest or by a deployment', async () => {
    const rehearsal = await rehearse()
    const [first, second] = await promoted(rehearsal, 3)
    const digest = first?.app?.digest ?? 'sha256:'
    await back(rehearsal, { to: { kind: 'digest', digest }, hold: false })
    expect(await rehearsal.serving()).toEqual(digestsOf(first ?? {}))
    const id = rehearsal.github.deployments.at(-2)?.id ?? 0
    await back(rehearsal, { to: { kind: 'deployment', id }, hold: false })
    expect(await rehearsal.serving()).toEqual(digestsOf(second ?? {}))
    expect((await rehearsal.run({ release: await rehearsal.release() })).outcome?.kind).toBe('promoted')
  })

  it('changes nothing but the hold where that serves already', async () => {
    const rehearsal = await rehearse()
    const [, second] = await promoted(rehearsal, 2)
    const digest = second?.app?.digest ?? 'sha256:'
    const { outcome } = await back(rehearsal, { to: { kind: 'digest', digest } })
    expect(outcome).toMatchObject({ kind: 'unchanged', changed: [], held: true })
    await expectHeld(rehearsal, 'carts are empty')
  })

  it.each<[string, Partial<RollbackRequest>, RegExp]>([
    [
      'that nobody confirmed',
      { to: { kind: 'digest', digest: `sha256:${'0'.repeat(64)}` } },
      /no confirmed release/,
    ],
    ['that is no deployment', { to: { kind: 'deployment', id: 7 } }, /has no deployment 7 of a promotion/],
    ['that is kept elsewhere', { registries: ['ghcr.io'] }, /has nothing to go back to.*1 passed over/],
  ])('is refused %s', async (_, request, reason) => {
    const rehearsal = await rehearse()
    const [, second] = await promoted(rehearsal, 2)
    expect((await back(rehearsal, request)).error).toMatchObject({ message: expect.stringMatching(reason) })
    expect(await rehearsal.serving()).toEqual(digestsOf(second ?? {}))
  })

  it('is refused where a payload is all that speaks for it', async () => {
    const rehearsal = await rehearse()
    await promoted(rehearsal, 2)
    const { github, registry } = rehearsal
    const { world } = rehearsal.open()
    const unsigned = `${registry.host}/acme/app@sha256:${'f'.repeat(64)}`
    const made = await world.github.createDeployment({
      sha: rehearsal.commits.at(-1) ?? '',
      environment,
      payload: { ...payload(rehearsal), release: { app: unsigned }, nonce: 'forged' },
      description: 'forged',
    })
    await world.github.appendStatus(made.id, { state: 'success', description: 'forged' })
    const { error } = await back(rehearsal, { to: { kind: 'deployment', id: made.id } })
    expect(error).toMatchObject({ message: expect.stringMatching(/cannot be gone back to: nothing signed/) })
    expect(github.deployments[0]?.id).toBe(made.id)
  })
})

describe('a rollback of what somebody else has put there', () => {
  async function movedByHand() {
    const rehearsal = await rehearse()
    const [first, second] = await promoted(rehearsal, 2)
    const { world } = rehearsal.open()
    const target = world.connect(environment, await world.fetchSettings()).get('app')
    const [former, latter] = [first?.app?.digest, second?.app?.digest]
    if (former !== undefined)
      await target?.shift(former, 100, latter, rehearsal.github.deployments[0]?.id ?? 0)
    return { rehearsal, first, second }
  }

  it('is refused unless it is told where to go', async () => {
    const { rehearsal, first } = await movedByHand()
    expect((await back(rehearsal)).error).toMatchObject({
      message: expect.stringMatching(
        /somebody else moved it.*; or name by "to" what "live" is to go back to/,
      ),
    })
    expect(await rehearsal.serving()).toEqual(digestsOf(first ?? {}))
  })

  it('goes where it is told', async () => {
    const { rehearsal, second } = await movedByHand()
    const digest = second?.app?.digest ?? 'sha256:'
    const { outcome } = await back(rehearsal, { to: { kind: 'digest', digest } })
    expect(outcome?.kind).toBe('promoted')
    expect(await rehearsal.serving()).toEqual(digestsOf(second ?? {}))
  })
})

describe('a rollback whose runner dies', () => {
  it.each([
    ['before it moves traffic', { step: 'shift', at: 'before' as const }, 1],
    ['after it moved traffic', { step: 'shift', at: 'after' as const }, 0],
    ['before it is recorded', { step: 'record', at: 'before' as const }, 0],
    ['after it was recorded', { step: 'record', at: 'after' as const }, 0],
    ['before it is confirmed', { step: 'confirm', at: 'before' as const }, 0],
  ])('%s is ended by the next rollback, one step back and no further', async (_, kill, serving) => {
    const rehearsal = await rehearse()
    const [first, ...later] = await promoted(rehearsal, 3)
    expect((await back(rehearsal, { kill })).killed).toBe(true)
    expect(await rehearsal.serving()).toEqual(digestsOf(later[serving] ?? {}))
    const { outcome } = await back(rehearsal)
    expect(['promoted', 'unchanged']).toContain(outcome?.kind)
    expect(await rehearsal.serving()).toEqual(digestsOf(later[0] ?? {}))
    await expectHeld(rehearsal, 'carts are empty')
    expect(first).toBeDefined()
  })

  it('after it moved traffic holds all the same: nothing brings back what it left', async () => {
    const rehearsal = await rehearse()
    const [first, second] = await promoted(rehearsal, 2)
    await back(rehearsal, { kill: { step: 'shift', at: 'after' } })
    expect((await rehearsal.run({ release: second ?? {} })).outcome).toMatchObject({
      kind: 'refused',
      reasons: [held('carts are empty')],
    })
    expect(await rehearsal.serving()).toEqual(digestsOf(first ?? {}))
  })

  it('and whose post step runs is left where it is, and holds', async () => {
    const rehearsal = await rehearse()
    const [first] = await promoted(rehearsal, 2)
    await back(rehearsal, { kill: { step: 'shift', at: 'after' } })
    await postStep(rehearsal.open(), rehearsal.github.deployments[0]?.id ?? 0)
    expect(await rehearsal.serving()).toEqual(digestsOf(first ?? {}))
    await expectHeld(rehearsal, 'carts are empty')
  })
})

describe('a hold', () => {
  it('is a record of what serves, and stops promotions', async () => {
    const rehearsal = await rehearse()
    const [first] = await promoted(rehearsal, 1)
    const { outcome } = await hold(rehearsal, 'hold')
    expect(outcome).toMatchObject({ held: true, changed: true, release: first })
    expect(payload(rehearsal, outcome?.deployment)).toMatchObject({ changed: [], hold: { by: 'octocat' } })
    await expectHeld(rehearsal, 'the sale is on')
  })

  it('may be held again for another reason, which counts', async () => {
    const rehearsal = await rehearse()
    await promoted(rehearsal, 1)
    await hold(rehearsal, 'hold')
    expect((await hold(rehearsal, 'hold', 'still on')).outcome).toMatchObject({
      held: true,
      changed: false,
      former: { cause: { reason: 'the sale is on' } },
    })
    await expectHeld(rehearsal, 'still on')
  })

  it('survives a promotion of what serves already', async () => {
    const rehearsal = await rehearse()
    const [first] = await promoted(rehearsal, 1)
    await hold(rehearsal, 'hold')
    expect((await rehearsal.run({ release: first ?? {} })).outcome?.kind).toBe('unchanged')
    await expectHeld(rehearsal, 'the sale is on')
  })

  it('is let go of once', async () => {
    const rehearsal = await rehearse()
    await promoted(rehearsal, 1)
    await hold(rehearsal, 'hold')
    expect((await hold(rehearsal, 'release', 'over')).outcome).toMatchObject({ held: false, changed: true })
    expect((await hold(rehearsal, 'release', 'over')).outcome).toMatchObject({ held: false, changed: false })
    expect((await rehearsal.run({ release: await rehearsal.release() })).outcome?.kind).toBe('promoted')
  })

  it('stays where a promotion that would let go fails', async () => {
    const rehearsal = await rehearse({
      policy: ['checks: [{ http: { path: /healthz, timeout: 20s, interval: 20s } }]'],
    })
    await promoted(rehearsal, 1)
    await hold(rehearsal, 'hold')
    const sick = await rehearsal.release()
    if (sick.app !== undefined) rehearsal.proxies.app?.sicken(sick.app.digest, 'alone')
    expect((await rehearsal.run({ release: sick, releaseHold: true })).outcome?.kind).toBe('reverted')
    await expectHeld(rehearsal, 'the sale is on')
  })

  it('is held before anything was ever promoted', async () => {
    const rehearsal = await rehearse()
    expect((await hold(rehearsal, 'hold')).outcome).toMatchObject({ held: true, release: {} })
    await expectHeld(rehearsal, 'the sale is on')
    const { outcome } = await rehearsal.run({ release: await rehearsal.release(), releaseHold: true })
    expect(outcome?.kind).toBe('promoted')
  })

  it('passes over what a dead run has left, which the next promotion ends', async () => {
    const rehearsal = await rehearse()
    const [first] = await promoted(rehearsal, 1)
    const second = await rehearsal.release()
    await rehearsal.run({ release: second, kill: { step: 'shift', at: 'after' } })
    expect((await hold(rehearsal, 'hold')).outcome).toMatchObject({ held: true, release: first })
    await expectHeld(rehearsal, 'the sale is on')
    const third = await rehearsal.release()
    const { outcome } = await rehearsal.run({ release: third, releaseHold: true })
    expect(outcome?.kind).toBe('promoted')
    expect(await rehearsal.serving()).toEqual(digestsOf(third))
  })
})
