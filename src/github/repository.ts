import type { Connection } from './connection.ts'

export type Repository = {
  id: number
  ownerId: number
  /** `Organization` or `User`. */
  ownerType: string
  visibility: string
  defaultBranch: string
}

export interface Repositories {
  fetchRepository(): Promise<Repository>
}

export function repositoriesOf(connection: Connection): Repositories {
  return { fetchRepository: () => fetchRepository(connection) }
}

async function fetchRepository(connection: Connection): Promise<Repository> {
  const verb = { doing: 'read the repository', permission: 'metadata: read' }
  const { data } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}', connection.repo))
  return {
    id: Number(data.id),
    ownerId: Number(data.owner.id),
    ownerType: data.owner.type,
    visibility: data.visibility ?? (data.private ? 'private' : 'public'),
    defaultBranch: data.default_branch,
  }
}
