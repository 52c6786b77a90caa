import { runnerContext } from '../../src/action/context.ts'
import { choice, optional, required } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { setHold } from '../../src/deployment/hold.ts'
import { openGitHubJob } from '../../src/job/job.ts'
import { defaultPolicyFile } from '../../src/job/policy-file.ts'
import { openLedger } from '../../src/job/world.ts'
import { holdSummary } from '../../src/report/hold.ts'

await run(async () => {
  const environment = required('environment')
  const state = choice('state', ['hold', 'release'], 'hold')
  const cause = { by: runnerContext().actor, reason: required('reason') }
  const policy = optional('policy') ?? defaultPolicyFile
  const job = openGitHubJob()

  const outcome = await setHold({ environment, state, cause }, openLedger(job, policy), job.edge)

  summary(holdSummary(outcome, cause))

  const { held, changed, deployment } = outcome
  setOutputs({ held, changed, 'deployment-id': deployment })
})
