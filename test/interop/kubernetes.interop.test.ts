import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { type FailureCode, isFailure } from '../../src/failure.ts'
import { labelOf, nameOf, names } from '../../src/target/kubernetes/release.ts'
import { servingOf, shareOf } from '../../src/target/target.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { type KubernetesCluster, kubernetesEdge, startKubernetes } from './support/kubernetes.ts'
import { startGateway } from './support/kubernetes-gateway.ts'
import {
  cronJobObject,
  deploymentObject,
  prepared,
  routeDefinition,
  routeObject,
  serviceObject,
  statefulSetObject,
} from './support/kubernetes-shop.ts'
import { openShop, type Shop, type ShopOptions, stage } from './support/kubernetes-target.ts'

let cluster: KubernetesCluster
let registry: RegistryServer
let gateway: AsyncDisposable

beforeAll(async () => {
  registry = await startRegistry()
  cluster = await startKubernetes({ lastWords: 'connecting to the database\n::error::no such host' })
  await cluster.run(['apply', '--filename=-'], routeDefinition)
  await cluster.run(['wait', '--for=condition=Established', 'crd/httproutes.gateway.networking.k8s.io'])
  gateway = startGateway(cluster)
})

afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await cluster?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
})

const open = (options: ShopOptions) => openShop(options, cluster, registry)

/** A Deployment that serves behind a Service, as it was before us. */
async function openServing({
  labels = prepared as Record<string, string>,
  replicas = 2,
  ...more
}: { labels?: Record<string, string>; replicas?: number } & Partial<ShopOptions> = {}) {
  const options = { deployment: 'web', service: 'web', ...more.options }
  const shop = await open({ ...more, options, objects: [serviceObject()] })
  const first = await shop.push(`first of ${shop.namespace}`)
  await shop.run(['create', '--filename=-'], deploymentObject({ image: first, labels, replicas }))
  await shop.run(['rollout', 'status', 'deployment/web'])
  await until(async () => shareOf(await shop.target.observe(), first.digest) === 100)
  return { ...shop, first }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 200) throw new Error('what was waited for did not come')
    await wait(100)
  }
}

async function refusal(verb: Promise<unknown>, code?: FailureCode): Promise<string> {
  const error = await verb.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isFailure(error, code)) throw error ?? new Error('it was not refused')
  return error.message
}

type Read = {
  metadata: { annotations: Record<string, string>; generation: number; uid: string }
  spec: {
    replicas: number
    suspend?: boolean
    selector: Record<string, string>
    rules: { backendRefs: { name: string; weight?: number }[] }[]
    template: { spec: { containers: { image: string; securityContext?: object }[] } }
    jobTemplate: Read
  }
}

describe('a Deployment that was there before us', () => {
  it('serves until the swap, and again after the way back', async () => {
    const { target, first, push, read } = await openServing()
    const before = await read<Read>('deployment/web')
    const second = await push('second')
    await stage(target, second)
    expect(await target.observe()).toMatchObject({ serving: [{ digest: first.digest, percent: 100 }] })
    await target.shift(second.digest, 100, first.digest, 1)
    expect(servingOf(await target.observe())).toBe(second.digest)
    expect((await read<Read>('service/web')).spec.selector).toEqual({
      app: 'web',
      [names.release]: labelOf(second.digest),
    })
    await target.shift(first.digest, 100, second.digest, 1)
    expect(servingOf(await target.observe())).toBe(first.digest)
    await target.discard(second.digest, 1)
    await target.discard(first.digest, 1).catch(() => {})
    const after = await read<Read>('deployment/web')
    expect(after.metadata).toEqual(before.metadata)
  })

  it('is refused while its Service would lead to what is staged as well', async () => {
    const { target, first, push, run } = await openServing({ labels: {} })
    const said = await refusal(target.stage(await push('second')), 'denied')
    expect(said).toContain('"immutable-deploy.dev/release: first"')
    expect(await run(['get', 'deployments', '--output=name'])).toBe('deployment.apps/web\n')
    expect(servingOf(await target.observe())).toBe(first.digest)
  })

  it('gives a release its number of pods, and its digest and plan by annotation, which it keeps', async () => {
    const { target, push, read } = await openServing({ replicas: 3 })
    const second = await push('second')
    const [plan, later] = [digestOf('a plan'), digestOf('a later one')]
    for (const one of [plan, later]) await (await target.stage(second, { plan: one }))[Symbol.asyncDispose]()
    const release = await read<Read>(`deployment/${nameOf('web', second.digest)}`)
    expect(release.spec.replicas).toBe(3)
    expect(release.metadata.annotations).toMatchObject({
      [names.digest]: second.digest,
      [names.plan]: plan,
      [names.owner]: '{"repository":"acme/shop","environment":"production","service":"app"}',
    })
  })

  it('has no pods of releases that are older than the one before', async () => {
    const { target, first, push, read } = await openServing()
    const [second, third] = [await push('second'), await push('third')]
    await stage(target, second)
    await target.shift(second.digest, 100, first.digest, 1)
    await stage(target, third)
    await target.shift(third.digest, 100, second.digest, 2)
    const fourth = await push('fourth')
    await stage(target, fourth)
    const replicas = async ({ digest }: typeof second) =>
      (await read<Read>(`deployment/${nameOf('web', digest)}`)).spec.replicas
    expect([await replicas(second), await replicas(third), await replicas(fourth)]).toEqual([0, 2, 2])
    expect((await target.observe()).standing).toContain(second.digest)
    await target.shift(second.digest, 100, third.digest, 3)
    expect(servingOf(await target.observe())).toBe(second.digest)
  })
})

describe('a canary', () => {
  it('by pods gets the share that whole pods can make, and says which', async () => {
    const { target, first, push, edge, run } = await openServing({ strategy: 'canary', replicas: 4 })
    const second = await push('second')
    await stage(target, second)
    await target.shift(second.digest, 25, first.digest, 1)
    const shared = await target.observe()
    expect([shareOf(shared, first.digest), shareOf(shared, second.digest)]).toEqual([80, 20])
    expect(edge.logged).toContain('25 % was asked for; with whole pods it is 20 %')
    await target.shift(second.digest, 50, first.digest, 1)
    expect(shareOf(await target.observe(), second.digest)).toBe(50)
    await target.shift(second.digest, 100, first.digest, 1)
    expect(servingOf(await target.observe())).toBe(second.digest)
    await run(['scale', 'deployment/web', '--replicas=0'])

    const third = await push('third')
    await stage(target, third)
    await target.shift(third.digest, 75, second.digest, 2)
    const back = await target.observe()
    expect([shareOf(back, second.digest), shareOf(back, third.digest)]).toEqual([25, 75])
    await target.shift(third.digest, 0, second.digest, 2)
    expect(servingOf(await target.observe())).toBe(second.digest)
  })

  it('by a route gets exactly its weight, and rules to elsewhere stay as they are', async () => {
    const shop = await openServing({ strategy: 'canary' })
    await shop.run(['create', '--filename=-'], routeObject())
    const target = shop.connect({ options: { route: 'web' } })
    const second = await shop.push('second')
    await stage(target, second)
    await target.shift(second.digest, 10, shop.first.digest, 1)
    const { spec } = await shop.read<Read>('httproute/web')
    const weights = spec.rules.map(({ backendRefs }) => backendRefs.map(({ name, weight }) => [name, weight]))
    expect(weights).toEqual([
      [['files', undefined]],
      [
        [nameOf('web', second.digest), 10],
        ['web', 90],
      ],
    ])
    const shared = await target.observe()
    expect([shareOf(shared, shop.first.digest), shareOf(shared, second.digest)]).toEqual([90, 10])
    await target.shift(second.digest, 100, shop.first.digest, 1)
    expect(servingOf(await target.observe())).toBe(second.digest)
    expect(await refusal(target.discard(second.digest, 1), 'denied')).toContain('gets traffic')
    await target.shift(second.digest, 0, shop.first.digest, 1)
    await target.discard(second.digest, 1)
    expect(await shop.run(['get', 'services', '--output=name'])).toBe('service/web\n')
  })
})

describe('what is rolled', () => {
  const workloads = {
    web: { deployment: 'web' },
    all: { deployment: ['web', 'worker'], 'stateful-set': 'queue', 'cron-job': 'report' },
  }

  async function openRolled(which: keyof typeof workloads = 'web', options: object = {}) {
    const shop = await open({ options: { ...workloads[which], ...options }, strategy: 'rolling' })
    const first = await shop.push('first')
    const more = [
      deploymentObject({ name: 'worker', image: first, replicas: 1 }),
      statefulSetObject('queue', first),
      cronJobObject('report', first),
    ]
    for (const object of [deploymentObject({ image: first }), ...(which === 'all' ? more : [])])
      await shop.run(['create', '--filename=-'], object)
    await until(async () => servingOf(await shop.target.observe()) === first.digest)
    return { ...shop, first }
  }

  it('runs one artifact in several Deployments, a StatefulSet and a CronJob, and goes back', async () => {
    const { target, first, push, read } = await openRolled('all')
    const second = await push('second')
    const plan = digestOf('a plan')
    const plans = () =>
      Promise.all(
        ['deployment/worker', 'statefulset/queue', 'cronjob/report'].map(
          async (object) => (await read<Read>(object)).metadata.annotations?.[names.plan],
        ),
      )
    await (await target.stage(second, { plan }))[Symbol.asyncDispose]()
    expect(servingOf(await target.observe())).toBe(first.digest)
    await target.shift(second.digest, 100, first.digest, 1)
    expect(servingOf(await target.observe())).toBe(second.digest)
    expect(await plans()).toEqual([plan, plan, plan])
    const job = await read<Read>('cronjob/report')
    expect(job.spec.jobTemplate.spec.template.spec.containers[0]?.image).toContain(second.digest)
    await target.shift(first.digest, 100, second.digest, 1)
    expect(servingOf(await target.observe())).toBe(first.digest)
    expect(await plans()).toEqual([undefined, undefined, undefined])
    expect(await refusal(target.discard(first.digest, 1), 'denied')).toContain('runs')
    await target.discard(second.digest, 1)
    expect((await target.observe()).standing).toEqual([first.digest])
  })

  it('is finished by the next run where one has died, before its write or after it', async () => {
    const { connect, first, push } = await openRolled()
    const second = await push('second')
    await stage(connect(), second)
    for (const moment of ['before', 'after']) {
      const edge = kubernetesEdge(cluster.admin)
      const exec: typeof edge.exec = async (command, args, options) => {
        if (!args.includes('patch')) return edge.exec(command, args, options)
        if (moment === 'after') await edge.exec(command, args, options)
        throw new Error('the run died')
      }
      const dying = connect({ edge: { ...edge, exec } })
      await expect(dying.shift(second.digest, 100, first.digest, 1)).rejects.toThrow('the run died')
      await connect().shift(second.digest, 100, first.digest, 1)
      expect(servingOf(await connect().observe())).toBe(second.digest)
      await connect().shift(first.digest, 100, second.digest, 1)
      expect(servingOf(await connect().observe())).toBe(first.digest)
    }
  })

  it('is not changed over what somebody else has rolled', async () => {
    const { target, first, push, run } = await openRolled()
    const [second, other] = [await push('second'), await push('other')]
    await stage(target, second)
    await run(['set', 'image', 'deployment/web', `web=${registry.host}/acme/web@${other.digest}`])
    await run(['rollout', 'status', 'deployment/web'])
    await refusal(target.shift(second.digest, 100, first.digest, 1), 'mismatch')
    expect(servingOf(await target.observe())).toBe(other.digest)
  })

  it('is no success where somebody else, or the platform, takes it back', async () => {
    const { target, first, push, run, edge, connect } = await openRolled()
    const second = await push('second')
    await stage(target, second)
    const exec: typeof edge.exec = async (command, args, options) => {
      const result = await edge.exec(command, args, options)
      if (args.includes('patch')) await run(['rollout', 'undo', 'deployment/web'])
      return result
    }
    const meddled = connect({ edge: { ...edge, exec } })
    const said = await refusal(meddled.shift(second.digest, 100, first.digest, 1), 'mismatch')
    expect(said).toContain('was changed, or rolled back, by somebody else')
  })

  it('fails with why, however its old pods are', async () => {
    const { target, first, push } = await openRolled()
    const bad = await push('bad', 'unpullable')
    await stage(target, bad)
    const said = await refusal(target.shift(bad.digest, 100, first.digest, 1), 'denied')
    expect(said).toContain('deployment/web does not roll out: container "web": ImagePullBackOff')
    await target.shift(first.digest, 100, bad.digest, 1)
    expect(servingOf(await target.observe())).toBe(first.digest)
  })

  it('is hardened where the policy enforces it', async () => {
    const { first, push, read, target } = await openRolled('web', { harden: 'enforce' })
    const second = await push('second')
    await stage(target, second)
    await target.shift(second.digest, 100, first.digest, 1)
    const { spec } = await read<Read>('deployment/web')
    expect(spec.template.spec.containers[0]?.securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
  })
})

describe('a rollout that fails is seen early, with why:', () => {
  async function failing(
    repository: string,
    options: object = {},
    before?: (shop: Shop) => Promise<unknown>,
  ) {
    const shop = await openServing({ options })
    await before?.(shop)
    const started = performance.now()
    const said = await refusal(shop.target.stage(await shop.push('bad', repository)), 'denied')
    const seconds = (performance.now() - started) / 1000
    expect(servingOf(await shop.target.observe())).toBe(shop.first.digest)
    // Nothing of it is left, and what it would have failed with next time either.
    expect(await shop.run(['get', 'deployments', '--output=name'])).toBe('deployment.apps/web\n')
    return { said, seconds }
  }

  it('an image that cannot be pulled', async () => {
    const { said } = await failing('unpullable')
    expect(said).toContain('container "web": ImagePullBackOff: Back-off pulling image')
  })

  it('a container that crashes, with its last lines, inert', async () => {
    const { said } = await failing('crashes')
    expect(said).toContain('container "web": CrashLoopBackOff, it ended with 1 (Error)')
    expect(said).toContain('its last lines: connecting to the database / error::no such host')
  })

  it('a quota', async () => {
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'few' },
      spec: { hard: { pods: '2' } },
    }
    const { said } = await failing('web', {}, async ({ run, read }) => {
      await run(['create', '--filename=-'], quota)
      type Quota = { status: { used?: { pods?: string } } }
      await until(async () => (await read<Quota>('quota/few')).status.used?.pods === '2')
    })
    expect(said).toContain('pods are refused:')
    expect(said).toContain('exceeded quota: few')
  })

  it('no node that takes a pod, after the time that is given for one to come', async () => {
    const { said } = await failing('web', { pending: '1s' }, async ({ run, namespace }) => {
      const nodes = { nodeSelector: { zone: namespace } }
      const patch = { spec: { paused: true, template: { spec: nodes } } }
      await run(['patch', 'deployment/web', `--patch=${JSON.stringify(patch)}`])
    })
    expect(said).toContain('no node takes a pod: 0/1 nodes are available')
  })

  it('pods that never get ready', async () => {
    const { said } = await failing('unready', { timeout: '5s' })
    expect(said).toMatch(/progress deadline is exceeded|not rolled out within 5s/)
  })

  it('pods that an admission policy refuses', async () => {
    const policy = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'no-bad-pods' },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
          ],
        },
        validations: [
          {
            expression: 'object.spec.containers.all(c, !c.image.contains("/forbidden"))',
            message: 'forbidden images do not run here',
          },
        ],
      },
    }
    const binding = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'no-bad-pods' },
      spec: { policyName: 'no-bad-pods', validationActions: ['Deny'] },
    }
    for (const object of [policy, binding]) await cluster.run(['create', '--filename=-'], object)
    const shop = await open({ options: { deployment: 'web', service: 'web' } })
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'probe' },
      spec: { containers: [{ name: 'web', image: 'test/forbidden' }] },
    }
    // A policy takes a moment until it is in force.
    await until(() =>
      shop.run(['create', '--filename=-', '--dry-run=server'], pod).then(
        () => false,
        () => true,
      ),
    )
    const { said } = await failing('forbidden')
    expect(said).toContain('forbidden images do not run here')
  })
})

describe('what is not ours', () => {
  it('is not touched where it has the name of a release', async () => {
    const { target, push, run, read } = await openServing()
    const second = await push('second')
    const name = nameOf('web', second.digest)
    await run(['create', '--filename=-'], deploymentObject({ name, replicas: 0 }))
    const before = await read<Read>(`deployment/${name}`)
    expect(await refusal(target.stage(second), 'denied')).toContain('is not ours; it is not touched')
    await target.discard(second.digest, 1)
    expect((await read<Read>(`deployment/${name}`)).metadata.uid).toBe(before.metadata.uid)
  })

  it('is not touched where it belongs to another environment', async () => {
    const { target, first, push, connect } = await openServing()
    await stage(target, await push('second'))
    const staging = connect({ context: { environment: 'staging' } })
    expect(await refusal(staging.observe(), 'denied')).toContain('belongs to')
    await refusal(staging.stage(await push('third')), 'denied')
    await refusal(staging.shift(first.digest, 100, first.digest, 9), 'denied')
  })

  it('is not led to while it is only staged', async () => {
    const { target, push, run } = await openServing()
    await run(['create', '--filename=-'], serviceObject('web-internal'))
    expect(await refusal(target.stage(await push('second')), 'denied')).toContain(
      'Service "web-internal" would lead to what is only staged',
    )
  })
})

describe('a change by hand between a look and a shift', () => {
  it('of the Service is refused', async () => {
    const { target, first, push, run, edge, connect, read } = await openServing()
    const second = await push('second')
    await stage(target, second)
    const exec: typeof edge.exec = async (command, args, more) => {
      if (args.includes('patch')) await run(['annotate', 'service/web', 'touched=by-hand', '--overwrite'])
      return edge.exec(command, args, more)
    }
    const said = await refusal(
      connect({ edge: { ...edge, exec } }).shift(second.digest, 100, first.digest, 1),
      'mismatch',
    )
    expect(said).toContain('somebody else changed service/web in the meantime')
    expect((await read<Read>('service/web')).spec.selector[names.release]).toBe('first')
  })

  it('by which an address gets traffic that is no pod is not taken for ours', async () => {
    const { target, run } = await openServing()
    const metadata = { name: 'by-hand', labels: { 'kubernetes.io/service-name': 'web' } }
    const endpoints = [{ addresses: ['10.244.9.9'], conditions: { ready: true } }]
    const kind = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4' }
    const slice = { ...kind, metadata, endpoints, ports: [{ port: 8080 }] }
    await run(['create', '--filename=-'], slice)
    expect(await refusal(target.observe(), 'mismatch')).toContain(
      'EndpointSlice "by-hand" leads traffic to an address that is no pod',
    )
  })

  it.each(['before it was looked at', 'since'])(
    'of who gets traffic next spares what was to be removed or lose its pods: %s',
    async (moment) => {
      const { target, first, push, read, run, edge, connect } = await openServing()
      const [second, third, fourth] = [await push('second'), await push('third'), await push('fourth')]
      await stage(target, second)
      await target.shift(second.digest, 100, first.digest, 1)
      await stage(target, third)
      await target.shift(third.digest, 100, second.digest, 2)
      const release = `deployment/${nameOf('web', second.digest)}`
      // As a run does that is about to go back to it.
      const touch = () => run(['annotate', '--overwrite', release, `${names.fence}=9`])
      const exec: typeof edge.exec = async (command, args, options) => {
        const changes = args.includes('delete') || (args.includes('patch') && args.includes(release))
        if (moment === 'since' && changes) await touch()
        return edge.exec(command, args, options)
      }
      if (moment !== 'since') await touch()
      const late = connect({ edge: { ...edge, exec } })
      await stage(late, fourth)
      expect((await read<Read>(release)).spec.replicas).toBe(2)
      if (moment === 'since') await run(['annotate', release, `${names.fence}-`])
      await refusal(late.discard(second.digest, 8), 'mismatch')
      expect((await read<Read>(release)).spec.replicas).toBe(2)
    },
  )

  it('of its selector is seen, as what it makes serve', async () => {
    const { target, first, push, run } = await openServing()
    const second = await push('second')
    await stage(target, second)
    const patch = { spec: { selector: { [names.release]: null } } }
    await run(['patch', 'service/web', '--type=merge', `--patch=${JSON.stringify(patch)}`])
    await until(async () => shareOf(await target.observe(), second.digest) === 50)
    expect(servingOf(await target.observe())).toBeUndefined()
    await target.shift(second.digest, 0, first.digest, 1)
    expect(servingOf(await target.observe())).toBe(first.digest)
  })
})
