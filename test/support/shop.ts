import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testEdge } from './edge.ts'
import { type GitHubServer, type JobRequest, type Permissions, startGitHub } from './github.ts'
import { type OsvServer, type OsvVulnerability, startOsv } from './osv.ts'
import { type RegistryServer, type RegistryServerOptions, startRegistry } from './registry.ts'
import { type ActionResult, type RunOptions, runAction } from './runner.ts'
import { type Sigstore, startSigstore } from './sigstore.ts'

export type ShopOptions = {
  registry?: RegistryServerOptions
  github?: Omit<Parameters<typeof startGitHub>[0], 'git'>
  vulnerabilities?: readonly OsvVulnerability[]
  /** Starts the actions' sources rather than `dist`. */
  source?: boolean
}

/** A step of a job: an action with its inputs, and what is particular about the job. */
export type Step = { inputs?: Record<string, string>; job?: Partial<JobRequest> } & Pick<
  RunOptions,
  'kill' | 'onLine' | 'env'
>

/** Acme's shop: the example site in a git repository, deployed by a world in small. */
export interface Shop extends AsyncDisposable {
  github: GitHubServer
  registry: RegistryServer
  sigstore: Sigstore
  osv: OsvServer
  /** The work tree; its `main` is the repository's default branch. */
  folder: string
  /** What each environment's web server shows: the folder `public` of whatever `current` leads to. */
  sites: Record<'staging' | 'production', { url: string; path: string }>
  image: string
  /** Writes files (undefined removes one), commits them to `main`, and returns the commit. */
  commit(message: string, files?: Record<string, string | undefined>): Promise<string>
  git(...args: string[]): Promise<string>
  /** Runs one action in a job of its own, which ends with it. */
  run(action: string, step?: Step): Promise<ActionResult>
  /** Builds, signs and scans what is checked out; returns the image by digest. */
  release(): Promise<string>
  promote(environment: string, image: string, step?: Step): Promise<ActionResult>
  /** Goes back in an environment; `inputs` may say where to and whether to hold. */
  rollBack(environment: string, reason: string, step?: Step): Promise<ActionResult>
  /** Writes the SBOM of what is checked out; returns its path. */
  writeSbom(): Promise<string>
}

// As the README's workflow grants them, job by job.
const permissions: Record<string, Permissions> = {
  build: { contents: 'read', packages: 'write', attestations: 'read' },
  sign: { 'id-token': 'write', attestations: 'write', packages: 'write' },
  scan: {
    contents: 'read',
    packages: 'write',
    'id-token': 'write',
    attestations: 'write',
    deployments: 'read',
    'security-events': 'write',
  },
  verify: { packages: 'read', attestations: 'read' },
  plan: {
    contents: 'read',
    deployments: 'read',
    attestations: 'read',
    packages: 'read',
    actions: 'read',
    'pull-requests': 'read',
  },
  promote: {
    deployments: 'write',
    'id-token': 'write',
    packages: 'write',
    attestations: 'read',
    contents: 'read',
    checks: 'read',
    actions: 'read',
  },
}
permissions.rollback = permissions.promote ?? {}
permissions.hold = { deployments: 'write', contents: 'read', checks: 'read' }
permissions.pipeline = { ...permissions.scan, ...permissions.promote, attestations: 'write' }

export async function startShop(options: ShopOptions = {}): Promise<Shop> {
  const edge = testEdge()
  const root = await mkdtemp(join(tmpdir(), 'shop-'))
  const folder = join(root, 'shop')
  const sigstore = await startSigstore()
  const registry = await startRegistry(options.registry)
  const osv = await startOsv({ vulnerabilities: options.vulnerabilities ?? [] })
  await cp(fileURLToPath(new URL('../../examples/web', import.meta.url)), folder, { recursive: true })
  const sites = {
    staging: await serveSite(join(root, 'staging')),
    production: await serveSite(join(root, 'production')),
  }
  const git = async (...args: string[]) =>
    (await edge.exec('git', args, { cwd: folder, env: gitIdentity })).stdout.trim()

  await write(folder, '.github/trusted_root.json', sigstore.trustedRoot)
  const policyFile = join(folder, '.github/immutable-deploy.yml')
  const policy = (await readFile(policyFile, 'utf8'))
    .replace('trust:\n', 'trust:\n  trusted-root: .github/trusted_root.json\n')
    .replace('path: /srv/shop-staging', `path: ${sites.staging.path}`)
    .replace('https://staging.shop.example', sites.staging.url)
    .replace('path: /srv/shop,', `path: ${sites.production.path},`)
    .replace('https://shop.example', sites.production.url)
  await writeFile(policyFile, policy)
  await git('init', '--quiet', '--initial-branch=main')
  const image = `${registry.host}/acme/shop`

  async function commit(message: string, files: Record<string, string | undefined> = {}): Promise<string> {
    for (const [path, content] of Object.entries(files)) {
      if (content === undefined) await rm(join(folder, path))
      else await write(folder, path, content)
    }
    await git('add', '--all')
    await git('commit', '--quiet', '--allow-empty', '--message', message)
    return git('rev-parse', 'HEAD')
  }
  await commit('A shop')
  const github = await startGitHub({ ...options.github, git: folder })
  github.setEnvironment('production', { protection_rules: [{ type: 'required_reviewers' }] })

  async function run(
    action: string,
    { inputs = {}, job: request = {}, ...rest }: Step = {},
  ): Promise<ActionResult> {
    const sha = await git('rev-parse', 'HEAD')
    const job = github.startJob({ permissions: permissions[action] ?? {}, sha, ...request })
    const given = { ...servicesFor(action), ...inputs }
    const result = await runAction(action, {
      inputs: given,
      job,
      workspace: folder,
      source: options.source === true,
      ...rest,
    })
    job.end(result.failed ? 'failure' : 'success')
    return result
  }

  function servicesFor(action: string): Record<string, string> {
    const signing = {
      'fulcio-url': sigstore.fulcioUrl,
      'rekor-url': sigstore.rekorUrl,
      'tsa-url': sigstore.tsaUrl,
    }
    if (['build', 'plan', 'hold'].includes(action)) return {}
    if (action === 'rollback') return { ...signing, registry: registry.host }
    if (action === 'verify') return { 'custom-trusted-root': '.github/trusted_root.json' }
    if (action === 'scan' || action === 'pipeline') return { ...signing, 'osv-url': osv.url }
    return signing
  }

  async function release(): Promise<string> {
    const built = succeeded(await run('build', { inputs: { image, files: 'public' } }))
    const reference = built.outputs.image ?? ''
    succeeded(await run('sign', { inputs: { image: reference } }))
    succeeded(await run('scan', { inputs: { image: reference, sbom: await writeSbom() } }))
    return reference
  }

  // As a workflow does: `npm sbom --package-lock-only --sbom-format cyclonedx > sbom.cdx.json`.
  async function writeSbom(): Promise<string> {
    const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx']
    const { stdout } = await edge.exec('npm', args, { cwd: folder, env: { npm_config_loglevel: 'silent' } })
    const path = join(root, 'sbom.cdx.json')
    await writeFile(path, stdout)
    return path
  }

  const promote: Shop['promote'] = (environment, image, step = {}) =>
    run('promote', {
      ...step,
      inputs: { image, environment, ...step.inputs },
      job: { environment, ...step.job },
    })

  const rollBack: Shop['rollBack'] = (environment, reason, step = {}) =>
    run('rollback', {
      ...step,
      inputs: { environment, reason, ...step.inputs },
      job: { environment, ...step.job },
    })

  return {
    github,
    registry,
    sigstore,
    osv,
    folder,
    sites,
    image,
    commit,
    git,
    run,
    release,
    promote,
    rollBack,
    writeSbom,
    [Symbol.asyncDispose]: async () => {
      const servers = [github, registry, sigstore, osv, sites.staging, sites.production]
      await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()))
      await edge.exec('chmod', ['-R', 'u+w', root])
      await rm(root, { recursive: true, force: true })
    },
  }
}

/** Insists that an action did what it should. */
export function succeeded(result: ActionResult): ActionResult {
  if (!result.failed) return result
  throw new Error(`the action failed:\n${result.log}`)
}

/** Serves what `current` leads to, looked up anew for each request, as a web server does. */
async function serveSite(path: string): Promise<AsyncDisposable & { url: string; path: string }> {
  const server = createServer(async (request, response) => {
    const wanted = new URL(request.url ?? '/', 'http://site').pathname
    const file = join(path, 'current/public', wanted.endsWith('/') ? `${wanted}index.html` : wanted)
    const content = await readFile(file).catch(() => undefined)
    response.writeHead(content === undefined ? 503 : 200).end(content ?? 'nothing is deployed\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    path,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => stop(server),
  }
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

async function write(folder: string, path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), content)
}

const gitIdentity = {
  GIT_AUTHOR_NAME: 'Acme',
  GIT_AUTHOR_EMAIL: 'dev@acme.example',
  GIT_COMMITTER_NAME: 'Acme',
  GIT_COMMITTER_EMAIL: 'dev@acme.example',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}
