import { resolve } from 'node:path'
import { githubInputs } from '../../src/action/common-inputs.ts'
import { writeTemporary } from '../../src/action/files.ts'
import { flag, optional } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { parseDigest } from '../../src/artifact/digest.ts'
import { parseDigestReference } from '../../src/artifact/reference.ts'
import {
  type ExpectedSigner,
  parseIdentityPattern,
  parseKey,
  parseOwner,
  parseRepositoryName,
  parseWorkflow,
  trustOf,
} from '../../src/evidence/expected-signer.ts'
import { readGivenFile } from '../../src/evidence/given-file.ts'
import { readKeyText, readTrustMaterial } from '../../src/evidence/signing.ts'
import { readVerifiable } from '../../src/evidence/verifiable.ts'
import {
  bundleFileLimit,
  formatStatements,
  requireVerified,
  verifyArtifact,
} from '../../src/evidence/verify-artifact.ts'
import { connectGitHub } from '../../src/github/github.ts'
import { type Job, openJob } from '../../src/job/job.ts'
import { verifySummary } from '../../src/report/verify.ts'

await run(async () => {
  const job = openJob()
  const { context, edge, roots } = job
  const { workspace } = context
  const image = optional('image', parseDigestReference)
  const artifact = {
    image,
    path: optional('subject-path'),
    digest: optional('subject-digest', parseDigest),
  }
  const bundle = optional('bundle')
  const request = {
    image,
    ...(await readVerifiable(artifact, workspace)),
    bundles: bundle && (await readGivenFile(resolve(workspace, bundle), bundle, bundleFileLimit)).toString(),
    predicateType: optional('predicate-type'),
    trust: trustOf(await expectedSigner(job), context),
    roots: await readTrustMaterial(optional('custom-trusted-root'), workspace, roots),
  }
  const registry = image === undefined ? undefined : job.registryOf(image)
  const github = flag('bundle-from-oci') ? undefined : githubOf(optional('repo'), job)

  const verification = await verifyArtifact(request, { registry, github })

  summary(verifySummary(verification))

  const count = verification.statements.length + verification.signatures.length
  const path = await writeTemporary(`${request.subject}.json`, formatStatements(verification), context)
  setOutputs({ verified: count > 0, count, 'statements-path': path })
  requireVerified(verification, edge.log)
})

async function expectedSigner({ signing }: Job): Promise<ExpectedSigner> {
  const key = optional('key')
  return {
    key: key && parseKey(await readKeyText(key, signing)),
    repo: optional('repo', parseRepositoryName),
    owner: optional('owner', parseOwner),
    certIdentity: optional('cert-identity'),
    certIdentityRegex: optional('cert-identity-regex', parseIdentityPattern),
    certOidcIssuer: optional('cert-oidc-issuer'),
    signerWorkflow: optional('signer-workflow', parseWorkflow),
    signerRepo: optional('signer-repo', parseRepositoryName),
    signerDigest: optional('signer-digest'),
    sourceRef: optional('source-ref'),
    sourceDigest: optional('source-digest'),
    denySelfHostedRunners: flag('deny-self-hosted-runners'),
  }
}

// Attestations are kept by the repository that the artifact was built from.
function githubOf(repository: string | undefined, { github, context: { apiUrl }, edge }: Job) {
  return repository === undefined ? github : connectGitHub({ ...githubInputs(), apiUrl, repository }, edge)
}
