import type { Digest } from '../artifact/digest.ts'
import {
  type DigestReference,
  formatReference,
  parseDigestReference,
  type Repository,
  withDigest,
} from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import type { EnvironmentPolicy } from '../policy/policy.ts'
import { soleService } from '../policy/service.ts'

/** What an environment runs: each service by digest. An environment with one target has the service `app`. */
export type Release = Record<string, DigestReference>

export { soleService } from '../policy/service.ts'

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

/** Names a release where an environment keeps it: in repositories of its own, or where it was made. */
export function placedIn({ services }: Pick<EnvironmentPolicy, 'services'>, release: Release): Release {
  const placed = Object.entries(release).map(([service, image]) => {
    const registry = services[service]?.registry
    return [service, registry === undefined ? image : withDigest(registry, image.digest)]
  })
  return Object.fromEntries(placed)
}

/** Takes of a release what an environment runs now: a service that it has no more is not carried over. */
export function servicesIn({ services }: Pick<EnvironmentPolicy, 'services'>, release: Release): Release {
  return Object.fromEntries(Object.entries(release).filter(([service]) => Object.hasOwn(services, service)))
}

/** Says whether every service of a release runs the same digest in another, whatever else runs there. */
export function isWithin(release: Release, other: Readonly<Record<string, { digest: Digest }>>): boolean {
  return Object.entries(release).every(([service, { digest }]) => other[service]?.digest === digest)
}

/** Refuses a release with services that an environment does not have. */
export function assertServices(
  release: Release,
  { services }: Pick<EnvironmentPolicy, 'services'>,
  environment: string,
): void {
  const unknown = Object.keys(release).filter((service) => !Object.hasOwn(services, service))
  if (unknown.length === 0) return
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')
  const known = Object.keys(services)
  const way = known.includes(soleService)
    ? 'has one target and so runs one image'
    : `has the services ${quoted(known)}, named by lines service=reference`
  throw new Failure('invalid-input', `environment "${environment}" ${way}; found ${quoted(unknown)}`)
}

/** Writes which digests a release has, for programs: the one, or lines `service=digest`. */
export function formatDigests(release: Release | undefined): string | undefined {
  const digests = Object.entries(release ?? {})
  if (digests.length === 0) return undefined
  const [[service, first] = []] = digests
  if (digests.length === 1 && service === soleService) return first?.digest
  return digests.map(([service, { digest }]) => `${service}=${digest}`).join('\n')
}

export function parseEnvironmentUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new Failure('invalid-input', `"${text}" is not an http or https address`)
}
