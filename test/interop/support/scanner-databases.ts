import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OsvVulnerability } from '../../support/osv.ts'
import { freshFolder, runProgram } from './program.ts'
import { type Advisory, advisories as known } from './vulnerable-image.ts'

/** Makes the cache of a Trivy whose database holds these advisories, made now; gives its folder. */
export async function makeTrivyDatabase(advisories: readonly Advisory[] = known): Promise<string> {
  const folder = freshFolder('trivy-cache')
  await runProgram('trivy-db', ['-advisories', write(folder, advisories), '-cache', folder])
  return folder
}

/** Makes the cache of a Grype whose database holds these advisories, made now; gives its folder. */
export async function makeGrypeDatabase(advisories: readonly Advisory[] = known): Promise<string> {
  const folder = freshFolder('grype-cache')
  const made = join(folder, 'made')
  mkdirSync(made)
  await runProgram('grype-db', ['-advisories', write(folder, advisories), '-folder', made])
  const env = { GRYPE_DB_CACHE_DIR: folder, GRYPE_CHECK_FOR_APP_UPDATE: 'false' }
  await runProgram('grype', ['db', 'import', join(made, 'vulnerability.db')], { env })
  return folder
}

/** What OSV knows of the same packages. */
export function osvRecords(): OsvVulnerability[] {
  return known
    .filter(({ source }) => source === 'npm')
    .map(({ id, ghsa = id, title, vector = '', package: name, fixed = '' }) => ({
      id: ghsa,
      aliases: [id],
      summary: title,
      severity: [{ type: 'CVSS_V3', score: vector }],
      affected: [
        {
          package: { ecosystem: 'npm', name },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
        },
      ],
    }))
}

function write(folder: string, advisories: readonly Advisory[]): string {
  const path = join(folder, 'advisories.json')
  writeFileSync(path, JSON.stringify(advisories))
  return path
}
