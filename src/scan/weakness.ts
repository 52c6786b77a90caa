import type { Severity } from '../evidence/predicate/vulnerabilities.ts'

/** Something in an image that is no vulnerable package: a secret that was left in it, a setting that is unsafe. */
export type Weakness = {
  kind: 'secret' | 'misconfiguration'
  /** The scanner's name of the rule that found it. */
  id: string
  title: string
  severity: Severity
  /** Where in the image; the line where the scanner knows it. Never the secret itself. */
  path: string
  line?: number
  /** The layer that brought it in. */
  layer?: string
  /** What to do about it. */
  remedy?: string
  links: string[]
}
