import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isObject } from '../evidence/shape.ts'
import { Failure, messageOf } from '../failure.ts'
import { type Database, requireFresh } from './database.ts'
import { mergeFindings } from './findings.ts'
import { type ImageAccess, imageArgument, requireSameImage, writeDockerConfig } from './image-access.ts'
import { readSbom, type Sbom } from './sbom.ts'
import type { Scanner, ScannerEdge, ScannerRequest } from './scanner.ts'
import { findTool, type Tool } from './tool.ts'
import { defaultCacheFolder } from './tool-archive.ts'
import { readReport, runTool, type ToolRun } from './tool-run.ts'
import { parseTrivyReport, type TrivyReport } from './trivy-report.ts'
import { countUncovered, isOfSystem } from './uncovered.ts'
import type { Weakness } from './weakness.ts'
import { openWorkFolder, type WorkFolder } from './work-folder.ts'

/** Looks into an image, or up what an SBOM lists, with Aqua's Trivy. */
export const trivy: Scanner = {
  description: 'Trivy: packages of distributions and languages, secrets and unsafe settings',
  readsImages: true,
  finds: ['secret', 'misconfiguration'],
  async scan(request, edge) {
    const { tool: settings = {}, databaseMaxAge } = request
    await using work = await openWorkFolder(settings.temp)
    const tool = await findTool('trivy', settings, work, edge)
    const cache = settings.databases?.trivy ?? join(settings.cacheFolder ?? defaultCacheFolder(), 'trivy')
    const run = runOf(work, cache, settings.timeout)
    const path = await writeFindings(tool, request, run, edge)
    const database = await readDatabase(cache)
    requireFresh(database, 'trivy', edge, databaseMaxAge)
    const report = parseTrivyReport(await readReport(path, 'trivy'))
    const { version, findings, weaknesses, repoDigests, purls } = report
    if (request.sbom === undefined && request.image !== undefined) {
      requireSameImage(repoDigests, request.image, 'trivy')
    }
    const sbom = request.sbom ?? (await convertToSbom(tool, path, run, edge))
    return {
      findings: mergeFindings(findings),
      weaknesses,
      sbom,
      uncovered: countUncovered(sbom, purls),
      blindSpots: [...unseenSystem(report, request), ...foreignSystem(sbom)],
      uri: 'https://github.com/aquasecurity/trivy',
      version: version ?? tool.version,
      db: {
        uri: 'https://github.com/aquasecurity/trivy-db',
        version: database.version,
        lastUpdate: database.builtAt,
      },
    }
  },
}

// Of a distribution that it does not recognise, Trivy leaves out all packages.
function unseenSystem({ system }: TrivyReport, { sbom }: ScannerRequest): string[] {
  if (system === undefined) {
    return sbom === undefined
      ? [
          'trivy recognised no distribution in the image; packages of one, if there are any, were not looked up',
        ]
      : []
  }
  return system.ended ? [`advisories for ${system.name} have ended; it may have more than was found`] : []
}

/**
 * Distributions have advisories about sources, whose names only Trivy's own SBOMs tell it: in another's, it passes over
 * packages that are named differently than their source.
 */
function foreignSystem({ document, packages }: Sbom): string[] {
  const count = packages.filter(({ purl }) => isOfSystem(purl)).length
  if (count === 0 || JSON.stringify(document.metadata ?? document.creationInfo ?? '').includes('trivy'))
    return []
  return [
    `packages of a distribution, of which trivy finds all vulnerabilities only in an SBOM of its own: ${count}`,
  ]
}

/** What may be said about where its databases come from; nothing of what it overlooks. */
const inherit = [
  ...['TRIVY_DB_REPOSITORY', 'TRIVY_JAVA_DB_REPOSITORY', 'TRIVY_CHECKS_BUNDLE_REPOSITORY'],
  ...['TRIVY_SKIP_DB_UPDATE', 'TRIVY_SKIP_JAVA_DB_UPDATE', 'TRIVY_SKIP_CHECK_UPDATE', 'TRIVY_OFFLINE_SCAN'],
]

function runOf(work: WorkFolder, cache: string, timeout: number | undefined): ToolRun {
  // By variables, because a version that does not know one passes over it.
  const quiet = {
    TRIVY_SKIP_VERSION_CHECK: 'true',
    TRIVY_DISABLE_TELEMETRY: 'true',
    TRIVY_NO_PROGRESS: 'true',
  }
  const env = {
    ...quiet,
    TRIVY_CACHE_DIR: cache,
    ...(timeout !== undefined && { TRIVY_TIMEOUT: `${timeout}ms` }),
  }
  return { work, inherit, env, ...(timeout !== undefined && { timeout }) }
}

/** Its names for what we call weaknesses. */
const kinds: Record<Weakness['kind'], string> = { secret: 'secret', misconfiguration: 'misconfig' }

async function writeFindings(
  tool: Tool,
  { sbom, image, weaknesses = [] }: ScannerRequest,
  run: ToolRun,
  edge: ScannerEdge,
): Promise<string> {
  const path = join(run.work.path, 'findings.json')
  const common = ['--format', 'json', '--list-all-pkgs', '--output', path]
  if (sbom !== undefined) {
    const listed = join(run.work.path, 'sbom.json')
    await writeFile(listed, JSON.stringify(sbom.document))
    await runTool(tool, ['sbom', ...common, '--scanners', 'vuln', listed], run, edge)
    return path
  }
  if (image === undefined) throw new Error('there is neither an SBOM nor an image to scan')
  await writeDockerConfig(run.work.dockerConfig, image)
  await runTool(tool, ['image', ...common, ...imageFlags(image, weaknesses), imageArgument(image)], run, edge)
  return path
}

function imageFlags({ insecure }: ImageAccess, weaknesses: readonly Weakness['kind'][]): string[] {
  const asked = weaknesses.map((kind) => kinds[kind])
  return [
    // The registry's, and not what a daemon on this machine has by that name.
    ...['--image-src', 'remote'],
    ...['--scanners', ['vuln', ...asked].join(',')],
    ...(asked.length > 0 ? ['--image-config-scanners', asked.join(',')] : []),
    ...(insecure ? ['--insecure'] : []),
  ]
}

/** Tells in CycloneDX what the findings are about, without looking again. */
async function convertToSbom(tool: Tool, findings: string, run: ToolRun, edge: ScannerEdge): Promise<Sbom> {
  const path = join(run.work.path, 'sbom.cdx.json')
  await runTool(tool, ['convert', '--format', 'cyclonedx', '--output', path, findings], run, edge)
  const document = await readReport(path, 'trivy')
  // What is known about packages changes from day to day; what they are does not, and is all that an SBOM says.
  if (isObject(document)) delete document.vulnerabilities
  return readSbom(document)
}

/** https://trivy.dev/docs/latest/configuration/db/ */
async function readDatabase(cache: string): Promise<Database> {
  const path = join(cache, 'db', 'metadata.json')
  try {
    await stat(join(cache, 'db', 'trivy.db'))
    const { Version, UpdatedAt } = JSON.parse(await readFile(path, 'utf8'))
    return { version: String(Version), builtAt: String(UpdatedAt) }
  } catch (cause) {
    throw new Failure('unavailable', `trivy has no database at ${cache}: ${messageOf(cause)}`, { cause })
  }
}
