import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Digest, digestOf, hexOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import {
  type DigestReference,
  formatReference,
  type Repository,
  withDigest,
} from '../../src/artifact/reference.ts'
import { copyArtifact } from '../../src/registry/copy.ts'
import { connect, pushSubject, realEdge } from './support/client.ts'
import { freshFolder, runProgram } from './support/program.ts'
import { type RealRegistry, registries, startOlareg } from './support/registries.ts'

const folder = freshFolder('copied')
const cosignEnv = { COSIGN_PASSWORD: '', TUF_ROOT: join(folder, 'tuf') }
let source: RealRegistry
/** An index of two images, with something attached to it, to one of its images, and to what is attached. */
let release: DigestReference

beforeAll(async () => {
  source = await startOlareg()
  release = await pushRelease(source.host)
}, 60_000)
afterAll(() => source[Symbol.asyncDispose]())

async function pushRelease(host: string): Promise<DigestReference> {
  const registry = connect()
  const one = await pushSubject(host, registry)
  const other = await pushSubject(host, registry)
  // Both images in one repository, as an index must have them.
  await copyArtifact({ from: other, to: one }, registry, realEdge())
  const found = await Promise.all(
    [one, withDigest(one, other.digest)].map(
      async (image) => (await registry.fetchManifest(image)).descriptor,
    ),
  )
  const [amd64, arm64] = found.map((descriptor, index) => ({
    ...descriptor,
    platform: { os: 'linux', architecture: ['amd64', 'arm64'][index] },
  }))
  const index = { schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: [amd64, arm64] }
  const bytes = Buffer.from(JSON.stringify(index, null, 2))
  const image = withDigest(one, digestOf(bytes))
  await registry.pushManifest(image, { mediaType: mediaType.imageIndex, bytes })
  const attach = (subject: DigestReference, text: string) =>
    registry.attach(subject, {
      artifactType: 'a/b',
      mediaType: 'text/plain',
      bytes: Buffer.from(text),
      annotations: { text },
    })
  const sbom = await attach(image, 'sbom')
  await attach(withDigest(image, sbom.digest), 'signature of the sbom')
  await attach(one, 'sbom of one image')
  await signWithCosign(image)
  return image
}

/** Signs as cosign did before version 3: under a tag made of the digest. */
async function signWithCosign(image: DigestReference): Promise<void> {
  writeFileSync(join(folder, 'predicate.json'), '{}')
  const cosign = (...args: string[]) => runProgram('cosign', args, { cwd: folder, env: cosignEnv })
  await cosign('generate-key-pair', '--output-key-prefix', 'cosign')
  await cosign(
    ...[
      'attest',
      '--yes',
      '--key',
      'cosign.key',
      '--type',
      'slsaprovenance1',
      '--predicate',
      'predicate.json',
    ],
    ...[
      '--use-signing-config=false',
      '--tlog-upload=false',
      '--new-bundle-format=false',
      formatReference(image),
    ],
  )
}

/** The digests of an artifact with all that is attached to any of it, however its registry lists that. */
async function closureOf(image: DigestReference): Promise<Digest[]> {
  const registry = connect()
  const seen = new Set<Digest>()
  const visit = async (digest: Digest): Promise<void> => {
    if (seen.has(digest)) return
    seen.add(digest)
    const reference = withDigest(image, digest)
    const { manifest } = await registry.fetchManifest(reference)
    const parts = manifest.kind === 'index' ? manifest.manifests : []
    const attached = await registry.listReferrers(reference)
    for (const next of [...parts, ...attached]) await visit(next.digest)
  }
  await visit(image.digest)
  return [...seen].sort()
}

const copyWithOras = (to: Repository) =>
  runProgram('oras', [
    ...['copy', '--recursive', '--from-plain-http', '--to-plain-http', formatReference(release)],
    `${to.registry}/${to.repository}:copied`,
  ])

describe.each(registries)('a copy to %s', (_, start) => {
  let destination: RealRegistry
  beforeAll(async () => {
    destination = await start()
  })
  afterAll(() => destination[Symbol.asyncDispose]())

  const copyTo = (repository: string) => {
    const to = { registry: destination.host, repository }
    return copyArtifact({ from: release, to, tags: ['copied'] }, connect(), realEdge())
  }

  it('holds what a copy by oras holds, and cosign’s tags too', async () => {
    const { image } = await copyTo('ours/shop')
    await copyWithOras({ registry: destination.host, repository: 'oras/shop' })
    const ours = await closureOf(image)
    expect(ours).toEqual(await closureOf(release))
    expect(ours).toEqual(
      await closureOf(withDigest({ registry: destination.host, repository: 'oras/shop' }, release.digest)),
    )
    const tags = await runProgram('crane', ['ls', '--insecure', `${destination.host}/ours/shop`])
    expect(tags.split('\n')).toContain(`sha256-${hexOf(release.digest)}.att`)
  })

  it('is valid to crane, layer by layer', async () => {
    const { image } = await copyTo('valid/shop')
    const { manifest } = await connect().fetchManifest(image)
    for (const { digest } of manifest.kind === 'index' ? manifest.manifests : [])
      await runProgram('crane', [
        'validate',
        '--insecure',
        '--remote',
        formatReference(withDigest(image, digest)),
      ])
  })

  it('still verifies with cosign', async () => {
    const { image } = await copyTo('verified/shop')
    const args = [
      'verify-attestation',
      '--key',
      'cosign.pub',
      '--type',
      'slsaprovenance1',
      '--insecure-ignore-tlog',
    ]
    await runProgram('cosign', [...args, '--new-bundle-format=false', formatReference(image)], {
      cwd: folder,
      env: cosignEnv,
    })
  })

  it('sends nothing twice', async () => {
    await copyTo('twice/shop')
    expect(await copyTo('twice/shop')).toMatchObject({ manifests: 0, blobs: 0, bytes: 0 })
  })

  it('is mounted within the registry', async () => {
    const { image } = await copyTo('first/shop')
    const to = { registry: destination.host, repository: 'second/shop' }
    expect(await copyArtifact({ from: image, to }, connect(), realEdge())).toMatchObject({
      blobs: 0,
      bytes: 0,
    })
    expect(await closureOf(withDigest(to, release.digest))).toEqual(await closureOf(release))
  })
})
