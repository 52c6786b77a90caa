import { posix } from 'node:path'
import { Failure } from '../failure.ts'
import { patternSource } from './pattern.ts'

/** One line of the input `files` that begins with `!`: what to leave out, wherever another line names it. */
export type Exclusion = { pattern: string }

/** Patterns at work; paths are relative to the context and use `/`. */
export type Excluder = { excludes(path: string): boolean }

/** Reads `!pattern`, as a line of a `.dockerignore` without the mark. */
export function parseExclusion(text: string, windows = false): Exclusion {
  const pattern = text.slice(1).trim()
  if (pattern === '') throw refused(text, 'names no pattern; wanted !pattern')
  if (pattern.startsWith('!')) {
    throw refused(text, 'has two marks; what one line leaves out no other takes back in')
  }
  const exclusion = { pattern: windows ? pattern.replaceAll('\\', '/') : pattern }
  regExpOf(exclusion.pattern)
  return exclusion
}

/** Leaves out what any of the patterns matches, and what is below; those that do are added to `busy`. */
export function excluderOf(exclusions: readonly Exclusion[], busy: Set<string>): Excluder {
  const patterns = exclusions.map(({ pattern }) => ({ pattern, regExp: regExpOf(pattern) }))
  return {
    excludes(path) {
      const found = path === '' ? undefined : patterns.find(({ regExp }) => regExp.test(path))
      if (found) busy.add(found.pattern)
      return found !== undefined
    },
  }
}

// What matches a directory matches what is below, hence the end.
function regExpOf(pattern: string): RegExp {
  const normal = posix.normalize(pattern).replace(/^\/|\/$/g, '')
  if (normal === '..' || normal.startsWith('../')) throw refused(`!${pattern}`, 'is outside of the context')
  return new RegExp(`^${patternSource(normal)}(?:/|$)`, 'su')
}

function refused(line: string, reason: string): Failure {
  return new Failure('invalid-input', `"${line}" ${reason}`)
}
