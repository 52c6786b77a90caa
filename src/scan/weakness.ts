import type { Severity } from '../evidence/predicate/vulnerabilities.ts'
import { Failure } from '../failure.ts'

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

/** What users call what is looked for, as Trivy does; `vuln` is what every scan is for. */
const names: Record<string, Weakness['kind'] | undefined> = {
  vuln: undefined,
  secret: 'secret',
  misconfig: 'misconfiguration',
}

/** Reads which kinds are looked for beside vulnerabilities: `vuln,secret`. */
export function parseWeaknessKinds(text: string): Weakness['kind'][] {
  const asked = text.split(',').map((name) => name.trim())
  const unknown = asked.find((name) => !Object.hasOwn(names, name))
  if (unknown !== undefined) {
    throw new Failure('invalid-input', `"${unknown}" is none of ${Object.keys(names).join(', ')}`)
  }
  if (!asked.includes('vuln')) throw new Failure('invalid-input', '"vuln" is missing; a scan is for those')
  return [...new Set(asked.map((name) => names[name]).filter((kind) => kind !== undefined))]
}
