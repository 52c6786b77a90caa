import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatReference, parseRepository } from '../../src/artifact/reference.ts'
import { vulnerabilitiesType } from '../../src/evidence/predicate/vulnerabilities.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { pushImage } from '../support/artifacts.ts'
import { testEdge } from '../support/edge.ts'
import type { ActionResult } from '../support/runner.ts'
import { type Shop, startShop, succeeded } from '../support/shop.ts'
import { freshFolder } from './support/program.ts'
import { makeGrypeDatabase, makeTrivyDatabase, osvRecords } from './support/scanner-databases.ts'
import { advisories, layers } from './support/vulnerable-image.ts'
import { tool } from './tools.ts'

// A pipeline by each scanner, with the real program on a real image: its findings refuse the promotion, exceptions let it
// through, and once they have expired they do not any more.

const exceptionsFile = '.github/vulnerability-exceptions.yml'
const offline = {
  TRIVY_SKIP_DB_UPDATE: 'true',
  TRIVY_SKIP_JAVA_DB_UPDATE: 'true',
  TRIVY_SKIP_CHECK_UPDATE: 'true',
  TRIVY_OFFLINE_SCAN: 'true',
  GRYPE_DB_AUTO_UPDATE: 'false',
}
let env: Record<string, string>
let programs: Record<string, string>

beforeAll(async () => {
  const [trivy, grype] = await Promise.all([makeTrivyDatabase(), makeGrypeDatabase()])
  env = { ...offline, TRIVY_CACHE_DIR: trivy, GRYPE_DB_CACHE_DIR: grype }
  const folder = freshFolder('anchore')
  for (const name of ['grype', 'syft']) {
    writeFileSync(join(folder, name), `#!/bin/sh\nexec '${tool(name)}' "$@"\n`, { mode: 0o755 })
  }
  programs = { trivy: dirname(tool('trivy')), grype: folder }
}, 300_000)

/** What the environments serve and ask for. */
const site = ['healthz', 'items.json', 'index.html'].map((name) => ({
  name: `public/${name}`,
  content: 'ok\n',
}))

describe.each(['trivy', 'grype', 'osv'] as const)('a pipeline with %s', (scanner) => {
  let shop: Shop
  let image: string
  beforeAll(async () => {
    shop = await startShop({ source: true, vulnerabilities: osvRecords() })
    const client = connectRegistry({ credentials: async () => undefined }, testEdge())
    image = formatReference(await pushImage(client, parseRepository(shop.image), [...layers, site]))
    succeeded(await shop.run('sign', { inputs: { image } }))
  }, 300_000)
  afterAll(() => shop[Symbol.asyncDispose]())

  const scan = (inputs: Record<string, string> = {}): Promise<ActionResult> => {
    const how: Record<string, string> = scanner === 'osv' ? {} : { 'scanner-path': programs[scanner] ?? '' }
    return shop.run('scan', { inputs: { image, scanner, ...how, ...inputs }, env })
  }

  it('ends in a refusal, and in a promotion once what was found is excepted, and in a refusal again', async () => {
    const first = await scan(scanner === 'osv' ? { sbom: await sbomBy(shop, image) } : {})
    expect(first.outputs).toMatchObject({ verdict: 'failed', critical: '1' })
    const refused = await shop.promote('staging', image)
    expect(refused.outputs.outcome).toBe('refused')
    expect(messagesOf(refused)).toMatch(/scan: 1 critical, .* refuse: .*CVE-2021-44906|GHSA-xvch-5gv4-984h/)

    await shop.commit('Except it', { [exceptionsFile]: exceptionsOf(image, 30) })
    expect(succeeded(await scan()).outputs).toMatchObject({ verdict: 'passed', critical: '1' })
    expect(succeeded(await shop.promote('staging', image)).outputs.outcome).toBe('promoted')

    await shop.commit('It expires', { [exceptionsFile]: exceptionsOf(image, 0) })
    const again = await shop.promote('production', image)
    expect(again.outputs.outcome).toBe('refused')
    expect(messagesOf(again)).toContain('exceptions that do not hold: ')
    const types = shop.github.attestations.map(({ predicateType }) => predicateType)
    expect(types).toContain(vulnerabilitiesType)
  }, 300_000)
})

/** Has Trivy write the SBOM that OSV is asked about. */
async function sbomBy(shop: Shop, image: string): Promise<string> {
  const inputs = {
    image,
    scanner: 'trivy',
    'scanner-path': programs.trivy ?? '',
    attest: 'false',
    'fail-build': 'false',
  }
  return succeeded(await shop.run('scan', { inputs, env })).outputs['sbom-path'] ?? ''
}

/** Excepts all that fails, by each of its names. */
function exceptionsOf(image: string, days: number): string {
  const expires = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const failing = advisories.filter(({ severity }) => severity !== 'LOW')
  const entries = failing.map(
    ({ id }) => `  - id: ${id}
    image: ${image.slice(0, image.indexOf('@'))}
    reason: accepted by the shop for this test
    owner: '@acme/shop'
    expires: ${expires}
`,
  )
  return `version: 1\nexceptions:\n${entries.join('')}`
}

function messagesOf({ annotations }: ActionResult): string {
  return annotations.map(({ message }) => message).join('\n')
}
