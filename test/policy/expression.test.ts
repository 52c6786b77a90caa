import { beforeAll, describe, expect, it } from 'vitest'
import { type Bindings, type Expression, loadCompiler } from '../../src/policy/expression.ts'
import { now } from './example.ts'

let compile: (text: string) => Expression
beforeAll(async () => {
  compile = await loadCompiler()
})

const bindings: Bindings = {
  image: {
    repository: 'ghcr.io/acme/shop',
    config: { User: '65532', Env: ['PATH=/bin', 'TOKEN=x'], Labels: { team: 'shop' } },
    manifest: { layers: [{ size: 5 }, { size: 7 }] },
  },
  findings: { critical: 0, high: 2 },
  environment: 'production',
  time: now,
}

describe('an expression', () => {
  it.each([
    ['image.config.User != "" && image.config.User != "root"', true],
    ['image.config.User == "root"', false],
    ['has(image.config.Healthcheck)', false],
    ['!has(image.config.Healthcheck) || image.config.Healthcheck.Retries > 1', true],
    ['image.config.Env.all(v, !v.startsWith("TOKEN="))', false],
    ['"team" in image.config.Labels', true],
    ['image.manifest.layers.map(l, l.size).exists(s, s > 6)', true],
    ['findings.critical == 0 && findings.high <= 2', true],
    ['image.repository.matches("^ghcr[.]io/acme/")', true],
    ['time < timestamp("2027-01-01T00:00:00Z")', true],
    ['time.getHours("UTC") == 12', true],
    ['type(image.config) == map', true],
    ['size(image.manifest.layers) == 2 ? environment == "production" : false', true],
  ])('%s is %s', (text, expected) => {
    expect(compile(text).evaluate(bindings)).toBe(expected)
  })

  it('says which variables it asks about, but not those of its own loops', () => {
    const { names } = compile('image.config.Env.exists(time, time == actor) && {"a": commit}["a"] == ""')
    expect([...names].sort()).toEqual(['actor', 'commit', 'image'])
  })

  it.each([
    ['a field that is not there', 'image.config.Missing == ""'],
    ['a variable without a value', 'commit == ""'],
    ['a name that every object has', 'image.constructor == ""'],
    ['a prototype', 'image["__proto__"] == ""'],
    ['a division by zero', '1 / 0 == 1'],
    ['a number too large', '9223372036854775807 + 1 > 0'],
    ['types that do not go together', '"1" + 1 == "11"'],
    ['an index that is not there', 'image.config.Env[9] == ""'],
    ['a value that is not a boolean', '"true"'],
    ['a number', '1'],
    ['nothing', 'null'],
    ['a regular expression that is none', '"a".matches("(")'],
  ])('has no answer over %s', (_, text) => {
    expect(() => compile(text).evaluate(bindings)).toThrow()
  })

  it.each([
    ['is empty', ''],
    ['does not parse', '1 +'],
    ['names an unknown variable', 'process.env'],
    ['names an unknown variable in a loop', '[1].all(x, y == x)'],
    ['names an unknown variable in a list', '[nothing].size() == 0'],
    ['names an unknown variable in a map', '{"a": nothing}.size() == 0'],
    ['names an unknown variable in a key', '{nothing: 1}.size() == 0'],
    ['names an unknown variable in an index', 'image[nothing] == ""'],
    ['calls an unknown function', 'fetch("https://evil.example")'],
    ['calls an unknown method', '"a".reverse() == "a"'],
    ['names a variable as every object has', 'constructor == ""'],
  ])('does not compile if it %s', (_, text) => {
    expect(() => compile(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })

  // Each of them would take years, or all of the memory.
  it.each([
    ['loops in loops', `${'l.all(x, '.repeat(8)}true${')'.repeat(8)}`.replaceAll('l.', 'image.l.')],
    ['lists that double', `${'[[1]]'}${'.map(x, x + x)'.repeat(60)}[0].all(y, true)`],
    ['texts that double', `${'["aaaaaaaa"]'}${'.map(x, x + x)'.repeat(60)}[0] == "a"`],
    [
      'values that share their parts',
      `[1]${'.map(x, [x, x])'.repeat(60)} == [1]${'.map(x, [x, x])'.repeat(60)}`,
    ],
  ])('is given up on when it never ends: %s', (_, text) => {
    const large = { image: { l: Array.from({ length: 1000 }, (_, index) => index) } }
    expect(() => compile(text).evaluate(large)).toThrow(/no answer after 1 s|Invalid string length/)
    // What was ended half-way has left nothing behind.
    expect(compile('environment == "production"').evaluate(bindings)).toBe(true)
  })

  it('takes a text of a hundred thousand characters', () => {
    const User = 'a'.repeat(100_000)
    const long = { image: { config: { User } } }
    expect(
      compile('image.config.User.matches("^(a|aa)+$") && size(image.config.User) > 5').evaluate(long),
    ).toBe(true)
  })
})
