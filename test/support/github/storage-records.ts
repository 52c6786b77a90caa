import { z } from 'zod'
import { type Answer, type Call, failure, type Route } from './server.ts'
import type { StorageRecord, World } from './world.ts'

// https://docs.github.com/rest/orgs/artifact-metadata

export function storageRecordRoutes(world: World): Route[] {
  const repository: Route = {
    method: 'GET',
    path: '/repos/{repository}',
    permission: 'metadata: read',
    answer: () => ({
      status: 200,
      body: {
        id: world.repositoryId,
        full_name: world.repository,
        visibility: world.visibility,
        private: world.visibility === 'private',
        owner: { login: world.owner, id: world.ownerId, type: world.ownerType },
      },
    }),
  }
  // Users have no such list.
  if (world.ownerType === 'User') return [repository]
  return [
    repository,
    {
      method: 'POST',
      path: `/orgs/${world.owner}/artifacts/metadata/storage-record`,
      permission: 'artifact-metadata: write',
      answer: (call) => createRecord(world, call),
    },
  ]
}

const recordSchema = z.object({
  name: z.string().min(1).max(256),
  digest: z.string().regex(/^sha256:[a-f0-9]{64}$/),
  registry_url: z
    .string()
    .regex(/^https:\/\//)
    .max(256),
  github_repository: z.string().optional(),
})

function createRecord(world: World, { body }: Call): Answer {
  const parsed = recordSchema.safeParse(body)
  if (!parsed.success) return failure(422, 'Validation Failed')
  const same = world.storageRecords.find(
    ({ name, digest }) => name === parsed.data.name && digest === parsed.data.digest,
  )
  const record: StorageRecord = same ?? { id: world.nextId(), ...parsed.data }
  if (same === undefined) world.storageRecords.push(record)
  return { status: 200, body: { total_count: 1, storage_records: [{ ...record, status: 'active' }] } }
}
