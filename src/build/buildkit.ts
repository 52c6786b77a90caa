import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { formatPlatform, type Platform } from '../artifact/descriptor.ts'
import { type Digest, isDigest } from '../artifact/digest.ts'
import { Failure } from '../failure.ts'
import type { BuildEngine } from './build-engine.ts'
import { failedBuild } from './build-failure.ts'
import type { BuildEdge } from './builder.ts'
import { runProgram } from './program.ts'
import type { SecretFile } from './secret.ts'

/** What is asked of whatever builds a Dockerfile; paths are absolute. */
export type ImageBuild = {
  context: string
  file: string
  /** The top of the working tree. */
  root: string
  target?: string
  platforms: readonly Platform[]
  /** `NAME=value` */
  buildArgs: readonly string[]
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
  secrets: readonly SecretFile[]
  cacheFrom: readonly string[]
  cacheTo: readonly string[]
  /** The base by digest, and the name by which the Dockerfile has it. */
  pin?: { name: string; image: string }
  /** What everything in the image is dated. */
  time: number
  /** The variables that the builder is given beside its own. */
  env: Readonly<Record<string, string>>
}

/** An image that was exported, and the digest that BuildKit says it has. */
export type Exported = { layout: string; digest: Digest }

/** Builds with BuildKit and exports the image into a new OCI layout below a directory. */
export async function exportImage(
  build: ImageBuild,
  engine: BuildEngine & { kind: 'buildx' | 'buildctl' },
  directory: string,
  edge: BuildEdge,
): Promise<Exported> {
  const layout = join(directory, 'layout')
  const metadata = join(directory, 'metadata.json')
  const [command, args] =
    engine.kind === 'buildx'
      ? (['docker', buildxArguments(build, engine.builder, layout, metadata)] as const)
      : (['buildctl', buildctlArguments(build, layout, metadata)] as const)
  const said: string[] = []
  const onStderr = (line: string) => {
    said.push(line)
    edge.log.info(line)
  }
  const env = { ...build.env, BUILDX_METADATA_PROVENANCE: 'disabled' }
  try {
    await runProgram(command, args, { cwd: build.context, env, onStderr }, edge)
  } catch (cause) {
    throw failedBuild(said, build, cause)
  }
  return { layout, digest: await readDigest(metadata) }
}

/** https://docs.docker.com/reference/cli/docker/buildx/build/ */
function buildxArguments(
  build: ImageBuild,
  builder: string | undefined,
  layout: string,
  metadata: string,
): string[] {
  return [
    ...['buildx', 'build', '--progress', 'plain', '--metadata-file', metadata],
    ...(builder === undefined ? [] : ['--builder', builder]),
    // What is signed about the image is attached to it, so that its own digest depends on nothing but its content.
    ...['--provenance=false', '--sbom=false'],
    ...['--file', build.file, '--platform', build.platforms.map(formatPlatform).join(',')],
    ...each('--output', [fields(outputOf(layout))]),
    ...each('--target', build.target === undefined ? [] : [build.target]),
    ...each('--build-arg', buildArgsOf(build)),
    ...each('--label', pairs(build.labels)),
    ...each(
      '--annotation',
      levelsOf(build).flatMap((level) => pairs(build.annotations, `${level}:`)),
    ),
    ...each('--secret', build.secrets.map(secretOf)),
    ...each('--cache-from', build.cacheFrom),
    ...each('--cache-to', build.cacheTo),
    ...each('--build-context', build.pin ? [`${build.pin.name}=docker-image://${build.pin.image}`] : []),
    build.context,
  ]
}

/** https://github.com/moby/buildkit/blob/v0.26.1/frontend/dockerfile/docs/reference.md and `buildctl build --help` */
function buildctlArguments(build: ImageBuild, layout: string, metadata: string): string[] {
  const { file, context, pin, platforms, target } = build
  const annotations = levelsOf(build).flatMap((level) => {
    return pairs(build.annotations, level === 'index' ? 'annotation-index.' : 'annotation.')
  })
  const changed = annotations.find((annotation) => /^[^=]*[A-Z]/.test(annotation))
  if (changed !== undefined) {
    throw new Failure(
      'invalid-input',
      `buildctl would write the name of "${changed}" in lower case; write it so, or use docker buildx`,
    )
  }
  return [
    ...['build', '--progress', 'plain', '--metadata-file', metadata, '--frontend', 'dockerfile.v0'],
    ...each('--local', [`context=${context}`, `dockerfile=${dirname(file)}`]),
    ...each('--output', [fields([...outputOf(layout), ...annotations])]),
    ...each('--opt', [
      `filename=${basename(file)}`,
      `platform=${platforms.map(formatPlatform).join(',')}`,
      ...(target === undefined ? [] : [`target=${target}`]),
      ...buildArgsOf(build).map((pair) => `build-arg:${pair}`),
      ...pairs(build.labels, 'label:'),
      ...(pin ? [`context:${pin.name}=docker-image://${pin.image}`] : []),
    ]),
    ...each('--secret', build.secrets.map(secretOf)),
    ...each('--import-cache', build.cacheFrom.map(cacheOf)),
    ...each('--export-cache', build.cacheTo.map(cacheOf)),
  ]
}

/** https://docs.docker.com/build/exporters/oci-docker/ */
function outputOf(layout: string): string[] {
  return ['type=oci', `dest=${layout}`, 'tar=false', 'rewrite-timestamp=true']
}

function buildArgsOf({ buildArgs, time }: ImageBuild): string[] {
  // https://reproducible-builds.org/specs/source-date-epoch/
  return [...buildArgs, `SOURCE_DATE_EPOCH=${time}`]
}

function levelsOf({ platforms }: ImageBuild): ('manifest' | 'index')[] {
  return platforms.length > 1 ? ['manifest', 'index'] : ['manifest']
}

function secretOf({ id, file }: SecretFile): string {
  return fields([`id=${id}`, `src=${file}`])
}

// buildx takes the name of an image for a cache in a registry; buildctl wants it spelled out.
function cacheOf(cache: string): string {
  return cache.includes('=') ? cache : `type=registry,ref=${cache}`
}

function each(option: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [option, value])
}

function pairs(record: Readonly<Record<string, string>>, prefix = ''): string[] {
  return Object.entries(record).map(([name, value]) => `${prefix}${name}=${value}`)
}

/** Joins as CSV, which both programs read. */
function fields(values: readonly string[]): string {
  return values
    .map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join(',')
}

async function readDigest(metadata: string): Promise<Digest> {
  const content: unknown = JSON.parse(await readFile(metadata, 'utf8'))
  const digest =
    typeof content === 'object' && content !== null && 'containerimage.digest' in content
      ? content['containerimage.digest']
      : undefined
  if (typeof digest === 'string' && isDigest(digest)) return digest
  throw new Failure('mismatch', 'BuildKit does not say which digest it made')
}
