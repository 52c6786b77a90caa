import { type DigestReference, formatRepository, type Repository, withDigest } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import type { Job } from './job.ts'
import type { PolicySource } from './policy.ts'
import { noPolicyFile } from './policy-file.ts'

/**
 * Finds what is live in an environment: by its newest confirmed record that is signed, as a promotion does. Of several
 * services it is the one that runs from this repository. Of the record only the digest counts: the repository is the
 * policy's, or the one that the job names.
 */
export async function findLive(
  environment: string,
  image: Repository,
  policy: PolicySource,
  job: Job,
): Promise<DigestReference | undefined> {
  const settings = await policy.fetch()
  if (settings === undefined) throw noPolicyFile(policy.file)
  // What reads records is large, and only needed here.
  const { environmentOf } = await import('../policy/policy.ts')
  const { liveRecord, readRecords } = await import('../deployment/record.ts')
  const { liveRelease } = await import('../deployment/recorded.ts')
  const { openWorld } = await import('./world.ts')
  const { services } = environmentOf(settings.policy, environment)
  const kept = Object.values(services).flatMap(({ registry }) => registry ?? [])
  const world = openWorld(job, kept[0] ?? image, policy.file)
  const enough = (seen: Parameters<typeof liveRecord>[0]) => liveRecord(seen) !== undefined
  const { records } = await readRecords(job.github, { environment, enough })
  const registries = [image, ...kept].map(({ registry }) => registry)
  const known = { records, observed: {}, policy: { services }, registries }
  const live = await liveRelease(known, settings, world, job.edge)
  if (live === undefined) return undefined
  const service = serviceFrom(image, services, live, environment)
  const running = live[service]
  return running && withDigest(services[service]?.registry ?? image, running.digest)
}

type Services = Record<string, { registry?: Repository }>

/** The service that runs from a repository: the only one, or the one whose images are kept there. */
function serviceFrom(
  image: Repository,
  services: Services,
  live: Record<string, Repository>,
  environment: string,
): string {
  const names = Object.keys(services)
  const wanted = formatRepository(image)
  const places = (name: string) => [services[name]?.registry, live[name]]
  const [service, ...others] =
    names.length === 1
      ? names
      : names.filter((name) => places(name).some((place) => place && formatRepository(place) === wanted))
  if (service !== undefined && others.length === 0) return service
  throw new Failure(
    'invalid-input',
    `"${environment}" runs several services, and ${others.length === 0 ? 'none' : 'more than one'} of them from ${wanted}; name the digest instead`,
  )
}

/** Finds what is live in an environment, which must be something. */
export async function requireLive(
  environment: string,
  image: Repository,
  policy: PolicySource,
  job: Job,
): Promise<DigestReference> {
  const live = await findLive(environment, image, policy, job)
  if (live !== undefined) return live
  throw new Failure(
    'not-found',
    `nothing that is confirmed and signed is live in "${environment}"; promote something into it first`,
  )
}
