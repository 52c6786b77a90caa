import { readFileSync } from 'node:fs'
import { readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { sendRequests } from '../scripts/demo/traffic.ts'
import { parsePromotion, promotionType } from '../src/evidence/predicate/promotion.ts'
import { parseProvenance, provenanceType } from '../src/evidence/predicate/provenance.ts'
import { cycloneDxType, parseSbom } from '../src/evidence/predicate/sbom.ts'
import {
  parseVerificationSummary,
  verificationSummaryType,
} from '../src/evidence/predicate/verification-summary.ts'
import { parseVulnerabilities, vulnerabilitiesType } from '../src/evidence/predicate/vulnerabilities.ts'
import { type ActionResult, projectRoot } from './support/runner.ts'
import { type Shop, type ShopOptions, startShop, succeeded } from './support/shop.ts'

// The main job as users have it, each step the built action in a process of its own: a commit is built, signed,
// scanned, verified, planned and promoted, and the next one after it.

/** The steps of one release, in the order of the workflow. */
type Steps = Record<
  'build' | 'sign' | 'scan' | 'verify' | 'plan staging' | 'staging' | 'plan production' | 'production',
  ActionResult
>

type Release = { image: string; digest: string; commit: string; steps: Steps }

/** Runs the whole job; `inputs` are given to every step. */
async function deploy(shop: Shop, inputs: Record<string, string> = {}): Promise<Release> {
  const run = async (action: string, more: Record<string, string>, job = {}) =>
    succeeded(await shop.run(action, { inputs: { ...inputs, ...more }, job }))
  const build = await run('build', { image: shop.image, files: 'public' })
  const { image = '', digest = '' } = build.outputs
  const steps = {
    build,
    sign: await run('sign', { image }),
    scan: await run('scan', { image, sbom: await shop.writeSbom() }),
    verify: await run('verify', { image }),
    'plan staging': await run('plan', { image, environment: 'staging' }),
    staging: await run('promote', { image, environment: 'staging' }, { environment: 'staging' }),
  }
  const planned = await run('plan', { image, environment: 'production' })
  const { plan = '' } = planned.outputs
  const production = await run(
    'promote',
    { image, environment: 'production', plan, 'environment-url': shop.sites.production.url },
    { environment: 'production' },
  )
  const commit = await shop.git('rev-parse', 'HEAD')
  return { image, digest, commit, steps: { ...steps, 'plan production': planned, production } }
}

const itemsOf = (release: string) => `{ "release": "${release}", "items": [] }\n`

async function shown(shop: Shop, environment: keyof Shop['sites']): Promise<string> {
  const answer = await fetch(`${shop.sites[environment].url}/items.json`)
  expect(answer.status).toBe(200)
  return String(JSON.parse(await answer.text()).release)
}

/** What the verified statements of an image say, by their type; each signed by the workflow of the shop. */
async function evidenceOf(shop: Shop, image: string, inputs: Record<string, string> = {}) {
  const verified = await shop.run('verify', { inputs: { image, 'predicate-type': '', ...inputs } })
  return statementsIn(succeeded(verified))
}

type Verified = {
  statement: { predicateType: string; predicate: unknown; subject: { digest: { sha256: string } }[] }
  signer: { subjectAlternativeName: string; sourceDigest: string }
}

function statementsIn({ outputs }: ActionResult): Verified[] {
  return JSON.parse(readFileSync(outputs['statements-path'] ?? '', 'utf8'))
}

function typesOf(statements: readonly Verified[]): string[] {
  return statements.map(({ statement }) => statement.predicateType).sort()
}

/** What one release carries once it is in production: two promotions, each with its summary and its record. */
const allTypes = [
  provenanceType,
  cycloneDxType,
  vulnerabilitiesType,
  ...[verificationSummaryType, verificationSummaryType],
  ...[promotionType, promotionType],
].sort()

function journalOf(shop: Shop, id: string | undefined) {
  const deployment = shop.github.deployments.find((one) => String(one.id) === id)
  return (deployment?.statuses ?? []).map(({ state, description }) => ({ state, description }))
}

describe('a commit', () => {
  let shop: Shop
  let first: Release
  let second: Release
  let bystander: number
  const lost: Record<string, number> = {}

  beforeAll(async () => {
    shop = await startShop()
    bystander = await deployOtherwise(shop)
    await using staging = sendRequests(shop.sites.staging.url)
    await using production = sendRequests(shop.sites.production.url)
    first = await deploy(shop)
    await shop.commit('Second', { 'public/items.json': itemsOf('2') })
    second = await deploy(shop)
    lost.staging = staging.traffic.failed
    lost.production = production.traffic.failed
  }, 120_000)
  afterAll(() => shop[Symbol.asyncDispose]())

  it('is served in both environments, and no request is lost on the way', async () => {
    expect(await shown(shop, 'staging')).toBe('2')
    expect(await shown(shop, 'production')).toBe('2')
    expect(lost).toEqual({ staging: 0, production: 0 })
  })

  it('is one digest from the build to what serves', async () => {
    const hex = second.digest.replace('sha256:', '')
    for (const { path } of Object.values(shop.sites))
      expect(await readlink(join(path, 'current'))).toBe(`releases/${hex}`)
    expect(second.image).toBe(`${shop.image}@${second.digest}`)
    const { manifests, tags } = shop.registry.store.repository('acme/shop')
    expect(tags.get(`sha-${second.commit}`)).toBe(second.digest)
    expect(manifests.has(second.digest as `sha256:${string}`)).toBe(true)
  })

  it.each([
    'build',
    'sign',
    'scan',
    'verify',
    'plan staging',
    'staging',
    'plan production',
    'production',
  ] as const)('%s sets the outputs that are declared, and writes a summary that can be read', (step) => {
    const { outputs, summary, annotations } = second.steps[step]
    expect(Object.keys(outputs).sort()).toEqual(declaredOutputs(actionOf(step)))
    expect(annotations.filter(({ kind }) => kind !== 'notice')).toEqual([])
    expect(summary).toMatch(/^## (✅|📦|✍️)/u)
    expect(summary).not.toMatch(/undefined|\[object|NaN|ghs_/)
    expect(unevenRows(summary)).toEqual([])
    expect(summary.match(/<details>/g)?.length).toBe(summary.match(/<\/details>/g)?.length)
  })

  it('tells what it built, and takes it again rather than build it twice', async () => {
    const { build } = first.steps
    expect(build.outputs).toMatchObject({
      image: first.image,
      digest: first.digest,
      tag: `sha-${first.commit}`,
      tags: `sha-${first.commit}`,
      reused: 'false',
      'media-type': 'application/vnd.oci.image.manifest.v1+json',
    })
    expect(Number(build.outputs.size)).toBeGreaterThan(1000)
    const again = await shop.run('build', { inputs: { image: shop.image, files: 'public' } })
    expect(succeeded(again).outputs).toMatchObject({ reused: 'true', digest: second.digest })
  })

  it('tells what it signed, found and planned', () => {
    const { sign, scan, verify, 'plan production': plan } = second.steps
    expect(sign.outputs['predicate-type']).toBe(provenanceType)
    expect(sign.outputs['attestation-url']).toMatch(
      /^https:\/\/github\.com\/acme\/shop\/attestations\/[0-9]+$/,
    )
    expect(JSON.parse(readFileSync(sign.outputs['bundle-path'] ?? '', 'utf8'))).toMatchObject({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    })
    expect(scan.outputs).toMatchObject({ verdict: 'passed', critical: '0', high: '0', medium: '0' })
    expect(verify.outputs).toMatchObject({ verified: 'true', count: '1' })
    expect(plan.outputs).toMatchObject({ allowed: 'true', changed: 'true', live: first.digest })
    expect(plan.outputs.plan).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(plan.summary).toContain(plan.outputs.plan ?? 'no plan')
  })

  it('tells what it promoted, what served before, and where the deployment is', () => {
    const { staging, production } = first.steps
    expect(staging.outputs).toMatchObject({ outcome: 'promoted', changed: 'true', previous: '' })
    expect(production.outputs).toMatchObject({ outcome: 'promoted', changed: 'true', previous: '' })
    const { outputs } = second.steps.production
    expect(outputs).toMatchObject({
      outcome: 'promoted',
      changed: 'true',
      previous: first.digest,
      'environment-url': shop.sites.production.url,
    })
    expect(JSON.parse(readFileSync(outputs['record-path'] ?? '', 'utf8'))).toMatchObject({
      outcome: 'promoted',
      environment: 'production',
      release: { app: second.image },
      previous: { app: first.image },
      deployment: Number(outputs['deployment-id']),
      plan: second.steps['plan production'].outputs.plan,
    })
  })

  it('has a deployment per promotion, which says what it released', () => {
    const ours = shop.github.deployments.filter(({ task }) => task === 'immutable-deploy')
    expect(ours.map(({ environment }) => environment)).toEqual([
      'production',
      'staging',
      'production',
      'staging',
    ])
    const newest = ours.find(({ id }) => String(id) === second.steps.production.outputs['deployment-id'])
    expect(newest?.sha).toBe(second.commit)
    const { payload } = newest ?? {}
    expect(typeof payload === 'string' ? JSON.parse(payload) : payload).toMatchObject({
      release: { app: second.image },
      changed: ['app'],
      previous: { app: first.image },
      plan: second.steps['plan production'].outputs.plan,
      policy: { commit: second.commit },
    })
  })

  it('leaves a journal of what happened in each environment', () => {
    const short = second.digest.slice(7, 19)
    for (const step of ['staging', 'production'] as const) {
      expect(journalOf(shop, second.steps[step].outputs['deployment-id'])).toEqual([
        { state: 'in_progress', description: `staging app ${short}` },
        { state: 'in_progress', description: `shifting to app ${short}` },
        { state: 'success', description: `serves app ${short}` },
      ])
    }
  })

  it('sets the deployments before it inactive, those of production too, and nobody else’s', () => {
    const last = (step: 'staging' | 'production') =>
      journalOf(shop, first.steps[step].outputs['deployment-id']).at(-1)
    expect(last('staging')?.state).toBe('inactive')
    expect(last('production')).toEqual({
      state: 'inactive',
      description: `followed by deployment ${second.steps.production.outputs['deployment-id']}`,
    })
    expect(journalOf(shop, String(bystander))).toEqual([])
  })

  it('keeps the release before it beside what serves', async () => {
    const standing = await readdir(join(shop.sites.production.path, 'releases'))
    expect(standing.sort()).toEqual([first, second].map(({ digest }) => digest.slice(7)).sort())
  })

  it('carries its evidence, signed by its own workflow for its own commit', async () => {
    const statements = await evidenceOf(shop, second.image)
    expect(typesOf(statements)).toEqual(allTypes)
    for (const { statement, signer } of statements) {
      expect(statement.subject.map(({ digest }) => `sha256:${digest.sha256}`)).toEqual([second.digest])
      expect(signer).toMatchObject({
        subjectAlternativeName: 'https://github.com/acme/shop/.github/workflows/deploy.yml@refs/heads/main',
        sourceDigest: second.commit,
      })
    }
  })

  describe.each([
    {
      type: provenanceType,
      says: (predicate: unknown) => {
        const { buildDefinition, runDetails } = parseProvenance(predicate)
        expect(buildDefinition.buildType).toBe('https://actions.github.io/buildtypes/workflow/v1')
        expect(JSON.stringify(buildDefinition.resolvedDependencies)).toContain(second.commit)
        expect(runDetails.builder.id).toBe(
          'https://github.com/acme/shop/.github/workflows/deploy.yml@refs/heads/main',
        )
      },
    },
    {
      type: cycloneDxType,
      says: (predicate: unknown) =>
        expect(JSON.stringify(parseSbom(cycloneDxType, predicate).predicate)).toContain('lodash'),
    },
    {
      type: vulnerabilitiesType,
      says: (predicate: unknown) =>
        expect(parseVulnerabilities(predicate)).toMatchObject({ scanner: { result: [] } }),
    },
    {
      type: verificationSummaryType,
      says: (predicate: unknown) => {
        const summary = parseVerificationSummary(predicate)
        expect(summary).toMatchObject({
          verificationResult: 'PASSED',
          verifiedLevels: ['SLSA_BUILD_LEVEL_2'],
          slsaVersion: '1.2',
        })
        expect(summary.resourceUri).toMatch(/^https:\/\/github\.com\/acme\/shop#(staging|production)$/)
        expect(summary.inputAttestations?.length).toBeGreaterThanOrEqual(3)
      },
    },
    {
      type: promotionType,
      says: (predicate: unknown) => {
        const promotion = parsePromotion(predicate)
        const { production, staging } = second.steps
        const step = promotion.environment === 'production' ? production : staging
        expect(promotion).toMatchObject({
          repository: { name: 'acme/shop', id: '1001' },
          digest: second.digest,
          previous: first.digest,
          deployment: { id: Number(step.outputs['deployment-id']) },
          release: { app: second.image },
          policy: { commit: second.commit },
        })
        expect(promotion.checks.map(({ phase }) => phase)).toContain('serving')
        expect(promotion.checks.every(({ passed }) => passed)).toBe(true)
      },
    },
  ])('with $type', ({ type, says }) => {
    it('is verified by our own action, which can be told to take nothing else', async () => {
      const { outputs, ...verified } = succeeded(
        await shop.run('verify', { inputs: { image: second.image, 'predicate-type': type } }),
      )
      const statements = statementsIn({ outputs, ...verified })
      expect(outputs).toMatchObject({ verified: 'true', count: String(statements.length) })
      expect(typesOf(statements)).toEqual(allTypes.filter((one) => one === type))
      for (const { statement } of statements) says(statement.predicate)
    })
  })

  it('promoted once more changes nothing and opens no deployment', async () => {
    const before = shop.github.deployments.length
    const again = succeeded(await shop.promote('staging', second.image))
    expect(again.outputs).toMatchObject({ outcome: 'unchanged', changed: 'false', 'deployment-id': '' })
    expect(shop.github.deployments).toHaveLength(before)
  })
})

type Variant = {
  title: string
  options: ShopOptions
  inputs?: Record<string, string>
  holds(shop: Shop, release: Release): void
}

const login = { username: 'acme', password: 'correct horse' }

const variants: Variant[] = [
  {
    title: 'a registry without the referrers API, whose tags are immutable but for `sha256-*`',
    options: { registry: { referrers: false, immutableTags: /^(?!sha256-)/ } },
    holds: (shop, { commit, digest }) => {
      const { tags } = shop.registry.store.repository('acme/shop')
      expect([...tags.keys()].sort()).toEqual([`sha-${commit}`, digest.replace(':', '-')].sort())
    },
  },
  {
    title: 'a registry with tokens',
    options: { registry: { token: true, basic: login } },
    inputs: { 'registry-username': login.username, 'registry-password': login.password },
    holds: (shop, { steps }) => {
      expect(shop.registry.requests.some(({ status }) => status === 401)).toBe(true)
      for (const { stdout, log } of Object.values(steps)) {
        expect(log).not.toContain(login.password)
        // Where it is told to the runner, and nowhere else.
        expect(stdout.replaceAll(`::add-mask::${login.password}`, '')).not.toContain(login.password)
      }
    },
  },
  {
    title: 'a private repository without a store of attestations',
    options: { github: { attestations: 'none' } },
    holds: (shop, { steps }) => {
      expect(shop.github.attestations).toEqual([])
      expect(steps.sign.outputs).toMatchObject({ 'attestation-id': '', 'attestation-url': '' })
      expect(steps.sign.annotations).toEqual([
        { kind: 'notice', message: expect.stringMatching(/no store of attestations/) },
      ])
    },
  },
]

describe.each(variants)('with $title', ({ options, inputs, holds }) => {
  it('the main job ends in production with the same evidence', async () => {
    await using shop = await startShop(options)
    const release = await deploy(shop, inputs)
    expect(await shown(shop, 'production')).toBe('1')
    expect(typesOf(await evidenceOf(shop, release.image, inputs))).toEqual(allTypes)
    holds(shop, release)
  })
})

function actionOf(step: keyof Steps): string {
  if (step === 'staging' || step === 'production') return 'promote'
  return step.replace(/ .*/, '')
}

function declaredOutputs(action: string): string[] {
  const text = readFileSync(join(projectRoot, 'actions', action, 'action.yml'), 'utf8')
  return Object.keys(parse(text).outputs).sort()
}

/** Finds rows of Markdown tables that have not as many cells as the row above: GitHub would show them as text. */
function unevenRows(markdown: string): string[] {
  const rows = markdown.split('\n')
  const cells = (row: string) => row.replaceAll('\\|', '').split('|').length
  return rows.filter((row, at) => {
    const above = rows[at - 1] ?? ''
    return row.startsWith('|') && above.startsWith('|') && cells(row) !== cells(above)
  })
}

/** Makes a deployment of production by another tool than ours; returns its id. */
async function deployOtherwise({ github }: Shop): Promise<number> {
  const token = github.token({ deployments: 'write' })
  const answer = await fetch(`${github.url}/repos/acme/shop/deployments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ ref: 'main', auto_merge: false, environment: 'production', task: 'deploy' }),
  })
  expect(answer.status).toBe(201)
  return JSON.parse(await answer.text()).id
}
