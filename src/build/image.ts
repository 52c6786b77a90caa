import type { Descriptor, Platform } from '../artifact/descriptor.ts'
import { type Digest, digestOf } from '../artifact/digest.ts'
import type { ImageIndex, ImageManifest } from '../artifact/manifest.ts'
import { mediaType } from '../artifact/media-type.ts'
import { formatReference } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import type { Base } from './base.ts'
import type { BuildJob, Recipe } from './builder.ts'

/** A configuration as it is pushed. */
export type Config = { descriptor: Descriptor; bytes: Uint8Array }

const defaultUser = '65532:65532'

/** The configuration of what is not an image. */
export const emptyConfig: Config = formatConfig(mediaType.empty, '{}')

/** Writes a configuration of any type. */
export function formatConfig(type: string, text: string): Config {
  const bytes = new TextEncoder().encode(text)
  return { descriptor: { mediaType: type, digest: digestOf(bytes), size: bytes.length }, bytes }
}

/**
 * Builds the configuration of an image: what the base says, except for what the recipe says.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md
 */
export function buildConfig(job: BuildJob, platform: Platform, diffIds: Digest[], base?: Base): Config {
  const inherited = Object.entries(base?.config ?? {}).filter(([name]) => name.startsWith('os.'))
  const created = formatTime(job.time)
  const told = historyOf(base, created)
  return formatConfig(
    mediaType.imageConfig,
    JSON.stringify({
      created,
      architecture: platform.architecture,
      os: platform.os,
      ...(platform.variant !== undefined && { variant: platform.variant }),
      ...Object.fromEntries(inherited),
      config: runtimeConfig(job, base),
      rootfs: { type: 'layers', diff_ids: diffIds },
      ...(told && { history: told }),
    }),
  )
}

/** Builds the manifest of an image, or of an artifact where the recipe says of which type. */
export function buildManifest(
  job: BuildJob,
  config: Config,
  layers: Descriptor[],
  { base, annotations }: { base?: Base; annotations?: Record<string, string> } = {},
): ImageManifest {
  const { artifactType } = job.recipe
  // The type of a configuration is that of the whole, unless it is empty.
  const isNamed = artifactType !== undefined && artifactType !== config.descriptor.mediaType
  return {
    kind: 'manifest',
    mediaType: mediaType.imageManifest,
    ...(isNamed && { artifactType }),
    config: config.descriptor,
    layers,
    annotations: annotationsOf(job, base, annotations),
  }
}

/** Builds the index of what is one image on several platforms. */
export function buildIndex(job: BuildJob, manifests: Descriptor[], base?: Base): ImageIndex {
  return {
    kind: 'index',
    mediaType: mediaType.imageIndex,
    manifests,
    annotations: annotationsOf(job, base),
  }
}

/** Says where relative destinations start and the program will be. */
export function workdirOf({ workdir }: Recipe, base: Base | undefined): string {
  const inherited = base?.config.config.WorkingDir
  return workdir ?? (typeof inherited === 'string' && inherited.startsWith('/') ? inherited : '/')
}

/**
 * Reads `name=value` pairs, one per line; what the build itself says about an artifact cannot be said otherwise.
 */
export function parsePairs(text: string): Record<string, string> {
  const pairs = linesOf(text).map(parsePair)
  for (const [name] of pairs) {
    if (pairs.filter(([other]) => other === name).length > 1) {
      throw new Failure('invalid-input', `"${name}" is given twice`)
    }
    if (reservedNames.includes(name)) {
      throw new Failure('invalid-input', `"${name}" is set by the build itself; leave it out`)
    }
  }
  return Object.fromEntries(pairs)
}

/** Reads a variable of the environment: `NAME=value`. */
export function parseVariable(line: string): string {
  return parsePair(line).join('=')
}

/**
 * Reads a command as a container runs it, without a shell: one argument per line, or a JSON list. One line with
 * spaces could mean either one argument or several, so it is refused.
 */
export function parseCommand(text: string): string[] {
  if (text.startsWith('[')) return parseJsonCommand(text)
  const lines = linesOf(text)
  const [only = ''] = lines
  if (lines.length > 1 || !/\s/.test(only)) return lines
  throw new Failure(
    'invalid-input',
    `"${only}" has spaces and no shell splits it; write one argument per line, or ${JSON.stringify(only.split(/\s+/))}`,
  )
}

/** Reads platforms, separated by commas or lines. */
export function parsePlatforms(text: string): Platform[] {
  const platforms = text.split(/[,\s]+/).filter((part) => part !== '')
  const twice = platforms.find((platform, index) => platforms.indexOf(platform) !== index)
  if (twice !== undefined) throw new Failure('invalid-input', `"${twice}" is named twice`)
  return platforms.map(parsePlatform)
}

/** Reads `os/architecture[/variant]`. */
export function parsePlatform(text: string): Platform {
  const [os, architecture, variant, ...more] = text.split('/')
  if (!os || !architecture || variant === '' || more.length > 0 || !/^[a-z0-9/._-]+$/.test(text)) {
    throw new Failure(
      'invalid-input',
      `"${text}" is not a platform; wanted os/architecture, as in linux/amd64`,
    )
  }
  if (os !== 'linux') throw new Failure('invalid-input', `images are built for linux only, not for "${text}"`)
  return { os, architecture, ...(variant !== undefined && { variant }) }
}

/** Reads who the program runs as, by number or by a name that the base knows. */
export function parseUser(text: string): string {
  if (/^[\w.-]+(:[\w.-]+)?$/.test(text)) return text
  throw new Failure('invalid-input', `"${text}" is not a user; wanted user[:group], as in ${defaultUser}`)
}

/** Reads what an artifact is of, as a media type. */
export function parseArtifactType(text: string): string {
  // https://www.rfc-editor.org/rfc/rfc6838#section-4.2
  const isMediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/i.test(text)
  if (isMediaType && text !== mediaType.imageConfig && text !== mediaType.empty) return text
  throw new Failure(
    'invalid-input',
    `"${text}" is not a type of artifact; wanted a media type such as application/vnd.acme.site`,
  )
}

/** Reads seconds since 1970, up to the latest that a layer can hold. */
export function parseEpoch(text: string): number {
  const seconds = Number(text)
  if (/^[0-9]+$/.test(text) && seconds < 8 ** 11) return seconds
  throw new Failure('invalid-input', `"${text}" is not a time; wanted whole seconds since 1970`)
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md#pre-defined-annotation-keys */
const prefix = 'org.opencontainers.image.'
const reservedNames = ['revision', 'source', 'created', 'base.name', 'base.digest'].map(
  (name) => `${prefix}${name}`,
)

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function parsePair(line: string): [string, string] {
  const equals = line.indexOf('=')
  if (equals < 1) throw new Failure('invalid-input', `"${line}" is not a pair; wanted name=value`)
  return [line.slice(0, equals).trim(), line.slice(equals + 1)]
}

function annotationsOf(job: BuildJob, base?: Base, inherent?: Record<string, string>) {
  return sorted({ ...inherent, ...job.recipe.annotations, ...originOf(job), ...baseAnnotations(base) })
}

export function originOf({ checkout, source, time }: BuildJob): Record<string, string> {
  return {
    [`${prefix}created`]: formatTime(time),
    [`${prefix}revision`]: checkout.commit,
    [`${prefix}source`]: source,
  }
}

function baseAnnotations(base: Base | undefined): Record<string, string> {
  if (base === undefined) return {}
  return {
    [`${prefix}base.digest`]: base.reference.digest,
    [`${prefix}base.name`]: formatReference(base.reference),
  }
}

function runtimeConfig(job: BuildJob, base: Base | undefined): Record<string, unknown> {
  const { recipe } = job
  const { Entrypoint, Cmd, Env, Labels, OnBuild: _, ...rest } = base?.config.config ?? {}
  const env = mergeEnv(stringList(Env), recipe.env ?? [])
  return {
    ...rest,
    User: recipe.user ?? defaultUser,
    ...(env.length > 0 && { Env: env }),
    ...commandOf(recipe, stringList(Entrypoint), stringList(Cmd)),
    WorkingDir: workdirOf(recipe, base),
    Labels: sorted({ ...inheritedLabels(Labels), ...recipe.labels, ...originOf(job) }),
  }
}

// The base's arguments belong to the base's program, so a new program starts without them, as in Docker.
function commandOf({ entrypoint, cmd }: Recipe, baseEntrypoint: string[], baseCmd: string[]) {
  const arguments_ = cmd ?? (entrypoint === undefined ? baseCmd : [])
  const program = entrypoint ?? baseEntrypoint
  return {
    ...(program.length > 0 && { Entrypoint: program }),
    ...(arguments_.length > 0 && { Cmd: arguments_ }),
  }
}

// The base's title, version and source are the base's own.
function inheritedLabels(labels: unknown): Record<string, string> {
  if (typeof labels !== 'object' || labels === null) return {}
  const entries = Object.entries(labels).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string' && !entry[0].startsWith(prefix)
  })
  return Object.fromEntries(entries)
}

function mergeEnv(inherited: readonly string[], own: readonly string[]): string[] {
  const names = own.map(nameOf)
  return [...inherited.filter((variable) => !names.includes(nameOf(variable))), ...own]
}

function nameOf(variable: string): string {
  return variable.slice(0, variable.indexOf('='))
}

// Tools count the entries against the layers, so a base whose own do not fit is left without.
function historyOf(base: Base | undefined, created: string): unknown[] | undefined {
  const inherited = base?.config.history ?? []
  const layered = inherited.filter((entry) => !isEmptyLayer(entry)).length
  if (layered !== (base?.layers.length ?? 0)) return undefined
  return [...inherited, { created, created_by: 'immutable-deploy build (files)' }]
}

function isEmptyLayer(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'empty_layer' in entry && entry.empty_layer === true
}

function parseJsonCommand(text: string): string[] {
  const failure = new Failure('invalid-input', `"${text}" is not a JSON list of strings`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw failure
  }
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value
  throw failure
}

function stringList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

/** RFC 3339 in whole seconds. */
function formatTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

export function sorted(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
