import { expect, it } from 'vitest'
import { parseDockerReference } from '../../src/build/docker-reference.ts'

const digest = `sha256:${'a'.repeat(64)}`

it.each([
  ['nginx', 'docker.io', 'library/nginx', 'latest', 'nginx'],
  ['nginx:1.27', 'docker.io', 'library/nginx', '1.27', 'nginx:1.27'],
  ['library/nginx', 'docker.io', 'library/nginx', 'latest', 'nginx'],
  ['acme/web:1', 'docker.io', 'acme/web', '1', 'acme/web:1'],
  ['docker.io/nginx', 'docker.io', 'library/nginx', 'latest', 'nginx'],
  ['index.docker.io/acme/web', 'docker.io', 'acme/web', 'latest', 'acme/web'],
  ['ghcr.io/acme/base:latest', 'ghcr.io', 'acme/base', 'latest', 'ghcr.io/acme/base'],
  ['localhost/base', 'localhost', 'base', 'latest', 'localhost/base'],
  ['127.0.0.1:5000/library/a', '127.0.0.1:5000', 'library/a', 'latest', '127.0.0.1:5000/library/a'],
])('understands %s as Docker does', (text, registry, repository, tag, familiar) => {
  expect(parseDockerReference(text)).toEqual({ registry, repository, tag, familiar })
  expect(parseDockerReference(`${text}@${digest}`)).toMatchObject({ registry, repository, digest })
})

it.each(['', 'Nginx', 'nginx:', 'nginx@sha256:1', 'a b', '$BASE', 'ghcr.io/', '-/a:1'])(
  'refuses "%s"',
  (text) => {
    expect(() => parseDockerReference(text)).toThrow()
  },
)
