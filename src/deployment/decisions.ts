import { askCommand } from '../check/command.ts'
import type { Verdict } from '../policy/facts.ts'
import { type EnvironmentPolicy, environmentOf } from '../policy/policy.ts'
import { type Admission, withVerdicts } from './admit.ts'
import { contentOf } from './plan.ts'
import type { DriveEdge, Settings, World } from './world.ts'

/**
 * Asks the commands that an environment demands, once its rules are met and before anything is staged. Each reads
 * the plan from its standard input; what it says is a verdict like that of a rule.
 */
export async function askDecisions(
  admission: Admission,
  environment: string,
  settings: Settings,
  world: World,
  edge: DriveEdge,
): Promise<Admission> {
  const { commands } = environmentOf(settings.policy, environment).require
  if (!admission.allowed || commands.length === 0) return admission
  const input = questionOf(admission, settings, world)
  const verdicts: Verdict[] = []
  for (const command of commands) {
    edge.log.info(`asking "${command.name}"`)
    verdicts.push(await ask(command, input, environment, edge))
  }
  return withVerdicts(admission, verdicts)
}

async function ask(
  { name, run, timeout }: EnvironmentPolicy['require']['commands'][number],
  input: string,
  environment: string,
  edge: DriveEdge,
): Promise<Verdict> {
  const env = { IMMUTABLE_DEPLOY_ENVIRONMENT: environment, IMMUTABLE_DEPLOY_PHASE: 'admitting' }
  const { passed, reason } = await askCommand({ run, timeout }, { env, input }, edge)
  edge.log.info(`${passed ? 'passed' : 'refused'}: ${name}: ${reason}`)
  return { rule: name, passed, reason, evidence: [], timed: true }
}

/** What a command is asked about: the plan as it was approved, with what else may matter for a decision. */
function questionOf(
  { plan, digest, commits, verdicts }: Admission,
  { commit, file }: Settings,
  { run: { id, attempt, actor, url } }: World,
): string {
  const { rules: _, policy, ...content } = contentOf(plan)
  const question = {
    ...content,
    plan: digest,
    policy: { file, commit, digest: policy },
    commits,
    verdicts,
    run: { id, attempt, actor, url },
  }
  return `${JSON.stringify(question)}\n`
}
