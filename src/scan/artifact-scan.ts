import { resolve } from 'node:path'
import type { DigestReference } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import type { Registry } from '../registry/registry.ts'
import type { ImageAccess } from './image-access.ts'
import { scannerOf } from './index.ts'
import { mergeScans, type PlatformScan, type Scanned } from './merge.ts'
import { findParts, openFolder, type ScannedPart, writeSbom } from './parts.ts'
import { fetchPlatformImages, type PlatformImage } from './platforms.ts'
import { type ScanRequest, scan } from './scan.ts'
import type { Testimony } from './testimony.ts'

export type ArtifactScanRequest = Omit<ScanRequest, 'sbom' | 'image'> & {
  /** What is scanned. Without it nothing can be attached. */
  image?: DigestReference
  /** Without it, the image itself, or for a scanner that reads none the newest verified SBOMs that are attached to it. */
  sbomPath?: string
  workspace: string
  /** Where files go that nobody named. */
  temp: string
}

export type ArtifactScan = Scanned & {
  image?: DigestReference
  /** Of an index, what it is on each platform; else the image itself. */
  platformImages: PlatformImage[]
  parts: ScannedPart[]
  /** Of the SBOM that was scanned; several have a line each. */
  sbomPaths: string[]
  folder: string
}

export type ArtifactScanStores = {
  testimony: Pick<Testimony, 'collect'>
  registryOf(image: DigestReference): Pick<Registry, 'fetchManifest'>
  /** Finds what it takes to read an image. */
  openImage(image: DigestReference): Promise<ImageAccess>
}

/** Scans an artifact on every platform that it is for. Nothing is judged yet, and nothing is changed. */
export async function scanArtifact(
  request: ArtifactScanRequest,
  { testimony, registryOf, openImage }: ArtifactScanStores,
  edge: Pick<Edge, 'fetch' | 'exec' | 'now' | 'log'>,
): Promise<ArtifactScan> {
  const { image, sbomPath, workspace, temp, ...how } = request
  const platformImages = image === undefined ? [] : await fetchPlatformImages(image, registryOf(image))
  const { readsImages } = scannerOf(how.scanner)
  const wanted = { image, sbomPath, workspace, platformImages, readsImages }
  const parts = await findParts(wanted, testimony.collect)
  const scans: PlatformScan[] = []
  // One after the other: a scanner takes all the memory and all the requests that it may.
  for (const part of parts) {
    const subject = part.sbom === undefined ? { image: await openImage(part.image) } : { sbom: part.sbom }
    scans.push({ platforms: part.platforms, result: await scan({ ...how, ...subject }, edge) })
  }
  const scanned = mergeScans(scans)
  const notes = parts.flatMap(({ note }) => (note === undefined ? [] : [note]))
  for (const note of notes) edge.log.warning(note)
  const folder = await openFolder(temp)
  const scannedParts = parts.map((part, index) => ({ ...part, sbom: scans[index]?.result.sbom ?? part.sbom }))
  const known = scannedParts.filter((part): part is ScannedPart => part.sbom !== undefined)
  return {
    ...scanned,
    blindSpots: [...notes, ...scanned.blindSpots],
    ...(image !== undefined && { image }),
    platformImages,
    parts: known,
    sbomPaths:
      sbomPath !== undefined
        ? [resolve(workspace, sbomPath)]
        : await Promise.all(known.map((part) => writeSbom(part, folder))),
    folder,
  }
}
