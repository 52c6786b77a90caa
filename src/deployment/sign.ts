import type { Digest } from '../artifact/digest.ts'
import { digestOf } from '../artifact/digest.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { buildPromotion, promotionType } from '../evidence/predicate/promotion.ts'
import { provenanceType } from '../evidence/predicate/provenance.ts'
import {
  buildVerificationSummary,
  verificationSummaryType,
} from '../evidence/predicate/verification-summary.ts'
import type { EnvironmentPolicy } from '../policy/policy.ts'
import type { Admission } from './admit.ts'
import type { Promotion } from './promotion.ts'
import type { DeploymentRecord } from './record.ts'
import { formatRelease } from './release.ts'
import type { Settings, World } from './world.ts'

export type SignRequest = {
  admission: Admission
  approved: Digest | undefined
  settings: Settings
  record: DeploymentRecord
  policy: EnvironmentPolicy
}

/**
 * Signs what a promotion is known by: the verification summary, which says that policy was met, and the record,
 * which says that the digest was seen serving. The record comes last, because it is what counts.
 */
export function signPromotion(request: SignRequest, world: World): Promotion['sign'] {
  const { admission, approved, settings, record, policy } = request
  const { deployment, payload } = record
  return async ({ service, from, to }, { observedAt, checks }) => {
    const evidence = usedBy(admission, service)
    // A rollback may go where the policy of today would not let it: that it is met is not said then. The order is no
    // rule of the policy.
    if (admission.verdicts.every(({ passed, rule }) => passed || rule === 'order')) {
      await world.attest(to, {
        predicateType: verificationSummaryType,
        predicate: buildVerificationSummary({
          verifiedAt: observedAt,
          resourceUri: `${world.repository.url}#${deployment.environment}`,
          policy: {
            uri: `${world.repository.url}/blob/${settings.commit}/${settings.file}`,
            digest: settings.digest,
          },
          inputAttestations: evidence.map(({ source, digest }) => ({ uri: source, digest })),
          passed: true,
          verifiedLevels: [buildLevelOf(evidence)],
        }),
      })
    }
    await world.attest(to, {
      predicateType: promotionType,
      predicate: buildPromotion({
        repository: { name: world.repository.name, id: world.repository.id },
        environment: deployment.environment,
        target: targetOf(service, policy),
        service,
        digest: to.digest,
        previous: from?.digest,
        deployment: { id: deployment.id, nodeId: deployment.nodeId },
        plan: approved ?? admission.digest,
        policy: { commit: settings.commit, digest: settings.digest },
        release: formatRelease(admission.plan.release),
        observedAt,
        ...(payload.rollback !== undefined && { rollback: payload.rollback }),
        ...(payload.hold !== undefined && { hold: payload.hold }),
        ...(admission.override !== undefined && { override: admission.override }),
        run: { id: Number(world.run.id), attempt: world.run.attempt },
        checks: checks.filter((check) => check.service === service).map(({ service: _, ...check }) => check),
      }),
    })
  }
}

/** Names a target by its kind and the digest of its settings. */
function targetOf(service: string, { services }: EnvironmentPolicy): { kind: string; digest: Digest } {
  const target = services[service]?.target
  if (target === undefined) throw new TypeError(`the policy has a service "${service}" that is promoted`)
  return { kind: target.kind, digest: digestOf(JSON.stringify(target)) }
}

/** The evidence that a verdict rested on. */
function usedBy({ verdicts, evidence }: Admission, service: string): Evidence[] {
  const used = new Set(verdicts.flatMap((verdict) => verdict.evidence))
  return (evidence[service] ?? []).filter(({ digest }) => used.has(digest))
}

// Level 2 asks for a hosted builder that signs; level 3 also for isolation from the caller's job, which no
// certificate of a plain workflow shows. https://slsa.dev/spec/v1.2/build-track-basics
function buildLevelOf(evidence: readonly Evidence[]): string {
  const hosted = evidence.some(
    ({ predicateType, signer }) =>
      predicateType === provenanceType &&
      signer.kind === 'certificate' &&
      signer.runnerEnvironment === 'github-hosted',
  )
  return hosted ? 'SLSA_BUILD_LEVEL_2' : 'SLSA_BUILD_LEVEL_1'
}
