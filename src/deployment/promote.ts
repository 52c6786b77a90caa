import { randomUUID } from 'node:crypto'
import { commitTagOf, type DigestReference, formatReference, withDigest } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import { type EnvironmentPolicy, environmentOf } from '../policy/policy.ts'
import { servingOf, type Target } from '../target/target.ts'
import { type Admission, admit, reasonsOf } from './admit.ts'
import { type Agreement, agree } from './agreement.ts'
import { type Driven, describe, drive } from './drive.ts'
import { deploymentsUpstream, type Gathered, type GatherRequest, gather } from './gather.ts'
import type { CheckResult } from './health.ts'
import type { Change } from './plan.ts'
import type { ApprovedPlan } from './plan-difference.ts'
import { type DeploymentRecord, readRecords } from './record.ts'
import { liveRelease } from './recorded.ts'
import { recover } from './recover.ts'
import {
  assertServices,
  isSamePlace,
  isSameRelease,
  placedIn,
  type Release,
  repositoryOf,
  soleService,
} from './release.ts'
import { signPromotion } from './sign.ts'
import { close, closeUnchanged, type Turn, type TurnRequest, takeTurn } from './turn.ts'
import type { DriveEdge, Settings, World } from './world.ts'

export type PromoteRequest = {
  environment: string
  release: Release
  environmentUrl?: string
  /** The plan that was approved: refuse unless what would be done is what was approved. */
  plan?: ApprovedPlan
  allowDowngrade: boolean
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

/**
 * Promotes a release into an environment: verifies, stages, checks, shifts, looks again and records; or puts
 * everything back and says why.
 */
export async function promote(request: PromoteRequest, world: World, edge: DriveEdge): Promise<Outcome> {
  const { environment } = request
  const settings = await world.fetchSettings()
  const policy = environmentOf(settings.policy, environment)
  assertServices(request.release, environment)
  const release = placedIn(policy.registry, request.release)
  const target = world.connect(environment, settings)
  const observed = await observeRelease(target, release)
  const recovered: number[] = []
  const common = { environment, release, settings, recovered }
  const standing = isSameRelease(observed, release)
    ? await readStanding(environment, observed, settings, world, edge)
    : undefined
  if (standing?.settled && isSameRelease(standing.release, release)) return unchanged(common, observed)

  // What is wanted may serve already, left by a run that died: then it replaces what was confirmed before it.
  const before = standing?.release ?? observed
  // Who could not sign the record would find out after the swap, and have to put it back.
  const [gathered] = await Promise.all([
    gather(gathering(request, before), settings, world),
    ...Object.values(release).map((image) => world.assertCanAttest(image)),
  ])
  const recoverDead: TurnRequest['recover'] = async (dead, records) => {
    await recover({ dead, records, settings, successor: release }, world, edge)
    recovered.push(dead.deployment.id)
  }
  const ticket = await ticketOf(request, gathered, policy, world, edge)
  const turn = await takeTurn({ ...ticket, recover: recoverDead }, world, edge)

  const others = turn.records.filter((record) => record !== turn.record)
  const agreement = await lookAgain({ target, release, others, settings }, world, edge)
  if (agreement.kind === 'contradiction') return contradicted(common, agreement.reason, turn.record, world)
  const { live, restorable } = agreement
  if (isSameRelease(live, release)) {
    await closeUnchanged(turn.record, world)
    return { ...unchanged(common, live), deployment: turn.record.deployment.id }
  }

  const settled = isSamePlace(live, before)
    ? gathered
    : await gather(gathering(request, live), settings, world)
  // Rules about time are judged now that it is our turn, and by the statuses that were just read.
  const asked = { journals: turn.journals, now: edge.now(), binding: { approved: request.plan } }
  const admission = await admit(settled, asked)
  const prepared = { turn, others, admission, live, restorable, settings, policy, target }
  return { ...common, ...(await carryOut(request, prepared, world, edge)) }
}

type Common = Pick<Outcome, 'environment' | 'release' | 'settings' | 'recovered'>

function unchanged(common: Common, previous: Release): Outcome {
  return { ...common, kind: 'unchanged', changed: [], previous, reasons: [], checks: [] }
}

function gathering({ environment, release, allowDowngrade }: PromoteRequest, live: Release): GatherRequest {
  return { environment, wanted: release, live, allowDowngrade }
}

/** What the deployment says that stands for this promotion, as far as it is known before it is our turn. */
async function ticketOf(
  { environment, onOpened }: PromoteRequest,
  gathered: Gathered,
  policy: EnvironmentPolicy,
  world: World,
  edge: DriveEdge,
): Promise<Omit<TurnRequest, 'recover'>> {
  const { settings, request } = gathered
  const admission = await admit(gathered, { journals: new Map(), now: edge.now() })
  return {
    environment,
    sha: admission.commits[soleService] ?? settings.commit,
    payload: payloadOf(admission, request.live, settings, world),
    description: `promotes ${describe(admission.plan.changes)}`,
    confirmed: policy.retain + 1,
    also: gathered.services.flatMap(deploymentsUpstream),
    ...(onOpened !== undefined && { onOpened }),
  }
}

/** Looks at the target now that nobody else may move it, and at what the records say about it. */
async function lookAgain(
  {
    target,
    release,
    others,
    settings,
  }: Pick<Prepared, 'target' | 'others' | 'settings'> & { release: Release },
  world: World,
  edge: DriveEdge,
): Promise<Agreement> {
  const observed = await observeRelease(target, release)
  const { registry } = repositoryOf(release)
  const recorded = await liveRelease({ records: others, observed, registry }, settings, world, edge)
  return agree({ observed, recorded: recorded ?? {}, wanted: release, records: others })
}

/** Ends a promotion that what serves contradicts, before anything is touched. */
async function contradicted(
  common: Common,
  reason: string,
  record: DeploymentRecord,
  world: World,
): Promise<Outcome> {
  await close(world, record, `refused: ${reason}`)
  const deployment = record.deployment.id
  return {
    ...common,
    kind: 'refused',
    changed: [],
    previous: undefined,
    reasons: [reason],
    checks: [],
    deployment,
  }
}

type Prepared = {
  turn: Pick<Turn, 'record'>
  others: readonly DeploymentRecord[]
  admission: Admission
  live: Release
  restorable: boolean
  settings: Settings
  policy: EnvironmentPolicy
  target: Target
}

async function carryOut(request: PromoteRequest, prepared: Prepared, world: World, edge: DriveEdge) {
  const { turn, others, admission, live, restorable, settings, policy, target } = prepared
  const { plan } = admission
  const reasons = admission.allowed ? [] : reasonsOf(admission)
  const promotion = {
    environment: request.environment,
    // What serves without a record is left where it is, whatever becomes of this promotion.
    policy: restorable ? policy : { ...policy, onFailure: 'stop' as const },
    record: turn.record,
    records: others,
    moves: plan.changes.map((change) => ({ ...change, target })),
    environmentUrl: request.environmentUrl,
    bring: ({ service, to }: Change) =>
      bring(request.release[service], to, admission.commits[service], world),
    sign: signPromotion(
      { admission, approved: request.plan?.digest, settings, record: turn.record, policy },
      world,
    ),
  }
  // A refusal takes the same road: whatever a dead run left in the way of it is put back.
  const refusal = admission.allowed ? undefined : `refused: ${reasons.join(' · ')}`
  const driven = await drive(promotion, world, edge, refusal)
  return {
    kind: refusal === undefined ? driven.outcome : ('refused' as const),
    changed: driven.changed,
    previous: Object.keys(live).length === 0 ? undefined : live,
    deployment: turn.record.deployment.id,
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

/** What serves, in the words of a release: the digest from the target, the repository from who replaces it. */
async function observeRelease(target: Target, wanted: Release): Promise<Release> {
  const serving = servingOf(await target.observe())
  const repository = wanted[soleService]
  return serving === undefined || repository === undefined
    ? {}
    : { [soleService]: withDigest(repository, serving) }
}

/** What should serve by the records, where what is wanted serves already, and whether nothing is unfinished. */
async function readStanding(
  environment: string,
  observed: Release,
  settings: Settings,
  world: World,
  edge: DriveEdge,
): Promise<{ release: Release; settled: boolean }> {
  const says = ({ state, payload }: DeploymentRecord) =>
    state === 'confirmed' && isSameRelease(payload.release, observed)
  const { records } = await readRecords(world.github, { environment, enough: (seen) => seen.some(says) })
  const { registry } = repositoryOf(observed)
  return {
    release: (await liveRelease({ records, observed, registry }, settings, world, edge)) ?? {},
    settled: !records.some(({ state }) => state === 'open'),
  }
}

function payloadOf({ plan, digest }: Admission, previous: Release, settings: Settings, { run }: World) {
  return {
    release: plan.release,
    changed: plan.changes.map(({ service }) => service),
    previous: Object.keys(previous).length === 0 ? undefined : previous,
    plan: digest,
    policy: { commit: settings.commit, digest: settings.digest },
    run: { id: run.id, attempt: run.attempt, checkRun: run.checkRun },
    nonce: randomUUID(),
  }
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
