import { describe, expect, it } from 'vitest'
import { agree, type Claims } from '../../src/deployment/agreement.ts'
import type { DeploymentRecord, RecordState } from '../../src/deployment/record.ts'
import type { Release } from '../../src/deployment/release.ts'

const release = (letter: string): Release => ({
  app: { registry: 'registry.test', repository: 'acme/shop', digest: `sha256:${letter.repeat(64)}` },
})
const record = (state: RecordState, of: Release, description = 'shifting to app') =>
  ({
    state,
    payload: { release: of },
    statuses: description.split('; ').map((description) => ({ description })),
  }) as unknown as DeploymentRecord
const [a, b, c] = [release('a'), release('b'), release('c')]
const nothing: Release = {}

describe('agree', () => {
  it.each([
    {
      when: 'what serves is what is recorded',
      claims: { observed: a, recorded: a, wanted: b, records: [record('confirmed', a)] },
      expected: { kind: 'agreed', live: a, restorable: true },
    },
    {
      when: 'nothing serves, though something is recorded',
      claims: { observed: nothing, recorded: a, wanted: b, records: [record('confirmed', a)] },
      expected: { kind: 'agreed', live: nothing, restorable: true },
    },
    {
      when: 'a run that died left what is wanted',
      claims: { observed: b, recorded: a, wanted: b, records: [record('closed', b), record('confirmed', a)] },
      expected: { kind: 'agreed', live: a, restorable: true },
    },
    {
      when: 'what is wanted serves, and nobody says how it got there',
      claims: { observed: b, recorded: a, wanted: b, records: [record('confirmed', a)] },
      expected: { kind: 'agreed', live: a, restorable: false },
    },
    {
      when: 'what is wanted serves, and a run for it ended before it moved traffic',
      claims: {
        observed: b,
        recorded: a,
        wanted: b,
        records: [record('closed', b, 'staging app'), record('confirmed', a)],
      },
      expected: { kind: 'agreed', live: a, restorable: false },
    },
    {
      when: 'what is wanted serves, and a run for it had put back what it moved',
      claims: {
        observed: b,
        recorded: a,
        wanted: b,
        records: [record('closed', b, 'reverted: not healthy; shifting to app'), record('confirmed', a)],
      },
      expected: { kind: 'agreed', live: a, restorable: false },
    },
    {
      when: 'what is wanted serves, and all records are gone',
      claims: { observed: b, recorded: nothing, wanted: b, records: [] },
      expected: { kind: 'agreed', live: nothing, restorable: false },
    },
    {
      when: 'a promotion was stopped with its release serving, and others were refused since',
      claims: {
        observed: b,
        recorded: a,
        wanted: c,
        records: [record('closed', c), record('closed', b), record('confirmed', a)],
      },
      expected: { kind: 'agreed', live: b, restorable: true },
    },
  ] satisfies { when: string; claims: Claims; expected: unknown }[])(
    'agrees where $when',
    ({ claims, expected }) => {
      expect(agree(claims)).toEqual(expected)
    },
  )

  it.each([
    ['something else', { observed: c, recorded: a, wanted: b, records: [record('confirmed', a)] }],
    [
      'what ended before the recorded one',
      { observed: c, recorded: a, wanted: b, records: [record('confirmed', a), record('closed', c)] },
    ],
    ['something, and all records are gone', { observed: c, recorded: nothing, wanted: b, records: [] }],
  ] satisfies [string, Claims][])('contradicts where %s serves', (_, claims) => {
    expect(agree(claims)).toMatchObject({ kind: 'contradiction' })
  })
})
