import type { GitHub } from '../github/github.ts'
import type { Verdict } from '../policy/facts.ts'

export type OrderRequest = {
  /** Commit of what serves, by its verified provenance; undefined: unknown. */
  live: string | undefined
  /** Commit of the candidate, by its verified provenance. */
  candidate: string | undefined
  allowDowngrade: boolean
}

/**
 * Judges that a promotion does not go back in history: runs may overtake each other, and `concurrency` puts them
 * one after another but in no order.
 */
export async function judgeOrder(
  { live, candidate, allowDowngrade }: OrderRequest,
  github: Pick<GitHub, 'compare'>,
): Promise<Verdict> {
  if (allowDowngrade) return pass('going back is allowed by allow-downgrade')
  if (candidate === undefined) return fail('the commit of the artifact is unknown', 'sign its provenance')
  const way = 'set allow-downgrade: true to promote it all the same'
  if (live === undefined)
    return fail('the commit of what serves is unknown, so the order cannot be told', way)
  const relation = live === candidate ? 'identical' : await github.compare(live, candidate)
  const commits = `${candidate.slice(0, 7)} is ${relation === 'unknown' ? 'not comparable with' : relationText[relation]} ${live.slice(0, 7)}, which serves`
  return relation === 'ahead' || relation === 'identical' ? pass(commits) : fail(commits, way)
}

const relationText = {
  ahead: 'ahead of',
  behind: 'behind',
  identical: 'identical with',
  diverged: 'diverged from',
}

function pass(reason: string): Verdict {
  return { rule: 'order', passed: true, reason, evidence: [], timed: false }
}

function fail(reason: string, way: string): Verdict {
  return { rule: 'order', passed: false, reason, way, evidence: [], timed: false }
}
