import { PackageURL } from 'packageurl-js'
import type { FoundPackage } from './found.ts'

/** Reads a package URL; undefined where it is none, and so identifies nothing. */
export function parsePurl(text: string): PackageURL | undefined {
  try {
    return PackageURL.fromString(text)
  } catch {
    // That it is none is the answer.
    return undefined
  }
}

/** A package's name as its ecosystem writes it: `@babel/core`, `org.apache:commons`, and `openssl` of a distribution. */
export function nameOfPurl({
  type,
  namespace,
  name,
}: Pick<PackageURL, 'type' | 'namespace' | 'name'>): string {
  if (!namespace || ['deb', 'rpm', 'apk', 'alpm'].includes(type)) return name
  return `${namespace}${type === 'maven' ? ':' : '/'}${name}`
}

/** Says whether a package is the one that a purl or a name means; what the purl leaves out may be anything. */
export function isPackage({ name, version, purl }: FoundPackage, wanted: string): boolean {
  if (!wanted.startsWith('pkg:')) return name === wanted
  const [found, meant] = [purl === undefined ? undefined : parsePurl(purl), parsePurl(wanted)]
  if (found === undefined || meant === undefined) return false
  if (identityOf(found) !== identityOf(meant)) return false
  if (meant.version && meant.version !== (found.version ?? version)) return false
  return Object.entries(meant.qualifiers ?? {}).every(([key, value]) => found.qualifiers?.[key] === value)
}

/** What of a purl is the same for all versions of a package. */
export function identityOf({ type, namespace, name }: PackageURL): string {
  return JSON.stringify([type, namespace ?? '', name])
}
