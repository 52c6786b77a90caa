import { describe, expect, it } from 'vitest'
import { githubChecks } from '../../src/check/github-checks.ts'
import { Failure } from '../../src/failure.ts'
import type { CommitCheck } from '../../src/github/commits.ts'
import { asked, clockEdge } from './example.ts'

const commit = 'c'.repeat(40)
const since = new Date('2026-11-21T12:00:00Z')
const about = (changes = {}) => asked({ commit, since, ...changes })
const seconds = (time: number) => new Date(since.getTime() + time * 1000)

function check(state: string, changes: Partial<CommitCheck> = {}): CommitCheck {
  const ended = !['queued', 'in_progress', 'pending'].includes(state)
  return { name: 'e2e', state, passed: state === 'success', ended, startedAt: seconds(1), ...changes }
}

/** An edge to which these are reported, one list after the other, and then the last of them. */
function reporting(...lists: (readonly CommitCheck[] | Error)[]) {
  const commits: string[] = []
  const fetchCommitChecks = async (commit: string) => {
    const list = lists[Math.min(commits.push(commit), lists.length) - 1] ?? []
    if (list instanceof Error) throw list
    return [...list]
  }
  const edge = clockEdge({ fetchCommitChecks })
  return Object.assign(edge, { commits })
}

describe('a github-checks check', () => {
  it('passes when all that are named have succeeded on the commit', async () => {
    const edge = reporting([
      check('success'),
      check('success', { name: 'load' }),
      check('failure', { name: 'x' }),
    ])
    expect(await githubChecks.ask({ names: ['e2e', 'load'] }, about(), edge)).toEqual({
      passed: true,
      reason: 'e2e, load succeeded on commit cccccccccccc',
    })
    expect(edge.commits).toEqual([commit])
  })

  it('waits for what is not reported yet, and for what has not ended', async () => {
    const edge = reporting([], [check('queued')], [check('in_progress')], [check('success')])
    expect(await githubChecks.ask({ names: ['e2e'] }, about(), edge)).toMatchObject({ passed: true })
    expect(edge.waited()).toBe(90_000)
    expect(edge.logged.filter((line) => line.startsWith('info'))).toEqual([
      'info: "e2e" is queued on commit cccccccccccc; asked for 30s',
      'info: "e2e" is in_progress on commit cccccccccccc; asked for 1m',
    ])
  })

  it.each([
    [
      'nobody reports',
      [],
      '"e2e" was not reported since this promotion began on commit cccccccccccc, after 1m',
    ],
    ['it does not end', [check('pending')], '"e2e" is pending on commit cccccccccccc, after 1m'],
  ])('fails when the time is over and %s', async (_, list, reason) => {
    const edge = reporting(list)
    const answer = await githubChecks.ask({ names: ['e2e'], timeout: '1m' }, about(), edge)
    expect(answer).toEqual({ passed: false, reason })
    expect(edge.waited()).toBe(30_000)
  })

  it.each(['failure', 'error', 'cancelled', 'timed_out', 'action_required', 'neutral', 'skipped', 'stale'])(
    'fails at once when one has ended as %s',
    async (state) => {
      const edge = reporting([check(state), check('queued', { name: 'load' })])
      expect(await githubChecks.ask({ names: ['load', 'e2e'] }, about(), edge)).toEqual({
        passed: false,
        reason: `"load" is queued; "e2e" is ${state} on commit cccccccccccc`,
      })
      expect(edge.waited()).toBe(0)
    },
  )

  it('asks all that share a name', async () => {
    const edge = reporting([check('success'), check('in_progress'), check('failure')])
    expect(await githubChecks.ask({ names: ['e2e'] }, about(), edge)).toEqual({
      passed: false,
      reason: '"e2e" is failure on commit cccccccccccc',
    })
  })

  it.each([
    ['began before', { startedAt: seconds(-1) }, false],
    ['began with it', { startedAt: seconds(0) }, true],
    ['does not say when it began', { startedAt: undefined }, false],
  ])('counts what began since the promotion did: what %s', async (_, changes, passed) => {
    const edge = reporting([check('success', changes)])
    const answer = await githubChecks.ask({ names: ['e2e'], timeout: '1m' }, about(), edge)
    expect(answer.passed).toBe(passed)
  })

  it('does not fail by what failed before', async () => {
    const before = check('failure', { startedAt: seconds(-60) })
    const edge = reporting([before], [before, check('success')])
    expect((await githubChecks.ask({ names: ['e2e'] }, about(), edge)).passed).toBe(true)
  })

  it('counts whatever was reported on the commit, if told so', async () => {
    const options = { names: ['e2e'], since: 'commit', timeout: '1m' }
    const edge = reporting([check('success', { startedAt: undefined })])
    expect((await githubChecks.ask(options, about(), edge)).passed).toBe(true)
    expect((await githubChecks.ask(options, about(), reporting([]))).reason).toMatch(
      /^"e2e" was not reported on commit/,
    )
  })

  it.each([
    ['another app', { app: 'stranger' }],
    ['a commit status, of which nobody knows who made it', {}],
  ])('counts only check runs of the app that is named: not those of %s', async (_, changes) => {
    const options = { names: ['e2e'], app: 'acme-e2e', timeout: '1m' }
    const others = [check('success', changes), check('failure', changes)]
    expect(await githubChecks.ask(options, about(), reporting(others))).toMatchObject({
      passed: false,
      reason: expect.stringContaining('"e2e" was not reported by acme-e2e since'),
    })
    const edge = reporting([...others, check('success', { app: 'acme-e2e' })])
    expect((await githubChecks.ask(options, about(), edge)).passed).toBe(true)
  })

  it('asks GitHub again that did not answer, and fails at once where it refuses', async () => {
    const silent = new Failure('unavailable', 'no answer')
    const edge = reporting(silent, [check('success')])
    expect((await githubChecks.ask({ names: ['e2e'] }, about(), edge)).passed).toBe(true)
    const refusing = reporting(new Failure('unauthorized', 'missing permission checks: read'))
    expect(await githubChecks.ask({ names: ['e2e'] }, about(), refusing)).toEqual({
      passed: false,
      reason: 'missing permission checks: read',
    })
    expect(refusing.waited()).toBe(0)
  })

  it('does not pass where nobody knows the commit', async () => {
    const edge = reporting([check('success')])
    expect(await githubChecks.ask({ names: ['e2e'] }, about({ commit: undefined }), edge)).toEqual({
      passed: false,
      reason: 'no verified provenance says which commit it was built from',
    })
    expect(edge.commits).toEqual([])
  })

  it('leaves a staged release alone if told so', async () => {
    const edge = reporting([check('failure')])
    const options = { names: ['e2e'], staged: false }
    expect(await githubChecks.ask(options, about(), edge)).toEqual({
      passed: true,
      reason: 'asked only once the release has traffic',
    })
    expect((await githubChecks.ask(options, about({ phase: 'serving' }), edge)).passed).toBe(false)
  })

  it('keeps what others wrote inert', async () => {
    const edge = reporting([check('failure\n::error::x', { name: 'a\u001b[31mb' })])
    const { reason } = await githubChecks.ask({ names: ['a\u001b[31mb'] }, about(), edge)
    expect(reason).not.toMatch(/\p{Cc}/u)
    expect(reason).toMatch(/^"ab" is failure ::error::x on/)
  })
})

describe('the options of a github-checks check', () => {
  it.each([
    ['no names', {}],
    ['an empty list', { names: [] }],
    ['an empty name', { names: [' '] }],
    ['the name of an app that is no slug', { names: ['e2e'], app: 'Acme E2E' }],
    ['a pause in which GitHub would be asked too often', { names: ['e2e'], interval: '1s' }],
    ['an unknown beginning', { names: ['e2e'], since: 'ever' }],
    ['no time', { names: ['e2e'], timeout: '0s' }],
  ])('refuse %s', (_, written) => {
    expect(githubChecks.options.safeParse(written).success).toBe(false)
  })
})
