import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lodashAdvisory } from '../../scripts/demo/advisories.ts'
import { cosignVulnerabilitiesType } from '../../src/evidence/predicate/cosign-vulnerabilities.ts'
import { openVexType } from '../../src/evidence/predicate/openvex.ts'
import { vulnerabilitiesType } from '../../src/evidence/predicate/vulnerabilities.ts'
import { sarifFaults } from '../report/sarif-schema.ts'
import type { ActionResult } from '../support/runner.ts'
import { type Shop, type Step, startShop, succeeded } from '../support/shop.ts'

// One vulnerability's way through the actions, as they are run by a repository: found, refused, excepted, let through,
// and refused again once the exception has expired.

const exceptionsFile = '.github/vulnerability-exceptions.yml'
const lock = {
  name: 'shop-web',
  version: '1.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: {
    '': { name: 'shop-web', version: '1.0.0', dependencies: { lodash: '4.17.20' } },
    'node_modules/lodash': { version: '4.17.20', license: 'MIT' },
  },
}

let shop: Shop
let image: string
let sbom: string

beforeAll(async () => {
  shop = await startShop({ source: true, vulnerabilities: [lodashAdvisory] })
  await shop.commit('An old lodash', {
    'package.json': '{ "name": "shop-web", "version": "1.0.0", "dependencies": { "lodash": "4.17.20" } }\n',
    'package-lock.json': `${JSON.stringify(lock)}\n`,
  })
  const built = succeeded(await shop.run('build', { inputs: { image: shop.image, files: 'public' } }))
  image = built.outputs.image ?? ''
  succeeded(await shop.run('sign', { inputs: { image } }))
  sbom = await shop.writeSbom()
}, 300_000)
afterAll(() => shop[Symbol.asyncDispose]())

function scan(inputs: Record<string, string> = {}, step: Step = {}): Promise<ActionResult> {
  return shop.run('scan', { ...step, inputs: { image, sbom, ...inputs } })
}

function exceptionUntil(expires: string, more = ''): string {
  return `version: 1
exceptions:
  - id: CVE-2021-23337
    package: lodash
    reason: only our own templates are compiled
    owner: '@acme/shop'
    expires: ${expires}
${more}`
}

/** A day as the file has it, some days from now. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

function messagesOf({ annotations }: ActionResult): string {
  return annotations.map(({ message }) => message).join('\n')
}

/** The types of the statements that a scan has signed. */
function signedBy({ outputs }: ActionResult): string[] {
  const lines = readFileSync(outputs['bundle-path'] ?? '', 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line) => {
    const { payload } = JSON.parse(line).dsseEnvelope
    return JSON.parse(Buffer.from(payload, 'base64').toString()).predicateType
  })
}

// Each goes on from where the one before ended, as the days of a repository do.
describe('a vulnerability', { timeout: 300_000 }, () => {
  it('fails the scan, and what was found is attached', async () => {
    const ran = await scan({ 'cosign-vuln': 'true' })
    expect(ran.failed).toBe(true)
    expect(messagesOf(ran)).toContain('lodash 4.17.20: high GHSA-35jh-r3h4-6jhm; update to 4.17.21')
    expect(signedBy(ran)).toEqual([
      'https://cyclonedx.org/bom',
      vulnerabilitiesType,
      cosignVulnerabilitiesType,
    ])
  })

  it('refuses the promotion', async () => {
    const ran = await shop.promote('staging', image)
    expect(ran.outputs.outcome).toBe('refused')
    expect(messagesOf(ran)).toContain('1 high; 1 refuse: GHSA-35jh-r3h4-6jhm')
  })

  it('is not excepted by what a checkout brings along, and that is said', async () => {
    const path = join(shop.folder, exceptionsFile)
    await writeFile(path, exceptionUntil(dayIn(30)))
    const ran = await scan()
    expect(ran.failed).toBe(true)
    expect(ran.annotations[0]).toMatchObject({
      kind: 'notice',
      message: 'these exceptions differ from those of the default branch, which are the ones that count',
      file: exceptionsFile,
    })
    await writeFile(path, exceptionUntil('soon'))
    const wrong = await scan()
    expect(wrong.annotations[0]).toMatchObject({ kind: 'warning', file: exceptionsFile, line: 7 })
  })

  it('passes the scan once it is excepted on the default branch, and others are told', async () => {
    await shop.commit('Except it', { [exceptionsFile]: exceptionUntil(dayIn(30)) })
    const ran = succeeded(await scan())
    expect(ran.outputs).toMatchObject({ verdict: 'passed', high: '1' })
    expect(ran.summary).toMatch(/\| `CVE-2021-23337` \| 1 \| only our own templates are compiled \|.*30 days/)
    expect(signedBy(ran)).toEqual([vulnerabilitiesType, openVexType])
    // The same exceptions are not told twice.
    expect(signedBy(succeeded(await scan()))).toEqual([vulnerabilitiesType])
  })

  it('is let through by the promotion, which tells the exception', async () => {
    const ran = succeeded(await shop.promote('staging', image))
    expect(ran.outputs.outcome).toBe('promoted')
    expect(ran.summary).toContain(`1 excepted\\: GHSA-35jh-r3h4-6jhm until ${dayIn(30)}`)
  })

  it('is nothing new against what is live', async () => {
    await shop.commit('No exceptions', { [exceptionsFile]: undefined })
    const ran = succeeded(await scan({ baseline: 'staging' }))
    expect(ran.outputs).toMatchObject({ verdict: 'passed', high: '1', new: '0', fixed: '0' })
    expect(ran.summary).toMatch(
      /Against `staging` \(`[0-9a-f]{12}`\), scanned `.*`: \*\*0 new\*\* · 1 carried/,
    )
    const digest = image.slice(image.indexOf('@') + 1)
    expect((await scan({ baseline: digest })).outputs).toMatchObject({ new: '0' })
  })

  it('is new where nothing is live, and that is said', async () => {
    const ran = await scan({ baseline: 'production' })
    expect(ran.failed).toBe(true)
    expect(ran.outputs).toMatchObject({ verdict: 'failed', new: '1', fixed: '0' })
    expect(messagesOf(ran)).toContain('nothing that is confirmed and signed is live in production')
  })

  it('is found again by scanning what is live', async () => {
    const inputs = { image: shop.image, environment: 'staging', 'fail-build': 'false' }
    const ran = succeeded(await shop.run('scan', { inputs }))
    expect(ran.outputs).toMatchObject({ image, verdict: 'failed', high: '1' })
    const none = await shop.run('scan', { inputs: { ...inputs, environment: 'production' } })
    expect(messagesOf(none)).toContain('nothing that is confirmed and signed is live in "production"')
  })

  it('refuses the promotion again once the exception has expired, with the date', async () => {
    await shop.commit('It has expired', { [exceptionsFile]: exceptionUntil(dayIn(0)) })
    const ran = await shop.promote('production', image)
    expect(ran.outputs.outcome).toBe('refused')
    expect(messagesOf(ran)).toContain(
      `exceptions that do not hold: GHSA-35jh-r3h4-6jhm expired on ${dayIn(0)}`,
    )
  })

  it('fails the scan again with the date, at the line of the exception', async () => {
    const ran = await scan()
    expect(ran.failed).toBe(true)
    expect(ran.annotations.at(-1)).toMatchObject({
      message: expect.stringContaining(`its exception expired on ${dayIn(0)} (@acme/shop)`),
      file: exceptionsFile,
      line: 3,
    })
  })

  it('is excused by a VEX document, which is shown', async () => {
    const document = {
      '@context': 'https://openvex.dev/ns/v0.2.0',
      '@id': 'https://acme.example/vex',
      author: 'Acme',
      timestamp: '2026-01-01T00:00:00Z',
      version: 1,
      statements: [
        {
          vulnerability: { name: 'CVE-2021-23337' },
          products: [{ '@id': 'pkg:npm/lodash' }],
          status: 'not_affected',
          justification: 'vulnerable_code_not_in_execute_path',
        },
      ],
    }
    await writeFile(join(shop.folder, 'vex.json'), JSON.stringify(document))
    const ran = succeeded(await scan({ vex: 'vex.json' }))
    expect(ran.outputs).toMatchObject({ verdict: 'passed', high: '1' })
    expect(ran.summary).toContain('| not affected (VEX) |')
    expect(messagesOf(await scan({ vex: 'none.json' }))).toContain('none.json')
  })

  it('goes to code scanning, for the commit and in a category of its own', async () => {
    const ran = await scan({ 'upload-sarif': 'true', 'output-format': 'sarif' })
    expect(ran.failed).toBe(true)
    expect(messagesOf(ran)).toContain('the scan failed')
    const [uploaded] = shop.github.analyses
    expect(uploaded).toMatchObject({
      commit: await shop.git('rev-parse', 'HEAD'),
      ref: 'refs/heads/main',
      log: { runs: [{ automationDetails: { id: `immutable-deploy/osv/${shop.image}/` } }] },
    })
    expect(sarifFaults(uploaded?.log)).toEqual([])
    const written: unknown = JSON.parse(readFileSync(ran.outputs['sarif-path'] ?? '', 'utf8'))
    expect(written).toEqual(uploaded?.log)
  })

  it('does not go there without the permission, and the step says so', async () => {
    const job = { permissions: { contents: 'read', 'id-token': 'write', attestations: 'write' } } as const
    const ran = await scan({ 'upload-sarif': 'true', 'severity-cutoff': 'critical' }, { job })
    expect(ran.failed).toBe(true)
    expect(messagesOf(ran)).toContain('missing permission security-events: write')
    expect(ran.outputs['bundle-path']).not.toBe('')
  })

  it.each([
    [
      'a key that is not known',
      exceptionUntil(dayIn(30), '    expire: 2027-01-01\n'),
      'unknown key "expire"',
      8,
    ],
    ['a term of years', exceptionUntil(dayIn(800)), 'wanted a day at most a year ahead', 3],
  ])('is judged by no exceptions with %s', async (_, text, message, line) => {
    await shop.commit('Wrong', { [exceptionsFile]: text })
    const ran = await scan()
    expect(ran.failed).toBe(true)
    expect(ran.annotations.at(-1)).toMatchObject({
      message: expect.stringContaining(message),
      file: exceptionsFile,
      line,
    })
  })

  it('does not hide exceptions that nothing asks for', async () => {
    const other = exceptionUntil(dayIn(30)).replace('lodash', 'minimist')
    await shop.commit('Another', { [exceptionsFile]: other })
    const ran = await scan()
    expect(ran.annotations).toContainEqual(
      expect.objectContaining({
        kind: 'notice',
        message: 'the exception of CVE-2021-23337 is not used: nothing of it was found; remove it',
        line: 3,
      }),
    )
  })
})

describe('the whole pipeline in one step', { timeout: 300_000 }, () => {
  const pipeline = (inputs: Record<string, string> = {}) =>
    shop.run('pipeline', {
      inputs: { image: shop.image, environment: 'staging', files: 'public', sbom, ...inputs },
      job: { environment: 'staging' },
    })

  it('ends at the scan, unless what was found is live already or excepted', async () => {
    await shop.commit('No exceptions', {
      'public/items.json': '{ "release": "2" }\n',
      [exceptionsFile]: undefined,
    })
    const ended = await pipeline()
    expect(messagesOf(ended)).toContain('the scan failed: 1 finding reaches')
    expect(ended.outputs).not.toHaveProperty('outcome')
    // The scan lets it go on, and the promotion asks by its own rules.
    expect((await pipeline({ baseline: 'staging' })).outputs).toMatchObject({ outcome: 'refused' })
    await shop.commit('Except it', { [exceptionsFile]: exceptionUntil(dayIn(30)) })
    expect(succeeded(await pipeline()).outputs).toMatchObject({ outcome: 'promoted' })
  })
})

describe('an attempt that is repeated', { timeout: 300_000 }, () => {
  it('attaches nothing that says the same, and another run does', async () => {
    const runId = 4_000_000_001
    const first = await scan({}, { job: { runId, attempt: 1 } })
    const stored = shop.github.attestations.length
    await scan({}, { job: { runId, attempt: 2 } })
    expect(shop.github.attestations.length).toBe(stored)
    await scan()
    expect(shop.github.attestations.length).toBe(stored + 1)
    expect(signedBy(first)).toEqual([vulnerabilitiesType])
  })
})
