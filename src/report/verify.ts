import type { Signer } from '../evidence/signer.ts'
import type { Verification } from '../evidence/verify-artifact.ts'
import { blocks, code, details, escapeText, heading, list, plural, shortDigest, table } from './markdown.ts'

/** Tells which statements hold, by whom, and why others do not. */
export function verifySummary({
  subject,
  statements,
  signatures,
  rejected,
  passedOver,
}: Verification): string {
  const count = statements.length + signatures.length
  const title = count > 0 ? `✅ Verified: ${plural(count, 'statement')}` : '❌ Not verified'
  return blocks(
    heading(2, title),
    `${shortDigest(subject)} · ${code(subject)}`,
    table(
      ['Statement', 'Signed by', 'Signed', 'Found in'],
      [
        ...statements.map((one) => [
          code(one.predicateType),
          signerCell(one.signer),
          timeCell(one.signedAt),
          code(one.source),
        ]),
        ...signatures.map((one) => [
          'a signature over the file',
          signerCell(one.signer),
          timeCell(one.signedAt),
          code(one.source),
        ]),
      ],
    ),
    count > 0 ? undefined : rejections(rejected),
    count > 0 ? details(plural(rejected.length, 'rejected bundle'), rejections(rejected)) : undefined,
    details(
      plural(passedOver.length, 'statement of another type', 'statements of another type'),
      list(passedOver.map(({ source, predicateType }) => `${code(predicateType)} in ${code(source)}`)),
    ),
  )
}

function rejections(rejected: Verification['rejected']): string {
  const shown = rejected.map(({ source, predicateType, reason }) => {
    const type = predicateType === undefined ? '' : ` (${code(predicateType)})`
    return `${code(source)}${type}: ${escapeText(reason)}`
  })
  return list(shown)
}

function signerCell(signer: Signer): string {
  return code(signer.kind === 'key' ? `key ${signer.fingerprint}` : signer.subjectAlternativeName)
}

// A key's signature over a statement that says no time counts as the oldest there is.
function timeCell(signedAt: Date): string {
  return signedAt.getTime() === 0 ? 'at an unknown time' : signedAt.toISOString()
}
