import {
  type DigestReference,
  formatReference,
  parseDigestReference,
  type Repository,
  withDigest,
} from '../artifact/reference.ts'
import { Failure } from '../failure.ts'

/** What an environment runs: each service by digest. An environment with one target has the service `app`. */
export type Release = Record<string, DigestReference>

export const soleService = 'app'

/** Reads the input `image`: one reference, or lines `service=reference`. */
export function parseRelease(text: string): Release {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (lines.length === 1 && !/^[a-z0-9-]+=/.test(text.trim()))
    return { [soleService]: parseDigestReference(text.trim()) }
  const release: Release = {}
  for (const line of lines) {
    const [, service, reference] = /^([a-z0-9-]+)=(.+)$/.exec(line) ?? []
    if (service === undefined || reference === undefined) {
      throw new Failure(
        'invalid-input',
        `"${line}" is not service=reference, as in web=ghcr.io/acme/web@sha256:…`,
      )
    }
    if (release[service] !== undefined)
      throw new Failure('invalid-input', `service "${service}" is named twice`)
    release[service] = parseDigestReference(reference)
  }
  if (lines.length === 0)
    throw new Failure('invalid-input', 'no image is named; wanted registry/repository@sha256:…')
  return release
}

/** Says whether two releases run the same digests from the same repositories. */
export function isSamePlace(one: Release, other: Release): boolean {
  const [here, there] = [formatRelease(one), formatRelease(other)]
  return isSameRelease(one, other) && Object.keys(here).every((service) => here[service] === there[service])
}

/** Writes a release as records keep it: service → `registry/repository@sha256:…`. */
export function formatRelease(release: Release): Record<string, string> {
  return Object.fromEntries(
    Object.entries(release).map(([service, image]) => [service, formatReference(image)]),
  )
}

/** Says whether two releases run the same digests. Where they are kept does not matter. */
export function isSameRelease(one: Release, other: Release): boolean {
  const services = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...services].every((service) => one[service]?.digest === other[service]?.digest)
}

/** The repository whose registry a given user name and password are for. */
export function repositoryOf(release: Release): Repository {
  const [image] = Object.values(release)
  if (image === undefined) throw new TypeError('a release names at least one image')
  return image
}

/** Names a release where an environment keeps it: in a repository of its own, or where it was made. */
export function placedIn(repository: Repository | undefined, release: Release): Release {
  if (repository === undefined) return release
  return Object.fromEntries(
    Object.entries(release).map(([service, { digest }]) => [service, withDigest(repository, digest)]),
  )
}

/** Refuses a release that an environment with one target cannot run. */
export function assertServices(release: Release, environment: string): void {
  const services = Object.keys(release)
  if (services.length === 1 && services[0] === soleService) return
  throw new Failure(
    'invalid-input',
    `environment "${environment}" has one target and so runs one image; found ${services.map((service) => `"${service}"`).join(', ')}`,
  )
}

export function parseEnvironmentUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new Failure('invalid-input', `"${text}" is not an http or https address`)
}
