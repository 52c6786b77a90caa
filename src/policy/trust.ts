import { promotionType } from '../evidence/predicate/promotion.ts'
import { provenanceType } from '../evidence/predicate/provenance.ts'
import { isSbomType } from '../evidence/predicate/sbom.ts'
import { verificationSummaryType } from '../evidence/predicate/verification-summary.ts'
import { vulnerabilitiesType } from '../evidence/predicate/vulnerabilities.ts'
import type { TrustFor } from '../evidence/store.ts'
import type { TrustMaterialSource } from '../evidence/trust.ts'
import type { Trust } from '../evidence/verify.ts'
import type { Policy, TrustOptions } from './policy.ts'

/** The repository whose policy it is; what it deploys must have been built from it. */
export type Home = { name: string; id: string; serverUrl: string }

/** The content of the files that a policy names, by their paths. */
export type NamedFiles = { keys: ReadonlyMap<string, string>; roots: ReadonlyMap<string, string> }

/**
 * Says whom a policy believes about what. An SBOM may come from the build or from the scan; statements that no
 * rule asks about are passed over.
 */
export function trustOf({ trust }: Pick<Policy, 'trust'>, home: Home, { keys, roots }: NamedFiles): TrustFor {
  // One object for each file: a root is read once for each.
  const sources = new Map([...roots].map(([path, json]) => [path, { kind: 'file' as const, json }]))
  const by = (options: TrustOptions) => resolve(options, home, keys, sources)
  return (predicateType) => {
    if (isSbomType(predicateType)) return [by(trust.build), by(trust.scan)]
    switch (predicateType) {
      case provenanceType:
        return [by(trust.build)]
      case vulnerabilitiesType:
        return [by(trust.scan)]
      case promotionType:
      case verificationSummaryType:
        return [by(trust.promotion)]
      default:
        return []
    }
  }
}

/** The paths of the keys that a policy names, each once. */
export function keyPathsOf({ trust }: Pick<Policy, 'trust'>): string[] {
  return distinct([trust.build.key, trust.scan.key, trust.promotion.key])
}

/** The paths of the trusted roots that a policy names, each once. */
export function rootPathsOf({ trust }: Pick<Policy, 'trust'>): string[] {
  return distinct([trust.build.trustedRoot, trust.scan.trustedRoot, trust.promotion.trustedRoot])
}

function resolve(
  { key, certOidcIssuer, trustedRoot, ...options }: TrustOptions,
  home: Home,
  keys: ReadonlyMap<string, string>,
  sources: ReadonlyMap<string, TrustMaterialSource>,
): Trust {
  const pem = fetched(key, keys)
  // Of this kind of statement alone: whoever runs the authority for scans vouches for no build.
  const roots = fetched(trustedRoot, sources)
  return {
    ...options,
    issuer: certOidcIssuer,
    sourceRepository: { name: home.name, id: home.id },
    serverUrl: home.serverUrl,
    ...(pem !== undefined && { key: pem }),
    ...(roots !== undefined && { roots }),
  }
}

function fetched<T>(path: string | undefined, files: ReadonlyMap<string, T>): T | undefined {
  const file = path === undefined ? undefined : files.get(path)
  if (path !== undefined && file === undefined) throw new TypeError(`"${path}" was not fetched`)
  return file
}

function distinct(paths: readonly (string | undefined)[]): string[] {
  return [...new Set(paths.filter((path) => path !== undefined))]
}
