import { isFailure } from '../failure.ts'
import { type Connection, fetchPages } from './connection.ts'

/** How one commit stands to another. */
export type Comparison = 'ahead' | 'behind' | 'identical' | 'diverged' | 'unknown'

/** A check run or a commit status. Several may share a name. */
export type CommitCheck = {
  name: string
  /** Only a success is one: neither what was skipped nor what is still running. */
  passed: boolean
  /** The conclusion or, before there is one, the status. */
  state: string
  /** Nothing more will come of it, unless it is run again. */
  ended: boolean
  /** When it began; of a commit status, when it was last reported. */
  startedAt?: Date
  /** Slug of the GitHub App that made the check run. Who made a status is not told. */
  app?: string
}

export interface Commits {
  /** Says how `head` stands to `base`; unknown if GitHub does not know them or sees no common history. */
  compare(base: string, head: string): Promise<Comparison>
  fetchCommitChecks(commit: string): Promise<CommitCheck[]>
}

export function commitsOf(connection: Connection): Commits {
  return {
    compare: async (base, head) => (await fetchComparison(connection, base, head, 1))?.status ?? 'unknown',
    fetchCommitChecks: async (commit) => {
      const checkRuns = await fetchCheckRuns(connection, commit)
      return [...checkRuns, ...(await fetchStatuses(connection, commit))]
    },
  }
}

/** Compares two commits, with the first of those that `head` has more; undefined if GitHub sees no common history. */
export async function fetchComparison(connection: Connection, base: string, head: string, most: number) {
  const verb = {
    doing: `compare ${base.slice(0, 12)} with ${head.slice(0, 12)}`,
    permission: 'contents: read',
  }
  try {
    const { data } = await connection.send(verb, (send) =>
      send('GET /repos/{owner}/{repo}/compare/{basehead}', {
        ...connection.repo,
        basehead: `${base}...${head}`,
        per_page: most,
        page: 1,
      }),
    )
    return data
  } catch (error) {
    if (isFailure(error, 'not-found')) return undefined
    throw error
  }
}

async function fetchCheckRuns(connection: Connection, commit: string): Promise<CommitCheck[]> {
  const verb = { doing: `list the checks of ${commit.slice(0, 12)}`, permission: 'checks: read' }
  const pages = fetchPages(connection, verb, (send, page) =>
    send('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...connection.repo,
      ...page,
      ref: commit,
      filter: 'latest',
    }),
  )
  const checks: CommitCheck[] = []
  for await (const { check_runs } of pages) {
    for (const { name, status, conclusion, started_at, app } of check_runs) {
      const known = { ...startOf(started_at), ...(app?.slug && { app: app.slug }) }
      const [passed, ended] = [conclusion === 'success', status === 'completed']
      checks.push({ name, passed, state: conclusion ?? status, ended, ...known })
    }
  }
  return checks
}

async function fetchStatuses(connection: Connection, commit: string): Promise<CommitCheck[]> {
  const verb = { doing: `list the statuses of ${commit.slice(0, 12)}`, permission: 'statuses: read' }
  const pages = fetchPages(connection, verb, (send, page) =>
    send('GET /repos/{owner}/{repo}/commits/{ref}/status', { ...connection.repo, ...page, ref: commit }),
  )
  const checks: CommitCheck[] = []
  for await (const { statuses } of pages) {
    for (const { context, state, created_at } of statuses) {
      const [passed, ended] = [state === 'success', state !== 'pending']
      checks.push({ name: context, passed, state, ended, ...startOf(created_at) })
    }
  }
  return checks
}

function startOf(text: string | null | undefined): Pick<CommitCheck, 'startedAt'> {
  const startedAt = new Date(text ?? '')
  return Number.isNaN(startedAt.getTime()) ? {} : { startedAt }
}
