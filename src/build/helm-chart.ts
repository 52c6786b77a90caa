import { join, posix } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { formatRepository } from '../artifact/reference.ts'
import { Failure, messageOf } from '../failure.ts'
import type { BuildEdge, BuildJob } from './builder.ts'
import { type PlainEntry, readPlain, wholeOf } from './entries.ts'
import { parseHelmIgnore } from './helm-ignore.ts'
import { formatConfig } from './image.ts'
import { spoolLayer } from './layer.ts'
import { type Pack, titled } from './packaging.ts'
import type { Placed } from './placement.ts'

const configType = 'application/vnd.cncf.helm.config.v1+json'
const contentType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip'

/**
 * Packs a chart as `helm push` does, so that `helm pull` finds it: below a directory of its name.
 * https://helm.sh/docs/topics/registries/#helm-chart-manifest
 */
export const packHelmChart: Pack = async (placed, job, edge) => {
  const files = chartFiles(placed)
  const chart = parseChart((await readText(files, 'Chart.yaml', job, edge)) ?? '')
  const ignores = parseHelmIgnore((await readText(files, '.helmignore', job, edge)) ?? '')
  const kept = files.filter(({ path, entry }) => !ignores(path, isDirectory(entry)))
  checkDependencies(chart, kept)
  checkPlace(chart, job, edge)
  const { name, version } = chart
  const layer = await spoolLayer(chartEntries(kept, name, job, edge), {
    file: join(job.temporary, 'chart.tgz'),
    time: job.time,
  })
  const descriptor = { ...layer.descriptor, mediaType: contentType, ...titled(`${name}-${version}.tgz`) }
  return {
    config: formatConfig(configType, JSON.stringify(chart)),
    layer: { ...layer, descriptor },
    annotations: annotationsOf(chart),
  }
}

/** What was placed, with paths that start at the chart: where the uppermost `Chart.yaml` is. */
function chartFiles(placed: readonly Placed[]): Placed[] {
  const files = placed.filter(({ entry }) => !isDirectory(entry))
  const charts = files.filter(({ path }) => posix.basename(path) === 'Chart.yaml')
  const [chart] = charts.sort((a, b) => a.path.split('/').length - b.path.split('/').length)
  if (chart === undefined)
    throw refused('there is no Chart.yaml in input "files"; name the directory of a chart')
  const top = chart.path.slice(0, -'Chart.yaml'.length)
  const beside = files.find(({ path }) => !path.startsWith(top))
  if (beside === undefined) {
    return placed
      .filter(({ path }) => path.startsWith(top))
      .map((one) => ({ ...one, path: one.path.slice(top.length) }))
  }
  throw refused(
    `"/${beside.path}" is not below the chart in "/${top}"; name one chart and where the rest goes in it`,
  )
}

async function readText(
  files: readonly Placed[],
  path: string,
  job: BuildJob,
  edge: BuildEdge,
): Promise<string | undefined> {
  const wanted = files.filter((file) => file.path === path)
  for await (const entry of readPlain(wanted, job, edge, 'a chart')) {
    if (entry.kind === 'file') return (await wholeOf(entry.bytes)).toString('utf8').replace(/^\ufeff/, '')
  }
  return undefined
}

// Helm takes numbers for the text they are written as, and has no line breaks in any of these.
const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value).replace(/\s/g, ' '))
const optionalText = text.nullish().transform((value) => value || undefined)
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value || undefined)

function list<T extends z.ZodType>(entry: T) {
  return z
    .array(entry)
    .nullish()
    .transform((entries) => (entries?.length ? entries : undefined))
}

// https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string
const semanticVersion =
  /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/

const wantedVersion = 'wanted a semantic version such as 1.2.3'

/** https://helm.sh/docs/topics/charts/#the-chartyaml-file, with the keys in the order in which Helm writes them. */
const chartShape = z.object({
  name: z.string().min(1),
  home: optionalText,
  sources: list(text),
  version: z.string({ error: wantedVersion }).regex(semanticVersion, wantedVersion),
  description: optionalText,
  keywords: list(text),
  maintainers: list(z.object({ name: optionalText, email: optionalText, url: optionalText })),
  icon: optionalText,
  apiVersion: z.enum(['v1', 'v2']),
  condition: optionalText,
  tags: optionalText,
  appVersion: optionalText,
  deprecated: flag,
  annotations: z
    .record(z.string(), text)
    .nullish()
    .transform((value) => value ?? undefined),
  kubeVersion: optionalText,
  dependencies: list(
    z.object({
      name: text,
      version: optionalText,
      repository: optionalText,
      condition: optionalText,
      tags: list(text),
      enabled: flag,
      'import-values': list(z.unknown()),
      alias: optionalText,
    }),
  ),
  type: z
    .enum(['application', 'library'])
    .nullish()
    .transform((value) => value ?? undefined),
})

type Chart = z.infer<typeof chartShape>

function parseChart(yaml: string): Chart {
  let value: unknown
  try {
    value = parse(yaml)
  } catch (error) {
    throw refused(`Chart.yaml is not YAML: ${messageOf(error).split('\n')[0]}`, error)
  }
  const { success, data, error } = chartShape.safeParse(value)
  if (success) return data
  const problems = error.issues.map(({ path, message }) => ({
    message: `Chart.yaml: "${path.join('.')}": ${message}`,
  }))
  throw new Failure('invalid-input', problems[0]?.message ?? '', problems.length > 1 ? { problems } : {})
}

/** https://helm.sh/docs/helm/helm_package/: a chart is packed with all that it depends on. */
function checkDependencies({ dependencies = [] }: Chart, files: readonly Placed[]): void {
  for (const { name } of dependencies) {
    const isThere = files.some(({ path }) => {
      return (
        path === `charts/${name}/Chart.yaml` || (path.startsWith(`charts/${name}-`) && path.endsWith('.tgz'))
      )
    })
    if (isThere) continue
    throw refused(
      `the chart depends on "${name}", which is not in its "charts"; run helm dependency build before, and name that directory in "files" too`,
    )
  }
}

/** Looks whether `helm pull` will find the chart, by its name and its version. */
function checkPlace({ name, version }: Chart, { image, tags }: BuildJob, { log }: BuildEdge): void {
  if (posix.basename(image.repository) !== name) {
    throw refused(
      `the chart is called "${name}", and helm finds it only in a repository of that name; wanted image: ${formatRepository(image)}/${name}`,
    )
  }
  // A version is for good, and which commit is to be it only people know: so the tag is not put by itself.
  const tag = version.replaceAll('+', '_')
  if (tags.includes(tag)) return
  log.notice(
    `helm finds version ${version} of chart "${name}" by the tag "${tag}", which is not put: add it to input "tags" for the commit that is to be this version`,
  )
}

// What is larger Helm does not load: https://github.com/helm/helm/blob/v4.0.0/pkg/chart/loader/archive/archive.go
const limits = { file: 5 * 1024 ** 2, chart: 100 * 1024 ** 2 }

async function* chartEntries(
  files: readonly Placed[],
  name: string,
  job: BuildJob,
  edge: BuildEdge,
): AsyncGenerator<PlainEntry> {
  let total = 0
  yield { kind: 'directory', path: name }
  for await (const entry of readPlain(files, job, edge, 'a chart')) {
    const size = entry.kind === 'file' ? entry.size : 0
    total += size
    if (size > limits.file || total > limits.chart) {
      throw refused(
        `at "${entry.path}" the chart has more than ${limits.file} bytes in one file or ${limits.chart} in all, which helm does not load`,
      )
    }
    yield { ...entry, path: `${name}/${entry.path}` }
  }
}

/** https://helm.sh/docs/topics/registries/#oci-annotations; those of the commit are put over them. */
function annotationsOf(chart: Chart): Record<string, string> {
  const prefix = 'org.opencontainers.image.'
  const authors = chart.maintainers?.map(({ name = '', email }) => (email ? `${name} (${email})` : name))
  const known = Object.entries({
    description: chart.description,
    url: chart.home,
    authors: authors?.join(', '),
  })
  const own = known.flatMap(([key, value]) => (value?.trim() ? [[`${prefix}${key}`, value]] : []))
  const identity = { [`${prefix}title`]: chart.name, [`${prefix}version`]: chart.version }
  return { ...Object.fromEntries(own), ...chart.annotations, ...identity }
}

function isDirectory(entry: Placed['entry']): boolean {
  return entry === undefined || entry.kind === 'generated-directory'
}

function refused(message: string, cause?: unknown): Failure {
  return new Failure('invalid-input', message, { cause })
}
