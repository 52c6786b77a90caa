import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { stateOf } from '../../src/deployment/record.ts'
import { digestsOf, type Effect, type Rehearsal, type RehearsalOptions, startRehearsal } from './rehearsal.ts'

async function rehearse(options: Partial<RehearsalOptions> = {}): Promise<Rehearsal> {
  const rehearsal = await startRehearsal({ services: ['app'], target: 'proxy', ...options })
  onTestFinished(() => rehearsal[Symbol.asyncDispose]())
  return rehearsal
}

type Release = Record<string, DigestReference>

/** The releases of the confirmed deployments, and what each says that it replaced; the oldest first. */
function confirmedOf({ github }: Rehearsal): { release: Record<string, string>; previous: unknown }[] {
  return github.deployments
    .filter(({ statuses }) => stateOf(statuses.toReversed()) === 'confirmed')
    .toSorted((one, other) => one.id - other.id)
    .map(({ payload }) => JSON.parse(String(payload)))
}

const openIn = ({ github }: Rehearsal) =>
  github.deployments.filter(({ statuses }) => stateOf(statuses.toReversed()) === 'open')

// It waits for the others, who need real time.
const sleep = (time: number) => wait(Math.min(time, 100))

describe('ten promotions at once', () => {
  it('go one after the other, never back in history, and end at the newest commit', async () => {
    const rehearsal = await rehearse({ commits: 10 })
    const releases: Release[] = []
    for (const commit of rehearsal.commits) releases.push(await rehearsal.release(commit))
    const shuffled = releases.map((_, index) => releases[(index * 7) % 10] as Release)
    const ended = await Promise.all(shuffled.map((release) => rehearsal.run({ release, sleep })))
    const kinds = ended.map(({ outcome, error }) => outcome?.kind ?? error)
    expect(kinds.filter((kind) => kind !== 'promoted' && kind !== 'refused')).toEqual([])
    expect(await rehearsal.serving()).toEqual(digestsOf(releases.at(-1) as Release))
    const order = confirmedOf(rehearsal).map(({ release }) =>
      releases.findIndex(({ app }) => release.app?.endsWith(app?.digest ?? 'none')),
    )
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    expect(order).toHaveLength(kinds.filter((kind) => kind === 'promoted').length)
    expect(openIn(rehearsal)).toEqual([])
  })

  it('of single services lose no update of another', async () => {
    const services = ['web', 'worker']
    const rehearsal = await rehearse({ services })
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const wanted = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const service = services[index % 2] ?? ''
        return { [service]: (await rehearsal.release())[service] as DigestReference }
      }),
    )
    const ended = await Promise.all(wanted.map((release) => rehearsal.run({ release, sleep })))
    expect(ended.map(({ outcome, error }) => outcome?.kind ?? error)).toEqual(wanted.map(() => 'promoted'))
    const records = confirmedOf(rehearsal)
    // Each record is the one before it, and what it changed.
    for (const [index, { release }] of records.entries()) {
      const before = records[index - 1]?.release ?? release
      const changed = Object.keys(release).filter((service) => release[service] !== before[service])
      expect(changed.length).toBeLessThanOrEqual(1)
    }
    const serving = Object.values(await rehearsal.serving()).map(([only]) => only?.digest)
    const last = Object.values(records.at(-1)?.release ?? {}).map((image) => image.split('@')[1])
    expect(last.sort()).toEqual(serving.sort())
    expect(openIn(rehearsal)).toEqual([])
  })
})

describe.each(['proxy', 'directory'] as const)('on a %s, a run that sleeps', (target) => {
  const policy = ['retain: 3', 'checks: [{ command: { run: "true" } }]']

  /** Lets a promotion sleep before one of its effects, and wakes it up when others are done. */
  async function sleepAt(
    isThere: (effect: Effect) => boolean,
    others: (rehearsal: Rehearsal, releases: { first: Release; second: Release }) => Promise<void>,
    known?: Rehearsal,
    history: 'new' | 'confirmed' = 'new',
  ) {
    const rehearsal = known ?? (await rehearse({ target, policy }))
    const first = await rehearsal.release()
    await rehearsal.run({ release: first })
    const second = await rehearsal.release()
    // Confirmed once, it stands by whatever becomes of it now.
    const earlier = history === 'confirmed' ? [second, first] : []
    for (const release of earlier) await rehearsal.run({ release })
    const asleep = Promise.withResolvers<void>()
    const awake = Promise.withResolvers<void>()
    const late = rehearsal.run({
      release: second,
      pause: (effect) => {
        if (!isThere(effect)) return undefined
        asleep.resolve()
        return awake.promise
      },
    })
    await Promise.race([asleep.promise, late])
    rehearsal.endJobs()
    await others(rehearsal, { first, second })
    const [serving, standing, confirmed] = await Promise.all([
      rehearsal.serving(),
      rehearsal.standing(),
      confirmedOf(rehearsal),
    ])
    awake.resolve()
    const ended = await late
    return { rehearsal, ended, first, second, before: { serving, standing, confirmed } }
  }

  const shift = ({ step, to, changes }: Effect) => step === 'shift' && to === 'target' && changes

  it('in mid-shift changes nothing once another was promoted', async () => {
    const { rehearsal, ended, before } = await sleepAt(shift, async (rehearsal) => {
      const { outcome } = await rehearsal.run({ release: await rehearsal.release() })
      expect(outcome?.kind).toBe('promoted')
    })
    expect(ended.error ?? ended.outcome?.kind).not.toBe('promoted')
    expect(await rehearsal.serving()).toEqual(before.serving)
    expect(await rehearsal.standing()).toEqual(before.standing)
    expect(confirmedOf(rehearsal)).toEqual(before.confirmed)
  })

  it('in mid-shift changes nothing where what it expects serves again, and what it wants stands', async () => {
    const { rehearsal, ended, first, before } = await sleepAt(shift, async (rehearsal, { first, second }) => {
      const forth = await rehearsal.run({ release: second })
      const back = await rehearsal.run({ release: first })
      expect([forth.outcome?.kind, back.outcome?.kind]).toEqual(['promoted', 'promoted'])
    })
    expect(ended.outcome?.kind).not.toBe('promoted')
    expect(before.serving).toEqual(digestsOf(first))
    expect(await rehearsal.serving()).toEqual(before.serving)
    expect(await rehearsal.standing()).toEqual(before.standing)
    expect(confirmedOf(rehearsal)).toEqual(before.confirmed)
  })

  it('in mid-shift changes nothing where it was only ended, and what it wants stands', async () => {
    const { rehearsal, first, second, before } = await sleepAt(
      shift,
      async (rehearsal, { first }) => {
        // It moves nothing itself: what serves is only said to be held.
        await rehearsal.run({ release: first, hold: { by: 'octocat', reason: 'to see' } })
      },
      undefined,
      'confirmed',
    )
    expect(before.serving).toEqual(digestsOf(first))
    expect(before.standing.app).toContain(second.app?.digest)
    expect(await rehearsal.serving()).toEqual(before.serving)
    expect(confirmedOf(rehearsal)).toEqual(before.confirmed)
  })

  it('before any of its effects leaves what another made of it', async () => {
    const rehearsal = await rehearse({ target, policy })
    const isOwn = ({ step, changes }: Effect) => step !== '' && changes
    const { ended } = await sleepAt(
      () => false,
      async () => {},
      rehearsal,
    )
    const effects = ended.effects.filter(isOwn)
    expect(effects.length).toBeGreaterThan(10)
    for (const index of effects.keys()) {
      let count = -1
      const { before, ended } = await sleepAt(
        (effect) => isOwn(effect) && ++count === index,
        async () => {
          const { outcome, error } = await rehearsal.run({ release: await rehearsal.release() })
          expect([error, outcome?.kind]).toEqual([undefined, 'promoted'])
        },
        rehearsal,
      )
      const at = `${index} ${effects[index]?.step} ${effects[index]?.name}`
      const standing = await rehearsal.standing()
      const kept = before.standing.app?.filter((digest) => standing.app?.includes(digest))
      expect({ at, slept: ended.effects.length > 0, serving: await rehearsal.serving(), kept }).toEqual({
        at,
        slept: true,
        serving: before.serving,
        kept: before.standing.app,
      })
      expect([at, confirmedOf(rehearsal)]).toEqual([at, before.confirmed])
    }
  }, 120_000)
})
