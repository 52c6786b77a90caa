import { setTimeout as wait } from 'node:timers/promises'
import type { KubernetesCluster } from './kubernetes.ts'

/** Stands in for a gateway: it says of every route's every generation that it is accepted, and moves no traffic. */
export function startGateway(cluster: KubernetesCluster): AsyncDisposable {
  let isOn = true
  const loop = async () => {
    const seen = new Map<string, number>()
    for (; isOn; await wait(150)) {
      const text = await cluster.run(['get', 'httproutes', '--all-namespaces', '-o=json'])
      for (const { metadata } of (JSON.parse(text) as { items: Route[] }).items) {
        if (seen.get(metadata.uid) === metadata.generation) continue
        await accept(metadata, cluster)
        seen.set(metadata.uid, metadata.generation)
      }
    }
  }
  const ended = loop()
  return {
    [Symbol.asyncDispose]: async () => {
      isOn = false
      await ended
    },
  }
}

type Route = { metadata: { name: string; namespace: string; uid: string; generation: number } }

async function accept({ name, namespace, generation }: Route['metadata'], cluster: KubernetesCluster) {
  const lastTransitionTime = '2026-01-01T00:00:00Z'
  const condition = { status: 'True', reason: 'Fine', observedGeneration: generation, lastTransitionTime }
  const conditions = ['Accepted', 'ResolvedRefs'].map((type) => ({ type, message: '', ...condition }))
  const parents = [{ parentRef: { name: 'public' }, controllerName: 'test/gateway', conditions }]
  const patch = `--patch=${JSON.stringify({ status: { parents } })}`
  const command = ['patch', 'httproute', name, `--namespace=${namespace}`]
  await cluster.run([...command, '--subresource=status', '--type=merge', patch])
}
