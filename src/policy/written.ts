import { isObject } from '../evidence/shape.ts'

/** The map at a path of plain values; an empty one where there is none. */
export function mapAt(value: unknown, ...path: string[]): Record<string, unknown> {
  let at = value
  for (const key of path) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined
  return isObject(at) ? at : {}
}

/** The list under a key of a map; an empty one where there is none. */
export function listAt(value: unknown, key: string): unknown[] {
  const list = isObject(value) ? value[key] : undefined
  return Array.isArray(list) ? list : []
}
