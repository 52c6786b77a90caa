import { signerInputs } from '../../src/action/common-inputs.ts'
import { runnerContext } from '../../src/action/context.ts'
import { flag, optional, required } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { refusalOf } from '../../src/deployment/promote.ts'
import { parseEnvironmentUrl } from '../../src/deployment/release.ts'
import { parseGoal } from '../../src/deployment/return.ts'
import { openJob } from '../../src/job/job.ts'
import { promotionOutputs } from '../../src/job/outputs.ts'
import { defaultPolicyFile } from '../../src/job/policy-file.ts'
import { endUnfinished, rollBackInJob, writeRecord } from '../../src/job/promotion.ts'
import { openWorld } from '../../src/job/world.ts'
import { rollbackSummary } from '../../src/report/rollback.ts'

await run(
  async () => {
    const { environment, registry, job, world } = open()
    const to = optional('to', parseGoal)
    const cause = { by: runnerContext().actor, reason: required('reason') }
    const hold = flag('hold', true)
    const environmentUrl = optional('environment-url', parseEnvironmentUrl)

    const request = { environment, to, cause, hold, environmentUrl, registries: [registry] }
    const outcome = await rollBackInJob(request, world, job)

    summary(rollbackSummary(outcome, cause, world.repository, job.github.calls()))

    setOutputs(promotionOutputs(outcome, await writeRecord(outcome, job)))
    const refusal = refusalOf(outcome)
    if (refusal !== undefined) throw refusal
  },
  () => endUnfinished(open),
)

function open() {
  const environment = required('environment')
  const registry = required('registry')
  const policy = optional('policy') ?? defaultPolicyFile
  const job = openJob()
  // Of the repository only its host counts here: which images there are the records tell.
  const world = openWorld(job, { registry, repository: 'any' }, policy, signerInputs())
  return { environment, registry, job, world }
}
