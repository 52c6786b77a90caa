import { mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type DigestReference, formatReference } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { readGivenFile } from '../evidence/given-file.ts'
import { buildVulnerabilities, vulnerabilitiesType } from '../evidence/predicate/vulnerabilities.ts'
import type { SignedBundle } from '../evidence/sign.ts'
import type { Collected } from '../evidence/store.ts'
import { Failure, isFailure, messageOf } from '../failure.ts'
import { vulnerabilityResultsOf } from './findings.ts'
import { type ImageAccess, isAbout, requireAbout } from './image-access.ts'
import { scannerOf } from './index.ts'
import { type OutputFormat, outputFormats } from './output.ts'
import { parseSbom, readSbom, type Sbom, sbomLimit } from './sbom.ts'
import { type ScanRequest, type ScanResult, scan } from './scan.ts'

export type ArtifactScanRequest = Omit<ScanRequest, 'sbom' | 'image'> & {
  /** What the SBOM is of. Without it nothing can be attached. */
  image?: DigestReference
  /** Without it, the image itself, or for a scanner that reads none the newest verified SBOM that is attached to it. */
  sbomPath?: string
  /** Finds what it takes to read the image. */
  openImage(image: DigestReference): Promise<ImageAccess>
  outputFormat: OutputFormat
  outputFile?: string
  /** Whether SBOM and findings are signed and attached to the image. */
  attest: boolean
  workspace: string
  /** Where files go that nobody named. */
  temp: string
}

/** What is said about images, and saying it. */
export interface Testimony {
  collectSboms(image: DigestReference): Promise<Collected>
  attest(
    image: DigestReference,
    statement: { predicateType: string; predicate: unknown },
  ): Promise<SignedBundle>
}

export type ArtifactScan = {
  result: ScanResult
  reportPath: string
  sbomPath: string
  /** The signed bundles, one in each line. */
  bundlePath?: string
}

/** Scans an artifact by its SBOM, writes the report, and attaches what was learned whatever the verdict is. */
export async function scanArtifact(
  request: ArtifactScanRequest,
  testimony: Testimony,
  edge: Pick<Edge, 'fetch' | 'exec' | 'now' | 'log'>,
): Promise<ArtifactScan> {
  await mkdir(request.temp, { recursive: true })
  const directory = await mkdtemp(join(request.temp, 'scan-'))
  const known = await attachedSboms(request, testimony)
  const { image: _, ...how } = request
  const result = await scan({ ...how, ...(await takeSubject(request, known)) }, edge)
  const sbomPath = await placeSbom(result.sbom, request, directory)
  const reportPath = await writeReport(result, request, directory, edge)
  const bundles = await attestScan(result, result.sbom, request, known, testimony)
  return {
    result,
    reportPath,
    sbomPath,
    ...(bundles.length > 0 && { bundlePath: await writeBundles(bundles, directory) }),
  }
}

/** Finds the SBOMs that an image carries: to scan one, or not to attach the same one again. */
async function attachedSboms(
  { image, sbomPath, attest, scanner }: ArtifactScanRequest,
  testimony: Testimony,
): Promise<Collected> {
  const needed = attest || (sbomPath === undefined && !scannerOf(scanner).readsImages)
  if (image === undefined || !needed) return { accepted: [], rejected: [] }
  return testimony.collectSboms(image)
}

/** What is scanned: an SBOM that was given or is attached, or the image itself by a scanner that reads images. */
async function takeSubject(
  { image, sbomPath, workspace, scanner, openImage }: ArtifactScanRequest,
  known: Collected,
): Promise<{ sbom: Sbom } | { image: ImageAccess }> {
  if (sbomPath !== undefined) {
    const sbom = parseSbom(await readSbomFile(resolve(workspace, sbomPath), sbomPath))
    if (image !== undefined) await requireSbomOf(image, sbom, openImage)
    return { sbom }
  }
  if (image === undefined) {
    throw new Failure('invalid-input', 'nothing to scan; give "image", "sbom" or both as inputs')
  }
  if (scannerOf(scanner).readsImages) return { image: await openImage(image) }
  return { sbom: readSbom(newestOf(known, image).predicate) }
}

/** Asks the registry for an image's platforms only where an SBOM does not name its own digest. */
async function requireSbomOf(
  image: DigestReference,
  sbom: Sbom,
  openImage: ArtifactScanRequest['openImage'],
): Promise<void> {
  if (isAbout(sbom, [image.digest])) return
  requireAbout(sbom, (await openImage(image)).covered, image)
}

/** Gives the path of the SBOM, and writes it where it is in no file yet. */
async function placeSbom(
  sbom: Sbom,
  { sbomPath, workspace }: ArtifactScanRequest,
  directory: string,
): Promise<string> {
  if (sbomPath !== undefined) return resolve(workspace, sbomPath)
  const path = join(directory, sbom.format === 'spdx' ? 'sbom.spdx.json' : 'sbom.cdx.json')
  await writeFile(path, JSON.stringify(sbom.document))
  return path
}

function newestOf({ accepted, rejected }: Collected, image: DigestReference): Evidence {
  const [newest] = accepted.toSorted((a, b) => b.signedAt.getTime() - a.signedAt.getTime())
  if (newest !== undefined) return newest
  const reasons = rejected.map(({ source, reason }) => ({ message: `${source}: ${reason}` }))
  const found = rejected.length === 0 ? '' : `; ${rejected.length} did not verify`
  throw new Failure(
    'not-found',
    `${formatReference(image)} carries no verified SBOM${found}; give one as input "sbom"`,
    { problems: reasons },
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

async function writeReport(
  result: ScanResult,
  { outputFormat, outputFile, workspace }: ArtifactScanRequest,
  directory: string,
  { log }: Pick<Edge, 'log'>,
): Promise<string> {
  const { extension, format } = outputFormats[outputFormat]
  const path =
    outputFile === undefined ? join(directory, `report.${extension}`) : resolve(workspace, outputFile)
  const text = format(result)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  // A table is for people, who look for it in the log.
  if (outputFormat === 'table') log.info(text.trimEnd())
  return path
}

async function attestScan(
  result: ScanResult,
  sbom: Sbom,
  { image, attest }: ArtifactScanRequest,
  known: Collected,
  testimony: Testimony,
): Promise<SignedBundle[]> {
  if (image === undefined || !attest) return []
  const { scanner, findings, startedAt, finishedAt } = result
  const { uri, version, db } = scanner
  const bundles: SignedBundle[] = []
  if (!isAttached(sbom, known)) {
    bundles.push(
      await testimony.attest(image, { predicateType: sbom.predicateType, predicate: sbom.document }),
    )
  }
  const predicate = buildVulnerabilities({
    scanner: { uri, version, db },
    result: vulnerabilityResultsOf(findings),
    startedAt,
    finishedAt,
  })
  bundles.push(await testimony.attest(image, { predicateType: vulnerabilitiesType, predicate }))
  return bundles
}

/** Says whether an SBOM that lists the same is attached already: a scan that is repeated must not repeat it too. */
function isAttached(sbom: Sbom, { accepted }: Collected): boolean {
  const wanted = packagesOf(sbom)
  return accepted.some(
    ({ predicateType, predicate }) =>
      predicateType === sbom.predicateType && packagesOf(readSbom(predicate)) === wanted,
  )
}

function packagesOf({ packages }: Sbom): string {
  return packages
    .map(({ purl }) => purl)
    .sort()
    .join('\n')
}

async function writeBundles(bundles: readonly SignedBundle[], directory: string): Promise<string> {
  const path = join(directory, 'bundles.jsonl')
  await writeFile(path, bundles.map((bundle) => `${JSON.stringify(bundle)}\n`).join(''))
  return path
}
