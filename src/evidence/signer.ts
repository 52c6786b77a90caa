import type { Digest } from '../artifact/digest.ts'
import { Failure } from '../failure.ts'

/** Who signed a statement, after verification. */
export type Signer = CertificateSigner | { kind: 'key'; fingerprint: Digest }

/** What a Fulcio certificate says of its holder. URIs are whole: `https://github.com/acme/shop`. */
export type CertificateSigner = {
  kind: 'certificate'
  issuer: string
  subjectAlternativeName: string
} & Partial<Record<ExtensionName, string>>

/**
 * Fulcio's extensions, 1.3.6.1.4.1.57264.1.N, each a DER UTF8String.
 * https://github.com/sigstore/fulcio/blob/v1.8.0/docs/oid-info.md
 */
const extensions = {
  9: 'buildSignerUri',
  10: 'buildSignerDigest',
  11: 'runnerEnvironment',
  12: 'sourceRepository',
  13: 'sourceDigest',
  14: 'sourceRef',
  15: 'sourceRepositoryId',
  16: 'sourceRepositoryOwner',
  17: 'sourceRepositoryOwnerId',
  18: 'buildConfigUri',
  19: 'buildConfigDigest',
  20: 'buildTrigger',
  21: 'runInvocationUri',
  22: 'sourceRepositoryVisibility',
  23: 'deploymentEnvironment',
  24: 'tokenSubject',
} as const

type ExtensionName = (typeof extensions)[keyof typeof extensions]

type Extension = { id: readonly number[]; value: Uint8Array }

const fulcioArc = '1.3.6.1.4.1.57264.1.'

/** Reads a verified certificate's name and extensions. */
export function readCertificateSigner(
  subjectAlternativeName: string | undefined,
  found: readonly Extension[],
): CertificateSigner {
  const values = new Map<number, Uint8Array>()
  for (const { id, value } of found) {
    const oid = id.join('.')
    if (!oid.startsWith(fulcioArc)) continue
    const number = Number(oid.slice(fulcioArc.length))
    // Which of two would count is for nobody to guess.
    if (values.has(number)) throw new Failure('mismatch', `the certificate has extension ${oid} twice`)
    values.set(number, value)
  }
  const issuer = values.has(8) ? decodeUtf8String(values.get(8)) : decode(values.get(1))
  if (issuer === undefined || subjectAlternativeName === undefined) {
    throw new Failure('mismatch', 'the certificate names no issuer or no subject')
  }
  const read = Object.entries(extensions).map(([number, name]) => [
    name,
    decodeUtf8String(values.get(Number(number))),
  ])
  return {
    kind: 'certificate',
    issuer,
    subjectAlternativeName,
    ...Object.fromEntries(read.filter(([, value]) => value !== undefined)),
  }
}

function decodeUtf8String(der: Uint8Array | undefined): string | undefined {
  if (der === undefined) return undefined
  const [tag, length = 0, ...rest] = der
  // The long form gives the number of length bytes in the low bits.
  const lengthBytes = length < 0x80 ? 0 : length & 0x7f
  const long = rest.slice(0, lengthBytes).reduce((size, byte) => size * 256 + byte, 0)
  const size = lengthBytes === 0 ? length : long
  const content = der.subarray(2 + lengthBytes)
  if (tag !== 0x0c || content.length !== size || der.length !== 2 + lengthBytes + size) {
    throw new Failure('mismatch', 'an extension of the certificate is not a UTF8String')
  }
  return decode(content)
}

function decode(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Failure('mismatch', 'an extension of the certificate is not UTF-8', { cause })
  }
}
