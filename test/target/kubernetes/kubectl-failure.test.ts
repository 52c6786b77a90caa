import { describe, expect, it } from 'vitest'
import { failureOf } from '../../../src/target/kubernetes/kubectl-failure.ts'
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
    const told = (text: string) => failureOf(text, 'shop')?.message ?? ''
    expect(told('Error from server (NotFound): ::error::b\u001b[31m\u202ec ##[error]d')).toBe(
      'error::b c #[error]d',
    )
    const forbidden = (resource: string) =>
      `User "ci" cannot get resource "${resource}" in API group "" in the namespace "shop"`
    expect(told(forbidden('pods\n::error::b'))).toContain('"get" on "pods ::error::b" in namespace')
    expect(told(`Error from server (NotFound): ${'x'.repeat(400)} why`)).toMatch(/^…x{295} why$/)
  })
})
