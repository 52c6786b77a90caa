import { describe, expect, it } from 'vitest'
import { failureOf, inert } from '../../../src/target/kubernetes/kubectl-failure.ts'
import captured from '../../fixtures/kubernetes/kubectl-errors.json' with { type: 'json' }

describe('what kubectl writes when it fails', () => {
  it.each(captured)('is told as what it means: $name ($version)', ({ stderr, code, message }) => {
    const failure = failureOf(stderr, 'shop')
    expect(failure?.code).toBe(code)
    expect(failure?.message).toContain(message)
  })

  it('is no answer of a server where it says something else', () => {
    expect(failureOf('error: timed out waiting for the condition', 'shop')).toBeUndefined()
    expect(failureOf('', 'shop')).toBeUndefined()
  })

  it('is one line without anything that a log would obey', () => {
    expect(inert('a\n::error::b\u001b[31m\u202ec')).toBe('a : :error: :b [31m c')
    expect(inert('x'.repeat(400))).toHaveLength(301)
  })
})
