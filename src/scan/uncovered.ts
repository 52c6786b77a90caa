import { PackageURL } from 'packageurl-js'
import { kindOf } from './osv-record.ts'
import type { Sbom } from './sbom.ts'

/** Counts by kind the packages of an SBOM that a scanner did not look up. */
export function countUncovered({ packages }: Sbom, lookedUp: readonly string[]): Record<string, number> {
  const seen = new Set(lookedUp.map(identityOf))
  const counts: Record<string, number> = {}
  for (const { purl } of packages) {
    if (seen.has(identityOf(purl))) continue
    const kind = kindOf(purl)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

/** Says whether a package is a distribution's. */
export function isOfSystem(purl: string): boolean {
  return systemTypes.some((type) => purl.startsWith(`pkg:${type}/`))
}

const systemTypes = ['deb', 'rpm', 'apk', 'alpm']

/** What a package is, without what tools add differently: distribution, architecture, path. */
function identityOf(text: string): string {
  try {
    const { type, namespace, name, version } = PackageURL.fromString(text)
    return [type, namespace, name, version].join(' ')
  } catch {
    // It names nothing, and so no package of an SBOM, where each has been read.
    return text
  }
}
