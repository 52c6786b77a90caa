import { once } from 'node:events'
import { createServer, type Server as NetServer } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { controlGroup, isolatedVariable } from '../../../scripts/interop/isolation.ts'
import { tool } from '../tools.ts'
import { freshFolder, runProgram } from './program.ts'
import { type Server, startServer } from './server.ts'

/** Docker Engine with a bridge and rules of its own. */
export type DockerEngine = Server & {
  /** What `DOCKER_HOST` is for it. */
  address: string
  /** Runs the `docker` client and returns what it wrote. */
  run(...args: string[]): Promise<string>
}

/** Starts Docker Engine; there is one at a time, so another file waits for its turn. */
export async function startDocker(): Promise<DockerEngine> {
  // It makes a bridge, writes firewall rules and flushes those of another engine.
  if (process.env[isolatedVariable] === undefined)
    throw new Error(
      'Docker Engine is started only where it has a network of its own: use npm run test:interop',
    )
  const network = await takeNetwork()
  const folder = freshFolder('docker')
  const address = `unix://${join(folder, 'docker.sock')}`
  const run = (...args: string[]) => runProgram('docker', args, { env: { DOCKER_HOST: address } })
  const server = await startServer('dockerd', {
    args: [
      ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
      ...['--pidfile', join(folder, 'docker.pid'), '--host', address],
      ...['--exec-opt', 'native.cgroupdriver=cgroupfs', '--cgroup-parent', controlGroup],
      ...['--init-path', tool('docker-init'), '--userland-proxy-path', tool('docker-proxy')],
    ],
    env: { PATH: [dirname(tool('containerd')), process.env.PATH].join(delimiter) },
    ready: async () => (await run('version')) !== '',
  }).catch((error: unknown) => {
    network.close()
    throw error
  })
  return {
    ...server,
    address,
    run,
    async [Symbol.asyncDispose]() {
      const containers = (await run('ps', '--all', '--quiet')).split('\n').filter((id) => id !== '')
      if (containers.length > 0) await run('rm', '--force', '--volumes', ...containers)
      await server[Symbol.asyncDispose]()
      network.close()
    },
  }
}

/** An abstract socket belongs to one network, as Docker's bridge does, and goes with whoever has it. */
async function takeNetwork(): Promise<NetServer> {
  for (;;) {
    const server = createServer().listen('\0docker-engine')
    const taken = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (taken) return server.unref()
    await wait(100)
  }
}
