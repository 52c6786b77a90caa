import type { DigestReference } from '../artifact/reference.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { type Promotion, parsePromotion, promotionType } from '../evidence/predicate/promotion.ts'
import type { EnvironmentPolicy } from '../policy/policy.ts'
import type { Serving } from './agreement.ts'
import { type DeploymentRecord, stateOf } from './record.ts'
import { type Release, servicesIn } from './release.ts'
import type { DriveEdge, Settings, World } from './world.ts'

/** Says whether everything that a deployment changed carries its signed record. */
export async function isRecorded(
  record: DeploymentRecord,
  settings: Settings,
  world: World,
): Promise<boolean> {
  const { changed } = record.payload
  const recorded = await Promise.all(changed.map((service) => hasRecord(record, service, settings, world)))
  return recorded.length > 0 && recorded.every(Boolean)
}

/** Says whether a service's image carries a verified record that names this very deployment. */
export async function hasRecord(
  { payload, deployment }: DeploymentRecord,
  service: string,
  settings: Settings,
  world: World,
): Promise<boolean> {
  const image = payload.release[service]
  if (image === undefined) return false
  // Records are kept beside the image only.
  const { accepted } = await world.collect(image, settings, { registryOnly: true })
  return recordsAmong(accepted).some(
    (record) =>
      record.repository.id === world.repository.id &&
      record.environment === deployment.environment &&
      record.service === service &&
      record.digest === image.digest &&
      record.deployment.id === deployment.id,
  )
}

/** Says whether an image carries a verified record of a service of this environment, of a confirmed deployment. */
export async function wasConfirmed(
  { service, image, environment }: { service: string; image: DigestReference; environment: string },
  records: readonly DeploymentRecord[],
  settings: Settings,
  world: World,
): Promise<boolean> {
  const { accepted } = await world.collect(image, settings, { registryOnly: true })
  const deployments = recordsAmong(accepted)
    .filter((record) => record.repository.id === world.repository.id && record.environment === environment)
    .filter((record) => record.service === service && record.digest === image.digest)
    .map(({ deployment }) => deployment)
  const isKnown = ({ id }: { id: number }) =>
    records.some(({ deployment, state }) => deployment.id === id && state === 'confirmed')
  if (deployments.some(isKnown)) return true
  const journals = await world.github.fetchStatuses(deployments)
  return [...journals.values()].some((statuses) => stateOf(statuses) === 'confirmed')
}

function recordsAmong(evidence: readonly Evidence[]): Promotion[] {
  return evidence
    .filter(({ predicateType }) => predicateType === promotionType)
    .map(({ predicate }) => parsePromotion(predicate))
}

export type LiveRequest = {
  /** The environment's records, newest first. */
  records: readonly DeploymentRecord[]
  /** What serves; nothing where that is not known. */
  observed: Serving
  policy: Pick<EnvironmentPolicy, 'services'>
  /** Hosts where this environment's images are kept: no record sends us to a registry of its own choice. */
  registries: readonly string[]
}

/**
 * Finds the release that should serve: of the newest confirmed record that says what is seen, or that is signed.
 * Anyone with `deployments: write` can call a deployment a success; one that says otherwise and is not signed is
 * passed over.
 */
export async function liveRelease(
  { records, observed, policy, registries }: LiveRequest,
  settings: Settings,
  world: World,
  { log }: Pick<DriveEdge, 'log'>,
): Promise<Release | undefined> {
  // A record that changes nothing says nothing about what should serve that no other says.
  const confirmed = records.filter(
    ({ state, payload }) => state === 'confirmed' && payload.changed.length > 0,
  )
  for (const record of confirmed) {
    const release = servicesIn(policy, record.payload.release)
    if (isWhatServes(release, observed)) return release
    const isHere = Object.values(release).every(({ registry }) => registries.includes(registry))
    if (isHere && (await isRecorded(record, settings, world))) return release
    log.warning(
      `deployment ${record.deployment.id} is called a success, but nothing signed says so: passed over`,
    )
  }
  return undefined
}

/** Says whether exactly this release serves. */
export function isWhatServes(release: Release, observed: Serving): boolean {
  const services = [...Object.keys(release), ...Object.keys(observed)]
  return services.every((service) => release[service]?.digest === observed[service])
}
