import type { Digest } from '../artifact/digest.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { evaluate } from '../policy/evaluate.ts'
import type { Facts, Verdict } from '../policy/facts.ts'
import { type EnvironmentPolicy, environmentOf } from '../policy/policy.ts'
import type { Gathered, GatheredService } from './gather.ts'
import { buildPlan, digestOfPlan, isAllowed, type Plan } from './plan.ts'
import { type Journals, stateOf } from './record.ts'
import { placedIn } from './release.ts'

/** Whether a release may enter an environment, and why. */
export type Admission = {
  plan: Plan
  digest: Digest
  allowed: boolean
  verdicts: Verdict[]
  /** What was verified about each service's image. */
  evidence: Record<string, readonly Evidence[]>
  commits: Record<string, string | undefined>
}

export type AdmissionRequest = {
  /** The statuses of the deployments that the signed records name. */
  journals: Journals
  now: Date
  /** What the promotion is bound to; nothing when it is only planned. */
  binding?: { approved: Digest | undefined }
}

/** Asks every rule of an environment about what was gathered. */
export async function admit(
  gathered: Gathered,
  { journals, now, binding }: AdmissionRequest,
): Promise<Admission> {
  const { settings, repository, services } = gathered
  const { environment, wanted, live } = gathered.request
  const policy = environmentOf(settings.policy, environment)
  const judged = await Promise.all(
    services.map(async ({ facts, order, upstream }) => {
      const confirmed = { ...facts, now, upstream: confirmedIn(upstream, journals) }
      return [...(await evaluate(confirmed)), ...order]
    }),
  )
  const plan = buildPlan({
    repository,
    environment,
    wanted: placedIn(policy, wanted),
    live,
    policy: { digest: settings.digest, environment: policy },
    verdicts: judged.flat(),
  })
  const digest = digestOfPlan(plan)
  const bound = binding && judgePlan(binding.approved, digest, policy)
  const verdicts = bound === undefined ? plan.verdicts : [...plan.verdicts, bound]
  const whole = { ...plan, verdicts }
  return {
    plan: whole,
    digest,
    allowed: isAllowed(whole),
    verdicts,
    evidence: byService(services, ({ facts }) => facts.evidence),
    commits: byService(services, ({ facts }) => facts.commit),
  }
}

// A record counts only if its deployment reached `success`: it is signed a moment before that.
function confirmedIn(upstream: GatheredService['upstream'], journals: Journals): Facts['upstream'] {
  return upstream
    .filter(({ deployment }) => stateOf(journals.get(deployment.id) ?? []) === 'confirmed')
    .map(({ signedAt, evidence }) => ({ confirmedAt: signedAt, evidence }))
}

function judgePlan(
  approved: Digest | undefined,
  actual: Digest,
  { require }: EnvironmentPolicy,
): Verdict | undefined {
  if (approved === undefined && !require.plan) return undefined
  const verdict = { rule: 'plan', evidence: [], timed: true }
  if (approved === undefined) {
    const way = 'run the action plan, and give its output "plan" to promote'
    return { ...verdict, passed: false, reason: 'no plan was approved', way }
  }
  if (approved === actual) return { ...verdict, passed: true, reason: `as it was approved: ${actual}` }
  const reason = `the plan moved since it was approved: ${approved} then, ${actual} now`
  return { ...verdict, passed: false, reason, way: 'plan again, and have the new plan approved' }
}

/** Every reason for which an admission was refused, in one line each. */
export function reasonsOf({ verdicts }: Pick<Admission, 'verdicts'>): string[] {
  return verdicts
    .filter(({ passed }) => !passed)
    .map(({ rule, reason, way }) => `${rule}: ${reason}${way === undefined ? '' : `; ${way}`}`)
}

function byService<T>(
  services: readonly GatheredService[],
  of: (gathered: GatheredService) => T,
): Record<string, T> {
  return Object.fromEntries(services.map((gathered) => [gathered.service, of(gathered)]))
}
