import { Failure, messageOf } from '../failure.ts'
import type { BuildEdge } from './builder.ts'

/** What builds Dockerfiles on this machine. */
export type BuildEngine = AsyncDisposable &
  (
    | { kind: 'buildx' /** The builder to use; the current one unless told. */; builder?: string }
    | { kind: 'buildctl' }
    | { kind: 'docker' }
  )

/** Finds what can build, by asking each in turn; `name` is for a builder that may have to be started. */
export async function findBuildEngine(name: string, edge: BuildEdge): Promise<BuildEngine> {
  const buildx = await inspectBuildx(edge)
  if ('driver' in buildx) return openBuildx(buildx.driver, name, edge)
  if (await answers('buildctl', ['debug', 'workers'], edge)) {
    edge.log.info(`building with buildctl: ${buildx.reason}`)
    return { kind: 'buildctl', ...nothingToClose }
  }
  if (buildx.installed) {
    throw new Failure('unavailable', `no Dockerfile can be built: ${buildx.reason}; ${waysOut}`)
  }
  if (await answers('docker', ['version', '--format', '{{.Server.Version}}'], edge)) {
    edge.log.warning(
      'building with plain "docker build", since docker buildx is missing: it dates what it makes by the clock, so that no second build gives the same digest; add docker/setup-buildx-action before this step',
    )
    return { kind: 'docker', ...nothingToClose }
  }
  throw new Failure(
    'not-found',
    `no Dockerfile can be built: neither docker buildx, buildctl nor docker answers; ${waysOut}`,
  )
}

const waysOut = 'add docker/setup-buildx-action before this step, or set BUILDKIT_HOST for buildctl'

const nothingToClose = { [Symbol.asyncDispose]: async () => {} }

type Buildx = { driver: string } | { installed: boolean; reason: string }

/** Asks for the driver of the current builder, which is started if need be. */
async function inspectBuildx(edge: BuildEdge): Promise<Buildx> {
  if (!(await answers('docker', ['buildx', 'version'], edge))) {
    return { installed: false, reason: 'docker buildx is missing' }
  }
  const { exitCode, stdout, stderr } = await asked('docker', ['buildx', 'inspect', '--bootstrap'], edge)
  // It ends with 0 though Docker does not answer, and then tells an error in place of the driver.
  const driver = /^Driver:[ \t]+(\S+)/m.exec(stdout)?.[1]
  if (exitCode === 0 && driver !== undefined) return { driver }
  const told = /^Error:\s+(.+)/m.exec(stdout)?.[1] ?? stderr.trim().split('\n').at(-1)
  return { installed: true, reason: `the builder of docker buildx does not answer: ${told}` }
}

async function openBuildx(driver: string, name: string, edge: BuildEdge): Promise<BuildEngine> {
  if (driver !== 'docker' || (await hasContainerdStore(edge))) {
    edge.log.info(`building with docker buildx and its driver "${driver}"`)
    return { kind: 'buildx', ...nothingToClose }
  }
  edge.log.info(
    'building with docker buildx and a builder started for this build, since the driver "docker" cannot export an image without the containerd image store; docker/setup-buildx-action before this step sets up your own',
  )
  return startBuilder(name, edge)
}

/** https://docs.docker.com/engine/storage/containerd/ */
async function hasContainerdStore(edge: BuildEdge): Promise<boolean> {
  const { stdout } = await asked('docker', ['info', '--format', '{{json .DriverStatus}}'], edge)
  return stdout.includes('io.containerd.snapshotter')
}

async function startBuilder(name: string, { exec }: BuildEdge): Promise<BuildEngine> {
  const remove = async () => {
    await exec('docker', ['buildx', 'rm', '--force', name], { allowFailure: true })
  }
  try {
    await exec('docker', [
      ...['buildx', 'create', '--name', name],
      ...['--driver', 'docker-container', '--bootstrap'],
    ])
  } catch (cause) {
    await remove()
    throw new Failure(
      'unavailable',
      `no builder could be started beside Docker's own, which cannot export an image: ${messageOf(cause)}; add docker/setup-buildx-action before this step, or turn on Docker's containerd image store`,
      { cause },
    )
  }
  return { kind: 'buildx', builder: name, [Symbol.asyncDispose]: remove }
}

async function answers(command: string, args: readonly string[], edge: BuildEdge): Promise<boolean> {
  return (await asked(command, args, edge)).exitCode === 0
}

/** Asks a program that may not be there. */
async function asked(command: string, args: readonly string[], { exec }: Pick<BuildEdge, 'exec'>) {
  try {
    return await exec(command, args, { allowFailure: true, timeout: 120_000 })
  } catch (error) {
    return { exitCode: 127, stdout: '', stderr: messageOf(error) }
  }
}
