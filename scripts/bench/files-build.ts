import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RegistryServer, startRegistry } from '../../test/support/registry.ts'
import { type ActionResult, runAction } from '../../test/support/runner.ts'
import { succeeded } from '../../test/support/shop.ts'
import { type Peer, packedSize, startPeers } from './files-peers.ts'
import { atMost, type Measured, median, megabytes, type Row, seconds } from './results.ts'
import { createTree, type TreeRepository } from './tree.ts'

const runs = 7
const fileCount = 5_000
const megabyteCount = 50

type Building = { time: number; peakMemory: number; size: number }
type Timed = { name: string; time: number }

/**
 * Measures a build of many files against what else makes a layer of them, and its memory for a tree and one four times
 * larger.
 */
export async function measureFilesBuild(): Promise<Measured> {
  await using registry = await startRegistry()
  await using peers = await startPeers(registry.host)
  using tree = createTree(fileCount)
  const ours: Building[] = []
  const times = new Map(peers.all.map((peer): [Peer, number[]] => [peer, []]))
  // In turn, so that all share the weather.
  for (let run = 0; run < runs; run++) {
    ours.push(await timeBuild(tree, registry, `acme/run-${run}`))
    for (const [index, peer] of peers.all.entries()) {
      times.get(peer)?.push(await timePeer(peer, tree, `${registry.host}/peer-${index}/run-${run}`))
    }
  }
  const timed = [...times].map(([{ name }, all]): Timed => ({ name, time: median(all) }))
  using larger = createTree(4 * fileCount)
  return {
    rows: [
      ...timeRows(median(ours.map(({ time }) => time)), timed),
      ...resourceRows(ours, await packedSize(tree), await timeBuild(larger, registry, 'acme/larger')),
    ],
  }
}

/** The fastest peer is the one to beat. */
function timeRows(time: number, peers: readonly Timed[]): Row[] {
  const what = `\`build\` of ${fileCount} files, ${megabyteCount} MB: start, commit check, layer, push and tag`
  const sorted = peers.toSorted((a, b) => a.time - b.time)
  return sorted.map((peer, index) => ({
    what: index === 0 ? what : 'the same',
    ours: seconds(time),
    peer: `${seconds(peer.time)}, ${peer.name}`,
    ratio: time / peer.time,
    ...(index === 0 && { aim: atMost(1, time / peer.time) }),
  }))
}

function resourceRows(ours: readonly Building[], peerSize: number, larger: Building): Row[] {
  const memory = Math.max(...ours.map((building) => building.peakMemory))
  const size = median(ours.map((building) => building.size))
  return [
    {
      what: 'size of what that gives',
      ours: megabytes(size),
      peer: `${megabytes(peerSize)}, \`tar | gzip\``,
      ratio: size / peerSize,
      aim: atMost(1.15, size / peerSize),
    },
    {
      what: 'memory of its process at most',
      ours: megabytes(memory),
      aim: atMost(120, memory / 1e6, ' MB'),
    },
    {
      what: 'the same for a tree four times larger',
      ours: megabytes(larger.peakMemory),
      peer: `${megabytes(memory)}, the smaller tree`,
      ratio: larger.peakMemory / memory,
      aim: atMost(150, larger.peakMemory / 1e6, ' MB'),
    },
  ]
}

/** Builds a tree into a repository where nothing is yet, since a tag that exists would be compared. */
export async function buildTree(
  tree: TreeRepository,
  { host }: RegistryServer,
  repository: string,
  env: Record<string, string> = {},
): Promise<ActionResult> {
  const inputs = { image: `${host}/${repository}`, files: 'tree:/srv' }
  return succeeded(await runAction('build', { inputs, workspace: tree.path, env }))
}

async function timeBuild(
  tree: TreeRepository,
  registry: RegistryServer,
  repository: string,
): Promise<Building> {
  const file = join(tree.path, '.git', 'peak-memory')
  const hook = new URL('peak-memory.mjs', import.meta.url)
  const env = { NODE_OPTIONS: `--import=${hook}`, PEAK_MEMORY_FILE: file }
  const begun = performance.now()
  const { outputs } = await buildTree(tree, registry, repository, env)
  const time = performance.now() - begun
  return { time, peakMemory: Number(await readFile(file, 'utf8')) * 1024, size: Number(outputs.size) }
}

async function timePeer(peer: Peer, tree: TreeRepository, repository: string): Promise<number> {
  const begun = performance.now()
  await peer.pack(tree, repository)
  return performance.now() - begun
}
