import { Failure } from '../../failure.ts'
import { anything, integer, isObject, list, oneOf, open, optional, type Shape, text, time } from '../shape.ts'

/** As cosign and vexctl write it; some add the version. https://github.com/openvex/spec/blob/main/ATTESTING.md */
export const openVexTypes = /^https:\/\/openvex\.dev\/ns(\/v0\.\d+\.\d+)?$/

/** How we write it, as cosign does. */
export const openVexType = 'https://openvex.dev/ns'

export type OpenVex = {
  '@context': string
  '@id': string
  author: string
  timestamp: string
  last_updated?: string
  version: number
  statements: OpenVexStatement[]
}

export type OpenVexStatement = {
  /** Until version 0.2 it was only its name. */
  vulnerability: string | { name: string; '@id'?: unknown; aliases?: unknown }
  timestamp?: string
  products?: unknown[]
  status: 'not_affected' | 'affected' | 'fixed' | 'under_investigation'
  justification?: string
  impact_statement?: string
  action_statement?: string
}

/**
 * Reads a VEX document for what one must have.
 * https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md
 */
export function checkOpenVex(predicate: unknown): OpenVex {
  return open({
    '@context': context,
    '@id': text,
    author: text,
    timestamp: time,
    last_updated: optional(time),
    version: integer,
    statements: list(statement),
  })(predicate, 'OpenVEX')
}

/** Assembles a document, whose name follows from what it says and so is the same for the same statements. */
export function buildOpenVex(said: {
  id: string
  author: string
  timestamp: Date
  statements: readonly OpenVexStatement[]
}): OpenVex {
  return {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': said.id,
    author: said.author,
    timestamp: said.timestamp.toISOString(),
    version: 1,
    statements: [...said.statements],
  }
}

const context: Shape<string> = (value, at) => {
  const found = text(value, at)
  if (found.startsWith('https://openvex.dev/ns')) return found
  throw new Failure('mismatch', `${at}: wanted "https://openvex.dev/ns/v0.2.0", found "${found}"`)
}

const vulnerability: Shape<OpenVexStatement['vulnerability']> = (value, at) =>
  isObject(value) ? open({ name: text, '@id': anything, aliases: anything })(value, at) : text(value, at)

const statement: Shape<OpenVexStatement> = (value, at) => {
  const said = open({
    vulnerability,
    timestamp: optional(time),
    products: optional(list(anything)),
    status: oneOf(['not_affected', 'affected', 'fixed', 'under_investigation']),
    justification: optional(text),
    impact_statement: optional(text),
    action_statement: optional(text),
  })(value, at)
  if (said.status === 'not_affected' && (said.justification ?? said.impact_statement) === undefined) {
    throw new Failure('mismatch', `${at}: "not_affected" needs a justification or an impact_statement`)
  }
  return said
}
