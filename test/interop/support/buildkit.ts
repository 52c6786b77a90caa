import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { controlGroup } from '../../../scripts/interop/isolation.ts'
import { tool } from '../tools.ts'
import { freshFolder, runProgram } from './program.ts'
import { type Server, startServer } from './server.ts'

/** BuildKit's daemon. */
export type BuildKit = Server & {
  /** What `BUILDKIT_HOST` is for it. */
  address: string
  /** Runs `buildctl` and returns what it wrote. */
  run(...args: string[]): Promise<string>
}

/** Starts buildkitd, which speaks to these registries without TLS. */
export async function startBuildKit(...registries: string[]): Promise<BuildKit> {
  const folder = freshFolder('buildkit')
  const address = `unix://${join(folder, 'buildkitd.sock')}`
  const config = join(folder, 'buildkitd.toml')
  const plain = registries.map((host) => `[registry."${host}"]\n  http = true\n`)
  // The host's network, which is loopback alone: there is no bridge to make.
  writeFileSync(
    config,
    `root = "${join(folder, 'root')}"
[grpc]
  address = ["${address}"]
[worker.oci]
  enabled = true
  binary = "${tool('runc')}"
  networkMode = "host"
  defaultCgroupParent = "${controlGroup}"
[worker.containerd]
  enabled = false
${plain.join('')}`,
  )
  const run = (...args: string[]) => runProgram('buildctl', args, { env: { BUILDKIT_HOST: address } })
  const ready = async () => (await run('debug', 'workers')) !== ''
  return { ...(await startServer('buildkitd', { args: ['--config', config], ready })), address, run }
}
