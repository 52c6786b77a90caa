import { isFailure } from '../failure.ts'
import type { Connection } from './connection.ts'

export interface Runs {
  /** A job's check run; undefined if there is none. */
  fetchCheckRun(id: number): Promise<{ status: string; conclusion?: string } | undefined>
  /** A workflow run, in its latest attempt; undefined if there is none. */
  fetchRun(id: number): Promise<{ status: string; attempt: number } | undefined>
}

export function runsOf(connection: Connection): Runs {
  return {
    fetchCheckRun: (id) => orUndefined(fetchCheckRun(connection, id)),
    fetchRun: (id) => orUndefined(fetchRun(connection, id)),
  }
}

async function fetchCheckRun(connection: Connection, id: number) {
  const verb = { doing: `read check run ${id}`, permission: 'checks: read' }
  const { data } = await connection.send(verb, (send) =>
    send('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...connection.repo, check_run_id: id }),
  )
  return { status: data.status, ...(data.conclusion !== null && { conclusion: data.conclusion }) }
}

async function fetchRun(connection: Connection, id: number) {
  const verb = { doing: `read workflow run ${id}`, permission: 'actions: read' }
  const { data } = await connection.send(verb, (send) =>
    send('GET /repos/{owner}/{repo}/actions/runs/{run_id}', { ...connection.repo, run_id: id }),
  )
  return { status: data.status ?? 'unknown', attempt: data.run_attempt ?? 1 }
}

async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (isFailure(error, 'not-found')) return undefined
    throw error
  }
}
