import { resolve } from 'node:path'
import { choice, lines, optional, required } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { formatReference, parseDigestReference, parseRepository } from '../../src/artifact/reference.ts'
import { build } from '../../src/build/build.ts'
import {
  parseArtifactType,
  parseCommand,
  parseEpoch,
  parsePairs,
  parsePlatform,
  parseUser,
  parseVariable,
} from '../../src/build/image.ts'
import { builderNames } from '../../src/build/index.ts'
import { parseWorkdir } from '../../src/build/placement.ts'
import { checkProvenance } from '../../src/build/provenance.ts'
import { parseFileMapping } from '../../src/build/source.ts'
import { ifTagExistsValues, parseExtraTag } from '../../src/build/tags.ts'
import { fetchIdentityToken } from '../../src/evidence/identity-token.ts'
import { openJob } from '../../src/job/job.ts'
import { buildSummary } from '../../src/report/build.ts'

await run(async () => {
  const image = required('image', parseRepository)
  const job = openJob()
  const { context, edge, github, home } = job
  const request = {
    image,
    builder: choice('builder', builderNames, 'auto'),
    recipe: {
      context: resolve(context.workspace, optional('context') ?? '.'),
      files: lines('files', (line) => parseFileMapping(line, process.platform === 'win32')),
      base: optional('base', parseDigestReference),
      artifactType: optional('artifact-type', parseArtifactType),
      platform: optional('platforms', parsePlatform),
      entrypoint: optional('entrypoint', parseCommand),
      cmd: optional('cmd', parseCommand),
      env: lines('env', parseVariable),
      workdir: optional('workdir', parseWorkdir),
      user: optional('user', parseUser),
      labels: optional('labels', parsePairs) ?? {},
      annotations: optional('annotations', parsePairs) ?? {},
    },
    tags: lines('tags', parseExtraTag),
    ifTagExists: choice('if-tag-exists', ifTagExistsValues, 'reuse'),
    sourceDateEpoch: optional('source-date-epoch', parseEpoch),
    source: `${context.serverUrl}/${context.repository}`,
    tokenCommit: await tokenCommit(),
    temporary: context.runnerTemp,
  }
  const policy = optional('policy')
  const registry = job.registryOf(image)
  const provenance = checkProvenance(loadTrusted, { registry, github }, edge)

  const built = await build(request, { registry, provenance }, edge)

  summary(buildSummary(built))

  const { tag, tags, reused, mediaType, size } = built
  setOutputs({
    image: formatReference(built.image),
    digest: built.image.digest,
    tag,
    tags,
    reused,
    'media-type': mediaType,
    size,
  })

  // Without the permission for one there is no token, and then nobody will sign for this run either.
  async function tokenCommit(): Promise<string | undefined> {
    const { identityToken } = job.signing
    if (identityToken.url === undefined) return undefined
    // Nobody takes a token for this audience, so it is of no use to anyone but us.
    return (await fetchIdentityToken({ ...identityToken, audience: 'nobody' }, edge)).claims.sha
  }

  // Before there is a policy the signer must be a workflow of this repository, as for `verify`.
  async function loadTrusted() {
    // Loaded only for a commit that was built before.
    const { fetchSettings } = await import('../../src/deployment/settings.ts')
    const { defaultPolicyFile } = await import('../../src/job/world.ts')
    const { trustOf } = await import('../../src/evidence/expected-signer.ts')
    const { defaultEvents } = await import('../../src/policy/schema.ts')
    const settings = await fetchSettings(github, { file: policy ?? defaultPolicyFile, home })
    return (
      settings ?? {
        trustFor: () => [{ ...trustOf({ denySelfHostedRunners: false }, context), events: defaultEvents }],
        roots: { kind: 'known' as const },
      }
    )
  }
})
