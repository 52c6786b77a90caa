import { describe, expect, it } from 'vitest'
import { earlierReleases, unfinishedRollback } from '../../src/deployment/earlier.ts'
import { type DeploymentRecord, holdingRecord } from '../../src/deployment/record.ts'
import type { Release } from '../../src/deployment/release.ts'

// A history as a line of words, the oldest first: `A` promotes release A, `<A` rolls back to it, `=` holds what is
// there, `(A)` is a promotion of A that failed.

const digestOf = (letter: string) => `sha256:${letter.toLowerCase().repeat(64)}` as const
const release = (letter: string): Release => ({
  app: { registry: 'registry.test', repository: 'acme/shop', digest: digestOf(letter) },
})
const cause = { by: 'octocat', reason: 'carts are empty' }

function records(history: string): DeploymentRecord[] {
  let live: string | undefined
  const made = history
    .split(' ')
    .filter(Boolean)
    .map((word, index) => {
      const letter = /[A-Z]/.exec(word)?.[0] ?? live ?? ''
      const isFailed = word.startsWith('(')
      const record = {
        deployment: { id: index + 1 },
        payload: {
          release: release(letter),
          changed: word === '=' ? [] : ['app'],
          previous: live === undefined ? undefined : release(live),
          ...(word.includes('<') && { rollback: cause }),
          ...(word === '=' && { hold: cause }),
        },
        statuses: isFailed ? [{ description: `shifting to app ${letter}` }] : [],
        state: isFailed ? 'closed' : 'confirmed',
      } as unknown as DeploymentRecord
      if (!isFailed) live = letter
      return record
    })
  return made.toReversed()
}

const letterOf = ({ payload }: DeploymentRecord) => payload.release.app?.digest.charAt(7).toUpperCase()
const serves = (letter: string) => (record: DeploymentRecord) => letterOf(record) === letter
const idOf = (record: DeploymentRecord | undefined) => record?.deployment.id

describe('earlierReleases', () => {
  it.each([
    ['the first one has nothing before it', 'A', 'A', ''],
    ['the one before', 'A B', 'B', 'A'],
    ['the ones before, the nearest first', 'A B C', 'C', 'B A'],
    ['twice back goes further back', 'A B C <B', 'B', 'A'],
    ['three times back ends at the first', 'A B C <B <A', 'A', ''],
    ['a named one far back has nothing of what it skipped before it', 'A B C <A', 'A', ''],
    ['what came after a rollback goes back to where that went', 'A B <A C', 'C', 'A'],
    ['what was rolled back from is passed over, though it was promoted again', 'A B <A B C', 'C', 'A'],
    ['a rollback forth again goes back to what was before that', 'A B C <A <C', 'C', 'B'],
    ['a hold is no release', 'A B =', 'B', 'A'],
    ['the same one twice is told once', 'A B A B', 'B', 'A'],
    ['a promotion that failed is none', 'A B (C)', 'B', 'A'],
    ['one that failed and serves goes back to what was confirmed', 'A B (C)', 'C', 'B A'],
    ['what nobody recorded goes back to what was', 'A B', 'X', 'B A'],
    ['one rolled back to, whose own record is not among those read', 'C <A D', 'D', 'A'],
    ['nothing', '', 'A', ''],
  ])('%s: %s', (_, history, serving, expected) => {
    const way = earlierReleases(records(history), serves(serving))
    expect(way.map(letterOf).join(' ')).toBe(expected)
  })

  it('compares whole releases of several services', () => {
    const [newest, older] = records('A B')
    if (newest === undefined || older === undefined) throw new Error('two records')
    const worker = release('W').app
    if (worker !== undefined) {
      newest.payload.release.worker = worker
      older.payload.release.worker = worker
    }
    const way = earlierReleases([newest, older], (record) => record === newest)
    expect(way).toEqual([older])
  })
})

describe('a rollback that died after it had moved traffic', () => {
  it('is gone on with, by the record under which its release was confirmed', () => {
    expect(idOf(unfinishedRollback(records('A B C (<B)'), serves('B')))).toBe(2)
  })

  it.each([
    ['what it moved to does not serve', 'A B C (<B)', 'C'],
    ['it was followed by a promotion', 'A B C (<B) D', 'B'],
    ['it was no rollback', 'A B (A)', 'A'],
    ['its release was never confirmed', 'A B (<X)', 'X'],
    ['it was confirmed', 'A B <A', 'A'],
  ])('is not gone on with where %s', (_, history, serving) => {
    expect(unfinishedRollback(records(history), serves(serving))).toBeUndefined()
  })
})

describe('holdingRecord', () => {
  it.each([
    ['a hold', 'A =', 2],
    ['a hold that a promotion followed', 'A = B', undefined],
    ['a hold that a failed promotion followed', 'A = (B)', 2],
    ['nothing', '', undefined],
  ])('finds %s', (_, history, id) => {
    expect(holdingRecord(records(history))?.deployment.id).toBe(id)
  })

  it('counts a rollback that died after it had moved traffic, if it was to hold', () => {
    const [dead, ...others] = records('A B (<A)')
    if (dead === undefined) throw new Error('a record')
    expect(holdingRecord([dead, ...others])).toBeUndefined()
    dead.payload.hold = cause
    expect(holdingRecord([dead, ...others])?.deployment.id).toBe(3)
  })
})
