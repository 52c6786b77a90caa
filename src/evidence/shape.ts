import { type Digest, isDigest } from '../artifact/digest.ts'
import { Failure } from '../failure.ts'

/** Reads an unknown value of a signed document as a T, or fails with the place `at` which it is wrong. */
export type Shape<T> = (value: unknown, at: string) => T

export const text: Shape<string> = (value, at) => {
  if (typeof value === 'string' && value !== '') return value
  throw misshapen(at, 'a text', value)
}

export const integer: Shape<number> = (value, at) => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw misshapen(at, 'a whole number', value)
}

export const truth: Shape<boolean> = (value, at) => {
  if (typeof value === 'boolean') return value
  throw misshapen(at, 'true or false', value)
}

export const digest: Shape<Digest> = (value, at) => {
  if (typeof value === 'string' && isDigest(value)) return value
  throw misshapen(at, 'a sha256 digest', value)
}

// RFC 3339 with a zone: a local time means another instant to each reader.
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** A point in time, kept as it was written. */
export const time: Shape<string> = (value, at) => {
  if (typeof value === 'string' && timePattern.test(value) && !Number.isNaN(Date.parse(value))) return value
  throw misshapen(at, 'a time as in 2026-01-31T12:00:00Z', value)
}

/** Anything at all, also nothing. */
export const anything: Shape<unknown> = (value) => value

export function oneOf<const T extends string>(values: readonly T[]): Shape<T> {
  return (value, at) => {
    const found = values.find((known) => known === value)
    if (found !== undefined) return found
    throw misshapen(at, values.map((known) => `"${known}"`).join(' or '), value)
  }
}

export function list<T>(item: Shape<T>): Shape<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw misshapen(at, 'a list', value)
    return value.map((entry, index) => item(entry, `${at}[${index}]`))
  }
}

/** A map from any name to a T. */
export function mapOf<T>(item: Shape<T>): Shape<Record<string, T>> {
  return (value, at) => {
    if (!isObject(value)) throw misshapen(at, 'an object', value)
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, item(entry, `${at}.${name}`)]),
    )
  }
}

export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, at) => (value === undefined ? undefined : shape(value, at))
}

type Fields = Record<string, Shape<unknown>>
type Read<F extends Fields> = {
  [K in keyof F as undefined extends ReturnType<F[K]> ? never : K]: ReturnType<F[K]>
} & {
  [K in keyof F as undefined extends ReturnType<F[K]> ? K : never]?: ReturnType<F[K]>
}

/** An object with these fields; what else it has is left out, as in-toto asks of its readers. */
export function open<F extends Fields>(fields: F): Shape<Read<F>> {
  return (value, at) => {
    if (!isObject(value)) throw misshapen(at, 'an object', value)
    const entries = Object.entries(fields).map(([name, shape]) => [name, shape(value[name], `${at}.${name}`)])
    return Object.fromEntries(entries.filter(([, read]) => read !== undefined)) as Read<F>
  }
}

/** An object with these fields and no other: for our own types, where an unknown field may change the meaning. */
export function closed<F extends Fields>(fields: F): Shape<Read<F>> {
  const read = open(fields)
  return (value, at) => {
    const unknown = isObject(value)
      ? Object.keys(value).find((name) => !Object.hasOwn(fields, name))
      : undefined
    if (unknown !== undefined) throw new Failure('mismatch', `${at} has an unknown field "${unknown}"`)
    return read(value, at)
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function misshapen(at: string, wanted: string, value: unknown): Failure {
  const found = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value).slice(0, 80)
  return new Failure('mismatch', `${at}: wanted ${wanted}, found ${found}`)
}
