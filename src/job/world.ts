import type { Repository } from '../artifact/reference.ts'
import { checks } from '../check/index.ts'
import { fetchSettings } from '../deployment/settings.ts'
import type { Ledger, Settings, Targets, World } from '../deployment/world.ts'
import { attest } from '../evidence/attest.ts'
import { assertCanSign, resolveSigning, type SigningSettings } from '../evidence/signing.ts'
import { collectEvidence } from '../evidence/store.ts'
import { environmentOf } from '../policy/policy.ts'
import type { Tables } from '../policy/schema.ts'
import { copyArtifact } from '../registry/copy.ts'
import { targets } from '../target/index.ts'
import type { Adapter } from '../target/target.ts'
import type { GitHubJob, Job } from './job.ts'
import { noPolicyFile } from './policy-file.ts'

/** The kinds of target and of check that a policy may name. */
export type Kinds = { targets: Readonly<Record<string, Adapter>>; checks: Tables['checks'] }

const ours: Kinds = { targets, checks }

/** Connects what reads and writes the records of environments. */
export function openLedger(
  { context, github, home, roots }: GitHubJob,
  policy: string,
  tables: Kinds = ours,
): Ledger {
  const { repository, serverUrl, runId, runAttempt, checkRunId, actor } = context
  return {
    github,
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
        tables,
        ...(commit !== undefined && { commit }),
      })
      if (settings !== undefined) return settings
      throw noPolicyFile(policy)
    },
  }
}

/** Connects what promotions, plans and their like work with. */
export function openWorld(
  job: Job,
  image: Repository,
  policy: string,
  signing: SigningSettings = {},
  tables: Kinds = ours,
): World {
  const { edge, github } = job
  const { repository } = job.context
  const registry = job.registryOf(image)
  return {
    ...openLedger(job, policy, tables),
    registry,
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
    connect: connectTargets,
  }

  function connectTargets(environment: string, { policy }: Settings): Targets {
    const { services, strategy } = environmentOf(policy, environment)
    const connected = Object.entries(services).map(([service, { target }]) => {
      // The policy was read with the same table, so the kind is one of it.
      const adapter = tables.targets[target.kind] as Adapter
      const context = { owner: repository, environment, service, strategy: strategy.kind, registry }
      return [service, adapter.connect(target.options, context, edge)] as const
    })
    return new Map(connected)
  }
}
