import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BuildKit, startBuildKit } from '../../test/interop/support/buildkit.ts'
import { scratch } from '../../test/interop/support/program.ts'
import { findProgram } from '../interop/tools.ts'
import type { TreeRepository } from './tree.ts'

/** Another way to make one layer of a tree. */
export type Peer = {
  name: string
  /** Does it once; the repository is a new one on a registry, for those that push. */
  pack(tree: TreeRepository, repository: string): Promise<void>
}

export type Peers = AsyncDisposable & { all: Peer[] }

/** Starts what the peers need that are installed; `tar` and `gzip` are everywhere. */
export async function startPeers(registry: string): Promise<Peers> {
  const crane = findProgram('crane')
  // Its daemon mounts, which takes root.
  const hasBuildKit = ['buildkitd', 'buildctl', 'runc'].every(findProgram) && process.getuid?.() === 0
  const buildkit = hasBuildKit ? await startBuildKit(registry) : undefined
  return {
    all: [
      gzipPeer,
      ...(crane === undefined ? [] : [cranePeer(crane)]),
      ...(buildkit === undefined ? [] : [buildkitPeer(buildkit)]),
    ],
    [Symbol.asyncDispose]: async () => void (await buildkit?.[Symbol.asyncDispose]()),
  }
}

/** How much `tar | gzip` has made of a tree. */
export async function packedSize(tree: TreeRepository): Promise<number> {
  return (await stat(packedFile(tree))).size
}

function packedFile({ path }: TreeRepository): string {
  return join(path, '.git', 'packed.tar.gz')
}

// It pushes nothing, and is here for its size, and for those who have nothing else.
const gzipPeer: Peer = {
  name: '`tar | gzip`',
  pack: (tree) => shell(`tar cf - tree | gzip > '${packedFile(tree)}'`, tree),
}

function cranePeer(crane: string): Peer {
  return {
    name: '`tar`, then `crane append`',
    pack: (tree, repository) => {
      const tar = join(tree.path, '.git', 'packed.tar')
      const append = `'${crane}' append --insecure --oci-empty-base -f '${tar}' -t ${repository}:v1`
      return shell(`tar cf '${tar}' tree && ${append}`, tree)
    },
  }
}

/** What `docker build` has at work too. */
function buildkitPeer(buildkit: BuildKit): Peer {
  return {
    name: '`buildctl build` with `COPY`',
    async pack({ path }, repository) {
      const folder = join(path, '.git')
      await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY tree /srv\n')
      const from = ['--local', `context=${path}`, '--local', `dockerfile=${folder}`, '--no-cache']
      const to = ['--output', `type=image,name=${repository}:v1,push=true`]
      await buildkit.run('build', '--frontend', 'dockerfile.v0', ...from, ...to)
    },
  }
}

async function shell(command: string, { path }: TreeRepository): Promise<void> {
  const env = { ...process.env, HOME: scratch(), DOCKER_CONFIG: scratch() }
  const child = spawn('sh', ['-c', command], { cwd: path, env, stdio: ['ignore', 'ignore', 'pipe'] })
  const said: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const [exitCode] = await once(child, 'close')
  if (exitCode !== 0) throw new Error(`${command} ended with ${exitCode}: ${Buffer.concat(said)}`)
}
