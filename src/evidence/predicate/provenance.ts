import type { Digest } from '../../artifact/digest.ts'
import type { Claims } from '../identity-token.ts'
import { anything, list, mapOf, open, optional, text } from '../shape.ts'

/** https://slsa.dev/spec/v1.2/build-provenance */
export const provenanceType = 'https://slsa.dev/provenance/v1'

/** https://actions.github.io/buildtypes/workflow/v1 */
export const workflowBuildType = 'https://actions.github.io/buildtypes/workflow/v1'

// What GitHub wrote until 2024: the same, but for the builder, which was the runner.
const formerBuildType = 'https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1'

export type Provenance = ReturnType<typeof parseProvenance>

/** What provenance is told from: an identity token's claims or, where there is none, what the runner says. */
export type ProvenanceClaims = Pick<
  Claims,
  | 'repository'
  | 'repository_id'
  | 'repository_owner_id'
  | 'ref'
  | 'sha'
  | 'event_name'
  | 'workflow_ref'
  | 'job_workflow_ref'
  | 'run_id'
  | 'run_attempt'
  | 'runner_environment'
>

/** Tells how an artifact came to be, from what the identity token says: as actions/attest tells it. */
export function buildProvenance(
  claims: ProvenanceClaims,
  serverUrl: string,
  base?: { uri: string; digest: Digest },
) {
  const repository = `${serverUrl}/${claims.repository}`
  // acme/shop/.github/workflows/deploy.yml@refs/heads/main
  const [path = ''] = claims.workflow_ref.replace(`${claims.repository}/`, '').split('@')
  return {
    buildDefinition: {
      buildType: workflowBuildType,
      externalParameters: { workflow: { ref: claims.ref, repository, path } },
      internalParameters: {
        github: {
          event_name: claims.event_name,
          repository_id: claims.repository_id,
          repository_owner_id: claims.repository_owner_id,
          runner_environment: claims.runner_environment,
        },
      },
      resolvedDependencies: [
        { uri: `git+${repository}@${claims.ref}`, digest: { gitCommit: claims.sha } },
        ...(base === undefined ? [] : [{ uri: base.uri, digest: { sha256: base.digest.slice(7) } }]),
      ],
    },
    runDetails: {
      builder: { id: `${serverUrl}/${claims.job_workflow_ref}` },
      metadata: {
        invocationId: `${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}`,
      },
    },
  }
}

/** Reads build provenance of any build type. */
export function parseProvenance(predicate: unknown) {
  return readProvenance(predicate, 'provenance')
}

/** The commit and where it is from, as provenance of any build type names it: its first git dependency. */
export function sourceOf({ buildDefinition }: Provenance): { uri: string; commit: string } | undefined {
  for (const { uri, digest } of buildDefinition.resolvedDependencies ?? []) {
    const commit = digest?.gitCommit ?? digest?.sha1
    if (uri?.startsWith('git+') && commit !== undefined) return { uri: uri.slice('git+'.length), commit }
  }
  return undefined
}

/** Says whether provenance is laid out as GitHub's own build type is. */
export function isWorkflowBuild({ buildDefinition: { buildType } }: Provenance): boolean {
  return buildType === workflowBuildType || buildType === formerBuildType
}

/** Reads the external parameters of GitHub's own build type. */
export function workflowOf({ buildDefinition }: Provenance) {
  return open({ workflow: open({ ref: text, repository: text, path: text }) })(
    buildDefinition.externalParameters,
    'provenance.buildDefinition.externalParameters',
  ).workflow
}

const readProvenance = open({
  buildDefinition: open({
    buildType: text,
    externalParameters: anything,
    internalParameters: anything,
    resolvedDependencies: optional(list(open({ uri: optional(text), digest: optional(mapOf(text)) }))),
  }),
  runDetails: open({
    builder: open({ id: text }),
    metadata: optional(
      open({ invocationId: optional(text), startedOn: optional(text), finishedOn: optional(text) }),
    ),
  }),
})
