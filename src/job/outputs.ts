import type { OutputValue } from '../action/outputs.ts'
import { formatReference } from '../artifact/reference.ts'
import type { Built } from '../build/build.ts'
import type { Outcome } from '../deployment/promote.ts'
import { formatDigests } from '../deployment/release.ts'

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
