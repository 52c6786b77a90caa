import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DigestReference } from '../artifact/reference.ts'
import type { Evidence } from '../evidence/evidence.ts'
import {
  buildCosignVulnerabilities,
  cosignVulnerabilitiesType,
} from '../evidence/predicate/cosign-vulnerabilities.ts'
import { openVexType, openVexTypes } from '../evidence/predicate/openvex.ts'
import { buildVulnerabilities, vulnerabilitiesType } from '../evidence/predicate/vulnerabilities.ts'
import { isObject } from '../evidence/shape.ts'
import type { SignedBundle } from '../evidence/sign.ts'
import { isAbout } from '../evidence/statement.ts'
import { buildExceptionsVex } from '../gate/exceptions-vex.ts'
import { formatSignedFinding } from '../gate/signed-findings.ts'
import type { ArtifactScan } from './artifact-scan.ts'
import type { Assessment } from './assess.ts'
import type { ScannedPart } from './parts.ts'
import { readSbom, type Sbom } from './sbom.ts'
import type { Testimony } from './testimony.ts'

export type AttestOptions = {
  /** Whether the findings are told in cosign's form too. */
  cosign: boolean
  /** The address of the run that scans. */
  run: string
  /** Who excepts: the repository. */
  author: string
}

/**
 * Signs and attaches what was learned about an image, whatever the verdict is: what it is made of and which findings
 * are excepted unless that is attached already, and what was found.
 */
export async function attestScan(
  scanned: ArtifactScan,
  assessment: Assessment,
  testimony: Testimony,
  options: AttestOptions,
): Promise<SignedBundle[]> {
  const { image } = scanned
  if (image === undefined) return []
  const { accepted } = await testimony.collect(image)
  const covered = imagesOf(image, scanned)
  const bundles: SignedBundle[] = []
  for (const part of scanned.parts) {
    const images = imagesOfPart(part, image)
    if (isAttached(part, images, accepted)) continue
    const { predicateType, document } = part.sbom
    bundles.push(await testimony.attest(images, { predicateType, predicate: document }))
  }
  bundles.push(await testimony.attest(covered, findingsOf(scanned, assessment)))
  if (options.cosign)
    bundles.push(await testimony.attest(covered, cosignFindingsOf(scanned, assessment, options)))
  const vex = exceptionsOf(assessment, image, scanned, options)
  if (vex !== undefined && !isSaid(vex['@id'], accepted)) {
    bundles.push(await testimony.attest([image], { predicateType: openVexType, predicate: vex }))
  }
  return bundles
}

/** Writes bundles for later steps, one in each line; returns the path. */
export async function writeBundles(bundles: readonly SignedBundle[], folder: string): Promise<string> {
  const path = join(folder, 'bundles.jsonl')
  await writeFile(path, bundles.map((bundle) => `${JSON.stringify(bundle)}\n`).join(''))
  return path
}

/** The index and all its images: the findings are of all of them together. */
function imagesOf(image: DigestReference, { platformImages }: ArtifactScan): DigestReference[] {
  return distinct([image, ...platformImages.map(({ image }) => image)])
}

/** The image that an SBOM is of first; and the index, by which people ask for it. */
function imagesOfPart(part: ScannedPart, image: DigestReference): DigestReference[] {
  return distinct([part.image ?? image, image])
}

function distinct(images: readonly DigestReference[]): DigestReference[] {
  return images.filter(({ digest }, index) => images.findIndex((other) => other.digest === digest) === index)
}

function findingsOf(
  { scanner: { uri, version, db }, startedAt, finishedAt }: ArtifactScan,
  { findings }: Assessment,
) {
  const predicate = buildVulnerabilities({
    scanner: { uri, version, db },
    result: findings.map(formatSignedFinding),
    startedAt,
    finishedAt,
  })
  return { predicateType: vulnerabilitiesType, predicate }
}

function cosignFindingsOf(
  { scanner, startedAt, finishedAt }: ArtifactScan,
  { findings }: Assessment,
  { run }: AttestOptions,
) {
  const result = { findings: findings.map(({ standing: _, isNew: __, ...finding }) => finding) }
  const predicate = buildCosignVulnerabilities({ run, scanner, result, startedAt, finishedAt })
  return { predicateType: cosignVulnerabilitiesType, predicate }
}

function exceptionsOf(
  { findings }: Assessment,
  image: DigestReference,
  { finishedAt }: ArtifactScan,
  { author }: AttestOptions,
) {
  const excepted = findings.flatMap((found) =>
    found.standing.kind === 'excepted' ? [{ found, exception: found.standing.exception }] : [],
  )
  return excepted.length === 0 ? undefined : buildExceptionsVex(excepted, image, author, finishedAt)
}

/** Says whether an SBOM that lists the same is attached already: a scan that is repeated must not repeat it too. */
function isAttached(
  { sbom }: ScannedPart,
  images: readonly DigestReference[],
  accepted: readonly Evidence[],
): boolean {
  const wanted = packagesOf(sbom)
  return accepted.some(
    ({ predicateType, predicate, statement }) =>
      predicateType === sbom.predicateType &&
      images.every(({ digest }) => isAbout(statement, digest)) &&
      packagesOf(readSbom(predicate)) === wanted,
  )
}

function packagesOf({ packages }: Sbom): string {
  return packages
    .map(({ purl }) => purl)
    .sort()
    .join('\n')
}

function isSaid(id: string, accepted: readonly Evidence[]): boolean {
  return accepted.some(
    ({ predicateType, predicate }) =>
      openVexTypes.test(predicateType) && isObject(predicate) && predicate['@id'] === id,
  )
}
