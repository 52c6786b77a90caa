import { resolve } from 'node:path'
import { signerInputs } from './src/action/common-inputs.ts'
import { writeTemporary } from './src/action/files.ts'
import { choice, flag, lines, optional, required } from './src/action/inputs.ts'
import { group } from './src/action/log.ts'
import { readState, saveState, setOutputs, summary } from './src/action/outputs.ts'
import { run } from './src/action/run.ts'
import { formatReference, parseDigestReference, parseRepository } from './src/artifact/reference.ts'
import { parseArtifactType, parseCommand } from './src/build/image.ts'
import { parseFileMapping } from './src/build/source.ts'
import { ifTagExistsValues } from './src/build/tags.ts'
import { endInterrupted } from './src/deployment/interrupted.ts'
import { promote, refusalOf } from './src/deployment/promote.ts'
import { parseEnvironmentUrl, soleService } from './src/deployment/release.ts'
import { openJob } from './src/job/job.ts'
import { buildAndAttest } from './src/job/pipeline.ts'
import { defaultPolicyFile } from './src/job/policy-file.ts'
import { openWorld } from './src/job/world.ts'
import { promotionSummary, recordOf } from './src/report/promotion.ts'
import { severityCutoffs } from './src/scan/gate.ts'
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
        files: lines('files', (line) => parseFileMapping(line, process.platform === 'win32')),
        base: optional('base', parseDigestReference),
        artifactType: optional('artifact-type', parseArtifactType),
        entrypoint: optional('entrypoint', parseCommand),
        cmd: optional('cmd', parseCommand),
        env: [],
        labels: {},
        annotations: {},
      },
      ifTagExists: choice('if-tag-exists', ifTagExistsValues, 'reuse'),
      sbom: optional('sbom'),
      gate: {
        severityCutoff: choice('severity-cutoff', severityCutoffs, 'high'),
        onlyFixed: flag('only-fixed'),
        osvUrl: optional('osv-url', parseOsvUrl),
      },
    }
    const environmentUrl = optional('environment-url', parseEnvironmentUrl)
    const allowDowngrade = flag('allow-downgrade')

    const built = await buildAndAttest(request, job, summary)
    const release = { [soleService]: built.image }
    const onOpened = (deployment: number) => saveState('deployment', String(deployment))
    const outcome = await group('Promote', () =>
      promote({ environment, release, environmentUrl, allowDowngrade, onOpened }, world, job.edge),
    )
    saveState('deployment', '')

    summary(promotionSummary(outcome, world.repository, job.github.calls()))

    const { tag, tags, reused, mediaType, size } = built
    setOutputs({
      image: formatReference(built.image),
      digest: built.image.digest,
      tag,
      tags,
      reused,
      'media-type': mediaType,
      size,
      outcome: outcome.kind,
      changed: outcome.changed.length > 0,
      previous: outcome.previous?.app?.digest,
      'deployment-id': outcome.deployment,
      'environment-url': outcome.environmentUrl,
      'record-path': await writeTemporary(`promotion-${environment}.json`, recordOf(outcome), job.context),
    })
    const refusal = refusalOf(outcome)
    if (refusal !== undefined) throw refusal
  },
  async () => {
    const deployment = readState('deployment')
    if (deployment === undefined) return
    const { job, environment, world } = open()
    await endInterrupted(environment, Number(deployment), world, job.edge)
  },
)

function open() {
  const image = required('image', parseRepository)
  const environment = required('environment')
  const policy = optional('policy') ?? defaultPolicyFile
  const signing = signerInputs()
  const job = openJob()
  return { job, image, environment, policy, signing, world: openWorld(job, image, policy, signing) }
}
