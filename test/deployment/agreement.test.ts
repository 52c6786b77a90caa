import { describe, expect, it } from 'vitest'
import { agree, type Claims, type Serving } from '../../src/deployment/agreement.ts'
import type { DeploymentRecord, RecordState } from '../../src/deployment/record.ts'
import type { Release } from '../../src/deployment/release.ts'

const release = (letter: string): Release => ({
  app: { registry: 'registry.test', repository: 'acme/shop', digest: `sha256:${letter.repeat(64)}` },
})
const record = (state: RecordState, of: Release, description = 'shifting to app') =>
  ({
    state,
    payload: { release: of, changed: Object.keys(of) },
    statuses: description.split('; ').map((description) => ({ description })),
  }) as unknown as DeploymentRecord
const held = (of: Release) =>
  ({
    ...record('confirmed', of),
    payload: { release: of, changed: [] as string[] },
  }) as unknown as DeploymentRecord
const [a, b, c] = [release('a'), release('b'), release('c')]
const nothing: Release = {}
const serving = (release: Release): Serving =>
  Object.fromEntries(Object.entries(release).map(([service, { digest }]) => [service, digest]))

describe('agree', () => {
  it.each([
    {
      when: 'what serves is what is recorded',
      claims: { observed: serving(a), recorded: a, wanted: b, records: [record('confirmed', a)] },
      expected: { kind: 'agreed', live: a, unexplained: [] },
    },
    {
      when: 'nothing serves, though something is recorded',
      claims: { observed: serving(nothing), recorded: a, wanted: b, records: [record('confirmed', a)] },
      expected: { kind: 'agreed', live: nothing, unexplained: [] },
    },
    {
      when: 'a run that died left what is wanted',
      claims: {
        observed: serving(b),
        recorded: a,
        wanted: b,
        records: [record('closed', b), record('confirmed', a)],
      },
      expected: { kind: 'agreed', live: a, unexplained: [] },
    },
    {
      when: 'what is wanted serves, and nobody says how it got there',
      claims: { observed: serving(b), recorded: a, wanted: b, records: [record('confirmed', a)] },
      expected: { kind: 'agreed', live: a, unexplained: ['app'] },
    },
    {
      when: 'what is wanted serves, and a run for it ended before it moved traffic',
      claims: {
        observed: serving(b),
        recorded: a,
        wanted: b,
        records: [record('closed', b, 'staging app'), record('confirmed', a)],
      },
      expected: { kind: 'agreed', live: a, unexplained: ['app'] },
    },
    {
      when: 'what is wanted serves, and a run for it had put back what it moved',
      claims: {
        observed: serving(b),
        recorded: a,
        wanted: b,
        records: [record('closed', b, 'reverted: not healthy; shifting to app'), record('confirmed', a)],
      },
      expected: { kind: 'agreed', live: a, unexplained: ['app'] },
    },
    {
      when: 'what is wanted serves, and all records are gone',
      claims: { observed: serving(b), recorded: nothing, wanted: b, records: [] },
      expected: { kind: 'agreed', live: nothing, unexplained: ['app'] },
    },
    {
      when: 'a promotion was stopped with its release serving, and the environment is held since',
      claims: {
        observed: serving(b),
        recorded: a,
        wanted: c,
        records: [held(a), record('closed', b), record('confirmed', a)],
      },
      expected: { kind: 'agreed', live: b, unexplained: [] },
    },
    {
      when: 'a promotion was stopped with its release serving, and others were refused since',
      claims: {
        observed: serving(b),
        recorded: a,
        wanted: c,
        records: [record('closed', c), record('closed', b), record('confirmed', a)],
      },
      expected: { kind: 'agreed', live: b, unexplained: [] },
    },
    {
      when: 'a run that died left what serves, and the environment was held since',
      claims: {
        observed: serving(b),
        recorded: a,
        wanted: c,
        records: [held(a), record('closed', b), record('confirmed', a)],
      },
      expected: { kind: 'agreed', live: b, unexplained: [] },
    },
    {
      when: 'something else serves, and a person overrules who put it there',
      claims: {
        observed: serving(c),
        recorded: a,
        wanted: b,
        records: [record('confirmed', a)],
        overrule: true,
      },
      expected: { kind: 'agreed', live: c, unexplained: [] },
    },
  ] satisfies { when: string; claims: Claims; expected: unknown }[])(
    'agrees where $when',
    ({ claims, expected }) => {
      expect(agree(claims)).toEqual(expected)
    },
  )

  it.each([
    ['something else', { observed: serving(c), recorded: a, wanted: b, records: [record('confirmed', a)] }],
    [
      'what ended before the recorded one',
      {
        observed: serving(c),
        recorded: a,
        wanted: b,
        records: [record('confirmed', a), record('closed', c)],
      },
    ],
    [
      'something, and all records are gone',
      { observed: serving(c), recorded: nothing, wanted: b, records: [] },
    ],
    [
      'something that a person would overrule, of a service that is not named,',
      { observed: serving(c), recorded: a, wanted: {}, records: [record('confirmed', a)], overrule: true },
    ],
  ] satisfies [string, Claims][])('contradicts where %s serves', (_, claims) => {
    expect(agree(claims)).toMatchObject({ kind: 'contradiction' })
  })
})

describe('agree, about several services', () => {
  const image = (letter: string) => release(letter).app as Release[string]
  const recorded = { web: image('a'), worker: image('b') }
  const observed = serving(recorded)
  const left = (service: string, letter: string) =>
    record('closed', { ...recorded, [service]: image(letter) }, `shifting to ${service} 0123`)

  it('carries over what a promotion does not name', () => {
    const claims = {
      observed,
      recorded,
      wanted: { web: image('c') },
      records: [record('confirmed', recorded)],
    }
    expect(agree(claims)).toEqual({ kind: 'agreed', live: recorded, unexplained: [] })
  })

  it('takes what was left behind for what serves, of the service that it was left in', () => {
    const claims = {
      observed: { ...observed, web: image('c').digest },
      recorded,
      wanted: { worker: image('d') },
      records: [left('web', 'c'), record('confirmed', recorded)],
    }
    expect(agree(claims)).toEqual({
      kind: 'agreed',
      live: { ...recorded, web: image('c') },
      unexplained: [],
    })
  })

  it.each([
    ['was moved by hand, though another is promoted', { ...observed, worker: image('c').digest }, []],
    ['serves what another was left with', { ...observed, worker: image('c').digest }, [left('web', 'c')]],
    ['divides its traffic, and no promotion is under way', { ...observed, worker: 'shared' as const }, []],
  ])('contradicts where one %s', (_, observed, before) => {
    const records = [...before, record('confirmed', recorded)]
    expect(agree({ observed, recorded, wanted: { web: image('d') }, records })).toMatchObject({
      kind: 'contradiction',
      reason: expect.stringContaining('"worker"'),
    })
  })
})
