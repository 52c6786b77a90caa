import type { Descriptor } from '../artifact/descriptor.ts'
import type { DigestReference } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import type { GitHub } from '../github/github.ts'
import type { Registry } from '../registry/registry.ts'
import { peekStatement } from './bundle.ts'
import type { Evidence, Rejection } from './evidence.ts'
import { type BundleStores, findBundles } from './find.ts'
import { judgeAll, type TrustFor } from './judge.ts'
import type { SignedBundle } from './sign.ts'
import { signatureType } from './simple-signing.ts'
import type { TrustMaterialSource } from './trust.ts'

export type { TrustFor } from './judge.ts'

export type EvidenceStores = BundleStores & { roots: TrustMaterialSource }

export type Collected = { accepted: Evidence[]; rejected: Rejection[] }

/** Finds all that is said about an image, in the registry and at GitHub, and verifies each bundle once. */
export async function collectEvidence(
  image: DigestReference,
  trustFor: TrustFor,
  { roots, ...stores }: EvidenceStores,
  edge: Pick<Edge, 'log'>,
): Promise<Collected> {
  const signatures = trustFor(signatureType).length > 0
  const found = findBundles(image.digest, image, stores, { signatures })
  const { accepted, rejected } = await judgeAll(found, { subject: image.digest, trustFor, roots })
  for (const { source, reason } of rejected) edge.log.debug(`${source}: ${reason}`)
  return { accepted, rejected }
}

/** Keeps a bundle where it will be looked for: beside the image, and at GitHub. */
export async function storeBundle(
  image: DigestReference,
  bundle: SignedBundle,
  stores: { registry?: Pick<Registry, 'attach'>; github?: Pick<GitHub, 'createAttestation'> },
  edge: Pick<Edge, 'now'>,
): Promise<{ referrer?: Descriptor; attestationId?: string }> {
  const { statement } = await peekStatement(bundle)
  const referrer = await stores.registry?.attach(image, {
    artifactType: bundle.mediaType,
    mediaType: bundle.mediaType,
    bytes: Buffer.from(JSON.stringify(bundle)),
    // What cosign and gh look for.
    // https://github.com/sigstore/cosign/blob/v3.0.0/specs/BUNDLE_SPEC.md
    annotations: {
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': statement.predicateType,
      'org.opencontainers.image.created': edge.now().toISOString(),
    },
  })
  const attestation = await stores.github?.createAttestation(bundle)
  return {
    ...(referrer !== undefined && { referrer }),
    ...(attestation?.id !== undefined && { attestationId: attestation.id }),
  }
}
