import type { Descriptor } from '../../artifact/descriptor.ts'
import type { Digest } from '../../artifact/digest.ts'
import { type DigestReference, formatReference, withDigest } from '../../artifact/reference.ts'
import { Failure, messageOf } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { Registry } from '../../registry/registry.ts'
import type { TargetEdge } from '../target.ts'
import type { Engine } from './engine.ts'

/** An image as the engine has it. */
export type Image = { id: string; names: string[]; platform: string; user: string }

const pullTimeout = 30 * 60_000
const revision = 'org.opencontainers.image.revision'

/** Has an image on the engine by its digest, and makes sure that it is the artifact's own. */
export async function bringImage(
  artifact: DigestReference,
  platform: string | undefined,
  { engine, registry }: { engine: Engine; registry: Registry },
  { log }: Pick<TargetEdge, 'log'>,
): Promise<Image & { commit?: string }> {
  const name = formatReference(artifact)
  const present = await inspectImage(name, engine)
  if (present === undefined) {
    log.info(`pulling ${name}`)
    const wanted = platform === undefined ? [] : ['--platform', platform]
    await engine.run(['pull', '--quiet', ...wanted, name], { timeout: pullTimeout })
  }
  const image = present ?? (await inspectImage(name, engine))
  if (image === undefined)
    throw new Failure('not-found', `the engine has no image ${name}, though it was pulled`)
  if (!image.names.includes(name))
    throw new Failure(
      'mismatch',
      `the engine knows ${name} under other names only: ${inert(image.names.join(', '))}`,
    )
  const commit = await assertSame(image, artifact, registry)
  await assertPlatform(image, platform, engine)
  return { ...image, ...(commit !== undefined && { commit }) }
}

/** Reads what the engine has under a name; undefined if that is nothing. */
export async function inspectImage(name: string, engine: Engine): Promise<Image | undefined> {
  const { exitCode, stdout, stderr } = await engine.try(['image', 'inspect', name])
  if (exitCode !== 0) {
    if (/no such image/i.test(stderr)) return undefined
    throw engine.refusal('docker image inspect failed', stderr)
  }
  return parseImage(stdout)
}

/** Reads what `docker image inspect` writes. */
export function parseImage(text: string): Image {
  try {
    const [image] = JSON.parse(text)
    const { Id, RepoDigests, Os, Architecture, Variant, Config } = image
    if (typeof Id !== 'string') throw new Error('it has no id')
    const platform = [Os, Architecture, Variant].filter(Boolean).join('/')
    return { id: Id, names: RepoDigests ?? [], platform, user: Config?.User ?? '' }
  } catch (cause) {
    throw new Failure('mismatch', `docker image inspect wrote what cannot be read: ${messageOf(cause)}`, {
      cause,
    })
  }
}

/**
 * An engine names an image by its configuration, or, where containerd keeps images, by a manifest or index. It is the
 * artifact only where the artifact's own manifest, or index, says so. Returns the commit that the artifact names.
 */
async function assertSame(
  { id }: Image,
  artifact: DigestReference,
  registry: Registry,
): Promise<string | undefined> {
  const { manifest } = await registry.fetchManifest(artifact)
  const commit = commitIn(manifest.annotations)
  if (id === artifact.digest) return commit
  if (manifest.kind === 'manifest' && id === manifest.config.digest) return commit
  if (manifest.kind === 'index') {
    for (const child of manifest.manifests.filter(isImage))
      if (id === child.digest || id === (await configOf(withDigest(artifact, child.digest), registry)))
        return commit
  }
  throw new Failure(
    'mismatch',
    `the engine has ${inert(id)} for ${formatReference(artifact)}, which does not name it`,
  )
}

// BuildKit keeps attestations beside the images, for a platform that is none.
function isImage({ platform }: Descriptor): boolean {
  return platform?.os !== 'unknown'
}

async function configOf(child: DigestReference, registry: Registry): Promise<Digest | undefined> {
  const { manifest } = await registry.fetchManifest(child)
  return manifest.kind === 'manifest' ? manifest.config.digest : undefined
}

function commitIn(annotations: Readonly<Record<string, string>> = {}): string | undefined {
  const commit = annotations[revision]
  return commit !== undefined && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit) ? commit : undefined
}

/** An engine starts what is not for it as well, and it ends at once with "exec format error". */
async function assertPlatform(
  { platform }: Image,
  wanted: string | undefined,
  engine: Engine,
): Promise<void> {
  const own = (await engine.run(['version', '--format', '{{.Server.Os}}/{{.Server.Arch}}'])).trim()
  const expected = wanted ?? own
  const parts = (text: string) => text.split('/', 2).join('/')
  if (parts(platform) === parts(expected)) return
  throw new Failure(
    'mismatch',
    `the image is for ${inert(platform) || 'no platform'}, and the engine runs ${inert(expected)}; build it for that, or name the target’s "platform" if the engine can emulate it`,
  )
}

/** Says whether what an image names as its user is root. */
export function isRoot(user: string): boolean {
  const [name = ''] = user.split(':')
  return name === '' || name === 'root' || /^0+$/.test(name)
}
