import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../src/policy/evaluate.ts'
import type { Facts } from '../../../src/policy/facts.ts'
import { ago, digest, facts, provenance, scan, statement } from '../example.ts'

/** The verdict of one rule, over facts that were changed. */
async function judge(expression: string, changes: Partial<Facts> = {}, message?: string) {
  const policy = { require: { rules: [{ name: 'mine', expression, message }] } }
  const verdicts = await evaluate(facts({ policy, ...changes }))
  return verdicts.find(({ rule }) => rule === 'mine')
}

const index: Facts['artifact'] = {
  ...facts().artifact,
  manifest: { kind: 'index', mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [] },
  config: {},
}
const nonRoot = 'image.config.User != "" && image.config.User != "root"'

describe('a rule of one’s own', () => {
  it.each([
    ['image.config.User == "65532" && image.config.Labels.team == "shop"'],
    [`image.digest == "${digest}" && image.repository == "ghcr.io/acme/shop"`],
    ['image.manifest.layers.size() == 0'],
    ['provenance.buildDefinition.buildType.endsWith("/workflow/v1")'],
    ['sbom.format == "cyclonedx" && sbom.packages == 2'],
    ['findings.critical == 1 && findings.unknown == 0'],
    [`commit == "${'c'.repeat(40)}" && environment == "production" && actor == "octocat"`],
    ['time - timestamp("2026-11-21T11:00:00Z") == duration("1h")'],
  ])('sees the facts: %s', async (expression) => {
    const sbom = statement('https://cyclonedx.org/bom', { bomFormat: 'CycloneDX', components: [{}, {}] })
    const evidence = [provenance(), sbom, scan(['critical'])]
    expect(await judge(expression, { evidence })).toMatchObject({
      passed: true,
      reason: `true: ${expression}`,
    })
  })

  it.each([
    ['sbom.packages > 0'],
    ['findings.critical == 0'],
    ['commit != ""'],
    ['provenance.buildDefinition.buildType != ""'],
  ])('is not met where the fact is missing: %s', async (expression) => {
    expect(await judge(expression, { evidence: [], commit: undefined })).toMatchObject({
      passed: false,
      reason: expect.stringContaining('could not be judged'),
    })
  })

  it('counts the newest scan', async () => {
    const evidence = [scan(['critical'], { signedAt: ago(9000) }), scan([], { signedAt: ago(1000) })]
    expect((await judge('findings.critical == 0', { evidence }))?.passed).toBe(true)
  })

  it('is not disturbed by a fact that it does not ask about', async () => {
    const evidence = [provenance(), statement('https://cyclonedx.org/bom', 'broken')]
    expect((await judge(nonRoot, { evidence }))?.passed).toBe(true)
  })

  it('fails with its message', async () => {
    expect(await judge('false', {}, 'never on a Friday')).toMatchObject({
      passed: false,
      reason: 'never on a Friday',
    })
  })

  it('fails with its text if it has no message', async () => {
    expect(await judge('1 > 2')).toMatchObject({ passed: false, reason: 'false: 1 > 2' })
  })

  it.each([
    ['image.config.User == "65532"', false],
    ['findings.high == 0', true],
    ['time > timestamp("2020-01-01T00:00:00Z")', true],
    ['actor == "octocat"', true],
  ])('is timed by what it asks about: %s', async (expression, timed) => {
    expect((await judge(expression, { evidence: [scan([])] }))?.timed).toBe(timed)
  })

  it.each([
    ['every image does', ['65532', '1000'], true, undefined],
    ['one image does not', ['65532', 'root'], false, '(linux/1)'],
    ['none is known', [], false, undefined],
  ])('over an index, where %s, passes: %3$s', async (_, users, passed, where) => {
    const images = users.map((User, at) => ({ platform: `linux/${at}`, config: { config: { User } } }))
    const verdict = await judge(nonRoot, { artifact: { ...index, images } })
    expect(verdict?.passed).toBe(passed)
    if (where !== undefined) expect(verdict?.reason).toContain(where)
  })
})
