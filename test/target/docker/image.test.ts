import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Digest } from '../../../src/artifact/digest.ts'
import { mediaType } from '../../../src/artifact/media-type.ts'
import { type DigestReference, formatReference, withTag } from '../../../src/artifact/reference.ts'
import type { ExecResult } from '../../../src/edge.ts'
import { isFailure } from '../../../src/failure.ts'
import { connectRegistry, type Registry } from '../../../src/registry/registry.ts'
import { connectEngine } from '../../../src/target/docker/engine.ts'
import { bringImage, isRoot, parseImage } from '../../../src/target/docker/image.ts'
import { pushImage } from '../../support/artifacts.ts'
import { testEdge } from '../../support/edge.ts'
import { type RegistryServer, startRegistry } from '../../support/registry.ts'

const edge = testEdge()
let server: RegistryServer
let registry: Registry
let image: DigestReference
let other: DigestReference
let index: DigestReference
let configs: Digest[]

beforeAll(async () => {
  server = await startRegistry()
  registry = connectRegistry({ credentials: async () => undefined }, edge)
  const repository = { registry: server.host, repository: 'acme/shop' }
  image = await pushImage(registry, repository, [[{ name: 'a', content: 'one' }]])
  other = await pushImage(registry, repository, [[{ name: 'a', content: 'two' }]])
  configs = await Promise.all([image, other].map(configOf))
  const child = await registry.resolve(image)
  if (child === undefined) throw new Error('it was pushed')
  const attestation = {
    ...(await registry.resolve(other)),
    platform: { os: 'unknown', architecture: 'unknown' },
  }
  const manifests = [{ ...child, platform: { os: 'linux', architecture: 'amd64' } }, attestation]
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests }))
  const { digest } = await registry.pushManifest(withTag(repository, 'index'), {
    mediaType: mediaType.imageIndex,
    bytes,
  })
  index = { ...repository, digest }
})
afterAll(() => server[Symbol.asyncDispose]())

async function configOf(reference: DigestReference): Promise<Digest> {
  const { manifest } = await registry.fetchManifest(reference)
  if (manifest.kind !== 'manifest') throw new Error('an image has a manifest')
  return manifest.config.digest
}

// The answers of an engine that keeps images as Docker has always done, and as containerd does: only the former could be
// had where the tests run against a real one.
function engineWith(artifact: DigestReference, id: string, changed: object = {}) {
  const inspected = [
    {
      Id: id,
      RepoDigests: [formatReference(artifact)],
      Os: 'linux',
      Architecture: 'amd64',
      Config: { User: '65532' },
      ...changed,
    },
  ]
  const answers: Record<string, string> = { image: JSON.stringify(inspected), version: 'linux/amd64\n' }
  const exec = async (_: string, [verb = '']: readonly string[]): Promise<ExecResult> => ({
    exitCode: 0,
    stdout: answers[verb] ?? '',
    stderr: '',
  })
  return connectEngine({}, { ...edge, exec })
}

const bring = (artifact: DigestReference, id: string, changed?: object, platform?: string) =>
  bringImage(artifact, platform, { engine: engineWith(artifact, id, changed), registry }, edge)

describe('what the engine has for an artifact', () => {
  it.each<[string, () => [DigestReference, string]]>([
    ['an image by its configuration', () => [image, configs[0] ?? '']],
    ['an image by its manifest', () => [image, image.digest]],
    ['an index by itself', () => [index, index.digest]],
    ['an index by the manifest of a platform', () => [index, image.digest]],
    ['an index by the configuration of a platform', () => [index, configs[0] ?? '']],
  ])('is the artifact: %s', async (_, told) => {
    const [artifact, id] = told()
    expect(await bring(artifact, id)).toMatchObject({ id, user: '65532' })
  })

  it.each<[string, () => [DigestReference, string]]>([
    ['another image', () => [image, configs[1] ?? '']],
    ['another manifest', () => [image, other.digest]],
    ['an index of which the artifact is a part', () => [image, index.digest]],
    ['an image that the index does not name', () => [index, `sha256:${'0'.repeat(64)}`]],
    ['an attestation of the index', () => [index, configs[1] ?? '']],
  ])('is not the artifact: %s', async (_, told) => {
    await expect(bring(...told())).rejects.toSatisfy((error) => isFailure(error, 'mismatch'))
  })

  it('is refused under another name', async () => {
    const names = { RepoDigests: ['elsewhere/shop@sha256:0'] }
    await expect(bring(image, configs[0] ?? '', names)).rejects.toThrow(/other names only/)
  })

  it('is refused for another platform, unless the policy names it', async () => {
    const arm = { Architecture: 'arm64', Variant: 'v8' }
    await expect(bring(image, configs[0] ?? '', arm)).rejects.toThrow(/linux\/arm64\/v8.*linux\/amd64/)
    await expect(bring(image, configs[0] ?? '', arm, 'linux/arm')).rejects.toThrow(/linux\/arm64\/v8/)
    expect(await bring(image, configs[0] ?? '', arm, 'linux/arm64')).toMatchObject({
      platform: 'linux/arm64/v8',
    })
  })
})

describe('an image', () => {
  it.each(['', '[]', '[{}]'])('is refused as %j', (text) => {
    expect(() => parseImage(text)).toThrow(/cannot be read/)
  })

  it.each([
    ['', true],
    ['0', true],
    ['00', true],
    ['root', true],
    ['0:1000', true],
    ['root:users', true],
    ['1000', false],
    ['1000:0', false],
    ['app', false],
  ])('with the user %j runs as root: %s', (user, root) => {
    expect(isRoot(user)).toBe(root)
  })
})
