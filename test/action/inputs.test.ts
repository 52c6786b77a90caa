import { afterEach, describe, expect, it, vi } from 'vitest'
import { githubInputs, registryInputs, signingInputs } from '../../src/action/common-inputs.ts'
import { choice, flag, lines, optional, required } from '../../src/action/inputs.ts'
import { parseDigest } from '../../src/artifact/digest.ts'
import { Failure } from '../../src/failure.ts'

function give(inputs: Record<string, string>): void {
  for (const [name, value] of Object.entries(inputs)) vi.stubEnv(`INPUT_${name.toUpperCase()}`, value)
}

afterEach(() => vi.unstubAllEnvs())

describe('an input', () => {
  it('is trimmed', () => {
    give({ environment: '  production\n' })
    expect(required('environment')).toBe('production')
  })

  it.each(['', '  \n'])('that is %j is undefined', (value) => {
    give({ policy: value })
    expect(optional('policy')).toBeUndefined()
  })

  it('that must be there is named when it is not', () => {
    expect(() => required('image')).toThrow('input "image" is required and was not given')
  })

  it('is named when it cannot be parsed', () => {
    give({ image: 'latest' })
    expect(() => required('image', parseDigest)).toThrow(/^input "image": not a digest: "latest"/)
  })

  it('keeps the code and problems of a refusal', () => {
    give({ policy: 'x' })
    const problems = [{ message: 'unknown key', place: { file: 'x', line: 3 } }]
    const parse = () => {
      throw new Failure('mismatch', 'wrong', { problems })
    }
    expect(() => optional('policy', parse)).toThrow(expect.objectContaining({ code: 'mismatch', problems }))
  })

  it('that breaks its parser shows the bug as it is', () => {
    give({ policy: 'x' })
    const bug = new TypeError('undefined is not a function')
    const parse = () => {
      throw bug
    }
    expect(() => optional('policy', parse)).toThrow(bug)
  })
})

describe('a flag', () => {
  it.each([
    ['true', true],
    ['True', true],
    ['FALSE', false],
    ['', true],
  ])('%j is %j', (text, value) => {
    give({ heal: text })
    expect(flag('heal', true)).toBe(value)
  })

  it('is nothing but true or false', () => {
    give({ heal: 'yes' })
    expect(() => flag('heal')).toThrow('input "heal": "yes" is neither true nor false')
  })
})

it('reads a line per entry and no blank ones', () => {
  give({ tags: ' one \r\n\n two' })
  expect(lines('tags')).toEqual(['one', 'two'])
})

it('reads one of a few words', () => {
  give({ state: 'hold' })
  expect(choice('state', ['hold', 'release'])).toBe('hold')
  give({ state: 'stop' })
  expect(() => choice('state', ['hold', 'release'])).toThrow('input "state": "stop" is none of hold, release')
})

describe('the shared inputs', () => {
  it('refuse a user without a password', () => {
    give({ 'registry-username': 'octocat' })
    expect(() => registryInputs()).toThrow('input "registry-password" is missing')
  })

  it('mask the token', () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    give({ 'github-token': 'ghs_token' })
    expect(githubInputs()).toEqual({ token: 'ghs_token' })
    const written = write.mock.calls.map(([text]) => text)
    write.mockRestore()
    expect(written).toEqual(['::add-mask::ghs_token\n'])
  })

  it('refuse an address that is none', () => {
    give({ 'rekor-url': 'rekor.acme.example' })
    expect(() => signingInputs()).toThrow('input "rekor-url": "rekor.acme.example" is not an http')
  })
})
