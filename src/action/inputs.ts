import { Failure, isFailure } from '../failure.ts'
import { maskSecret } from './log.ts'

type Parse<T> = (text: string) => T

/** Reads an input that must be there; parsed where it is read, so that a refusal names the input. */
export function required(name: string): string
export function required<T>(name: string, parse: Parse<T>): T
export function required<T>(name: string, parse?: Parse<T>): T | string {
  const text = inputText(name)
  if (text === undefined) throw new Failure('invalid-input', `input "${name}" is required and was not given`)
  return parse === undefined ? text : parsed(name, text, parse)
}

/** Reads an input that may be left out or empty: then it is undefined. */
export function optional(name: string): string | undefined
export function optional<T>(name: string, parse: Parse<T>): T | undefined
export function optional<T>(name: string, parse?: Parse<T>): T | string | undefined {
  const text = inputText(name)
  return text === undefined || parse === undefined ? text : parsed(name, text, parse)
}

/** Reads a secret: the runner masks it from now on, even if it was not stored as a secret. */
export function secret(name: string): string | undefined {
  const text = inputText(name)
  if (text !== undefined) maskSecret(text)
  return text
}

/** Reads a yes or no, spelled as YAML spells it. */
export function flag(name: string, fallback = false): boolean {
  const text = inputText(name)
  if (text === undefined) return fallback
  if (['true', 'True', 'TRUE'].includes(text)) return true
  if (['false', 'False', 'FALSE'].includes(text)) return false
  throw new Failure('invalid-input', `input "${name}": "${text}" is neither true nor false`)
}

/** Reads a list with one entry per line; blank lines do not count. */
export function lines(name: string): string[]
export function lines<T>(name: string, parse: Parse<T>): T[]
export function lines<T>(name: string, parse?: Parse<T>): (T | string)[] {
  const entries = (inputText(name) ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return parse === undefined ? entries : entries.map((entry) => parsed(name, entry, parse))
}

/** Reads one of the given words. */
export function choice<T extends string>(name: string, values: readonly T[], fallback: T): T
export function choice<T extends string>(name: string, values: readonly T[]): T | undefined
export function choice<T extends string>(name: string, values: readonly T[], fallback?: T): T | undefined {
  const text = inputText(name)
  if (text === undefined) return fallback
  const value = values.find((known) => known === text)
  if (value !== undefined) return value
  throw new Failure('invalid-input', `input "${name}": "${text}" is none of ${values.join(', ')}`)
}

function parsed<T>(name: string, text: string, parse: Parse<T>): T {
  try {
    return parse(text)
  } catch (error) {
    if (!isFailure(error)) throw error
    const { code, message, problems, cause } = error
    throw new Failure(code, `input "${name}": ${message}`, { problems, cause })
  }
}

// The runner sets an input that was left out without a default to nothing at all, or to an empty text.
function inputText(name: string): string | undefined {
  const text = process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]?.trim()
  return text === '' ? undefined : text
}
