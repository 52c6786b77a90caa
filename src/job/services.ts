import { join } from 'node:path'
import type { RunnerContext } from '../action/context.ts'
import type { DigestReference, Repository } from '../artifact/reference.ts'
import type { BuildServices } from '../build/build.ts'
import { checkProvenance, type Trusted } from '../build/provenance.ts'
import { fetchIdentityToken } from '../evidence/identity-token.ts'
import type { SigningSettings } from '../evidence/signing.ts'
import type { ImageAccess } from '../scan/image-access.ts'
import { openTestimony, type Testimony } from '../scan/testimony.ts'
import type { ToolSettings } from '../scan/tool.ts'
import type { Job } from './job.ts'
import { openPolicy, type PolicySource } from './policy.ts'

type ToolFolders = Pick<ToolSettings, 'temp' | 'cacheFolder' | 'databases'>

/** Connects what a build works with. */
export function openBuildServices(job: Job, image: Repository, policy: string): BuildServices {
  const registry = job.registryOf(image, image)
  const loadTrusted = async (): Promise<Trusted> =>
    (await openPolicy(job, policy).fetch()) ?? ownWorkflows(job)
  return { registry, provenance: checkProvenance(loadTrusted, { registry, github: job.github }, job.edge) }
}

/** Connects what a scan learns from, and says what it has learnt by. */
export function openScanTestimony(job: Job, policy: PolicySource, signing: SigningSettings): Testimony {
  const { edge, github, home, registryOf, roots, signing: context } = job
  return openTestimony({ github, registryOf, home, signing, context, roots, fetchPolicy: policy.fetch }, edge)
}

/** Finds what a scanner needs to read an image from its registry. */
export async function openImageAccess(job: Job, reference: DigestReference): Promise<ImageAccess> {
  return { reference, ...(await job.accessTo(reference)) }
}

/** Where scanners are kept, and their databases, which somebody else may have put elsewhere. */
export function toolFolders({ runnerTemp, runnerToolCache }: RunnerContext): ToolFolders {
  const { TRIVY_CACHE_DIR: trivy, GRYPE_DB_CACHE_DIR: grype } = process.env
  const databases = { ...(trivy && { trivy }), ...(grype && { grype }) }
  return { temp: runnerTemp, cacheFolder: join(runnerToolCache ?? runnerTemp, 'immutable-deploy'), databases }
}

/** The commit that this run's provenance will name; undefined where the job may not have a token. */
export async function fetchTokenCommit({ edge, signing }: Job): Promise<string | undefined> {
  const { identityToken } = signing
  if (identityToken.url === undefined) return undefined
  // Nobody takes a token for this audience, so it is of no use to anyone but us.
  return (await fetchIdentityToken({ ...identityToken, audience: 'nobody' }, edge)).claims.sha
}

// Before there is a policy the signer must be a workflow of this repository, and none that a pull request started.
async function ownWorkflows({ context, roots }: Job): Promise<Trusted> {
  const { trustOf } = await import('../evidence/expected-signer.ts')
  const { defaultEvents } = await import('../policy/trust-schema.ts')
  const trust = { ...trustOf({ denySelfHostedRunners: false }, context), events: defaultEvents }
  return { trustFor: () => [trust], roots }
}
