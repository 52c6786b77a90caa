import type { Package } from './sbom.ts'

/** What became of a package that is in both SBOMs: several versions of it may be there at once. */
export type ChangedPackage = { name: string; from: string[]; to: string[] }

/** How the packages of one artifact differ from those of another, each list by name. */
export type PackageChanges = { added: Package[]; removed: Package[]; changed: ChangedPackage[] }

/** Compares what two artifacts are made of. */
export function comparePackages(before: readonly Package[], after: readonly Package[]): PackageChanges {
  const [were, are] = [byIdentity(before), byIdentity(after)]
  const changes: PackageChanges = { added: [], removed: [], changed: [] }
  for (const [identity, packages] of are) {
    const former = were.get(identity)
    if (former === undefined) changes.added.push(...packages)
    else if (versionsOf(former).join() !== versionsOf(packages).join())
      changes.changed.push({
        name: packages[0]?.name ?? identity,
        from: versionsOf(former),
        to: versionsOf(packages),
      })
  }
  for (const [identity, packages] of were) if (!are.has(identity)) changes.removed.push(...packages)
  changes.added.sort(byName)
  changes.removed.sort(byName)
  changes.changed.sort(byName)
  return changes
}

// A canonical purl has one "@", before the version: the others are encoded.
// https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst
function byIdentity(packages: readonly Package[]): Map<string, Package[]> {
  return Map.groupBy(packages, ({ purl }) => purl.split('@', 1)[0] ?? purl)
}

function versionsOf(packages: readonly Package[]): string[] {
  return [...new Set(packages.map(({ version }) => version))].sort()
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0
}
