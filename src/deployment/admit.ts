import type { Digest } from '../artifact/digest.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { evaluate } from '../policy/evaluate.ts'
import type { Facts, Override, Verdict } from '../policy/facts.ts'
import { type EnvironmentPolicy, environmentOf } from '../policy/policy.ts'
import { flightFrom } from './flight.ts'
import type { Gathered, GatheredService } from './gather.ts'
import { buildPlan, digestOfPlan, isAllowed, type Plan } from './plan.ts'
import { type ApprovedPlan, differencesOf } from './plan-difference.ts'
import { stateOf, type UpstreamJournals } from './record.ts'
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
  /** A freeze that was passed, if one was. */
  override?: Override
}

export type AdmissionRequest = {
  /** What GitHub says of the deployments that signed records upstream name, and of newer ones there. */
  upstream: UpstreamJournals
  now: Date
  /** What the promotion is bound to; nothing when it is only planned. */
  binding?: { approved: ApprovedPlan | undefined }
  /** The release was confirmed here before: what depends on the time or the order is told, and not asked again. */
  rollback?: boolean
  override?: Facts['override']
}

/** Asks every rule of an environment about what was gathered. */
export async function admit(
  gathered: Gathered,
  { upstream: seen, now, binding, override, rollback = false }: AdmissionRequest,
): Promise<Admission> {
  const { settings, repository, services } = gathered
  const { environment, wanted, live } = gathered.request
  const policy = environmentOf(settings.policy, environment)
  const judged = await Promise.all(
    services.map(async ({ facts, order, upstream }) => {
      const confirmed = { ...facts, now, override, upstream: confirmedIn(upstream, seen) }
      return [...(await evaluate(confirmed)), ...order]
    }),
  )
  const plan = buildPlan({
    repository,
    environment,
    wanted: placedIn(policy, wanted),
    live,
    policy: { digest: settings.digest, environment: policy },
    verdicts: rollback ? judged.flat().map(reportedToRollback) : judged.flat(),
  })
  const digest = digestOfPlan(plan)
  const bound = binding && judgePlan(binding.approved, { plan, digest }, policy)
  const verdicts = bound === undefined ? plan.verdicts : [...plan.verdicts, bound]
  const whole = { ...plan, verdicts }
  const passed = verdicts.map(({ override }) => override).find((one) => one !== undefined)
  return {
    plan: whole,
    digest,
    allowed: isAllowed(whole),
    verdicts,
    evidence: byService(services, ({ facts }) => facts.evidence),
    commits: byService(services, ({ facts }) => facts.commit),
    ...(passed !== undefined && { override: passed }),
  }
}

// A record counts only if its deployment reached `success`: it is signed a moment before that.
function confirmedIn(
  upstream: GatheredService['upstream'],
  { journals, listed }: UpstreamJournals,
): Facts['upstream'] {
  return upstream
    .filter(({ deployment }) => stateOf(journals.get(deployment.id) ?? []) === 'confirmed')
    .map(({ signedAt, evidence, ...record }) => {
      const rolledBack = flightFrom(record, listed)
      return { confirmedAt: signedAt, evidence, ...(rolledBack !== undefined && { rolledBack }) }
    })
}

// What was met when the release was confirmed would not let it back in when it is needed most.
function reportedToRollback(verdict: Verdict): Verdict {
  return verdict.timed || verdict.rule === 'order' ? { ...verdict, reported: true } : verdict
}

function judgePlan(
  approved: ApprovedPlan | undefined,
  { plan, digest }: Pick<Admission, 'plan' | 'digest'>,
  { require }: EnvironmentPolicy,
): Verdict | undefined {
  if (approved === undefined && !require.plan) return undefined
  const verdict = { rule: 'plan', evidence: [], timed: true }
  if (approved === undefined) {
    const way = 'run the action plan, and give its output "plan" to promote'
    return { ...verdict, passed: false, reason: 'no plan was approved', way }
  }
  if (approved.digest === digest) return { ...verdict, passed: true, reason: `as it was approved: ${digest}` }
  const way = 'plan again, and have the new plan approved'
  return {
    ...verdict,
    passed: false,
    reason: `the plan moved since it was approved: ${told(approved, plan)}`,
    way,
  }
}

function told({ digest, content }: ApprovedPlan, plan: Plan): string {
  if (content === undefined)
    return `${digest} then, ${digestOfPlan(plan)} now; what moved is told where the input "plan-content" is given`
  const lines = differencesOf(content, plan)
  return lines.length === 0 ? 'it was made by another version of this action' : lines.join('; ')
}

/** Adds verdicts that were asked for later. */
export function withVerdicts(admission: Admission, more: readonly Verdict[]): Admission {
  const verdicts = [...admission.verdicts, ...more]
  const plan = { ...admission.plan, verdicts }
  return { ...admission, plan, verdicts, allowed: isAllowed(plan) }
}

/** Every reason for which an admission was refused, in one line each. */
export function reasonsOf({ verdicts }: Pick<Admission, 'verdicts'>): string[] {
  return verdicts
    .filter(({ passed, reported }) => !passed && reported !== true)
    .map(({ rule, reason, way }) => `${rule}: ${reason}${way === undefined ? '' : `; ${way}`}`)
}

function byService<T>(
  services: readonly GatheredService[],
  of: (gathered: GatheredService) => T,
): Record<string, T> {
  return Object.fromEntries(services.map((gathered) => [gathered.service, of(gathered)]))
}
