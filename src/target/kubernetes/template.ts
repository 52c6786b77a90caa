import type { Digest } from '../../artifact/digest.ts'
import { type DigestReference, formatReference, parseDigestReference } from '../../artifact/reference.ts'
import { Failure, messageOf } from '../../failure.ts'
import type { Container, LabelSelector, PodSpec, PodTemplate, Workload } from './objects.ts'
import { annotationsFor, manager, nameOf, names, type Owner } from './release.ts'

/** Finds the container that runs the artifact: the only one, or the one that the policy names. */
export function containerIn({ containers }: PodSpec, wanted: string | undefined, object: string): Container {
  const known = containers.map(({ name }) => `"${name}"`).join(', ')
  const [first, ...others] = containers
  if (first === undefined) throw new Failure('invalid-input', `${object} has no container`)
  if (wanted === undefined) {
    if (others.length === 0) return first
    throw new Failure('invalid-input', `${object} has several containers: ${known}; name one as "container"`)
  }
  const found = containers.find(({ name }) => name === wanted)
  if (found !== undefined) return found
  throw new Failure('invalid-input', `${object} has no container "${wanted}"; it has ${known}`)
}

/** Refuses any container beside ours whose image is not named by digest: a tag may run something else tomorrow. */
export function assertDigests({ containers, initContainers = [] }: PodSpec, ours: string, object: string) {
  const refused = [...containers, ...initContainers]
    .filter(({ name }) => name !== ours)
    .flatMap(({ name, image = '' }) => {
      try {
        parseDigestReference(image)
        return []
      } catch (error) {
        return [`container "${name}": ${messageOf(error)}`]
      }
    })
  if (refused.length === 0) return
  throw new Failure('invalid-input', `${object} runs what is not named by digest: ${refused.join('; ')}`)
}

/** Puts the artifact into its container, and leaves everything else as it is. */
export function withArtifact(spec: PodSpec, container: string, artifact: DigestReference): PodSpec {
  const image = formatReference(artifact)
  return {
    ...spec,
    containers: spec.containers.map((one) => (one.name === container ? { ...one, image } : one)),
  }
}

export type ReleaseSpec = {
  /** The Deployment whose template it takes. */
  base: Pick<Workload, 'metadata' | 'spec'>
  template: PodTemplate
  artifact: DigestReference
  /** The release label. */
  label: string
  replicas: number
  /** Seconds after which the controller calls it stuck. */
  deadline: number
  owner: Owner
  origin?: { commit?: string; plan?: string }
}

/**
 * Builds the Deployment of one release. Labels and annotations of the first Deployment itself are not taken over:
 * by them Helm, Argo CD and Flux know what is theirs, and what they may prune.
 */
export function buildRelease(request: ReleaseSpec): object {
  const { base, template, artifact, label, replicas, deadline, owner, origin } = request
  const { selector, template: _, replicas: __, paused: ___, ...rest } = base.spec
  const annotations = annotationsFor(artifact, owner, origin)
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: nameOf(base.metadata.name, artifact.digest),
      labels: { [names.managedBy]: manager },
      annotations: { ...annotations, [names.replicas]: String(replicas) },
    },
    spec: {
      ...rest,
      replicas,
      progressDeadlineSeconds: deadline,
      selector: { ...selector, matchLabels: { ...selector?.matchLabels, [names.release]: label } },
      template: {
        ...template,
        metadata: {
          labels: { ...template.metadata?.labels, [names.release]: label },
          annotations: { ...template.metadata?.annotations, ...annotations },
        },
      },
    },
  }
}

/** Refuses a Deployment without a selector, or with one that its own pods do not match. */
export function assertSelector(
  selector: LabelSelector | undefined,
  { metadata }: PodTemplate,
  object: string,
): void {
  const wanted = Object.entries(selector?.matchLabels ?? {})
  if (wanted.length === 0) {
    throw new Failure('invalid-input', `${object} has no selector; wanted spec.selector.matchLabels`)
  }
  const missing = wanted.find(([key, value]) => metadata?.labels?.[key] !== value)
  if (missing === undefined) return
  throw new Failure(
    'invalid-input',
    `${object} selects ${missing.join('=')}, which its own template does not set`,
  )
}

/** The digest that a container's reference names; undefined for a tag. */
export function digestIn(image: string | undefined): Digest | undefined {
  try {
    return image === undefined ? undefined : parseDigestReference(image).digest
  } catch {
    // A tag, or a name without a registry: it says nothing about what runs.
    return undefined
  }
}
