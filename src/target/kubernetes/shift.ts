import { type Digest, formatShortDigest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import type { Shift } from '../shift.ts'
import { assertExpected, assertFence, fenceIn } from './fence.ts'
import { type Candidate, type Look, look } from './look.ts'
import type { Workload } from './objects.ts'
import type { Options } from './options.ts'
import { receiversOf } from './selector.ts'
import { type Split, splitReplicas } from './share.ts'
import { asSeen, ledTo, type Parts, scale, settle, sharesIn, standingIn, touch } from './standing.ts'
import type { Goal } from './traffic.ts'
import { patchUnmoved } from './unmoved.ts'

/** How long endpoints may take to follow what was written. Milliseconds. */
const settling = 60_000
const longestLook = 1_000

/** Leads traffic to two releases, or to one, once they have the pods for it. */
export async function shift(wanted: Shift, parts: Parts): Promise<void> {
  const { traffic, options } = parts
  const seen = await look(parts)
  const led = ledTo(seen, parts)
  const behind = seen.candidates.filter(({ label = '' }) => led.includes(label))
  const alive = behind.filter(({ label = '' }) => (seen.ready.get(label) ?? 0) > 0)
  const digests = (candidates: readonly Candidate[]) => candidates.map(({ digest }) => digest)
  const object = `Service "${parts.service}"`
  const serving = { shares: sharesIn(seen, parts), led: digests(behind), alive: digests(alive) }
  assertExpected(serving, wanted, object)
  const goal = goalOf(seen, wanted, parts)
  const leader = traffic.leader(seen)
  assertFence(leader, wanted.fence, object)
  const isWritten = fenceIn(leader, object) === wanted.fence
  if (isWritten && isLedAs(led, goal) && traffic.isSettled(seen, goal)) return

  const counts = countsFor(goal, options)
  const raised = await give(goal, counts, seen, parts)
  const isShared = goal.percent > 0 && goal.percent < 100
  const now = isShared ? await look(parts) : seen
  await touch(receiversOf(raised), wanted.fence, parts)
  // What was seen before is what the write is compared with, however long it took to get ready.
  await traffic.lead({ ...now, service: seen.service, route: seen.route }, raised, wanted.fence)
  await untilSettled(raised, parts)
  await lower(raised, counts, wanted.fence, parts)
  if (options.route === undefined) sayShare(percentOf(counts), wanted.percent, parts)
}

/** Says what share pods can make, where it is not the one that was asked for. */
function sayShare(real: number, asked: number, { edge }: Parts): void {
  if (asked === 0 || asked === 100 || Math.round(real) === asked) return
  edge.log.notice(`${asked} % was asked for; with whole pods it is ${Math.round(real)} %`)
}

/** Finds the two releases that a shift names. */
function goalOf(seen: Look, { digest, percent, expected }: Shift, { service }: Parts): Goal {
  const find = (wanted: Digest): Candidate => {
    const found = standingIn(seen).find((candidate) => candidate.digest === wanted)
    if (found !== undefined) return found
    throw new Failure(
      'not-found',
      `release ${formatShortDigest(wanted)} does not stand behind Service "${service}"; stage it first`,
    )
  }
  const former = expected === undefined || expected === digest || percent === 100 ? undefined : find(expected)
  const goal = { candidate: find(digest), percent, former }
  if (percent > 0 && percent < 100 && former === undefined)
    throw new Failure('invalid-input', `${percent} % of the traffic can only be given where a release serves`)
  return goal
}

function isLedAs(led: readonly string[], { candidate, percent, former }: Goal): boolean {
  const wanted = percent === 100 ? [candidate.label] : percent === 0 ? [former?.label] : undefined
  if (wanted === undefined) return false
  const labels = wanted.filter((label) => label !== undefined)
  return labels.length === led.length && labels.every((label) => led.includes(label))
}

type Counts = Pick<Split, 'candidate' | 'former'>

/** How many pods each has at the goal. What gets all the traffic has all of its pods, by a route both have. */
function countsFor({ candidate, former, percent }: Goal, { route }: Options): Counts {
  const full = { candidate: candidate.replicas, former: former?.replicas ?? 0 }
  if (route !== undefined || former === undefined || percent === 0 || percent === 100) return full
  if (former.ours) return splitReplicas(percent, Math.max(full.candidate, full.former))
  // The first Deployment is its owner's: only what is ours is given more pods or fewer.
  const exact = Math.round((full.former * percent) / (100 - percent))
  return { ...full, candidate: Math.min(Math.max(exact, 1), full.candidate) }
}

function percentOf({ candidate, former }: Counts): number {
  return (100 * candidate) / (candidate + former)
}

/** Gives both what they need at the goal, and takes nothing yet: capacity comes before traffic. */
async function give(goal: Goal, counts: Counts, { ready }: Pick<Look, 'ready'>, parts: Parts): Promise<Goal> {
  const raise = async (one: Candidate, wanted: number): Promise<Candidate> => {
    if (!one.ours || one.label === undefined) return one
    const { name } = one.deployment.metadata
    const has = one.deployment.spec.replicas ?? 1
    if (has < wanted) await scale(name, wanted, parts.kubectl)
    // On the way back a release that has lost a pod is better than one that fails: it is not waited for.
    const isReady = has >= wanted && (ready.get(one.label) ?? 0) * 2 >= wanted
    if (!isReady) await settle(name, one.label, parts)
    return withReplicas(one, Math.max(has, wanted))
  }
  const { candidate, former, percent } = goal
  return {
    percent,
    candidate: percent > 0 ? await raise(candidate, counts.candidate) : candidate,
    former: former && (await raise(former, counts.former)),
  }
}

function withReplicas(one: Candidate, replicas: number): Candidate {
  const { deployment } = one
  return { ...one, deployment: { ...deployment, spec: { ...deployment.spec, replicas } } }
}

/** Takes the pods that make a share larger than it is to be, now that the others serve. */
async function lower(goal: Goal, counts: Counts, fence: number, parts: Parts): Promise<void> {
  const { candidate, former, percent } = goal
  const { options, traffic, service, kubectl } = parts
  if (options.route !== undefined || former === undefined || percent === 0) return
  const reduce = async (one: Candidate, wanted: number): Promise<Candidate> => {
    if (!one.ours || (one.deployment.spec.replicas ?? 1) <= wanted) return one
    // Who slept since traffic was led may find that others have given this very release all of it.
    const { object, path } = asSeen(one.deployment)
    const deployment = await kubectl.read<Workload>('apps', path)
    assertFence(traffic.leader(await look(parts)), fence, `Service "${service}"`)
    if (deployment === undefined) return one
    assertFence(deployment.metadata, fence, object)
    await patchUnmoved(asSeen(deployment), 'merge', { spec: { replicas: wanted } }, kubectl)
    return withReplicas(one, wanted)
  }
  const reduced = {
    percent,
    candidate: await reduce(candidate, counts.candidate),
    former: await reduce(former, counts.former),
  }
  await untilSettled(reduced, parts)
}

/** Waits until traffic goes where it was led: the write alone moves nothing. */
async function untilSettled(goal: Goal, parts: Parts): Promise<void> {
  const { edge, traffic, service } = parts
  const until = edge.now().getTime() + settling
  for (let pause = 100; ; pause = Math.min(pause * 2, longestLook)) {
    if (traffic.isSettled(await look(parts), goal)) return
    if (edge.now().getTime() >= until) {
      throw new Failure(
        'unavailable',
        `traffic did not follow within ${settling / 1000} s where it was led from "${service}"; see its EndpointSlices, or the status of the route`,
      )
    }
    await edge.sleep(pause)
  }
}
