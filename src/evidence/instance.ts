import { Failure } from '../failure.ts'

/** The services that sign: whose certificates, whose log, whose clock. */
export type SigstoreInstance = {
  name: 'public-good' | 'github' | 'private'
  fulcioUrl: string
  rekorUrl?: string
  tsaUrl?: string
}

export type InstanceUrls = { fulcioUrl?: string; rekorUrl?: string; tsaUrl?: string }

/**
 * Chooses as GitHub's own attest action does: a public repository signs by the public-good instance, whose log
 * anyone can read, any other by GitHub's, which has no log. Services that are given replace both.
 * https://github.com/actions/toolkit/blob/main/packages/attest/src/endpoints.ts
 */
export function chooseInstance(
  repository: { visibility: string; serverUrl: string },
  { fulcioUrl, rekorUrl, tsaUrl }: InstanceUrls = {},
): SigstoreInstance {
  if (fulcioUrl !== undefined) {
    if (rekorUrl === undefined && tsaUrl === undefined) {
      const way = 'give rekor-url or tsa-url beside fulcio-url'
      throw new Failure(
        'invalid-input',
        `a certificate is valid for minutes and needs a witness of its time; ${way}`,
      )
    }
    return instanceOf('private', fulcioUrl, rekorUrl, tsaUrl)
  }
  if (repository.visibility === 'public') {
    return instanceOf(
      'public-good',
      'https://fulcio.sigstore.dev',
      rekorUrl ?? 'https://rekor.sigstore.dev',
      tsaUrl,
    )
  }
  const host = githubServices(repository.serverUrl)
  return instanceOf('github', `https://fulcio.${host}`, rekorUrl, tsaUrl ?? `https://timestamp.${host}`)
}

function instanceOf(
  name: SigstoreInstance['name'],
  fulcioUrl: string,
  rekorUrl: string | undefined,
  tsaUrl: string | undefined,
): SigstoreInstance {
  return {
    name,
    fulcioUrl,
    ...(rekorUrl !== undefined && { rekorUrl }),
    ...(tsaUrl !== undefined && { tsaUrl }),
  }
}

function githubServices(serverUrl: string): string {
  const { hostname } = new URL(serverUrl)
  if (hostname === 'github.com') return 'githubapp.com'
  if (hostname.endsWith('.ghe.com')) return hostname
  throw new Failure(
    'invalid-input',
    `"${hostname}" has no Sigstore of its own; give fulcio-url and tsa-url or rekor-url, or sign with key`,
  )
}
