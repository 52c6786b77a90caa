import type { EnvironmentProtection } from '../github/github.ts'
import type { Policy } from '../policy/policy.ts'
import { environmentOf } from '../policy/policy.ts'
import type { Unread } from './between.ts'
import type { DeploymentRecord, Journals } from './record.ts'

export type PreflightRequest = {
  environment: string
  policy: Policy
  protection: EnvironmentProtection | undefined | Unread
  /** The environment's newest record, and the deployments that GitHub made for jobs that name it. */
  newest: DeploymentRecord | undefined
  jobDeployments: readonly { id: number }[]
  journals: Journals
}

/** Says what around the policy does not fit it, before anybody relies on it. Nothing of it refuses anything. */
export function preflight(request: PreflightRequest): string[] {
  return [unprotected(request), duplicated(request)].filter((warning) => warning !== undefined)
}

/**
 * Says whether a policy treats an environment as production: it demands an approved plan, or it is the last of
 * several, or it has GitHub's own name for it.
 */
export function isProduction(environment: string, policy: Policy): boolean {
  const { after, require } = environmentOf(policy, environment)
  const isFollowed = Object.values(policy.environments).some(({ after }) => after === environment)
  return environment === 'production' || require.plan || (after !== undefined && !isFollowed)
}

function unprotected({ environment, policy, protection }: PreflightRequest): string | undefined {
  if (!isProduction(environment, policy)) return undefined
  const name = `the environment "${environment}"`
  if (protection === undefined)
    return `GitHub knows no environment "${environment}" yet, and would make it without protection; add it in the repository's settings, with required reviewers`
  if ('unread' in protection) return `the protection of ${name} is unknown: ${protection.unread}`
  const { reviewers, waitTimer, branches, custom } = protection
  if (!reviewers && !custom && environmentOf(policy, environment).require.plan)
    return `the policy demands an approved plan for ${name}, and GitHub asks nobody to approve: add required reviewers in the repository's settings`
  if (reviewers || waitTimer > 0 || branches || custom) return undefined
  return `${name} has no protection at GitHub: every job that names it gets its secrets; add required reviewers in the repository's settings`
}

function duplicated({ environment, newest, jobDeployments, journals }: PreflightRequest): string | undefined {
  if (newest === undefined) return undefined
  const run = `/actions/runs/${newest.payload.run.id}/`
  const twin = jobDeployments.find(({ id }) =>
    journals.get(id)?.some(({ logUrl }) => `${logUrl}/`.includes(run)),
  )
  return twin === undefined
    ? undefined
    : `beside deployment ${newest.deployment.id} GitHub made deployment ${twin.id} for the job itself; write environment: { name: ${environment}, deployment: false } in the job that promotes`
}
