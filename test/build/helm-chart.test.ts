import { describe, expect, it } from 'vitest'
import { parseRepository } from '../../src/artifact/reference.ts'
import { testEdge } from '../support/edge.ts'
import { entriesOf, failureOf, makeOne, type Options, withoutDirectories } from './make-files.ts'
import { type Content, cloneWorkingTree, createWorkingTree, type WorkingTree } from './working-tree.ts'

const artifactType = 'application/vnd.cncf.helm.config.v1+json'

const chartYaml = `apiVersion: v2
name: web
version: 1.2.3+build.4
description: Serves
  pages
appVersion: 2
home: https://acme.example
sources: [https://github.com/acme/other]
maintainers:
  - { name: Ada, email: ada@acme.example, twitter: unknown to helm }
  - { name: Bob }
annotations:
  category: web
  org.opencontainers.image.title: another
icon:
`

const content: Content = {
  'charts/web/Chart.yaml': chartYaml,
  'charts/web/values.yaml': 'a: 1\n',
  'charts/web/templates/service.yaml': 'kind: Service\n',
  'charts/web/templates/.swp': '',
  'charts/web/ci/test-values.yaml': '',
  'charts/web/.helmignore': 'ci/\n',
  'README.md': 'readme',
}

function makeChart(tree: WorkingTree, lines: readonly string[], options: Options = {}, edge = testEdge()) {
  const image = parseRepository('ghcr.io/acme/charts/web')
  return makeOne(tree, lines, { artifactType, image, tags: ['1.2.3_build.4'], ...options }, edge)
}

const pathsIn = async (layer: Buffer) => Object.keys(withoutDirectories(await entriesOf(layer)))

describe('a chart', () => {
  it('is one archive below its name, without what its .helmignore leaves out', async () => {
    using tree = createWorkingTree(content)
    const { layer, manifest } = await makeChart(tree, ['charts/web'])
    expect(await pathsIn(layer)).toEqual([
      'web/.helmignore',
      'web/Chart.yaml',
      'web/templates/service.yaml',
      'web/values.yaml',
    ])
    expect(manifest.layers).toMatchObject([
      {
        mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
        annotations: { 'org.opencontainers.image.title': 'web-1.2.3+build.4.tgz' },
      },
    ])
  })

  it.each([
    ['its content', ['charts/web:.']],
    ['its content somewhere', ['charts/web:/a/b']],
    ['its parts', ['charts/web/Chart.yaml', 'charts/web/templates']],
  ])('is the same chart where %s is named', async (_, lines) => {
    using tree = createWorkingTree(content)
    const paths = await pathsIn((await makeChart(tree, lines)).layer)
    expect(paths).toEqual(expect.arrayContaining(['web/Chart.yaml', 'web/templates/service.yaml']))
  })

  it('may get more files from elsewhere', async () => {
    using tree = createWorkingTree(content)
    tree.write({ 'dist/crd.yaml': 'kind: CustomResourceDefinition\n' })
    const { layer } = await makeChart(tree, ['charts/web', 'dist:charts/web/crds'])
    expect(await entriesOf(layer)).toMatchObject({ 'web/crds/crd.yaml': 'kind: CustomResourceDefinition\n' })
  })

  it('has its Chart.yaml as configuration, as helm writes it', async () => {
    using tree = createWorkingTree(content)
    const { config, manifest } = await makeChart(tree, ['charts/web'])
    expect(manifest.config.mediaType).toBe(artifactType)
    expect(manifest).not.toHaveProperty('artifactType')
    // Keys and their order are those of what `helm push` makes of the same chart.
    expect(JSON.stringify(config)).toBe(
      '{"name":"web","home":"https://acme.example","sources":["https://github.com/acme/other"],' +
        '"version":"1.2.3+build.4","description":"Serves pages",' +
        '"maintainers":[{"name":"Ada","email":"ada@acme.example"},{"name":"Bob"}],' +
        '"apiVersion":"v2","appVersion":"2",' +
        '"annotations":{"category":"web","org.opencontainers.image.title":"another"}}',
    )
  })

  it('is annotated as helm does, except for where it comes from', async () => {
    using tree = createWorkingTree(content)
    const { manifest } = await makeChart(tree, ['charts/web'], { annotations: { note: 'x' } })
    expect(manifest.annotations).toEqual({
      category: 'web',
      note: 'x',
      'org.opencontainers.image.authors': 'Ada (ada@acme.example), Bob',
      'org.opencontainers.image.created': '2023-11-14T22:13:20Z',
      'org.opencontainers.image.description': 'Serves pages',
      'org.opencontainers.image.revision': tree.commit,
      'org.opencontainers.image.source': 'https://github.com/acme/shop',
      'org.opencontainers.image.title': 'web',
      'org.opencontainers.image.url': 'https://acme.example',
      'org.opencontainers.image.version': '1.2.3+build.4',
    })
  })

  it('is the same in another clone', async () => {
    using tree = createWorkingTree(content)
    using clone = cloneWorkingTree(tree)
    expect((await makeChart(clone, ['charts/web'])).text).toBe((await makeChart(tree, ['charts/web'])).text)
  })

  it('is not silent about a version that helm will not find', async () => {
    using tree = createWorkingTree(content)
    const notices = async (tags: string[]) => {
      const { logged } = await makeChart(tree, ['charts/web'], { tags })
      return logged.filter((line) => line.startsWith('notice'))
    }
    expect(await notices(['v1', '1.2.3_build.4'])).toEqual([])
    expect(await notices(['v1.2.3'])).toEqual([expect.stringContaining('by the tag "1.2.3_build.4"')])
  })
})

describe('a chart with dependencies', () => {
  const dependent = `${chartYaml}dependencies: [{ name: db, version: ">=1" }]\n`

  it.each([
    ['an archive', { 'charts/web/charts/db-1.0.0.tgz': 'tgz' }],
    ['a directory', { 'charts/web/charts/db/Chart.yaml': 'name: db' }],
  ])('is packed with %s of each', async (_, dependency) => {
    using tree = createWorkingTree({ ...content, 'charts/web/Chart.yaml': dependent })
    tree.write(dependency)
    const { layer, config } = await makeChart(tree, ['charts/web', 'charts/web/charts'])
    expect(await pathsIn(layer)).toContain(`web/${Object.keys(dependency)[0]?.slice('charts/web/'.length)}`)
    expect(config.dependencies).toEqual([{ name: 'db', version: '>=1' }])
  })

  it('is refused without', async () => {
    using tree = createWorkingTree({ ...content, 'charts/web/Chart.yaml': dependent })
    tree.write({ 'charts/web/charts/db-1.0.0.tgz': 'not named' })
    expect(await failureOf(makeChart(tree, ['charts/web']))).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('helm dependency build'),
    })
  })
})

describe('what is no chart that helm would pull', () => {
  it.each<[string, Content, string[], RegExp, Options?]>([
    ['no Chart.yaml', {}, ['README.md'], /no Chart\.yaml/],
    ['something beside it', {}, ['charts/web', 'README.md'], /"\/README\.md" is not below the chart/],
    ['two charts', { 'charts/b/Chart.yaml': chartYaml }, ['charts'], /is not below the chart/],
    [
      'another repository',
      {},
      ['charts/web'],
      /wanted image: ghcr\.io\/acme\/charts\/web/,
      { image: parseRepository('ghcr.io/acme/charts') },
    ],
    [
      'a symlink',
      { 'charts/web/link': '->values.yaml' },
      ['charts/web'],
      /symlink, which a chart cannot hold/,
    ],
    ['a huge file', { 'charts/web/a': 'a'.repeat(5 * 1024 ** 2 + 1) }, ['charts/web'], /helm does not load/],
    ['no YAML', { 'charts/web/Chart.yaml': 'a: [' }, ['charts/web'], /Chart\.yaml is not YAML/],
    ['no version', { 'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\n' }, ['charts/web'], /"version"/],
  ])('is refused: %s', async (_, more, lines, message, options = {}) => {
    using tree = createWorkingTree({ ...content, ...more })
    expect(await failureOf(makeChart(tree, lines, options))).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(message),
    })
  })

  it.each(['1', '1.2', 'v1.2.3', '01.2.3', '"1.2.3 "', '1.2.3+'])(
    'is refused: the version %s',
    async (version) => {
      using tree = createWorkingTree({
        ...content,
        'charts/web/Chart.yaml': chartYaml.replace(/^version: .*$/m, `version: ${version}`),
      })
      expect((await failureOf(makeChart(tree, ['charts/web']))).message).toContain('"version": ')
    },
  )

  it('is told as a whole', async () => {
    using tree = createWorkingTree({ ...content, 'charts/web/Chart.yaml': 'name: 7\nversion: 1\n' })
    const { problems } = await failureOf(makeChart(tree, ['charts/web']))
    expect(problems.map(({ message }) => /"(\w+)"/.exec(message)?.[1])).toEqual([
      'name',
      'version',
      'apiVersion',
    ])
  })
})
