import { buildSbom } from '../evidence/predicate/sbom.ts'
import { isObject } from '../evidence/shape.ts'
import { Failure } from '../failure.ts'
import { nameOfPurl, parsePurl } from '../gate/purl.ts'

/** A package of an artifact; its purl is canonical, and so the same for the same package. */
export type Package = { name: string; version: string; purl: string }

/** A bill of materials: what an artifact is made of, as far as it can be looked up. */
export type Sbom = {
  format: 'cyclonedx' | 'spdx'
  /** Under which type it is signed. */
  predicateType: string
  document: Record<string, unknown>
  packages: Package[]
  /** Packages without a purl or a version: nothing can be said about them, so they are counted. */
  unidentified: number
}

/** Half a million packages; what is larger is more likely an accident than an SBOM. Bytes. */
export const sbomLimit = 256 * 1024 * 1024

/** Reads an SBOM, CycloneDX 1.4 to 1.7 or SPDX 2.2 or 2.3 as JSON, for what it says about packages. */
export function parseSbom(bytes: Uint8Array): Sbom {
  return readSbom(parseDocument(bytes))
}

/** Reads an SBOM that is parsed already, such as a statement's predicate. */
export function readSbom(document: unknown): Sbom {
  if (!isObject(document)) throw unreadable('it is not a JSON object')
  const format = formatOf(document)
  const components = format === 'cyclonedx' ? cycloneDxComponents(document) : spdxPackages(document)
  const packages = new Map<string, Package>()
  let unidentified = 0
  for (const component of components) {
    const found = component.purls.map((purl) => packageOf(purl, component)).filter((one) => one !== undefined)
    if (found.length === 0) unidentified++
    for (const one of found) packages.set(one.purl, one)
  }
  if (packages.size === 0) throw nothingToScan(unidentified)
  const { predicateType } = buildSbom(document)
  return { format, predicateType, document, packages: [...packages.values()], unidentified }
}

type Component = { version: unknown; purls: string[] }

function formatOf(document: Record<string, unknown>): Sbom['format'] {
  const { bomFormat, specVersion, spdxVersion } = document
  if (bomFormat === 'CycloneDX') {
    if (/^1\.[4-7]$/.test(String(specVersion))) return 'cyclonedx'
    throw unreadable(`it is CycloneDX "${specVersion ?? ''}"; wanted 1.4 to 1.7`)
  }
  if (spdxVersion !== undefined) {
    if (spdxVersion === 'SPDX-2.2' || spdxVersion === 'SPDX-2.3') return 'spdx'
    throw unreadable(`it is "${spdxVersion}"; wanted SPDX-2.2 or SPDX-2.3`)
  }
  if (String(document['@context']).includes('spdx.org/rdf/3')) {
    throw unreadable('it is SPDX 3; wanted SPDX-2.2 or SPDX-2.3')
  }
  throw unreadable('it has neither "bomFormat" nor "spdxVersion"; wanted CycloneDX or SPDX as JSON')
}

// Other components, such as files, are parts of these.
const cycloneDxPackageTypes: unknown[] = ['library', 'framework', 'application']

// https://cyclonedx.org/docs/1.7/json/#components_items_components
function cycloneDxComponents(document: Record<string, unknown>): Component[] {
  const found: Component[] = []
  const { metadata } = document
  // The described thing itself has no need of a purl, but may hold components; an image is what holds packages.
  const root = isObject(metadata) && isObject(metadata.component) ? metadata.component : undefined
  if (root?.purl !== undefined && !isImage(root.purl))
    found.push({ version: root.version, purls: [String(root.purl)] })
  // A list of what is left to do rather than recursion: how deep components are nested is a stranger's choice.
  const pending = [listAt(document, 'components'), root === undefined ? [] : listAt(root, 'components')]
  for (let list = pending.pop(); list !== undefined; list = pending.pop()) {
    for (const component of list) {
      if (!isObject(component)) throw unreadable('a component is not an object')
      const { type, version, purl } = component
      pending.push(listAt(component, 'components'))
      if (purl !== undefined) found.push({ version, purls: [String(purl)] })
      else if (cycloneDxPackageTypes.includes(type)) found.push({ version, purls: [] })
    }
  }
  return found
}

// https://spdx.github.io/spdx-spec/v2.3/external-repository-identifiers/#f35-purl
const spdxPurlTypes: unknown[] = ['purl', 'http://spdx.org/rdf/references/purl']

function spdxPackages(document: Record<string, unknown>): Component[] {
  return listAt(document, 'packages').flatMap((entry) => {
    if (!isObject(entry)) throw unreadable('a package is not an object')
    const purls = listAt(entry, 'externalRefs')
      .filter(isObject)
      .filter(({ referenceType }) => spdxPurlTypes.includes(referenceType))
      .map(({ referenceLocator }) => String(referenceLocator))
    return purls.some(isImage) ? [] : [{ version: entry.versionInfo, purls }]
  })
}

function isImage(purl: unknown): boolean {
  return String(purl).startsWith('pkg:oci/')
}

function packageOf(text: string, { version: stated }: Component): Package | undefined {
  const purl = parsePurl(text)
  if (purl === undefined) return undefined
  // Some tools write the version beside the purl only.
  purl.version ??= typeof stated === 'string' && stated !== '' ? stated : undefined
  if (purl.version === undefined) return undefined
  return { name: nameOfPurl(purl), version: purl.version, purl: purl.toString() }
}

function listAt(value: Record<string, unknown>, field: string): unknown[] {
  const list = value[field]
  if (list === undefined) return []
  if (Array.isArray(list)) return list
  throw unreadable(`"${field}" is not a list`)
}

function parseDocument(bytes: Uint8Array): unknown {
  if (bytes.length > sbomLimit) {
    throw unreadable(`it has ${bytes.length} bytes; wanted at most ${sbomLimit}`)
  }
  const text = new TextDecoder().decode(bytes)
  if (/^\s*</.test(text)) throw unreadable('it is XML; write it as JSON')
  if (/^SPDXVersion:/m.test(text.slice(0, 4096))) throw unreadable('it is SPDX tag-value; write it as JSON')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable('it is not JSON', cause)
  }
}

function nothingToScan(unidentified: number): Failure {
  const found = unidentified === 0 ? 'it lists no packages' : `none of its ${unidentified} packages has one`
  return unreadable(`${found}; wanted packages with a purl and a version, as syft, trivy and npm write them`)
}

function unreadable(reason: string, cause?: unknown): Failure {
  return new Failure('invalid-input', `the SBOM cannot be scanned: ${reason}`, { cause })
}
