import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type RegistryServer, startRegistry } from '../../test/support/registry.ts'
import { type ActionResult, runAction } from '../../test/support/runner.ts'
import { succeeded } from '../../test/support/shop.ts'
import { atMost, type Measured, median, megabytes, seconds } from './results.ts'
import { createTree, type TreeRepository } from './tree.ts'

const runs = 3
const fileCount = 5_000
const megabyteCount = 50

type Building = { time: number; peakMemory: number; size: number }
type Packing = { time: number; size: number }

/** Measures a build of many files against `tar` and `gzip`, and its memory for a tree and one four times larger. */
export async function measureFilesBuild(): Promise<Measured> {
  await using registry = await startRegistry()
  using tree = createTree(fileCount)
  const ours: Building[] = []
  const peer: Packing[] = []
  for (let run = 0; run < runs; run++) {
    peer.push(await pack(tree))
    ours.push(await timeBuild(tree, registry, `acme/run-${run}`))
  }
  using larger = createTree(4 * fileCount)
  return { rows: rowsOf(ours, peer, await timeBuild(larger, registry, 'acme/larger')) }
}

function rowsOf(ours: readonly Building[], peer: readonly Packing[], larger: Building): Measured['rows'] {
  const time = median(ours.map((building) => building.time))
  const peerTime = median(peer.map((packing) => packing.time))
  const memory = Math.max(...ours.map((building) => building.peakMemory))
  const size = median(ours.map((building) => building.size))
  const peerSize = median(peer.map((packing) => packing.size))
  const tree = `${fileCount} files, ${megabyteCount} MB`
  return [
    {
      what: `\`build\` of ${tree}: start, commit check, layer, push and tag`,
      ours: seconds(time),
      peer: `${seconds(peerTime)}, \`tar | gzip\``,
      ratio: time / peerTime,
    },
    {
      what: 'size of what that gives',
      ours: megabytes(size),
      peer: `${megabytes(peerSize)}, \`tar | gzip\``,
      ratio: size / peerSize,
    },
    {
      what: 'memory of its process at most',
      ours: megabytes(memory),
      aim: atMost(150, memory / 1e6, ' MB'),
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

// Into a file, as the action spools its layer; on two cores it has the advantage of two processes.
async function pack({ path }: TreeRepository): Promise<Packing> {
  const file = join(path, '.git', 'packed.tar.gz')
  const begun = performance.now()
  const child = spawn('sh', ['-c', `tar cf - tree | gzip > '${file}'`], { cwd: path, stdio: 'inherit' })
  const [exitCode] = await once(child, 'exit')
  const time = performance.now() - begun
  if (exitCode !== 0) throw new Error(`tar and gzip ended with ${exitCode}`)
  return { time, size: (await stat(file)).size }
}
