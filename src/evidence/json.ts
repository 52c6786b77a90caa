import { Failure, messageOf } from '../failure.ts'

/** Deeper than any document that is signed, and shallow enough for whatever walks through it. */
const depthLimit = 200

/**
 * Reads JSON that says the same to every reader. Of a name that an object has twice, some parsers take the first and
 * others the last: whoever verifies would see something else than whoever reads it later.
 */
export function parseStrictJson(content: Uint8Array | string, what: string): unknown {
  const text = typeof content === 'string' ? content : decode(content, what)
  const value = parse(text, what)
  if (namesIn(value, what) !== namesWritten(text)) {
    throw new Failure('mismatch', `${what} has the same name twice in one object`)
  }
  return value
}

function decode(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Failure('mismatch', `${what} is not JSON: it is not UTF-8`, { cause })
  }
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Failure('mismatch', `${what} is not JSON`, { cause })
  }
}

/** Counts the names that were read: of one that was written twice, only the last. */
function namesIn(value: unknown, what: string, depth = 0): number {
  if (typeof value !== 'object' || value === null) return 0
  if (depth === depthLimit)
    throw new Failure('mismatch', `${what} is nested deeper than ${depthLimit} levels`)
  const parts = Object.values(value)
  const own = Array.isArray(value) ? 0 : parts.length
  return parts.reduce((count: number, part) => count + namesIn(part, what, depth + 1), own)
}

/** Counts the names in a well-formed text: the strings that a colon follows. */
function namesWritten(text: string): number {
  let count = 0
  let start = text.indexOf('"')
  while (start >= 0) {
    const end = endOfString(text, start)
    colon.lastIndex = end + 1
    if (colon.test(text)) count++
    start = text.indexOf('"', end + 1)
  }
  return count
}

const colon = /[ \t\n\r]*:/y

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

function isEscaped(text: string, at: number): boolean {
  let start = at
  while (text[start - 1] === '\\') start--
  return (at - start) % 2 === 1
}

/** A document of a file, or why it is none. */
export type ReadDocument = { value: unknown } | { reason: string }

/** Reads a file that holds one JSON document, a list of them, or one in each line; one that is bad spoils no other. */
export function readDocuments(content: string, what: string): ReadDocument[] {
  const texts = isJson(content) ? [content] : content.split('\n').filter((line) => line.trim() !== '')
  return texts.flatMap((text) => readDocument(text, what))
}

function readDocument(text: string, what: string): ReadDocument[] {
  try {
    const value = parseStrictJson(text, what)
    return Array.isArray(value) ? value.map((entry) => ({ value: entry })) : [{ value }]
  } catch (error) {
    return [{ reason: messageOf(error) }]
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    // Then it is one document in each line, or none at all, which is told of each.
    return false
  }
}
