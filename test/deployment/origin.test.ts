import { expect, it, onTestFinished } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import { parsePayload } from '../../src/deployment/record.ts'
import { type Ended, type Rehearsal, startRehearsal } from './rehearsal.ts'

const healthy = 'checks: [{ http: { path: /healthz, timeout: 20s, interval: 20s } }]'

async function rehearse(): Promise<Rehearsal> {
  const rehearsal = await startRehearsal({ services: ['app'], target: 'proxy', policy: [healthy] })
  onTestFinished(() => rehearsal[Symbol.asyncDispose]())
  return rehearsal
}

function planOf({ github }: Rehearsal, { deployment }: Ended) {
  const { payload } = github.deployments.find(({ id }) => id === deployment) ?? {}
  return parsePayload(JSON.parse(String(payload)))?.plan
}

it('a release is staged with the plan that is recorded, and keeps it however often it is staged', async () => {
  const rehearsal = await rehearse()
  const [first, second] = [await rehearsal.release(), await rehearsal.release()]
  const one = await rehearsal.run({ release: first })
  const two = await rehearsal.run({ release: second })
  // It still stands: another plan names it, and nothing is made anew.
  const again = await rehearsal.run({ release: first, allowDowngrade: true })
  expect(again.outcome?.kind).toBe('promoted')
  const plans = [one, two, again].map((ended) => planOf(rehearsal, ended))
  expect(new Set(plans).size).toBe(3)
  expect(rehearsal.proxies.app?.staged).toEqual([
    { digest: first.app?.digest, plan: plans[0] },
    { digest: second.app?.digest, plan: plans[1] },
  ])
})

it('a release that is put back, and has to be made anew for that, has the plan by which it came', async () => {
  const rehearsal = await rehearse()
  const [first, second] = [await rehearsal.release(), await rehearsal.release()]
  const one = await rehearsal.run({ release: first })
  const proxy = rehearsal.proxies.app
  proxy?.sicken(second.app?.digest as Digest, 'alone')
  const failed = await rehearsal.run({
    release: second,
    onEffect: async ({ name, step }) => {
      if (step === 'shift' && name.endsWith('/shift')) await proxy?.end(first.app?.digest as Digest)
    },
  })
  expect(failed.outcome?.kind).toBe('reverted')
  const plan = planOf(rehearsal, one)
  expect(plan).toBeDefined()
  expect(rehearsal.proxies.app?.staged.at(-1)).toEqual({ digest: first.app?.digest, plan })
})
