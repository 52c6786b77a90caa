import type { Repository } from '../artifact/reference.ts'

/** Names the scheme, host and port that answer for a registry: http only to loopback or where it was allowed. */
export function originOf(registry: string, insecureRegistries: readonly string[] = []): string {
  const scheme = isPlain(registry, insecureRegistries) ? 'http' : 'https'
  return new URL(`${scheme}://${hostOf(registry)}`).origin
}

/** Says whether a registry is spoken to without TLS. */
export function isPlain(registry: string, insecureRegistries: readonly string[] = []): boolean {
  return isLoopback(registry) || insecureRegistries.includes(registry)
}

/** Names a repository as the registry's API does. */
export function nameOf({ registry, repository }: Repository): string {
  // Docker Hub's official images live under "library", which nobody writes.
  return registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository
}

function hostOf(registry: string): string {
  // Docker Hub is the one registry whose name is not its host.
  return registry === 'docker.io' ? 'registry-1.docker.io' : registry
}

function isLoopback(registry: string): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(registry)
}
