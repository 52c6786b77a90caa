import { type Digest, digestOf, hexOf, isDigest } from '../../artifact/digest.ts'
import { type DigestReference, formatReference, parseDigestReference } from '../../artifact/reference.ts'
import { Failure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { TargetContext } from '../target.ts'
import type { Metadata, PodTemplate, Workload } from './objects.ts'

/** Our names in a cluster: what is written on objects, and by what a Service tells releases apart. */
export const names = {
  /** A label of pods and a key of the Service's selector: which release. */
  release: 'immutable-deploy.dev/release',
  owner: 'immutable-deploy.dev/owner',
  digest: 'immutable-deploy.dev/digest',
  image: 'immutable-deploy.dev/image',
  commit: 'immutable-deploy.dev/commit',
  plan: 'immutable-deploy.dev/plan',
  /** Before the release label: by which plan a workload may be rolled to it. */
  planned: 'plan.immutable-deploy.dev/',
  /** How many pods a release has when it has all the traffic. */
  replicas: 'immutable-deploy.dev/replicas',
  /** Before the release label: what may be rolled to, a key for each, so that two runs write both. */
  standing: 'standing.immutable-deploy.dev/',
  /** The id of the deployment that moved traffic last. */
  fence: 'immutable-deploy.dev/fence',
  managedBy: 'app.kubernetes.io/managed-by',
} as const

export const manager = 'immutable-deploy'

/** What the selector says when no release is to get traffic. */
export const nothing = 'nothing'

export type Owner = Pick<TargetContext, 'owner' | 'environment' | 'service'>

/** The value of the release label: a label holds 63 characters, and a digest has 64. */
export function labelOf(digest: Digest): string {
  return hexOf(digest).slice(0, 16)
}

export function formatOwner({ owner, environment, service }: Owner): string {
  return JSON.stringify({ repository: owner, environment, service })
}

/** Says whether an object is ours; undefined if nobody has claimed it, by annotation, yet. */
export function isOurs({ annotations = {} }: Metadata, owner: Owner): boolean | undefined {
  const found = annotations[names.owner]
  return found === undefined ? undefined : found === formatOwner(owner)
}

/** Refuses an object that belongs to another environment or service. */
export function refuseForeign(object: string, metadata: Metadata, owner: Owner): void {
  if (isOurs(metadata, owner) !== false) return
  const found = inert(metadata.annotations?.[names.owner] ?? '')
  throw new Failure(
    'denied',
    `${object} belongs to ${found}, not to "${owner.service}" of "${owner.environment}"; it is not touched`,
  )
}

/** A Deployment of ours, made for one digest and never changed after that but in its number of pods. */
export type Release = {
  label: string
  digest: Digest
  deployment: Workload
  /** The number of its pods when it has all the traffic. */
  replicas: number
}

/** Reads a Deployment as a release of ours; undefined if it is something else. */
export function parseRelease(deployment: Workload, owner: Owner): Release | undefined {
  const { metadata, spec } = deployment
  const { [names.digest]: digest = '' } = metadata.annotations ?? {}
  const replicas = parseReplicas(metadata)
  if (isOurs(metadata, owner) !== true || metadata.labels?.[names.managedBy] !== manager) return undefined
  const label = spec.template.metadata?.labels?.[names.release]
  // What was written by hand on one of ours is not believed in part.
  if (!isDigest(digest) || label !== labelOf(digest) || replicas === undefined) return undefined
  return { label, digest, deployment, replicas }
}

/** Reads how many pods something has when it gets traffic; undefined if that is not noted, or not by us. */
export function parseReplicas({ annotations = {} }: Metadata): number | undefined {
  const text = annotations[names.replicas] ?? ''
  return /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : undefined
}

/** Says whether a release was complete once: the controller keeps saying so, whatever becomes of its pods. */
export function wasComplete({ deployment: { metadata, status } }: Pick<Release, 'deployment'>): boolean {
  const progressing = status?.conditions?.find(({ type }) => type === 'Progressing')
  const isSeen = (status?.observedGeneration ?? 0) >= 1
  return (
    metadata.deletionTimestamp === undefined &&
    isSeen &&
    progressing?.status === 'True' &&
    progressing.reason === 'NewReplicaSetAvailable'
  )
}

/** The annotation by which an object is known to be ready to be rolled to an artifact. */
export function standingKey(digest: Digest): string {
  return `${names.standing}${labelOf(digest)}`
}

/** The annotation that says by which plan an object may be rolled to an artifact. */
export function plannedKey(digest: Digest): string {
  return `${names.planned}${labelOf(digest)}`
}

/** Reads what an object may be rolled to. */
export function parseStanding({ annotations = {} }: Metadata): DigestReference[] {
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith(names.standing))
    .map(([, text]) => parseDigestReference(text))
}

/** The annotations by which people and programs see what an object runs, and why. */
export function annotationsFor(
  artifact: DigestReference,
  owner: Owner,
  origin: { commit?: string; plan?: string } = {},
): Record<string, string> {
  return {
    [names.owner]: formatOwner(owner),
    [names.digest]: artifact.digest,
    [names.image]: formatReference(artifact),
    ...(origin.commit !== undefined && { [names.commit]: origin.commit }),
    ...(origin.plan !== undefined && { [names.plan]: origin.plan }),
  }
}

/** The name of what a release is made of: the first one's, and a part of the digest. */
export function nameOf(base: string, digest: Digest): string {
  // A Service's name has 63 characters at most; two long names must not become the same.
  const short = base.length <= 46 ? base : `${base.slice(0, 37)}-${hexOf(digestOf(base)).slice(0, 8)}`
  return `${short}-${labelOf(digest)}`
}

/** The release label that a template gives its pods, whoever wrote it. */
export function labelIn({ metadata }: PodTemplate): string | undefined {
  return metadata?.labels?.[names.release]
}
