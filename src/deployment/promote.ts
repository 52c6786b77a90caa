import { randomUUID } from 'node:crypto'
import type { Digest } from '../artifact/digest.ts'
import { withDigest } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import { type EnvironmentPolicy, environmentOf } from '../policy/policy.ts'
import { servingOf, type Target } from '../target/target.ts'
import { type Admission, admit, reasonsOf } from './admit.ts'
import { type Driven, describe, drive, nameOf } from './drive.ts'
import { deploymentsUpstream, type Gathered, type GatherRequest, gather } from './gather.ts'
import type { CheckResult } from './health.ts'
import { type DeploymentRecord, readRecords } from './record.ts'
import { liveRelease } from './recorded.ts'
import { recover } from './recover.ts'
import { assertServices, isSameRelease, type Release, soleService } from './release.ts'
import { signPromotion } from './sign.ts'
import { close, closeUnchanged, type Turn, type TurnRequest, takeTurn } from './turn.ts'
import type { DriveEdge, Settings, World } from './world.ts'

export type PromoteRequest = {
  environment: string
  release: Release
  environmentUrl?: string
  /** The plan that was approved: refuse unless what would be done is what was approved. */
  plan?: Digest
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
  const { environment, release } = request
  const settings = await world.fetchSettings()
  const policy = environmentOf(settings.policy, environment)
  assertServices(release, environment)
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

  const live = await agreedRelease({ target, wanted: release, turn, settings }, world, edge)
  if (isSameRelease(live, release)) {
    await closeUnchanged(turn.record, world)
    return { ...unchanged(common, live), deployment: turn.record.deployment.id }
  }
  const settled = isSameRelease(live, before)
    ? gathered
    : await gather(gathering(request, live), settings, world)
  // Rules about time are judged now that it is our turn, and by the statuses that were just read.
  const asked = { journals: turn.journals, now: edge.now(), binding: { approved: request.plan } }
  const prepared = { turn, admission: await admit(settled, asked), live, settings, policy, target }
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

type Prepared = {
  turn: Pick<Turn, 'record' | 'records'>
  admission: Admission
  live: Release
  settings: Settings
  policy: EnvironmentPolicy
  target: Target
}

async function carryOut(request: PromoteRequest, prepared: Prepared, world: World, edge: DriveEdge) {
  const { turn, admission, live, settings, policy, target } = prepared
  const { plan } = admission
  const reasons = admission.allowed ? [] : reasonsOf(admission)
  const promotion = {
    environment: request.environment,
    policy,
    record: turn.record,
    records: turn.records.filter((record) => record !== turn.record),
    moves: plan.changes.map((change) => ({ ...change, target })),
    environmentUrl: request.environmentUrl,
    sign: signPromotion({ admission, approved: request.plan, settings, record: turn.record, policy }, world),
  }
  // A refusal takes the same road: whatever a dead run left in the way of it is put back.
  const refusal = admission.allowed ? undefined : `refused: ${reasons.join(' · ')}`
  const driven = await drive(promotion, world, edge, refusal)
  return {
    kind: refusal === undefined ? driven.outcome : ('refused' as const),
    changed: driven.outcome === 'promoted' ? plan.changes.map(({ service }) => service) : [],
    previous: Object.keys(live).length === 0 ? undefined : live,
    deployment: turn.record.deployment.id,
    environmentUrl: driven.url,
    reasons: reasons.length > 0 ? reasons : failureOf(driven),
    admission,
    checks: driven.checks,
  }
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
  return {
    release: (await liveRelease(records, observed, settings, world, edge)) ?? {},
    settled: !records.some(({ state }) => state === 'open'),
  }
}

/**
 * What serves, if it is what the records say should; else the promotion is refused, because somebody else
 * moved the target. Nothing serving is no contradiction: there is nothing to protect.
 */
async function agreedRelease(
  { target, wanted, turn, settings }: Pick<Prepared, 'target' | 'turn' | 'settings'> & { wanted: Release },
  world: World,
  edge: DriveEdge,
): Promise<Release> {
  const observed = await observeRelease(target, wanted)
  if (observed[soleService] === undefined) return observed
  const earlier = turn.records.filter((record) => record !== turn.record)
  const recorded = (await liveRelease(earlier, observed, settings, world, edge)) ?? {}
  if (isSameRelease(observed, recorded)) return observed
  // What is wanted serves already and only the record is missing: a dead run got this far.
  if (isSameRelease(observed, wanted)) return recorded
  // A promotion that was told to stop on failure left its release serving.
  const last = earlier[0]
  if (last?.state === 'closed' && isSameRelease(last.payload.release, observed)) return observed
  const serving = nameOf(observed[soleService]?.digest)
  const expected = nameOf(recorded[soleService]?.digest)
  const reason = `the target serves ${serving}, but the newest confirmed record says ${expected}: somebody else moved it`
  await close(world, turn.record, reason)
  throw new Failure('mismatch', `${reason}; promote ${serving} to have it recorded, or put ${expected} back`)
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
  refused: 'was not changed, the promotion is refused',
  reverted: 'serves what it served before, the promotion failed',
  stopped: 'is left as it is for people to look at, as the policy says',
}
