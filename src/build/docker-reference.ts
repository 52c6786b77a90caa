import { type Digest, parseDigest } from '../artifact/digest.ts'
import { formatRepository, parseRepository, parseTag, type Repository } from '../artifact/reference.ts'

/** An image as a Dockerfile names it, in full. */
export type DockerReference = Repository & {
  tag: string
  digest?: Digest
  /** As Docker shortens it, which is how BuildKit looks it up: `nginx`, `nginx:1.27`, `ghcr.io/acme/base:1`. */
  familiar: string
}

/**
 * Reads an image as Docker does: without a registry it is Docker Hub's, without a tag `latest`.
 * https://github.com/distribution/reference/blob/v0.6.0/normalize.go
 */
export function parseDockerReference(text: string): DockerReference {
  const [rest = '', digest] = text.split('@', 2)
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1)
  const name = colon < 0 ? rest : rest.slice(0, colon)
  const repository = parseRepository(inFull(name))
  const tag = colon < 0 ? 'latest' : parseTag(rest.slice(colon + 1))
  return {
    ...repository,
    tag,
    ...(digest !== undefined && { digest: parseDigest(digest) }),
    familiar: tag === 'latest' ? shortened(repository) : `${shortened(repository)}:${tag}`,
  }
}

function inFull(name: string): string {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  const isRegistry = /[.:]|^localhost$/.test(first)
  const registry = isRegistry && first !== 'index.docker.io' ? first : 'docker.io'
  const repository = isRegistry ? name.slice(slash + 1) : name
  const official = registry === 'docker.io' && !repository.includes('/')
  return `${registry}/${official ? `library/${repository}` : repository}`
}

function shortened(repository: Repository): string {
  return formatRepository(repository).replace(/^docker\.io\/(?:library\/(?=[^/]+$))?/, '')
}
