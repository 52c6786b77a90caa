import { signingInputs } from '../../src/action/common-inputs.ts'
import { writeTemporary } from '../../src/action/files.ts'
import { choice, flag, lines, optional } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { parseDigest } from '../../src/artifact/digest.ts'
import { parseDigestReference } from '../../src/artifact/reference.ts'
import { readPredicate } from '../../src/evidence/predicate-source.ts'
import { signArtifact } from '../../src/evidence/sign-artifact.ts'
import { readSubjects } from '../../src/evidence/subjects.ts'
import { openJob } from '../../src/job/job.ts'
import { signSummary } from '../../src/report/sign.ts'

await run(async () => {
  const { context, edge, github, registryOf, signing } = openJob()
  const image = optional('image', parseDigestReference)
  const subject = {
    image,
    paths: lines('subject-path'),
    name: optional('subject-name'),
    digest: optional('subject-digest', parseDigest),
  }
  const said = {
    type: optional('predicate-type'),
    text: optional('predicate'),
    path: optional('predicate-path'),
    sbomPath: optional('sbom-path'),
  }
  const request = {
    image,
    subjects: await readSubjects(subject, context.workspace),
    predicate: await readPredicate(said, context.workspace),
    signing: signingInputs(),
    attestationsApi: choice('attestations-api', ['auto', 'true', 'false'], 'auto'),
    context: signing,
  }
  const registry = flag('push-to-registry', true) && image !== undefined ? registryOf(image) : undefined

  const outcome = await signArtifact(request, { registry, github }, edge)

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
  })
})

// A job may sign several statements; each has a file of its own.
function bundleName({ digest }: { digest: string }): string {
  return `${digest}.sigstore.json`
}
