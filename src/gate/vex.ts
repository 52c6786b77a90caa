import { type Digest, hexOf } from '../artifact/digest.ts'
import { formatRepository, type Repository } from '../artifact/reference.ts'
import { checkOpenVex, type OpenVex, type OpenVexStatement } from '../evidence/predicate/openvex.ts'
import { isObject } from '../evidence/shape.ts'
import { Failure, messageOf } from '../failure.ts'
import { type Found, namesOf } from './found.ts'
import { isPackage, parsePurl } from './purl.ts'
import { cycloneDxStatements } from './vex-cyclonedx.ts'

/** What a VEX document says about a vulnerability of products. */
export type VexStatement = {
  /** The names of the vulnerability. */
  names: string[]
  status: 'not_affected' | 'affected' | 'fixed' | 'under_investigation'
  /** What it is said about; a product without parts is meant as a whole. */
  products: VexProduct[]
  /** Why. */
  reason?: string
  /** Of two statements about the same, the later one counts. */
  timestamp: number
  /** The document that says so, as people know it. */
  source: string
}

/** Each identifier is a purl, a reference or a digest. */
export type VexProduct = { identifiers: string[]; parts: string[] }

/** The image that is judged: where it is kept, and its digest and those of its images for platforms. */
export type VexSubject = { repository: Repository; digests: readonly Digest[] }

/** Reads a VEX document, OpenVEX or CycloneDX as JSON. */
export function parseVex(text: string, source: string): VexStatement[] {
  const document = parseJson(text, source)
  if (isObject(document) && document.bomFormat === 'CycloneDX') return cycloneDxStatements(document, source)
  try {
    return openVexStatements(checkOpenVex(document), source)
  } catch (cause) {
    throw unreadable(source, messageOf(cause), cause)
  }
}

/**
 * Makes what finds a finding's excuse: of the statements about it the latest, if it says that the image is not
 * affected. Of several at the same time one that says otherwise counts.
 */
export function vexLookup(
  statements: readonly VexStatement[],
  subject: VexSubject | undefined,
): (found: Found) => VexStatement | undefined {
  const byName = new Map<string, VexStatement[]>()
  for (const statement of statements) {
    for (const name of new Set(statement.names.map((name) => name.toLowerCase()))) {
      byName.set(name, [...(byName.get(name) ?? []), statement])
    }
  }
  return (found) => {
    const named = namesOf(found).flatMap((name) => byName.get(name) ?? [])
    const about = named.filter(({ products }) => products.some((product) => isAbout(product, found, subject)))
    const latest = Math.max(...about.map(({ timestamp }) => timestamp))
    const said = about.filter(({ timestamp }) => timestamp === latest)
    return said.every(excuses) ? said[0] : undefined
  }
}

function excuses({ status }: VexStatement): boolean {
  return status === 'not_affected' || status === 'fixed'
}

/** The image with the package as its part or with no part named, or the package itself. */
function isAbout({ identifiers, parts }: VexProduct, found: Found, subject: VexSubject | undefined): boolean {
  const isMeant = (identifier: string) =>
    identifier.startsWith('pkg:') && found.package !== undefined && isPackage(found.package, identifier)
  if (parts.length === 0 && identifiers.some(isMeant)) return true
  const isImage = subject !== undefined && identifiers.some((identifier) => namesImage(identifier, subject))
  return isImage && (parts.length === 0 || parts.some(isMeant))
}

function namesImage(identifier: string, { repository, digests }: VexSubject): boolean {
  if (digests.some((digest) => identifier === digest || identifier === hexOf(digest))) return true
  const purl = parsePurl(identifier)
  if (purl !== undefined) {
    // https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md
    if (purl.type !== 'oci') return false
    if (purl.version) return digests.some((digest) => digest === purl.version)
    return purl.qualifiers?.repository_url === formatRepository(repository)
  }
  const named = formatRepository(repository)
  return identifier === named || digests.some((digest) => identifier === `${named}@${digest}`)
}

function openVexStatements(document: OpenVex, source: string): VexStatement[] {
  return document.statements.map((statement) => ({
    names: vulnerabilityNames(statement),
    status: statement.status,
    products: (statement.products ?? []).map((product) => ({
      identifiers: identifiersOf(product),
      parts: listAt(product, 'subcomponents').flatMap(identifiersOf),
    })),
    reason: statement.justification ?? statement.impact_statement,
    timestamp: Date.parse(statement.timestamp ?? document.last_updated ?? document.timestamp),
    source,
  }))
}

function vulnerabilityNames({ vulnerability }: OpenVexStatement): string[] {
  if (typeof vulnerability === 'string') return [vulnerability]
  const { name, '@id': id, aliases } = vulnerability
  return [name, id, ...(Array.isArray(aliases) ? aliases : [])].filter((one) => typeof one === 'string')
}

/** A product or a part of one: a text until version 0.2, then an object with identifiers and hashes. */
function identifiersOf(component: unknown): string[] {
  if (typeof component === 'string') return [component]
  if (!isObject(component)) return []
  const { identifiers, hashes } = component
  const hash = isObject(hashes) ? (hashes['sha-256'] ?? hashes.sha256) : undefined
  return [component['@id'], ...(isObject(identifiers) ? Object.values(identifiers) : []), hash].filter(
    (one) => typeof one === 'string',
  )
}

function listAt(value: unknown, field: string): unknown[] {
  const list = isObject(value) ? value[field] : undefined
  return Array.isArray(list) ? list : []
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(source, 'it is not JSON', cause)
  }
}

function unreadable(source: string, reason: string, cause: unknown): Failure {
  return new Failure(
    'invalid-input',
    `the VEX document "${source}" cannot be read: ${reason}; wanted OpenVEX, or CycloneDX with vulnerabilities`,
    { cause },
  )
}
