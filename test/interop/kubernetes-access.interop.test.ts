import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { isFailure } from '../../src/failure.ts'
import { servingOf, type Target } from '../../src/target/target.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { type KubernetesCluster, kubernetesEdge, startKubernetes } from './support/kubernetes.ts'
import { deploymentObject, prepared, serviceObject } from './support/kubernetes-shop.ts'
import { openShop, type Shop, type ShopOptions, stage } from './support/kubernetes-target.ts'

let cluster: KubernetesCluster
let registry: RegistryServer
const pods = createHttpServer((request, response) => response.end(`asked for ${request.url}`))

beforeAll(async () => {
  registry = await startRegistry()
  await new Promise<void>((resolve) => pods.listen(0, '127.0.0.1', resolve))
  cluster = await startKubernetes({
    lastWords: 'no database',
    pods: { port: (pods.address() as AddressInfo).port },
  })
})

afterAll(async () => {
  pods.close()
  await cluster?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
})

/** A Deployment that serves, and another artifact. */
async function openServing(options: object = {}, strategy: ShopOptions['strategy'] = 'blue-green') {
  const written = { deployment: 'web', service: 'web', ...options }
  const shop = await openShop({ options: written, objects: [serviceObject()], strategy }, cluster, registry)
  const first = await shop.push(`first of ${shop.namespace}`)
  await shop.run(
    ['create', '--filename=-'],
    deploymentObject({ image: first, labels: prepared, replicas: 1 }),
  )
  for (let tries = 0; servingOf(await shop.target.observe()) !== first.digest; tries++) {
    if (tries > 200) throw new Error('the first release does not serve')
    await wait(100)
  }
  return { ...shop, first }
}

async function refusal(verb: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await verb.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isFailure(error)) throw error ?? new Error('it was not refused')
  return error
}

describe('a cluster', () => {
  it('that is away is told so', async () => {
    const { connect } = await openServing()
    const edge = kubernetesEdge(cluster.kubeconfig('x', 'https://127.0.0.1:1'))
    const away = connect({ edge: { ...edge, sleep: async () => {} } })
    expect(await refusal(away.observe())).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('the cluster does not answer: '),
    })
    // Several things are asked at once: the first that is given up ends the others wherever they are.
    const tries = [...Map.groupBy(edge.calls, (args) => args.at(-1)).values()].map(({ length }) => length)
    expect(Math.max(...tries)).toBe(3)
  })

  it('that never answers is told so', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    onTestFinished(() => void silent.close())
    await new Promise((resolve) => silent.once('listening', resolve))
    const server = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const edge = kubernetesEdge(cluster.kubeconfig('x', server))
    // The same wait, but for its length.
    const exec: typeof edge.exec = (command, args, options) =>
      edge.exec(
        command,
        args.map((word) => word.replace('--request-timeout=30s', '--request-timeout=1s')),
        options,
      )
    const { connect } = await openServing()
    const slow = connect({ edge: { ...edge, exec, sleep: async () => {} } })
    expect(await refusal(slow.observe())).toMatchObject({ code: 'unavailable' })
  })

  it('whose kubeconfig has no such context is told so', async () => {
    const { connect } = await openServing()
    expect(await refusal(connect({ options: { context: 'nowhere' } }).observe())).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('has no context "nowhere"'),
    })
  })

  it('is asked by an older kubectl as well', async () => {
    const { connect, first, push } = await openServing()
    const target = connect({ edge: kubernetesEdge(cluster.admin, 'kubectl-1.32') })
    const second = await push('second')
    await stage(target, second)
    await target.shift(second.digest, 100, first.digest, 1)
    expect(servingOf(await target.observe())).toBe(second.digest)
    await target.shift(first.digest, 100, second.digest, 1)
    await target.discard(second.digest, 1)
    expect((await target.observe()).standing).toEqual([first.digest])
  })
})

describe('a Service', () => {
  it('that selects nothing of what is staged is refused', async () => {
    const { target, push, run } = await openServing()
    await run(['patch', 'service/web', '--type=merge', '--patch={"spec":{"selector":{"tier":"front"}}}'])
    const { code, message } = await refusal(target.stage(await push('second')))
    expect(code).toBe('invalid-input')
    expect(message).toContain('selects nothing of what is staged: it wants tier=front')
  })

  it.each([
    ['that is not there', { service: 'none' }, 'there is no Service "none"'],
    ['whose Deployment is not there', { deployment: 'none' }, 'there is no Deployment "none"'],
  ])('%s is refused', async (_, options, message) => {
    const { connect, push } = await openServing()
    expect((await refusal(connect({ options }).stage(await push('second')))).message).toContain(message)
  })

  it('whose pods have two containers is refused until one is named', async () => {
    const { connect, push, run, first } = await openServing()
    const image = `${registry.host}/acme/web@${first.digest}`
    const proxy = { spec: { template: { spec: { containers: [{ name: 'proxy', image }] } } } }
    await run(['patch', 'deployment/web', `--patch=${JSON.stringify(proxy)}`])
    await run(['rollout', 'status', 'deployment/web'])
    const second = await push('second')
    expect((await refusal(connect().stage(second))).message).toContain('name one as "container"')
    const target = connect({ options: { container: 'web' } })
    await stage(target, second)
    expect((await target.observe()).standing).toContain(second.digest)
  })
})

it('a staged release is asked through a port of this machine, for as long as it is looked at', async () => {
  const { connect, push } = await openServing()
  const target = connect({ options: { preview: 'port-forward' } })
  const staged = await target.stage(await push('second'))
  // kwok leads the port of every pod to one server: that it is reached through the API server is what is seen.
  expect(await (await fetch(`${staged.url}/healthz`)).text()).toBe('asked for /healthz')
  await staged[Symbol.asyncDispose]()
  await expect(fetch(`${staged.url}/healthz`)).rejects.toThrow()
})

describe('the documented Role', () => {
  type Rule = { apiGroups: string[]; resources: string[]; verbs: string[] }
  type Role = { kind: string; metadata: { name: string }; rules: Rule[] }
  const page = readFileSync(join(import.meta.dirname, '../../docs/targets/kubernetes.md'), 'utf8')
  const blocks = [...page.matchAll(/```yaml\n(apiVersion: rbac[\s\S]*?)```/g)]
  const roles = blocks.flatMap(([, text = '']) => parseAllDocuments(text).map((one) => one.toJS() as Role))
  const roleNamed = (name: string) => {
    const role = roles.find(({ metadata }) => metadata.name === name)
    if (role === undefined) throw new Error(`the page has no Role "${name}"`)
    return role
  }

  /** Connects as a ServiceAccount that may do this and nothing else. */
  async function connectAs(shop: Shop, rules: readonly Rule[], options: object = {}): Promise<Target> {
    const name = `ci-${Math.random().toString(36).slice(2)}`
    const metadata = { name, namespace: shop.namespace }
    const version = { apiVersion: 'rbac.authorization.k8s.io/v1' }
    await shop.run(['create', 'serviceaccount', name])
    await shop.run(['create', '--filename=-'], { ...version, kind: 'Role', metadata, rules })
    await shop.run(['create', '--filename=-'], {
      ...{ ...version, kind: 'RoleBinding', metadata },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name }],
    })
    const token = (await shop.run(['create', 'token', name])).trim()
    const kubeconfig = cluster.kubeconfig(token)
    // Authorisation takes a moment to hear of a Role.
    for (const { apiGroups, resources, verbs } of rules.slice(-1)) {
      const [resource = '', sub] = (resources[0] ?? '').split('/')
      const group = apiGroups[0] === '' ? '' : `.${apiGroups[0]}`
      const question = [
        verbs[0] ?? '',
        `${resource}${group}`,
        ...(sub === undefined ? [] : [`--subresource=${sub}`]),
      ]
      const who = `--as=system:serviceaccount:${shop.namespace}:${name}`
      for (let tries = 0; tries < 100; tries++) {
        const allowed = await shop.run(['auth', 'can-i', ...question, who]).catch(() => 'no')
        if (allowed.trim() === 'yes') break
      }
    }
    const edge = kubernetesEdge(kubeconfig)
    return shop.connect({ edge: { ...edge, sleep: edge.sleep }, options })
  }

  function without(rules: readonly Rule[], resource: string, verb: string): Rule[] {
    return rules.flatMap(({ apiGroups, resources, verbs }) =>
      resources.map((one) => {
        const kept = one === resource ? verbs.filter((word) => word !== verb) : verbs
        return { apiGroups, resources: [one], verbs: kept.length > 0 ? kept : ['deletecollection'] }
      }),
    )
  }

  const neededOf = (name: string) =>
    roleNamed(name)
      .rules.flatMap(({ resources, verbs }) =>
        resources.flatMap((resource) => verbs.map((verb) => [resource, verb] as const)),
      )
      .filter(([, verb]) => verb !== 'watch')

  /** Does everything that a promotion does; returns what one that fails has failed with. */
  async function useAll(target: Target, shop: Awaited<ReturnType<typeof openServing>>, rolls: boolean) {
    const [second, bad] = [await shop.push('second'), await shop.push('bad', 'crashes')]
    const current = servingOf(await target.observe()) ?? shop.first.digest
    await stage(target, second)
    await target.shift(second.digest, 100, current, 1)
    await target.shift(shop.first.digest, 100, second.digest, 1)
    await target.discard(second.digest, 1)
    const failed = rolls
      ? stage(target, bad).then(() => target.shift(bad.digest, 100, shop.first.digest, 1))
      : stage(target, bad)
    const { message } = await refusal(failed)
    if (rolls) await target.shift(shop.first.digest, 100, bad.digest, 1)
    return message
  }

  it('is enough for blue-green', async () => {
    const shop = await openServing()
    const { rules } = roleNamed('immutable-deploy')
    const said = await useAll(await connectAs(shop, rules, { preview: 'port-forward' }), shop, false)
    expect(said).toContain('its last lines: no database')
  })

  it('is enough for rolling', async () => {
    const shop = await openServing({ service: undefined }, 'rolling')
    const target = await connectAs(shop, roleNamed('immutable-deploy-rolling').rules)
    expect(await useAll(target, shop, true)).toContain('its last lines: no database')
  })

  it.each(neededOf('immutable-deploy'))('is needed for blue-green: %s, %s', async (resource, verb) => {
    const shop = await openServing()
    const rules = without(roleNamed('immutable-deploy').rules, resource, verb)
    const target = await connectAs(shop, rules, { preview: 'port-forward' })
    const said = await useAll(target, shop, false).catch((error: Error) => error.message)
    expect(said).toContain(`"${verb}" on "${resource}"`)
    expect(servingOf(await shop.target.observe())).toBeDefined()
  })
})
