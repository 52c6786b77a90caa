import { Failure } from '../failure.ts'
import type { RekorLog } from './rekor.ts'
import type { Services } from './signing-config.ts'

/** The services that sign: whose certificates, whose log, whose clock. */
export type SigstoreInstance = Services & {
  name: 'public-good' | 'github' | 'private'
  /** Why it is this one; ends a sentence. */
  reason: string
}

export type InstanceChoice = 'auto' | 'public-good' | 'github'

export type InstanceUrls = { fulcioUrl?: string; rekorUrl?: string; tsaUrl?: string }

export type SigningRepository = { visibility: string; serverUrl: string }

/**
 * Chooses as GitHub's own attest action does: a public repository signs by the public-good instance, whose log
 * anyone can read, any other by GitHub's, which has no log. Services that are given replace both.
 * https://github.com/actions/toolkit/blob/main/packages/attest/src/endpoints.ts
 */
export function chooseInstance(
  repository: SigningRepository,
  urls: InstanceUrls = {},
  choice: InstanceChoice = 'auto',
): SigstoreInstance {
  const { fulcioUrl } = urls
  const given = witnessesOf(urls)
  if (fulcioUrl !== undefined) {
    return { name: nameOf({ fulcioUrl }), reason: 'fulcio-url names it', fulcioUrl, ...given }
  }
  const isPublic = repository.visibility === 'public'
  const reason = choice === 'auto' ? `the repository is ${repository.visibility}` : `instance is "${choice}"`
  if (choice === 'public-good' || (choice === 'auto' && isPublic)) {
    const logs = given.logs.length > 0 ? given.logs : [publicLog]
    return { name: 'public-good', reason, fulcioUrl: 'https://fulcio.sigstore.dev', ...given, logs }
  }
  const host = githubServices(repository.serverUrl)
  const tsaUrls = given.tsaUrls.length > 0 ? given.tsaUrls : [`https://timestamp.${host}`]
  return { name: 'github', reason, fulcioUrl: `https://fulcio.${host}`, ...given, tsaUrls }
}

/** Names the instance that somebody gave by its address. */
export function nameOf({ fulcioUrl }: Pick<Services, 'fulcioUrl'>): SigstoreInstance['name'] {
  return fulcioUrl !== undefined && isPublicGood(fulcioUrl) ? 'public-good' : 'private'
}

/** Reads the addresses of witnesses. A Rekor v2 is told by its path: nothing else in an address says so. */
export function witnessesOf({ rekorUrl, tsaUrl }: InstanceUrls): Pick<Services, 'logs' | 'tsaUrls'> {
  return {
    logs: rekorUrl === undefined ? [] : [parseLog(rekorUrl)],
    tsaUrls: tsaUrl === undefined ? [] : [tsaUrl],
  }
}

/** Refuses to tell of a repository in a log that anyone can read, unless that is what somebody said. */
export function assertDiscreet(
  { fulcioUrl, logs }: Pick<Services, 'fulcioUrl' | 'logs'>,
  { visibility }: Pick<SigningRepository, 'visibility'>,
  choice: InstanceChoice = 'auto',
): void {
  if (visibility === 'public' || choice === 'public-good') return
  const open = [fulcioUrl, ...logs.map(({ url }) => url)].find(
    (url) => url !== undefined && isPublicGood(url),
  )
  if (open === undefined) return
  throw new Failure(
    'denied',
    `the repository is ${visibility}, and ${open} writes to a log that anyone can read; if that is meant, set instance: public-good`,
  )
}

const publicLog: RekorLog = { url: 'https://rekor.sigstore.dev', version: 1 }

function parseLog(url: string): RekorLog {
  const [, base = url, version = '1'] = /^(.*)\/api\/v([12])$/.exec(url) ?? []
  return { url: base, version: version === '2' ? 2 : 1 }
}

function isPublicGood(url: string): boolean {
  return /(^|\.)sigstore\.dev$/.test(new URL(url).hostname)
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
