import { z } from 'zod'

/** Text that is looked for, or an expression between slashes. */
export const search = z.string().min(1).refine(compiles, 'wanted a regular expression between the slashes')

/** Says whether a text contains what is looked for, or matches it. */
export function isFound(search: string, text: string): boolean {
  const expression = expressionIn(search)
  return expression === undefined ? text.includes(search) : new RegExp(expression, 'u').test(text)
}

function expressionIn(search: string): string | undefined {
  return /^\/(.+)\/$/s.exec(search)?.[1]
}

function compiles(search: string): boolean {
  try {
    new RegExp(expressionIn(search) ?? '', 'u')
    return true
  } catch {
    return false // That it does not compile is what was asked.
  }
}
