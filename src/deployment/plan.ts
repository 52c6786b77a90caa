import canonicalize from 'canonicalize'
import { type Digest, digestOf } from '../artifact/digest.ts'
import { type DigestReference, formatReference, formatRepository } from '../artifact/reference.ts'
import { formatDuration } from '../duration.ts'
import type { Verdict } from '../policy/facts.ts'
import type { EnvironmentPolicy, ServicePolicy } from '../policy/policy.ts'
import type { Release } from './release.ts'

export type Change = { service: string; from: DigestReference | undefined; to: DigestReference }

/** What a promotion would do, and whether the policy allows it. */
export type Plan = {
  repository: string
  environment: string
  /** The whole environment as it will be. */
  release: Release
  changes: Change[]
  /** Digest of the policy file's bytes. */
  policy: Digest
  /** Where each change is made, with its settings. */
  targets: Record<string, ServicePolicy['target']>
  steps: string[]
  verdicts: Verdict[]
}

export type PlanRequest = {
  repository: string
  environment: string
  wanted: Release
  live: Release
  policy: { digest: Digest; environment: EnvironmentPolicy }
  verdicts: Verdict[]
}

/** Works out what has to change. Services that are not named stay as they are. */
export function buildPlan({ repository, environment, wanted, live, policy, verdicts }: PlanRequest): Plan {
  const changes = Object.entries(wanted)
    .map(([service, to]) => ({ service, from: live[service], to }))
    .filter(({ from, to }) => from?.digest !== to.digest)
    .sort((one, other) => (one.service < other.service ? -1 : 1))
  return {
    repository,
    environment,
    release: { ...live, ...wanted },
    changes,
    policy: policy.digest,
    targets: targetsOf(changes, policy.environment),
    steps: changes.length === 0 ? [] : stepsOf(changes, policy.environment),
    verdicts,
  }
}

/** Puts changes in the order in which traffic moves: that of the services in the policy. */
export function inOrder<C extends { service: string }>(
  changes: readonly C[],
  { services }: Pick<EnvironmentPolicy, 'services'>,
): C[] {
  const order = Object.keys(services)
  return changes.toSorted((one, other) => order.indexOf(one.service) - order.indexOf(other.service))
}

export function isAllowed({ verdicts }: Plan): boolean {
  return verdicts.every(({ passed, reported }) => passed || reported === true)
}

/** What of a plan a person approves: no prose and no clock, so that only what matters can move. */
export type PlanContent = {
  version: 1
  repository: string
  environment: string
  changes: { service: string; from: Digest | null; to: string }[]
  policy: Digest
  targets: Plan['targets']
  steps: string[]
  /** Rules about time are judged when promoting, and so are left out. */
  rules: Pick<Verdict, 'rule' | 'passed' | 'evidence'>[]
}

export function contentOf(plan: Plan): PlanContent {
  const { repository, environment, changes, policy, targets, steps, verdicts } = plan
  return {
    version: 1,
    repository,
    environment,
    changes: changes.map(({ service, from, to }) => ({
      service,
      from: from === undefined ? null : from.digest,
      to: formatReference(to),
    })),
    policy,
    targets,
    steps,
    rules: verdicts
      .filter(({ timed }) => !timed)
      .map(({ rule, passed, evidence }) => ({ rule, passed, evidence: [...evidence].sort() })),
  }
}

/** Writes what is approved, as RFC 8785 does: the digest of this text is the plan's. */
export function formatContent(plan: Plan): string {
  const text = canonicalize(contentOf(plan))
  if (text === undefined) throw new TypeError('a plan is always JSON')
  return text
}

/** The hash that a person approves and `promote` derives again. */
export function digestOfPlan(plan: Plan): Digest {
  return digestOf(formatContent(plan))
}

function targetsOf(changes: readonly Change[], { services }: EnvironmentPolicy): Plan['targets'] {
  const found = changes.flatMap(({ service }) => {
    const target = services[service]?.target
    return target === undefined ? [] : [[service, target] as const]
  })
  return Object.fromEntries(found)
}

function stepsOf(changes: readonly Change[], policy: EnvironmentPolicy): string[] {
  const { strategy, watch, retain, services } = policy
  const asked = askedOf(changes, policy)
  const copies = changes.flatMap(({ service }) => {
    const registry = services[service]?.registry
    return registry === undefined ? [] : [`copy to ${formatRepository(registry)}`]
  })
  const canary = strategy.kind === 'canary' && changes.some(({ from }) => from !== undefined)
  const shares = !canary
    ? []
    : strategy.steps.map((percent) => {
        const time = formatDuration(strategy.interval)
        return `shift ${percent} % of the traffic, watch it for ${time}${asked === '' ? '' : ` and ask: ${asked}`}`
      })
  return [
    ...policy.require.commands.map(({ name }) => `ask ${name}`),
    ...copies,
    'stage beside what serves',
    ...(asked === '' ? [] : [`ask the staged release: ${asked}`]),
    ...shares,
    strategy.kind === 'rolling' ? 'let the platform roll it out' : 'shift 100 % of the traffic',
    asked === '' ? 'observe what serves' : `observe what serves and ask it: ${asked}`,
    ...(watch > 0 ? [`watch for ${formatDuration(watch)}`] : []),
    'sign and attach the record, confirm',
    `keep ${retain} former releases`,
  ]
}

/** Names the checks; for each service where there are several. */
function askedOf(changes: readonly Change[], { services }: EnvironmentPolicy): string {
  const asked = changes.map(({ service }) => {
    const kinds = (services[service]?.checks ?? []).map(({ kind }) => kind).join(', ')
    return { service, kinds }
  })
  if (asked.length === 1) return asked[0]?.kinds ?? ''
  const some = asked.filter(({ kinds }) => kinds !== '')
  return some.map(({ service, kinds }) => `${service}: ${kinds}`).join('; ')
}
