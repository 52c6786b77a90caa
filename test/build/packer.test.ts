import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { parseRepository } from '../../src/artifact/reference.ts'
import { type BuildRequest, build } from '../../src/build/build.ts'
import type { Recipe } from '../../src/build/builder.ts'
import { machineImagesOf } from '../../src/build/machine-image.ts'
import { parseTemplateVariable } from '../../src/build/packer.ts'
import { parsePackerLine } from '../../src/build/packer-output.ts'
import type { ProvenanceCheck } from '../../src/build/tags.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { installPrograms, type Programs } from '../support/programs.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { createWorkingTree, temporaryDirectory, type WorkingTree } from './working-tree.ts'

const folder = temporaryDirectory()
const seen = join(folder.path, 'seen')
const variableFile = `(args.find((arg) => arg.startsWith('-var-file=')) ?? '').slice('-var-file='.length)`

/** Packer, which says what was captured. */
const packer = ({ stdout = 'packer.stdout.txt', exitCode = 0, init = '' } = {}) => ({
  packer: `
    if (args[0] === 'version') console.log('Packer v1.11.2')
    if (args[0] === 'init') { ${init} }
    if (args[0] === 'build') {
      const variables = ${variableFile}
      if (variables !== '') fs.writeFileSync('${seen}', fs.readFileSync(variables, 'utf8') + ' ' + (fs.statSync(variables).mode & 0o777).toString(8) + ' ' + variables)
      process.stdout.write(fs.readFileSync(fixtures + '/${stdout}'))
      process.exitCode = ${exitCode}
    }`,
})

let programs: Programs | undefined
afterAll(() => folder[Symbol.dispose]())
afterEach(() => {
  programs?.[Symbol.dispose]()
  programs = undefined
})

const unsigned: ProvenanceCheck = {
  verifiedCommitOf: async () => undefined,
  hasEvidence: async () => false,
}

type Options = Partial<Omit<BuildRequest, 'recipe'>> & {
  bodies?: Record<string, string>
  recipe?: Partial<Recipe>
}

async function run(
  tree: WorkingTree,
  server: RegistryServer,
  { bodies = packer(), recipe, ...options }: Options = {},
  provenance = unsigned,
) {
  programs?.[Symbol.dispose]()
  programs = installPrograms(bodies)
  using temporary = temporaryDirectory()
  const edge = testEdge()
  const registry = connectRegistry({ credentials: async () => undefined }, edge)
  const built = await build(
    {
      image: parseRepository(`${server.host}/acme/machine`),
      builder: 'auto',
      recipe: { context: tree.path, template: 'web.pkr.hcl', ...recipe },
      tags: [],
      ifTagExists: 'reuse',
      source: 'https://github.com/acme/shop',
      temporary: temporary.path,
      ...options,
    },
    { registry, provenance },
    edge,
  )
  return { built, log: edge.logged }
}

const createShop = () =>
  createWorkingTree({ 'web.pkr.hcl': 'build {}', 'old.json': '{}', 'images/a.pkr.hcl': '' })
const repositoryOf = (server: RegistryServer) => server.store.repository('acme/machine')
const argumentsOf = (command: string) =>
  programs
    ?.calls('packer')
    .find(({ args }) => args[0] === command)
    ?.args.slice(1)

describe('a Packer template', () => {
  it('becomes an artifact that says which images it made', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const { built, log } = await run(tree, server, { recipe: { annotations: { team: 'shop' } } })
    expect(built).toMatchObject({
      artifactType: 'application/vnd.immutable-deploy.machine-image.v1+json',
      tag: `sha-${tree.commit}`,
    })
    const manifest = JSON.parse(
      repositoryOf(server).manifests.get(built.image.digest)?.bytes.toString() ?? '',
    )
    expect(manifest).toMatchObject({
      artifactType: built.artifactType,
      config: { mediaType: 'application/vnd.oci.empty.v1+json' },
      layers: [{ mediaType: built.artifactType }],
      annotations: { team: 'shop', 'org.opencontainers.image.revision': tree.commit },
    })
    expect(JSON.parse(server.store.readBlob(manifest.layers[0].digest).toString())).toEqual({
      version: 1,
      images: [
        { name: 'shop.file.motd', builder: 'packer.file', id: 'File' },
        { name: 'shop.null.empty', builder: 'fnoeding.null', id: 'Null' },
      ],
    })
    expect(log).toContain('info: building with Packer v1.11.2')
    expect(log.filter((line) => /PACKER_COMMA|,ui,/.test(line))).toEqual([])
  })

  it('is initialized and built in the context, without asking for news', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    await run(tree, server)
    expect(argumentsOf('init')).toEqual(['web.pkr.hcl'])
    expect(argumentsOf('build')).toEqual([
      ...['-machine-readable', '-color=false', '-warn-on-undeclared-var', 'web.pkr.hcl'],
    ])
    for (const { cwd, env } of programs?.calls('packer').slice(1) ?? []) {
      expect([cwd, env.CHECKPOINT_DISABLE]).toEqual([tree.path, '1'])
    }
  })

  it('is taken from a directory, and is not initialized where it is JSON', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    await run(tree, server, { recipe: { template: 'images' } })
    expect(argumentsOf('init')).toEqual(['images'])
    repositoryOf(server).tags.clear()
    await run(tree, server, { recipe: { template: 'old.json' } })
    expect(argumentsOf('init')).toBeUndefined()
  })

  it('is given variables in a file that is gone afterwards, and on no command line', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    // At the first upload after the build.
    let left: boolean | undefined
    server.fault({
      match: ({ method, path }) => {
        const file = existsSync(seen) ? /600 (.*)$/.exec(readFileSync(seen, 'utf8'))?.[1] : undefined
        if (method === 'HEAD' && path.includes('/blobs/') && file !== undefined) left ??= existsSync(file)
        return false
      },
      answer: 'hang',
    })
    const { log } = await run(tree, server, { recipe: { vars: ['region=us-east-1', 'password=hunter2=x'] } })
    const [, values = '', file = ''] = /^(.*) 600 (.*)$/.exec(readFileSync(seen, 'utf8')) ?? []
    expect(JSON.parse(values)).toEqual({ region: 'us-east-1', password: 'hunter2=x' })
    expect(file).toMatch(/\.json$/)
    expect(left).toBe(false)
    expect(JSON.stringify([programs?.calls(), log])).not.toContain('hunter2')
  })

  it.each<[string, Options, string, RegExp]>([
    ['a template that is not there', { recipe: { template: 'no.hcl' } }, 'not-found', /no template "no.hcl"/],
    [
      'no template',
      { builder: 'packer', recipe: { template: undefined } },
      'invalid-input',
      /"template" is missing/,
    ],
    [
      'what it does not read',
      { recipe: { platforms: [{ os: 'linux', architecture: 'a' }] } },
      'invalid-input',
      /"platforms"/,
    ],
    ['no Packer', { bodies: {} }, 'not-found', /setup-packer/],
    [
      'a plugin that cannot be had',
      { bodies: packer({ init: `console.error('Failed getting the "x" plugin:'); process.exit(1)` }) },
      'unavailable',
      /Failed getting the "x" plugin/,
    ],
    [
      'a build that fails',
      { bodies: packer({ stdout: 'packer-failed.stdout.txt', exitCode: 1 }) },
      'unavailable',
      /null\.b: Script exited with non-zero exit status: 3.*; what was made before stays: Null$/,
    ],
    [
      'a template that is wrong',
      { bodies: packer({ stdout: 'packer-invalid.stdout.txt', exitCode: 1 }) },
      'unavailable',
      /failed: Invalid single-argument block definition on syn\.pkr\.hcl line 2, in build/,
    ],
    [
      'a build of nothing',
      { bodies: { packer: `if (args[0] === 'version') console.log('Packer v1.11.2')` } },
      'not-found',
      /made no image/,
    ],
  ])('is refused with %s', async (_, options, code, message) => {
    using tree = createShop()
    await using server = await startRegistry()
    await expect(run(tree, server, options)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
    expect(repositoryOf(server).tags.size).toBe(0)
  })
})

describe('a commit that Packer has built', () => {
  const other = 'e'.repeat(40)
  const signedFor = (commit: string): ProvenanceCheck => {
    return { verifiedCommitOf: async () => commit, hasEvidence: async () => true }
  }
  const occupy = (server: RegistryServer, tag: string) =>
    server.store.addImage('acme/machine', { tag }).digest

  it('is taken as it is where provenance says so', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const digest = occupy(server, `sha-${tree.commit}`)
    const { built } = await run(tree, server, {}, signedFor(tree.commit))
    expect(built).toMatchObject({ reused: true, image: { digest } })
    expect(programs?.calls()).toEqual([])
  })

  it.each<[BuildRequest['ifTagExists'], string, ProvenanceCheck, string, RegExp]>([
    ['reuse', 'unsigned', unsigned, 'mismatch', /replace-unsigned/],
    ['reuse', 'signed for another', signedFor(other), 'mismatch', /delete the tag/],
    ['replace-unsigned', 'signed for another', signedFor(other), 'mismatch', /carries evidence/],
    ['rebuild', 'unsigned', unsigned, 'invalid-input', /never makes the same twice; use "reuse"/],
    ['fail', 'unsigned', unsigned, 'denied', /"if-tag-exists" is "fail"/],
  ])(
    'is refused with %s where it is %s, before anything is made',
    async (ifTagExists, _, check, code, message) => {
      using tree = createShop()
      await using server = await startRegistry()
      occupy(server, `sha-${tree.commit}`)
      await expect(run(tree, server, { ifTagExists }, check)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      })
      expect(programs?.calls()).toEqual([])
    },
  )

  it('is refused with another tag that is taken, before anything is made', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    occupy(server, 'v1')
    await expect(run(tree, server, { tags: ['v1'] })).rejects.toThrow(/give another one/)
    expect(programs?.calls()).toEqual([])
  })

  it('is not made where it could not be stored', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    server.fault({ match: ({ method }) => method === 'POST', answer: { status: 403 } })
    await expect(run(tree, server)).rejects.toMatchObject({ code: 'unauthorized' })
    expect(programs?.calls()).toEqual([])
  })

  it('is made again over what carries no evidence', async () => {
    using tree = createShop()
    await using server = await startRegistry()
    const digest = occupy(server, `sha-${tree.commit}`)
    const { built } = await run(tree, server, { ifTagExists: 'replace-unsigned' })
    expect(built.replaced).toEqual([{ tag: `sha-${tree.commit}`, digest }])
  })
})

describe('a machine image', () => {
  const lines = (builder: string, id: string) =>
    [
      `1,web,artifact,0,builder-id,${builder}`,
      `1,web,artifact,0,id,${id.replaceAll(',', '%!(PACKER_COMMA)')}`,
    ].map(parsePackerLine)
  const azure = '/subscriptions/1/resourceGroups/acme/providers/Microsoft.Compute/images/web'

  // The forms of the ids are those that the plugins' own documentation gives.
  it.each([
    ['mitchellh.amazonebs', 'us-east-1:ami-0a1', [{ provider: 'aws', region: 'us-east-1', id: 'ami-0a1' }]],
    [
      'packer.post-processor.amazon-import',
      'us-east-1:ami-0a1,eu-west-1:ami-0b2',
      [
        { provider: 'aws', region: 'eu-west-1', id: 'ami-0b2' },
        { provider: 'aws', region: 'us-east-1', id: 'ami-0a1' },
      ],
    ],
    ['Azure.ResourceManagement.VMImage', azure, [{ provider: 'azure', id: azure }]],
    ['packer.googlecompute', 'web-1700000000', [{ provider: 'google', id: 'web-1700000000' }]],
    ['transcend.qemu', 'VM', [{ id: 'VM' }]],
    ['x', 'us-east-1:snap-1,b', [{ id: 'us-east-1:snap-1,b' }]],
    ['x', '', []],
  ])('of %s is read from "%s"', (builder, id, wanted) => {
    expect(machineImagesOf(lines(builder, id))).toEqual(
      wanted.map((place) => ({ name: 'web', builder, ...place })),
    )
  })

  it('is told once, however often Packer tells of it', () => {
    const twice = [...lines('a', 'x'), ...lines('a', 'x')]
    expect(machineImagesOf(twice)).toHaveLength(1)
  })
})

it.each(['hunter2', '=hunter2', 'two words=hunter2'])(
  'refuses "%s" as a variable, and does not quote it',
  (line) => {
    expect(() => parseTemplateVariable(line)).toThrow(/no variable/)
    expect(() => parseTemplateVariable(line)).not.toThrow(/hunter2/)
  },
)
