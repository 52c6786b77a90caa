import { type Digest, isDigest } from '../../artifact/digest.ts'
import { type DigestReference, parseDigestReference, withDigest } from '../../artifact/reference.ts'
import { Failure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { Registry } from '../../registry/registry.ts'
import type { Pod } from './objects.ts'
import { digestIn } from './template.ts'

/** What a container runtime says that it runs: a manifest or index by digest, or a local image by its config's. */
export type ImageId = { digest: Digest; kind: 'manifest' | 'config' }

/** Reads the imageID of a container's status; undefined if it says none. */
export function parseImageId(text: string | undefined): ImageId | undefined {
  const written = (text ?? '').replace(/^[a-z-]+:\/\//, '')
  const [name = '', digest] = written.split('@')
  if (digest !== undefined) return isDigest(digest) ? { digest, kind: 'manifest' } : undefined
  return isDigest(name) ? { digest: name, kind: 'config' } : undefined
}

/** Says which artifact a container of a pod runs; remembers what the registry said about it. */
export type Identify = (pod: Pod, container: string) => Promise<Digest>

export function identifyBy(registry: Pick<Registry, 'fetchManifest'>): Identify {
  const known = new Map<string, Promise<boolean>>()
  return async (pod, container) => {
    const declared = pod.spec.containers.find(({ name }) => name === container)?.image
    const status = pod.status?.containerStatuses?.find(({ name }) => name === container)
    const found = parseImageId(status?.imageID)
    if (found === undefined) {
      const said = inert(status?.imageID ?? '', 100)
      throw new Failure(
        'mismatch',
        `pod "${pod.metadata.name}" does not say by digest what its container "${container}" runs; found "${said}"`,
      )
    }
    const wanted = digestIn(declared)
    if (wanted === undefined || wanted === found.digest) return found.digest
    const question = `${declared} ${found.digest}`
    const answer = known.get(question) ?? isPartOf(found, parseDigestReference(declared ?? ''), registry)
    known.set(question, answer)
    answer.catch(() => known.delete(question))
    return (await answer) ? wanted : found.digest
  }
}

/** Asks the index or the manifest itself whether what runs is a part of it: nothing else may say so. */
async function isPartOf(
  { digest, kind }: ImageId,
  whole: DigestReference,
  registry: Pick<Registry, 'fetchManifest'>,
): Promise<boolean> {
  const { manifest } = await registry.fetchManifest(whole)
  if (manifest.kind === 'manifest') return kind === 'config' && manifest.config.digest === digest
  if (kind === 'manifest') return manifest.manifests.some((child) => child.digest === digest)
  for (const child of manifest.manifests) {
    if (await isPartOf({ digest, kind }, withDigest(whole, child.digest), registry)) return true
  }
  return false
}
