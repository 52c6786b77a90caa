import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { Certificate } from '../edge.ts'

/** The options of a check that may be asked over TLS. */
export const overTls = {
  ca: z
    .string()
    .refine(isPem, 'wanted certificates in PEM')
    .optional()
    .describe(
      'Certificates in PEM: the only authorities whose word counts over TLS, in place of the usual ones.',
    ),
  'certificate-days': z
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe('For how many days more its certificate must be valid.'),
}

const day = 86_400_000

/** Says what is wrong with a certificate that was verified already: it ends too soon. */
export function certificateFault(
  certificate: Certificate | undefined,
  days: number | undefined,
  now: Date,
): string | undefined {
  if (days === undefined) return undefined
  if (certificate === undefined) return 'with no certificate that could be read'
  if (certificate.validTo.getTime() - now.getTime() >= days * day) return undefined
  const end = certificate.validTo.toISOString().slice(0, 10)
  return `with a certificate that ends on ${end}, wanted ${days} days more`
}

function isPem(text: string): boolean {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  const rest = blocks.reduce((rest, block) => rest.replace(block, ''), text)
  if (blocks.length === 0 || /-----/.test(rest)) return false
  try {
    for (const block of blocks) new X509Certificate(block)
    return true
  } catch {
    return false // That it is none is what was asked.
  }
}
