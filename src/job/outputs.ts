import type { OutputValue } from '../action/outputs.ts'
import { formatReference } from '../artifact/reference.ts'
import type { Built } from '../build/build.ts'
import type { Outcome } from '../deployment/promote.ts'
import { formatDigests } from '../deployment/release.ts'
import { countFindings } from '../scan/findings.ts'
import type { ScanOutcome } from './scan.ts'

// A test reads the names from here, without running it, and compares them with action.yml: so they are written out.

/** Tells what was built. */
export function buildOutputs({
  image,
  tag,
  tags,
  reused,
  mediaType,
  size,
}: Built): Record<string, OutputValue> {
  return {
    image: formatReference(image),
    digest: image.digest,
    tag,
    tags,
    reused,
    'media-type': mediaType,
    size,
  }
}

/** Tells how a promotion ended. */
export function promotionOutputs(outcome: Outcome, recordPath: string): Record<string, OutputValue> {
  return {
    outcome: outcome.kind,
    changed: outcome.changed.length > 0,
    previous: formatDigests(outcome.previous),
    'deployment-id': outcome.deployment,
    'environment-url': outcome.environmentUrl,
    'record-path': recordPath,
  }
}

/** Tells what a scan came to. */
export function scanOutputs(outcome: ScanOutcome): Record<string, OutputValue> {
  const { assessment, scanned } = outcome
  const { critical, high, medium, low, negligible, unknown } = countFindings(assessment.findings)
  return {
    verdict: assessment.verdict,
    image: scanned.image && formatReference(scanned.image),
    ...{ critical, high, medium, low, negligible, unknown },
    new: assessment.compared?.fresh,
    fixed: assessment.compared?.fixed.length,
    'report-path': outcome.reportPath,
    'sarif-path': outcome.sarifPath,
    'sbom-path': scanned.sbomPaths,
    'bundle-path': outcome.bundlePath,
  }
}
