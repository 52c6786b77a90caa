import { type Digest, formatShortDigest } from '../artifact/digest.ts'
import type { Asked, Check, CheckEdge } from '../check/check.ts'
import { checks as kinds } from '../check/index.ts'
import { Failure } from '../failure.ts'
import type { ServicePolicy } from '../policy/policy.ts'
import { type Observation, servingOf } from '../target/target.ts'
import type { Change } from './plan.ts'
import type { DriveEdge } from './world.ts'

export type CheckResult = {
  kind: string
  service: string
  phase: Asked['phase']
  passed: boolean
  reason: string
}

/** How often what serves is looked at while it is watched. Milliseconds. */
const watchInterval = 15_000

/** Asks every check of a policy, also after one that failed: people want to see all of them. */
export async function askChecks(
  checks: ServicePolicy['checks'],
  asked: Asked,
  edge: CheckEdge,
): Promise<CheckResult[]> {
  const { phase, service, percent } = asked
  const whom = phase === 'shifting' ? `release with ${percent} % of the traffic` : `${phase} release`
  const results: CheckResult[] = []
  for (const { kind, options } of checks) {
    const { passed, reason } = await checkOf(kind).ask(options, asked, edge)
    edge.log.info(`${passed ? 'passed' : 'failed'}: ${kind} of the ${whom}: ${reason}`)
    results.push({ kind, service, phase, passed, reason })
  }
  return results
}

export function assertHealthy(results: readonly CheckResult[]): void {
  const failed = results.filter(({ passed }) => !passed)
  if (failed.length === 0) return
  const reasons = failed.map(({ kind, service, phase, reason }) => `${phase} ${service}: ${kind}: ${reason}`)
  throw new Failure('denied', `not healthy: ${reasons.join('; ')}`)
}

/** Refuses unless each changed service was seen serving exactly what it should. */
export function assertServing(
  changes: readonly Change[],
  observations: ReadonlyMap<string, Observation>,
): void {
  for (const { service, to } of changes) {
    const observation = observations.get(service)
    const serving = observation && servingOf(observation)
    if (serving === to.digest) continue
    const found = serving === undefined ? 'nothing' : formatShortDigest(serving)
    throw new Failure(
      'mismatch',
      `service "${service}" serves ${found}; wanted ${formatShortDigest(to.digest)} after the shift`,
    )
  }
}

/** Refuses unless each service was seen to divide its traffic between just the two, as near to the share as it can. */
export function assertSharing(
  changes: readonly Change[],
  percent: number,
  observations: ReadonlyMap<string, Observation>,
): void {
  for (const { service, from, to } of changes) {
    const { serving = [], rounded = false } = observations.get(service) ?? {}
    const share = (digest?: Digest) => serving.find((one) => one.digest === digest)?.percent ?? 0
    const has = share(to.digest)
    const isNear = rounded ? has > 0 && has < 100 : has === percent
    if (isNear && share(from?.digest) === 100 - has) continue
    const seen = serving.map(({ digest, percent }) => `${formatShortDigest(digest)} ${percent} %`).join(', ')
    throw new Failure(
      'mismatch',
      `service "${service}" serves ${seen || 'nothing'}; wanted ${formatShortDigest(to.digest)} to have ${percent} %, and the rest where it was`,
    )
  }
}

/** Looks at once, and again until the time is over; returns when the last look began to hold. */
export async function watch(time: number, edge: DriveEdge, look: () => Promise<void>): Promise<Date> {
  const until = edge.now().getTime() + time
  for (;;) {
    await look()
    const seen = edge.now()
    const left = until - seen.getTime()
    if (left <= 0) return seen
    edge.log.info(`watching: ${Math.ceil(left / 1000)} s left`)
    await edge.sleep(Math.min(left, watchInterval))
  }
}

function checkOf(kind: string): Check {
  const check: Check | undefined = Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds] : undefined
  if (check === undefined)
    throw new Failure('invalid-input', `unknown check "${kind}"; known: ${Object.keys(kinds).join(', ')}`)
  return check
}
