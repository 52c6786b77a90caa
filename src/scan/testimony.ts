import type { Repository } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { attest } from '../evidence/attest.ts'
import { formatPublicKey } from '../evidence/key.ts'
import { isSbomType } from '../evidence/predicate/sbom.ts'
import {
  openSigningKey,
  readTrustMaterial,
  resolveSigning,
  type SigningContext,
  type SigningSettings,
} from '../evidence/signing.ts'
import { collectEvidence, type TrustFor } from '../evidence/store.ts'
import type { TrustMaterialSource } from '../evidence/trust.ts'
import type { Trust } from '../evidence/verify.ts'
import type { GitHub } from '../github/github.ts'
import type { Registry } from '../registry/registry.ts'
import type { Testimony } from './artifact-scan.ts'

export type TestimonyOptions = {
  github: GitHub
  registryOf(image: Repository): Registry
  home: { name: string; id: string; serverUrl: string }
  signing: SigningSettings
  context: SigningContext
  /** Those of the instances that everyone knows. */
  roots: TrustMaterialSource
  /** Whom the policy trusts; undefined where a repository has none. */
  fetchPolicy(): Promise<{ trustFor: TrustFor; roots: TrustMaterialSource } | undefined>
}

/** Opens what is said about images: by whom the policy trusts, and in the name of this job. */
export function openTestimony(
  options: TestimonyOptions,
  edge: Pick<Edge, 'fetch' | 'exec' | 'now' | 'log'>,
): Testimony {
  const { github, registryOf, signing, context } = options
  let told = false
  return {
    collectSboms: async (image) => {
      const { trusted, roots } = await whomToTrust(options, edge)
      const stores = { registry: registryOf(image), github, roots }
      return collectEvidence(image, (type) => (isSbomType(type) ? trusted(type) : []), stores, edge)
    },
    attest: async (image, statement) => {
      const { identity } = await resolveSigning(signing, context, edge)
      const stores = { identity, registry: registryOf(image), github }
      const { bundle, attestationId } = await attest(image, statement, stores, edge)
      if (attestationId === undefined && !told) {
        edge.log.notice('this repository has no attestations at GitHub; the evidence is in the registry only')
        told = true
      }
      return bundle
    },
  }
}

/** Without a policy it is this repository's own workflows; and always the key that signs here. */
async function whomToTrust(
  { home: { name, id, serverUrl }, signing, context, roots, fetchPolicy }: TestimonyOptions,
  edge: Pick<Edge, 'exec'>,
): Promise<{ trusted: TrustFor; roots: TrustMaterialSource }> {
  const policy = await fetchPolicy()
  const own: Trust = { sourceRepository: { name, id }, serverUrl }
  const key = signing.key === undefined ? undefined : await publicKeyOf(signing.key, signing, context, edge)
  const given = await readTrustMaterial(signing.trustedRoot, context.workspace, roots)
  // Our own key by the root that this job is given, or else by any that the policy trusts here.
  const ourKeys = (others: readonly Trust[]): Trust[] => {
    if (key === undefined) return []
    if (signing.trustedRoot !== undefined) return [{ key, roots: given }]
    return others.map(({ roots }) => ({ key, ...(roots !== undefined && { roots }) }))
  }
  return {
    trusted: (type) => {
      const others = policy?.trustFor(type) ?? [own]
      return [...others, ...ourKeys(others)]
    },
    roots: signing.trustedRoot === undefined && policy !== undefined ? policy.roots : given,
  }
}

async function publicKeyOf(
  location: string,
  settings: SigningSettings,
  context: SigningContext,
  edge: Pick<Edge, 'exec'>,
): Promise<string> {
  const { publicKey } = await openSigningKey(location, settings, context, edge)
  return formatPublicKey(publicKey)
}
