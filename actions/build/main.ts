import { resolve } from 'node:path'
import { choice, lines, optional, required } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { parseDigestReference, parseRepository } from '../../src/artifact/reference.ts'
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
import { parseWorkdir } from '../../src/build/placement.ts'
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
    },
    tags: lines('tags', parseExtraTag),
    ifTagExists: choice('if-tag-exists', ifTagExistsValues, 'reuse'),
    sourceDateEpoch: optional('source-date-epoch', parseEpoch),
    source: `${context.serverUrl}/${context.repository}`,
    tokenCommit: await fetchTokenCommit(job),
    temporary: context.runnerTemp,
  }
  const services = openBuildServices(job, image, optional('policy') ?? defaultPolicyFile)

  const built = await build(request, services, edge)

  summary(buildSummary(built))

  setOutputs(buildOutputs(built))
})
