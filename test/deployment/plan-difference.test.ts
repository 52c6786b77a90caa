import { describe, expect, it } from 'vitest'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import { buildPlan, digestOfPlan, formatContent, type Plan } from '../../src/deployment/plan.ts'
import { approvedPlan, differencesOf } from '../../src/deployment/plan-difference.ts'
import type { Verdict } from '../../src/policy/facts.ts'
import { environment } from '../policy/example.ts'

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`
const image = (letter: string) => ({
  registry: 'registry.test',
  repository: 'acme/shop',
  digest: digest(letter),
})
const verdict: Verdict = {
  rule: 'sbom',
  passed: true,
  reason: 'cyclonedx with 2 packages',
  evidence: [digest('e')],
  timed: false,
}
const targetAt = (path: string) => ({
  services: { app: { target: { kind: 'directory', options: { path, root: '.' } }, checks: [] } },
})
const policy = environment(targetAt('/srv/shop'))

function planned(changes: Partial<Parameters<typeof buildPlan>[0]> = {}): Plan {
  return buildPlan({
    repository: 'acme/shop',
    environment: 'production',
    wanted: { app: image('b') },
    live: { app: image('a') },
    policy: { digest: digest('0'), environment: policy },
    verdicts: [verdict],
    ...changes,
  })
}

function contentOf(plan: Plan): Record<string, unknown> {
  return approvedPlan(digestOfPlan(plan), formatContent(plan))?.content ?? {}
}

describe('differencesOf', () => {
  it.each<[string, Parameters<typeof planned>[0], string[]]>([
    ['nothing', {}, []],
    [
      'another artifact',
      { wanted: { app: image('c') } },
      ['another artifact of "app": bbbbbbbbbbbb was approved, cccccccccccc is wanted'],
    ],
    [
      'another release that serves',
      { live: { app: image('c') } },
      ['"app" serves another release: aaaaaaaaaaaa was to be replaced, cccccccccccc would be'],
    ],
    [
      'nothing that serves any more',
      { live: {} },
      ['"app" serves another release: aaaaaaaaaaaa was to be replaced, nothing would be'],
    ],
    [
      'a service more',
      { wanted: { app: image('b'), worker: image('d') } },
      ['"worker" was not to be changed, and would be: to dddddddddddd'],
    ],
    [
      'another policy file',
      { policy: { digest: digest('1'), environment: policy } },
      ['the policy file is another: 000000000000 then, 111111111111 now'],
    ],
    [
      'other settings of the target',
      {
        policy: {
          digest: digest('0'),
          environment: { ...policy, ...targetAt('/srv/other') },
        },
      },
      ['the settings of targets are others: app.options.path'],
    ],
    [
      'other steps',
      { policy: { digest: digest('0'), environment: { ...policy, watch: 60_000 } } },
      ['a step that was not approved: watch for 1m'],
    ],
    [
      'a rule that refuses now',
      { verdicts: [{ ...verdict, passed: false, reason: 'no verified SBOM', evidence: [] }] },
      ['rule "sbom" passed then, and refuses now: no verified SBOM'],
    ],
    [
      'a rule over other evidence',
      { verdicts: [{ ...verdict, evidence: [digest('f')] }] },
      ['rule "sbom" rests on other evidence: cyclonedx with 2 packages'],
    ],
    [
      'a rule that was not asked',
      { verdicts: [verdict, { ...verdict, rule: 'non-root' }] },
      ['rule "non-root" was not asked then, and is now'],
    ],
    ['a rule that is not asked', { verdicts: [] }, ['rule "sbom" was asked then, and is not any more']],
    ['another environment', { environment: 'staging' }, ['environment: "production" then, "staging" now']],
  ])('tells %s', (_, changes, lines) => {
    expect(differencesOf(contentOf(planned()), planned(changes))).toEqual(lines)
  })

  it('tells everything that moved, each on a line', () => {
    const moved = planned({ wanted: { app: image('c') }, live: {}, verdicts: [] })
    expect(differencesOf(contentOf(planned()), moved)).toHaveLength(3)
  })

  it('tells what a plan of another version has', () => {
    expect(differencesOf({ ...contentOf(planned()), version: 0, shape: 'round' }, planned())).toEqual([
      'version: 0 then, 1 now',
      'shape: "round" then, nothing now',
    ])
  })
})

describe('approvedPlan', () => {
  const plan = digestOfPlan(planned())

  it('needs no content', () => {
    expect(approvedPlan(plan, undefined)).toEqual({ digest: plan })
    expect(approvedPlan(undefined, undefined)).toBeUndefined()
  })

  it.each([
    ['has another digest', plan, `${formatContent(planned())} `, 'mismatch'],
    ['comes without a plan', undefined, formatContent(planned()), 'invalid-input'],
    ['is no JSON', digestOf('{'), '{', 'invalid-input'],
    ['is no object', digestOf('[]'), '[]', 'invalid-input'],
  ])('refuses content that %s', (_, digest, text, code) => {
    expect(() => approvedPlan(digest, text)).toThrow(expect.objectContaining({ code }))
  })
})
