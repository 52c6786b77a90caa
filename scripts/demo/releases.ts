import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Digest, hexOf } from '../../src/artifact/digest.ts'
import { parseDigestReference } from '../../src/artifact/reference.ts'
import { nodeEdge } from '../../src/edge-node.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { directory } from '../../src/target/directory/directory.ts'

/** A release that runs: a process of its own. */
export type Running = { port: number; stop(): Promise<void> }

export interface Releases extends AsyncDisposable {
  folder: string
  /** Fetches an image from its registry, verifies and unpacks it, and starts the server in it. */
  start(image: string): Promise<Running>
}

/** Runs the releases of one environment, each in a folder and a process of its own. */
export async function openReleases(environment: string): Promise<Releases> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-releases-'))
  const quiet = () => {}
  const edge = nodeEdge({ debug: quiet, info: quiet, notice: quiet, warning: console.warn })
  const registry = connectRegistry({ credentials: async () => undefined }, edge)
  const context = { owner: 'acme/shop', environment, service: 'app', strategy: 'canary' as const, registry }
  const target = directory.connect({ path: join(folder, environment) }, context, edge)
  const running: Running[] = []
  return {
    folder,
    start: async (image) => {
      const artifact = parseDigestReference(image)
      await (await target.stage(artifact))[Symbol.asyncDispose]()
      const started = await startServer(join(folder, environment), artifact.digest)
      running.push(started)
      return started
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(running.map((one) => one.stop()))
      // Releases are read-only.
      await edge.exec('chmod', ['-R', 'u+w', folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function startServer(folder: string, digest: Digest): Promise<Running> {
  const program = join(folder, 'releases', hexOf(digest), 'server/main.mjs')
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = await once(createInterface(child.stdout), 'line')
  return { port: Number(port), stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill()
  await ended
}
