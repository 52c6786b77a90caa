import { describe, expect, it } from 'vitest'
import {
  assertDiscreet,
  chooseInstance,
  type InstanceChoice,
  type InstanceUrls,
} from '../../src/evidence/instance.ts'

const serverUrl = 'https://github.com'
const v1 = { url: 'https://rekor.sigstore.dev', version: 1 }

describe('the instance', () => {
  it.each<[string, string, InstanceUrls, InstanceChoice | undefined, object]>([
    [
      'a public repository',
      'public',
      {},
      undefined,
      { name: 'public-good', fulcioUrl: 'https://fulcio.sigstore.dev', logs: [v1], tsaUrls: [] },
    ],
    [
      'a private repository',
      'private',
      {},
      'auto',
      {
        name: 'github',
        reason: 'the repository is private',
        fulcioUrl: 'https://fulcio.githubapp.com',
        logs: [],
        tsaUrls: ['https://timestamp.githubapp.com'],
      },
    ],
    ['an internal repository', 'internal', {}, undefined, { name: 'github', logs: [] }],
    [
      'a private repository that says so',
      'private',
      {},
      'public-good',
      { name: 'public-good', reason: 'instance is "public-good"', logs: [v1] },
    ],
    ['a public repository that says so', 'public', {}, 'github', { name: 'github', logs: [] }],
    [
      'a repository with a clock of its own',
      'public',
      { tsaUrl: 'https://t' },
      undefined,
      { name: 'public-good', logs: [v1], tsaUrls: ['https://t'] },
    ],
    [
      'a log with the interface of Rekor v2',
      'private',
      { fulcioUrl: 'https://f', rekorUrl: 'https://r/x/api/v2', tsaUrl: 'https://t' },
      undefined,
      {
        name: 'private',
        fulcioUrl: 'https://f',
        logs: [{ url: 'https://r/x', version: 2 }],
        tsaUrls: ['https://t'],
      },
    ],
    [
      'a log that says that it is version 1',
      'private',
      { fulcioUrl: 'https://f', rekorUrl: 'https://r/api/v1' },
      undefined,
      { logs: [{ url: 'https://r', version: 1 }] },
    ],
  ])('is chosen for %s', (_, visibility, urls, choice, instance) => {
    expect(chooseInstance({ visibility, serverUrl }, urls, choice)).toMatchObject(instance)
  })

  it('of a tenant is its own', () => {
    const chosen = chooseInstance({ visibility: 'internal', serverUrl: 'https://acme.ghe.com' })
    expect(chosen).toMatchObject({
      fulcioUrl: 'https://fulcio.acme.ghe.com',
      tsaUrls: ['https://timestamp.acme.ghe.com'],
    })
  })

  it.each([
    ['a server that has none', 'https://ghes.example'],
    ['a host that only ends like a tenant', 'https://evilghe.com'],
  ])('is refused for %s', (_, server) => {
    expect(() => chooseInstance({ visibility: 'private', serverUrl: server })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })
})

describe('what is not public', () => {
  const log = (url: string) => ({ logs: [{ url, version: 2 as const }] })

  it.each<[string, Parameters<typeof assertDiscreet>[0]]>([
    ['the public log', log('https://log2025-1.rekor.sigstore.dev')],
    [
      'the public certificate authority, which has a log too',
      { fulcioUrl: 'https://fulcio.sigstore.dev', logs: [] },
    ],
  ])('does not reach %s unless that is said', (_, services) => {
    for (const visibility of ['private', 'internal', '']) {
      expect(() => assertDiscreet(services, { visibility })).toThrow(/set instance: public-good/)
    }
    expect(() => assertDiscreet(services, { visibility: 'private' }, 'public-good')).not.toThrow()
    expect(() => assertDiscreet(services, { visibility: 'public' })).not.toThrow()
  })

  it('reaches a log of its own', () => {
    const services = log('https://rekor.acme.example/sigstore.dev')
    expect(() => assertDiscreet(services, { visibility: 'private' })).not.toThrow()
  })
})
