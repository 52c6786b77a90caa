import { formatPlatform, type Platform } from '../artifact/descriptor.ts'
import { Failure } from '../failure.ts'

// https://docs.docker.com/build/building/variables/#multi-platform-build-arguments
const values: Record<string, (platform: Platform) => string> = {
  TARGETPLATFORM: formatPlatform,
  TARGETOS: ({ os }) => os,
  TARGETARCH: ({ architecture }) => architecture,
  TARGETVARIANT: ({ variant = '' }) => variant,
}

/** `$$`, `${NAME}`, `$NAME`, or a dollar sign that means nothing. */
const dollars = /\$(?:(\$)|\{(\w+)\}|(\w+))?/g

/** Refuses variables that are not known, so that a misspelled one is not taken for a path. */
export function checkVariables(text: string): void {
  for (const [found, escaped, braced, name = braced] of text.matchAll(dollars)) {
    if (escaped !== undefined || (name !== undefined && name in values)) continue
    const known = Object.keys(values).map((known) => `$${known}`)
    throw new Failure(
      'invalid-input',
      `"${text}" has "${found}", which is none of ${known.join(', ')}; a dollar sign itself is written "$$"`,
    )
  }
}

/** Says whether a text differs from platform to platform. */
export function hasVariables(text: string): boolean {
  return [...text.matchAll(dollars)].some(([, escaped]) => escaped === undefined)
}

/** Puts in what the variables are for one platform. */
export function expandVariables(text: string, platform: Platform): string {
  return text.replace(dollars, (_, escaped?: string, braced?: string, name = braced) =>
    escaped === undefined ? (values[name ?? '']?.(platform) ?? '') : '$',
  )
}
