import { expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { startGitHub } from '../support/github.ts'
import { connect } from './connect.ts'

const artifact = { name: 'ghcr.io/acme/shop', digest: digestOf('app'), registryUrl: 'https://ghcr.io' }

it('tells an organisation where an artifact is kept, once', async () => {
  await using server = await startGitHub()
  const github = connect(server, { 'artifact-metadata': 'write' })
  const first = await github.createStorageRecord(artifact)
  expect(first).toEqual({ ids: [expect.stringMatching(/^\d+$/)] })
  expect(await github.createStorageRecord(artifact)).toEqual(first)
  expect(server.storageRecords).toEqual([
    expect.objectContaining({
      name: 'ghcr.io/acme/shop',
      digest: artifact.digest,
      github_repository: 'shop',
    }),
  ])
})

it('asks nothing more of a user, who has no such list', async () => {
  await using server = await startGitHub({ ownerType: 'User' })
  expect(await connect(server).createStorageRecord(artifact)).toBeUndefined()
  expect(server.requests.map(({ path }) => path)).toEqual(['/repos/acme/shop'])
})

it('says which permission is missing', async () => {
  await using server = await startGitHub()
  await expect(connect(server, { contents: 'read' }).createStorageRecord(artifact)).rejects.toMatchObject({
    code: 'unauthorized',
    message: 'missing permission artifact-metadata: write; add it to the job that calls this action',
  })
})
