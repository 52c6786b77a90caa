import { expect, it } from 'vitest'
import { startRehearsal } from './rehearsal.ts'

/** Counts what a second promotion asks of GitHub's API. */
async function callsOf(services: readonly string[], steps: readonly number[]): Promise<number> {
  const strategy = steps.length === 0 ? 'kind: blue-green' : `kind: canary, steps: [${steps}], interval: 30s`
  const policy = [`strategy: { ${strategy} }`]
  await using rehearsal = await startRehearsal({ services, target: 'proxy', policy })
  await rehearsal.run({ release: await rehearsal.release() })
  const release = await rehearsal.release()
  const before = rehearsal.github.requests.length
  expect(await rehearsal.run({ release })).toMatchObject({ outcome: { kind: 'promoted' } })
  return rehearsal.github.requests.length - before
}

it('a further service costs one call of GitHub’s API at most', async () => {
  const [one, three] = [await callsOf(['web'], []), await callsOf(['web', 'api', 'worker'], [])]
  expect(three - one).toBeLessThanOrEqual(2)
})

it('a further step of a canary costs three calls of GitHub’s API at most', async () => {
  const [one, three] = [await callsOf(['web'], [10]), await callsOf(['web'], [10, 20, 50])]
  expect((three - one) / 2).toBeLessThanOrEqual(3)
  expect(one - (await callsOf(['web'], []))).toBeLessThanOrEqual(3)
})
