import { group } from '../action/log.ts'
import type { Repository } from '../artifact/reference.ts'
import { type BuildRequest, type Built, build } from '../build/build.ts'
import { fetchCoveredImages, subjectsOf } from '../evidence/covered-images.ts'
import { signArtifact } from '../evidence/sign-artifact.ts'
import type { SigningSettings } from '../evidence/signing.ts'
import { signSummary } from '../report/sign.ts'
import { type ScannerName, scannerOf } from '../scan/index.ts'
import type { Job } from './job.ts'
import { openPolicy } from './policy.ts'
import { type ScanJobRequest, scanInJob } from './scan.ts'
import { fetchTokenCommit, openBuildServices } from './services.ts'

export type PipelineRequest = Pick<BuildRequest, 'recipe' | 'ifTagExists'> & {
  image: Repository
  policy: string
  signing: SigningSettings
  /** The path of an SBOM; without one, and without a scanner that reads images, nothing is scanned. */
  sbom?: string
  scanner?: ScannerName
  /** How it is scanned, and what ends the pipeline. */
  scan: Pick<ScanJobRequest, 'gate' | 'osvUrl' | 'exceptions' | 'vex' | 'baseline' | 'uploadSarif'>
}

/** Builds the artifact of this commit, or finds it. */
export async function buildImage(
  { image, policy, recipe, ifTagExists }: PipelineRequest,
  job: Job,
): Promise<Built> {
  const { context, edge } = job
  const source = `${context.serverUrl}/${context.repository}`
  const tokenCommit = await fetchTokenCommit(job)
  const request = { image, builder: 'auto' as const, recipe, tags: [], ifTagExists, source, tokenCommit }
  return build({ ...request, temporary: context.runnerTemp }, openBuildServices(job, image, policy), edge)
}

/** Signs and scans what was built, telling of each in the job's summary; what fails ends it there. */
export async function attestImage(
  request: PipelineRequest,
  built: Built,
  job: Job,
  tell: (markdown: string) => void,
): Promise<void> {
  // What is reused carries verified provenance for this commit already.
  if (!built.reused) tell(await group('Sign', () => signImage(request, built, job)))
  const { sbom, scanner } = request
  const scans = sbom !== undefined || (scanner !== undefined && scannerOf(scanner).readsImages)
  // A policy that demands a scan refuses later.
  if (scans) await group('Scan', () => scanImage(request, built, job, tell))
}

async function signImage({ signing }: PipelineRequest, { image }: Built, job: Job): Promise<string> {
  const { github, context, edge, registryOf } = job
  const registry = registryOf(image)
  const images = await fetchCoveredImages(image, registry)
  const kept = { attestationsApi: 'auto', storageRecord: 'false' } as const
  const request = { subjects: subjectsOf(images), images, signing, context: job.signing, ...kept }
  const signed = await signArtifact(request, { registry, github }, edge)
  const { attestationId } = signed
  const page = `${context.serverUrl}/${context.repository}/attestations/${attestationId}`
  return signSummary(signed, attestationId === undefined ? {} : { attestationUrl: page })
}

async function scanImage(
  { sbom, scanner = 'osv', scan, policy, signing }: PipelineRequest,
  { image }: Built,
  job: Job,
  tell: (markdown: string) => void,
): Promise<void> {
  const report = { outputFormat: 'json' as const, attest: true, cosign: false }
  const what = { image, sbomPath: sbom, scanner, signing, policy: openPolicy(job, policy) }
  const { refusal } = await scanInJob({ ...what, ...scan, ...report }, job, tell)
  if (refusal !== undefined) throw refusal
}
