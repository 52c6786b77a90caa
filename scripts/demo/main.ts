// The main job, for real: a commit of examples/web is built, signed, scanned, planned and promoted through the
// built actions, in a world in small on this machine, while a client never stops asking. Then what is refused.
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ActionResult } from '../../test/support/runner.ts'
import { type Shop, startShop } from '../../test/support/shop.ts'
import { root } from '../actions.ts'
import { lodashAdvisory } from './advisories.ts'
import { canary, serverFile } from './canary.ts'
import { beginStory, type Story } from './story.ts'
import { sendRequests, type Traffic } from './traffic.ts'

const policyFile = '.github/immutable-deploy.yml'
const story = await beginStory(join(root, 'demo-output'))
await using shop = await startShop({ vulnerabilities: [lodashAdvisory] })
await using staging = sendRequests(shop.sites.staging.url)
await using production = sendRequests(shop.sites.production.url)

await shop.commit('Serve it', { [serverFile.path]: serverFile.sound })
await firstRelease(shop, story)
await secondRelease(shop, story, production.traffic)
await refusals(shop, story, staging.traffic)
const latest = await interruption(shop, story)
await stalePlan(shop, story, latest)
await rollback(shop, story, latest, production.traffic)
await canary(shop, story, { sound: latest, attest: () => builtAndSigned(shop, story) })
tellTraffic(story, { staging: staging.traffic, production: production.traffic })

const { page, unmet } = await story.end()
console.log(unmet === 0 ? '\nEverything came out as told.' : `\n${unmet} things did not come out as told.`)
console.log(`Every job summary, as GitHub shows it: ${relative(process.cwd(), page)}`)
process.exitCode = unmet === 0 ? 0 : 1

async function firstRelease(shop: Shop, story: Story): Promise<void> {
  story.part('1. A commit becomes a release')
  const image = await buildAndAttest(shop, story)
  await promoteTo(shop, story, 'staging', image)
  await planAndPromote(shop, story, image)
}

async function secondRelease(shop: Shop, story: Story, traffic: Traffic): Promise<void> {
  story.part('2. The next commit replaces it, under load')
  await shop.commit('Add a magnet', { 'public/items.json': itemsOf('2') })
  const image = await buildAndAttest(shop, story)
  await promoteTo(shop, story, 'staging', image)
  await planAndPromote(shop, story, image)
  const again = await shop.promote('staging', image)
  await story.step('the same digest again changes nothing', 'promote', again, 'succeeds')
  story.expect(again.outputs.outcome === 'unchanged', 'its outcome is "unchanged"')
  await until(() => traffic.releases.has('2'))
  story.expect(traffic.failed === 0, 'no request was lost in production')
}

async function refusals(shop: Shop, story: Story, traffic: Traffic): Promise<void> {
  story.part('3. What is refused')
  const serving = await shown(shop)

  await shop.commit('Unsigned', { 'public/items.json': itemsOf('unsigned') })
  const unsigned = await built(shop, story, 'an artifact that nobody signs')
  await refused(shop, story, 'no provenance', unsigned, /no verified build provenance/)

  await shop.commit('Signed elsewhere', { 'public/items.json': itemsOf('elsewhere') })
  const foreign = await built(shop, story, 'an artifact that another workflow signs')
  const elsewhere = { workflow: '.github/workflows/experiment.yml' }
  const signed = await shop.run('sign', { inputs: { image: foreign }, job: elsewhere })
  await story.step('signed, but by .github/workflows/experiment.yml', 'sign', signed, 'succeeds')
  await refused(shop, story, 'provenance by another workflow', foreign, /wanted the workflow/)

  await shop.commit('An old lodash', {
    'package.json': dependencyOn('4.17.20'),
    'package-lock.json': lockOf('4.17.20'),
  })
  const vulnerable = await built(shop, story, 'an artifact with a vulnerable dependency')
  await story.step('signed', 'sign', await shop.run('sign', { inputs: { image: vulnerable } }), 'succeeds')
  const scanned = await shop.run('scan', { inputs: { image: vulnerable, sbom: await shop.writeSbom() } })
  await story.step('the scan fails, and its findings are evidence', 'scan', scanned, {
    failsWith: /GHSA-35jh-r3h4-6jhm/,
  })
  await refused(shop, story, 'a vulnerable dependency', vulnerable, /refuse: GHSA-35jh-r3h4-6jhm/)

  await shop.commit('Sick', {
    'package.json': dependencyOn('4.17.21'),
    'package-lock.json': lockOf('4.17.21'),
    'public/items.json': itemsOf('sick'),
    'public/healthz': 'out of order\n',
  })
  const sick = await buildAndAttest(shop, story)
  const reverted = await shop.promote('staging', sick)
  await story.step('a staged release whose health check fails', 'promote', reverted, {
    failsWith: /not healthy/,
  })
  story.expect(reverted.outputs.outcome === 'reverted', 'its outcome is "reverted"')
  story.expect((await shown(shop)) === serving, 'staging serves what it served before')
  story.expect(traffic.failed === 0, 'no request was lost in staging')
  story.expect(!traffic.releases.has('sick'), 'nobody was ever shown the sick release')
}

/** Leaves a release in staging that production does not have yet. */
async function interruption(shop: Shop, story: Story): Promise<string> {
  story.part('4. A runner dies between stage and swap')
  await shop.commit('Well again', { 'public/items.json': itemsOf('3'), 'public/healthz': 'ok\n' })
  const image = await buildAndAttest(shop, story)
  const killed = await shop.promote('staging', image, {
    kill: { when: /^check-staged: done/, how: 'machine' },
  })
  await story.step('the machine is gone in the middle', 'promote', killed, {
    failsWith: /check-staged: done/,
  })
  const recovered = await shop.promote('staging', image)
  await story.step('the next run ends what it left, and promotes', 'promote', recovered, 'succeeds')
  story.expect((await shown(shop)) === '3', 'staging serves the release')
  return image
}

async function stalePlan(shop: Shop, story: Story, image: string): Promise<void> {
  story.part('5. A plan that moved since it was approved')
  const approved = await planned(shop, story, image)
  const policy = await readFile(join(shop.folder, policyFile), 'utf8')
  await shop.commit('Keep one more', { [policyFile]: policy.replace('retain: 2', 'retain: 3') })
  const stale = await shop.promote('production', image, { inputs: approved })
  await story.step('the policy has changed in the meantime', 'promote', stale, {
    failsWith: /the plan moved since it was approved: the policy file is another/,
  })
  story.expect((await shown(shop, 'production')) === '2', 'production is untouched, and what moved is said')
  const again = await planned(shop, story, image)
  const promoted = await shop.promote('production', image, { inputs: again })
  await story.step('planned and approved again', 'promote', promoted, 'succeeds')
}

async function rollback(shop: Shop, story: Story, image: string, traffic: Traffic): Promise<void> {
  story.part('6. A rollback that holds')
  const back = await shop.rollBack('production', 'the carts are empty')
  await story.step('back to what served before', 'rollback', back, 'succeeds')
  story.tell(/the earlier release serves .*/.exec(back.log)?.[0] ?? 'no time was told')
  story.expect((await shown(shop, 'production')) === '2', 'production serves the release before')
  const refused = await shop.promote('production', image)
  await story.step('the next run does not roll it forward again', 'promote', refused, {
    failsWith: /held by octocat since .*: the carts are empty/,
  })
  const inputs = { environment: 'production', state: 'release', reason: 'they are full again' }
  await story.step('a person lets go', 'hold', await shop.run('hold', { inputs }), 'succeeds')
  const approved = await planned(shop, story, image)
  const promoted = await shop.promote('production', image, { inputs: approved })
  await story.step('and it goes forward', 'promote', promoted, 'succeeds')
  story.expect((await shown(shop, 'production')) === '3', 'production serves the release')
  story.expect(traffic.failed === 0, 'no request was lost in production on the way there and back')
}

async function planned(shop: Shop, story: Story, image: string): Promise<Record<string, string>> {
  const plan = await shop.run('plan', { inputs: { image, environment: 'production' } })
  await story.step('what a person would approve for production', 'plan', plan, 'succeeds')
  return { plan: plan.outputs.plan ?? '', 'plan-content': plan.outputs['plan-content'] ?? '' }
}

async function builtAndSigned(shop: Shop, story: Story): Promise<string> {
  const image = await built(shop, story, 'the commit becomes an artifact')
  await story.step(
    'its provenance is signed and attached',
    'sign',
    await shop.run('sign', { inputs: { image } }),
    'succeeds',
  )
  return image
}

async function buildAndAttest(shop: Shop, story: Story): Promise<string> {
  const image = await builtAndSigned(shop, story)
  const scan = await shop.run('scan', { inputs: { image, sbom: await shop.writeSbom() } })
  await story.step('nothing in it is known to be vulnerable', 'scan', scan, 'succeeds')
  return image
}

async function built(shop: Shop, story: Story, title: string): Promise<string> {
  const result = await shop.run('build', { inputs: { image: shop.image, files: 'public\nserver' } })
  await story.step(title, 'build', result, 'succeeds')
  story.tell(result.outputs.digest ?? '')
  return result.outputs.image ?? ''
}

async function promoteTo(shop: Shop, story: Story, environment: string, image: string): Promise<void> {
  const result = await shop.promote(environment, image)
  await story.step(`to ${environment}`, 'promote', result, 'succeeds')
  story.tell(callsOf(result))
}

async function planAndPromote(shop: Shop, story: Story, image: string): Promise<void> {
  const planned = await shop.run('plan', { inputs: { image, environment: 'production' } })
  await story.step('what a person would approve for production', 'plan', planned, 'succeeds')
  story.expect(
    planned.outputs.allowed === 'true',
    `the policy allows it: plan ${planned.outputs.plan?.slice(0, 19)}…`,
  )
  const promoted = await shop.promote('production', image, { inputs: { plan: planned.outputs.plan ?? '' } })
  await story.step('to production, exactly as planned', 'promote', promoted, 'succeeds')
  story.tell(callsOf(promoted))
}

async function refused(
  shop: Shop,
  story: Story,
  title: string,
  image: string,
  reason: RegExp,
): Promise<void> {
  const before = await shown(shop)
  const result = await shop.promote('staging', image)
  await story.step(title, 'promote', result, { failsWith: reason })
  story.expect(
    result.outputs.outcome === 'refused' && (await shown(shop)) === before,
    'refused; staging is untouched',
  )
}

function tellTraffic(story: Story, all: Record<string, Traffic>): void {
  story.part('Meanwhile')
  for (const [environment, { served, failed, releases }] of Object.entries(all)) {
    const shown = [...releases].join(', ')
    story.expect(
      failed === 0,
      `${environment}: ${served} requests served, ${failed} failed; releases seen: ${shown}`,
    )
  }
}

function callsOf({ summary }: ActionResult): string {
  return `GitHub API: ${/GitHub API \| (\d+ calls?)/.exec(summary)?.[1] ?? 'unknown'}`
}

async function shown(shop: Shop, environment: keyof Shop['sites'] = 'staging'): Promise<string> {
  const answer = await fetch(`${shop.sites[environment].url}/items.json`)
  return answer.ok ? String(JSON.parse(await answer.text()).release) : 'nothing'
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 10))
}

function itemsOf(release: string): string {
  return `${JSON.stringify(
    {
      release,
      items: [
        { name: 'Anvil', price: 49.9 },
        { name: 'Magnet', price: 12.5 },
      ],
    },
    null,
    2,
  )}\n`
}

function dependencyOn(version: string): string {
  return `${JSON.stringify({ name: 'shop-web', version: '1.0.0', private: true, dependencies: { lodash: version } }, null, 2)}\n`
}

function lockOf(version: string): string {
  const rootPackage = { name: 'shop-web', version: '1.0.0', dependencies: { lodash: version } }
  const packages = { '': rootPackage, 'node_modules/lodash': { version, license: 'MIT' } }
  return `${JSON.stringify({ name: 'shop-web', version: '1.0.0', lockfileVersion: 3, requires: true, packages }, null, 2)}\n`
}
