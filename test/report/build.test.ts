import { Marked, type Tokens } from 'marked'
import { describe, expect, it } from 'vitest'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import type { Built } from '../../src/build/build.ts'
import { buildSummary } from '../../src/report/build.ts'

const commit = 'c'.repeat(40)
const digest: Digest = digestOf('image')
const reference = `ghcr.io/acme/shop@${digest}`
const amd64 = { os: 'linux', architecture: 'amd64' }
const arm64 = { os: 'linux', architecture: 'arm64' }

const built: Built = {
  image: { registry: 'ghcr.io', repository: 'acme/shop', digest },
  tag: `sha-${commit}`,
  tags: [`sha-${commit}`, 'v1'],
  reused: false,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  platforms: [],
  size: 2_500_000,
  layers: [
    { digest: digestOf('base'), size: 2_000_000, existed: true },
    { digest: digestOf('shop'), size: 1500, existed: false },
  ],
  commit,
  source: 'https://github.com/acme/shop',
  replaced: [],
}

const index: Partial<Built> = {
  mediaType: 'application/vnd.oci.image.index.v1+json',
  platforms: [amd64, arm64],
  layers: [
    { digest: digestOf('base'), size: 2_000_000, platform: amd64, existed: false },
    { digest: digestOf('base'), size: 2_000_000, platform: arm64, existed: false },
  ],
}

/** The tables of a summary, as rows of cells with their header. */
function tablesOf(markdown: string): string[][][] {
  const tokens = new Marked({ gfm: true }).lexer(markdown)
  const tables = tokens.filter((token): token is Tokens.Table => token.type === 'table')
  return tables.map(({ header, rows }) => [header, ...rows].map((row) => row.map(({ text }) => text)))
}

function factsOf(markdown: string): Record<string, string> {
  return Object.fromEntries((tablesOf(markdown)[0] ?? []).map(([name = '', value = '']) => [name, value]))
}

describe('the summary of a build', () => {
  it('begins with the digest, and links the commit', () => {
    const markdown = buildSummary(built)
    expect(markdown.split('\n')[0]).toBe(`## 📦 Built \`${digest.slice(7, 19)}\``)
    expect(factsOf(markdown)).toMatchObject({
      Image: `\`${reference}\``,
      Commit: `[${commit}](https://github.com/acme/shop/commit/${commit})`,
      Tags: `\`sha-${commit}\`, \`v1\``,
      Size: '2.5 MB, of which 1.5 kB in new layers',
    })
  })

  it.each<[string, Partial<Built>, Record<string, string>]>([
    ['its platforms', index, { 'Image for `linux/amd64`, `linux/arm64`': `\`${reference}\`` }],
    ['each layer once in what is new', index, { Size: '2.5 MB, of which 2.0 MB in new layers' }],
    [
      'its type',
      { artifactType: 'application/vnd.acme.site' },
      { 'Artifact of type `application/vnd.acme.site`': `\`${reference}\`` },
    ],
    [
      'its base',
      { base: { registry: 'docker.io', repository: 'library/nginx', digest } },
      { Base: `\`docker.io/library/nginx@${digest}\`` },
    ],
    [
      'that all was there',
      { layers: [{ digest, size: 1, existed: true }] },
      { Size: '2.5 MB, of which all layers were there' },
    ],
    ['no such thing of what was not pushed', { layers: [{ digest, size: 1 }] }, { Size: '2.5 MB' }],
  ])('tells %s', (_, change, facts) => {
    expect(factsOf(buildSummary({ ...built, ...change }))).toMatchObject(facts)
  })

  it.each<[string, Partial<Built>, string[], string[]]>([
    ['one image', {}, ['Digest', 'Size', 'Registry'], [`\`${digestOf('base')}\``, '2.0 MB', 'was there']],
    [
      'several',
      index,
      ['Platform', 'Digest', 'Size', 'Registry'],
      ['`linux/amd64`', `\`${digestOf('base')}\``, '2.0 MB', 'new'],
    ],
    [
      'a reused one',
      { reused: true, layers: [{ digest, size: 12 }] },
      ['Digest', 'Size'],
      [`\`${digest}\``, '12 B'],
    ],
  ])('lists the layers of %s', (_, change, header, row) => {
    const [, layers = []] = tablesOf(buildSummary({ ...built, ...change }))
    expect(layers.slice(0, 2)).toEqual([header, row])
  })

  it.each([
    [undefined, `docker pull ${reference}`],
    ['application/vnd.acme.site', `oras pull ${reference}`],
    ['application/vnd.cncf.helm.config.v1+json', `helm pull oci://${reference}`],
  ])('says how to pull what is of type %s, and how to verify it', (artifactType, command) => {
    const markdown = buildSummary({ ...built, ...(artifactType !== undefined && { artifactType }) })
    expect(markdown).toContain(`${command}\ngh attestation verify oci://${reference} --repo acme/shop\n`)
    expect(markdown).toContain('actions/verify@')
  })

  it('says what was reused, and what a tag named before', () => {
    const replaced = [{ tag: 'v1', digest: digestOf('old') }]
    expect(buildSummary({ ...built, reused: true })).toContain('♻️ Reused')
    expect(buildSummary({ ...built, replaced })).toContain(`\`v1\` named \`${digestOf('old')}\``)
  })
})
