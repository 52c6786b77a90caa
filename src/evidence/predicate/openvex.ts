import { Failure } from '../../failure.ts'
import { integer, isObject, list, oneOf, open, optional, type Shape, text, time } from '../shape.ts'

/** As cosign and vexctl write it; some add the version. https://github.com/openvex/spec/blob/main/ATTESTING.md */
export const openVexType = /^https:\/\/openvex\.dev\/ns(\/v0\.\d+\.\d+)?$/

/**
 * Reads a VEX document for what one must have.
 * https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md
 */
export function checkOpenVex(predicate: unknown): void {
  open({
    '@context': context,
    '@id': text,
    author: text,
    timestamp: time,
    version: integer,
    statements: list(statement),
  })(predicate, 'OpenVEX')
}

const context: Shape<string> = (value, at) => {
  const found = text(value, at)
  if (found.startsWith('https://openvex.dev/ns')) return found
  throw new Failure('mismatch', `${at}: wanted "https://openvex.dev/ns/v0.2.0", found "${found}"`)
}

// Until version 0.2 a vulnerability was only its name.
const vulnerability: Shape<unknown> = (value, at) =>
  isObject(value) ? open({ name: text })(value, at) : text(value, at)

const statement: Shape<unknown> = (value, at) => {
  const { status, ...said } = open({
    vulnerability,
    status: oneOf(['not_affected', 'affected', 'fixed', 'under_investigation']),
    justification: optional(text),
    impact_statement: optional(text),
  })(value, at)
  if (status === 'not_affected' && (said.justification ?? said.impact_statement) === undefined) {
    throw new Failure('mismatch', `${at}: "not_affected" needs a justification or an impact_statement`)
  }
  return said
}
