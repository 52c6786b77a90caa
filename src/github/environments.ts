import { isFailure } from '../failure.ts'
import type { Connection } from './connection.ts'

/** What GitHub asks before a job may go into an environment. */
export type EnvironmentProtection = {
  /** Whether a person must approve. */
  reviewers: boolean
  /** Minutes that a job waits. */
  waitTimer: number
  /** Whether only some branches or tags may. */
  branches: boolean
  /** Whether an app of its own is asked. */
  custom: boolean
}

export interface Environments {
  /** Undefined: there is no such environment yet; GitHub makes it, without protection, when it is first named. */
  fetchProtection(environment: string): Promise<EnvironmentProtection | undefined>
}

const knownRules = ['required_reviewers', 'wait_timer', 'branch_policy']

export function environmentsOf(connection: Connection): Environments {
  return { fetchProtection: (environment) => fetchProtection(connection, environment) }
}

async function fetchProtection(
  connection: Connection,
  environment: string,
): Promise<EnvironmentProtection | undefined> {
  const verb = {
    doing: `read the protection of the environment "${environment}"`,
    permission: 'actions: read',
  }
  try {
    const { data } = await connection.send(verb, (send) =>
      send('GET /repos/{owner}/{repo}/environments/{environment_name}', {
        ...connection.repo,
        environment_name: environment,
      }),
    )
    const rules: { type: string; wait_timer?: number }[] = data.protection_rules ?? []
    return {
      reviewers: rules.some(({ type }) => type === 'required_reviewers'),
      waitTimer: Math.max(0, ...rules.map(({ wait_timer }) => wait_timer ?? 0)),
      branches: (data.deployment_branch_policy ?? null) !== null,
      custom: rules.some(({ type }) => !knownRules.includes(type)),
    }
  } catch (error) {
    if (isFailure(error, 'not-found')) return undefined
    throw error
  }
}
