import { hexOf } from '../artifact/digest.ts'
import { withTag } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { commitOf } from '../evidence/evidence.ts'
import { provenanceType } from '../evidence/predicate/provenance.ts'
import { collectEvidence, type EvidenceStores, type TrustFor } from '../evidence/store.ts'
import type { Registry } from '../registry/registry.ts'
import type { ProvenanceCheck } from './tags.ts'

/** Whom to trust, and by which roots. */
export type Trusted = { trustFor: TrustFor; roots: EvidenceStores['roots'] }

export type ProvenanceStores = {
  registry: Pick<Registry, 'resolve' | 'listReferrers' | 'fetchManifest' | 'readBlob'>
  github?: NonNullable<EvidenceStores['github']>
}

/** Asks the registry and GitHub; whom to trust is asked for only when there is something to be verified. */
export function checkProvenance(
  loadTrusted: () => Promise<Trusted>,
  { registry, github }: ProvenanceStores,
  edge: Pick<Edge, 'log'>,
): ProvenanceCheck {
  return {
    async verifiedCommitOf(image) {
      const { trustFor, roots } = await loadTrusted()
      const onlyProvenance: TrustFor = (type) => (type === provenanceType ? trustFor(type) : [])
      const { accepted, rejected } = await collectEvidence(
        image,
        onlyProvenance,
        { registry, roots, ...(github && { github }) },
        edge,
      )
      for (const { source, reason } of rejected) edge.log.info(`${source}: not counted, ${reason}`)
      return accepted.map(commitOf).find((commit) => commit !== undefined)
    },
    // Anything that was said about an artifact means that somebody relied on it, trusted or not.
    async hasEvidence(image) {
      if ((await registry.listReferrers(image)).length > 0) return true
      for (const suffix of ['sig', 'att', 'sbom']) {
        const tag = `sha256-${hexOf(image.digest)}.${suffix}`
        if ((await registry.resolve(withTag(image, tag))) !== undefined) return true
      }
      for await (const _ of github?.listAttestations(image.digest) ?? []) return true
      return false
    },
  }
}
