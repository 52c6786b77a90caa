import { signingInputs } from '../../src/action/common-inputs.ts'
import { writeTemporary } from '../../src/action/files.ts'
import { choice, flag, lines, optional } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { parseDigest } from '../../src/artifact/digest.ts'
import { parseDigestReference } from '../../src/artifact/reference.ts'
import { fetchCoveredImages, subjectsOf } from '../../src/evidence/covered-images.ts'
import { readPredicate } from '../../src/evidence/predicate-source.ts'
import { signArtifact } from '../../src/evidence/sign-artifact.ts'
import { readSubjects } from '../../src/evidence/subjects.ts'
import { openJob } from '../../src/job/job.ts'
import { signSummary } from '../../src/report/sign.ts'

await run(async () => {
  const { context, edge, github, registryOf, signing } = openJob()
  const image = optional('image', parseDigestReference)
  const said = {
    type: optional('predicate-type'),
    text: optional('predicate'),
    path: optional('predicate-path'),
    sbomPath: optional('sbom-path'),
  }
  const predicate = await readPredicate(said, context.workspace)
  const subject = {
    image,
    paths: lines('subject-path'),
    checksums: optional('subject-checksums'),
    name: optional('subject-name'),
    digest: optional('subject-digest', parseDigest),
  }
  const subjects = await readSubjects(subject, context.workspace)
  const recursive = choice('recursive', ['auto', 'true', 'false'], 'auto')
  // How it was built is as true of each of them; an SBOM is of the one that it was made from.
  const covers = recursive === 'true' || (recursive === 'auto' && predicate === undefined)
  const registry = image && registryOf(image)
  const images =
    image && registry && covers ? await fetchCoveredImages(image, registry) : [image ?? []].flat()
  const request = {
    images,
    subjects: image === undefined ? subjects : subjectsOf(images),
    predicate,
    signing: signingInputs(),
    attestationsApi: choice('attestations-api', ['auto', 'true', 'false'], 'auto'),
    storageRecord: choice('create-storage-record', ['auto', 'true', 'false'], 'auto'),
    context: signing,
  }
  const stores = { registry: flag('push-to-registry', true) ? registry : undefined, github }

  const outcome = await signArtifact(request, stores, edge)

  const attestationUrl =
    outcome.attestationId === undefined
      ? undefined
      : `${context.serverUrl}/${context.repository}/attestations/${outcome.attestationId}`
  summary(signSummary(outcome, { attestationUrl }))

  setOutputs({
    'bundle-path': await writeTemporary(bundleName(outcome), JSON.stringify(outcome.bundle), context),
    'attestation-id': outcome.attestationId,
    'attestation-url': attestationUrl,
    'predicate-type': outcome.statement.predicateType,
    reused: outcome.reused,
    'storage-record-ids': outcome.storageRecordIds.join(','),
  })
})

// A job may sign several statements; each has a file of its own.
function bundleName({ digest }: { digest: string }): string {
  return `${digest}.sigstore.json`
}
