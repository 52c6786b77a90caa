import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { type Shop, startShop, succeeded } from '../support/shop.ts'

let shop: Shop
let elsewhere: RegistryServer
let image: string
let digest: Digest

beforeEach(async () => {
  shop = await startShop()
  elsewhere = await startRegistry()
})

afterEach(async () => {
  await Promise.all([shop[Symbol.asyncDispose](), elsewhere[Symbol.asyncDispose]()])
})

/** Gives environments repositories of their own, and builds, signs and scans a first release. */
async function release(registries: Record<string, string>): Promise<void> {
  const path = '.github/immutable-deploy.yml'
  let policy = await readFile(join(shop.folder, path), 'utf8')
  for (const [environment, registry] of Object.entries(registries))
    policy = policy.replace(`  ${environment}:\n`, `  ${environment}:\n    registry: ${registry}\n`)
  await writeFile(join(shop.folder, path), policy)
  await shop.commit('Environments of their own')
  image = await shop.release()
  digest = image.slice(image.indexOf('@') + 1) as Digest
}

async function planned(): Promise<string> {
  const { outputs } = succeeded(await shop.run('plan', { inputs: { image, environment: 'production' } }))
  return outputs.plan ?? ''
}

const stagingOf = (repository: string) => elsewhere.store.repository(repository)

/** The types of what is attached, wherever the registry lists it. */
function attachedTo({ store }: RegistryServer, repository: string): string[] {
  return [...store.repository(repository).manifests.values()]
    .map(({ bytes }) => JSON.parse(bytes.toString()))
    .filter(({ subject }) => subject?.digest === digest)
    .map(({ annotations }) => annotations['dev.sigstore.bundle.predicateType'])
    .sort()
}

describe('an environment with a repository of its own', () => {
  it('gets a copy with its evidence under the commit’s tag, and its records beside it', async () => {
    await release({ staging: `${elsewhere.host}/acme/staging` })
    const promoted = succeeded(await shop.promote('staging', image))
    expect(promoted.outputs.outcome).toBe('promoted')
    const { manifests, tags } = stagingOf('acme/staging')
    expect(manifests.has(digest)).toBe(true)
    expect(tags.get(`sha-${await shop.git('rev-parse', 'HEAD')}`)).toBe(digest)
    const copied = attachedTo(elsewhere, 'acme/staging')
    const original = attachedTo(shop.registry, 'acme/shop')
    expect(copied.filter((type) => original.includes(type))).toEqual(original)
    expect(copied.filter((type) => !original.includes(type))).toHaveLength(2)
  })

  it('is what a later environment looks at for the records of the earlier', async () => {
    await release({
      staging: `${elsewhere.host}/acme/staging`,
      production: `${elsewhere.host}/acme/production`,
    })
    expect((await shop.promote('production', image, { inputs: { plan: await allowedOrNot() } })).failed).toBe(
      true,
    )
    succeeded(await shop.promote('staging', image))
    const promoted = succeeded(await shop.promote('production', image, { inputs: { plan: await planned() } }))
    expect(promoted.outputs.outcome).toBe('promoted')
    expect(stagingOf('acme/production').manifests.has(digest)).toBe(true)
  })

  it('keeps in its records where its copy is', async () => {
    await release({ staging: `${elsewhere.host}/acme/staging` })
    const { outputs } = succeeded(await shop.promote('staging', image))
    const deployment = shop.github.deployments.find(({ id }) => String(id) === outputs['deployment-id'])
    expect(JSON.parse(String(deployment?.payload))).toMatchObject({
      release: { app: `${elsewhere.host}/acme/staging@${digest}` },
    })
  })

  it('needs nothing of the repository where it was built to go back to what it served', async () => {
    await release({ staging: `${elsewhere.host}/acme/staging` })
    succeeded(await shop.promote('staging', image))
    const first = digest
    await shop.commit('Unhealthy', { 'public/healthz': undefined })
    image = await shop.release()
    shop.registry.store.repository('acme/shop').manifests.delete(first)
    const { outputs, failed } = await shop.promote('staging', image)
    expect(failed).toBe(true)
    expect(outputs).toMatchObject({ outcome: 'reverted', previous: first })
  })

  it('is left as it is when the copy fails', async () => {
    await release({ staging: `${elsewhere.host}/acme/staging` })
    elsewhere.fault({
      match: ({ method, path }) => method === 'PUT' && path.includes('/manifests/'),
      answer: { status: 403, body: '{"errors":[{"code":"DENIED","message":"no more room"}]}' },
    })
    const { outputs, failed, log } = await shop.promote('staging', image)
    expect(failed).toBe(true)
    expect(outputs.outcome).toBe('reverted')
    expect(log).toContain('no more room')
  })

  it('does not overwrite a commit’s tag that names something else there', async () => {
    await release({ staging: `${elsewhere.host}/acme/staging` })
    const tag = `sha-${await shop.git('rev-parse', 'HEAD')}`
    const other = elsewhere.store.addImage('acme/staging', { tag, layers: ['other'] })
    const { outputs, log } = await shop.promote('staging', image)
    expect(outputs.outcome).toBe('reverted')
    expect(log).toContain('tags are never moved')
    expect(stagingOf('acme/staging').tags.get(tag)).toBe(other.digest)
  })

  it('is said in the plan', async () => {
    await release({ production: `${elsewhere.host}/acme/production` })
    const { summary } = await shop.run('plan', { inputs: { image, environment: 'production' } })
    expect(summary).toContain(`copy to ${elsewhere.host}/acme/production`)
  })
})

/** The plan of a promotion that is not allowed yet. */
async function allowedOrNot(): Promise<string> {
  return (await shop.run('plan', { inputs: { image, environment: 'production' } })).outputs.plan ?? ''
}
