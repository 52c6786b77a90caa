import { describe, expect, it } from 'vitest'
import { connect, pushSubject, realEdge } from './support/client.ts'
import { startOlareg } from './support/registries.ts'

describe('a registry that takes few requests in a second', () => {
  it('is waited for', async () => {
    await using server = await startOlareg({ rateLimit: 4 })
    const edge = realEdge()
    const registry = connect(undefined, edge)
    const subject = await pushSubject(server.host, registry)
    const bytes = new TextEncoder().encode('attached')
    await registry.attach(subject, {
      artifactType: 'application/vnd.acme.one',
      mediaType: 'text/plain',
      bytes,
    })
    expect(await connect().listReferrers(subject)).toHaveLength(1)
    expect(edge.logged.join('\n')).toContain('answered 429; again in 1000 ms')
  })
})

describe('a registry that is not to be written to', () => {
  it('is read, and refuses what is pushed in one clear line', async () => {
    const first = await startOlareg()
    const subject = await pushSubject(first.host)
    await first[Symbol.asyncDispose]()
    await using server = await startOlareg({ readOnly: first.directory })
    const there = { ...subject, registry: server.host }
    expect((await connect().fetchManifest(there)).descriptor.digest).toBe(subject.digest)
    const pushing = pushSubject(server.host)
    await expect(pushing).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(pushing).rejects.toThrow('the registry answered 403 DENIED')
  })
})
