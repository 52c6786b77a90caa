import { X509Certificate } from 'node:crypto'
import type { Descriptor } from '../artifact/descriptor.ts'
import { type Digest, digestOf, hexOf } from '../artifact/digest.ts'
import { type DigestReference, formatReference, withDigest, withTag } from '../artifact/reference.ts'
import { Failure, messageOf } from '../failure.ts'
import type { Registry } from '../registry/registry.ts'
import type { FoundBundle, Rejection } from './evidence.ts'
import { parseStrictJson } from './json.ts'
import { integer, isObject, open, text } from './shape.ts'

/** What cosign keeps under a tag of its own: statements, and plain signatures. */
export type TagSuffix = 'att' | 'sig'

type TagReader = Pick<Registry, 'resolve' | 'fetchManifest' | 'readBlob'>

/** Finds what is under the tag where cosign kept it before registries had referrers: `sha256-<hex>.att`, `.sig`. */
export async function resolveCosignTag(
  image: DigestReference,
  suffix: TagSuffix,
  registry: Pick<Registry, 'resolve'>,
): Promise<DigestReference | undefined> {
  const found = await registry.resolve(withTag(image, `sha256-${hexOf(image.digest)}.${suffix}`))
  return found && withDigest(image, found.digest)
}

/** Lists the layers of such a manifest that are of its kind; each is signed for itself. */
export async function listCosignLayers(
  manifest: DigestReference,
  suffix: TagSuffix,
  registry: TagReader,
): Promise<Descriptor[]> {
  const fetched = await registry.fetchManifest(manifest)
  const layers = fetched.manifest.kind === 'manifest' ? fetched.manifest.layers : []
  return layers.filter(({ mediaType }) => mediaType === layerTypes[suffix])
}

/** Puts a layer and what is signed beside it into the form of a bundle, so that one verifier judges all. */
export function buildFoundBundle(
  bytes: Uint8Array,
  { digest, annotations = {} }: Descriptor,
  manifest: DigestReference,
  suffix: TagSuffix,
): FoundBundle | Rejection {
  const source = `${formatReference(manifest)} (${suffix} ${digest})`
  try {
    const verificationMaterial = materialOf(annotations)
    if (suffix === 'att') {
      const dsseEnvelope = parseStrictJson(bytes, 'the envelope')
      return { json: { mediaType: bundleType, verificationMaterial, dsseEnvelope }, source }
    }
    const messageSignature = {
      messageDigest: { algorithm: 'SHA2_256', digest: base64Of(digestOf(bytes)) },
      signature: annotations['dev.cosignproject.cosign/signature'] ?? '',
    }
    return {
      json: { mediaType: bundleType, verificationMaterial, messageSignature },
      source,
      document: bytes,
    }
  } catch (error) {
    return { source, reason: messageOf(error) }
  }
}

const layerTypes: Record<TagSuffix, string> = {
  att: 'application/vnd.dsse.envelope.v1+json',
  sig: 'application/vnd.dev.cosign.simplesigning.v1+json',
}

// The one version whose log entries may have a promise of inclusion and no proof: cosign kept no more.
const bundleType = 'application/vnd.dev.sigstore.bundle+json;version=0.1'

type Annotations = Readonly<Record<string, string>>

// https://github.com/sigstore/cosign/blob/v3.1.3/pkg/oci/static/options.go. The chain is not taken: what a certificate
// is issued by, the trusted root knows.
function materialOf(annotations: Annotations): object {
  const pem = annotations['dev.sigstore.cosign/certificate']
  const entry = annotations['dev.sigstore.cosign/bundle']
  const stamp = annotations['dev.sigstore.cosign/rfc3161timestamp']
  return {
    ...(pem ? { certificate: { rawBytes: derOf(pem) } } : { publicKey: { hint: '' } }),
    tlogEntries: entry ? [logEntryOf(entry)] : [],
    timestampVerificationData: { rfc3161Timestamps: stamp ? [timestampOf(stamp)] : [] },
  }
}

function derOf(pem: string): string {
  try {
    return new X509Certificate(pem).raw.toString('base64')
  } catch (cause) {
    throw new Failure('mismatch', `not a certificate: ${messageOf(cause)}`, { cause })
  }
}

function logEntryOf(annotation: string): object {
  const what = 'the log entry'
  const { SignedEntryTimestamp, Payload } = readRekorBundle(parseStrictJson(annotation, what), what)
  const body = parseStrictJson(Buffer.from(Payload.body, 'base64'), `${what}'s body`)
  const { kind, apiVersion } = readKind(body, `${what}'s body`)
  return {
    logIndex: String(Payload.logIndex),
    logId: { keyId: Buffer.from(Payload.logID, 'hex').toString('base64') },
    kindVersion: { kind, version: apiVersion },
    integratedTime: String(Payload.integratedTime),
    inclusionPromise: { signedEntryTimestamp: SignedEntryTimestamp },
    canonicalizedBody: Payload.body,
  }
}

function timestampOf(annotation: string): object {
  const stamp = parseStrictJson(annotation, 'the timestamp')
  const signedTimestamp = isObject(stamp) ? stamp.SignedRFC3161Timestamp : undefined
  return { signedTimestamp: text(signedTimestamp, 'the timestamp') }
}

const readRekorBundle = open({
  SignedEntryTimestamp: text,
  Payload: open({ body: text, integratedTime: integer, logIndex: integer, logID: text }),
})

const readKind = open({ kind: text, apiVersion: text })

function base64Of(digest: Digest): string {
  return Buffer.from(hexOf(digest), 'hex').toString('base64')
}
