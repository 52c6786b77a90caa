import type { DigestReference } from '../../../src/artifact/reference.ts'
import type { Edge } from '../../../src/edge.ts'
import { kubernetes } from '../../../src/target/kubernetes/kubernetes.ts'
import type { Target, TargetContext } from '../../../src/target/target.ts'
import { pushImage } from '../../support/artifacts.ts'
import type { RegistryServer } from '../../support/registry.ts'
import { connect } from './client.ts'
import { type KubernetesCluster, kubernetesEdge } from './kubernetes.ts'

/** A namespace of a cluster, with what was there before us, and our target in it. */
export type Shop = {
  namespace: string
  target: Target
  edge: ReturnType<typeof kubernetesEdge>
  /** Runs kubectl there as an administrator. */
  run(args: readonly string[], input?: object): Promise<string>
  read<T>(object: string): Promise<T>
  /** Pushes an image; what its repository begins with is what its pods will do. */
  push(content: string, repository?: string): Promise<DigestReference>
  /** Connects once more: by another edge, with other options, as another service. */
  connect(changed?: { edge?: Edge; options?: object; context?: Partial<TargetContext> }): Target
}

export type ShopOptions = {
  options: object
  objects?: readonly object[]
  strategy?: TargetContext['strategy']
}

export async function openShop(
  { options, objects = [], strategy = 'blue-green' }: ShopOptions,
  cluster: KubernetesCluster,
  registry: RegistryServer,
): Promise<Shop> {
  const namespace = await cluster.namespace()
  const run: Shop['run'] = (args, input) => cluster.run([...args, `--namespace=${namespace}`], input)
  for (const object of objects) await run(['create', '--filename=-'], object)
  const client = connect()
  const context = {
    ...{ owner: 'acme/shop', environment: 'production', service: 'app' },
    ...{ strategy, registry: client },
  }
  const written = { namespace, preview: 'none', ...options }
  const edge = kubernetesEdge(cluster.admin)
  return {
    namespace,
    target: kubernetes.connect(written, context, edge),
    edge,
    run,
    read: async (object) => JSON.parse(await run(['get', object, '--output=json'])) as never,
    push: (content, repository = 'web') =>
      pushImage(client, { registry: registry.host, repository: `acme/${repository}` }, [
        [{ name: 'page', content }],
      ]),
    connect: (changed = {}) =>
      kubernetes.connect(
        { ...written, ...changed.options },
        { ...context, ...changed.context },
        changed.edge ?? edge,
      ),
  }
}

/** Stages without looking at what is staged. */
export async function stage(target: Target, artifact: DigestReference): Promise<void> {
  await using _ = await target.stage(artifact)
}
