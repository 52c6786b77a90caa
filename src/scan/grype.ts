import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requireFresh } from './database.ts'
import { mergeFindings } from './findings.ts'
import { parseGrypeReport } from './grype-report.ts'
import type { Scanner, ScannerEdge, ScannerRequest } from './scanner.ts'
import { type Inventory, listPackages } from './syft.ts'
import { findTool } from './tool.ts'
import { defaultCacheFolder } from './tool-archive.ts'
import { readReport, runTool, type ToolRun } from './tool-run.ts'
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
      uncovered: {},
      uri: 'https://github.com/anchore/grype',
      version: report.version,
      db: { uri: 'https://grype.anchore.io/databases', version, lastUpdate: builtAt },
    }
  },
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
