import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Digest } from '../artifact/digest.ts'
import { type DigestReference, formatReference } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import type { Credentials } from '../registry/credentials.ts'
import type { Sbom } from './sbom.ts'
import { imageDigestsOf } from './sbom-subject.ts'

/** An image, and what it takes to read it from its registry. */
export type ImageAccess = {
  reference: DigestReference
  credentials?: Credentials
  /** Whether its registry is spoken to without TLS. */
  insecure?: boolean
}

/**
 * Writes what Docker's configuration says about one registry, and no other: what a scanner is not given, it cannot
 * lose. The folder is `DOCKER_CONFIG` for it.
 */
export async function writeDockerConfig(
  folder: string,
  { reference, credentials }: ImageAccess,
): Promise<void> {
  const { registry } = reference
  const key = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry
  const auths = credentials === undefined ? {} : { [key]: entryOf(credentials) }
  await writeFile(join(folder, 'config.json'), JSON.stringify({ auths }), { mode: 0o600 })
}

// https://github.com/docker/cli/blob/v29.0.0/cli/config/types/authconfig.go
function entryOf(credentials: Credentials): Record<string, string> {
  if ('token' in credentials) return { identitytoken: credentials.token }
  const { username, password } = credentials
  return { auth: Buffer.from(`${username}:${password}`).toString('base64') }
}

/** Names an image for a program by its digest, which no registry can change. */
export function imageArgument({ reference }: ImageAccess): string {
  return formatReference(reference)
}

/** Fails unless a scanner says that what it looked into is the image that it was given. */
export function requireSameImage(
  repoDigests: readonly string[],
  { reference }: ImageAccess,
  name: string,
): void {
  if (repoDigests.some((one) => one.endsWith(`@${reference.digest}`))) return
  const found = repoDigests.length === 0 ? 'an image without a digest' : repoDigests.join(', ')
  throw new Failure('mismatch', `${name} looked into ${found}; wanted ${formatReference(reference)}`)
}

/** Says whether an SBOM names no image, or one of these. */
export function isAbout(sbom: Sbom, digests: readonly Digest[]): boolean {
  const named = imageDigestsOf(sbom)
  return named.length === 0 || named.some((digest) => digests.includes(digest))
}

/** Fails where an SBOM names another image: neither the image nor, of an index, one of its platforms. */
export function requireAbout(sbom: Sbom, covered: readonly Digest[], image: DigestReference): void {
  if (isAbout(sbom, covered)) return
  const named = imageDigestsOf(sbom).join(' and ')
  throw new Failure(
    'mismatch',
    `the SBOM is about another image, ${named}; wanted one about ${formatReference(image)}`,
  )
}
