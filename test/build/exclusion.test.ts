import { describe, expect, it } from 'vitest'
import { excluderOf, parseExclusion } from '../../src/build/exclusion.ts'
import { isFailure } from '../../src/failure.ts'

function excludes(lines: readonly string[], path: string, busy = new Set<string>()): boolean {
  const patterns = lines.map((line) => parseExclusion(line))
  return excluderOf(patterns, busy).excludes(path)
}

describe('a pattern', () => {
  // https://docs.docker.com/build/concepts/context/#syntax; each row was also asked of moby's own matcher.
  it.each([
    ['*/temp*', 'somedir/temporary.txt', 'temp', 'a/b/temp'],
    ['*/*/temp*', 'a/b/temporary', 'a/temp', 'a/b/c/temp'],
    ['temp?', 'tempa', 'temp', 'x/tempa'],
    ['*.md', 'README.md', 'docs/README.md', 'README.mdx'],
    ['**/*.go', 'main.go', 'main.c', 'x.goo'],
    ['**/*.go', 'a/b/c.go', 'a/go', 'go'],
    ['node_modules', 'node_modules/a/b.js', 'a/node_modules', 'node_modules2'],
    ['**/node_modules', 'a/b/node_modules/c', 'a/node_module', 'node_modulesx'],
    ['/dist/', 'dist/a', 'a/dist', 'distant'],
    ['./dist/../build', 'build/x', 'dist', 'x/build'],
    ['dist/**', 'dist/a/b', 'dist', 'dista'],
    ['a/**/z', 'a/z', 'a/zz', 'az'],
    ['a/**/z', 'a/b/c/z/below', 'b/a/z', 'a/b/c'],
    ['a**/z', 'a/b/z', 'b/z', 'ab/c'],
    ['**.log', 'a/b.log', 'a/log', 'b.logs'],
    ['**', 'anything/at/all', '', ''],
    ['[a-c]x', 'bx', 'dx', 'x'],
    ['[^a-c]x', 'dx', 'ax', 'x'],
    ['[!a]x', '!x', 'bx', 'x'],
    [String.raw`[\]\-]x`, ']x', 'ax', 'x'],
    [String.raw`\*`, '*', 'a', '**'],
    [String.raw`\!x`, '!x', 'x', String.raw`\x`],
    ['a.b', 'a.b', 'axb', 'a'],
    ['a+(b)|{c}$', 'a+(b)|{c}$', 'aab', 'a+'],
    ['?', '🚢', 'ab', '🚢🚢'],
    ['[à-ü]', 'é', 'e', 'é'.normalize('NFD')],
  ])('%j matches %j, but not %j and %j', (pattern, match, ...others) => {
    expect(excludes([`!${pattern}`], match)).toBe(true)
    expect(others.filter((other) => excludes([`!${pattern}`], other))).toEqual([])
  })

  it('has "/" for "\\" on Windows', () => {
    expect(parseExclusion('!dist\\*.map', true)).toEqual({ pattern: 'dist/*.map' })
  })

  it.each(['!', '! ', '!!a', '![', '![a', '![]', '![a-]', '![-a]', '![z-a]', '!a\\', '!../a', '!a/../../b'])(
    '%j is refused',
    (line) => {
      expect(() => parseExclusion(line)).toThrow(
        expect.toSatisfy((error) => isFailure(error, 'invalid-input')),
      )
    },
  )
})

it('leaves out what any pattern matches, and remembers which', () => {
  const busy = new Set<string>()
  expect(excludes(['!*.map', '!*.log', '!*.tmp'], 'a.log', busy)).toBe(true)
  expect([...busy]).toEqual(['*.log'])
})
