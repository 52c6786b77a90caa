import { formatPlatform } from '../artifact/descriptor.ts'
import type { Digest } from '../artifact/digest.ts'
import type { ImageManifest, Manifest } from '../artifact/manifest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { type DigestReference, formatReference, withDigest } from '../artifact/reference.ts'
import { commitOf, type Evidence } from '../evidence/evidence.ts'
import { type Promotion, parsePromotion, promotionType } from '../evidence/predicate/promotion.ts'
import { isObject } from '../evidence/shape.ts'
import { Failure } from '../failure.ts'
import type { Facts, Verdict } from '../policy/facts.ts'
import { type EnvironmentPolicy, environmentOf } from '../policy/policy.ts'
import { judgeOrder } from './order.ts'
import type { Upstream } from './record.ts'
import type { Release } from './release.ts'
import type { Settings, World } from './world.ts'

export type GatherRequest = {
  environment: string
  wanted: Release
  /** What serves: as the target says when promoting, as the record says when planning. */
  live: Release
  allowDowngrade: boolean
}

/** What is known about a release, but for what depends on when it is asked. */
export type Gathered = {
  request: GatherRequest
  settings: Settings
  repository: string
  services: GatheredService[]
}

export type GatheredService = {
  service: string
  image: DigestReference
  facts: Omit<Facts, 'upstream' | 'now'>
  order: Verdict[]
  upstream: UpstreamRecord[]
  /** What it replaces, and what is verified about that; undefined where nothing is replaced. */
  former?: { image: DigestReference; evidence: readonly Evidence[]; commit: string | undefined }
}

/** A signed record of this digest's promotion into the environment that comes before. */
export type UpstreamRecord = {
  deployment: Promotion['deployment']
  digest: Digest
  signedAt: Date
  evidence: Digest
}

/** Collects what is verified about a release. Nothing is changed. */
export async function gather(request: GatherRequest, settings: Settings, world: World): Promise<Gathered> {
  // Services of one commit that replace those of another are in the same order: it is asked once.
  const asked = { ...world, github: { ...world.github, compare: once(world.github.compare) } }
  const services = await Promise.all(
    Object.entries(request.wanted).map(([service, image]) =>
      gatherService(service, image, request, settings, asked),
    ),
  )
  return { request, settings, repository: world.repository.name, services }
}

function once(compare: World['github']['compare']): World['github']['compare'] {
  const answers = new Map<string, ReturnType<typeof compare>>()
  return (base, head) => {
    const answer = answers.get(`${base}...${head}`) ?? compare(base, head)
    answers.set(`${base}...${head}`, answer)
    return answer
  }
}

/** The deployments by which services were promoted upstream, and where that is; undefined where there are none. */
export function upstreamOf({ services, settings, request }: Gathered): Upstream | undefined {
  const { after } = environmentOf(settings.policy, request.environment)
  const deployments = services.flatMap(({ upstream }) => upstream.map(({ deployment }) => deployment))
  return after === undefined || deployments.length === 0 ? undefined : { environment: after, deployments }
}

async function gatherService(
  service: string,
  image: DigestReference,
  { environment, live, allowDowngrade }: GatherRequest,
  settings: Settings,
  world: World,
): Promise<GatheredService> {
  const policy = environmentOf(settings.policy, environment)
  const serving = live[service]
  const replaced = serving === undefined || serving.digest === image.digest ? undefined : serving
  const [contents, { accepted, rejected }, former] = await Promise.all([
    fetchContents(image, world),
    world.collect(image, settings),
    replaced && fetchFormer(replaced, settings, world),
  ])
  const commit = newestCommit(accepted)
  const [statusChecks, order] = await Promise.all([
    commit === undefined || policy.require.statusChecks.length === 0
      ? []
      : world.github.fetchCommitChecks(commit),
    former && judgeOrder({ live: former.commit, candidate: commit, allowDowngrade }, world.github),
  ])
  const facts = {
    artifact: { reference: image, ...contents },
    evidence: accepted,
    rejected,
    environment: { name: environment, policy },
    exceptions: settings.exceptions?.list ?? [],
    events: settings.policy.trust.build.events,
    commit,
    statusChecks,
    actor: world.run.actor,
  }
  const upstream = await findUpstream(image, accepted, policy.after, settings, world)
  const gathered = { service, image, facts, order: order === undefined ? [] : [order], upstream }
  return { ...gathered, ...(former !== undefined && { former }) }
}

type Contents = Pick<Facts['artifact'], 'manifest' | 'config' | 'images'>

/** The manifest and, for an image, its configuration; for an index, those of its images. */
async function fetchContents(image: DigestReference, world: World): Promise<Contents> {
  const { manifest } = await world.registry.fetchManifest(image)
  if (manifest.kind === 'manifest') return { manifest, config: await fetchConfig(image, manifest, world) }
  return { manifest, config: {}, images: await fetchImages(image, manifest, world) }
}

async function fetchImages(image: DigestReference, index: Manifest & { kind: 'index' }, world: World) {
  return Promise.all(
    index.manifests.map(async ({ digest, platform }) => {
      const child = withDigest(image, digest)
      const { manifest } = await world.registry.fetchManifest(child)
      const config = manifest.kind === 'manifest' ? await fetchConfig(child, manifest, world) : {}
      return { platform: platform === undefined ? 'unknown' : formatPlatform(platform), config }
    }),
  )
}

async function fetchConfig(
  image: DigestReference,
  { config }: ImageManifest,
  { registry }: World,
): Promise<Record<string, unknown>> {
  const types: string[] = [mediaType.imageConfig, mediaType.dockerConfig]
  if (!types.includes(config.mediaType)) return {}
  const parsed = parseJson(await registry.readBlob(image, config))
  if (isObject(parsed)) return parsed
  throw new Failure('mismatch', `the config of ${formatReference(image)} is not a JSON object`)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

// The registry alone is asked about what serves: its provenance was there when it was promoted.
async function fetchFormer(
  image: DigestReference,
  settings: Settings,
  world: World,
): Promise<NonNullable<GatheredService['former']>> {
  const { accepted } = await world.collect(image, settings, { registryOnly: true })
  return { image, evidence: accepted, commit: newestCommit(accepted) }
}

// The newest provenance is the one that the rule judges, too.
function newestCommit(evidence: readonly Evidence[]): string | undefined {
  const newestFirst = evidence.toSorted((one, other) => other.signedAt.getTime() - one.signedAt.getTime())
  return newestFirst.map(commitOf).find((commit) => commit !== undefined)
}

/** Finds the records of the environment that comes before; one with a copy of its own keeps them there. */
async function findUpstream(
  image: DigestReference,
  evidence: readonly Evidence[],
  after: string | undefined,
  settings: Settings,
  world: World,
): Promise<UpstreamRecord[]> {
  if (after === undefined) return []
  const places = placesIn(environmentOf(settings.policy, after), image)
  const there = await Promise.all(
    places.map((place) => world.collect(place, settings, { registryOnly: true })),
  )
  const copied = there.flatMap(({ accepted }) => accepted)
  return recordsIn([...evidence, ...copied], after, image.digest, world)
}

/** Where an environment may keep its own copy of an image: its services need not have the names of ours. */
function placesIn({ services }: EnvironmentPolicy, image: DigestReference): DigestReference[] {
  const places = Object.values(services).flatMap(({ registry }) =>
    registry === undefined ? [] : [withDigest(registry, image.digest)],
  )
  return [...new Map(places.map((place) => [formatReference(place), place])).values()]
}

function recordsIn(
  evidence: readonly Evidence[],
  environment: string,
  digest: Digest,
  { repository }: World,
): UpstreamRecord[] {
  return evidence
    .filter(({ predicateType }) => predicateType === promotionType)
    .map(({ predicate, signedAt, digest }) => ({
      record: parsePromotion(predicate),
      signedAt,
      evidence: digest,
    }))
    .filter(({ record }) => record.environment === environment)
    .filter(({ record }) => record.digest === digest && record.repository.id === repository.id)
    .map(({ record, ...signed }) => ({ deployment: record.deployment, digest, ...signed }))
}
