import type { Digest } from '../../artifact/digest.ts'
import { closed, digest, integer, list, mapOf, oneOf, optional, text, time, truth } from '../shape.ts'

/** The record of one promotion that was seen to its end. Our own type: in-toto has none for deployments. */
export const promotionType = 'https://immutable-deploy.dev/promotion/v1'

/**
 * A promotion's record counts only for what it names: this repository, environment, target, digest and
 * deployment. It is signed after the last observation and before the deployment is called a success.
 */
export type Promotion = {
  repository: { name: string; id: string }
  environment: string
  /** Where: the kind of target and the digest of its settings. */
  target: { kind: string; digest: Digest }
  service: string
  digest: Digest
  /** What served before; nothing when this was the first. */
  previous?: Digest
  deployment: { id: number; nodeId: string }
  /** The plan that was approved. */
  plan?: Digest
  policy: { commit: string; digest: Digest }
  /** Every service of the environment after this promotion: `repository@sha256:…`. */
  release: Record<string, string>
  /** When the digest was last seen serving. */
  observedAt: string
  run: { id: number; attempt: number }
  checks: PromotionCheck[]
  /** It went back to a release that was confirmed before: who wanted it, and why. */
  rollback?: Cause
  /** The environment is held from then on. */
  hold?: Cause
  /** A freeze was passed under this name. */
  override?: Cause & { name: string }
}

type Cause = { by: string; reason: string }

const phases = ['staged', 'shifting', 'serving'] as const

export type PromotionCheck = { kind: string; phase: (typeof phases)[number]; passed: boolean; reason: string }

/** Assembles a record; it is read back at once, so that nobody signs what nobody could read. */
export function buildPromotion(promotion: Omit<Promotion, 'observedAt'> & { observedAt: Date }): Promotion {
  return parsePromotion({ ...promotion, observedAt: promotion.observedAt.toISOString() })
}

export function parsePromotion(predicate: unknown): Promotion {
  return readPromotion(predicate, 'promotion')
}

const readPromotion = closed({
  repository: closed({ name: text, id: text }),
  environment: text,
  target: closed({ kind: text, digest }),
  service: text,
  digest,
  previous: optional(digest),
  deployment: closed({ id: integer, nodeId: text }),
  plan: optional(digest),
  policy: closed({ commit: text, digest }),
  release: mapOf(text),
  observedAt: time,
  run: closed({ id: integer, attempt: integer }),
  rollback: optional(closed({ by: text, reason: text })),
  hold: optional(closed({ by: text, reason: text })),
  override: optional(closed({ name: text, by: text, reason: text })),
  checks: list(closed({ kind: text, phase: oneOf(phases), passed: truth, reason: text })),
})
