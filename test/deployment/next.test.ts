import { describe, expect, it } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import { backward, forward, forwardBy, next, type Step, sharingOf } from '../../src/deployment/next.ts'

const former: Digest = `sha256:${'a'.repeat(64)}`
const wanted: Digest = `sha256:${'b'.repeat(64)}`
const other: Digest = `sha256:${'c'.repeat(64)}`
const repository = { registry: 'registry.test', repository: 'acme/shop' }
const change = {
  service: 'app',
  from: { ...repository, digest: former },
  to: { ...repository, digest: wanted },
}

const alone = (digest: Digest | undefined) => (digest === undefined ? [] : [{ digest, percent: 100 }])

function nextOf(
  done: readonly Step[],
  options: { failure?: string; serving?: Digest; standing?: Digest[]; onFailure?: 'stop' } = {},
) {
  const { failure, serving, standing = [former, wanted], onFailure = 'revert' } = options
  const seen = new Map([['app', { serving: alone(serving), standing }]])
  return next({ changes: [change], weights: [], journal: { done, failure }, seen, onFailure })
}

describe('a promotion that goes well', () => {
  it.each(forward.map((step, index) => ({ step, done: forward.slice(0, index) })))(
    'does $step after $done',
    ({ step, done }) => {
      expect(nextOf(done, { serving: former })).toBe(step)
    },
  )

  it('is done when every step is', () => {
    expect(nextOf(forward, { serving: wanted })).toBe('done')
  })
})

describe('a promotion that failed', () => {
  it.each([
    { when: 'before the shift', done: ['stage'], serving: former, expected: 'discard' },
    {
      when: 'after the shift',
      done: ['stage', 'check-staged', 'shift'],
      serving: wanted,
      expected: 'restore',
    },
    {
      when: 'in the middle of the shift, which took effect',
      done: ['stage', 'check-staged'],
      serving: wanted,
      expected: 'restore',
    },
    { when: 'and was put back', done: ['stage', 'restore'], serving: former, expected: 'discard' },
    {
      when: 'and was put back and cleaned up',
      done: ['stage', 'restore', 'discard'],
      serving: former,
      expected: 'close',
    },
    { when: 'before anything was done', done: [], serving: former, expected: 'discard' },
    {
      when: 'and somebody else moved the target',
      done: ['stage', 'check-staged', 'shift'],
      serving: other,
      expected: 'discard',
    },
    {
      when: 'because it died with all of the traffic',
      done: ['stage', 'check-staged', 'shift'],
      serving: undefined,
      expected: 'restore',
    },
    { when: 'in a run that died too', done: [], serving: undefined, expected: 'restore' },
  ] as const)('$when goes on with $expected', ({ done, serving, expected }) => {
    expect(nextOf(done, { failure: 'because', serving })).toBe(expected)
  })

  it('has nothing to put back where the former is gone too', () => {
    expect(nextOf([], { failure: 'because', standing: [wanted] })).toBe('discard')
  })

  it('has nothing to discard where nothing stands', () => {
    expect(nextOf([], { failure: 'because', serving: former, standing: [former] })).toBe('close')
  })

  it('is done when it is turned back and closed', () => {
    expect(nextOf(backward, { failure: 'because', serving: former })).toBe('done')
  })

  it('is cleaned up before the shift also where the policy says stop', () => {
    expect(nextOf(['stage'], { failure: 'because', serving: former, onFailure: 'stop' })).toBe('discard')
  })

  it('is left as it is after the shift where the policy says stop', () => {
    expect(
      nextOf(['stage', 'check-staged', 'shift'], { failure: 'because', serving: wanted, onFailure: 'stop' }),
    ).toBe('close')
  })

  it('is not taken back once it is confirmed', () => {
    const confirmed = forward.slice(0, forward.indexOf('confirm') + 1)
    expect(nextOf(confirmed, { failure: 'because', serving: wanted })).toBe('done')
  })

  it('is not put back where nothing changed', () => {
    const same = { ...change, from: change.to }
    const seen = new Map([['app', { serving: alone(wanted), standing: [wanted] }]])
    const situation = { changes: [same], weights: [], journal: { done: [], failure: 'because' }, seen }
    expect(next({ ...situation, onFailure: 'revert' })).toBe('discard')
  })
})

describe('a canary', () => {
  const journal = (done: readonly Step[], failure?: string) => ({
    done,
    ...(failure !== undefined && { failure }),
  })
  const by = (
    done: readonly Step[],
    percent: number,
    failure?: string,
    onFailure: 'revert' | 'stop' = 'revert',
  ) => {
    const serving = [
      { digest: wanted, percent },
      { digest: former, percent: 100 - percent },
    ].filter(({ percent }) => percent > 0)
    const seen = new Map([['app', { serving, standing: [former, wanted] }]])
    return next({ changes: [change], weights: [10, 50], journal: journal(done, failure), seen, onFailure })
  }
  const steps = forwardBy([10, 50])

  it('goes by its shares, and asks at each', () => {
    const between = ['shift-10', 'check-10', 'shift-50', 'check-50']
    expect(steps.slice(2, 6)).toEqual(between)
    expect(steps.filter((step) => !between.includes(step))).toEqual(forward)
    expect(steps.map((_, index) => by(steps.slice(0, index), 10))).toEqual(steps)
  })

  it.each([
    ['a share', 10, 'revert', 'restore'],
    ['a share, and would be stopped', 50, 'stop', 'restore'],
    ['all of the traffic, and is stopped', 100, 'stop', 'close'],
    ['none of it', 0, 'stop', 'discard'],
  ] as const)('that fails with %s goes on as it should', (_, percent, onFailure, expected) => {
    expect(by(['stage', 'check-staged', 'shift-10'], percent, 'because', onFailure)).toBe(expected)
  })

  it.each([
    ['shift-10', { verb: 'shift', percent: 10 }],
    ['check-50', { verb: 'check', percent: 50 }],
    ['shift', undefined],
    ['check-serving', undefined],
  ] as const)('has the share of %s in its name', (step, expected) => {
    expect(sharingOf(step)).toEqual(expected)
  })
})

describe('several services', () => {
  const changes = ['web', 'worker'].map((service) => ({ ...change, service }))
  const failed = (web: Digest, worker: Digest, options: { kept?: boolean; onFailure?: 'stop' } = {}) => {
    const { kept = false, onFailure = 'revert' } = options
    const standing = [former, wanted]
    const seen = new Map([
      ['web', { serving: alone(web), standing }],
      ['worker', { serving: alone(worker), standing }],
    ])
    const marked = changes.map((change) => ({ ...change, kept: kept && change.service === 'web' }))
    return next({ changes: marked, weights: [], journal: { done: [], failure: 'because' }, seen, onFailure })
  }

  it('are put back if one of them moved, also where the policy says stop', () => {
    expect([failed(wanted, former), failed(wanted, former, { onFailure: 'stop' })]).toEqual([
      'restore',
      'restore',
    ])
  })

  it('are stopped only if all of them moved', () => {
    expect(failed(wanted, wanted, { onFailure: 'stop' })).toBe('close')
  })

  it('are not put back for one that served before', () => {
    expect([failed(wanted, former, { kept: true }), failed(wanted, wanted, { kept: true })]).toEqual([
      'discard',
      'restore',
    ])
  })
})

describe('a promotion in which nothing moves', () => {
  it('is only confirmed', () => {
    const situation = { changes: [], weights: [], seen: new Map(), onFailure: 'revert' as const }
    expect(next({ ...situation, journal: { done: [] } })).toBe('confirm')
    expect(next({ ...situation, journal: { done: ['confirm'] } })).toBe('done')
    expect(next({ ...situation, journal: { done: [], failure: 'because' } })).toBe('close')
  })
})
