import { Failure } from '../failure.ts'

/**
 * Writes a pattern as the source of a regular expression with the flags `su`: Go's `path.Match`, with the `**` of
 * Docker. https://pkg.go.dev/path#Match, https://docs.docker.com/build/concepts/context/#syntax
 */
export function patternSource(pattern: string): string {
  const source = pattern.replace(token, (found, offset: number) => {
    if (found.startsWith('**')) return anyDepth(found, offset, pattern.slice(offset + found.length))
    if (found === '*') return '[^/]*'
    if (found === '?') return '[^/]'
    if (found === '[' || found === '\\') throw malformed(pattern, `has a "${found}" without its end`)
    if (found.length === 1) return escaped(found)
    return found.startsWith('[') ? classOf(found) : escaped(found.replace(/^\\/, ''))
  })
  try {
    new RegExp(source, 'su')
  } catch (cause) {
    throw malformed(pattern, 'has letters from high to low', cause)
  }
  return source
}

const letter = String.raw`(?:\\.|[^\\\]-])`
const token = new RegExp(String.raw`\*\*\/?|\[(?:\^|(?!\^))(?:${letter}(?:-${letter})?)+\]|\\.|.`, 'gsu')

/** `**` stands for any directories, none included; where nothing else is special, for any characters. */
function anyDepth(found: string, offset: number, rest: string): string {
  const isSuffix = offset === 0 && found === '**' && !/[*?[\]\\]/.test(rest)
  return rest === '' || isSuffix ? '.*' : '(?:.*/)?'
}

function classOf(found: string): string {
  const [, negation = '', letters = ''] = /^\[(\^?)(.*)\]$/su.exec(found) ?? []
  const written = letters.replace(/\\(.)|(-)|(.)/gsu, (_, quoted?: string, dash?: string, plain?: string) =>
    dash === undefined ? escaped(quoted ?? plain ?? '') : dash,
  )
  return `[${negation}${written}]`
}

/** Takes a letter for itself, within a class and without. */
function escaped(letter: string): string {
  return /\w/.test(letter) ? letter : `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`
}

function malformed(pattern: string, reason: string, cause?: unknown): Failure {
  return new Failure(
    'invalid-input',
    `the pattern "${pattern}" ${reason}; wanted [a-z], or a backslash before what stands for itself`,
    { cause },
  )
}
