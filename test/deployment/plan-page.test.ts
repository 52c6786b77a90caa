import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { lodashAdvisory } from '../../scripts/demo/advisories.ts'
import type { ActionResult } from '../support/runner.ts'
import { type Shop, startShop, succeeded } from '../support/shop.ts'

// What a person reads before approving, as the action writes it, about a release that follows another.

const lock = (dependencies: Record<string, string>) => {
  const own = { name: 'shop-web', version: '1.0.0', dependencies }
  const installed = Object.entries(dependencies).map(([name, version]) => [
    `node_modules/${name}`,
    { version },
  ])
  const packages = { '': own, ...Object.fromEntries(installed) }
  return {
    'package.json': JSON.stringify({ ...own, private: true }),
    'package-lock.json': JSON.stringify({ name: 'shop-web', version: '1.0.0', lockfileVersion: 3, packages }),
  }
}

// Each step is a process that reads its sources.
vi.setConfig({ testTimeout: 300_000 })

let shop: Shop
let planned: ActionResult
let content: Record<string, unknown> & { between: Record<string, unknown>[] }
const hostile = '@octocat `x` | <img src=x> ::error::no [click](https://evil.example)'

const plan = (image: string) => shop.run('plan', { inputs: { image, environment: 'production' } })

beforeAll(async () => {
  shop = await startShop({ vulnerabilities: [lodashAdvisory] })
  await shop.commit('An old lodash', lock({ lodash: '4.17.20', ms: '2.1.3' }))
  const built = succeeded(await shop.run('build', { inputs: { image: shop.image, files: 'public' } }))
  const first = built.outputs.image ?? ''
  succeeded(await shop.run('sign', { inputs: { image: first } }))
  const sbom = await shop.writeSbom()
  // Its finding is evidence, and this policy lets it pass to staging and production by its cutoff.
  succeeded(await shop.run('scan', { inputs: { image: first, sbom, 'fail-build': 'false' } }))
  const file = '.github/immutable-deploy.yml'
  const policy = readFileSync(`${shop.folder}/${file}`, 'utf8').replaceAll(
    /severity-cutoff: \w+/g,
    'severity-cutoff: critical',
  )
  await shop.commit('Let it pass', { [file]: policy })
  succeeded(await shop.promote('staging', first))
  const { outputs } = succeeded(await plan(first))
  succeeded(await shop.promote('production', first, { inputs: { plan: outputs.plan ?? '' } }))

  const sha = await shop.commit(hostile, { 'public/items.json': '{ "release": "2", "items": [] }\n' })
  shop.github.addPullRequest({ sha, number: 12, title: `Carts ${hostile}`, author: 'hubot' })
  await shop.commit('A new lodash', lock({ lodash: '4.17.21', zod: '4.0.0' }))
  const second = await shop.release()
  succeeded(await shop.promote('staging', second))
  planned = succeeded(await plan(second))
  content = JSON.parse(readFileSync(planned.outputs['plan-path'] ?? '', 'utf8'))
}, 600_000)
afterAll(() => shop[Symbol.asyncDispose]())

describe('the page of a plan', () => {
  it('tells the commits between, with their authors and pull requests', () => {
    expect(planned.summary).toMatch(/3 commits, the oldest first/)
    expect(planned.summary).toMatch(/\| A new lodash \| Acme \|/)
    expect(planned.summary).toContain('(https://github.com/acme/shop/pull/12)')
    expect(content.between).toMatchObject([
      { service: 'app', commits: { relation: 'ahead', ahead: 3, behind: 0 } },
    ])
  })

  it('shows what people wrote as it is, and nothing of it works', () => {
    expect(planned.summary).not.toContain('<img')
    expect(planned.summary).not.toContain('[click](')
    expect(planned.summary).not.toMatch(/@octocat/)
    expect(planned.summary).not.toContain('::error::')
  })

  it('tells packages that came, went and changed', () => {
    expect(planned.summary).toContain('**1** added, **1** removed, **1** changed')
    expect(planned.summary).toContain('| `lodash` | `4.17.20` | `4.17.21` |')
    expect(content.between).toMatchObject([
      {
        packages: {
          added: [{ name: 'zod' }],
          removed: [{ name: 'ms' }],
          changed: [{ name: 'lodash', from: ['4.17.20'], to: ['4.17.21'] }],
        },
      },
    ])
  })

  it('tells vulnerabilities that are new, fixed and carried along', () => {
    expect(planned.summary).toContain('**0** new, **1** fixed, **0** carried along')
    expect(content.between).toMatchObject([
      { vulnerabilities: { new: [], fixed: [{ id: 'GHSA-35jh-r3h4-6jhm' }], carried: [] } },
    ])
  })

  it('tells each rule, the steps, and what a rollback would return to', () => {
    expect(planned.summary).toMatch(/\| ✅ \| `provenance` \|/u)
    expect(planned.summary).toMatch(/```mermaid\nflowchart LR\n/)
    const newest = shop.github.deployments.find(({ environment }) => environment === 'production')
    expect(planned.summary).toContain(`would return to it: deployment \`${newest?.id}\``)
  })

  it('takes twelve requests of GitHub, however much lies between', async () => {
    const before = shop.github.requests.length
    succeeded(await plan(imageOf(planned)))
    const requests = shop.github.requests.slice(before).map(({ method, path }) => `${method} ${path}`)
    expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(12)
  })
})

describe('a plan that cannot read everything', () => {
  it('says so on the page, and does not fail', async () => {
    const {
      'pull-requests': _,
      actions: __,
      ...permissions
    } = {
      contents: 'read',
      deployments: 'read',
      attestations: 'read',
      packages: 'read',
      actions: 'read',
      'pull-requests': 'read',
    } as const
    const inputs = { image: imageOf(planned), environment: 'production' }
    const result = succeeded(await shop.run('plan', { inputs, job: { permissions } }))
    expect(result.summary).toMatch(/Pull requests are not known: missing permission pull-requests\\?: read/)
    expect(result.summary).toMatch(/the protection of the environment "production" is unknown/)
    expect(result.outputs.plan).toBe(planned.outputs.plan)
  })
})

describe('what around the policy does not fit it', () => {
  const warned = async () => (await plan(imageOf(planned))).annotations.map(({ message }) => message)

  it('is told: nobody is asked to approve', async () => {
    shop.github.setEnvironment('production', {})
    expect(await warned()).toEqual([expect.stringMatching(/GitHub asks nobody to approve/)])
    shop.github.setEnvironment('production', { protection_rules: [{ type: 'required_reviewers' }] })
    expect(await warned()).toEqual([])
  })

  it('is told: a job that makes a deployment of its own beside ours', async () => {
    const { github } = shop
    const ours = github.deployments.find(({ environment }) => environment === 'production')
    const payload = typeof ours?.payload === 'string' ? JSON.parse(ours.payload) : ours?.payload
    const post = (path: string, body: object) =>
      fetch(`${github.url}/repos/acme/shop${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${github.token({ deployments: 'write' })}` },
        body: JSON.stringify(body),
      })
    await post('/deployments', { ref: 'main', task: 'deploy', environment: 'production', auto_merge: false })
    const id = github.deployments[0]?.id
    const log_url = `https://github.com/acme/shop/actions/runs/${payload.run.id}/job/5`
    await post(`/deployments/${id}/statuses`, { state: 'success', log_url })
    expect(await warned()).toEqual([expect.stringMatching(/deployment: false/)])
  })
})

function imageOf(result: ActionResult): string {
  const { changes } = JSON.parse(readFileSync(result.outputs['plan-path'] ?? '', 'utf8'))
  return changes[0].to
}
