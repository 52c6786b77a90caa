import { expect, it } from 'vitest'
import { chooseInstance, type InstanceUrls } from '../../src/evidence/instance.ts'

const serverUrl = 'https://github.com'

it.each<[string, { visibility: string; serverUrl: string }, InstanceUrls, object]>([
  [
    'a public repository',
    { visibility: 'public', serverUrl },
    {},
    { name: 'public-good', fulcioUrl: 'https://fulcio.sigstore.dev', rekorUrl: 'https://rekor.sigstore.dev' },
  ],
  [
    'a private repository',
    { visibility: 'private', serverUrl },
    {},
    { name: 'github', fulcioUrl: 'https://fulcio.githubapp.com', tsaUrl: 'https://timestamp.githubapp.com' },
  ],
  [
    'a repository of a tenant',
    { visibility: 'internal', serverUrl: 'https://acme.ghe.com' },
    {},
    { name: 'github', fulcioUrl: 'https://fulcio.acme.ghe.com', tsaUrl: 'https://timestamp.acme.ghe.com' },
  ],
  [
    'services that are given',
    { visibility: 'public', serverUrl: 'https://ghes.example' },
    { fulcioUrl: 'https://f', tsaUrl: 'https://t' },
    { name: 'private', fulcioUrl: 'https://f', tsaUrl: 'https://t' },
  ],
])('chooses for %s', (_, repository, urls, instance) => {
  expect(chooseInstance(repository, urls)).toEqual(instance)
})

it.each<[string, string, InstanceUrls]>([
  ['a server that has none', 'https://ghes.example', {}],
  ['a certificate authority without a witness', serverUrl, { fulcioUrl: 'https://f' }],
  ['a host that only ends like a tenant', 'https://evilghe.com', {}],
])('refuses %s', (_, server, urls) => {
  expect(() => chooseInstance({ visibility: 'private', serverUrl: server }, urls)).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  )
})
