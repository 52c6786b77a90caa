import type { FindingToSign } from '../gate/signed-findings.ts'
import type { Finding } from './findings.ts'
import type { Weakness } from './weakness.ts'

/** A finding of whatever kind, as reports tell it. */
export type Reported = FindingToSign & {
  title?: string
  /** What to do about it where no version helps. */
  remedy?: string
  ratedBy?: string
  /** Where in the image its package lies. */
  locations?: { path?: string; layer?: string }[]
  links: string[]
}

export function reportedFinding(finding: Finding): Reported {
  const { summary, ...rest } = finding
  return { kind: 'vulnerability', ...rest, ...(summary !== undefined && { title: summary }) }
}

export function reportedWeakness({ layer, path, ...rest }: Weakness): Reported {
  return { ...rest, aliases: [], path, locations: [{ path, ...(layer !== undefined && { layer }) }] }
}

/** Tells the same finding in several images apart from different ones. */
export function identityOfReported({ kind, id, package: of, path, line }: Reported): string {
  return JSON.stringify([kind, id, of?.purl ?? [of?.name, of?.version], path, line])
}
