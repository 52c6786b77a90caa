import { describe, expect, it } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import { buildPlan, digestOfPlan, isAllowed, type PlanRequest } from '../../src/deployment/plan.ts'
import type { Verdict } from '../../src/policy/facts.ts'
import type { EnvironmentPolicy } from '../../src/policy/policy.ts'

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`
const image = (letter: string, repository = 'acme/shop') => ({
  registry: 'registry.test',
  repository,
  digest: digest(letter),
})
const verdict: Verdict = {
  rule: 'sbom',
  passed: true,
  reason: 'cyclonedx with 2 packages',
  evidence: [digest('e')],
  timed: false,
}
const policy: EnvironmentPolicy = {
  require: { plan: false, sbom: true, statusChecks: [], rules: [], commands: [] },
  freeze: [],
  strategy: { kind: 'blue-green' },
  watch: 0,
  onFailure: 'revert',
  retain: 3,
  services: {
    app: {
      checks: [{ kind: 'http', options: { path: '/healthz' } }],
      target: { kind: 'directory', options: { path: '/srv/shop' } },
    },
  },
}
const request: PlanRequest = {
  repository: 'acme/shop',
  environment: 'production',
  wanted: { app: image('b') },
  live: { app: image('a') },
  policy: { digest: digest('0'), environment: policy },
  verdicts: [verdict],
}
const planned = (changes: Partial<PlanRequest> = {}) => buildPlan({ ...request, ...changes })

describe('buildPlan', () => {
  it('lists what changes, from what to what', () => {
    expect(planned().changes).toEqual([{ service: 'app', from: image('a'), to: image('b') }])
  })

  it('changes nothing where the same digest serves, wherever it is kept', () => {
    const plan = planned({ live: { app: image('b', 'acme/elsewhere') } })
    expect([plan.changes, plan.steps]).toEqual([[], []])
  })

  it('carries over services that are not named', () => {
    expect(planned({ live: { app: image('a'), worker: image('c') } }).release).toEqual({
      app: image('b'),
      worker: image('c'),
    })
  })

  it('is allowed only if every rule was met', () => {
    const failed = { ...verdict, rule: 'scan', passed: false }
    expect([isAllowed(planned()), isAllowed(planned({ verdicts: [verdict, failed] }))]).toEqual([true, false])
  })
})

describe('digestOfPlan', () => {
  it.each([
    ['another artifact', { wanted: { app: image('c') } }],
    ['another repository of the same artifact', { wanted: { app: image('b', 'acme/elsewhere') } }],
    ['another release serving', { live: { app: image('c') } }],
    ['nothing serving', { live: {} }],
    ['another policy', { policy: { digest: digest('1'), environment: policy } }],
    [
      'other settings of the target',
      {
        policy: {
          digest: digest('0'),
          environment: {
            ...policy,
            services: { app: { checks: [], target: { kind: 'directory', options: { path: '/srv/other' } } } },
          },
        },
      },
    ],
    ['another environment', { environment: 'staging' }],
    ['another repository', { repository: 'mallory/shop' }],
    ['a rule with another outcome', { verdicts: [{ ...verdict, passed: false }] }],
    ['other evidence', { verdicts: [{ ...verdict, evidence: [digest('f')] }] }],
  ] satisfies [string, Partial<PlanRequest>][])('changes with %s', (_, changes) => {
    expect(digestOfPlan(planned(changes))).not.toBe(digestOfPlan(planned()))
  })

  it.each([
    ['other prose', { verdicts: [{ ...verdict, reason: 'told otherwise', way: 'somehow' }] }],
    [
      'another outcome of a rule about time',
      { verdicts: [verdict, { ...verdict, rule: 'freeze', passed: false, timed: true }] },
    ],
    ['evidence found in another order', { verdicts: [{ ...verdict, evidence: [digest('e')].reverse() }] }],
  ] satisfies [string, Partial<PlanRequest>][])('does not change with %s', (_, changes) => {
    expect(digestOfPlan(planned(changes))).toBe(digestOfPlan(planned()))
  })
})
