import type { Digest } from '../artifact/digest.ts'
import { parseProvenance, provenanceType, sourceOf } from './predicate/provenance.ts'
import type { Signer } from './signer.ts'
import type { Statement } from './statement.ts'

/** A statement that holds: its signature, its signer and its subject were verified. */
export type Evidence = {
  statement: Statement
  predicateType: string
  predicate: unknown
  subject: Digest
  signer: Signer
  /**
   * The earliest verified time. A key needs none: then the statement's own time counts, and one without any
   * is as old as can be, so that no limit of age lets it pass.
   */
  signedAt: Date
  /** Of the bundle's canonical JSON. */
  digest: Digest
  /** Where the bundle was found. */
  source: string
}

/** A bundle as it was found; beside a plain signature may lie the document that it signs. */
export type FoundBundle = { json: unknown; source: string; document?: Uint8Array }

/** A bundle that was found and is no evidence. */
export type Rejection = { source: string; predicateType?: string; reason: string }

/** Finds the commit an artifact was built from: by the certificate or, under a key, by the signed statement. */
export function commitOf({ predicateType, predicate, signer }: Evidence): string | undefined {
  if (predicateType !== provenanceType) return undefined
  return signer.kind === 'certificate' ? signer.sourceDigest : sourceOf(parseProvenance(predicate))?.commit
}
