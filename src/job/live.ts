import { type DigestReference, type Repository, withDigest } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import type { Job } from './job.ts'
import type { PolicySource } from './policy.ts'
import { noPolicyFile } from './policy-file.ts'

/**
 * Finds what is live in an environment: by its newest confirmed record that is signed, as a promotion does. Of the
 * record only the digest counts: the repository is the policy's, or the one that the job names.
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
  const { soleService } = await import('../deployment/release.ts')
  const { openWorld } = await import('./world.ts')
  const repository = environmentOf(settings.policy, environment).registry ?? image
  const world = openWorld(job, repository, policy.file)
  const { records } = await readRecords(job.github, {
    environment,
    enough: (seen) => liveRecord(seen) !== undefined,
  })
  const { registry } = repository
  const live = await liveRelease({ records, observed: {}, registry }, settings, world, job.edge)
  const service = live?.[soleService]
  return service && withDigest(repository, service.digest)
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
