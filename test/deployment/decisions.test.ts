import { describe, expect, it } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import type { Admission } from '../../src/deployment/admit.ts'
import { askDecisions } from '../../src/deployment/decisions.ts'
import { buildPlan, digestOfPlan } from '../../src/deployment/plan.ts'
import type { Settings, World } from '../../src/deployment/world.ts'
import type { Verdict } from '../../src/policy/facts.ts'
import { environment } from '../policy/example.ts'
import { testEdge } from '../support/edge.ts'

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`
const image = { registry: 'registry.test', repository: 'acme/shop', digest: digest('b') }
const met: Verdict = { rule: 'sbom', passed: true, reason: 'there', evidence: [], timed: false }

async function decide(
  commands: { name: string; run: string; timeout?: number }[],
  { verdict = met, exec }: { verdict?: Verdict; exec?: ReturnType<typeof testEdge>['exec'] } = {},
): Promise<Admission> {
  const policy = environment({
    require: { commands: commands.map((command) => ({ timeout: 20_000, ...command })) },
  })
  const plan = buildPlan({
    repository: 'acme/shop',
    environment: 'production',
    wanted: { app: image },
    live: {},
    policy: { digest: digest('0'), environment: policy },
    verdicts: [verdict],
  })
  const admission: Admission = {
    plan,
    digest: digestOfPlan(plan),
    allowed: verdict.passed,
    verdicts: plan.verdicts,
    evidence: {},
    commits: { app: 'c'.repeat(40) },
  }
  const settings = {
    commit: 'd'.repeat(40),
    file: 'policy.yml',
    policy: { environments: { production: policy } },
  } as unknown as Settings
  const world = { run: { id: '7', attempt: 1, actor: 'octocat', url: 'https://run' } } as unknown as World
  return askDecisions(admission, 'production', settings, world, testEdge(exec === undefined ? {} : { exec }))
}

const added = ({ verdicts }: Admission) => verdicts.slice(1)

describe('a command that decides', () => {
  it('is asked about the plan, on its standard input', async () => {
    const given: string[] = []
    await decide([{ name: 'opa', run: 'conftest test -' }], {
      exec: async (_command, _args, options) => {
        given.push(String(options?.input), JSON.stringify(options?.env))
        return { exitCode: 0, stdout: '', stderr: '' }
      },
    })
    expect(JSON.parse(given[0] ?? '')).toMatchObject({
      repository: 'acme/shop',
      environment: 'production',
      changes: [{ service: 'app', from: null, to: `registry.test/acme/shop@${digest('b')}` }],
      policy: { file: 'policy.yml', commit: 'd'.repeat(40), digest: digest('0') },
      commits: { app: 'c'.repeat(40) },
      verdicts: [{ rule: 'sbom', passed: true }],
      run: { actor: 'octocat' },
    })
    expect(given[1]).toBe(
      '{"IMMUTABLE_DEPLOY_ENVIRONMENT":"production","IMMUTABLE_DEPLOY_PHASE":"admitting"}',
    )
  })

  it('lets a promotion pass by its exit code, and refuses by it with its last words', async () => {
    const admission = await decide([
      { name: 'reads', run: 'grep -q production' },
      { name: 'opa', run: 'cat > /dev/null; echo "not on a Friday" >&2; exit 3' },
    ])
    expect(added(admission)).toMatchObject([
      { rule: 'reads', passed: true, timed: true },
      { rule: 'opa', passed: false, reason: expect.stringMatching(/exit code 3 .*: not on a Friday$/) },
    ])
    expect(admission.allowed).toBe(false)
  })

  it('refuses where it does not answer', async () => {
    const admission = await decide([{ name: 'opa', run: 'exec sleep 20', timeout: 300 }])
    expect(added(admission)).toMatchObject([{ rule: 'opa', passed: false }])
  })

  it('is not asked where a rule refuses already', async () => {
    const admission = await decide([{ name: 'opa', run: 'true' }], { verdict: { ...met, passed: false } })
    expect(added(admission)).toEqual([])
  })

  it('is in the plan as a step, and its answer is not', async () => {
    const admission = await decide([{ name: 'opa', run: 'true' }])
    expect(admission.plan.steps[0]).toBe('ask opa')
    expect(digestOfPlan(admission.plan)).toBe(admission.digest)
  })
})
