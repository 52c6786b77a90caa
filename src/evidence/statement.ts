import type { Digest } from '../artifact/digest.ts'
import { hexOf } from '../artifact/digest.ts'
import { Failure } from '../failure.ts'
import { parseStrictJson } from './json.ts'
import { anything, list, mapOf, oneOf, open, text } from './shape.ts'

/** What a statement is about: an artifact's name and its digests, by algorithm. */
export type Subject = { name: string; digest: Record<string, string> }

/** https://github.com/in-toto/attestation/blob/v1.1.0/spec/v1/statement.md */
export type Statement = {
  _type: StatementType
  subject: Subject[]
  predicateType: string
  predicate: unknown
}

const statementType = 'https://in-toto.io/Statement/v1'

// cosign still writes v0.1 for every predicate; the two differ only in name.
const statementTypes = [statementType, 'https://in-toto.io/Statement/v0.1'] as const
type StatementType = (typeof statementTypes)[number]

/** The limits of GitHub's own attest action: what is beyond them, other tools refuse. */
const subjectLimit = 1024
const predicateLimit = 16 * 1024 * 1024

/** Names an artifact as the subject of a statement. */
export function subjectOf(name: string, digest: Digest): Subject {
  return { name, digest: { sha256: hexOf(digest) } }
}

/** Assembles a statement, refusing what other tools could not read. */
export function buildStatement(
  subjects: readonly Subject[],
  predicateType: string,
  predicate: unknown,
): Statement {
  if (subjects.length === 0 || subjects.length > subjectLimit) {
    throw new Failure(
      'invalid-input',
      `${subjects.length} subjects; wanted 1 to ${subjectLimit}, so sign them in several steps`,
    )
  }
  const size = Buffer.byteLength(JSON.stringify(predicate) ?? '')
  if (size > predicateLimit) {
    throw new Failure('invalid-input', `the predicate has ${size} bytes; wanted at most ${predicateLimit}`)
  }
  return { _type: statementType, subject: [...subjects], predicateType, predicate }
}

/** Reads the payload of an envelope as a statement. */
export function parseStatement(bytes: Uint8Array): Statement {
  const statement = readStatement(parseStrictJson(bytes, 'the signed payload'), 'statement')
  if (statement.subject.length === 0) throw new Failure('mismatch', 'the statement names no subject')
  return { ...statement, predicate: statement.predicate }
}

/** Says whether a statement is about an artifact. */
export function isAbout(statement: Statement, digest: Digest): boolean {
  return statement.subject.some((subject) => subject.digest.sha256 === hexOf(digest))
}

const readStatement = open({
  _type: oneOf(statementTypes),
  subject: list((value, at) => {
    // The name is optional in v1: what counts is the digest.
    const { name, digest } = open({ name: anything, digest: mapOf(text) })(value, at)
    return { name: typeof name === 'string' ? name : '', digest }
  }),
  predicateType: text,
  predicate: anything,
})
