import {
  ratingMethod,
  type Severity,
  severities,
  severityOf,
  type VulnerabilityResult,
} from '../evidence/predicate/vulnerabilities.ts'
import { isObject } from '../evidence/shape.ts'
import { type Found, type FoundPackage, foundKinds } from './found.ts'
import { nameOfPurl, parsePurl } from './purl.ts'

/** A finding as a signed scan has it. */
export type SignedFinding = Found & {
  /** What VEX documents that the scan was given said. */
  status?: 'not_affected' | 'fixed'
}

/** What there is to sign of a finding beside its name and severity. */
export type FindingToSign = SignedFinding & {
  score?: number
  vector?: string
  line?: number
  /** Of an index: the platforms whose image has it. */
  platforms?: readonly string[]
}

/** Writes a finding as the vulns predicate has it; what the specification has no place for is annotated. */
export function formatSignedFinding(found: FindingToSign): VulnerabilityResult {
  const { kind, id, aliases, severity, score, vector, package: of, path, line, fixedIn } = found
  const annotation = {
    ...(kind !== 'vulnerability' && { kind }),
    ...(of !== undefined && {
      package: of.purl ?? `${of.name}@${of.version ?? ''}`,
      name: of.name,
      version: of.version,
    }),
    ...(path !== undefined && { path, line }),
    ...(fixedIn !== undefined && { fixedIn }),
    ...(kind === 'vulnerability' && { aliases }),
    platforms: found.platforms,
    status: found.status,
  }
  return {
    id,
    severity: [
      { method: ratingMethod, score: severity },
      ...(score === undefined ? [] : [{ method: methodOf(vector), score: String(score) }]),
    ],
    annotations: [annotation],
  }
}

/** Reads findings of a signed scan, also of one by others, who annotate it in their own way or not at all. */
export function parseSignedFinding({ id, severity, annotations }: VulnerabilityResult): SignedFinding {
  const notes = (Array.isArray(annotations) ? annotations : [annotations]).filter(isObject)
  const at = (field: string) => notes.map((note) => note[field]).find((value) => value !== undefined)
  const kind = foundKinds.find((known) => known === at('kind')) ?? 'vulnerability'
  const status = at('status')
  const path = at('path')
  const versions = notes.map(({ fixedIn }) => fixedIn).filter(Array.isArray)
  const found = packageOf(at('package'), at('name'), at('version'))
  return {
    kind,
    id,
    aliases: textsOf(at('aliases')),
    severity: ratingOf(severity),
    ...(found !== undefined && { package: found }),
    ...(typeof path === 'string' && { path }),
    ...(versions.length > 0 && { fixedIn: versions.flatMap(textsOf) }),
    ...((status === 'not_affected' || status === 'fixed') && { status }),
  }
}

// What the scanner called it comes before any number beside it: it was the scan's verdict, and is the promotion's.
function ratingOf(scores: VulnerabilityResult['severity']): Severity {
  const rating = scores.find(({ method }) => method === ratingMethod)?.score
  return severities.find((known) => known === rating) ?? severityOf(scores)
}

function packageOf(identifier: unknown, name: unknown, version: unknown): FoundPackage | undefined {
  if (typeof identifier !== 'string') return undefined
  const purl = identifier.startsWith('pkg:') ? parsePurl(identifier) : undefined
  const [, before = identifier, after] = /^(.+)@([^@]*)$/.exec(identifier) ?? []
  const known = typeof version === 'string' ? version : (purl?.version ?? after)
  return {
    name: typeof name === 'string' ? name : purl === undefined ? before : nameOfPurl(purl),
    ...(known && { version: known }),
    ...(purl !== undefined && { purl: identifier }),
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** `CVSS:3.1/AV:N/…` → `CVSS:3.1`; a vector of version 2 has no prefix. */
function methodOf(vector: string | undefined): string {
  if (vector === undefined) return 'CVSS'
  return /^CVSS:\d\.\d/.exec(vector)?.[0] ?? 'CVSS:2.0'
}
