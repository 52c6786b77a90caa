import type { HoldOutcome } from '../deployment/hold.ts'
import type { Cause } from '../deployment/record.ts'
import { formatRelease } from '../deployment/release.ts'
import { blocks, code, escapeText, heading, table } from './markdown.ts'

/** Tells whether an environment is held now, by whom and why. */
export function holdSummary(outcome: HoldOutcome, { by, reason }: Cause): string {
  const { former, release, deployment } = outcome
  const images = Object.values(formatRelease(release)).map(code)
  return blocks(
    heading(2, titleOf(outcome)),
    table(
      ['', ''],
      [
        ['By', escapeText(by)],
        ['Why', escapeText(reason)],
        ['Serves by its record', images.length === 0 ? 'nothing yet' : images.join(', ')],
        ['Deployment', code(String(deployment))],
        ...(former === undefined
          ? []
          : [
              [
                'Held before',
                `by ${escapeText(former.cause.by)} since ${code(former.since)}, deployment ${code(String(former.deployment))}: ${escapeText(former.cause.reason)}`,
              ],
            ]),
      ],
    ),
  )
}

function titleOf({ held, changed, environment }: HoldOutcome): string {
  const where = code(environment)
  if (held) return changed ? `⏸️ ${where} is held` : `⏸️ ${where} was held already, and is held on`
  return changed ? `▶️ ${where} is let go` : `✅ ${where} was not held`
}
