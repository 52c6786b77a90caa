import type { DigestReference } from '../../src/artifact/reference.ts'
import { formatReference } from '../../src/artifact/reference.ts'
import type { Target } from '../../src/target/target.ts'
import { type KubernetesCluster, startKubernetes } from '../../test/interop/support/kubernetes.ts'
import { deploymentObject, prepared, serviceObject } from '../../test/interop/support/kubernetes-shop.ts'
import { openShop, type Shop, stage } from '../../test/interop/support/kubernetes-target.ts'
import { type RegistryServer, startRegistry } from '../../test/support/registry.ts'
import { atMost, type Measured, median, type Row, seconds } from './results.ts'

/** How often each is rolled, one after the other: a machine that is slow for a while is so for both. */
const rounds = 9
const replicas = 3

/** Measures rollouts and counts calls, against a control plane whose pods become ready at once. */
export async function measureKubernetes(): Promise<Measured> {
  await using registry = await startRegistry()
  await using cluster = await startKubernetes()
  const rolling = await measureRolling(cluster, registry)
  const calls = await countCalls(cluster, registry)
  const total = calls.reduce((sum, [, count]) => sum + count, 0)
  const row = {
    what: 'Kubernetes: kubectl calls of a look, staging, a swap, the way back, and removal',
    ours: `${total}`,
  }
  const lines = calls.map(([verb, count]) => `${verb}: ${count}`)
  return { rows: [rolling, row], behind: [{ title: 'kubectl calls of each verb', lines }] }
}

async function measureRolling(cluster: KubernetesCluster, registry: RegistryServer): Promise<Row> {
  const shop = await openShop({ options: { deployment: 'web' }, strategy: 'rolling' }, cluster, registry)
  const { target, push, run } = shop
  const [one, two] = [await push('one'), await push('two')]
  await run(['create', '--filename=-'], deploymentObject({ image: one, replicas }))
  await run(['rollout', 'status', 'deployment/web'])
  for (const artifact of [one, two]) await stage(target, artifact)
  const ours: number[] = []
  const peer: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await timed(() => target.shift(two.digest, 100, one.digest, 1)))
    peer.push(await timed(() => rollByHand(shop, one)))
  }
  const ratio = median(ours) / median(peer)
  return {
    what: `Kubernetes: rolling ${replicas} pods, against \`kubectl set image\` and \`rollout status\``,
    ours: seconds(median(ours)),
    peer: seconds(median(peer)),
    ratio,
    aim: atMost(1.2, ratio),
  }
}

async function rollByHand({ run }: Shop, artifact: DigestReference): Promise<void> {
  await run(['set', 'image', 'deployment/web', `web=${formatReference(artifact)}`])
  await run(['rollout', 'status', 'deployment/web'])
}

/** Counts what each verb asks of kubectl, in a blue-green swap. */
async function countCalls(cluster: KubernetesCluster, registry: RegistryServer): Promise<[string, number][]> {
  const options = { deployment: 'web', service: 'web' }
  const { target, edge, push, run } = await openShop(
    { options, objects: [serviceObject()] },
    cluster,
    registry,
  )
  const [one, two] = [await push('one'), await push('two')]
  await run(['create', '--filename=-'], deploymentObject({ image: one, labels: prepared, replicas }))
  await run(['rollout', 'status', 'deployment/web'])
  const counted: [string, number][] = []
  for (const [verb, act] of verbsOf(target, one, two)) {
    const before = edge.calls.length
    await act()
    counted.push([verb, edge.calls.length - before])
  }
  return counted
}

function verbsOf(
  target: Target,
  one: DigestReference,
  two: DigestReference,
): [string, () => Promise<unknown>][] {
  return [
    ['a look', () => target.observe()],
    ['staging', () => stage(target, two)],
    ['a swap', () => target.shift(two.digest, 100, one.digest, 1)],
    ['the way back', () => target.shift(one.digest, 100, two.digest, 1)],
    ['removal', () => target.discard(two.digest, 1)],
  ]
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return performance.now() - started
}
