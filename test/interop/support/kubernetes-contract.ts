import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll } from 'vitest'
import type { TargetEdge } from '../../../src/target/target.ts'
import { type RegistryServer, startRegistry } from '../../support/registry.ts'
import { dyingEdge } from '../../target/dying-edge.ts'
import { targetContract } from '../../target/target-contract.ts'
import { type KubernetesCluster, kubernetesEdge, startKubernetes } from './kubernetes.ts'
import { startGateway } from './kubernetes-gateway.ts'
import { deploymentObject, routeDefinition, serviceObject } from './kubernetes-shop.ts'
import { openShop, type ShopOptions } from './kubernetes-target.ts'
import { freshFolder } from './program.ts'

/** Runs the contract of a target against a cluster of its own. */
export function kubernetesContract(way: string, opened: ShopOptions): void {
  let cluster: KubernetesCluster
  let registry: RegistryServer
  let gateway: AsyncDisposable | undefined
  const isRolled = opened.strategy === 'rolling'

  beforeAll(async () => {
    // Manifests are read from where a job has its checkout.
    process.chdir(freshFolder('workspace'))
    const manifests = [deploymentObject(), serviceObject()].map((object) => JSON.stringify(object))
    writeFileSync('web.yaml', manifests.join('\n---\n'))
    registry = await startRegistry()
    cluster = await startKubernetes()
    if (!('route' in opened.options)) return
    await cluster.run(['apply', '--filename=-'], routeDefinition)
    await cluster.run(['wait', '--for=condition=Established', `crd/${routeDefinition.metadata.name}`])
    gateway = startGateway(cluster)
  })

  afterAll(async () => {
    await gateway?.[Symbol.asyncDispose]()
    await cluster?.[Symbol.asyncDispose]()
    await registry?.[Symbol.asyncDispose]()
  })

  targetContract(
    `kubernetes, ${way},`,
    async () => {
      const shop = await openShop(opened, cluster, registry)
      const fresh = () => kubernetesEdge(cluster.admin)
      return {
        target: shop.target,
        artifacts: [await shop.push('one'), await shop.push('two')],
        connect: () => shop.connect({ edge: fresh() }),
        // While it is rolled, both serve.
        ...(!isRolled && {
          connectDying: (calls: number, last: 'answered' | 'lost') =>
            shop.connect({ edge: dyingAtWrites(fresh(), calls, last) }),
        }),
      }
    },
    { weights: !isRolled },
  )
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
