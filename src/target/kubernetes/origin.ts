import type { DigestReference } from '../../artifact/reference.ts'
import type { Registry } from '../../registry/registry.ts'

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md#pre-defined-annotation-keys */
const revision = 'org.opencontainers.image.revision'

/** The commit that an artifact says it was built from: shown to people, and trusted by nobody. */
export async function commitOf(
  artifact: DigestReference,
  registry: Pick<Registry, 'fetchManifest'>,
): Promise<string | undefined> {
  const { manifest } = await registry.fetchManifest(artifact)
  const commit = manifest.annotations?.[revision]
  return commit !== undefined && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit) ? commit : undefined
}
