import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type GitHubServer, type Permissions, startGitHub } from './github.ts'

// What the emulator does is what the real one is documented or was seen to do; our client is not asked here.

const sha = '1'.repeat(40)

async function ask(
  server: GitHubServer,
  permissions: Permissions,
  method: string,
  path: string,
  body?: unknown,
) {
  return await fetch(`${server.url}/repos/acme/shop${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token(permissions)}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

const writer: Permissions = { deployments: 'write' }

async function deploy(server: GitHubServer, request: Record<string, unknown> = {}): Promise<number> {
  const body = { ref: sha, auto_merge: false, required_contexts: [], environment: 'staging', ...request }
  const answer = await ask(server, writer, 'POST', '/deployments', body)
  return z.object({ id: z.number() }).parse(await answer.json()).id
}

async function statesOf(server: GitHubServer, id: number): Promise<string[]> {
  const answer = await ask(server, writer, 'GET', `/deployments/${id}/statuses`)
  return z
    .array(z.object({ state: z.string() }))
    .parse(await answer.json())
    .map(({ state }) => state)
}

describe('a success', () => {
  it.each([
    ['makes an earlier one inactive', {}, {}, ['inactive', 'success']],
    ['leaves one of production as it is', { production_environment: true }, {}, ['success']],
    ['leaves a transient one as it is', { transient_environment: true }, {}, ['success']],
    ['leaves one of another environment as it is', { environment: 'qa' }, {}, ['success']],
    ['leaves all as they are if told', {}, { auto_inactive: false }, ['success']],
  ])('%s', async (_, deployment, status, states) => {
    await using server = await startGitHub()
    const earlier = await deploy(server, deployment)
    await ask(server, writer, 'POST', `/deployments/${earlier}/statuses`, { state: 'success' })
    const later = await deploy(server)
    await ask(server, writer, 'POST', `/deployments/${later}/statuses`, { state: 'success', ...status })
    expect(await statesOf(server, earlier)).toEqual(states)
  })
})

describe('a deployment', () => {
  it('is not made while a status of the commit has not succeeded', async () => {
    await using server = await startGitHub()
    server.addStatus({ sha, context: 'test', state: 'pending' })
    const answer = await ask(server, writer, 'POST', '/deployments', { ref: sha })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({
      errors: [{ contexts: [{ context: 'test', state: 'pending' }] }],
    })
  })

  it('is not made when the default branch was merged instead', async () => {
    const commits = [sha, '2'.repeat(40)]
    await using server = await startGitHub({ commits })
    expect((await ask(server, writer, 'POST', '/deployments', { ref: sha })).status).toBe(202)
    expect(server.deployments).toEqual([])
  })

  it('takes no description of more than 140 characters', async () => {
    await using server = await startGitHub()
    const path = `/deployments/${await deploy(server)}/statuses`
    const answer = await ask(server, writer, 'POST', path, { state: 'success', description: 'x'.repeat(141) })
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining('maximum is 140 characters'),
    ])
  })
})

describe('a token', () => {
  it.each([
    ['write to read', { deployments: 'write' }, 200],
    ['read to read', { deployments: 'read' }, 200],
    ['nothing to read', { contents: 'write' }, 403],
  ] as const)('may use %s', async (_, permissions, status) => {
    await using server = await startGitHub()
    const answer = await ask(server, permissions, 'GET', '/deployments')
    expect([answer.status, answer.headers.get('x-accepted-github-permissions')]).toEqual([
      status,
      'deployments=read',
    ])
  })

  it('that nobody made is refused', async () => {
    await using server = await startGitHub()
    const answer = await fetch(`${server.url}/repos/acme/shop`, { headers: { authorization: 'Bearer x' } })
    expect([answer.status, await answer.json()]).toEqual([
      401,
      expect.objectContaining({ message: 'Bad credentials' }),
    ])
  })
})

describe('an identity', () => {
  it('is a token that the published key verifies, with the claims of its job', async () => {
    await using server = await startGitHub({ issuer: 'self' })
    const permissions = { 'id-token': 'write' } as const
    const job = server.startJob({ permissions, sha, environment: 'production', claims: { actor: 'mona' } })
    const raw = await identityToken(job.identity, 'sigstore')
    const [header = '', payload = '', signature = ''] = raw.split('.')
    const { keys } = z
      .object({ keys: z.array(z.record(z.string(), z.string())) })
      .parse(await (await fetch(`${server.url}/.well-known/jwks`)).json())
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' })
    const signed = Buffer.from(`${header}.${payload}`)
    expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true)
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      iss: server.url,
      aud: 'sigstore',
      sub: 'repo:acme/shop:environment:production',
      repository_id: '1001',
      run_id: String(job.runId),
      check_run_id: String(job.jobCheckRunId),
      job_workflow_ref: 'acme/shop/.github/workflows/deploy.yml@refs/heads/main',
      actor: 'mona',
    })
  })

  it('is not for a job without the permission', async () => {
    await using server = await startGitHub()
    expect(server.startJob({ permissions: {}, sha }).identity).toBeUndefined()
  })
})

async function identityToken(identity: { url: string; token: string } | undefined, audience: string) {
  const headers = { authorization: `Bearer ${identity?.token}` }
  const answer = await fetch(`${identity?.url}&audience=${audience}`, { headers })
  return z.object({ value: z.string() }).parse(await answer.json()).value
}

it('ends a run with the last of its jobs', async () => {
  await using server = await startGitHub()
  const build = server.startJob({ permissions: {}, sha, name: 'build' })
  const promote = server.startJob({ permissions: {}, sha, name: 'promote', runId: build.runId })
  const run = async () =>
    (await ask(server, { actions: 'read' }, 'GET', `/actions/runs/${build.runId}`)).json()
  build.end('success')
  expect(await run()).toMatchObject({ status: 'in_progress' })
  promote.end('failure')
  expect(await run()).toMatchObject({ status: 'completed', conclusion: 'failure' })
})

it('keeps a log of requests', async () => {
  await using server = await startGitHub()
  await ask(server, {}, 'GET', '/nothing?page=2')
  expect(server.requests).toEqual([{ method: 'GET', path: '/repos/acme/shop/nothing?page=2', status: 404 }])
})
