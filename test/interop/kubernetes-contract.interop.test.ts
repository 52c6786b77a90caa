import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll } from 'vitest'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { kubernetes } from '../../src/target/kubernetes/kubernetes.ts'
import { pushImage } from '../support/artifacts.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { targetContract } from '../target/target-contract.ts'
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

type Prepare = { options: object; objects?: object[] }

async function prepare({ options, objects = [] }: Prepare) {
  const namespace = await cluster.namespace()
  for (const object of objects) await cluster.run(['create', `-n=${namespace}`, '-f=-'], object)
  const client = connect()
  const push = (content: string): Promise<DigestReference> =>
    pushImage(client, { registry: registry.host, repository: 'acme/web' }, [[{ name: 'page', content }]])
  const context = { owner: 'acme/shop', environment: 'production', service: 'app', registry: client }
  const written = { namespace, preview: 'none', ...options }
  const target = kubernetes.connect(written, context, kubernetesEdge(cluster.admin))
  return { target, artifacts: [await push('one'), await push('two')] as const }
}

targetContract('kubernetes, by a selector,', () =>
  prepare({ options: { manifests: ['web.yaml'], service: 'web' } }),
)

targetContract('kubernetes, by a route,', () =>
  prepare({
    options: { deployment: 'web', service: 'web', route: 'web', replicas: 2 },
    objects: [deploymentObject({ replicas: 0 }), serviceObject(), routeObject()],
  }),
)

targetContract('kubernetes, rolled,', () =>
  prepare({
    options: { deployment: 'web', replicas: 2 },
    objects: [deploymentObject({ replicas: 0 })],
  }),
)
