import { overrideInputs, signerInputs } from '../../src/action/common-inputs.ts'
import { flag, optional, required } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { parseDigest } from '../../src/artifact/digest.ts'
import { approvedPlan } from '../../src/deployment/plan-difference.ts'
import { refusalOf } from '../../src/deployment/promote.ts'
import { parseEnvironmentUrl, parseRelease, repositoryOf } from '../../src/deployment/release.ts'
import { openJob } from '../../src/job/job.ts'
import { promotionOutputs } from '../../src/job/outputs.ts'
import { defaultPolicyFile } from '../../src/job/policy-file.ts'
import { endUnfinished, promoteInJob, writeRecord } from '../../src/job/promotion.ts'
import { openWorld } from '../../src/job/world.ts'
import { promotionSummary } from '../../src/report/promotion.ts'

await run(
  async () => {
    const { release, environment, job, world } = open()
    const allowDowngrade = flag('allow-downgrade')
    const environmentUrl = optional('environment-url', parseEnvironmentUrl)
    const plan = approvedPlan(optional('plan', parseDigest), optional('plan-content'))
    const override = overrideInputs()
    const releaseHold = flag('release-hold')

    const request = { environment, release, allowDowngrade, environmentUrl, plan, override, releaseHold }
    const outcome = await promoteInJob(request, world, job)

    summary(promotionSummary(outcome, world.repository, job.github.calls()))

    setOutputs(promotionOutputs(outcome, await writeRecord(outcome, job)))
    const refusal = refusalOf(outcome)
    if (refusal !== undefined) throw refusal
  },
  () => endUnfinished(open),
)

function open() {
  const release = required('image', parseRelease)
  const environment = required('environment')
  const policy = optional('policy') ?? defaultPolicyFile
  const job = openJob()
  const world = openWorld(job, repositoryOf(release), policy, signerInputs())
  return { release, environment, job, world }
}
