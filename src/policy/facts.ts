import type { Digest } from '../artifact/digest.ts'
import type { Manifest } from '../artifact/manifest.ts'
import type { DigestReference } from '../artifact/reference.ts'
import type { Evidence, Rejection } from '../evidence/evidence.ts'
import type { Exception } from '../gate/exceptions.ts'
import type { EnvironmentPolicy } from './policy.ts'

/** Everything a rule may look at, collected before it is asked; expressions see the same as variables. */
export type Facts = {
  artifact: {
    reference: DigestReference
    manifest: Manifest
    /** The configuration as it is stored; of an index, empty. */
    config: Record<string, unknown>
    /** Of an index: every image that it names, with its own configuration. */
    images?: readonly { platform: string; config: Record<string, unknown> }[]
  }
  /** What is verified about the artifact, by whom the policy trusts. */
  evidence: readonly Evidence[]
  /** What was found and does not count. */
  rejected: readonly Rejection[]
  environment: { name: string; policy: EnvironmentPolicy }
  /** Findings that somebody answers for, by the file of the same commit as the policy. */
  exceptions: readonly Exception[]
  /** Events whose runs may build: `trust.build.events`. */
  events: readonly string[]
  /** The commit that the verified provenance names. */
  commit: string | undefined
  /** Check runs and statuses of the commit. */
  statusChecks: readonly { name: string; passed: boolean; state: string }[]
  /** Verified records of confirmed promotions of this digest into `after`. */
  upstream: readonly { confirmedAt: Date; evidence?: Digest; rolledBack?: Flight }[]
  /** Why, and under which name, the promotion asks to pass a freeze that allows it. */
  override?: { name: string; reason: string }
  actor: string
  now: Date
}

/** A rollback away from a release: by whom, why, when, and the workflow run that did it. */
export type Flight = { by: string; reason: string; at: Date; run: string }

/** A freeze that was passed: by whom, under which name of the policy, and why. */
export type Override = { name: string; reason: string; by: string }

/** What a rule found. Missing evidence is never a pass. */
export type Verdict = {
  rule: string
  passed: boolean
  /** One line, pass or fail. */
  reason: string
  /** The way out of a refusal. */
  way?: string
  /** The statements that decided. */
  evidence: Digest[]
  /** Whether it may differ tomorrow for the same artifact and policy: such are judged when promoting. */
  timed: boolean
  /** Told, but not asked: it decides nothing. */
  reported?: true
  /** It passed only because somebody said so, as the policy allows; goes into the record. */
  override?: Override
}

/** A verdict before the rule's name is put to it. */
export type Finding = Pick<Verdict, 'passed' | 'reason'> &
  Partial<Pick<Verdict, 'way' | 'evidence' | 'override'>>

/** A question about artifact and evidence. It is pure: what it needs was collected before. */
export type Rule = {
  description: string
  /** Whether the answer depends on when it is asked. */
  timed: boolean
  applies(policy: EnvironmentPolicy): boolean
  evaluate(facts: Facts): Finding
}

/** Finds verified statements of a kind about this very artifact, the newest first. */
export function evidenceOf(facts: Facts, isType: (predicateType: string) => boolean): Evidence[] {
  const { digest } = facts.artifact.reference
  return facts.evidence
    .filter(({ subject, predicateType }) => subject === digest && isType(predicateType))
    .toSorted((a, b) => b.signedAt.getTime() - a.signedAt.getTime())
}

/** Says that evidence is missing: what was looked for, and why what was there does not count. */
export function missing(facts: Facts, wanted: string, isType: (predicateType: string) => boolean): string {
  const { digest } = facts.artifact.reference
  // One whose type could not be read might have been what was looked for.
  const rejected = facts.rejected.filter(
    ({ predicateType }) => predicateType === undefined || isType(predicateType),
  )
  const reasons = rejected.slice(0, 3).map(({ source, reason }) => `${source}: ${reason}`)
  const more = rejected.length > reasons.length ? ` (and ${rejected.length - reasons.length} more)` : ''
  const found = reasons.length > 0 ? `found, but not accepted: ${reasons.join('; ')}${more}` : 'found none'
  return oneLine(`no verified ${wanted} for ${digest}; ${found}`)
}

/** Foreign text within a reason: on one line, and no longer than people read. */
export function oneLine(text: string, limit = 1000): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
