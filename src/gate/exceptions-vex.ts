import { digestOf, hexOf } from '../artifact/digest.ts'
import { type DigestReference, formatRepository } from '../artifact/reference.ts'
import { buildOpenVex, type OpenVex, type OpenVexStatement } from '../evidence/predicate/openvex.ts'
import { type Exception, formatDay } from './exceptions.ts'
import type { Found } from './found.ts'

/** A finding and the exception that it is let through by. */
export type Excepted = { found: Found; exception: Exception }

/**
 * Tells others which findings of an image are excepted, and why. An exception is no proof that nothing can happen:
 * only one with a justification says `not_affected`, and any other that somebody answers for it until a day.
 */
export function buildExceptionsVex(
  excepted: readonly Excepted[],
  image: DigestReference,
  author: string,
  timestamp: Date,
): OpenVex {
  const statements = excepted.map((one) => statementOf(one, image))
  // The same statements have the same name, by which a repeated scan knows that they have been made.
  const name = hexOf(digestOf(JSON.stringify(statements.map((one) => JSON.stringify(one)).toSorted())))
  return buildOpenVex({ id: `https://openvex.dev/docs/public/vex-${name}`, author, timestamp, statements })
}

function statementOf({ found, exception }: Excepted, image: DigestReference): OpenVexStatement {
  const { justification, reason, owner, expires } = exception
  const answered = `${reason} (${owner}, until ${formatDay(expires)})`
  const about = {
    vulnerability: { name: found.id, aliases: [...found.aliases] },
    products: [productOf(found, image)],
  }
  return justification === undefined
    ? { ...about, status: 'affected', action_statement: `Accepted: ${answered}` }
    : { ...about, status: 'not_affected', justification, impact_statement: answered }
}

// https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md
function productOf({ package: of, path }: Found, image: DigestReference) {
  const name = image.repository.slice(image.repository.lastIndexOf('/') + 1)
  const where = encodeURIComponent(formatRepository(image))
  const part = of === undefined ? path : (of.purl ?? `${of.name}@${of.version ?? ''}`)
  return {
    '@id': `pkg:oci/${name}@${encodeURIComponent(image.digest)}?repository_url=${where}`,
    hashes: { 'sha-256': hexOf(image.digest) },
    ...(part !== undefined && { subcomponents: [{ '@id': part }] }),
  }
}
