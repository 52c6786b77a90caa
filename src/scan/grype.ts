import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requireFresh } from './database.ts'
import { mergeFindings } from './findings.ts'
import { type GrypeReport, parseGrypeReport } from './grype-report.ts'
import { kindOf } from './osv-record.ts'
import type { Sbom } from './sbom.ts'
import type { Scanner, ScannerEdge, ScannerRequest } from './scanner.ts'
import { type Inventory, listPackages } from './syft.ts'
import { findTool, type Tool } from './tool.ts'
import { defaultCacheFolder } from './tool-archive.ts'
import { readReport, runTool, type ToolRun } from './tool-run.ts'
import { isOfSystem } from './uncovered.ts'
import { openWorkFolder, type WorkFolder } from './work-folder.ts'

/** Looks up what an SBOM lists with Anchore's Grype; of an image, Syft makes the SBOM. */
export const grype: Scanner = {
  description: 'Grype, with Syft to list what an image holds: packages of distributions and languages',
  readsImages: true,
  async scan(request, edge) {
    const { tool: settings = {}, databaseMaxAge } = request
    await using work = await openWorkFolder(settings.temp)
    // Before Syft has its turn: a scanner that cannot be had should be known of at once.
    const tool = await findTool('grype', settings, work, edge)
    const { sbom, path } = await takeInventory(request, work, edge)
    const cache = settings.databases?.grype ?? join(settings.cacheFolder ?? defaultCacheFolder(), 'grype')
    const findings = join(work.path, 'findings.json')
    const run = runOf(work, cache, settings.timeout)
    await runTool(tool, [`sbom:${path}`, '--output', 'json', '--file', findings], run, edge)
    const report = parseGrypeReport(await readReport(findings, 'grype'))
    const { version, builtAt } = report.database
    requireFresh(report.database, 'grype', edge, databaseMaxAge)
    return {
      findings: mergeFindings(report.findings),
      sbom,
      uncovered: await countUnknownSystem(tool, report, sbom, run, edge),
      uri: 'https://github.com/anchore/grype',
      version: report.version,
      db: { uri: 'https://grype.anchore.io/databases', version, lastUpdate: builtAt },
    }
  },
}

/**
 * Counts the packages of a distribution that the database knows nothing about: Grype passes over them without a word.
 * One that has findings is known; only of another it is asked.
 */
async function countUnknownSystem(
  tool: Tool,
  { findings, distribution }: GrypeReport,
  { packages }: Sbom,
  run: ToolRun,
  edge: ScannerEdge,
): Promise<Record<string, number>> {
  const ofSystem = packages.map(({ purl }) => purl).filter(isOfSystem)
  const known = ofSystem.length === 0 || findings.some(({ package: { purl = '' } }) => isOfSystem(purl))
  if (known || (await knowsSystem(tool, distribution, run, edge))) return {}
  return Object.fromEntries(
    Map.groupBy(ofSystem, kindOf)
      .entries()
      .map(([kind, found]) => [kind, found.length]),
  )
}

/** Asks for a package that nobody has: the answer is empty, or a failure where there is no such distribution. */
async function knowsSystem(
  tool: Tool,
  distribution: GrypeReport['distribution'],
  run: ToolRun,
  edge: ScannerEdge,
): Promise<boolean> {
  if (distribution === undefined) return false
  const { name, version } = distribution
  const system = version === '' ? name : `${name}@${version}`
  const args = ['db', 'search', '--output', 'json', '--pkg', 'a-package-that-nobody-has', '--distro', system]
  const { exitCode } = await runTool(tool, args, { ...run, allowFailure: true }, edge)
  return exitCode === 0
}

/** What may be said about where its database comes from; nothing of what it overlooks. */
const inherit = [
  'GRYPE_DB_UPDATE_URL',
  'GRYPE_DB_AUTO_UPDATE',
  'GRYPE_DB_CA_CERT',
  'GRYPE_DB_REQUIRE_UPDATE_CHECK',
]

function runOf(work: WorkFolder, cache: string, timeout: number | undefined): ToolRun {
  const env = {
    GRYPE_CHECK_FOR_APP_UPDATE: 'false',
    GRYPE_DB_CACHE_DIR: cache,
    // How old it may be is asked of each scanner alike, here.
    GRYPE_DB_VALIDATE_AGE: 'false',
  }
  return { work, inherit, env, ...(timeout !== undefined && { timeout }) }
}

async function takeInventory(
  { sbom, image, tool = {} }: ScannerRequest,
  work: WorkFolder,
  edge: ScannerEdge,
): Promise<Inventory> {
  if (sbom !== undefined) {
    const path = join(work.path, 'sbom.json')
    await writeFile(path, JSON.stringify(sbom.document))
    return { sbom, path }
  }
  if (image === undefined) throw new Error('there is neither an SBOM nor an image to scan')
  return listPackages(image, tool, work, edge)
}
