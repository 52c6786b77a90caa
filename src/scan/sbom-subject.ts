import { PackageURL } from 'packageurl-js'
import { type Digest, isDigest } from '../artifact/digest.ts'
import { isObject } from '../evidence/shape.ts'
import type { Sbom } from './sbom.ts'

/** Finds the digests of the images that an SBOM says to be about; none where it is about a source or a folder. */
export function imageDigestsOf({ format, document }: Pick<Sbom, 'format' | 'document'>): Digest[] {
  const named = format === 'cyclonedx' ? cycloneDxNames(document) : spdxNames(document)
  return [...new Set(named.map(digestIn).filter((digest) => digest !== undefined))]
}

/** Syft names the digest as the version, Trivy in a purl and in a property of its own. */
function cycloneDxNames({ metadata }: Record<string, unknown>): unknown[] {
  const root = isObject(metadata) ? metadata.component : undefined
  if (!isObject(root)) return []
  const properties = entriesOf(root.properties).filter(({ name }) => name === 'aquasecurity:trivy:RepoDigest')
  return [root.version, root.purl, ...properties.map(({ value }) => value)]
}

/** https://spdx.github.io/spdx-spec/v2.3/document-creation-information/ */
function spdxNames(document: Record<string, unknown>): unknown[] {
  const described = new Set([
    ...(Array.isArray(document.documentDescribes) ? document.documentDescribes : []),
    ...entriesOf(document.relationships)
      .filter(({ relationshipType }) => relationshipType === 'DESCRIBES')
      .map(({ relatedSpdxElement }) => relatedSpdxElement),
  ])
  return entriesOf(document.packages)
    .filter(({ SPDXID }) => described.has(SPDXID))
    .flatMap(({ versionInfo, externalRefs, annotations }) => [
      versionInfo,
      ...entriesOf(externalRefs).map(({ referenceLocator }) => referenceLocator),
      // As Trivy writes it: `RepoDigest: ghcr.io/acme/shop@sha256:…`.
      ...entriesOf(annotations)
        .map(({ comment }) => comment)
        .filter((comment) => typeof comment === 'string' && comment.startsWith('RepoDigest: ')),
    ])
}

function digestIn(name: unknown): Digest | undefined {
  if (typeof name !== 'string') return undefined
  if (isDigest(name)) return name
  const version = name.startsWith('pkg:oci/') ? versionOf(name) : name.split('@').at(-1)
  return version !== undefined && isDigest(version) ? version : undefined
}

function versionOf(purl: string): string | undefined {
  try {
    return PackageURL.fromString(purl).version ?? undefined
  } catch {
    // It names no image.
    return undefined
  }
}

function entriesOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
