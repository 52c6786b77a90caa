import { resolve } from 'node:path'
import { declareArtifact } from './src/action/artifacts.ts'
import { signerInputs } from './src/action/common-inputs.ts'
import { choice, flag, lines, optional, required } from './src/action/inputs.ts'
import { group } from './src/action/log.ts'
import { setOutputs, summary } from './src/action/outputs.ts'
import { run } from './src/action/run.ts'
import { formatReference, parseDigestReference, parseRepository } from './src/artifact/reference.ts'
import { parseArtifactType, parseCommand } from './src/build/image.ts'
import { parseFileLine } from './src/build/source.ts'
import { ifTagExistsValues } from './src/build/tags.ts'
import { refusalOf } from './src/deployment/promote.ts'
import { parseEnvironmentUrl, soleService } from './src/deployment/release.ts'
import { openJob } from './src/job/job.ts'
import { buildOutputs, promotionOutputs } from './src/job/outputs.ts'
import { attestImage, buildImage } from './src/job/pipeline.ts'
import { defaultPolicyFile } from './src/job/policy-file.ts'
import { endUnfinished, promoteInJob, writeRecord } from './src/job/promotion.ts'
import { openWorld } from './src/job/world.ts'
import { buildSummary } from './src/report/build.ts'
import { promotionSummary } from './src/report/promotion.ts'
import { severityCutoffs } from './src/scan/gate.ts'
import { scannerNames } from './src/scan/index.ts'
import { parseOsvUrl } from './src/scan/osv.ts'

await run(
  async () => {
    const { job, image, environment, policy, signing, world } = open()
    const request = {
      image,
      policy,
      signing,
      recipe: {
        context: resolve(job.context.workspace),
        files: lines('files', (line) => parseFileLine(line, process.platform === 'win32')),
        base: optional('base', parseDigestReference),
        artifactType: optional('artifact-type', parseArtifactType),
        entrypoint: optional('entrypoint', parseCommand),
        cmd: optional('cmd', parseCommand),
      },
      ifTagExists: choice('if-tag-exists', ifTagExistsValues, 'reuse'),
      sbom: optional('sbom'),
      scanner: choice('scanner', scannerNames),
      scan: {
        gate: {
          severityCutoff: choice('severity-cutoff', severityCutoffs, 'high'),
          onlyFixed: flag('only-fixed'),
        },
        osvUrl: optional('osv-url', parseOsvUrl),
        exceptions: optional('exceptions'),
        vex: lines('vex'),
        baseline: optional('baseline'),
        uploadSarif: flag('upload-sarif'),
      },
    }
    const environmentUrl = optional('environment-url', parseEnvironmentUrl)
    const allowDowngrade = flag('allow-downgrade')

    const built = await group('Build', () => buildImage(request, job))
    summary(buildSummary(built))
    // What is pushed is told, whatever becomes of it.
    setOutputs(buildOutputs(built))
    declareArtifact(formatReference(built.image))

    await attestImage(request, built, job, summary)

    const release = { [soleService]: built.image }
    const outcome = await group('Promote', () =>
      promoteInJob({ environment, release, environmentUrl, allowDowngrade }, world, job),
    )
    summary(promotionSummary(outcome, world.repository, job.github.calls()))
    setOutputs(promotionOutputs(outcome, await writeRecord(outcome, job)))

    const refusal = refusalOf(outcome)
    if (refusal !== undefined) throw refusal
  },
  () => endUnfinished(open),
)

function open() {
  const image = required('image', parseRepository)
  const environment = required('environment')
  const policy = optional('policy') ?? defaultPolicyFile
  const signing = signerInputs()
  const job = openJob()
  return { job, image, environment, policy, signing, world: openWorld(job, image, policy, signing) }
}
