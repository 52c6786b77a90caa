import type { Severity } from '../evidence/predicate/vulnerabilities.ts'

export const foundKinds = ['vulnerability', 'secret', 'misconfiguration'] as const

/** What is known of a finding when it is judged: from a scanner just now, or from a signed scan. */
export type Found = {
  kind: (typeof foundKinds)[number]
  id: string
  /** Other names of the same vulnerability. */
  aliases: readonly string[]
  severity: Severity
  /** Of a vulnerability: what has it. */
  package?: FoundPackage
  /** Of a secret or a misconfiguration: where in the image. */
  path?: string
  /** Versions that do not have it any more; undefined where nobody says, which is not the same as none. */
  fixedIn?: readonly string[]
}

export type FoundPackage = { name: string; version?: string; purl?: string }

/** Every name of a finding, once and in one case: databases differ in how they write them. */
export function namesOf({ id, aliases }: Pick<Found, 'id' | 'aliases'>): string[] {
  return [...new Set([id, ...aliases].map((name) => name.toLowerCase()))]
}
