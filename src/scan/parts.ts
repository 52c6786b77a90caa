import { mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Digest } from '../artifact/digest.ts'
import { type DigestReference, formatReference } from '../artifact/reference.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { readGivenFile } from '../evidence/given-file.ts'
import { isSbomType } from '../evidence/predicate/sbom.ts'
import { isAbout as isStatedAbout } from '../evidence/statement.ts'
import type { Collected } from '../evidence/store.ts'
import { Failure, isFailure, messageOf } from '../failure.ts'
import { isAbout, requireAbout } from './image-access.ts'
import type { PlatformImage } from './platforms.ts'
import { parseSbom, readSbom, type Sbom, sbomLimit } from './sbom.ts'

/** What one scan is of: an image of an index, or the whole; by the list of what it is made of, or by looking into it. */
export type Part = {
  /** None: the image is no index, or the list is taken for all of it. */
  platforms: string[]
  /** What a reader should know about how it was chosen. */
  note?: string
} & ({ image?: DigestReference; sbom: Sbom } | { image: DigestReference; sbom?: undefined })

export type ScannedPart = Pick<Part, 'platforms' | 'image'> & { sbom: Sbom }

export type PartsRequest = {
  image?: DigestReference
  platformImages: readonly PlatformImage[]
  sbomPath?: string
  workspace: string
  /** Whether the scanner looks into images by itself. */
  readsImages: boolean
}

/** Finds what says about an image is verified, once for each image. */
export type Collect = (image: DigestReference) => Promise<Collected>

export function nothingToScan(): Failure {
  return new Failure('invalid-input', 'nothing to scan; give "image", "sbom" or both as inputs')
}

/**
 * Chooses what is scanned, so that no platform is left out unsaid: the SBOM that is given, each platform's image, or
 * an SBOM for each or one for the whole that is attached.
 */
export async function findParts(request: PartsRequest, collect: Collect): Promise<Part[]> {
  const { image, platformImages, sbomPath, workspace } = request
  if (sbomPath !== undefined) {
    const sbom = parseSbom(await readSbomFile(resolve(workspace, sbomPath), sbomPath))
    if (image !== undefined) assertOfWhole(sbom, image, platformImages)
    return [wholeOf(sbom, image, platformImages)]
  }
  if (image === undefined) throw nothingToScan()
  if (request.readsImages) return platformImages.map(({ image, platforms }) => ({ image, platforms }))
  const known = await collect(image)
  const digests = platformImages.map(({ image }) => image.digest)
  const whole = newestSbom(known, image.digest, digests)
  const each = await Promise.all(platformImages.map((platform) => partOf(platform, known, image, collect)))
  const missing = platformImages.filter((_, index) => each[index] === undefined)
  if (missing.length === 0) return each.filter((part) => part !== undefined)
  if (whole !== undefined) return [wholeOf(readSbom(whole.predicate), image, platformImages)]
  throw noSbom(image, missing, known)
}

async function partOf(
  { image: child, platforms }: PlatformImage,
  known: Collected,
  image: DigestReference,
  collect: Collect,
): Promise<Part | undefined> {
  const own = newestAbout(known, child.digest)
  const found =
    own ?? (child.digest === image.digest ? undefined : newestAbout(await collect(child), child.digest))
  return found && { image: child, platforms, sbom: readSbom(found.predicate) }
}

function wholeOf(
  sbom: Sbom,
  image: DigestReference | undefined,
  platformImages: readonly PlatformImage[],
): Part {
  const platforms = platformImages.flatMap(({ platforms }) => platforms)
  const part = { platforms: [], sbom, ...(image !== undefined && { image }) }
  if (platforms.length < 2) return part
  return { ...part, note: `one SBOM is taken for all of the index's platforms: ${platforms.join(', ')}` }
}

/** Refuses an SBOM of another image, and one of a single platform: the others would pass unseen. */
function assertOfWhole(sbom: Sbom, image: DigestReference, platformImages: readonly PlatformImage[]): void {
  requireAbout(sbom, [image.digest, ...platformImages.map(({ image }) => image.digest)], image)
  const named = platformImages.filter(({ image }) => isAbout(sbom, [image.digest]))
  if (isAbout(sbom, [image.digest]) || platformImages.length < 2) return
  const platforms = named.flatMap(({ platforms }) => platforms).join(', ')
  throw new Failure(
    'mismatch',
    `the SBOM is about ${platforms} alone, and ${formatReference(image)} is an index of ${platformImages.length} images; give each of them as "image", or leave "sbom" out and let trivy or grype look into all`,
  )
}

function newestAbout({ accepted }: Collected, digest: Digest): Evidence | undefined {
  return newest(accepted.filter(({ statement }) => isStatedAbout(statement, digest)))
}

/** The newest SBOM of the whole: one that names a platform's image is of that alone, whatever else it names. */
function newestSbom(
  { accepted }: Collected,
  digest: Digest,
  platforms: readonly Digest[],
): Evidence | undefined {
  return newest(
    accepted.filter(
      ({ statement }) =>
        isStatedAbout(statement, digest) &&
        !platforms.some((platform) => platform !== digest && isStatedAbout(statement, platform)),
    ),
  )
}

function newest(evidence: readonly Evidence[]): Evidence | undefined {
  return evidence
    .filter(({ predicateType }) => isSbomType(predicateType))
    .toSorted((a, b) => b.signedAt.getTime() - a.signedAt.getTime())[0]
}

function noSbom(image: DigestReference, missing: readonly PlatformImage[], { rejected }: Collected): Failure {
  const sboms = rejected.filter(
    ({ predicateType }) => predicateType === undefined || isSbomType(predicateType),
  )
  const problems = sboms.map(({ source, reason }) => ({ message: `${source}: ${reason}` }))
  const found = sboms.length === 0 ? '' : `; ${sboms.length} did not verify`
  const platforms = missing.flatMap(({ platforms }) => platforms)
  const where = platforms.length === 0 ? '' : ` for ${platforms.join(', ')}`
  return new Failure(
    'not-found',
    `${formatReference(image)} carries no verified SBOM${where}${found}; give one as input "sbom"`,
    { problems },
  )
}

async function readSbomFile(path: string, named: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size <= sbomLimit) return await readGivenFile(path, named)
  } catch (cause) {
    if (isFailure(cause)) throw cause
    throw new Failure('invalid-input', `the SBOM "${named}" cannot be read: ${messageOf(cause)}`, { cause })
  }
  throw new Failure('invalid-input', `the SBOM "${named}" has more than ${sbomLimit} bytes`)
}

/** Makes a folder of this scan's own for files that nobody named. */
export async function openFolder(temp: string): Promise<string> {
  await mkdir(temp, { recursive: true })
  return mkdtemp(join(temp, 'scan-'))
}

/** Writes an SBOM beside the report, for later steps; returns its path. */
export async function writeSbom({ sbom, platforms }: ScannedPart, folder: string): Promise<string> {
  const name = ['sbom', ...platforms].join('-').replace(/[^\w.-]+/g, '-')
  const path = join(folder, `${name}.${sbom.format === 'spdx' ? 'spdx' : 'cdx'}.json`)
  await writeFile(path, JSON.stringify(sbom.document))
  return path
}
