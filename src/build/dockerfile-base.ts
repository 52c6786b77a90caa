import type { Platform } from '../artifact/descriptor.ts'
import { type DigestReference, formatReference, withDigest, withTag } from '../artifact/reference.ts'
import { Failure, isFailure } from '../failure.ts'
import type { Registry } from '../registry/registry.ts'
import type { BuildEdge } from './builder.ts'
import { type DockerReference, parseDockerReference } from './docker-reference.ts'
import { baseNameOf, hasStage } from './dockerfile-stages.ts'

/** The image that a Dockerfile builds upon, found once and from then on by digest. */
export type DockerfileBase = {
  reference: DigestReference
  /** What the Dockerfile calls it, in full. */
  name: string
  /** How BuildKit is told to take that digest wherever the Dockerfile has the name; not for one that is a digest. */
  pin?: { name: string; image: string }
}

export type DockerfileOptions = {
  target?: string
  buildArgs?: readonly string[]
  platforms: readonly Platform[]
}

/** Finds the base of the stage that is built. What cannot be found is said, and then not claimed. */
export async function findDockerfileBase(
  text: string,
  { platforms, ...options }: DockerfileOptions,
  registry: Pick<Registry, 'resolve'>,
  { log }: Pick<BuildEdge, 'log'>,
): Promise<DockerfileBase | undefined> {
  const names = new Set(platforms.map((platform) => baseNameOf(text, { ...options, platform })))
  const [name, ...others] = names
  if (name === 'scratch' && others.length === 0) return undefined
  try {
    if (others.length > 0) throw new Failure('invalid-input', 'it is not the same for all platforms')
    if (name === undefined) throw new Failure('not-found', 'the Dockerfile has no such stage')
    return await findBase(parseDockerReference(name), text, registry)
  } catch (error) {
    if (!isFailure(error)) throw error
    log.warning(`the base "${name ?? ''}" is neither pinned nor named in the image: ${error.message}`)
    return undefined
  }
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md#pre-defined-annotation-keys */
export function baseAnnotationsOf({ name, reference }: DockerfileBase): Record<string, string> {
  return {
    'org.opencontainers.image.base.digest': reference.digest,
    'org.opencontainers.image.base.name': name,
  }
}

async function findBase(
  image: DockerReference,
  text: string,
  registry: Pick<Registry, 'resolve'>,
): Promise<DockerfileBase> {
  const tagged = withTag(image, image.tag)
  const name = formatReference(tagged)
  if (image.digest !== undefined) return { reference: withDigest(image, image.digest), name }
  if (hasStage(text, image.familiar)) {
    throw new Failure(
      'invalid-input',
      `a stage is called "${image.familiar}" too; call the stage something else`,
    )
  }
  const found = await registry.resolve(tagged)
  if (found === undefined) throw new Failure('not-found', `the registry has no ${name}`)
  const reference = withDigest(image, found.digest)
  return { reference, name, pin: { name: image.familiar, image: formatReference(reference) } }
}
