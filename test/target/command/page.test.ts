import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { checks } from '../../../src/check/index.ts'
import { parsePolicy } from '../../../src/policy/policy.ts'
import { command } from '../../../src/target/command/command.ts'
import { targets } from '../../../src/target/index.ts'
import { testEdge } from '../../support/edge.ts'
import { projectRoot } from '../../support/runner.ts'
import { blocksOf } from './blocks.ts'
import { artifactOf, context } from './support.ts'

const page = await readFile(join(projectRoot, 'docs/targets/command.md'), 'utf8')
const policies = blocksOf(page, 'yaml').filter((block) => parse(block)?.environments !== undefined)
const [one, two] = [artifactOf('one').digest, artifactOf('two').digest]

describe('the page about targets of scripts', () => {
  it('has policies that hold', async () => {
    expect(policies).toHaveLength(2)
    for (const policy of policies) await parsePolicy(policy, 'policy.yml', { targets, checks })
  })

  it('has programs that bash can read', async () => {
    const programs = blocksOf(page, 'bash')
    expect(programs).toHaveLength(2)
    for (const input of programs) await testEdge().exec('bash', ['-n'], { input })
  })

  it('names every variable that a script is told, with whom it is told to', async () => {
    const told = new Map<string, string[]>()
    const edge = testEdge()
    const standing = JSON.stringify({ serving: [{ digest: two, percent: 100 }], standing: [one, two] })
    // Each verb tells its variables and fails, so that nothing depends on what comes after it.
    const tell = "printenv | grep --only-matching '^IMMUTABLE_DEPLOY_[A-Z]*' | sort >&2; exit 1"
    const observed = { observe: `echo '${standing}'`, stage: tell, shift: tell, discard: tell }
    const target = command.connect(observed, context, edge)
    const verbs = {
      observe: () => command.connect({ ...observed, observe: tell }, context, edge).observe(),
      stage: () => target.stage(artifactOf('one')),
      shift: () => target.shift(one, 100, two, 1),
      discard: () => target.discard(one, 1),
    }
    for (const [verb, run] of Object.entries(verbs)) {
      edge.logged.length = 0
      await expect(run()).rejects.toThrow(`"${verb}" ended with exit code 1`)
      const names = edge.logged.flatMap((line) => /IMMUTABLE_DEPLOY_\w+/.exec(line) ?? [])
      for (const name of names) told.set(name, [...(told.get(name) ?? []), verb])
    }
    const rows = [...page.matchAll(/^\| `(IMMUTABLE_DEPLOY_\w+)` \| (.*?) \|/gm)]
    const documented = rows.map(([, name, whom = '']) => {
      if (whom === 'all') return [name, Object.keys(verbs)]
      if (whom === 'all but `observe`') return [name, ['stage', 'shift', 'discard']]
      return [name, whom.match(/\w+/g)]
    })
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(documented))
  })
})
