import { resolve } from 'node:path'
import { declareArtifact } from '../../src/action/artifacts.ts'
import { cacheAccess } from '../../src/action/context.ts'
import { choice, lines, optional, required } from '../../src/action/inputs.ts'
import { group, maskSecret } from '../../src/action/log.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { formatReference, parseDigestReference, parseRepository } from '../../src/artifact/reference.ts'
import { build } from '../../src/build/build.ts'
import {
  parseArtifactType,
  parseCommand,
  parseEpoch,
  parsePairs,
  parsePlatforms,
  parseUser,
  parseVariable,
} from '../../src/build/image.ts'
import { builderNames } from '../../src/build/index.ts'
import { parseTemplateVariable } from '../../src/build/packer.ts'
import { parseWorkdir } from '../../src/build/placement.ts'
import { type BuildSecret, parseSecrets } from '../../src/build/secret.ts'
import { parseFileLine } from '../../src/build/source.ts'
import { ifTagExistsValues, parseExtraTag } from '../../src/build/tags.ts'
import { openJob } from '../../src/job/job.ts'
import { buildOutputs } from '../../src/job/outputs.ts'
import { defaultPolicyFile } from '../../src/job/policy-file.ts'
import { fetchTokenCommit, openBuildServices } from '../../src/job/services.ts'
import { buildSummary } from '../../src/report/build.ts'

await run(async () => {
  const image = required('image', parseRepository)
  const job = openJob()
  const { context, edge } = job
  const request = {
    image,
    builder: choice('builder', builderNames, 'auto'),
    recipe: {
      context: resolve(context.workspace, optional('context') ?? '.'),
      files: lines('files', (line) => parseFileLine(line, process.platform === 'win32')),
      base: optional('base', parseDigestReference),
      artifactType: optional('artifact-type', parseArtifactType),
      platforms: optional('platforms', parsePlatforms),
      entrypoint: optional('entrypoint', parseCommand),
      cmd: optional('cmd', parseCommand),
      env: lines('env', parseVariable),
      workdir: optional('workdir', parseWorkdir),
      user: optional('user', parseUser),
      labels: optional('labels', parsePairs),
      annotations: optional('annotations', parsePairs),
      file: optional('file'),
      target: optional('target'),
      buildArgs: lines('build-args', parseVariable),
      secrets: readSecrets(),
      cacheFrom: lines('cache-from'),
      cacheTo: lines('cache-to'),
      template: optional('template'),
      vars: lines('vars', parseTemplateVariable),
    },
    tags: lines('tags', parseExtraTag),
    ifTagExists: choice('if-tag-exists', ifTagExistsValues, 'reuse'),
    sourceDateEpoch: optional('source-date-epoch', parseEpoch),
    source: `${context.serverUrl}/${context.repository}`,
    tokenCommit: await fetchTokenCommit(job),
    cacheAccess: cacheAccess(),
    temporary: context.runnerTemp,
  }
  const services = openBuildServices(job, image, optional('policy') ?? defaultPolicyFile)

  const built = await group('Build', () => build(request, services, edge))

  summary(buildSummary(built))

  setOutputs(buildOutputs(built))
  declareArtifact(formatReference(built.image))
})

function readSecrets(): BuildSecret[] {
  const secrets = optional('secrets', (text) => parseSecrets(text, process.env)) ?? []
  for (const secret of secrets) if ('value' in secret) maskSecret(secret.value)
  return secrets
}
