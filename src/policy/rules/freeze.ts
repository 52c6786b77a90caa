import { type Facts, type Finding, oneLine, type Rule } from '../facts.ts'

export const freeze: Rule = {
  description: 'Nothing is promoted from `from` on, until `until`.',
  timed: true,
  applies: ({ freeze }) => freeze.length > 0,
  evaluate: evaluateFreeze,
}

function evaluateFreeze({ environment, now }: Facts): Finding {
  const holding = environment.policy.freeze.filter(({ from, until }) => from <= now && now < until)
  const [last] = holding.toSorted((a, b) => b.until.getTime() - a.until.getTime())
  if (last === undefined) return { passed: true, reason: 'no freeze holds' }
  return {
    passed: false,
    reason: oneLine(`frozen: ${holding.map(({ reason }) => reason).join('; ')}`),
    way: `wait until ${last.until.toISOString()}`,
  }
}
