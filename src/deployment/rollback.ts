import { type EnvironmentPolicy, environmentOf } from '../policy/policy.ts'
import type { Target } from '../target/target.ts'
import { observeAll, servingIn } from './observe.ts'
import { type Outcome, type PromoteRequest, promote } from './promote.ts'
import type { Cause } from './record.ts'
import { type Release, servicesIn } from './release.ts'
import { chooseReturn, type Goal } from './return.ts'
import type { DriveEdge, Targets, World } from './world.ts'

export type RollbackRequest = Pick<PromoteRequest, 'environment' | 'environmentUrl' | 'onOpened'> & {
  /** Where to; unless told, to what served before. */
  to?: Goal
  /** Who, and why. */
  cause: Cause
  /** Whether later promotions are refused until somebody lets go. */
  hold: boolean
  /** Hosts where images may be kept, beside those that the policy names: no record sends us anywhere else. */
  registries: readonly string[]
}

export type RollbackOutcome = Outcome & {
  /** The deployment whose release is gone back to. */
  returnedTo: number
  /** Releases that came first and cannot be gone back to, each with the reason. */
  passedOver: string[]
  /** Whether later promotions are refused now. */
  held: boolean
  /** Milliseconds from the start until all of it served; undefined if nothing had to move. */
  servingAfter?: number
}

/**
 * Goes back to a release that was confirmed here before. It is a promotion like any other, by the same driver, but
 * that what was met then is not asked again, and that all traffic moves at once.
 */
export async function rollBack(
  request: RollbackRequest,
  world: World,
  edge: DriveEdge,
): Promise<RollbackOutcome> {
  const start = edge.now().getTime()
  const { environment, environmentUrl, cause, hold, onOpened, to, registries } = request
  const settings = await world.fetchSettings()
  const policy = environmentOf(settings.policy, environment)
  const observed = servingIn(await observeAll(world.connect(environment, settings)))
  const hosts = [...registries, ...registriesOf(policy)]
  const choice = await chooseReturn({ environment, observed, settings, to, registries: hosts }, world, edge)
  const { record, passedOver, basedOn } = choice
  for (const reason of passedOver) edge.log.warning(reason)
  edge.log.info(`going back to deployment ${record.deployment.id} of ${record.deployment.createdAt}`)

  const release = servicesIn(policy, record.payload.release)
  const shifts: number[] = []
  const onServing = () => void shifts.push(edge.now().getTime())
  const same: World = {
    ...world,
    // One commit of the policy for the whole run.
    fetchSettings: async (commit) => (commit === undefined ? settings : world.fetchSettings(commit)),
    connect: (...to) => watched(world.connect(...to), release, onServing),
  }
  const outcome = await promote(
    {
      environment,
      release,
      allowDowngrade: false,
      rollback: cause,
      // Who names where to go overrules whoever moved the targets; a default may have been misled by that.
      overrule: to !== undefined,
      ...(basedOn !== undefined && { basedOn }),
      ...(hold && { hold: cause }),
      ...(environmentUrl !== undefined && { environmentUrl }),
      ...(onOpened !== undefined && { onOpened }),
    },
    same,
    edge,
  )
  const held = hold && (outcome.kind === 'promoted' || outcome.kind === 'unchanged')
  const told = { ...outcome, returnedTo: record.deployment.id, passedOver, held }
  const last = shifts.at(-1)
  if (outcome.kind !== 'promoted' || last === undefined) return told
  edge.log.info(`the earlier release serves ${((last - start) / 1000).toFixed(1)} s after the start`)
  return { ...told, servingAfter: last - start }
}

function registriesOf({ services }: EnvironmentPolicy): string[] {
  return Object.values(services).flatMap(({ registry }) => registry?.registry ?? [])
}

/** Targets that tell when they have given a release all of the traffic. */
function watched(targets: Targets, release: Release, onServing: () => void): Targets {
  const wrapped = [...targets].map(([service, target]): [string, Target] => [
    service,
    {
      observe: () => target.observe(),
      stage: (artifact, origin) => target.stage(artifact, origin),
      discard: (digest, ticket) => target.discard(digest, ticket),
      shift: async (digest, percent, expected, ticket) => {
        await target.shift(digest, percent, expected, ticket)
        if (percent === 100 && digest === release[service]?.digest) onServing()
      },
    },
  ])
  return new Map(wrapped)
}
