import { resolve } from 'node:path'
import type { DigestReference } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import type { Registry } from '../registry/registry.ts'
import { mergeScans, type PlatformScan, type Scanned } from './merge.ts'
import { findParts, openFolder, type Part, writeSbom } from './parts.ts'
import { fetchPlatformImages, type PlatformImage } from './platforms.ts'
import { type ScanRequest, scan } from './scan.ts'
import type { Testimony } from './testimony.ts'

export type ArtifactScanRequest = Omit<ScanRequest, 'sbom'> & {
  /** What is scanned. Without it nothing can be attached. */
  image?: DigestReference
  /** Without it, the newest verified SBOMs that are attached to the image. */
  sbomPath?: string
  workspace: string
  /** Where files go that nobody named. */
  temp: string
}

export type ArtifactScan = Scanned & {
  image?: DigestReference
  /** Of an index, what it is on each platform; else the image itself. */
  platformImages: PlatformImage[]
  parts: Part[]
  /** Whether the SBOM came as a file: then it may have to be attached. */
  isGiven: boolean
  /** Of the SBOM that was scanned; several have a line each. */
  sbomPaths: string[]
  folder: string
}

export type ArtifactScanStores = {
  testimony: Pick<Testimony, 'collect'>
  registryOf(image: DigestReference): Pick<Registry, 'fetchManifest'>
}

/** Scans an artifact on every platform that it is for. Nothing is judged yet, and nothing is changed. */
export async function scanArtifact(
  request: ArtifactScanRequest,
  { testimony, registryOf }: ArtifactScanStores,
  edge: Pick<Edge, 'fetch' | 'exec' | 'now' | 'log'>,
): Promise<ArtifactScan> {
  const { image, sbomPath, workspace, temp, ...how } = request
  const platformImages = image === undefined ? [] : await fetchPlatformImages(image, registryOf(image))
  const parts = await findParts({ image, sbomPath, workspace, platformImages }, testimony.collect)
  const scans: PlatformScan[] = []
  // One after the other: a scanner takes all the memory and all the requests that it may.
  for (const { sbom, platforms } of parts)
    scans.push({ platforms, result: await scan({ ...how, sbom }, edge) })
  const scanned = mergeScans(scans)
  const notes = parts.flatMap(({ note }) => (note === undefined ? [] : [note]))
  for (const note of notes) edge.log.warning(note)
  const folder = await openFolder(temp)
  return {
    ...scanned,
    blindSpots: [...notes, ...scanned.blindSpots],
    ...(image !== undefined && { image }),
    platformImages,
    parts,
    isGiven: sbomPath !== undefined,
    sbomPaths:
      sbomPath !== undefined
        ? [resolve(workspace, sbomPath)]
        : await Promise.all(parts.map((part) => writeSbom(part, folder))),
    folder,
  }
}
