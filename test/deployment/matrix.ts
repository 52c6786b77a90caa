import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { backward, forwardBy, type Step } from '../../src/deployment/next.ts'
import { stateOf } from '../../src/deployment/record.ts'
import {
  type Effect,
  type Ended,
  postStep,
  type Rehearsal,
  type RunOptions,
  startRehearsal,
  type Trouble,
} from './rehearsal.ts'

// The crash matrix: a run dies at an instant, and others come after it. What holds in every cell is asserted here;
// what differs from row to row is told, and is what docs/promotion.md shows.

export const weights = [10]
export const troubles = ['github', 'registry', 'target', 'slow'] as const
/** The last step of a promotion that goes well comes before those of one that does not. */
export const steps = [...forwardBy(weights), ...backward]
export const instants = ['before', 'during', 'after'] as const
type Instant = (typeof instants)[number]

/**
 * What follows: a run for the same release, or for another; one that has its own trouble first, once it ends what the
 * dead one left; or the post step of the job itself.
 */
export const sequels = ['same', 'other', 'post', 'github', 'registry', 'target', 'slow'] as const
type Sequel = (typeof sequels)[number]

type Release = Record<string, DigestReference>

export type Cell = { step: Step; instant: Instant; serves: string; ending: string }

export async function rehearseMatrix(
  services: readonly string[],
  target: 'proxy' | 'directory',
): Promise<Rehearsal> {
  const policy = [
    'retain: 1',
    ...(target === 'proxy'
      ? [
          `strategy: { kind: canary, steps: [${weights}], interval: 0s }`,
          'checks: [{ http: { path: /healthz, timeout: 20s, interval: 20s } }]',
        ]
      : []),
  ]
  const rehearsal = await startRehearsal({ services, target, policy })
  for (let promoted = 0; promoted < 2; promoted++) await promoteWell(rehearsal, await rehearsal.release())
  return rehearsal
}

async function promoteWell(rehearsal: Rehearsal, release: Release): Promise<Ended> {
  const ended = await rehearsal.run({ release, ...watched(rehearsal) })
  expect([ended.error, ended.outcome?.reasons]).toEqual([undefined, []])
  return ended
}

/** After each change of a target people ask it, and are answered. */
function watched(rehearsal: Rehearsal): Pick<RunOptions, 'onEffect'> {
  return {
    onEffect: async ({ to, changes, name }) => {
      if (to === 'target' && changes) await expectAnswers(rehearsal, name)
    },
  }
}

async function expectAnswers({ proxies }: Rehearsal, name: string): Promise<void> {
  const changed = Object.values(proxies).filter(({ admin }) => name.includes(admin))
  for (const proxy of changed) {
    if (proxy.serving().length === 0) continue
    const answer = await fetch(proxy.url)
    expect([answer.status, proxy.serving().map(({ digest }) => digest)]).toEqual([
      200,
      expect.arrayContaining([await answer.text()]),
    ])
  }
}

/** A release whose last service falls ill once it has all of the traffic, for steps that are only taken then. */
async function releaseFor(step: Step, rehearsal: Rehearsal): Promise<Release> {
  const release = await rehearsal.release()
  const [service, image] = Object.entries(release).at(-1) ?? []
  if (service !== undefined && image !== undefined && isBackward(step))
    rehearsal.proxies[service]?.sicken(image.digest, 'alone')
  return release
}

export function isBackward(step: Step): boolean {
  return (backward as readonly Step[]).includes(step)
}

/** Lets a run die at an instant, and others end what it left; tells what served in between, and what became of it. */
export async function die(
  { step, instant, sequel }: { step: Step; instant: Instant; sequel: Sequel },
  rehearsal: Rehearsal,
  middles: ReadonlyMap<Step, number>,
): Promise<Cell> {
  const former = await rehearsal.serving()
  const release = await releaseFor(step, rehearsal)
  const at = instant === 'during' ? (middles.get(step) ?? 1) : instant
  const dead = await rehearsal.run({ release, kill: { step, at }, ...watched(rehearsal) })
  expect([dead.killed, dead.error]).toEqual([true, undefined])
  const serves = await servesIn(rehearsal, release, former)
  if (sequel === 'post') {
    await postStep(rehearsal.open(), dead.deployment ?? 0)
    const ending = endingOf(rehearsal, dead)
    await expectSettled(rehearsal, ending === 'confirmed' ? sharesOf(release) : former)
    return { step, instant, serves, ending }
  }
  const isTrouble = sequel !== 'same' && sequel !== 'other'
  if (isTrouble) {
    const trouble: Trouble = sequel
    await rehearsal.run({ release, trouble, troubleFrom: 'recovery', ...watched(rehearsal) })
    // What it could not do it left; all the same, people were answered by one of the two.
    await servesIn(rehearsal, release, former)
  }
  const wanted = sequel === 'other' ? await rehearsal.release() : release
  const next = await rehearsal.run({ release: wanted, ...watched(rehearsal) })
  expect(next.error).toBeUndefined()
  const isIll = isBackward(step) && sequel !== 'other'
  expect(isIll ? ['reverted'] : ['promoted', 'unchanged']).toContain(next.outcome?.kind)
  await expectSettled(rehearsal, isIll ? former : sharesOf(wanted))
  return { step, instant, serves, ending: endingOf(rehearsal, dead) }
}

type Serving = Awaited<ReturnType<Rehearsal['serving']>>

const sharesOf = (release: Release): Serving =>
  Object.fromEntries(
    Object.entries(release).map(([service, { digest }]) => [service, [{ digest, percent: 100 }]]),
  )

/** Says what serves; whatever it is, all of the traffic is the former's or the new one's. */
async function servesIn(rehearsal: Rehearsal, release: Release, former: Serving): Promise<string> {
  const serving = await rehearsal.serving()
  const services = Object.keys(serving)
  const shares = services.map((service) => {
    const known = [release[service]?.digest, former[service]?.[0]?.digest]
    const all = serving[service] ?? []
    expect([
      service,
      all.filter(({ digest }) => known.includes(digest)).reduce((sum, { percent }) => sum + percent, 0),
    ]).toEqual([service, 100])
    return all.find(({ digest }) => digest === release[service]?.digest)?.percent ?? 0
  })
  const moved = shares.filter((share) => share > 0)
  if (moved.length === 0) return 'the former'
  const [least, most] = [Math.min(...moved), Math.max(...moved)]
  const percent = least === most ? `${least}` : `${least} to ${most}`
  const share = least === 100 ? 'the new' : `${percent} % the new`
  return moved.length === services.length ? share : `${share}, in ${moved.length} of ${services.length}`
}

/** What holds in the end: one release serves, the newest confirmed record says so, and nothing is open. */
async function expectSettled(rehearsal: Rehearsal, wanted: Serving): Promise<void> {
  expect(await rehearsal.serving()).toEqual(wanted)
  const states = rehearsal.github.deployments
    .toSorted((one, other) => other.id - one.id)
    .map(({ payload, statuses }) => ({ payload: String(payload), state: stateOf(statuses.toReversed()) }))
  expect(states.filter(({ state }) => state === 'open')).toEqual([])
  const newest = JSON.parse(states.find(({ state }) => state === 'confirmed')?.payload ?? '{}')
  const recorded = Object.entries<string>(newest.release).map(([service, image]) => [
    service,
    image.split('@')[1],
  ])
  const digests = Object.entries(wanted).map(([service, [only]]) => [service, only?.digest])
  expect(Object.fromEntries(recorded)).toEqual(Object.fromEntries(digests))
}

/** What became of a deployment. */
function endingOf({ github }: Rehearsal, { deployment }: Ended): string {
  const statuses = github.deployments.find(({ id }) => id === deployment)?.statuses ?? []
  const end = statuses.find(({ state }) => ['success', 'failure', 'inactive'].includes(state))
  if (end?.state === 'success') return 'confirmed'
  if (end?.description.startsWith('reverted')) return 'put back'
  return end?.description.includes('goes on from here') ? 'left to the next' : 'closed'
}

/** Where the middle of each step is: the effect that is half of what it changes, or else of what it asks. */
export async function findMiddles(rehearsal: Rehearsal): Promise<Map<Step, number>> {
  const middles = new Map<Step, number>()
  for (const step of ['stage', 'restore'] as const) {
    const { effects } = await rehearsal.run({ release: await releaseFor(step, rehearsal) })
    for (const one of steps)
      if (isBackward(one) === isBackward(step)) middles.set(one, middleOf(one, effects))
  }
  return middles
}

function middleOf(step: Step, effects: readonly Effect[]): number {
  const own = effects.filter((effect) => effect.step === step)
  const changes = own.filter(({ changes }) => changes)
  const half = (some: readonly Effect[]) => some[Math.ceil(some.length / 2) - 1]
  const middle = half(changes) ?? half(own)
  return middle === undefined ? 1 : own.indexOf(middle) + 1
}

/** A run that does not die, but from a step on cannot reach something, or waits for it. */
export async function endure(step: Step, trouble: Trouble, rehearsal: Rehearsal): Promise<string> {
  const former = await rehearsal.serving()
  const release = await rehearsal.release()
  const run = await rehearsal.run({ release, trouble, troubleFrom: step, ...watched(rehearsal) })
  await servesIn(rehearsal, release, former)
  const next = await promoteWell(rehearsal, release)
  expect(['promoted', 'unchanged']).toContain(next.outcome?.kind)
  await expectSettled(rehearsal, sharesOf(release))
  return run.outcome?.kind ?? 'left open'
}

/** A table of `docs/promotion.md`, as rows of cells, by the heading that it stands under. */
export async function readTable(heading: string): Promise<string[][]> {
  const page = await readFile(new URL('../../docs/promotion.md', import.meta.url), 'utf8')
  const [, section = ''] = page.split(`### ${heading}\n`)
  const rows = section.split('\n## ')[0]?.split('\n### ')[0]?.split('\n') ?? []
  return rows
    .filter((row) => row.startsWith('|') && !row.startsWith('| ---'))
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/** The rows of the table of what dying does. */
export function rowsOf(cells: readonly Cell[]): string[][] {
  const textOf = (step: Step, instant: Instant) => {
    const found = cells.filter((cell) => cell.step === step && cell.instant === instant)
    return [...new Set(found.map(({ serves, ending }) => `${serves}; ${ending}`))].join(' or ')
  }
  return [
    ['it dies at', ...instants],
    ...steps.map((step) => [`\`${step}\``, ...instants.map((instant) => textOf(step, instant))]),
  ]
}
