import type { Bundle } from '@sigstore/bundle'
import { type Digest, digestOf } from '../artifact/digest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { Failure, messageOf } from '../failure.ts'
import { isObject } from './shape.ts'
import { parseStatement, type Statement } from './statement.ts'

/** https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_bundle.proto */
export const bundleMediaTypes: readonly string[] = [
  mediaType.sigstoreBundle,
  'application/vnd.dev.sigstore.bundle+json;version=0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2',
  'application/vnd.dev.sigstore.bundle+json;version=0.3',
]

/** A bundle that has the right form; nothing of it is verified yet. */
export type ParsedBundle = {
  bundle: Bundle
  /** Of its canonical JSON: the same bundle from a registry and from GitHub is one. */
  digest: Digest
}

export type Envelope = { payloadType: string; payload: Buffer; signature: Buffer }

/** Reads the JSON of a Sigstore bundle, v0.1 to v0.3. */
export async function parseBundle(json: unknown): Promise<ParsedBundle> {
  const type = isObject(json) ? json.mediaType : undefined
  if (typeof type !== 'string' || !bundleMediaTypes.includes(type)) {
    throw new Failure('mismatch', `not a Sigstore bundle v0.1 to v0.3: its media type is "${String(type)}"`)
  }
  const sigstore: typeof import('@sigstore/bundle') = await import('@sigstore/bundle')
  const { Bundle } = await import('@sigstore/protobuf-specs')
  const { default: canonicalize } = await import('canonicalize')
  try {
    const bundle = Bundle.fromJSON(json)
    // v0.3 asks for what v0.2 does. Only under the public-good instance must it have one certificate in place of a
    // chain; what else a chain holds is not looked at.
    if (type.endsWith('version=0.1')) sigstore.assertBundleV01(bundle)
    else sigstore.assertBundleV02(bundle)
    return { bundle, digest: digestOf(canonicalize(Bundle.toJSON(bundle)) ?? '') }
  } catch (cause) {
    throw new Failure('mismatch', `not a Sigstore bundle: ${problemsOf(cause)}`, { cause })
  }
}

/** Takes the one signed in-toto envelope out of a bundle. */
export function envelopeOf({ content }: Bundle): Envelope {
  if (content.$case !== 'dsseEnvelope') {
    throw new Failure('mismatch', 'the bundle signs a blob; wanted a statement in a DSSE envelope')
  }
  const { payloadType, payload, signatures } = content.dsseEnvelope
  const [signature, ...others] = signatures
  if (signature === undefined || others.length > 0) {
    throw new Failure('mismatch', `the envelope has ${signatures.length} signatures; wanted one`)
  }
  // Signed too, and all that keeps another kind of document from being read as a statement.
  if (payloadType !== mediaType.inToto) {
    throw new Failure('mismatch', `the payload's type is "${payloadType}"; wanted "${mediaType.inToto}"`)
  }
  return { payloadType, payload, signature: signature.sig }
}

/** Reads what a bundle says before anyone has verified it: to choose whom it must be from, and nothing else. */
export async function peekStatement(json: unknown): Promise<{ statement: Statement; digest: Digest }> {
  const { bundle, digest } = await parseBundle(json)
  return { statement: parseStatement(envelopeOf(bundle).payload), digest }
}

/** Says whether a bundle holds a signature alone, over bytes that are elsewhere. */
export function isPlainSignature(json: unknown): boolean {
  return isObject(json) && 'messageSignature' in json
}

/**
 * The bytes that are signed.
 * https://github.com/secure-systems-lab/dsse/blob/v1.0.2/protocol.md#signature-definition
 */
export function preAuthEncoding({ payloadType, payload }: Pick<Envelope, 'payloadType' | 'payload'>): Buffer {
  const start = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `
  return Buffer.concat([Buffer.from(start), payload])
}

function problemsOf(error: unknown): string {
  const fields = isObject(error) && Array.isArray(error.fields) ? `: ${error.fields.join(', ')}` : ''
  return `${messageOf(error)}${fields}`
}
