import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Digest } from '../../src/artifact/digest.ts'
import { type DigestReference, formatRepository } from '../../src/artifact/reference.ts'
import { checks } from '../../src/check/index.ts'
import { endInterrupted } from '../../src/deployment/interrupted.ts'
import { type Outcome, type PromoteRequest, promote } from '../../src/deployment/promote.ts'
import type { Settings, World } from '../../src/deployment/world.ts'
import type { Edge } from '../../src/edge.ts'
import { attest } from '../../src/evidence/attest.ts'
import { buildProvenance, provenanceType } from '../../src/evidence/predicate/provenance.ts'
import { resolveSigning } from '../../src/evidence/signing.ts'
import { Failure } from '../../src/failure.ts'
import { connectGitHub } from '../../src/github/github.ts'
import type { Job } from '../../src/job/job.ts'
import { openWorld } from '../../src/job/world.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { directory } from '../../src/target/directory/directory.ts'
import type { Adapter, Target } from '../../src/target/target.ts'
import { pushImage } from '../support/artifacts.ts'
import { testEdge } from '../support/edge.ts'
import { type GitHubServer, startGitHub } from '../support/github.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { startWeightedProxy, type WeightedProxy, weightedProxy } from '../support/weighted-proxy.ts'

// Promotions as the action makes them, but in this process: with the real registry and GitHub in small, real keys,
// and real targets. A run can be killed at any instant: nothing that it does after that has any effect.

export type RehearsalOptions = {
  services: readonly string[]
  /** Where they run: proxies with weights, or directories. */
  target: 'proxy' | 'directory'
  /** Lines of the environment's policy. */
  policy?: readonly string[]
  commits?: number
}

/** What cannot be reached, or answers late. */
export type Trouble = 'github' | 'registry' | 'target' | 'slow'

/** Something that a run does to the world: a request, or a verb of a target. */
export type Effect = {
  step: string
  to: 'github' | 'registry' | 'target' | 'check'
  name: string
  changes: boolean
}

export type RunOptions = Partial<Omit<PromoteRequest, 'environment'>> & {
  trouble?: Trouble
  /** From which step on there is trouble, or once it ends what a dead run left (`recovery`); from the start unless told. */
  troubleFrom?: string
  /** At which instant the run dies: before a step, after it, or once a number of its effects are done. */
  kill?: { step: string; at: 'before' | 'after' | number }
  /** Waits before an effect, as a runner would that is paused. */
  pause?: (effect: Effect) => Promise<void> | undefined
  /** Sleeps; unless told nothing waits, and only the clock goes on. */
  sleep?: (time: number) => Promise<void>
  /** Is told of each effect once it is done. */
  onEffect?: (effect: Effect) => Promise<void>
}

/** How a run ended; one that was killed says nothing. */
export type Ended = {
  outcome?: Outcome
  error?: unknown
  killed: boolean
  effects: Effect[]
  logged: string[]
  /** Ends the job, and with it whatever it left: its post step, unless the machine is gone. */
  deployment: number | undefined
}

export interface Rehearsal extends AsyncDisposable {
  github: GitHubServer
  registry: RegistryServer
  proxies: Record<string, WeightedProxy>
  paths: Record<string, string>
  commits: readonly string[]
  /** Pushes and signs an image for each service. */
  release(commit?: string): Promise<Record<string, DigestReference>>
  run(options: RunOptions & Pick<PromoteRequest, 'release'>): Promise<Ended>
  /** Says that GitHub takes every job that runs for dead. */
  endJobs(): void
  /** What each service serves now, in percents. */
  serving(): Promise<Record<string, { digest: Digest; percent: number }[]>>
  standing(): Promise<Record<string, Digest[]>>
  /** Opens the world as a job of its own would. */
  open(options?: RunOptions): OpenedRun
}

type OpenedRun = { world: World; edge: Edge & { logged: string[] }; checkRun: number; life: Life }

export const environment = 'live'
const policyFile = '.github/immutable-deploy.yml'

export async function startRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const { services, target } = options
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'))
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const commits = Array.from({ length: options.commits ?? 3 }, (_, index) =>
    String(index + 1).padStart(40, '0'),
  )
  const registry = await startRegistry()
  const proxies: Record<string, WeightedProxy> = {}
  const paths: Record<string, string> = {}
  for (const service of services) {
    if (target === 'proxy') proxies[service] = await startWeightedProxy()
    else paths[service] = join(folder, service)
  }
  const targetOf = (service: string) =>
    target === 'proxy'
      ? `{ kind: proxy, admin: "${proxies[service]?.admin}", url: "${proxies[service]?.url}" }`
      : `{ kind: directory, path: ${paths[service]} }`
  const [sole] = services
  const places =
    services.length === 1 && sole === 'app'
      ? [`target: ${targetOf('app')}`]
      : ['services:', ...services.map((service) => `  ${service}: { target: ${targetOf(service)} }`)]
  const policy = [
    'version: 1',
    'trust: { key: key.pub }',
    'environments:',
    `  ${environment}:`,
    ...[...(options.policy ?? []), ...places].map((line) => `    ${line}`),
  ].join('\n')
  const publicPem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  const github = await startGitHub({
    rateLimit: 1_000_000,
    files: { [policyFile]: policy, 'key.pub': publicPem },
    commits,
  })
  const signing = {
    serverUrl: 'https://github.com',
    workspace: folder,
    env: { KEY: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() },
    identityToken: { url: undefined, token: undefined },
  }
  const token = github.token({
    contents: 'read',
    deployments: 'write',
    attestations: 'read',
    checks: 'read',
    actions: 'read',
    statuses: 'read',
  })
  const clock = { time: Date.now() }
  let jobs = 100
  let images = 0
  const repositoryOf = (service: string) => ({ registry: registry.host, repository: `acme/${service}` })

  function open(run: RunOptions = {}): OpenedRun {
    const checkRun = jobs++
    github.setCheckRun(checkRun, { status: 'in_progress' })
    const life = startLife(run, clock)
    const base = testEdge({
      now: () => new Date(clock.time),
      sleep: async (time) => {
        if (run.sleep !== undefined) return run.sleep(time)
        clock.time += time
        await life.pass({ to: 'check', name: 'sleep', changes: false }, () => new Promise(setImmediate))
      },
    })
    const { fetch, log } = base
    const edge: OpenedRun['edge'] = {
      ...base,
      fetch: (url, init) => {
        const { href, host } = new URL(url)
        const method = init?.method ?? 'GET'
        const isAdmin = Object.values(proxies).some(({ admin }) => href.startsWith(admin))
        const isGitHub = href.startsWith(github.url)
        const to = isGitHub ? 'github' : host === registry.host ? 'registry' : isAdmin ? 'target' : 'check'
        const changes = !['GET', 'HEAD'].includes(method) && !href.endsWith('/graphql')
        return life.pass({ to, name: `${method} ${href}`, changes }, () => fetch(url, init))
      },
      log: {
        ...log,
        info: (message) => {
          life.hear(message)
          log.info(message)
        },
      },
    }
    const job: Job = {
      context: {
        repository: github.repository,
        repositoryId: 1001,
        owner: 'acme',
        ownerId: 1002,
        sha: commits.at(-1) ?? '',
        ref: 'refs/heads/main',
        runId: checkRun,
        runAttempt: 1,
        actor: 'octocat',
        eventName: 'push',
        serverUrl: 'https://github.com',
        apiUrl: github.url,
        workspace: folder,
        job: 'deploy',
        runnerTemp: folder,
        workflowRef: `${github.repository}/.github/workflows/deploy.yml@refs/heads/main`,
        checkRunId: checkRun,
      },
      edge,
      github: connectGitHub({ token, apiUrl: github.url, repository: github.repository }, edge),
      home: { name: github.repository, id: '1001', serverUrl: 'https://github.com' },
      signing,
      roots: { kind: 'known' },
      registryOf: () => connectRegistry({ credentials: async () => undefined }, edge),
      accessTo: async () => ({ insecure: true }),
    }
    const tables = { targets: { proxy: weightedProxy, directory: throughLife(directory, life) }, checks }
    const image = repositoryOf(services[0] ?? '')
    return { world: openWorld(job, image, policyFile, { key: 'env://KEY' }, tables), edge, checkRun, life }
  }

  async function release(commit = commits.at(-1) ?? ''): Promise<Record<string, DigestReference>> {
    const edge = testEdge()
    const client = connectRegistry({ credentials: async () => undefined }, edge)
    const number = ++images
    const { identity } = await resolveSigning({ key: 'env://KEY' }, signing, edge)
    const made = await Promise.all(
      services.map(async (service) => {
        const content = `${service} ${number}`
        const files = [
          { name: 'index.html', content },
          { name: 'healthz', content },
        ]
        const image = await pushImage(client, repositoryOf(service), [files])
        const workflow = `${github.repository}/.github/workflows/deploy.yml@refs/heads/main`
        const predicate = buildProvenance(
          {
            repository: github.repository,
            repository_id: '1001',
            repository_owner_id: '1002',
            ref: 'refs/heads/main',
            sha: commit,
            event_name: 'push',
            workflow_ref: workflow,
            job_workflow_ref: workflow,
            run_id: '1',
            run_attempt: '1',
            runner_environment: 'github-hosted',
          },
          'https://github.com',
        )
        await attest(
          image,
          { predicateType: provenanceType, predicate },
          { identity, registry: client },
          edge,
        )
        return [service, image] as const
      }),
    )
    return Object.fromEntries(made)
  }

  async function run({ release, ...rest }: RunOptions & Pick<PromoteRequest, 'release'>): Promise<Ended> {
    const { world, edge, checkRun, life } = open(rest)
    let deployment: number | undefined
    const promoted = promote(
      {
        allowDowngrade: false,
        ...rest,
        environment,
        release,
        onOpened: (id) => {
          deployment = id
        },
      },
      world,
      edge,
    ).then(
      (outcome) => ({ outcome }),
      (error: unknown) => ({ error }),
    )
    const ended = await Promise.race([promoted, life.killed.then(() => ({}))])
    github.setCheckRun(checkRun, { status: 'completed', conclusion: 'failure' })
    return { ...ended, killed: life.isOver(), effects: life.effects, logged: edge.logged, deployment }
  }

  const observer = open()
  let known: Settings | undefined
  const targets = async () => {
    known ??= await observer.world.fetchSettings()
    return observer.world.connect(environment, known)
  }
  const observed = async <T>(of: (target: Target) => Promise<T>) => {
    const found = [...(await targets())].map(
      async ([service, target]) => [service, await of(target)] as const,
    )
    return Object.fromEntries(await Promise.all(found)) as Record<string, T>
  }
  github.setCheckRun(observer.checkRun, { status: 'completed', conclusion: 'success' })

  return {
    github,
    registry,
    proxies,
    paths,
    commits,
    release,
    run,
    endJobs: () => {
      for (let job = 100; job < jobs; job++)
        github.setCheckRun(job, { status: 'completed', conclusion: 'failure' })
    },
    serving: () => observed(async (target) => (await target.observe()).serving),
    standing: () => observed(async (target) => (await target.observe()).standing),
    open,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(
        [github, registry, ...Object.values(proxies)].map((one) => one[Symbol.asyncDispose]()),
      )
      await testEdge().exec('chmod', ['-R', 'u+w', folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Ends in a job's post step what its main step left. */
export async function postStep({ world, edge }: OpenedRun, deployment: number): Promise<void> {
  await endInterrupted(environment, deployment, world, edge)
}

type Life = ReturnType<typeof startLife>

/** The life of a run: what it does to the world passes through here, until it is over. */
function startLife({ kill, trouble, troubleFrom, pause, onEffect }: RunOptions, clock: { time: number }) {
  const never = new Promise<never>(() => {})
  const { promise: killed, resolve: die } = Promise.withResolvers<void>()
  const effects: Effect[] = []
  let over = false
  let step = ''
  let done = 0
  let isTroubled = troubleFrom === undefined
  const end = () => {
    over = true
    die()
  }
  return {
    killed,
    effects,
    isOver: () => over,
    end,
    hear(message: string) {
      const [, named = '', rest] = /^([a-z]+(?:-[a-z0-9]+)*): (.*)$/.exec(message) ?? []
      isTroubled ||= troubleFrom === 'recovery' && message.startsWith('recovering deployment')
      if (rest === 'done') {
        step = ''
        if (kill?.at === 'after' && kill.step === named) end()
      } else if (rest !== undefined && rest !== '' && /^\S+ [0-9a-f]{6,}/.test(rest)) {
        step = named
        done = 0
        isTroubled ||= named === troubleFrom
        if (kill?.at === 'before' && kill.step === step) end()
      }
    },
    async pass<T>(what: Omit<Effect, 'step'>, work: () => Promise<T>): Promise<T> {
      const effect = { ...what, step }
      await pause?.(effect)
      if (over) return never
      if (isTroubled && trouble === 'slow') clock.time += 20_000
      if (isTroubled && trouble === effect.to)
        throw new Failure('unavailable', `${effect.name}: nobody answers`)
      effects.push(effect)
      const result = await work()
      if (over) return never
      await onEffect?.(effect)
      if (typeof kill?.at === 'number' && kill.step === step && ++done === kill.at) end()
      return over ? never : result
    },
  }
}

/** A directory's verbs are no requests: they pass through the life of the run as a whole. */
function throughLife(adapter: Adapter, life: Life): Adapter {
  return {
    ...adapter,
    connect: (options, context, edge) => {
      const target = adapter.connect(options, context, edge)
      const verb = (name: string, changes: boolean) => ({ to: 'target' as const, name, changes })
      return {
        observe: () => life.pass(verb('observe', false), () => target.observe()),
        stage: (...staged) => life.pass(verb('stage', true), () => target.stage(...staged)),
        shift: (...shift) => life.pass(verb('shift', true), () => target.shift(...shift)),
        discard: (...discarded) => life.pass(verb('discard', true), () => target.discard(...discarded)),
      }
    },
  }
}

export function digestsOf(
  release: Record<string, DigestReference>,
): Record<string, { digest: Digest; percent: number }[]> {
  return Object.fromEntries(
    Object.entries(release).map(([service, { digest }]) => [service, [{ digest, percent: 100 }]]),
  )
}

export { formatRepository }
