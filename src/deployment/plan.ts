import canonicalize from 'canonicalize'
import { type Digest, digestOf } from '../artifact/digest.ts'
import { type DigestReference, formatReference, formatRepository } from '../artifact/reference.ts'
import { formatDuration } from '../duration.ts'
import type { Verdict } from '../policy/facts.ts'
import type { EnvironmentPolicy } from '../policy/policy.ts'
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
  target: EnvironmentPolicy['target']
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
    target: policy.environment.target,
    steps: changes.length === 0 ? [] : stepsOf(policy.environment),
    verdicts,
  }
}

export function isAllowed({ verdicts }: Plan): boolean {
  return verdicts.every(({ passed }) => passed)
}

/** What of a plan a person approves: no prose and no clock, so that only what matters can move. */
export type PlanContent = {
  version: 1
  repository: string
  environment: string
  changes: { service: string; from: Digest | null; to: string }[]
  policy: Digest
  target: EnvironmentPolicy['target']
  steps: string[]
  /** Rules about time are judged when promoting, and so are left out. */
  rules: Pick<Verdict, 'rule' | 'passed' | 'evidence'>[]
}

export function contentOf(plan: Plan): PlanContent {
  const { repository, environment, changes, policy, target, steps, verdicts } = plan
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
    target,
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

function stepsOf({ checks, watch, retain, registry }: EnvironmentPolicy): string[] {
  const asked = checks.map(({ kind }) => kind).join(', ')
  return [
    ...(registry === undefined ? [] : [`copy to ${formatRepository(registry)}`]),
    'stage beside what serves',
    ...(asked === '' ? [] : [`ask the staged release: ${asked}`]),
    'shift 100 % of the traffic',
    asked === '' ? 'observe what serves' : `observe what serves and ask it: ${asked}`,
    ...(watch > 0 ? [`watch for ${formatDuration(watch)}`] : []),
    'sign and attach the record, confirm',
    `keep ${retain} former releases`,
  ]
}
