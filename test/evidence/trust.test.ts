import { expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { githubTufRoot } from '../../src/evidence/roots/github.ts'
import { loadTrustMaterial, parseTrustedRoots } from '../../src/evidence/trust.ts'
import { startSigstore } from '../support/sigstore.ts'

it.each([
  ['nothing', ''],
  ['no JSON', 'root'],
  ['JSON that is no root', '{"mediaType":"application/json"}'],
  ['a list', '[]'],
  [
    'a root whose keys are none',
    '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","tlogs":[{"publicKey":{"validFor":{"start":7}}}]}',
  ],
])('refuses %s', async (_, json) => {
  await expect(parseTrustedRoots(json)).rejects.toMatchObject({ code: 'invalid-input' })
})

it('asks for what a root has authorities for', async () => {
  await using sigstore = await startSigstore()
  await using github = await startSigstore({ logs: false })
  const [all] = await parseTrustedRoots(sigstore.trustedRoot)
  const [none] = await parseTrustedRoots(github.trustedRoot)
  expect(all?.thresholds).toEqual({ ctlogThreshold: 1, tlogThreshold: 1, timestampThreshold: 1 })
  expect(none?.thresholds).toEqual({ ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 1 })
})

it('reads a source once', async () => {
  await using sigstore = await startSigstore()
  const source = { kind: 'file', json: sigstore.trustedRoot } as const
  expect(await loadTrustMaterial(source, '')).toBe(await loadTrustMaterial(source, ''))
})

it('carries GitHub’s TUF root byte for byte', () => {
  expect(digestOf(githubTufRoot)).toBe(
    'sha256:eb303461e0109458144b6ebcbfd62aaa6f6d7481e9ca77504b85f17761661462',
  )
  expect(JSON.parse(githubTufRoot).signed).toMatchObject({ _type: 'root', version: 9 })
})
