import { createPublicKey, X509Certificate } from 'node:crypto'
import type { TransparencyLogEntry } from '@sigstore/protobuf-specs'
import { Failure } from '../failure.ts'
import { parseStrictJson } from './json.ts'

/** The DER bytes of what must have signed: a certificate, or a bare public key. */
export type Verifier = { kind: 'certificate' | 'key'; der: Uint8Array }

/**
 * Refuses an entry that the log keeps under another certificate or key: a signature holds under more keys than one, and
 * whoever watches the log for misuse looks for the right one.
 */
export function checkLoggedVerifier({ canonicalizedBody }: TransparencyLogEntry, wanted: Verifier): void {
  const logged = verifierIn(parseStrictJson(canonicalizedBody, 'the log entry'))
  if (logged !== undefined && Buffer.from(wanted.der).equals(derOf(logged, wanted.kind))) return
  throw new Failure('mismatch', `the log entry names another ${wanted.kind} than the bundle`)
}

// https://github.com/sigstore/rekor/tree/v1.5.3/pkg/types and
// https://github.com/sigstore/protobuf-specs/tree/v0.5.1/protos/rekor/v2
const places: Record<string, string[]> = {
  'hashedrekord 0.0.1': ['signature.publicKey.content'],
  'dsse 0.0.1': ['signatures.0.verifier'],
  'intoto 0.0.2': ['content.envelope.signatures.0.publicKey'],
  'hashedrekord 0.0.2': verifiersOf('hashedRekordV002.signature.verifier'),
  'dsse 0.0.2': verifiersOf('dsseV002.signatures.0.verifier'),
}

function verifiersOf(place: string): string[] {
  return [`${place}.x509Certificate.rawBytes`, `${place}.publicKey.rawBytes`]
}

function verifierIn(entry: unknown): Buffer | undefined {
  const at = (place: string) =>
    place.split('.').reduce<unknown>((value, name) => Reflect.get(Object(value), name), entry)
  const found = (places[`${at('kind')} ${at('apiVersion')}`] ?? []).map((place) => at(`spec.${place}`))
  const [text, ...others] = found.filter((value) => typeof value === 'string')
  return text === undefined || others.length > 0 ? undefined : Buffer.from(text, 'base64')
}

// Rekor v1 keeps PEM, v2 DER.
function derOf(logged: Buffer, kind: Verifier['kind']): Uint8Array {
  const isPem = logged.includes('-----BEGIN')
  try {
    if (kind === 'certificate') return new X509Certificate(logged).raw
    const key = isPem ? logged.toString() : ({ key: logged, format: 'der', type: 'spki' } as const)
    return createPublicKey(key).export({ format: 'der', type: 'spki' })
  } catch (cause) {
    throw new Failure('mismatch', `the log entry names no ${kind}`, { cause })
  }
}
