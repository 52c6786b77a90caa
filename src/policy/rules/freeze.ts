import { type Facts, type Finding, oneLine, type Rule } from '../facts.ts'
import { endOfFreeze, type Freeze } from '../freeze.ts'

export const freeze: Rule = {
  description: 'No `freeze` holds, or the promotion gives the override that it names.',
  timed: true,
  applies: ({ freeze }) => freeze.length > 0,
  evaluate: evaluateFreeze,
}

function evaluateFreeze({ environment, now, override, actor }: Facts): Finding {
  const { freeze } = environment.policy
  const holding = freeze.filter((one) => endOfFreeze(one, now) !== undefined)
  if (holding.length === 0) return { passed: true, reason: 'no freeze holds' }
  const frozen = `frozen: ${holding.map(({ reason }) => reason).join('; ')}`
  const way = `wait until ${thawAfter(freeze, now).toISOString()}`
  const names = new Set(holding.map(({ override }) => override))
  const [name, ...others] = names
  // Of several freezes each must be overridden, and one override has one name.
  const allowed = others.length === 0 ? name : undefined
  if (override === undefined) {
    const or = allowed === undefined ? '' : `, or promote with override: ${allowed} and a reason`
    return { passed: false, reason: oneLine(frozen), way: `${way}${or}` }
  }
  if (override.name !== allowed) {
    const known = allowed === undefined ? 'which nothing overrides' : `which only "${allowed}" overrides`
    return { passed: false, reason: oneLine(`${frozen}, ${known}; found "${override.name}"`), way }
  }
  const by = `overridden by ${actor} as "${override.name}": ${override.reason}`
  return { passed: true, reason: oneLine(`${frozen}; ${by}`), override: { ...override, by: actor } }
}

/** More windows than a week has hours: what has not ended after them never does. */
const windowLimit = 200

/** The first instant at which nothing is frozen any more: where one freeze ends, another may have begun. */
function thawAfter(freeze: readonly Freeze[], now: Date): Date {
  let at = now
  for (let count = 0; count < windowLimit; count++) {
    const ends = freeze.flatMap((one) => endOfFreeze(one, at)?.getTime() ?? [])
    if (ends.length === 0) return at
    at = new Date(Math.max(...ends))
  }
  return at
}
