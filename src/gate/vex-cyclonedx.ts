import { isObject } from '../evidence/shape.ts'
import { Failure } from '../failure.ts'
import type { VexStatement } from './vex.ts'

// https://cyclonedx.org/docs/1.7/json/#vulnerabilities_items_analysis_state
const statuses: Record<string, VexStatement['status']> = {
  not_affected: 'not_affected',
  false_positive: 'not_affected',
  resolved: 'fixed',
  resolved_with_pedigree: 'fixed',
  exploitable: 'affected',
  in_triage: 'under_investigation',
}

/** Reads what a CycloneDX document says about vulnerabilities of what its components, or other BOMs', identify. */
export function cycloneDxStatements(document: Record<string, unknown>, source: string): VexStatement[] {
  const purls = purlsByReference(document)
  const documentTime = timeAt(document.metadata, 'timestamp') ?? 0
  return listAt(document, 'vulnerabilities').map((vulnerability, index) => {
    const { id, analysis } = vulnerability
    if (typeof id !== 'string' || id === '') throw unreadable(source, index, 'has no "id"')
    const state = isObject(analysis) ? analysis.state : undefined
    // Without an analysis it is a finding, about which nothing has been said yet.
    const status = state === undefined ? 'under_investigation' : statuses[String(state)]
    if (status === undefined) throw unreadable(source, index, `has the state "${state}", which is not known`)
    const names = [id, ...listAt(vulnerability, 'references').map((reference) => reference.id)]
    const affected = listAt(vulnerability, 'affects').map(({ ref }) => String(ref))
    return {
      names: names.filter((name) => typeof name === 'string'),
      status,
      products: affected.map((ref) => ({ identifiers: identifiersOf(ref, purls), parts: [] })),
      ...(isObject(analysis) && { reason: String(analysis.justification ?? analysis.detail ?? state) }),
      timestamp: timeAt(analysis, 'lastUpdated') ?? timeAt(vulnerability, 'updated') ?? documentTime,
      source,
    }
  })
}

/** A reference within the document, or a BOM-Link: `urn:cdx:<serial>/<version>#<reference>`. */
function identifiersOf(reference: string, purls: ReadonlyMap<string, string>): string[] {
  const inner = decode(/^urn:cdx:[^#]*#(.+)$/.exec(reference)?.[1] ?? reference)
  const purl = purls.get(inner)
  return purl === undefined ? [inner] : [purl]
}

function purlsByReference(document: Record<string, unknown>): Map<string, string> {
  const purls = new Map<string, string>()
  const { metadata } = document
  const root = isObject(metadata) && isObject(metadata.component) ? [metadata.component] : []
  const pending = [...root, ...listAt(document, 'components')]
  for (let component = pending.pop(); component !== undefined; component = pending.pop()) {
    const { 'bom-ref': reference, purl } = component
    if (typeof reference === 'string' && typeof purl === 'string') purls.set(reference, purl)
    pending.push(...listAt(component, 'components'))
  }
  return purls
}

function listAt(value: Record<string, unknown>, field: string): Record<string, unknown>[] {
  const list = value[field]
  return Array.isArray(list) ? list.filter(isObject) : []
}

function timeAt(value: unknown, field: string): number | undefined {
  const time = isObject(value) && typeof value[field] === 'string' ? Date.parse(value[field]) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A reference with a stray "%" is taken as it is.
    return text
  }
}

function unreadable(source: string, index: number, reason: string): Failure {
  return new Failure(
    'invalid-input',
    `the VEX document "${source}" cannot be read: vulnerabilities[${index}] ${reason}`,
  )
}
