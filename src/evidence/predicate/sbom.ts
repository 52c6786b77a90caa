import { Failure } from '../../failure.ts'
import { isObject } from '../shape.ts'
import { creationInfoOf, isSpdx3, spdx3Type } from './spdx3.ts'

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/cyclonedx.md */
export const cycloneDxType = 'https://cyclonedx.org/bom'

/**
 * Every type by which an SBOM is attached: tools differ in whether they write SPDX's version.
 * https://github.com/in-toto/attestation/blob/main/spec/predicates/spdx2.md
 */
const sbomTypes = [
  /^https:\/\/cyclonedx\.org\/bom(\/v\d+(\.\d+)?)?$/,
  /^https:\/\/spdx\.dev\/Document(\/v\d+(\.\d+)*)?$/,
]

export type Sbom = { predicateType: string; predicate: Record<string, unknown>; createdAt?: Date }

export function isSbomType(predicateType: string): boolean {
  return sbomTypes.some((pattern) => pattern.test(predicateType))
}

/** Finds out what kind of SBOM a document is, and so its predicate type. */
export function buildSbom(document: unknown): Sbom {
  if (isObject(document)) {
    if (document.bomFormat === 'CycloneDX') return sbomOf(cycloneDxType, document)
    if (typeof document.spdxVersion === 'string') {
      const version = /^SPDX-(2\.[23])$/.exec(document.spdxVersion)?.[1]
      if (version !== undefined) return sbomOf(`https://spdx.dev/Document/v${version}`, document)
      throw unknownKind(`its spdxVersion is "${document.spdxVersion}"`)
    }
    if (isSpdx3(document)) return sbomOf(spdx3Type, document)
  }
  throw unknownKind('it has neither "bomFormat" nor "spdxVersion", nor the "@context" of SPDX 3')
}

/** Reads an SBOM's predicate; a type that says one format and holds another is refused. */
export function parseSbom(predicateType: string, predicate: unknown): Sbom {
  const sbom = buildSbom(predicate)
  const family = predicateType.startsWith('https://spdx.dev/') ? 'https://spdx.dev/' : cycloneDxType
  if (!isSbomType(predicateType) || !sbom.predicateType.startsWith(family)) {
    throw new Failure('mismatch', `the SBOM says "${predicateType}" and is "${sbom.predicateType}"`)
  }
  return { ...sbom, predicateType }
}

function sbomOf(predicateType: string, predicate: Record<string, unknown>): Sbom {
  const about = aboutOf(predicateType, predicate)
  const created = isObject(about) ? (about.timestamp ?? about.created) : undefined
  const createdAt = typeof created === 'string' ? new Date(created) : undefined
  const known = createdAt !== undefined && !Number.isNaN(createdAt.getTime())
  return { predicateType, predicate, ...(known && { createdAt }) }
}

function aboutOf(predicateType: string, predicate: Record<string, unknown>): unknown {
  if (predicateType === cycloneDxType) return predicate.metadata
  return predicateType === spdx3Type ? creationInfoOf(predicate) : predicate.creationInfo
}

function unknownKind(found: string): Failure {
  return new Failure(
    'mismatch',
    `not an SBOM that is understood: ${found}; wanted CycloneDX, SPDX 2.2/2.3 or SPDX 3 as JSON`,
  )
}
