import { describe, expect, it, onTestFinished } from 'vitest'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { setHold } from '../../src/deployment/hold.ts'
import { formatPayload, type Payload } from '../../src/deployment/record.ts'
import { formatRelease } from '../../src/deployment/release.ts'
import { digestsOf, environment, postStep, type Rehearsal, startRehearsal } from './rehearsal.ts'

const services = ['web', 'worker']
const canary = 'strategy: { kind: canary, steps: [10], interval: 0s }'

async function rehearse(policy: string[] = []): Promise<Rehearsal> {
  const rehearsal = await startRehearsal({ services, target: 'proxy', policy })
  onTestFinished(() => rehearsal[Symbol.asyncDispose]())
  return rehearsal
}

type Release = Record<string, DigestReference>

/** Makes a deployment as anyone could who may write deployments, with these states. */
async function forge(
  rehearsal: Rehearsal,
  payload: Partial<Payload> & { release: Release },
  states: ('success' | 'in_progress')[],
  description: string,
) {
  const { world } = rehearsal.open()
  const whole: Payload = {
    changed: Object.keys(payload.release),
    previous: undefined,
    plan: digestOf('a plan'),
    policy: { commit: rehearsal.commits.at(-1) ?? '', digest: digestOf('a policy') },
    run: { id: '1', attempt: 1, checkRun: 999_999 },
    nonce: 'forged',
    ...payload,
  }
  const { id } = await world.github.createDeployment({
    sha: rehearsal.commits.at(-1) ?? '',
    environment,
    payload: formatPayload(whole),
    description: 'forged',
  })
  for (const state of states) await world.github.appendStatus(id, { state, description })
  return id
}

describe('a forged deployment', () => {
  it('that is called a success does not make its release what serves', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const unsigned = await rehearsal.release()
    await forge(rehearsal, { release: unsigned }, ['success'], 'serves')
    const second = await rehearsal.release()
    const { outcome } = await rehearsal.run({ release: { web: second.web as DigestReference } })
    expect(outcome).toMatchObject({ kind: 'promoted', previous: first })
    expect(await rehearsal.serving()).toEqual(digestsOf({ ...first, web: second.web as DigestReference }))
  })

  it('that looks dead in mid-shift has nothing of its own put anywhere', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const [unsigned, evil] = [await rehearsal.release(), await rehearsal.release()]
    const id = await forge(
      rehearsal,
      { release: unsigned, previous: evil },
      ['in_progress'],
      'shifting to web 0, worker 0',
    )
    const second = await rehearsal.release()
    const { outcome } = await rehearsal.run({ release: second })
    expect(outcome).toMatchObject({ kind: 'promoted', previous: first, recovered: [id] })
    expect(await rehearsal.standing()).toEqual({
      web: [first.web?.digest, second.web?.digest].sort(),
      worker: [first.worker?.digest, second.worker?.digest].sort(),
    })
  })

  it('that holds names releases in vain, and can only stop', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const evil = await rehearsal.release()
    const hold = { by: 'mallory', reason: 'mine' }
    await forge(rehearsal, { release: evil, changed: [], hold }, ['success'], 'held')
    const second = await rehearsal.release()
    const refused = await rehearsal.run({ release: second })
    expect(refused.outcome).toMatchObject({
      kind: 'refused',
      reasons: [expect.stringMatching(/^held by mallory .*: mine/)],
    })
    expect(await rehearsal.serving()).toEqual(digestsOf(first))
    const free = await rehearsal.run({ release: second, releaseHold: true })
    expect(free.outcome).toMatchObject({ kind: 'promoted', previous: first })
    expect((await rehearsal.standing()).web).not.toContain(evil.web?.digest)
  })

  it('that says what it did in a service that there is none of is passed over', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const release = { __proto__x: first.web, toString: first.web } as unknown as Release
    await forge(
      rehearsal,
      { release, changed: ['toString', 'constructor'] },
      ['in_progress'],
      'shifting to all 2 services',
    )
    const second = await rehearsal.release()
    expect((await rehearsal.run({ release: second })).outcome?.kind).toBe('promoted')
  })
})

describe('what died in mid-canary', () => {
  it('goes back to what has the rest of the traffic', async () => {
    const rehearsal = await rehearse([canary])
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const second = await rehearsal.release()
    await rehearsal.run({ release: second, kill: { step: 'check-10', at: 'before' } })
    const third = await rehearsal.release()
    const { outcome, logged } = await rehearsal.run({ release: third })
    expect(outcome).toMatchObject({ kind: 'promoted', previous: first })
    expect(logged.filter((line) => line.includes('recovering'))).toHaveLength(1)
  })

  it('is ended by the post step of its own job', async () => {
    const rehearsal = await rehearse([canary])
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const second = await rehearsal.release()
    const dead = await rehearsal.run({ release: second, kill: { step: 'check-10', at: 'before' } })
    await postStep(rehearsal.open(), dead.deployment ?? 0)
    expect(await rehearsal.serving()).toEqual(digestsOf(first))
    expect(await rehearsal.standing()).toEqual({ web: [first.web?.digest], worker: [first.worker?.digest] })
  })
})

describe('what died with its runner, once it had all of the traffic', () => {
  const dieBoth = async (rehearsal: Rehearsal) => {
    const second = await rehearsal.release()
    const dead = await rehearsal.run({ release: second, kill: { step: 'check-serving', at: 'before' } })
    for (const service of services) await rehearsal.proxies[service]?.end(second[service]?.digest as Digest)
    return dead
  }

  it('makes room for what served before it', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const dead = await dieBoth(rehearsal)
    await postStep(rehearsal.open(), dead.deployment ?? 0)
    expect(await rehearsal.serving()).toEqual(digestsOf(first))
  })

  it('leaves room for the next where nothing was before it', async () => {
    const rehearsal = await rehearse()
    const dead = await dieBoth(rehearsal)
    const third = await rehearsal.release()
    const { outcome } = await rehearsal.run({ release: third })
    expect(outcome).toMatchObject({ kind: 'promoted', recovered: [dead.deployment] })
    expect(await rehearsal.serving()).toEqual(digestsOf(third))
  })

  it('leaves room for the next where nothing signed says what was before it', async () => {
    const rehearsal = await rehearse()
    const unsigned = await rehearsal.release()
    await forge(rehearsal, { release: unsigned }, ['success'], 'serves')
    const dead = await dieBoth(rehearsal)
    const third = await rehearsal.release()
    const { outcome } = await rehearsal.run({ release: third })
    expect(outcome).toMatchObject({ kind: 'promoted', recovered: [dead.deployment] })
    expect(await rehearsal.serving()).toEqual(digestsOf(third))
  })
})

describe('a hold', () => {
  const hold = { by: 'octocat', reason: 'the till is broken' }

  it('is a record of what serves, in which nothing moves, and refuses what comes after it', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const held = await rehearsal.run({ release: first, hold })
    expect(held.outcome).toMatchObject({ kind: 'unchanged', changed: [] })
    expect(held.effects.filter(({ to, changes }) => to === 'target' && changes)).toEqual([])
    const payload = JSON.parse(
      String(rehearsal.github.deployments.find(({ id }) => id === held.deployment)?.payload),
    )
    expect(payload).toMatchObject({ hold, changed: [], release: formatRelease(first) })
    const { outcome } = await rehearsal.run({ release: await rehearsal.release() })
    expect(outcome?.reasons).toEqual([
      expect.stringMatching(/^held by octocat since \S+ by deployment \d+: the till is broken; /),
    ])
  })

  it('is let go by a promotion that says so, also of what serves', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first, hold })
    expect((await rehearsal.run({ release: first, releaseHold: true })).outcome?.kind).toBe('unchanged')
    expect((await rehearsal.run({ release: await rehearsal.release() })).outcome?.kind).toBe('promoted')
  })

  it('that its rollback died with is recovered like any promotion', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const second = await rehearsal.release()
    await rehearsal.run({ release: second })
    const back = { release: first, rollback: hold, hold }
    const dead = await rehearsal.run({ ...back, kill: { step: 'confirm', at: 'before' } })
    expect(dead.killed).toBe(true)
    const { outcome } = await rehearsal.run({ release: await rehearsal.release() })
    expect(outcome).toMatchObject({ kind: 'refused', recovered: [dead.deployment] })
    expect(outcome?.reasons[0]).toMatch(/^held by octocat/)
    expect(await rehearsal.serving()).toEqual(digestsOf(first))
  })

  it('of its own asks for no target and no registry, and what died is left to who comes next', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const dead = await rehearsal.run({
      release: await rehearsal.release(),
      kill: { step: 'shift', at: 'after' },
    })
    const { world, edge, life, checkRun } = rehearsal.open()
    const { changed, deployment } = await setHold({ environment, state: 'hold', cause: hold }, world, edge)
    rehearsal.github.setCheckRun(checkRun, { status: 'completed', conclusion: 'success' })
    expect([changed, life.effects.filter(({ to }) => to !== 'github')]).toEqual([true, []])
    const { outcome } = await rehearsal.run({ release: await rehearsal.release() })
    expect(outcome).toMatchObject({ kind: 'refused', recovered: [dead.deployment] })
    expect(outcome?.reasons[0]).toContain(`by deployment ${deployment}`)
    expect(await rehearsal.serving()).toEqual(digestsOf(first))
  })

  it('of its own is there once, and is let go', async () => {
    const rehearsal = await rehearse()
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const place = async (state: 'hold' | 'release') => {
      const { world, edge } = rehearsal.open()
      return (await setHold({ environment, state, cause: hold }, world, edge)).changed
    }
    expect([
      await place('hold'),
      await place('hold'),
      await place('release'),
      await place('release'),
    ]).toEqual([true, false, true, false])
    const { outcome } = await rehearsal.run({ release: await rehearsal.release() })
    expect(outcome).toMatchObject({ kind: 'promoted', previous: first })
  })
})
