import { type DigestReference, formatReference, type Repository } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { subjectsOf } from '../evidence/covered-images.ts'
import { formatPublicKey } from '../evidence/key.ts'
import { openVexTypes } from '../evidence/predicate/openvex.ts'
import { isSbomType } from '../evidence/predicate/sbom.ts'
import { vulnerabilitiesType } from '../evidence/predicate/vulnerabilities.ts'
import type { SignedBundle } from '../evidence/sign.ts'
import { signArtifact } from '../evidence/sign-artifact.ts'
import {
  openSigningKey,
  readTrustMaterial,
  type SigningContext,
  type SigningSettings,
} from '../evidence/signing.ts'
import { type Collected, collectEvidence, type TrustFor } from '../evidence/store.ts'
import type { TrustMaterialSource } from '../evidence/trust.ts'
import type { Trust } from '../evidence/verify.ts'
import type { GitHub } from '../github/github.ts'
import type { Registry } from '../registry/registry.ts'

/** What is said about images, and saying it. */
export interface Testimony {
  /** SBOMs, scans and exceptions that hold about an image, and what does not and why; looked for once. */
  collect(image: DigestReference): Promise<Collected>
  /** Signs one statement about images, and attaches it to each. */
  attest(
    images: readonly DigestReference[],
    statement: { predicateType: string; predicate: unknown },
  ): Promise<SignedBundle>
}

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

/** An attempt that finds the same within this time has nothing to add; later, that it is still so is news. */
const repetition = 3_600_000

/** Opens what is said about images: by whom the policy trusts, and in the name of this job. */
export function openTestimony(
  options: TestimonyOptions,
  edge: Pick<Edge, 'fetch' | 'exec' | 'now' | 'log'>,
): Testimony {
  const { github, registryOf, signing, context } = options
  const collected = new Map<string, Promise<Collected>>()
  // One scan makes several statements, and what it has to say about storing them is the same for each.
  const told = new Set<string>()
  const notice = (message: string) => {
    if (!told.has(message)) edge.log.notice(message)
    told.add(message)
  }
  const collect = async (image: DigestReference) => {
    const { trusted, roots } = await whomToTrust(options, edge)
    const stores = { registry: registryOf(image), github, roots }
    return collectEvidence(image, (type) => trustedAbout(type, trusted), stores, edge)
  }
  return {
    collect: (image) => {
      const name = formatReference(image)
      const found = collected.get(name) ?? collect(image)
      collected.set(name, found)
      return found
    },
    attest: async (images, { predicateType, predicate }) => {
      const [image] = images
      if (image === undefined) throw new TypeError('a statement is about at least one image')
      const { trusted, roots } = await whomToTrust(options, edge)
      // By the root of whoever is trusted to say such things an earlier attempt's bundle is known again.
      const [own] = trusted(isSbomType(predicateType) ? predicateType : vulnerabilitiesType)
      const request = {
        subjects: subjectsOf(images),
        images,
        predicate: { type: predicateType, value: predicate },
        ...{ signing, context, roots: own?.roots ?? roots },
        attestationsApi: 'auto' as const,
        storageRecord: 'false' as const,
        notBefore: new Date(edge.now().getTime() - repetition),
      }
      const quiet = { ...edge, log: { ...edge.log, notice } }
      return (await signArtifact(request, { registry: registryOf(image), github }, quiet)).bundle
    },
  }
}

// Exceptions are looked for only so that they are not told twice: by whoever scans.
function trustedAbout(type: string, trusted: TrustFor): readonly Trust[] {
  if (isSbomType(type) || type === vulnerabilitiesType) return trusted(type)
  return openVexTypes.test(type) ? trusted(vulnerabilitiesType) : []
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
