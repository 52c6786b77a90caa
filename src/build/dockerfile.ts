import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Platform } from '../artifact/descriptor.ts'
import { Failure } from '../failure.ts'
import { findBuildEngine } from './build-engine.ts'
import type { Builder, BuildJob, Recipe } from './builder.ts'
import { exportImage, type ImageBuild } from './buildkit.ts'
import { buildWithDocker } from './docker-image.ts'
import { baseAnnotationsOf, type DockerfileBase, findDockerfileBase } from './dockerfile-base.ts'
import { originOf, sorted } from './image.ts'
import { readLayout } from './oci-layout.ts'
import { writeSecrets } from './secret.ts'

/** Follows a Dockerfile, with BuildKit wherever there is one. */
export const dockerfile: Builder = {
  description: 'a Dockerfile, with BuildKit where there is one and with Docker alone otherwise',
  // biome-ignore format: one a line says no more.
  reads: ['file', 'target', 'buildArgs', 'secrets', 'cacheFrom', 'cacheTo', 'platforms', 'labels', 'annotations'],
  reproducible: true,
  applies: async ({ context, file }) => file !== undefined || (await isFile(join(context, defaultFile))),
  async make(job, registry, edge) {
    const file = await findFile(job.recipe)
    const directory = join(job.temporary, 'secrets')
    await mkdir(directory, { mode: 0o700 })
    try {
      const build = await planBuild(job, file, directory)
      await using engine = await findBuildEngine(basename(job.temporary), edge)
      const base = await findDockerfileBase(await readFile(file, 'utf8'), build, registry, edge)
      if (engine.kind === 'docker') return await buildWithDocker(build, base, job.temporary, registry, edge)
      const { layout, digest } = await exportImage(upon(base, build), engine, job.temporary, edge)
      return { ...(await readLayout(layout, digest)), ...(base && { base: base.reference }) }
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  },
}

const defaultFile = 'Dockerfile'
const defaultPlatform: Platform = { os: 'linux', architecture: 'amd64' }

async function findFile({ context, file = defaultFile }: Recipe): Promise<string> {
  const path = resolve(context, file)
  if (await isFile(path)) return path
  throw new Failure('not-found', `there is no Dockerfile "${file}" in the context; name it in input "file"`)
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ?? false
}

async function planBuild(job: BuildJob, file: string, directory: string): Promise<ImageBuild> {
  const { context, target, platforms = [], buildArgs = [], labels, annotations, ...recipe } = job.recipe
  const { cacheFrom = [], cacheTo = [], secrets = [] } = recipe
  if (buildArgs.some((pair) => pair.startsWith('SOURCE_DATE_EPOCH='))) {
    throw new Failure(
      'invalid-input',
      '"SOURCE_DATE_EPOCH" is set by the build; use input "source-date-epoch"',
    )
  }
  return {
    context,
    file,
    root: job.checkout.root,
    ...(target !== undefined && { target }),
    platforms: platforms.length > 0 ? platforms : [defaultPlatform],
    buildArgs,
    labels: sorted({ ...labels, ...originOf(job) }),
    annotations: sorted({ ...annotations, ...originOf(job) }),
    secrets: await writeSecrets(secrets, { context, directory }),
    cacheFrom,
    cacheTo,
    time: job.time,
    env: usesRunnerCache([...cacheFrom, ...cacheTo]) ? { ...job.cacheAccess } : {},
  }
}

/** https://docs.docker.com/build/cache/backends/gha/ */
function usesRunnerCache(caches: readonly string[]): boolean {
  return caches.some((cache) => cache.split(',').includes('type=gha'))
}

/** Says what a build stands upon, and has it stand upon just that. */
function upon(base: DockerfileBase | undefined, build: ImageBuild): ImageBuild {
  if (base === undefined) return build
  const annotations = { ...build.annotations, ...baseAnnotationsOf(base) }
  return { ...build, annotations, ...(base.pin && { pin: base.pin }) }
}
