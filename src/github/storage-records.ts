import type { Digest } from '../artifact/digest.ts'
import type { Connection } from './connection.ts'

export interface StorageRecords {
  /**
   * Tells an organisation where an artifact of its repository is kept; undefined for a repository of a user, who has
   * no such list.
   */
  createStorageRecord(artifact: StoredArtifact): Promise<{ ids: string[] } | undefined>
}

/** `ghcr.io/acme/shop`, its digest, and the registry's address. */
export type StoredArtifact = { name: string; digest: Digest; registryUrl: string }

export function storageRecordsOf(connection: Connection): StorageRecords {
  return {
    createStorageRecord: async (artifact) =>
      (await isOfOrganization(connection)) ? createStorageRecord(connection, artifact) : undefined,
  }
}

async function isOfOrganization(connection: Connection): Promise<boolean> {
  const verb = { doing: 'read the repository', permission: 'metadata: read' }
  const { data } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}', connection.repo))
  return data.owner.type === 'Organization'
}

async function createStorageRecord(
  connection: Connection,
  { name, digest, registryUrl }: StoredArtifact,
): Promise<{ ids: string[] }> {
  const verb = { doing: `record where ${name}@${digest} is kept`, permission: 'artifact-metadata: write' }
  const { owner, repo } = connection.repo
  const { data } = await connection.send(verb, (send) =>
    send('POST /orgs/{org}/artifacts/metadata/storage-record', {
      org: owner,
      name,
      digest,
      registry_url: registryUrl,
      github_repository: repo,
    }),
  )
  const records = data.storage_records ?? []
  return { ids: records.flatMap(({ id }) => (id === undefined ? [] : [String(id)])) }
}
