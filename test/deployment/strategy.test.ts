import { describe, expect, it, onTestFinished } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import { digestsOf, type Ended, type Rehearsal, type RehearsalOptions, startRehearsal } from './rehearsal.ts'

const canary = 'strategy: { kind: canary, steps: [10, 50], interval: 30s }'
const healthy = 'checks: [{ http: { path: /healthz, timeout: 20s, interval: 20s } }]'

async function rehearse(options: Partial<RehearsalOptions> = {}): Promise<Rehearsal> {
  const rehearsal = await startRehearsal({
    services: ['app'],
    target: 'proxy',
    policy: [canary, healthy],
    ...options,
  })
  onTestFinished(() => rehearsal[Symbol.asyncDispose]())
  return rehearsal
}

/** Promotes a release, and then another; tells which percents of the second were seen on the way, of each service. */
async function promoteTwo(
  rehearsal: Rehearsal,
  { sick, ill = 'alone' }: { sick?: string; ill?: 'alone' | 'shared' } = {},
) {
  const first = await rehearsal.release()
  expect(await rehearsal.run({ release: first })).toMatchObject({ outcome: { kind: 'promoted' } })
  const second = await rehearsal.release()
  if (sick !== undefined) rehearsal.proxies[sick]?.sicken(second[sick]?.digest as Digest, ill)
  const moves: string[] = []
  const ended = await rehearsal.run({
    release: second,
    onEffect: async ({ name, step }) => {
      if (!name.endsWith('/shift')) return
      const [service, proxy] =
        Object.entries(rehearsal.proxies).find(([, { admin }]) => name.includes(admin)) ?? []
      const share = proxy?.serving().find(({ digest }) => digest === second[service ?? '']?.digest)
      moves.push(`${step} ${service} ${share?.percent ?? 0}`)
    },
  })
  return { first, second, ended, moves }
}

const statuses = ({ github }: Rehearsal, { deployment }: Ended) =>
  github.deployments.find(({ id }) => id === deployment)?.statuses.map(({ description }) => description)

describe('a canary', () => {
  it('gets its shares of the traffic, one after the other, and then all of it', async () => {
    const { ended, moves } = await promoteTwo(await rehearse())
    expect(ended.outcome).toMatchObject({ kind: 'promoted', changed: ['app'] })
    expect(moves).toEqual(['shift-10 app 10', 'shift-50 app 50', 'shift app 100'])
  })

  it('is asked by its checks at each share, for as long as the policy says', async () => {
    const { ended } = await promoteTwo(await rehearse())
    const asked = ended.logged
      .filter((line) => line.includes('of the traffic: '))
      .map((line) => line.match(/\d+ %/)?.[0])
    // At once, after 15 seconds, and after 30.
    expect(asked).toEqual(['10 %', '10 %', '10 %', '50 %', '50 %', '50 %'])
    expect(ended.outcome?.checks.map(({ phase }) => phase)).toEqual(['staged', 'shifting', 'serving'])
  })

  it('has just its share of what people ask', async () => {
    const rehearsal = await rehearse()
    const proxy = rehearsal.proxies.app
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const second = await rehearsal.release()
    const answers: string[] = []
    await rehearsal.run({
      release: second,
      onEffect: async ({ name, step }) => {
        if (step !== 'shift-10' || !name.endsWith('/shift')) return
        for (let asked = 0; asked < 100; asked++) answers.push(await (await fetch(`${proxy?.url}/`)).text())
      },
    })
    expect(answers.filter((answer) => answer === second.app?.digest)).toHaveLength(10)
    expect(answers.filter((answer) => answer === first.app?.digest)).toHaveLength(90)
  })

  it('that falls ill gives all of it back, and is removed', async () => {
    const rehearsal = await rehearse()
    const { first, ended, moves } = await promoteTwo(rehearsal, { sick: 'app', ill: 'shared' })
    expect(ended.outcome).toMatchObject({
      kind: 'reverted',
      changed: [],
      reasons: [expect.stringMatching(/^not healthy: shifting app: http: .* answered 500/)],
    })
    expect(moves).toEqual(['shift-10 app 10', 'restore app 0'])
    expect(await rehearsal.serving()).toEqual(digestsOf(first))
    expect(await rehearsal.standing()).toEqual({ app: [first.app?.digest] })
    expect(statuses(rehearsal, ended)?.at(-1)).toMatch(/^reverted: not healthy/)
  })

  it('that dies with all of the traffic makes room for what served before it', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const second = await rehearsal.release()
    const ended = await rehearsal.run({
      release: second,
      onEffect: async ({ name, step }) => {
        if (step === 'shift' && name.endsWith('/shift'))
          await rehearsal.proxies.app?.end(second.app?.digest as Digest)
      },
    })
    expect(ended.outcome).toMatchObject({
      kind: 'reverted',
      reasons: [expect.stringContaining('serves nothing')],
    })
    expect(await rehearsal.serving()).toEqual(digestsOf(first))
  })

  it('that falls ill is not left half done where the policy says stop', async () => {
    const rehearsal = await rehearse({ policy: [canary, healthy, 'on-failure: stop'] })
    const { first, ended } = await promoteTwo(rehearsal, { sick: 'app', ill: 'shared' })
    expect([ended.outcome?.kind, await rehearsal.serving()]).toEqual(['reverted', digestsOf(first)])
  })

  it('is stopped where all of the traffic has moved and the policy says so', async () => {
    const rehearsal = await rehearse({ policy: [canary, healthy, 'on-failure: stop'] })
    const { second, ended } = await promoteTwo(rehearsal, { sick: 'app' })
    expect([ended.outcome?.kind, await rehearsal.serving()]).toEqual(['stopped', digestsOf(second)])
    // The next promotion takes it for what it replaces.
    const third = await rehearsal.release()
    const next = await rehearsal.run({ release: third })
    expect(next.outcome).toMatchObject({ kind: 'promoted', previous: second })
  })

  it('has nobody to divide the traffic with where nothing served', async () => {
    const rehearsal = await rehearse()
    const { outcome, logged } = await rehearsal.run({ release: await rehearsal.release() })
    expect(outcome?.kind).toBe('promoted')
    expect(logged.filter((line) => line.includes('shift-'))).toEqual([])
  })

  it('is not what a rollback goes by', async () => {
    const rehearsal = await rehearse({ commits: 2 })
    const [older, newer] = rehearsal.commits
    const first = await rehearsal.release(older)
    await rehearsal.run({ release: first })
    await rehearsal.run({ release: await rehearsal.release(newer) })
    expect(await rehearsal.run({ release: first })).toMatchObject({ outcome: { kind: 'refused' } })
    const moved: string[] = []
    const back = await rehearsal.run({
      release: first,
      rollback: { by: 'octocat', reason: 'it fell over' },
      hold: { by: 'octocat', reason: 'it fell over' },
      onEffect: async ({ name, step }) => void (name.endsWith('/shift') && moved.push(step)),
    })
    expect([back.outcome?.kind, moved]).toEqual(['promoted', ['shift']])
    const verdict = back.outcome?.admission?.verdicts.find(({ rule }) => rule === 'order')
    expect(verdict).toMatchObject({
      passed: false,
      reported: true,
      reason: expect.stringMatching(/behind/),
    })
  })

  it('that somebody else divides the traffic of is put back', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const second = await rehearsal.release()
    let isDone = false
    const ended = await rehearsal.run({
      release: second,
      onEffect: async ({ name, step }) => {
        if (isDone || step !== 'shift-10' || !name.endsWith('/shift')) return
        isDone = true
        const latest = Math.max(...rehearsal.github.deployments.map(({ id }) => id))
        const [digest, expected] = [second.app?.digest, first.app?.digest]
        const order = JSON.stringify({ digest, percent: 90, expected, fence: latest })
        await fetch(`${rehearsal.proxies.app?.admin}/shift`, { method: 'POST', body: order })
      },
    })
    expect(ended.logged.join()).toMatch(/wanted [0-9a-f]+ to have 10 %/)
    expect([ended.outcome?.kind, await rehearsal.serving()]).toEqual(['reverted', digestsOf(first)])
  })
})

describe('several services', () => {
  const services = ['worker', 'web', 'api']

  it('are staged together, and their traffic moves in the order of the policy', async () => {
    const { ended, moves } = await promoteTwo(await rehearse({ services, policy: [healthy] }))
    expect(ended.outcome).toMatchObject({ kind: 'promoted', changed: services })
    expect(moves).toEqual(['shift worker 100', 'shift web 100', 'shift api 100'])
  })

  it('go by the same shares at the same time', async () => {
    const { moves } = await promoteTwo(await rehearse({ services }))
    const at = (step: string, percent: number) => services.map((service) => `${step} ${service} ${percent}`)
    expect(moves).toEqual([...at('shift-10', 10), ...at('shift-50', 50), ...at('shift', 100)])
  })

  it('are all put back in reverse if one fails', async () => {
    const rehearsal = await rehearse({ services, policy: [healthy] })
    const { first, ended, moves } = await promoteTwo(rehearsal, { sick: 'web' })
    expect(ended.outcome).toMatchObject({ kind: 'reverted', changed: [] })
    expect(moves.slice(3)).toEqual(['restore api 0', 'restore web 0', 'restore worker 0'])
    expect(await rehearsal.serving()).toEqual(digestsOf(first))
  })

  it('are put back if one fails while they are watched', async () => {
    const rehearsal = await rehearse({ services, policy: [healthy, 'watch: 10m'] })
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const second = await rehearsal.release()
    let looks = 0
    const ended = await rehearsal.run({
      release: second,
      onEffect: async ({ step, name }) => {
        if (step === 'check-serving' && name === 'sleep' && ++looks === 20)
          rehearsal.proxies.api?.sicken(second.api?.digest as Digest, 'alone')
      },
    })
    expect([ended.outcome?.kind, looks, await rehearsal.serving()]).toEqual([
      'reverted',
      20,
      digestsOf(first),
    ])
  })

  it('are promoted one at a time, too, and each record has all of them', async () => {
    const rehearsal = await rehearse({ services, policy: [healthy] })
    const { second } = await promoteTwo(rehearsal)
    const { web } = await rehearsal.release()
    const ended = await rehearsal.run({ release: { web: web as NonNullable<typeof web> } })
    expect(ended.outcome).toMatchObject({ kind: 'promoted', changed: ['web'], previous: second })
    const { payload } = rehearsal.github.deployments.find(({ id }) => id === ended.deployment) ?? {}
    const kept = (service: string) => expect.stringContaining(second[service]?.digest ?? 'none')
    expect(JSON.parse(String(payload))).toMatchObject({
      changed: ['web'],
      release: { web: expect.stringContaining(web?.digest ?? ''), api: kept('api'), worker: kept('worker') },
    })
    expect(await rehearsal.serving()).toEqual(digestsOf({ ...second, web: web as NonNullable<typeof web> }))
  })

  it('that the environment does not have are refused with those that it has', async () => {
    const rehearsal = await rehearse({ services })
    const { web } = await rehearsal.release()
    const { error } = await rehearsal.run({ release: { shop: web as NonNullable<typeof web> } })
    expect(error).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/services "worker", "web", "api".*found "shop"/),
    })
  })

  it('cost at most one call of GitHub’s API each, and a step of a canary three', async () => {
    const calls = async (services: string[], policy: string[]) => {
      const rehearsal = await rehearse({ services, policy: [healthy, ...policy] })
      const [older, newer] = rehearsal.commits
      await rehearsal.run({ release: await rehearsal.release(older) })
      const { outcome, effects } = await rehearsal.run({ release: await rehearsal.release(newer) })
      expect(outcome?.kind).toBe('promoted')
      return effects.filter(({ to }) => to === 'github').length
    }
    const [one, three, steps] = [
      await calls(['app'], []),
      await calls(services, []),
      await calls(['app'], [canary]),
    ]
    expect(one).toBeLessThanOrEqual(12)
    expect(three).toBeLessThanOrEqual(one + 2)
    expect(steps).toBeLessThanOrEqual(one + 2 * 3)
  })
})
