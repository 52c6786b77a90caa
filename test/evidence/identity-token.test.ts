import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { fetchIdentityToken, parseIdentityToken } from '../../src/evidence/identity-token.ts'
import { testEdge } from '../support/edge.ts'
import { startGitHub } from '../support/github.ts'
import { identityToken } from '../support/sigstore.ts'

it('fetches the token of a job and reads its claims', async () => {
  await using github = await startGitHub()
  const job = github.startJob({ sha: 'a'.repeat(40), permissions: { 'id-token': 'write' } })
  const { claims, expiresAt } = await fetchIdentityToken(job.identity ?? {}, testEdge())
  expect(claims).toMatchObject({ repository: github.repository, event_name: 'push' })
  expect(expiresAt.getTime()).toBeGreaterThan(Date.now())
})

it('says which permission is missing', async () => {
  await expect(fetchIdentityToken({ url: '', token: '' }, testEdge())).rejects.toMatchObject({
    code: 'unauthorized',
    message: 'missing permission id-token: write; add it to the job that calls this action',
  })
})

it.each<[string, number, string, string]>([
  ['a refusal', 401, '{}', 'unauthorized'],
  ['a failure', 500, '{}', 'unavailable'],
  ['no token', 200, '{}', 'mismatch'],
  ['no JSON', 200, 'oops', 'mismatch'],
  ['no JWT', 200, '{"value":"a.b.c"}', 'mismatch'],
  ['a token for somebody else', 200, JSON.stringify({ value: identityToken({ aud: 'other' }) }), 'mismatch'],
  ['a token that has expired', 200, JSON.stringify({ value: identityToken({ exp: 1 }) }), 'unauthorized'],
  [
    'a token without a repository',
    200,
    JSON.stringify({ value: identityToken({ repository_id: 7 }) }),
    'mismatch',
  ],
])('refuses %s', async (_, status, body, code) => {
  const server = createServer((_request, response) => response.writeHead(status).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token?api-version=2.0`
  const error: unknown = await fetchIdentityToken({ url, token: 't' }, testEdge()).catch((reason) => reason)
  server.close()
  expect(error).toMatchObject({ code })
  expect(String(error)).not.toContain('eyJ')
})

it('takes one of several audiences', () => {
  const raw = identityToken({ aud: ['a', 'sigstore'] })
  expect(parseIdentityToken(raw, 'sigstore', new Date()).claims.run_id).toBe('42')
})
