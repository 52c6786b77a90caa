import { rm, stat, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { digestOf } from '../artifact/digest.ts'
import { formatManifest } from '../artifact/manifest.ts'
import { Failure, isFailure } from '../failure.ts'
import { blobOf } from '../registry/registry.ts'
import type { BuildEdge, Builder, BuildJob, Made } from './builder.ts'
import { buildManifest, emptyConfig } from './image.ts'
import { formatMachineImages, type MachineImage, machineImagesOf, machineImageType } from './machine-image.ts'
import { type PackerLine, parsePackerLine } from './packer-output.ts'
import { runProgram } from './program.ts'

/** Has Packer make machine images where they are kept, and stores which ones it made. */
export const packer: Builder = {
  description: 'machine images by a Packer template; the artifact says which, where',
  reads: ['template', 'vars', 'annotations'],
  // It runs machines and dates what it makes: the same template gives another image each time.
  reproducible: false,
  applies: ({ template }) => template !== undefined,
  async make(job, _, edge) {
    const template = await findTemplate(job.recipe)
    await assertInstalled(edge)
    await initialize(template, job, edge)
    return store(job, await runBuild(template, job, edge))
  },
}

/** Reads a variable of a template, `name=value`; the value may be secret, so no message quotes it. */
export function parseTemplateVariable(line: string): string {
  if (/^[A-Za-z_][\w-]*=/.test(line)) return line
  throw new Failure(
    'invalid-input',
    'a line is no variable; wanted name=value, with the value on the same line',
  )
}

async function findTemplate({ context, template }: BuildJob['recipe']): Promise<string> {
  if (template === undefined) {
    throw new Failure('invalid-input', 'input "template" is missing; name the template that Packer builds')
  }
  const path = resolve(context, template)
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() || found?.isDirectory()) return relative(context, path) || '.'
  throw new Failure(
    'not-found',
    `there is no template "${template}" in the context; correct input "template"`,
  )
}

async function assertInstalled({ exec, log }: BuildEdge): Promise<void> {
  try {
    const { stdout } = await exec('packer', ['version'], { env: environment })
    log.info(`building with ${stdout.split('\n', 1)[0]}`)
  } catch (cause) {
    if (!isFailure(cause, 'not-found')) throw cause
    throw new Failure(
      'not-found',
      'program "packer" was not found on this runner; add hashicorp/setup-packer before this step',
      { cause },
    )
  }
}

/** Nobody asks HashiCorp for news meanwhile. https://developer.hashicorp.com/packer/docs/configure */
const environment = { CHECKPOINT_DISABLE: '1', PACKER_NO_COLOR: '1' }

/** Installs the plugins that a template requires and that are not there; one in JSON cannot require any. */
async function initialize(template: string, { recipe }: BuildJob, edge: BuildEdge): Promise<void> {
  if (/(?<!\.pkr)\.json$/.test(template)) return
  const said: string[] = []
  const tell = (line: string) => {
    if (line.trim() !== '') said.push(line.trim())
    edge.log.info(line)
  }
  try {
    const options = { cwd: recipe.context, env: environment, onStdout: tell, onStderr: tell }
    await runProgram('packer', ['init', template], options, edge)
  } catch (cause) {
    throw new Failure('unavailable', `packer init "${template}" failed: ${said.join(' ')}`, { cause })
  }
}

/** https://developer.hashicorp.com/packer/docs/commands/build */
async function runBuild(
  template: string,
  { recipe, temporary }: BuildJob,
  edge: BuildEdge,
): Promise<MachineImage[]> {
  const variables = await writeVariables(recipe.vars ?? [], temporary)
  const lines: PackerLine[] = []
  const hear = (text: string) => {
    const line = parsePackerLine(text)
    lines.push(line)
    tell(line, edge)
  }
  const args = ['build', '-machine-readable', '-color=false', '-warn-on-undeclared-var']
  try {
    const options = { cwd: recipe.context, env: environment, onStdout: hear }
    await runProgram('packer', [...args, ...variables.options, template], options, edge)
  } catch (cause) {
    throw failedBuild(template, lines, cause)
  } finally {
    await variables.remove()
  }
  return machineImagesOf(lines)
}

/** Values may be secret, so they stand in a file that only we can read and on no command line. */
async function writeVariables(vars: readonly string[], temporary: string) {
  if (vars.length === 0) return { options: [], remove: async () => {} }
  const file = join(temporary, 'variables.pkrvars.json')
  const values = Object.fromEntries(
    vars.map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]),
  )
  await writeFile(file, JSON.stringify(values), { flag: 'wx', mode: 0o600 })
  return { options: [`-var-file=${file}`], remove: () => rm(file) }
}

function tell({ type, data }: PackerLine, { log }: BuildEdge): void {
  if (type !== 'ui') return
  const [, text = ''] = data
  if (text.startsWith('Warning: ')) log.warning(text.trim().replace(/\s*\n\s*/g, ' '))
  else for (const line of text.trimEnd().split('\n')) log.info(line)
}

function failedBuild(template: string, lines: readonly PackerLine[], cause: unknown): Failure {
  const errors = lines
    .filter(({ type }) => type === 'error')
    .map(({ target, data }) => `${target}: ${data.join(' ')}`)
  const told = lines
    .filter(
      ({ type, data: [level, text = ''] }) =>
        type === 'ui' && level === 'error' && text.startsWith('Error: '),
    )
    .map(({ data: [, text = ''] }) => text.slice('Error: '.length))
  const messages = (errors.length > 0 ? errors : told).map((text) => text.trim().replace(/\s*\n\s*/g, ' '))
  const made = machineImagesOf(lines)
  const left = made.length === 0 ? '' : `; what was made before stays: ${made.map(({ id }) => id).join(', ')}`
  return new Failure(
    'unavailable',
    `packer build "${template}" failed: ${messages[0] ?? 'it says no reason'}${left}`,
    {
      cause,
      problems: messages.length > 1 ? messages.map((message) => ({ message })) : [],
    },
  )
}

function store(job: BuildJob, images: readonly MachineImage[]): Made {
  if (images.length === 0) {
    throw new Failure(
      'not-found',
      `packer made no image from "${job.recipe.template}"; does a build of it have sources?`,
    )
  }
  const bytes = formatMachineImages(images)
  const annotations = { 'org.opencontainers.image.title': 'machine-image.json' }
  const descriptor = { mediaType: machineImageType, digest: digestOf(bytes), size: bytes.length }
  const recipe = { ...job.recipe, artifactType: machineImageType }
  const manifest = buildManifest({ ...job, recipe }, emptyConfig, [{ ...descriptor, annotations }])
  return {
    manifest,
    bytes: formatManifest(manifest),
    children: [],
    blobs: [blobOf(descriptor, bytes), blobOf(emptyConfig.descriptor, emptyConfig.bytes)],
    layers: [{ digest: descriptor.digest, size: descriptor.size }],
  }
}
