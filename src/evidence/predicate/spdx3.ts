import { Failure } from '../../failure.ts'
import { isObject, list, open, type Shape, text, time } from '../shape.ts'

/** https://spdx.github.io/spdx-spec/v3.0.1/attestation/ */
export const spdx3Type = 'https://spdx.dev/Document/v3'

/** Says whether a document is SPDX 3, which names itself by its JSON-LD context. */
export function isSpdx3(document: Record<string, unknown>): boolean {
  return [document['@context']].flat().some((context) => String(context).includes('spdx.org/rdf/3.'))
}

/** Finds who made a document and when; each element may refer to it. */
export function creationInfoOf(document: Record<string, unknown>): Record<string, unknown> | undefined {
  return elementsOf(document).find(({ type }) => type === 'CreationInfo')
}

/** Counts the packages that a document lists. */
export function packagesOf(document: Record<string, unknown>): number {
  return elementsOf(document).filter(({ type }) => type === 'software_Package').length
}

/** Reads a document for what one must have: who made it, and which element is the document. */
export function checkSpdx3(predicate: unknown): void {
  const { '@graph': graph } = open({ '@graph': list(element) })(predicate, 'SPDX 3')
  if (!graph.some((type) => type === 'SpdxDocument')) {
    throw new Failure('mismatch', 'SPDX 3.@graph: wanted an element of type "SpdxDocument", found none')
  }
  const info = isObject(predicate) ? creationInfoOf(predicate) : undefined
  open({ specVersion: text, created: time })(info, 'SPDX 3.@graph: the element of type "CreationInfo"')
}

const element: Shape<string> = (value, at) => open({ type: text })(value, at).type

function elementsOf(document: Record<string, unknown>): Record<string, unknown>[] {
  const graph = document['@graph']
  return Array.isArray(graph) ? graph.filter(isObject) : []
}
