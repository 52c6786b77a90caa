import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forwardBy } from '../../src/deployment/next.ts'
import {
  type Cell,
  die,
  endure,
  findMiddles,
  instants,
  readTable,
  rehearseMatrix,
  rowsOf,
  sequels,
  steps,
  troubles,
  weights,
} from './matrix.ts'
import type { Rehearsal } from './rehearsal.ts'

const limit = 120_000

/** Tries every step and instant over these services, and compares what was seen with the tables of docs/promotion.md. */
export function crashMatrix(count: string, services: readonly string[]): void {
  const cells: Cell[] = []
  let rehearsal: Rehearsal
  let middles: Awaited<ReturnType<typeof findMiddles>>

  beforeAll(async () => {
    rehearsal = await rehearseMatrix(services, 'proxy')
    middles = await findMiddles(rehearsal)
  }, limit)
  afterAll(() => rehearsal[Symbol.asyncDispose]())

  describe.each(sequels)(`a run of ${count} that dies, then %s,`, (sequel) => {
    // What is after a step is before the next: it is told apart only once.
    const when = sequel === 'same' ? instants : instants.filter((instant) => instant !== 'after')

    it.each(steps)(
      'at %s loses nothing, and is ended',
      async (step) => {
        for (const instant of when) {
          const cell = await die({ step, instant, sequel }, rehearsal, middles)
          if (sequel === 'same') cells.push(cell)
        }
      },
      limit,
    )
  })

  describe(`a run of ${count} that lives`, () => {
    const ends: string[][] = []

    it.each(forwardBy(weights))(
      'and is in trouble from %s on loses nothing, and the next one promotes',
      async (step) => {
        const outcomes: string[] = []
        for (const trouble of troubles) outcomes.push(await endure(step, trouble, rehearsal))
        ends.push([`\`${step}\``, ...outcomes])
      },
      limit,
    )

    it('ends as docs/promotion.md says', async () => {
      const header = ['from this step on', 'GitHub', 'the registry', 'the target', 'all are slow']
      expect(await readTable('A run in trouble')).toEqual([header, ...ends])
    })
  })

  it('leaves what docs/promotion.md says', async () => {
    expect(await readTable(`A run that dies, of ${count}`)).toEqual(rowsOf(cells))
  })
}
