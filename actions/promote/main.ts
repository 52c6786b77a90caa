import { signerInputs } from '../../src/action/common-inputs.ts'
import { writeTemporary } from '../../src/action/files.ts'
import { flag, optional, required } from '../../src/action/inputs.ts'
import { readState, saveState, setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { parseDigest } from '../../src/artifact/digest.ts'
import { endInterrupted } from '../../src/deployment/interrupted.ts'
import { promote, refusalOf } from '../../src/deployment/promote.ts'
import { parseEnvironmentUrl, parseRelease, repositoryOf } from '../../src/deployment/release.ts'
import { openJob } from '../../src/job/job.ts'
import { defaultPolicyFile } from '../../src/job/policy-file.ts'
import { openWorld } from '../../src/job/world.ts'
import { promotionSummary, recordOf } from '../../src/report/promotion.ts'

await run(
  async () => {
    const { request, job, world } = open()
    const allowDowngrade = flag('allow-downgrade')
    const environmentUrl = optional('environment-url', parseEnvironmentUrl)
    const plan = optional('plan', parseDigest)

    const onOpened = (deployment: number) => saveState('deployment', String(deployment))
    const outcome = await promote(
      { ...request, allowDowngrade, environmentUrl, plan, onOpened },
      world,
      job.edge,
    )
    saveState('deployment', '')

    summary(promotionSummary(outcome, world.repository, job.github.calls()))

    setOutputs({
      outcome: outcome.kind,
      changed: outcome.changed.length > 0,
      previous: outcome.previous?.app?.digest,
      'deployment-id': outcome.deployment,
      'environment-url': outcome.environmentUrl,
      'record-path': await writeTemporary(
        `promotion-${request.environment}.json`,
        recordOf(outcome),
        job.context,
      ),
    })
    const refusal = refusalOf(outcome)
    if (refusal !== undefined) throw refusal
  },
  async () => {
    const deployment = readState('deployment')
    if (deployment === undefined) return
    const { request, job, world } = open()
    await endInterrupted(request.environment, Number(deployment), world, job.edge)
  },
)

function open() {
  const request = { release: required('image', parseRelease), environment: required('environment') }
  const policy = optional('policy') ?? defaultPolicyFile
  const job = openJob()
  return { request, job, world: openWorld(job, repositoryOf(request.release), policy, signerInputs()) }
}
