import { describe, expect, it } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import { backward, forward, next, type Step } from '../../src/deployment/next.ts'

const former: Digest = `sha256:${'a'.repeat(64)}`
const wanted: Digest = `sha256:${'b'.repeat(64)}`
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
    { when: 'before anything was done', done: [], serving: undefined, expected: 'discard' },
    {
      when: 'and somebody else moved the target',
      done: ['stage', 'check-staged', 'shift'],
      serving: undefined,
      expected: 'discard',
    },
  ] as const)('$when goes on with $expected', ({ done, serving, expected }) => {
    expect(nextOf(done, { failure: 'because', serving })).toBe(expected)
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
