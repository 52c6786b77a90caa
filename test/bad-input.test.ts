import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import type { RunnerContext } from '../src/action/context.ts'
import { type DigestReference, formatReference, parseDigestReference } from '../src/artifact/reference.ts'
import { promote as promoteRelease } from '../src/deployment/promote.ts'
import { connectGitHub } from '../src/github/github.ts'
import { openWorld } from '../src/job/world.ts'
import { connectRegistry } from '../src/registry/registry.ts'
import { pushImage, type TarEntry } from './support/artifacts.ts'
import { testEdge } from './support/edge.ts'
import type { Job, Matching, Permissions } from './support/github.ts'
import { expectClearLine, openDeployments, standingOf } from './support/refusal.ts'
import type { Call, FaultAnswer } from './support/registry.ts'
import type { ActionResult } from './support/runner.ts'
import { type Shop, type Step, startShop, succeeded } from './support/shop.ts'

// Everything that people, registries, GitHub and attackers may hand us and that must not go through: each through
// the built action. What served keeps serving, nothing is left open, and one line says what is wrong.
let shop: Shop
/** Built, signed, scanned, and served by staging. */
let released: string
/** Its site is served by `plain`, and `candidate` could follow: it is signed. */
let served: string
let candidate: string
/** Where the targets are. */
let root: string

const plain = { target: (path: string) => ({ kind: 'directory', path, root: 'public' }) }

/** Environments beside the example's own: each in a directory of its own unless told. */
const environments: Record<string, { path?: string; [key: string]: unknown }> = {
  plain: {},
  ordered: {},
  planned: { require: { plan: true } },
  checked: { require: { 'status-checks': ['test'] } },
  unpacked: {},
  'forged-success': {},
  'forged-run': {},
  'forged-previous': {},
  'forged-both': {},
  'forged-rules': {},
  'forged-former': {},
  'forged-older': { require: { plan: true } },
  elsewhere: {},
  unwritable: { path: '/sys/immutable-deploy' },
  'below-a-file': { path: 'file/site' },
  'a-file': { path: 'file' },
  foreign: {},
  taken: { path: 'plain' },
  odd: {},
}

const pathOf = (name: string) => {
  const path = environments[name]?.path ?? name
  return path.startsWith('/') ? path : join(root, path)
}

beforeAll(async () => {
  shop = await startShop()
  root = dirname(shop.folder)
  const file = '.github/immutable-deploy.yml'
  const policy = parse(await readFile(join(shop.folder, file), 'utf8'))
  for (const [name, { path: _, ...rest }] of Object.entries(environments))
    policy.environments[name] = { ...rest, target: plain.target(pathOf(name)) }
  const hosted = { ...policy, trust: { ...policy.trust, 'deny-self-hosted-runners': true } }
  const text = stringify(policy)
  await shop.commit('Policies', {
    [file]: text,
    '.github/hosted.yml': stringify(hosted),
    '.github/unknown-key.yml': text.replace('version: 1\n', 'version: 1\nenviroments: {}\n'),
    '.github/misspelt.yml': text.replace(/^( +)retain: 2$/m, '$1retian: 2'),
    '.github/no-yaml.yml': 'trust: [unclosed\n',
    '.github/text.yml': 'no policy at all\n',
  })
  released = await shop.release()
  succeeded(await shop.promote('staging', released))
  served = await signed(await pushSite('served'))
  await shop.commit('Next')
  candidate = await signed(await pushSite('candidate'))
  await shop.git('checkout', '--quiet', '-b', 'loose')
  await shop.commit('Anything goes', { [file]: text.replaceAll('sbom: true', 'sbom: false') })
  await shop.git('checkout', '--quiet', 'main')
  const forged = Object.keys(environments).filter((name) => name.startsWith('forged'))
  for (const name of ['plain', ...forged]) {
    const isPlanned = environments[name]?.require !== undefined
    if (isPlanned) await promoteAsPlanned(name, served)
    else succeeded(await shop.promote(name, served))
  }
}, 120_000)
afterAll(() => shop[Symbol.asyncDispose]())

const registryOf = (timeout?: number) =>
  connectRegistry(
    { credentials: async () => undefined, ...(timeout !== undefined && { timeout }) },
    testEdge(),
  )

/** Pushes a site of one layer under a name of its own; nobody has signed it. */
async function pushSite(name: string, entries: readonly TarEntry[] = []): Promise<string> {
  const repository = { registry: shop.registry.host, repository: 'acme/shop' }
  const site = [
    { name: 'public/healthz', content: 'ok\n' },
    { name: 'public/items.json', content: `{ "release": "${name}", "items": [] }\n` },
  ]
  return formatReference(await pushImage(registryOf(), repository, [[...site, ...entries]]))
}

async function signed(image: string, job: Step['job'] = {}): Promise<string> {
  succeeded(await shop.run('sign', { inputs: { image }, job }))
  return image
}

async function promoteAsPlanned(environment: string, image: string): Promise<Record<string, string>> {
  const planned = await shop.run('plan', { inputs: { image, environment } })
  const inputs = { plan: succeeded(planned).outputs.plan ?? '' }
  succeeded(await shop.promote(environment, image, { inputs }))
  return inputs
}

const standing = () =>
  standingOf(shop, [
    shop.sites.staging.path,
    shop.sites.production.path,
    ...Object.keys(environments).map(pathOf),
  ])

/** Runs a step that must refuse, and insists that it changed nothing and said why. */
async function refuses(step: () => Promise<ActionResult>, says: RegExp | readonly RegExp[]) {
  const before = await standing()
  const result = await step()
  const line = expectClearLine(result, says)
  expect(await standing()).toEqual(before)
  return { result, line }
}

const promote =
  (environment: string, image: string, step: Step = {}) =>
  () =>
    shop.promote(environment, image, step)

const run =
  (action: string, inputs: Record<string, string>, step: Step = {}) =>
  () =>
    shop.run(action, { ...step, inputs })

describe('an input', () => {
  it.each([
    ['sign', 'image', {}],
    ['scan', 'image', { sbom: 'sbom.json' }],
    ['verify', 'image', {}],
    ['plan', 'image', { environment: 'staging' }],
    ['promote', 'image', { environment: 'staging' }],
    ['build', 'base', { image: '127.0.0.1:1/acme/shop', files: 'public' }],
  ])(
    'of %s that names a tag where a digest is needed is refused with the way to name one',
    async (action, input, others) => {
      const tag = `${shop.image}:v1`
      await refuses(
        run(action, { ...others, [input]: tag }),
        `input "${input}": "${tag}" names a tag; use ${shop.image}@sha256:…`.split('; ').map(exactly),
      )
    },
  )

  it.each(['plan', 'promote'])(
    'of %s that names an unknown environment is refused with the known ones',
    async (action) => {
      await refuses(run(action, { image: released, environment: 'prodution' }), [
        /no environment "prodution"/,
        /"staging", "production"/,
      ])
    },
  )
})

describe('a policy file', () => {
  it.each([
    ['misspelt', 'retian', 'retain'],
    ['unknown-key', 'enviroments', 'environments'],
  ])(
    'with an unknown key is refused at its line with the key that was meant: %s',
    async (name, key, meant) => {
      const file = `.github/${name}.yml`
      const lines = (await readFile(join(shop.folder, file), 'utf8')).split('\n')
      const line = lines.findIndex((text) => text.trim().startsWith(`${key}:`)) + 1
      for (const step of [
        run('plan', { image: released, environment: 'production', policy: file }),
        promote('staging', candidate, { inputs: { policy: file } }),
      ]) {
        const { line: found } = await refuses(step, [
          exactly(`unknown key "${key}"`),
          exactly(`did you mean "${meant}"?`),
        ])
        expect(found).toMatchObject({ file, line, others: [] })
      }
    },
  )

  it.each([
    ['that is not there', 'nothing', [/no policy file \.github\/nothing\.yml/, /add one/]],
    ['that is not YAML', 'no-yaml', [/policy \.github\/no-yaml\.yml, line 2/]],
    ['that is a text', 'text', [/policy \.github\/text\.yml/, /map/]],
  ])('%s is refused', async (_, name, says) => {
    const policy = `.github/${name}.yml`
    await refuses(run('plan', { image: released, environment: 'staging', policy }), says)
    await refuses(promote('staging', candidate, { inputs: { policy } }), says)
  })

  it('counts as it is on the default branch, whatever the branch or the checkout says', async () => {
    const file = '.github/immutable-deploy.yml'
    const head = await shop.git('rev-parse', 'main')
    await shop.git('checkout', '--quiet', 'loose')
    const loose = await readFile(join(shop.folder, file), 'utf8')
    await writeFile(join(shop.folder, file), loose.replaceAll('plan: true', 'plan: false'))
    const step = promote('staging', candidate, { job: { ref: 'refs/heads/loose' } })
    const { result } = await refuses(step, /sbom: no verified SBOM/).finally(() =>
      shop.git('checkout', '--quiet', '--force', 'main'),
    )
    const record = JSON.parse(await readFile(result.outputs['record-path'] ?? '', 'utf8'))
    expect(record.policy.commit).toBe(head)
  })
})

describe('a build', () => {
  const fresh = () => `${shop.registry.host}/acme/fresh`
  const build = (inputs: Record<string, string> = {}) =>
    run('build', { image: fresh(), files: 'public', ...inputs })
  const pushed = () => {
    const { tags, manifests } = shop.registry.store.repository('acme/fresh')
    return { tags: [...tags.keys()], manifests: manifests.size }
  }

  it('of a modified tracked file is refused, and the file is named', async () => {
    const file = join(shop.folder, 'public/index.html')
    await writeFile(file, 'changed\n')
    const { line } = await refuses(build(), [/tracked files differ/, /"public\/index\.html"/]).finally(() =>
      shop.git('checkout', '--quiet', '--', 'public/index.html'),
    )
    expect(line).toMatchObject({ file: 'public/index.html', others: [] })
    expect(pushed()).toEqual({ tags: [], manifests: 0 })
  })

  it.each([
    ['a file outside of the workspace', '../secret', 'outside of the context'],
    ['an absolute path outside of it', '/etc/passwd', 'outside of the context'],
    ['a link that leaves it', 'made/leaves', 'outside of the context'],
    ['a link to an absolute path', 'made/absolute', 'symlink to the absolute path'],
    ['a path through a link', 'made/parent/secret', 'by a detour'],
    ['a named pipe', 'made/pipe', 'a named pipe'],
    ['git’s own directory', '.git/config', "git's own directory"],
    ['nothing', 'made/nothing', 'neither in the commit nor on disk'],
  ])('of %s is refused', async (_, path, reason) => {
    const made = join(shop.folder, 'made')
    await mkdir(made)
    await writeFile(join(root, 'secret'), 'secret\n')
    await symlink('../../secret', join(made, 'leaves'))
    await symlink('/etc/passwd', join(made, 'absolute'))
    await symlink('../..', join(made, 'parent'))
    await promisify(execFile)('mkfifo', [join(made, 'pipe')])
    await refuses(build({ files: path }), [exactly(`"${path}`), exactly(reason)]).finally(() =>
      rm(made, { recursive: true }),
    )
    expect(pushed()).toEqual({ tags: [], manifests: 0 })
  })

  describe('whose commit tag names something else', () => {
    let tag: string
    let image: string
    const other = () => {
      const { digest } = shop.registry.store.addImage('acme/tagged', { tag, layers: [String(Math.random())] })
      return digest
    }
    beforeAll(async () => {
      image = `${shop.registry.host}/acme/tagged`
      tag = `sha-${await shop.git('rev-parse', 'HEAD')}`
    })

    it.each([
      [
        'reuse',
        /no verified provenance for this commit: delete the tag, or use "if-tag-exists: replace-unsigned"/,
      ],
      ['rebuild', /one of the two was not made from this commit alone/],
      ['fail', /input "if-tag-exists" is "fail"/],
    ])('is refused with if-tag-exists: %s', async (ifTagExists, way) => {
      const digest = other()
      const inputs = { image, files: 'public', 'if-tag-exists': ifTagExists }
      await refuses(run('build', inputs), [exactly(`${image}:${tag}`), exactly(digest), way])
    })

    it('is refused with if-tag-exists: replace-unsigned, where somebody vouched for it', async () => {
      const digest = other()
      await signed(`${image}@${digest}`, { workflow: '.github/workflows/other.yml' })
      const inputs = { image, files: 'public', 'if-tag-exists': 'replace-unsigned' }
      await refuses(run('build', inputs), [exactly(`${image}:${tag}`), exactly(digest), /carries evidence/])
    })

    it('replaces it with if-tag-exists: replace-unsigned where nobody did, and says so', async () => {
      const digest = other()
      const inputs = { image, files: 'public', 'if-tag-exists': 'replace-unsigned' }
      const built = succeeded(await shop.run('build', { inputs }))
      expect(shop.registry.store.repository('acme/tagged').tags.get(tag)).toBe(built.outputs.digest)
      expect(built.annotations).toEqual([
        { kind: 'warning', message: expect.stringMatching(new RegExp(`${digest}.*is replaced`)) },
      ])
    })
  })

  it.each([
    ['401', unauthorized, [/log in to 127\.0\.0\.1:\d+ first: docker login/]],
    ['403', refusing(403, 'DENIED', 'requested access to the resource is denied'), [/403 DENIED/, /log in/]],
    ['429', refusing(429, 'TOOMANYREQUESTS', 'slow down'), [/429 TOOMANYREQUESTS: slow down/]],
    ['500', refusing(500, 'UNKNOWN', 'the disk is full'), [/500 UNKNOWN: the disk is full/]],
  ] as const)('is refused by a registry that answers a push with %s', async (_, answer, says) => {
    await withFault(
      ({ method, path }) => method !== 'HEAD' && path.includes('/fresh/'),
      answer,
      () => refuses(build(), [...says, /cannot push/, /acme\/fresh/]),
    )
    expect(pushed()).toEqual({ tags: [], manifests: 0 })
  })

  it('is refused by a registry that stores something else than was sent', async () => {
    await withFault(
      ({ method, path }) => method === 'PUT' && path.includes('/fresh/manifests/'),
      'wrong-digest',
      () =>
        build()().then((result) =>
          expectClearLine(result, [/cannot push/, /wanted sha256:[0-9a-f]{64}, found sha256:/]),
        ),
    )
    expect(pushed().tags).toEqual([])
  })
})

describe('a file that an input names', () => {
  beforeAll(async () => {
    await promisify(execFile)('mkfifo', [join(root, 'pipe')])
  })

  it.each([
    ['sign', 'subject-path', {}],
    ['sign', 'sbom-path', { 'subject-name': 'site', 'subject-digest': `sha256:${'0'.repeat(64)}` }],
    ['sign', 'key', { 'subject-name': 'site', 'subject-digest': `sha256:${'0'.repeat(64)}` }],
    ['verify', 'subject-path', {}],
    ['verify', 'bundle', { 'subject-digest': `sha256:${'0'.repeat(64)}` }],
    ['scan', 'sbom', {}],
  ])(
    'of %s that is a named pipe or not there is refused, and not waited for: %s',
    async (action, input, others) => {
      for (const [name, reason] of [
        ['pipe', 'is not a regular file'],
        ['nothing', 'cannot be read: ENOENT'],
      ] as const) {
        const inputs = { ...others, [input]: join(root, name) }
        await refuses(run(action, inputs), [exactly(`"${join(root, name)}"`), exactly(reason)])
      }
    },
  )
})

describe('a job without id-token: write', () => {
  const without: Permissions = {
    contents: 'read',
    packages: 'write',
    attestations: 'write',
    deployments: 'write',
    checks: 'read',
  }
  it.each<[string, () => Promise<Record<string, string>>]>([
    ['sign', async () => ({ image: candidate })],
    ['scan', async () => ({ image: candidate, sbom: await shop.writeSbom() })],
    ['promote', async () => ({ image: candidate, environment: 'plain' })],
  ])('is refused by %s before anything is done, and told what to add', async (action, inputs) => {
    const given = await inputs()
    const before = shop.github.deployments.length
    const { result } = await refuses(
      run(action, given, { job: { permissions: without } }),
      /^missing permission id-token: write; add it to the job that calls this action$/,
    )
    expect(result.log).not.toMatch(/^shift/m)
    expect(shop.github.deployments).toHaveLength(before)
  })
})

describe('a registry', () => {
  const reads = ({ method, path }: Call) =>
    method === 'GET' && path.endsWith(`/manifests/${candidate.replace(/.*@/, '')}`)
  const layers = ({ method, path }: Call) => method === 'GET' && path.includes('/blobs/') && !isConfig(path)
  // The configuration of the candidate is read to judge it; its layer only when it is staged.
  const isConfig = (path: string) => !path.endsWith(layerOf(candidate))

  it.each([
    ['401', unauthorized, [/log in to 127\.0\.0\.1:\d+ first: docker login/]],
    ['403', refusing(403, 'DENIED', 'no access'), [/403 DENIED: no access/, /log in/]],
    ['404', refusing(404, 'MANIFEST_UNKNOWN', 'manifest unknown'), [/the registry has no such manifest/]],
    ['429', refusing(429, 'TOOMANYREQUESTS', 'slow down'), [/429 TOOMANYREQUESTS: slow down/]],
    ['500', refusing(500, 'UNKNOWN', 'the disk is full'), [/500 UNKNOWN: the disk is full/]],
    ['a page of HTML', { status: 200, body: '<html>' }, [/wanted sha256:/]],
    ['another digest', 'wrong-digest', [/wanted sha256:[0-9a-f]{64}, found sha256:/]],
    ['other bytes', 'wrong-bytes', [/wanted sha256:[0-9a-f]{64}, found sha256:/]],
    ['half of the bytes', 'truncate', [/the connection broke/]],
    ['no bytes at all', 'reset', [/cannot fetch/]],
  ] as const)(
    'that answers %s lets nothing be promoted',
    async (_, answer, says) => {
      const wanted = [...says, exactly(`cannot fetch ${candidate}`)]
      await withFault(reads, answer, async () => {
        const before = shop.github.deployments.length
        await refuses(promote('plain', candidate), wanted)
        expect(shop.github.deployments).toHaveLength(before)
      })
    },
    90_000,
  )

  it('that answers an error lets nothing be planned', async () => {
    await withFault(reads, refusing(500, 'UNKNOWN', 'the disk is full'), () =>
      refuses(run('plan', { image: candidate, environment: 'plain' }), [
        exactly(`cannot fetch ${candidate}`),
        /500 UNKNOWN: the disk is full/,
      ]),
    )
  })

  it.each([
    ['other bytes of a layer', 'wrong-bytes', /wanted sha256:[0-9a-f]{64}, found sha256:/],
    ['half of a layer, each time', 'truncate', /the connection broke/],
    ['no layer', refusing(404, 'BLOB_UNKNOWN', 'blob unknown to registry'), /404 BLOB_UNKNOWN/],
  ] as const)(
    'that answers %s lets nothing be staged, and what is open is closed',
    async (_, answer, says) => {
      await withFault(layers, answer, async () => {
        const { result } = await refuses(promote('plain', candidate), says)
        expect(result.outputs.outcome).toBe('reverted')
      })
      expect(newestJournal()).toEqual(['in_progress', 'failure'])
    },
  )

  it('that breaks off once in the middle of a layer is asked for the rest', async () => {
    await withFault(layers, 'truncate', () => promote('elsewhere', candidate)().then(succeeded), 1)
    expect(newestJournal().at(-1)).toBe('success')
  })

  // A runner would wait for minutes, as long as a registry may be slow; here the patience is an argument.
  it.each([
    ['before anything is opened', reads, 0],
    ['while a release is staged', layers, 1],
  ] as const)('that never answers is given up %s', async (_, match, opened) => {
    const before = await standing()
    const deployments = shop.github.deployments.length
    await withFault(match, 'hang', async () => {
      const outcome = await promoteImpatiently(candidate).then(
        ({ kind, reasons }) => `${kind}: ${reasons.join()}`,
        (error: Error) => error.message,
      )
      expect(outcome).toMatch(/no answer within 0\.\d+ s|nothing came or went/)
    })
    expect(await standing()).toEqual(before)
    expect(shop.github.deployments.length - deployments).toBe(opened)
  })

  it('that stops in the middle of a layer is given up', async () => {
    const before = await standing()
    await withFault(layers, 'stall', async () => {
      const { kind, reasons } = await promoteImpatiently(candidate)
      expect(kind).toBe('reverted')
      expect(reasons.join()).toMatch(/nothing came or went for 0\.\d+ s/)
    })
    expect(await standing()).toEqual(before)
  })

  /** Promotes into `plain` from within this process, with a registry that must answer at once. */
  async function promoteImpatiently(image: string) {
    const edge = testEdge()
    const permissions: Permissions = {
      contents: 'read',
      deployments: 'write',
      'id-token': 'write',
      attestations: 'read',
      checks: 'read',
    }
    const job = shop.github.startJob({ permissions, sha: await shop.git('rev-parse', 'HEAD') })
    const { token, repository, api_url: apiUrl } = job.github
    const parsed = parseDigestReference(image)
    const world = openWorld(
      {
        context: contextOf(job),
        edge,
        github: connectGitHub({ token, apiUrl, repository }, edge),
        home: { name: repository, id: job.github.repository_id, serverUrl: job.github.server_url },
        signing: {
          serverUrl: job.github.server_url,
          workspace: shop.folder,
          env: {},
          identityToken: { ...job.identity },
        },
        roots: { kind: 'known' },
        registryOf: () => registryOf(300),
        accessTo: async () => ({ insecure: true }),
      },
      parsed,
      '.github/immutable-deploy.yml',
    )
    const request = { environment: 'plain', release: { app: parsed }, allowDowngrade: false }
    return promoteRelease(request, world, edge)
  }
})

describe('evidence', () => {
  it('for another digest is no evidence for this one', async () => {
    const image = await pushSite('unsigned')
    const { outputs } = succeeded(await shop.run('sign', { inputs: { image: candidate } }))
    const bundle = outputs['bundle-path'] ?? ''
    const { line } = await refuses(
      run('verify', { image, bundle }),
      /nothing that is said about sha256:\w+ holds/,
    )
    expect(line.others.map(({ message }) => message)).toEqual([expect.stringMatching(/another artifact/)])
    await attach(image, JSON.parse(await readFile(bundle, 'utf8')))
    await refuses(promote('plain', image), [/provenance: no verified build provenance/, /another artifact/])
  })

  it.each<[string, Step['job'], RegExp, string?]>([
    ['of a pull request', { event: 'pull_request' }, /wanted a build started by .*found "pull_request"/],
    [
      'of another branch',
      { ref: 'refs/heads/loose' },
      /wanted source ref "refs\/heads\/main", found "refs\/heads\/loose"/,
    ],
    [
      'by another workflow',
      { workflow: '.github/workflows/experiment.yml' },
      /wanted the workflow "acme\/shop\/\.github\/workflows\/deploy\.yml"/,
    ],
    [
      'by the workflow for another repository',
      { claims: { repository_id: '9999', repository: 'evil/shop', repository_owner_id: '1' } },
      /wanted source repository's id "1001", found "9999"/,
    ],
    [
      'of a self-hosted runner where that is denied',
      { runnerEnvironment: 'self-hosted' },
      /wanted runner "github-hosted", found "self-hosted"/,
      '.github/hosted.yml',
    ],
  ])('%s is refused by promote and shown by plan', async (_, job, says, policy) => {
    const image = await signed(await pushSite(`signed ${says}`), job)
    const inputs: Record<string, string> = policy === undefined ? {} : { policy }
    const { result } = await refuses(promote('plain', image, { inputs }), [
      /^"plain" refuses the promotion: provenance: /,
      says,
    ])
    expect(result.outputs).toMatchObject({ outcome: 'refused', changed: 'false' })
    const plan = succeeded(await shop.run('plan', { inputs: { image, environment: 'plain', ...inputs } }))
    expect(plan.outputs.allowed).toBe('false')
  })
})

describe('GitHub', () => {
  it.each<[string, Matching, string]>([
    ['the attestations', { method: 'GET', path: /\/attestations\// }, 'attestations: read'],
    ['the order of commits', { method: 'GET', path: /\/compare\// }, 'contents: read'],
    ['the deployments', { method: 'GET', path: /\/deployments\?/ }, 'deployments: read'],
    ['the journals', { path: /\/graphql/, body: /on Deployment/ }, 'deployments: read'],
    ['a new deployment', { method: 'POST', path: /\/deployments$/ }, 'deployments: write'],
    ['a line in the journal', { method: 'POST', path: /\/statuses$/ }, 'deployments: write'],
  ])('that refuses %s is told by the permission that is missing', async (_, matching, permission) => {
    await withoutPermission(matching, () =>
      refuses(promote('plain', candidate), exactly(`missing permission ${permission}; add it to the job`)),
    )
  })

  it.each([
    ['the head of the default branch', /\/graphql|\/commits\/HEAD/],
    ['the policy', /\/graphql|\/contents\//],
  ])('that refuses %s in both ways is told by the permission that is missing', async (_, path) => {
    await withoutPermission({ path, times: 2 }, () =>
      refuses(promote('plain', candidate), exactly('missing permission contents: read; add it to the job')),
    )
  })

  it.each([
    ['checks: read', /\/commits\/\w+\/check-runs/],
    ['statuses: read', /\/commits\/\w+\/status/],
  ])(
    'that refuses the checks of a commit is told by the permission that is missing: %s',
    async (permission, path) => {
      await withoutPermission({ method: 'GET', path }, () =>
        refuses(promote('checked', candidate), exactly(`missing permission ${permission}`)),
      )
    },
  )

  it('that does not say whether a run is alive is told so, and the run is let be', async () => {
    const ahead = await forge('plain', { release: served, changed: [] })
    shop.github.setCheckRun(ahead.checkRun, { status: 'in_progress' })
    await withoutPermission({ method: 'GET', path: /\/check-runs\/\d+$/ }, () =>
      refuses(promote('plain', candidate), exactly('missing permission checks: read')),
    )
    expect(openDeployments(shop)).toContain(ahead.id)
    await conclude(ahead.id, 'failure')
  })

  it('that refuses the last line of the journal is asked again by the post step', async () => {
    const image = await signed(await pushSite('last line'))
    const success = { method: 'POST', path: /\/statuses$/, body: /success/ }
    const result = await withoutPermission(success, promote('elsewhere', image))
    expectClearLine(result, [
      /"elsewhere" is left unfinished at "confirm"/,
      /missing permission deployments: write/,
    ])
    expect(newestJournal().at(-1)).toBe('success')
    expect(openDeployments(shop)).toEqual([])
  })
})

describe('a target', () => {
  beforeAll(async () => {
    await writeFile(join(root, 'file'), '')
    await mkdir(pathOf('foreign'))
    await writeFile(join(pathOf('foreign'), 'theirs'), '')
    await mkdir(join(pathOf('odd'), 'current'), { recursive: true })
    const marker = { kind: 'directory', repository: 'acme/shop', environment: 'odd', service: 'app' }
    await writeFile(join(pathOf('odd'), '.immutable-deploy.json'), `${JSON.stringify(marker)}\n`)
  })

  it.each([
    ['that cannot be written', 'unwritable', /target path ".*" is not writable/],
    ['below a file', 'below-a-file', /target path ".*" cannot be read: ENOTDIR/],
    ['that is a file', 'a-file', /target path ".*" is not a directory/],
    ['that holds somebody else’s files', 'foreign', /is not ours; name an empty or a new directory/],
    ['of another environment', 'taken', /belongs to another environment than "taken" of acme\/shop/],
    ['whose link is no link of ours', 'odd', /is not a link to one of our releases/],
  ])('%s is refused', async (_, environment, says) => {
    await refuses(promote(environment, candidate), says)
    expect(openDeployments(shop)).toEqual([])
  })
})

describe('a layer', () => {
  it.each<[string, TarEntry[], RegExp]>([
    [
      'with ".."',
      [{ name: '../../../escaped', content: 'out' }],
      /"\.\.\/\.\.\/\.\.\/escaped", which leaves the release/,
    ],
    [
      'with an absolute path',
      [{ name: '/tmp/escaped', content: 'out' }],
      /"\/tmp\/escaped", which leaves the release/,
    ],
    [
      'with a link to an absolute path',
      [{ name: 'public/etc', type: 'symlink', linkname: '/etc' }],
      /to "\/etc"; wanted a relative target/,
    ],
    [
      'with a link that leaves',
      [{ name: 'public/up', type: 'symlink', linkname: '../../..' }],
      /"public\/up", which leaves the release/,
    ],
    [
      'with a hard link that leaves',
      [{ name: 'public/hard', type: 'link', linkname: '../../file' }],
      /"public\/hard", which leaves the release/,
    ],
    [
      'that writes through a link',
      [
        { name: 'public/here', type: 'symlink', linkname: '.' },
        { name: 'public/here/x', content: 'out' },
      ],
      /below "here", which is a link/,
    ],
    [
      'with a device',
      [{ name: 'public/null', type: 'character-device' }],
      /a character-device; wanted only files, folders and links/,
    ],
  ])('%s is refused before anything serves it', async (_, entries, says) => {
    const image = await signed(await pushSite(String(says), entries))
    const { result } = await refuses(promote('unpacked', image), says)
    expect(result.outputs.outcome).toBe('reverted')
    expect(newestJournal()).toEqual(['in_progress', 'failure'])
  })
})

describe('the rules', () => {
  it('refuse a plan that nobody approved, and one that moved since', async () => {
    await refuses(promote('planned', candidate), [/plan: no plan was approved/, /run the action plan/])
    const planned = await shop.run('plan', { inputs: { image: candidate, environment: 'planned' } })
    const plan = succeeded(planned).outputs.plan ?? ''
    await refuses(promote('plain', candidate, { inputs: { plan } }), [
      /plan: the plan moved since it was approved/,
      exactly(plan),
      /plan again/,
    ])
    const other = await signed(await pushSite('not what was planned'))
    await refuses(promote('planned', other, { inputs: { plan } }), /plan: the plan moved/)
    succeeded(await shop.promote('planned', candidate, { inputs: { plan } }))
    await refuses(
      promote('planned', served, { inputs: { plan, 'allow-downgrade': 'true' } }),
      /plan: the plan moved/,
    )
  })

  it('refuse an older commit, unless going back is asked for', async () => {
    succeeded(await shop.promote('ordered', candidate))
    await refuses(promote('ordered', served), [
      /order: \w{7} is behind \w{7}, which serves/,
      /allow-downgrade/,
    ])
    const back = await shop.promote('ordered', served, { inputs: { 'allow-downgrade': 'true' } })
    expect(succeeded(back).outputs.outcome).toBe('promoted')
  })

  it('refuse what was never confirmed in the environment before', async () => {
    const planned = await shop.run('plan', { inputs: { image: candidate, environment: 'production' } })
    const { plan = '', allowed } = succeeded(planned).outputs
    expect(allowed).toBe('false')
    const { line } = await refuses(
      promote('production', candidate, { inputs: { plan } }),
      /refuses the promotion/,
    )
    expect([line, ...line.others].map(({ message }) => message).join('\n')).toMatch(
      /upstream: sha256:\w+ was never confirmed in "staging"; promote it into "staging" first/,
    )
  })
})

describe('whoever may only write deployments', () => {
  let unsigned: string
  beforeAll(async () => {
    unsigned = await pushSite('forged')
  })

  it.each<[string, string, readonly (() => Promise<Forgery>)[]]>([
    ['by calling it a success', 'forged-success', [async () => ({ release: unsigned, state: 'success' })]],
    [
      'by a run that seems to have died',
      'forged-run',
      [async () => ({ release: unsigned, previous: unsigned })],
    ],
    [
      'as what seems to have served before',
      'forged-previous',
      [async () => ({ release: served, previous: unsigned })],
    ],
    [
      'as what served before by a success, for a run that seems to have died',
      'forged-both',
      [
        async () => ({ release: unsigned, state: 'success' }),
        async () => ({ release: served, previous: unsigned }),
      ],
    ],
  ])(
    'cannot have an unsigned image deployed %s, nor keep a signed one from it',
    async (_, environment, forgeries) => {
      for (const forgery of forgeries) await forge(environment, await forgery())
      const refused = await shop.promote(environment, unsigned)
      expectClearLine(refused, /./)
      await expectServing(environment, served)

      // A forged success contradicts what serves: then people are told to promote that again.
      const result = await shop.promote(environment, candidate)
      if (result.failed) {
        expectClearLine(result, /promote .* (to have it recorded|again)/)
        await expectServing(environment, served)
        succeeded(await shop.promote(environment, served))
        succeeded(await shop.promote(environment, candidate))
      }
      await expectServing(environment, candidate)
      expect(openIn(environment)).toEqual([])
    },
  )

  it('cannot have an older release put back by calling it a success once more', async () => {
    await promoteAsPlanned('forged-older', candidate)
    await forge('forged-older', { release: served, state: 'success' })
    // For want of a plan it may be refused; it must not go back to what a record alone calls former.
    await shop.promote('forged-older', candidate)
    await expectServing('forged-older', candidate)
    expect(openIn('forged-older')).toEqual([])
  })

  it('cannot have it put back for a run that seems to have died, either', async () => {
    succeeded(await shop.promote('forged-former', candidate))
    await forge('forged-former', { release: served, state: 'success' })
    await forge('forged-former', { release: candidate, previous: served })
    expectClearLine(await shop.promote('forged-former', unsigned), /./)
    await expectServing('forged-former', candidate)
  })

  it('cannot choose the rules by which a run that seems to have died is ended', async () => {
    const commit = await shop.git('rev-parse', 'loose')
    await forge('forged-rules', { release: unsigned, commit })
    const result = succeeded(await shop.promote('forged-rules', candidate))
    expect(result.annotations).toContainEqual({
      kind: 'warning',
      message: expect.stringMatching(new RegExp(`${commit}, which is not on the default branch`)),
    })
    await expectServing('forged-rules', candidate)
  })

  const openIn = (environment: string) =>
    shop.github.deployments.filter(
      (one) => one.environment === environment && openDeployments(shop).includes(one.id),
    )

  async function expectServing(environment: string, image: string): Promise<void> {
    const { targets } = await standing()
    const hex = (reference: string) => reference.replace(/.*sha256:/, '')
    expect(targets[pathOf(environment)]?.current).toBe(`releases/${hex(image)}`)
    expect(targets[pathOf(environment)]?.releases).not.toContain(hex(unsigned))
  }
})

type Forgery = {
  release: string
  previous?: string
  changed?: string[]
  state?: string
  commit?: string
}

/** Writes a deployment in our form, as anyone can who may write deployments. */
async function forge(environment: string, { release, previous, changed = ['app'], state, commit }: Forgery) {
  const head = await shop.git('rev-parse', 'main')
  const checkRun = 4_000_000_000 + shop.github.deployments.length
  const payload = {
    release: { app: release },
    changed,
    previous: previous === undefined ? null : { app: previous },
    plan: `sha256:${'0'.repeat(64)}`,
    policy: { commit: commit ?? head, digest: `sha256:${'0'.repeat(64)}` },
    run: { id: '1', attempt: 1, 'check-run': checkRun },
    nonce: `forged-${checkRun}`,
    hold: null,
  }
  const request = { ref: head, task: 'immutable-deploy', environment, payload: JSON.stringify(payload) }
  const { id } = await asStranger('deployments', { ...request, auto_merge: false, required_contexts: [] })
  if (state !== undefined) await conclude(id, state)
  return { id, checkRun }
}

async function conclude(id: number, state: string): Promise<void> {
  await asStranger(`deployments/${id}/statuses`, { state, auto_inactive: false })
}

async function asStranger(path: string, body: unknown): Promise<{ id: number }> {
  const token = shop.github.token({ deployments: 'write' })
  const answer = await fetch(`${shop.github.url}/repos/acme/shop/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(201)
  return JSON.parse(await answer.text())
}

async function attach(image: string, bundle: { mediaType: string }): Promise<void> {
  const { mediaType } = bundle
  const bytes = Buffer.from(JSON.stringify(bundle))
  const referrer = { artifactType: mediaType, mediaType, bytes, annotations: {} }
  await registryOf().attach(parseDigestReference(image) satisfies DigestReference, referrer)
}

function contextOf({ github, runId, attempt, jobCheckRunId }: Job): RunnerContext {
  return {
    repository: github.repository,
    repositoryId: Number(github.repository_id),
    owner: github.repository_owner,
    ownerId: Number(github.repository_owner_id),
    sha: github.sha,
    ref: github.ref,
    runId,
    runAttempt: attempt,
    actor: github.actor,
    eventName: github.event_name,
    serverUrl: github.server_url,
    apiUrl: github.api_url,
    workspace: shop.folder,
    job: github.job,
    runnerTemp: root,
    workflowRef: github.workflow_ref,
    checkRunId: jobCheckRunId,
  }
}

/** The digest of an image's only layer. */
function layerOf(image: string): string {
  const { manifests } = shop.registry.store.repository('acme/shop')
  const found = manifests.get(parseDigestReference(image).digest)
  return JSON.parse(found?.bytes.toString() ?? '').layers[0].digest
}

function newestJournal(): string[] {
  return shop.github.deployments[0]?.statuses.map(({ state }) => state) ?? []
}

/** Lets the registry answer otherwise while something is done; asks for no wait before it is asked again. */
async function withFault<T>(
  match: (call: Call) => boolean,
  answer: FaultAnswer,
  work: () => Promise<T>,
  times = Number.POSITIVE_INFINITY,
): Promise<T> {
  let on = true
  shop.registry.fault({ match: (call) => on && match(call), answer, times })
  try {
    return await work()
  } finally {
    on = false
  }
}

/** Lets GitHub refuse one such request, as it does for want of a permission. */
async function withoutPermission<T>(
  matching: Matching & { times?: number },
  work: () => Promise<T>,
): Promise<T> {
  const body = { message: 'Resource not accessible by integration' }
  const end = shop.github.fault({ ...matching, answer: { status: 403, body } })
  return work().finally(end)
}

function refusing(status: number, code: string, message: string): FaultAnswer {
  const body = JSON.stringify({ errors: [{ code, message }] })
  return { status, headers: { 'content-type': 'application/json', 'retry-after': '0' }, body }
}

const unauthorized = { status: 401, headers: { 'www-authenticate': 'Basic realm="registry"' } }

function exactly(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
}
