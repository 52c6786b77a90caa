import { writeTemporary } from '../../src/action/files.ts'
import { flag, optional, required } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { formatContent } from '../../src/deployment/plan.ts'
import { planPromotion } from '../../src/deployment/plan-promotion.ts'
import { formatDigests, parseRelease, repositoryOf } from '../../src/deployment/release.ts'
import { openJob } from '../../src/job/job.ts'
import { defaultPolicyFile } from '../../src/job/policy-file.ts'
import { openWorld } from '../../src/job/world.ts'
import { differenceOf } from '../../src/report/between.ts'
import { formatPlan, planSummary } from '../../src/report/plan.ts'

await run(async () => {
  const release = required('image', parseRelease)
  const environment = required('environment')
  const allowDowngrade = flag('allow-downgrade')
  const policy = optional('policy') ?? defaultPolicyFile
  const job = openJob()
  const world = openWorld(job, repositoryOf(release), policy)

  const planned = await planPromotion({ environment, release, allowDowngrade }, world, job.edge)

  for (const warning of planned.warnings) job.edge.log.warning(warning)
  const differences = planned.between.map(differenceOf)
  summary(planSummary(planned, differences, world.repository))

  const { digest, allowed, plan, live } = planned
  setOutputs({
    plan: digest,
    'plan-content': formatContent(plan),
    'plan-path': await writeTemporary(
      `plan-${environment}.json`,
      formatPlan(planned, differences),
      job.context,
    ),
    allowed,
    changed: plan.changes.length > 0,
    live: formatDigests(live),
  })
})
