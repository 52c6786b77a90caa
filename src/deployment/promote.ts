import { commitTagOf, type DigestReference, formatReference } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import { type EnvironmentPolicy, environmentOf } from '../policy/policy.ts'
import { type Admission, type AdmissionRequest, admit, reasonsOf } from './admit.ts'
import { askDecisions } from './decisions.ts'
import { type Driven, drive } from './drive.ts'
import { enter, type Ready } from './enter.ts'
import { type Foreseen, foresee } from './foresee.ts'
import { gather } from './gather.ts'
import type { CheckResult } from './health.ts'
import { type Change, inOrder } from './plan.ts'
import type { ApprovedPlan } from './plan-difference.ts'
import type { Promotion } from './promotion.ts'
import type { Cause } from './record.ts'
import { assertServices, isSamePlace, isWithin, placedIn, type Release } from './release.ts'
import { signPromotion } from './sign.ts'
import { closeUnchanged } from './turn.ts'
import type { DriveEdge, Settings, Targets, World } from './world.ts'

export type PromoteRequest = {
  environment: string
  /** What of the environment is to run what; services that are not named stay as they are. */
  release: Release
  environmentUrl?: string
  /** The plan that was approved: refuse unless what would be done is what was approved. */
  plan?: ApprovedPlan
  allowDowngrade: boolean
  /**
   * The release was confirmed here before and is to serve again: what was met then is reported and not asked, and
   * traffic moves at once. Who calls has seen to it that a signed record of this environment names each digest.
   */
  rollback?: Cause
  /** The environment is held from this promotion on, by this record. */
  hold?: Cause
  /** Replace what serves even where somebody else has put it there. */
  overrule?: boolean
  /** Refuse where another promotion was confirmed since this deployment. */
  basedOn?: number
  /** Pass a freeze that the policy lets be passed under this name. */
  override?: { name: string; reason: string }
  /** Let go of the environment if it is held; otherwise a hold refuses. */
  releaseHold?: boolean
  /** Told as soon as the deployment exists, so that a step after ours can end what we could not. */
  onOpened?(deployment: number): void
}

export type Outcome = {
  kind: 'promoted' | 'unchanged' | 'reverted' | 'stopped' | 'refused'
  environment: string
  release: Release
  changed: string[]
  previous: Release | undefined
  settings: Settings
  deployment?: number
  environmentUrl?: string
  /** Why it was not promoted; every reason. */
  reasons: string[]
  admission?: Admission
  checks: CheckResult[]
  /** Deployments of dead runs that were ended first. */
  recovered: number[]
}

/** What a promotion is about, and where it goes. */
export type Place = {
  request: PromoteRequest
  /** As the environment keeps it. */
  release: Release
  settings: Settings
  policy: EnvironmentPolicy
  targets: Targets
}

/**
 * Promotes a release into an environment: verifies, stages, checks, shifts, looks again and records; or puts
 * everything back and says why.
 */
export async function promote(request: PromoteRequest, world: World, edge: DriveEdge): Promise<Outcome> {
  const place = await openPlace(request, world)
  const { release } = place
  const recovered: number[] = []
  const common = { environment: request.environment, release, settings: place.settings, recovered }
  const foreseen = await foresee(place, world, edge)
  if (foreseen.settled && !changesHold(request)) return unchanged(common, foreseen.live)

  // Who could not sign the record would find out after the swap, and have to put it back.
  const [gathered] = await Promise.all([
    gather(gathering(foreseen.live), place.settings, world),
    ...Object.values(release).map((image) => world.assertCanAttest(image)),
  ])
  const entered = await enter({ place, gathered, foreseen, recovered }, world, edge)
  const { turn } = entered
  const deployment = turn.record.deployment.id
  if (entered.kind === 'refused') return { ...common, ...refused(entered.reason), deployment }
  const { live } = entered
  if (isWithin(release, live)) {
    await endUnchanged(place, entered, world, edge)
    return { ...unchanged(common, live), deployment }
  }

  const settled = isSamePlace(live, foreseen.live)
    ? gathered
    : await gather(gathering(live), place.settings, world)
  // Rules about time are judged now that it is our turn, and by the statuses that were just read.
  const { plan: approved, override, rollback } = request
  const asked: AdmissionRequest = {
    upstream: turn.upstream,
    now: edge.now(),
    ...(override !== undefined && { override }),
    // A rollback was not planned, and what it goes back to was approved once.
    ...(rollback === undefined ? { binding: { approved } } : { rollback: true }),
  }
  const admitted = await admit(settled, asked)
  const { environment } = request
  const admission =
    rollback === undefined ? await askDecisions(admitted, environment, place.settings, world, edge) : admitted
  return { ...common, ...(await carryOut(place, entered, admission, world, edge)) }

  // What is wanted is read where it was made: its copy is only made once it is admitted.
  function gathering(live: Foreseen['live']) {
    const { environment, release: wanted, allowDowngrade } = request
    return { environment, wanted, live, allowDowngrade }
  }
}

async function openPlace(request: PromoteRequest, world: World): Promise<Place> {
  const settings = await world.fetchSettings()
  const policy = environmentOf(settings.policy, request.environment)
  assertServices(request.release, policy, request.environment)
  const targets = world.connect(request.environment, settings)
  return { request, release: placedIn(policy, request.release), settings, policy, targets }
}

type Common = Pick<Outcome, 'environment' | 'release' | 'settings' | 'recovered'>

function unchanged(common: Common, previous: Release): Outcome {
  return { ...common, kind: 'unchanged', changed: [], previous, reasons: [], checks: [] }
}

/** A promotion that was refused before any rule was asked. */
function refused(reason: string) {
  return { kind: 'refused' as const, changed: [], previous: undefined, reasons: [reason], checks: [] }
}

/** Says whether a promotion is to be recorded also where nothing moves. */
export function changesHold({ hold, releaseHold }: PromoteRequest): boolean {
  return hold !== undefined || releaseHold === true
}

/** Ends a promotion with nothing to move: it says nothing new, unless it holds the environment or lets go of it. */
async function endUnchanged(
  place: Place,
  { turn, others, held }: Ready,
  world: World,
  edge: DriveEdge,
): Promise<void> {
  const { request } = place
  const isNew = request.hold !== undefined || (request.releaseHold === true && held)
  if (!isNew) return closeUnchanged(turn.record, world)
  const nothing = { moves: [], weights: [], bring: async () => {}, sign: async () => {} }
  const { environment, environmentUrl } = request
  const { record } = turn
  const ticket = record.deployment.id
  const promotion = { environment, policy: place.policy, record, records: others, ticket, ...nothing }
  await drive({ ...promotion, ...(environmentUrl !== undefined && { environmentUrl }) }, world, edge)
}

async function carryOut(
  place: Place,
  { turn, others, live, unexplained }: Ready,
  admission: Admission,
  world: World,
  edge: DriveEdge,
) {
  const { request, policy, settings, targets } = place
  const { record } = turn
  const { strategy } = policy
  const reasons = admission.allowed ? [] : reasonsOf(admission)
  const promotion: Promotion = {
    environment: request.environment,
    policy,
    record,
    records: others,
    ticket: record.deployment.id,
    // What was confirmed before needs no trial.
    weights: strategy.kind === 'canary' && request.rollback === undefined ? strategy.steps : [],
    moves: inOrder(admission.plan.changes, policy).flatMap((change) => {
      const target = targets.get(change.service)
      const commit = admission.commits[change.service]
      const kept = unexplained.includes(change.service)
      return target === undefined ? [] : [{ ...change, target, commit, kept }]
    }),
    ...(request.environmentUrl !== undefined && { environmentUrl: request.environmentUrl }),
    bring: ({ service, to }: Change) =>
      bring(request.release[service], to, admission.commits[service], world),
    sign: signPromotion({ admission, approved: request.plan?.digest, settings, record, policy }, world),
  }
  // A refusal takes the same road: whatever a dead run left in the way of it is put back.
  const refusal = admission.allowed ? undefined : `refused: ${reasons.join(' · ')}`
  const driven = await drive(promotion, world, edge, refusal)
  return {
    kind: refusal === undefined ? driven.outcome : ('refused' as const),
    changed: driven.changed,
    previous: Object.keys(live).length === 0 ? undefined : live,
    deployment: record.deployment.id,
    environmentUrl: driven.url,
    reasons: reasons.length > 0 ? reasons : failureOf(driven),
    admission,
    checks: driven.checks,
  }
}

/** Copies an image to where the environment keeps it, under the commit's tag: untagged, a registry may clean it up. */
async function bring(
  from: DigestReference | undefined,
  to: DigestReference,
  commit: string | undefined,
  world: World,
): Promise<void> {
  if (from === undefined || formatReference(from) === formatReference(to)) return
  await world.copy(from, to, commit === undefined ? [] : [commitTagOf(commit)])
}

function failureOf({ failure }: Driven): string[] {
  return failure === undefined ? [] : [failure]
}

/** What the action fails with, unless the promotion ended well. */
export function refusalOf({ kind, environment, reasons }: Outcome): Failure | undefined {
  if (kind === 'promoted' || kind === 'unchanged') return undefined
  const [first, ...others] = reasons
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  const problems = reasons.map((message) => ({ message }))
  return new Failure('denied', `"${environment}" ${endings[kind]}: ${first}${more}`, {
    problems: others.length === 0 ? [] : problems,
  })
}

const endings = {
  refused: 'refuses the promotion',
  reverted: 'serves what it served before, because the promotion failed',
  stopped: 'is left as it is for people to look at, because the promotion failed',
}
