import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import { nothingDigest } from '../../src/target/registry/record.ts'
import type { RegistryServerOptions } from '../support/registry.ts'
import { type Shop, startShop, succeeded } from '../support/shop.ts'

// Each step is a process that reads its sources.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let shop: Shop
afterEach(() => shop[Symbol.asyncDispose]())

/** A shop whose staging is a tag, in a repository of its own where that is named, with a check that can be made ill. */
async function startTagShop(
  registry: RegistryServerOptions,
  { repository = 'acme/shop', adopt = false } = {},
) {
  shop = await startShop({ source: true, registry })
  const { host } = shop.registry
  const ill = join(shop.folder, '..', 'ill')
  const place = repository === 'acme/shop' ? '' : `\n    registry: ${host}/${repository}`
  const policy = `version: 1
trust:
  trusted-root: .github/trusted_root.json
  signer-workflow: acme/shop/.github/workflows/deploy.yml
environments:
  staging:${place}
    target: { kind: registry, image: "${host}/${repository}", tag: staging, adopt: ${adopt} }
    checks:
      - command: { run: 'test "$IMMUTABLE_DEPLOY_PHASE" = staged || test ! -e "${ill}"' }
`
  await shop.commit('A tag', { '.github/immutable-deploy.yml': policy })
  const tags = () => Object.fromEntries(shop.registry.store.repository(repository).tags)
  return { tags, beIll: () => writeFile(ill, ''), beWell: () => rm(ill) }
}

const digestIn = (image: string) => image.slice(image.indexOf('@') + 1)

async function nextRelease(name: string): Promise<string> {
  await shop.commit(name, { 'public/items.json': `{ "release": "${name}", "items": [] }\n` })
  return shop.release()
}

describe('an environment that is a tag', () => {
  it('follows promotions and rollbacks, not what somebody else puts there, and no commit’s tag ever moves', async () => {
    const { tags } = await startTagShop({})
    const stored = shop.registry.store.repository('acme/shop').tags
    const first = await shop.release()
    const firstTag = `sha-${await shop.git('rev-parse', 'HEAD')}`
    expect(succeeded(await shop.promote('staging', first)).outputs.outcome).toBe('promoted')
    expect(tags()).toMatchObject({ staging: digestIn(first), [firstTag]: digestIn(first) })

    const second = await nextRelease('2')
    const other = shop.registry.store.addImage('acme/shop', { tag: 'staging', layers: ['other'] })
    expect((await shop.promote('staging', second)).log).toContain('somebody else moved it')
    expect(tags().staging).toBe(other.digest)

    stored.set('staging', digestIn(first) as Digest)
    expect(succeeded(await shop.promote('staging', second)).outputs.outcome).toBe('promoted')
    expect(tags()).toMatchObject({ staging: digestIn(second), [firstTag]: digestIn(first) })

    succeeded(await shop.rollBack('staging', 'it was slow'))
    expect(tags().staging).toBe(digestIn(first))
  })

  it('is put back when what follows it falls ill, also where nothing served before and nothing is deleted', async () => {
    const { tags, beIll, beWell } = await startTagShop({ deletion: false })
    const first = await shop.release()
    await beIll()
    expect((await shop.promote('staging', first)).outputs.outcome).toBe('reverted')
    expect(tags().staging).toBe(nothingDigest)

    await beWell()
    expect(succeeded(await shop.promote('staging', first)).outputs.outcome).toBe('promoted')
    const second = await nextRelease('2')
    await beIll()
    expect((await shop.promote('staging', second)).outputs.outcome).toBe('reverted')
    expect(tags().staging).toBe(digestIn(first))
  })

  it('is taken over where the policy says so, from what it stands for', async () => {
    const { tags } = await startTagShop({}, { adopt: true })
    const first = await shop.release()
    const stored = shop.registry.store.repository('acme/shop').tags
    const other = shop.registry.store.addImage('acme/shop', { tag: 'staging', layers: ['other'] })
    expect((await shop.promote('staging', first)).log).toContain('somebody else moved it')
    expect(tags().staging).toBe(other.digest)

    stored.set('staging', digestIn(first) as Digest)
    expect(succeeded(await shop.promote('staging', first)).outputs.outcome).toBe('promoted')
    const second = await nextRelease('2')
    expect(succeeded(await shop.promote('staging', second)).outputs.outcome).toBe('promoted')
    expect(tags().staging).toBe(digestIn(second))
  })

  it('has a repository of its own, to which releases are copied first', async () => {
    const { tags } = await startTagShop({}, { repository: 'acme/staging' })
    const first = await shop.release()
    succeeded(await shop.promote('staging', first))
    expect(tags()).toMatchObject({
      staging: digestIn(first),
      [`sha-${await shop.git('rev-parse', 'HEAD')}`]: digestIn(first),
    })
    const attached = [...shop.registry.store.repository('acme/staging').manifests.values()].filter(
      ({ bytes }) => JSON.parse(bytes.toString()).subject?.digest === digestIn(first),
    )
    expect(attached.length).toBeGreaterThan(2)
  })
})
