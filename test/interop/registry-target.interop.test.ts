import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { formatRepository, withDigest, withTag } from '../../src/artifact/reference.ts'
import { nothingDigest } from '../../src/target/registry/record.ts'
import { registryTag } from '../../src/target/registry/registry.ts'
import type { Target, TargetEdge } from '../../src/target/target.ts'
import { dyingEdge } from '../target/dying-edge.ts'
import { targetContract } from '../target/target-contract.ts'
import { connect, pushSubject, realEdge } from './support/client.ts'
import { runProgram } from './support/program.ts'
import { type RealRegistry, registries } from './support/registries.ts'

// A verb that dies at each of its calls is tried a dozen times, each call of a dead one four times with its waits.
vi.setConfig({ testTimeout: 300_000 })

/** A repository of its own with two releases of the same name, and ways to the tag in it. */
async function freshPlace({ host }: RealRegistry) {
  const first = await pushSubject(host)
  const registry = connect()
  const { manifest, bytes } = await registry.fetchManifest(first)
  const second = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(bytes).toString()), annotations: { two: '2' } }),
  )
  const other = withDigest(first, digestOf(second))
  await registry.pushManifest(other, { mediaType: manifest.mediaType, bytes: second })
  const connectTag = (edge: TargetEdge = realEdge()): Target =>
    registryTag.connect(
      { image: formatRepository(first), tag: 'production' },
      {
        owner: 'acme/shop',
        environment: 'production',
        service: 'app',
        strategy: 'blue-green',
        registry: connect(undefined, { ...realEdge(), ...edge }),
      },
      edge,
    )
  return { artifacts: [first, other] as const, connectTag, registry, tag: withTag(first, 'production') }
}

/** The real edge without waits: what is dead is asked again in vain. */
function hurriedEdge(): TargetEdge {
  return { ...realEdge(), sleep: async () => {} }
}

/** olareg deletes only if it is told so, and go-containerregistry's deletes a digest without its tags. */
const deletesTags = (name: string) => name === 'docker-registry'

describe.each(registries)('%s', (name, start) => {
  let server: RealRegistry
  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server?.[Symbol.asyncDispose]())

  targetContract(
    `a tag in ${name}`,
    async () => {
      const { artifacts, connectTag } = await freshPlace(server)
      return {
        target: connectTag(),
        artifacts,
        connect: () => connectTag(),
        connectDying: (calls, last) => connectTag(dyingEdge(hurriedEdge(), calls, last)),
      }
    },
    { atomic: false },
  )

  it('gives whoever follows the tag the digest that was promoted, and its bytes', async () => {
    const { artifacts, connectTag, tag } = await freshPlace(server)
    const [first, second] = artifacts
    const target = connectTag()
    const followed = () => runProgram('crane', ['digest', `${formatRepository(tag)}:production`])
    await target.stage(first)
    await target.shift(first.digest, 100, undefined, 1)
    expect((await followed()).trim()).toBe(first.digest)
    await target.stage(second)
    await target.shift(second.digest, 100, first.digest, 2)
    expect((await followed()).trim()).toBe(second.digest)
    await runProgram('crane', ['validate', '--remote', `${formatRepository(tag)}:production`])
  })

  it('keeps the image and its other tags where nothing serves any more', async () => {
    const { artifacts, connectTag, registry, tag } = await freshPlace(server)
    const [first] = artifacts
    await runProgram('crane', ['tag', `${formatRepository(first)}@${first.digest}`, 'v1'])
    const target = connectTag()
    await target.stage(first)
    await target.shift(first.digest, 100, undefined, 1)
    await target.shift(first.digest, 0, first.digest, 1)
    expect((await registry.resolve(tag))?.digest).toBe(deletesTags(name) ? undefined : nothingDigest)
    expect((await registry.resolve(withTag(first, 'v1')))?.digest).toBe(first.digest)
    expect(await registry.resolve(first)).toBeDefined()
  })

  it('has a record that oras reads', async () => {
    const { artifacts, connectTag, tag } = await freshPlace(server)
    await connectTag().stage(artifacts[0])
    const record = `${formatRepository(tag)}:production.immutable-deploy`
    const manifest = JSON.parse(await runProgram('oras', ['manifest', 'fetch', '--plain-http', record]))
    expect(manifest.mediaType).toBe(mediaType.imageManifest)
    expect(manifest.annotations['io.github.immutable-deploy.standing']).toBe(artifacts[0].digest)
  })
})
