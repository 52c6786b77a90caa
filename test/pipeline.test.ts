import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lodashAdvisory } from '../scripts/demo/advisories.ts'
import { type Shop, type Step, startShop, succeeded } from './support/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await startShop({ vulnerabilities: [lodashAdvisory] })
}, 60_000)
afterAll(() => shop[Symbol.asyncDispose]())

async function pipeline(step: Step = {}) {
  const inputs = { image: shop.image, environment: 'staging', files: 'public', sbom: await shop.writeSbom() }
  return shop.run('pipeline', {
    ...step,
    inputs: { ...inputs, ...step.inputs },
    job: { environment: 'staging' },
  })
}

async function shown(): Promise<unknown> {
  const answer = await fetch(`${shop.sites.staging.url}/items.json`)
  return answer.ok ? JSON.parse(await answer.text()).release : undefined
}

// Each goes on from where the one before ended, as the commits of a repository do.
describe('the whole pipeline in one step', () => {
  it('builds, signs, scans and promotes a commit', async () => {
    const { outputs, summary } = succeeded(await pipeline())
    expect(outputs).toMatchObject({ outcome: 'promoted', changed: 'true', reused: 'false', previous: '' })
    expect(outputs.image).toBe(`${shop.image}@${outputs.digest}`)
    expect(outputs.tag).toBe(`sha-${await shop.git('rev-parse', 'HEAD')}`)
    expect(await shown()).toBe('1')
    expect(summary.match(/^## .*/gm)).toHaveLength(4)
  })

  it('reuses what is built and changes nothing when it is run again', async () => {
    const { outputs, log } = succeeded(await pipeline())
    expect(outputs).toMatchObject({ outcome: 'unchanged', changed: 'false', reused: 'true' })
    expect(log).not.toMatch(/^Sign$/m)
  })

  it('ends at a scan that fails, before anything is promoted', async () => {
    const lock =
      '{ "name": "shop-web", "version": "1.0.0", "lockfileVersion": 3, "requires": true, "packages": { "": { "name": "shop-web", "version": "1.0.0", "dependencies": { "lodash": "4.17.20" } }, "node_modules/lodash": { "version": "4.17.20", "license": "MIT" } } }\n'
    const manifest = '{ "name": "shop-web", "version": "1.0.0", "dependencies": { "lodash": "4.17.20" } }\n'
    await shop.commit('An old lodash', {
      'package.json': manifest,
      'package-lock.json': lock,
      'public/items.json': '{ "release": "old" }\n',
    })
    const deployments = shop.github.deployments.length
    const result = await pipeline()
    expect(result.failed).toBe(true)
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain('GHSA-35jh-r3h4-6jhm')
    expect([await shown(), shop.github.deployments.length]).toEqual(['1', deployments])
    // What was pushed and signed can be looked at.
    const { image, digest, tag } = result.outputs
    expect([image, tag]).toEqual([`${shop.image}@${digest}`, `sha-${await shop.git('rev-parse', 'HEAD')}`])
    expect(result.outputs).not.toHaveProperty('outcome')
  })

  it('puts back what served when it is cancelled after the shift', async () => {
    await shop.commit('Well again', {
      'package.json': await shop.git('show', 'HEAD~1:package.json'),
      'package-lock.json': await shop.git('show', 'HEAD~1:package-lock.json'),
    })
    const cancelled = await pipeline({ kill: { when: /^shift: done/, how: 'cancel' } })
    expect(cancelled.postExitCode).toBe(0)
    expect(await shown()).toBe('1')
    const [newest] = shop.github.deployments.toSorted((one, other) => other.id - one.id)
    expect(newest?.statuses.map(({ state }) => state)).toEqual(['in_progress', 'in_progress', 'failure'])
  })
})
