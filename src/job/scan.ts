import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isDigest } from '../artifact/digest.ts'
import { type DigestReference, formatRepository, withDigest } from '../artifact/reference.ts'
import { readGivenFile } from '../evidence/given-file.ts'
import type { SigningSettings } from '../evidence/signing.ts'
import { Failure, isFailure } from '../failure.ts'
import { type Exceptions, formatDay } from '../gate/exceptions.ts'
import type { Gate } from '../gate/gate.ts'
import { parseVex, type VexStatement } from '../gate/vex.ts'
import type { SarifRequest } from '../report/sarif.ts'
import { scanSummary } from '../report/scan.ts'
import { type OutputFormat, outputFormats } from '../report/scan-formats.ts'
import { type ArtifactScan, type ArtifactScanRequest, scanArtifact } from '../scan/artifact-scan.ts'
import { type Assessment, assess } from '../scan/assess.ts'
import { attestScan, writeBundles } from '../scan/attest-scan.ts'
import { type Baseline, noteOf, readBaseline } from '../scan/baseline.ts'
import { refusalOf } from '../scan/gate.ts'
import { nothingToScan } from '../scan/parts.ts'
import type { Testimony } from '../scan/testimony.ts'
import { type FittedSarif, fitSarif, uploadSarif } from './code-scanning.ts'
import { findExceptions } from './exceptions.ts'
import type { Job } from './job.ts'
import { findLive } from './live.ts'
import type { PolicySource } from './policy.ts'
import { openImageAccess, openScanTestimony, toolFolders } from './services.ts'

export type ScanJobRequest = Omit<ArtifactScanRequest, 'workspace' | 'temp'> & {
  gate: Gate
  policy: PolicySource
  /** Path of the exceptions there; unless told, what the policy names. */
  exceptions?: string
  /** Paths of VEX documents in the workspace. */
  vex: readonly string[]
  /** An environment, or a digest of the same repository. */
  baseline?: string
  outputFormat: OutputFormat
  outputFile?: string
  uploadSarif: boolean
  /** Whether what is learned is signed and attached, and whether in cosign's form too. */
  attest: boolean
  cosign: boolean
  signing: SigningSettings
}

export type ScanOutcome = {
  scanned: ArtifactScan
  assessment: Assessment
  reportPath: string
  sarifPath: string | undefined
  /** The signed bundles, one in each line. */
  bundlePath: string | undefined
  /** What the step fails with if it is to fail on findings. */
  refusal?: Failure
}

/** Scans, judges, tells, attaches what was learned whatever the verdict is, and hands it to code scanning. */
export async function scanInJob(
  request: ScanJobRequest,
  job: Job,
  tell: (markdown: string) => void,
): Promise<ScanOutcome> {
  const { policy } = request
  // Before anything is asked of GitHub.
  if (request.image === undefined && request.sbomPath === undefined) throw nothingToScan()
  const testimony = openScanTestimony(job, policy, request.signing)
  const exceptions = await findExceptions(request.exceptions, policy, job)
  const vex = await readVexFiles(request.vex, job)

  const scanned = await scanImage(request, testimony, job)
  const baseline = await findBaseline(request, scanned, policy, testimony, job)
  const assessment = assessScan(request, { scanned, exceptions, vex, baseline }, job)
  const file = exceptions?.file
  tell(scanSummary({ scanned, assessment, baseline, now: job.edge.now() }))
  pointOutIdle(assessment, file, job)

  const sarif = sarifOf(request, scanned, assessment, file)
  const reportPath = await writeReport(request, { scanned, assessment, sarif }, job)
  const fitted = request.uploadSarif ? fitSarif(sarif) : undefined
  const sarifPath = await writeSarif(request, reportPath, fitted, scanned)
  const bundlePath = await attestInJob(request, { scanned, assessment, testimony }, job)
  const refusal = assessment.verdict === 'failed' ? refusalOf(assessment, file) : undefined
  if (fitted !== undefined) await handOver(fitted, scanned, refusal, job)
  return {
    assessment,
    ...(refusal !== undefined && { refusal }),
    scanned,
    ...{ reportPath, sarifPath, bundlePath },
  }
}

async function scanImage(
  { image, sbomPath, scanner, osvUrl, tool, weaknesses, databaseMaxAge }: ScanJobRequest,
  testimony: Testimony,
  job: Job,
): Promise<ArtifactScan> {
  const { context, registryOf, edge } = job
  const what = { image, sbomPath, workspace: context.workspace, temp: context.runnerTemp }
  const how = { scanner, osvUrl, weaknesses, databaseMaxAge, tool: { ...tool, ...toolFolders(context) } }
  const openImage = (image: DigestReference) => openImageAccess(job, image)
  return scanArtifact({ ...what, ...how }, { testimony, registryOf, openImage }, edge)
}

/** Finds what the scan is compared with, where that is asked for, before anything new is attached to it. */
async function findBaseline(
  { image, baseline }: ScanJobRequest,
  { scanner }: ArtifactScan,
  policy: PolicySource,
  { collect }: Testimony,
  job: Job,
): Promise<Baseline | undefined> {
  if (baseline === undefined) return undefined
  if (image === undefined) {
    throw new Failure('invalid-input', 'a baseline is compared with an image; give "image" as well')
  }
  const former = isDigest(baseline)
    ? withDigest(image, baseline)
    : await findLive(baseline, image, policy, job)
  const found = await readBaseline(baseline, former, scanner.uri, collect)
  const note = noteOf(found)
  if (note !== undefined) job.edge.log.warning(note)
  return found
}

type Known = {
  scanned: ArtifactScan
  exceptions: Exceptions | undefined
  vex: readonly VexStatement[]
  baseline: Baseline | undefined
}

function assessScan(
  { image, gate }: ScanJobRequest,
  { scanned, exceptions, vex, baseline }: Known,
  { edge }: Job,
): Assessment {
  const digests = image && [image.digest, ...scanned.platformImages.map(({ image }) => image.digest)]
  return assess(scanned.findings, {
    gate,
    vex,
    now: edge.now(),
    ...(exceptions !== undefined && { exceptions }),
    ...(image !== undefined && digests !== undefined && { subject: { repository: image, digests } }),
    ...(baseline !== undefined && { baseline: baseline.findings }),
  })
}

async function readVexFiles(paths: readonly string[], { context }: Job): Promise<VexStatement[]> {
  const read = async (path: string) =>
    parseVex((await readGivenFile(resolve(context.workspace, path), path)).toString('utf8'), path)
  return (await Promise.all(paths.map(read))).flat()
}

/** Points out exceptions that nothing asks for, where they stand. */
function pointOutIdle(
  { exceptions: { unused, expired } }: Assessment,
  file: string | undefined,
  { edge }: Job,
): void {
  if (file === undefined) return
  for (const { id, line } of unused) {
    edge.log.notice(`the exception of ${id} is not used: nothing of it was found; remove it`, { file, line })
  }
  for (const { id, expires, line } of expired) {
    const day = formatDay(expires)
    edge.log.notice(`the exception of ${id} expired on ${day}, and nothing of it was found; remove it`, {
      file,
      line,
    })
  }
}

function sarifOf(
  { image, scanner, sbomPath = 'sbom' }: ScanJobRequest,
  scanned: ArtifactScan,
  assessment: Assessment,
  file: string | undefined,
): SarifRequest {
  const artifact = image === undefined ? sbomPath : formatRepository(image)
  return {
    scanned,
    assessment,
    artifact,
    category: `immutable-deploy/${scanner}/${artifact}`,
    ...(image !== undefined && { image }),
    ...(file !== undefined && { exceptionsFile: file }),
  }
}

async function writeReport(
  { outputFormat, outputFile }: ScanJobRequest,
  { scanned, assessment, sarif }: { scanned: ArtifactScan; assessment: Assessment; sarif: SarifRequest },
  { context, edge }: Job,
): Promise<string> {
  const { extension, format } = outputFormats[outputFormat]
  const path =
    outputFile === undefined
      ? join(scanned.folder, `report.${extension}`)
      : resolve(context.workspace, outputFile)
  const text = format({ ...sarif, scanned, assessment })
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  // A table is for people, who look for it in the log.
  if (outputFormat === 'table') edge.log.info(text.trimEnd())
  return path
}

async function writeSarif(
  { outputFormat }: ScanJobRequest,
  reportPath: string,
  fitted: FittedSarif | undefined,
  { folder }: ArtifactScan,
): Promise<string | undefined> {
  if (fitted === undefined) return outputFormat === 'sarif' ? reportPath : undefined
  const path = join(folder, 'upload.sarif')
  await writeFile(path, fitted.text)
  return path
}

async function attestInJob(
  { attest, cosign }: ScanJobRequest,
  { scanned, assessment, testimony }: { scanned: ArtifactScan; assessment: Assessment; testimony: Testimony },
  { context }: Job,
): Promise<string | undefined> {
  if (!attest) return undefined
  const { serverUrl, repository, runId } = context
  const source = `${serverUrl}/${repository}`
  const options = { cosign, run: `${source}/actions/runs/${runId}`, author: source }
  const bundles = await attestScan(scanned, assessment, testimony, options)
  return bundles.length === 0 ? undefined : writeBundles(bundles, scanned.folder)
}

// The gate's refusal says more than that the findings are not shown elsewhere too.
async function handOver(
  fitted: FittedSarif,
  { startedAt }: ArtifactScan,
  refusal: Failure | undefined,
  job: Job,
): Promise<void> {
  try {
    await uploadSarif(fitted, startedAt, job)
  } catch (error) {
    if (refusal === undefined || !isFailure(error)) throw error
    job.edge.log.warning(error.message)
  }
}
