import type { Cause } from '../deployment/record.ts'
import type { RollbackOutcome } from '../deployment/rollback.ts'
import { code, escapeText, list, shortDigest } from './markdown.ts'
import { promotionSummary } from './promotion.ts'

/** Tells how a rollback ended: what serves again, who wanted it and why, how long it took, whether it holds. */
export function rollbackSummary(
  outcome: RollbackOutcome,
  { by, reason }: Cause,
  repository: { url: string },
  calls: number,
): string {
  const { returnedTo, servingAfter, passedOver, held, environment } = outcome
  return promotionSummary(outcome, repository, calls, {
    title: titleOf(outcome),
    told: list([
      `By ${escapeText(by)}: ${escapeText(reason)}`,
      `Back to the release of deployment ${code(String(returnedTo))}`,
      ...(servingAfter === undefined
        ? []
        : [`It served ${(servingAfter / 1000).toFixed(1)} s after the rollback began`]),
      ...(held ? [`${code(environment)} is held: the next promotion is refused until somebody lets go`] : []),
      ...passedOver.map((reason) => `⚠️ ${escapeText(reason)}`),
    ]),
  })
}

function titleOf({ kind, environment, release }: RollbackOutcome): string | undefined {
  const where = code(environment)
  const digests = Object.values(release).map(({ digest }) => shortDigest(digest))
  if (kind === 'promoted') return `↩️ ${where} serves ${digests.join(', ')} again`
  if (kind === 'refused') return `❌ ${where} was not rolled back to ${digests.join(', ')}`
  return undefined
}
