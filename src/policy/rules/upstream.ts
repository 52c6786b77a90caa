import { formatDuration } from '../../duration.ts'
import { type Facts, type Finding, oneLine, type Rule } from '../facts.ts'

export const upstream: Rule = {
  description:
    'This digest is confirmed in the environment that `after` names, was not rolled back from there since, and has been there for `soak`.',
  timed: true,
  applies: ({ after }) => after !== undefined,
  evaluate: evaluateUpstream,
}

function evaluateUpstream({ upstream, environment, now, artifact }: Facts): Finding {
  const { after, soak = 0 } = environment.policy
  // The newest: between two promotions of the same digest, another may have served.
  const [newest] = upstream.toSorted((a, b) => b.confirmedAt.getTime() - a.confirmedAt.getTime())
  if (newest === undefined)
    return {
      passed: false,
      reason: `${artifact.reference.digest} was never confirmed in "${after}"`,
      way: `promote it into "${after}" first`,
    }
  const evidence = newest.evidence === undefined ? [] : [newest.evidence]
  if (newest.rolledBack !== undefined) {
    const { by, reason, at, run } = newest.rolledBack
    return {
      passed: false,
      reason: oneLine(
        `"${after}" was rolled back from it by ${by} on ${at.toISOString()} (run ${run}): ${reason}`,
      ),
      way: `promote another release, or this one into "${after}" again`,
      evidence,
    }
  }
  const ready = new Date(newest.confirmedAt.getTime() + soak)
  const since = `confirmed in "${after}" since ${newest.confirmedAt.toISOString()}`
  if (now >= ready) return { passed: true, reason: since, evidence }
  return {
    passed: false,
    reason: `${since}, which is less than ${formatDuration(soak)} ago`,
    way: `wait until ${ready.toISOString()}`,
    evidence,
  }
}
