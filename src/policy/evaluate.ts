import { messageOf } from '../failure.ts'
import { loadCompiler } from './expression.ts'
import { type Facts, oneLine, type Rule, type Verdict } from './facts.ts'
import { evaluateExpressions } from './rules/expressions.ts'
import { rules } from './rules/index.ts'

/** Asks every rule that the environment's policy demands; each gives a verdict, whatever happens in it. */
export async function evaluate(facts: Facts): Promise<Verdict[]> {
  const { policy } = facts.environment
  const verdicts = Object.entries<Rule>(rules)
    .filter(([, rule]) => rule.applies(policy))
    .map(([name, rule]) => judge(name, rule, facts))
  if (policy.require.rules.length === 0) return verdicts
  return [...verdicts, ...evaluateExpressions(facts, await loadCompiler())]
}

function judge(name: string, rule: Rule, facts: Facts): Verdict {
  try {
    return { rule: name, timed: rule.timed, evidence: [], ...rule.evaluate(facts) }
  } catch (error) {
    // A rule that breaks, over evidence it cannot read above all, has not been met.
    const reason = oneLine(`it could not be judged: ${messageOf(error)}`)
    return { rule: name, timed: rule.timed, evidence: [], passed: false, reason }
  }
}
