import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll } from 'vitest'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { kubernetes } from '../../src/target/kubernetes/kubernetes.ts'
import type { TargetContext, TargetEdge } from '../../src/target/target.ts'
import { pushImage } from '../support/artifacts.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { dyingEdge } from '../target/dying-edge.ts'
import { type Fixture, targetContract } from '../target/target-contract.ts'
import { connect } from './support/client.ts'
import { type KubernetesCluster, kubernetesEdge, startKubernetes } from './support/kubernetes.ts'
import { startGateway } from './support/kubernetes-gateway.ts'
import { deploymentObject, routeDefinition, routeObject, serviceObject } from './support/kubernetes-shop.ts'
import { freshFolder } from './support/program.ts'

let cluster: KubernetesCluster
let registry: RegistryServer
let gateway: AsyncDisposable

beforeAll(async () => {
  // Manifests are read from where a job has its checkout.
  process.chdir(freshFolder('workspace'))
  writeFileSync(
    'web.yaml',
    [deploymentObject(), serviceObject()].map((one) => JSON.stringify(one)).join('\n---\n'),
  )
  registry = await startRegistry()
  cluster = await startKubernetes()
  await cluster.run(['apply', '-f=-'], routeDefinition)
  await cluster.run(['wait', '--for=condition=Established', 'crd/httproutes.gateway.networking.k8s.io'])
  gateway = startGateway(cluster)
})

afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await cluster?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
})

type Prepare = {
  options: object
  objects?: object[]
  strategy?: TargetContext['strategy']
}

async function prepare({ options, objects = [], strategy = 'blue-green' }: Prepare): Promise<Fixture> {
  const namespace = await cluster.namespace()
  for (const object of objects) await cluster.run(['create', `-n=${namespace}`, '-f=-'], object)
  const client = connect()
  const push = (content: string): Promise<DigestReference> =>
    pushImage(client, { registry: registry.host, repository: 'acme/web' }, [[{ name: 'page', content }]])
  const context = {
    ...{ owner: 'acme/shop', environment: 'production', service: 'app' },
    ...{ strategy, registry: client },
  }
  const written = { namespace, preview: 'none', ...options }
  const connectBy = (edge: TargetEdge) => kubernetes.connect(written, context, edge)
  return {
    target: connectBy(kubernetesEdge(cluster.admin)),
    artifacts: [await push('one'), await push('two')],
    connect: () => connectBy(kubernetesEdge(cluster.admin)),
    // While it is rolled, both serve.
    ...(strategy !== 'rolling' && {
      connectDying: (calls: number, last: 'answered' | 'lost') =>
        connectBy(dyingAtWrites(kubernetesEdge(cluster.admin), calls, last)),
    }),
  }
}

/** An edge that dies at a write: to die at a read is to die before the next write. */
function dyingAtWrites<E extends TargetEdge>(edge: E, calls: number, last: 'answered' | 'lost'): E {
  const dying = dyingEdge(edge, calls, last)
  const writes = ['apply', 'patch', 'delete']
  let isDead = false
  return {
    ...edge,
    exec: async (command, args, options) => {
      if (isDead) throw new Error('the run died')
      if (!args.some((word) => writes.includes(word))) return edge.exec(command, args, options)
      return dying.exec(command, args, options).catch((error: unknown) => {
        isDead = true
        throw error
      })
    },
  }
}

targetContract(
  'kubernetes, by a selector,',
  () => prepare({ options: { manifests: ['web.yaml'], service: 'web' } }),
  { weights: true },
)

targetContract(
  'kubernetes, by a route,',
  () =>
    prepare({
      options: { deployment: 'web', service: 'web', route: 'web', replicas: 2 },
      objects: [deploymentObject({ replicas: 0 }), serviceObject(), routeObject()],
    }),
  { weights: true },
)

targetContract('kubernetes, rolled,', () =>
  prepare({
    options: { deployment: 'web', replicas: 2 },
    objects: [deploymentObject({ replicas: 0 })],
    strategy: 'rolling',
  }),
)
