import type { Repository } from '../artifact/reference.ts'
import { soleService } from '../deployment/release.ts'
import { fetchSettings } from '../deployment/settings.ts'
import type { Settings, World } from '../deployment/world.ts'
import { attest } from '../evidence/attest.ts'
import { assertCanSign, resolveSigning, type SigningSettings } from '../evidence/signing.ts'
import { collectEvidence } from '../evidence/store.ts'
import { environmentOf } from '../policy/policy.ts'
import { copyArtifact } from '../registry/copy.ts'
import { targets } from '../target/index.ts'
import type { Adapter } from '../target/target.ts'
import type { Job } from './job.ts'
import { noPolicyFile } from './policy-file.ts'

/** Connects what promotions, plans and their like work with. */
export function openWorld(job: Job, image: Repository, policy: string, signing: SigningSettings = {}): World {
  const { context, edge, github, home, roots } = job
  const { repository, serverUrl, runId, runAttempt, checkRunId, actor } = context
  const registry = job.registryOf(image)
  return {
    github,
    registry,
    repository: { name: repository, id: home.id, url: `${serverUrl}/${repository}` },
    run: {
      id: String(runId),
      attempt: runAttempt,
      actor,
      url: `${serverUrl}/${repository}/actions/runs/${runId}`,
      ...(checkRunId !== undefined && { checkRun: checkRunId }),
    },
    fetchSettings: async (commit) => {
      const settings = await fetchSettings(github, {
        file: policy,
        home,
        roots,
        ...(commit !== undefined && { commit }),
      })
      if (settings !== undefined) return settings
      throw noPolicyFile(policy)
    },
    collect: (image, { trustFor, roots }, { registryOnly } = { registryOnly: false }) =>
      collectEvidence(image, trustFor, { registry, roots, ...(!registryOnly && { github }) }, edge),
    assertCanAttest: async (image) => {
      await Promise.all([assertCanSign(signing, job.signing, edge), registry.assertCanPush(image)])
    },
    attest: async (image, statement) => {
      const { identity } = await resolveSigning(signing, job.signing, edge)
      return (await attest(image, statement, { identity, registry }, edge)).digest
    },
    copy: async (image, to, tags) => {
      await copyArtifact({ from: image, to, tags }, job.registryOf(image, to), edge)
    },
    connect: (environment, settings) => connectTarget(environment, settings),
  }

  function connectTarget(environment: string, { policy }: Settings) {
    const { kind, options } = environmentOf(policy, environment).target
    // The policy was read with the same table, so the kind is one of it.
    const adapter: Adapter = targets[kind as keyof typeof targets]
    return adapter.connect(options, { owner: repository, environment, service: soleService, registry }, edge)
  }
}
