import { type Facts, type Finding, oneLine, type Rule } from '../facts.ts'

export const statusChecks: Rule = {
  description: 'The commit’s checks and statuses of these names have passed.',
  timed: true,
  applies: ({ require }) => require.statusChecks.length > 0,
  evaluate: evaluateStatusChecks,
}

function evaluateStatusChecks({ statusChecks, environment, commit }: Facts): Finding {
  const { statusChecks: wanted } = environment.policy.require
  if (commit === undefined)
    return { passed: false, reason: 'no verified provenance says which commit it was built from' }
  const faults = wanted.flatMap((name) => {
    const found = statusChecks.filter((check) => check.name === name)
    // A check and a status may share a name: GitHub asks both, and so do we.
    const failed = found.find(({ passed }) => !passed)
    if (found.length === 0) return [`"${name}" was not reported`]
    return failed === undefined ? [] : [`"${name}" is ${failed.state}`]
  })
  const on = `on commit ${commit.slice(0, 12)}`
  if (faults.length === 0) return { passed: true, reason: oneLine(`${wanted.join(', ')} passed ${on}`) }
  return {
    passed: false,
    reason: oneLine(`${faults.join('; ')} ${on}`),
    way: 'let the checks of that commit pass, then run this job again',
  }
}
